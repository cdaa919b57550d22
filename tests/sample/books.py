"""Files with the same bytes every time, and a note of what the clerks get back."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def new_book(title: str) -> tuple[Workbook, Worksheet]:
    """A workbook and its first sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    return book, sheet


@dataclass(slots=True)
class Notes:
    """What each sheet holds, rows that give no record of their own, and values a clerk must look at again."""

    rejected: list[dict[str, str]] = field(default_factory=list)
    duplicates: list[dict[str, str | int]] = field(default_factory=list)
    returned: list[dict[str, str]] = field(default_factory=list)
    sheets: list[dict[str, str | int]] = field(default_factory=list)

    def reject(self, file: str, kind: str, why: str) -> None:
        self.rejected.append({"file": file, "kind": kind, "why": why})

    def duplicate(self, file: str, kind: str, rows: int) -> None:
        self.duplicates.append({"file": file, "kind": kind, "rows": rows})

    def count(self, file: str, sheet: str, kind: str, rows: int) -> None:
        """A sheet with so many rows that give a record."""
        self.sheets.append({"file": file, "sheet": sheet, "kind": kind, "records": rows})

    def query(self, file: str, value: str, code: str) -> None:
        self.returned.append({"file": file, "value": value, "code": code})


def save(book: Workbook, path: Path) -> None:
    """Write the workbook without the clock: fixed dates in the archive and in its properties."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content_of(book))


def content_of(book: Workbook) -> bytes:
    """The workbook's bytes, without the clock."""
    raw = io.BytesIO()
    book.properties.creator = "示例"
    book.save(raw)
    with zipfile.ZipFile(raw) as source:
        members = {name: source.read(name) for name in source.namelist()}
    core = "docProps/core.xml"
    members[core] = _STAMP.sub(rb"\g<1>2026-11-01T08:00:00Z\g<2>", members[core])
    return packed(members)


def packed(members: dict[str, bytes]) -> bytes:
    """A zip archive with the same bytes whenever it is written."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, (2026, 11, 1, 8, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            target.writestr(member, content)
    return raw.getvalue()


def write_lock_file(path: Path, owner: str) -> None:
    """The small file Excel leaves beside a workbook that somebody has open."""
    name = owner.encode("utf-8")
    wide = owner.encode("utf-16-le")
    body = bytes([len(name)]) + name.ljust(54, b" ") + bytes([len(owner), 0]) + wide.ljust(108, b" ")
    path.write_bytes(body)
