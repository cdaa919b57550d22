"""Reads web archives (MHTML) that were saved as .xls: the HTML part that holds a table, and nothing else in them."""

from __future__ import annotations

import dataclasses
import email
import email.policy
from email.message import EmailMessage

from aftersales.intake import web_table
from aftersales.intake.contents import Contents, Opened
from aftersales.intake.refusal import Refused

MOST_PARTS = 1_000


def workbook(opened: Opened) -> Contents:
    """The tables of the one part that has any; refused when there is none or there are several sheets."""
    message = email.message_from_bytes(opened.data, EmailMessage, policy=email.policy.HTTP)
    pages = []
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            raise Refused("file-unknown-format", detail="网页存档(MHTML)，部件过多")
        if part.get_content_type() != "text/html":
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and b"<table" in content.lower():
            pages.append((content, part.get_content_charset() or ""))
    if not pages:
        raise Refused("file-unknown-format", detail="网页存档(MHTML)，里面没有表格")
    if len(pages) > 1:
        raise Refused("file-unknown-format", detail=f"网页存档(MHTML)，里面有 {len(pages)} 个工作表")
    content, charset = pages[0]
    return web_table.workbook(dataclasses.replace(opened, data=content), charset)
