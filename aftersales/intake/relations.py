"""The small XML parts that say which part of an Office archive is which sheet."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from xml.parsers import expat  # DTDs are refused before

from aftersales.intake.refusal import Refused

if TYPE_CHECKING:
    from aftersales.intake.archive import Archive


def elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """The elements of a small part in order: `namespace}name` and attributes."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = lambda tag, attributes: found.append((tag, attributes))
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - expat takes it by position only
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise Refused("file-unreadable", detail="工作表目录已损坏") from fault
    return found


def targets(archive: Archive, part: str) -> dict[str, str]:
    """Which part each relation leads to, by its id; `part` is the list of relations."""
    if part not in archive:
        raise Refused("file-unreadable", detail="缺少工作表目录")
    links = {link.get("Id", ""): link.get("Target", "") for _, link in elements(archive.inflate(part))}
    return {link: placed(target) for link, target in links.items()}


def placed(target: str) -> str:
    """The part that a target within the folder `xl` leads to.

    >>> placed("worksheets/sheet1.xml"), placed("/xl/worksheets/sheet1.xml")
    ('xl/worksheets/sheet1.xml', 'xl/worksheets/sheet1.xml')
    """
    return posixpath.normpath(posixpath.join("/xl", target.replace("\\", "/"))).lstrip("/")
