"""What a sheet of .xlsx says beside its values, by byte searches alone: struck rows, comments, formulas that change.

None of it changes a value. Where the parts are written in an unusual way less is found, and nothing is wrong.
"""

from __future__ import annotations

import html
import posixpath
import re
from typing import TYPE_CHECKING

from aftersales.intake.sheet_xml import column_number
from aftersales.problems import Place, Problem, column_letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aftersales.intake.archive import Archive

LINKS = "xl/externallinks/"
SHOWN = 5
LONGEST = 60

FONTS = re.compile(rb"<fonts\b.*?</fonts>", re.DOTALL)
FONT = re.compile(rb"<font>.*?</font>|<font\s*/>|<font\s[^>]*>.*?</font>", re.DOTALL)
STRUCK = re.compile(rb'<strike(?:\s+val="(?:1|true)")?\s*/>')
FORMATS = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
FORMAT = re.compile(rb"<xf\b([^>]*)>")
FONT_OF = re.compile(rb'\bfontId="(\d{1,6})"')
ROW = re.compile(rb'<row\b[^>]*?\br="(\d{1,7})"[^>]*(?<!/)>(.*?)</row>', re.DOTALL)
CELL = re.compile(rb"<c\b([^>]*[^/])>(?=<)")
STYLE_OF = re.compile(rb'\bs="(\d{1,6})"')
CHANGING = re.compile(rb"\b(?:TODAY|NOW|RAND|RANDBETWEEN)\(")
FORMULA = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*><f[^>]*>([^<]*)</f>')
RELATION = re.compile(rb'<Relationship\b(?=[^>]*Type="[^"]*/comments")[^>]*?Target="([^"]*)"')
COMMENT = re.compile(rb'<comment\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7})"[^>]*>(.*?)</comment>', re.DOTALL)
TEXT = re.compile(rb"<t(?:\s[^>]*)?>([^<]*)</t>")


def struck_styles(styles: bytes) -> frozenset[bytes]:
    """The numbers of the cell formats whose font is struck through."""
    fonts, formats = FONTS.search(styles), FORMATS.search(styles)
    if b"<strike" not in styles or not fonts or not formats:
        return frozenset()
    struck = {b"%d" % number for number, font in enumerate(FONT.findall(fonts[0])) if STRUCK.search(font)}
    of_format = [FONT_OF.search(attributes) for attributes in FORMAT.findall(formats[0])]
    return frozenset(b"%d" % number for number, font in enumerate(of_format) if font and font[1] in struck)


def said(archive: Archive, part: str, xml: bytes, struck: frozenset[bytes], place: Place) -> Iterator[Problem]:
    """One problem for each sort of thing that the sheet has."""
    if struck and (rows := _struck_rows(xml, struck)):
        facts = {"rows": len(rows), "examples": "、".join(map(str, rows[:SHOWN]))}
        yield Problem("row-struck", Place(place.file, place.sheet, rows[0]), facts=facts)
    if b"()" in xml and CHANGING.search(xml):
        cells = [(m[1], int(m[2])) for m in FORMULA.finditer(xml) if CHANGING.search(m[3])]
        if cells:
            yield Problem("changing-formula", _at(place, *cells[0]), facts={"cells": len(cells)})
    comments = list(_comments(archive, part))
    if comments:
        letters, row, _ = comments[0]
        examples = "；".join(f"{held.decode()}{number}：{text}" for held, number, text in comments[:SHOWN])
        facts = {"cells": len(comments), "examples": examples}
        yield Problem("cell-comment", _at(place, letters, row), value=comments[0][2], facts=facts)


def linked(archive: Archive, file: str) -> list[Problem]:
    """The problem of a workbook whose formulas fetch values from other files."""
    return [Problem("external-links", Place(file))] if any(name.startswith(LINKS) for name in archive.names) else []


def _struck_rows(xml: bytes, struck: frozenset[bytes]) -> list[int]:
    """The rows in which every cell that holds something is struck through."""
    rows = []
    for row in ROW.finditer(xml):
        styles = [style[1] if (style := STYLE_OF.search(cell)) else b"" for cell in CELL.findall(row[2])]
        if styles and struck.issuperset(styles):
            rows.append(int(row[1]))
    return rows


def _comments(archive: Archive, part: str) -> Iterator[tuple[bytes, int, str]]:
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive:
        return
    for target in RELATION.findall(archive.inflate(relations)):
        there = posixpath.normpath(posixpath.join("/" + folder, target.decode("utf-8", "replace"))).lstrip("/")
        if there not in archive:
            continue
        for found in COMMENT.finditer(archive.inflate(there)):
            text = html.unescape(b"".join(TEXT.findall(found[3])).decode("utf-8", "replace"))
            text = " ".join(text.split())
            if text:
                yield found[1], int(found[2]), text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _at(place: Place, letters: bytes, row: int) -> Place:
    return Place(place.file, place.sheet, row, column_letter(column_number(letters)))
