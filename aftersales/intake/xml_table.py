"""Reads SpreadsheetML 2003: the XML that Excel and many a web system save, mostly under the name .xls."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from aftersales.intake.contents import Contents, Opened, each_sheet, miscounted
from aftersales.intake.grids import Raw, grid, with_marks
from aftersales.intake.refusal import Refused, too_large
from aftersales.intake.text_table import as_utf8
from aftersales.intake.workbooks import Listed
from aftersales.model import Cell, CellError, Grid, Merge, Uncached
from aftersales.problems import Place, Problem, column_letter

if TYPE_CHECKING:
    from aftersales.intake.sheet_xml import Address
    from aftersales.settings.model import Limits

READER = "xml-2003"
SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
SHEET, ROW, CELL, DATA, NOTE, VISIBLE = "Worksheet", "Row", "Cell", "Data", "Comment", "Visible"
LAST_ROW, LAST_COLUMN, SHOWN = 1_048_576, 16_384, 5
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z?")
NO_DAY = ("1899-12-30", "1899-12-31", "1904-01-01")


@dataclass(slots=True)
class _Sheet:
    """One worksheet as it grows: cells by row and column, in Excel's numbers."""

    name: str
    hidden: bool = False
    cells: dict[Address, Cell] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    notes: list[tuple[Address, str]] = field(default_factory=list)
    counted: int = 0  # row elements that hold something


def workbook(opened: Opened) -> Contents:
    """The sheets of a SpreadsheetML file."""
    sheets = list(_sheets(opened.data, opened.limits))
    listed = [Listed(index, sheet.name, sheet.hidden, cells=True) for index, sheet in enumerate(sheets)]
    problems: list[Problem] = []

    def read(sheet: Listed) -> Grid:
        made = _grid(opened, sheets[sheet.index])
        problems.extend((*miscounted(made, sheets[sheet.index].counted), *_notes(opened.file, sheets[sheet.index])))
        return made

    def count(sheet: Listed) -> int:
        rows = [row for row, _ in sheets[sheet.index].cells]
        return max(rows) - min(rows) + 1 if rows else 0

    contents = each_sheet(opened, READER, listed, read, count)
    return Contents(READER, contents.grids, contents.unread, (*contents.problems, *problems))


def _sheets(data: bytes, limits: Limits) -> Iterator[_Sheet]:
    """Every worksheet in order; read as a stream, so that no tree of the whole file is ever held."""
    walk = _Walk(limits.cells)
    try:
        for event, element in iterparse(io.BytesIO(as_utf8(data)), events=("start", "end"), forbid_dtd=True):
            space, _, tag = element.tag.rpartition("}")
            if event == "start":
                walk.start(tag, element)
            elif (sheet := walk.end(tag, element, ours=space.endswith(SPACE))) is not None:
                yield sheet
    except DefusedXmlException as fault:
        raise Refused("file-suspicious", detail="文件里有文档类型声明(DTD)") from fault
    except (ParseError, ValueError, LookupError) as fault:
        raise Refused("file-unreadable", detail="内部的 XML 不完整或不合规范") from fault


class _Walk:
    """Follows worksheets, rows and cells; `ss:Index` moves on, and what a merged cell covers is passed over."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._stored = 0
        self._sheet: _Sheet | None = None
        self._row = self._column = self._before = 0

    def start(self, tag: str, element: Element) -> None:
        if tag == SHEET:
            self._sheet = _Sheet(_attribute(element, "Name"))
            self._row = 0
        elif tag == ROW and self._sheet is not None:
            self._row = _index(element, self._row + 1, LAST_ROW)
            self._column = 0
            self._before = len(self._sheet.cells)
            if _attribute(element, "Hidden") == "1":
                self._sheet.hidden_rows.append(self._row)

    def end(self, tag: str, element: Element, *, ours: bool) -> _Sheet | None:
        """Take what has ended; gives the worksheet that it completes."""
        sheet = self._sheet
        if sheet is None:
            return None
        if tag == CELL and ours:
            self._end_cell(sheet, element)
            element.clear()
        elif tag == ROW and ours:
            sheet.counted += len(sheet.cells) > self._before
            self._row += _number(element, "Span")
            element.clear()
        elif tag == VISIBLE:
            sheet.hidden = (element.text or "").strip() in ("SheetHidden", "SheetVeryHidden")
        elif tag == SHEET:
            self._sheet = None
            element.clear()
            return sheet
        return None

    def _end_cell(self, sheet: _Sheet, element: Element) -> None:
        self._column = _index(element, self._column + 1, LAST_COLUMN)
        at = (self._row, self._column)
        value = _value(element)
        if value is not None:
            self._stored += 1
            if self._stored > self._most:
                raise too_large("单元格数", f"{self._most} 以上", self._most, "limits.cells")
            sheet.cells[at] = value
        note = next((" ".join("".join(part.itertext()).split()) for part in element if _named(part, NOTE)), "")
        if note:
            sheet.notes.append((at, note))
        across, down = _number(element, "MergeAcross"), _number(element, "MergeDown")
        if across or down:
            sheet.merges.append(Merge(*at, self._row + down, self._column + across))
        self._column += across


def _value(cell: Element) -> Cell:
    """What stands in a cell: typed as the file says, an error as such, a formula without a result as such."""
    data = next((part for part in cell if _named(part, DATA)), None)
    if data is None:
        return Uncached() if _attribute(cell, "Formula") else None
    text = "".join(data.itertext())
    match _attribute(data, "Type"):
        case "Number":
            return _as_number(text)
        case "DateTime":
            return _as_moment(text.strip())
        case "Boolean":
            return text.strip() in ("1", "true")
        case "Error":
            return CellError(text.strip() or "#VALUE!")
        case _:
            return text or None


def _as_number(text: str) -> Cell:
    try:
        return float(text)
    except ValueError:
        return text or None


def _as_moment(text: str) -> Cell:
    """A date, a moment, or a time of day where Excel stores no day; the text itself where it is none of them."""
    found = MOMENT.fullmatch(text)
    if not found:
        return text or None
    try:
        if found[1] in NO_DAY:
            return time.fromisoformat(found[2])
        moment = datetime.fromisoformat(f"{found[1]}T{found[2]}")
    except ValueError:
        return text
    return moment.date() if found[2] == "00:00:00" else moment


def _grid(opened: Opened, sheet: _Sheet) -> Grid:
    if not sheet.cells:
        return grid(opened.file, sheet.name, Raw((), 1, 1), READER)
    rows, columns = [row for row, _ in sheet.cells], [column for _, column in sheet.cells]
    top, left, width = min(rows), min(columns), max(columns) - min(columns) + 1
    height = max(rows) - top + 1
    if height * width > opened.limits.cells:
        raise Refused("sheet-too-wide", detail=f"{height} 行 × {width} 列，上限 {opened.limits.cells} 个单元格")
    laid: list[list[Cell]] = [[None] * width for _ in range(height)]
    for (row, column), value in sheet.cells.items():
        laid[row - top][column - left] = value
    return with_marks(grid(opened.file, sheet.name, Raw(laid, top, left), READER), sheet.merges, sheet.hidden_rows)


def _notes(file: str, sheet: _Sheet) -> list[Problem]:
    if not sheet.notes:
        return []
    (row, column), text = sheet.notes[0]
    examples = "；".join(f"{column_letter(at[1])}{at[0]}：{said}" for at, said in sheet.notes[:SHOWN])
    facts = {"cells": len(sheet.notes), "examples": examples}
    return [Problem("cell-comment", Place(file, sheet.name, row, column_letter(column)), value=text, facts=facts)]


def _named(element: Element, tag: str) -> bool:
    return element.tag.rpartition("}")[2] == tag


def _attribute(element: Element, name: str) -> str:
    return element.get(f"{{{SPACE}}}{name}") or element.get(name) or ""


def _number(element: Element, name: str) -> int:
    text = _attribute(element, name)
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def _index(element: Element, following: int, last: int) -> int:
    """Where a row or cell stands: as it says, else behind the one before."""
    index = _number(element, "Index") or following
    if index > last:
        raise Refused("file-unreadable", detail=f"行号或列号 {index} 超出范围")
    return index
