"""Counts the rows and error values of a workbook without any code of the intake: a plain walk over its XML."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse


@dataclass(frozen=True, slots=True)
class Count:
    """What a sheet holds: rows with something in them, and cells with an error value."""

    rows: int
    errors: int


def count(path: Path) -> dict[str, Count]:
    """The counts of the visible sheets of an .xlsx by name; empty where the file is none or cannot be followed."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _counts(archive)
    except (OSError, zipfile.BadZipFile, ParseError, DefusedXmlException, KeyError, ValueError, NotImplementedError):
        return {}


def _counts(archive: zipfile.ZipFile) -> dict[str, Count]:
    names = {name.lower() for name in archive.namelist()}
    if "xl/workbook.xml" not in names:
        return {}
    links = {
        link.get("Id", ""): posixpath.normpath(posixpath.join("/xl", link.get("Target", ""))).lstrip("/")
        for link in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    blank = _blank_texts(archive) if "xl/sharedstrings.xml" in names else frozenset[str]()
    found: dict[str, Count] = {}
    for element in fromstring(archive.read("xl/workbook.xml")).iter():
        if _tag(element) != "sheet" or element.get("state", "visible") != "visible":
            continue
        part = links.get(next((value for key, value in element.items() if key.endswith("}id")), ""), "")
        if part.lower() in names and "worksheets/" in part:
            found[element.get("name", "")] = _sheet(archive, part, blank)
    return found


def _blank_texts(archive: zipfile.ZipFile) -> frozenset[str]:
    with archive.open("xl/sharedStrings.xml") as part:
        texts = (element for _, element in iterparse(part) if _tag(element) == "si")
        return frozenset(str(at) for at, text in enumerate(texts) if not any(_letters(text)))


def _letters(text: Element) -> Iterator[str]:
    return (part.text or "" for part in text.iter() if _tag(part) == "t")


def _sheet(archive: zipfile.ZipFile, part: str, blank: frozenset[str]) -> Count:
    rows = errors = 0
    with archive.open(part) as xml:
        for _, element in iterparse(xml):
            if _tag(element) == "row":
                held = [cell for cell in element if _tag(cell) == "c" and _holds(cell, blank)]
                rows += bool(held)
                errors += sum(cell.get("t") == "e" for cell in held)
                element.clear()
    return Count(rows, errors)


def _holds(cell: Element, blank: frozenset[str]) -> bool:
    stored = next((part for part in cell if _tag(part) == "v"), None)
    value = "" if stored is None else stored.text or ""
    if cell.get("t") == "s":
        return bool(value) and value not in blank
    empty_text = stored is not None and cell.get("t") == "str"  # a formula's result, stored as such
    uncached = not value and not empty_text and any(_tag(part) == "f" for part in cell)
    return bool(value) or uncached or any(_letters(cell))


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
