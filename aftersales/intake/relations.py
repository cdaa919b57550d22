"""The small XML parts that say which part of an Office archive is which sheet."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Package:
    """Where the parts of a workbook lie within its archive."""

    workbook: str
    links: str
    shared: str
    styles: str

    def placed(self, target: str) -> str:
        """The part that a target of the workbook's links leads to.

        >>> USUAL.placed("worksheets/sheet1.xml"), USUAL.placed("/xl/worksheets/sheet1.xml")
        ('xl/worksheets/sheet1.xml', 'xl/worksheets/sheet1.xml')
        """
        folder = posixpath.dirname(self.workbook)
        return posixpath.normpath(posixpath.join(f"/{folder}", target.replace("\\", "/"))).lstrip("/")


USUAL = Package("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml")
BINARY = Package("xl/workbook.bin", "xl/_rels/workbook.bin.rels", "xl/sharedStrings.bin", "xl/styles.bin")
ROOT = "_rels/.rels"


def package(archive: Archive) -> Package | None:
    """Where the workbook is; None where the archive holds none. Excel uses one place, some programs another."""
    for usual in (USUAL, BINARY):
        if usual.workbook in archive:
            return usual
    links = elements(archive.inflate(ROOT)) if ROOT in archive else []
    main = next((one.get("Target", "") for _, one in links if one.get("Type", "").endswith("/officeDocument")), "")
    workbook = posixpath.normpath(posixpath.join("/", main)).lstrip("/")
    if not workbook.endswith("workbook.xml") or workbook not in archive:
        return None
    folder, name = posixpath.split(workbook)
    found = Package(workbook, posixpath.join(folder, "_rels", f"{name}.rels"), "", "")
    types = {
        one.get("Type", "").rpartition("/")[2]: found.placed(one.get("Target", "")) for one in _links(archive, found)
    }
    return replace(found, shared=types.get("sharedStrings", ""), styles=types.get("styles", ""))


def targets(archive: Archive, where: Package) -> dict[str, str]:
    """Which part each link of the workbook leads to, by its id."""
    return {link.get("Id", ""): where.placed(link.get("Target", "")) for link in _links(archive, where)}


def _links(archive: Archive, where: Package) -> list[dict[str, str]]:
    if where.links not in archive:
        raise Refused("file-unreadable", detail="缺少工作表目录")
    return [link for _, link in elements(archive.inflate(where.links))]
