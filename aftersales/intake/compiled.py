"""Reads .xls, .et, .xlsb and .ods: calamine gives the values, a look of our own at the file gives what it leaves out."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aftersales.intake import binary_excel, old_excel, ole, open_document, workbooks
from aftersales.intake.archive import MEGABYTE
from aftersales.intake.contents import Contents, Opened, each_sheet, miscounted
from aftersales.intake.grids import grid, with_marks
from aftersales.intake.marks import Marks
from aftersales.intake.refusal import Refused, too_large
from aftersales.model import Grid
from aftersales.problems import Problem

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

    from aftersales.intake.workbooks import Listed

A_CELL = 96  # bytes that calamine and Python take for a cell, used or not, at least


def old_workbook(opened: Opened) -> Contents:
    """The sheets of .xls and .et. They are laid out one and all as the file is opened, so their size is judged before."""
    marks = old_excel.marks(opened.data)
    laid_out = sum(sheet.cells for sheet in marks) * A_CELL // MEGABYTE
    if laid_out > opened.limits.memory_mb:
        limit = f"{opened.limits.memory_mb} MB"
        raise too_large("读取所需内存", f"{laid_out} MB", limit, "limits.memory_mb")
    return _read(dataclasses.replace(opened, data=ole.prepared(opened.data)), marks)


def binary_workbook(opened: Opened) -> Contents:
    """The sheets of .xlsb; every part that calamine will read is counted while it is inflated."""
    archive = opened.archive
    if archive is None:
        raise Refused("file-unreadable", detail="内容已损坏或不完整")
    for name in sorted(archive.names):
        if name.endswith((".bin", ".rels")):
            archive.inflate(name)
    return _read(opened, binary_excel.marks(archive))


def open_document_table(opened: Opened) -> Contents:
    """The sheets of .ods."""
    if opened.archive is None:
        raise Refused("file-unreadable", detail="内容已损坏或不完整")
    marks = open_document.marks(opened.archive, opened.limits)
    tidied = open_document.without_breaks(opened.archive)
    return _read(opened if tidied is None else dataclasses.replace(opened, data=tidied), marks)


def _read(opened: Opened, marks: Sequence[Marks]) -> Contents:
    sheets = _Sheets(opened, workbooks.open_book(opened.data), marks)
    contents = each_sheet(opened, workbooks.READER, workbooks.listed(sheets.book), sheets.read, sheets.count)
    problems = (*contents.problems, *sheets.problems)
    return Contents(contents.reader, contents.grids, contents.unread, problems)


@dataclass(slots=True)
class _Sheets:
    opened: Opened
    book: CalamineWorkbook
    marks: Sequence[Marks]
    problems: list[Problem] = field(default_factory=list)

    def read(self, sheet: Listed) -> Grid:
        marks = self.marks[sheet.index] if sheet.index < len(self.marks) else Marks()
        marks.check_extent(self.opened.limits)
        opened = workbooks.open_sheet(self.book, sheet.index)
        raw = workbooks.raw(opened, self.opened.limits)
        read = grid(self.opened.file, sheet.name, raw, workbooks.READER, marks.errors)
        if marks.used_rows is not None:
            self.problems += miscounted(read, marks.used_rows)
        return with_marks(read, (*workbooks.merged(opened), *marks.merges), marks.hidden)

    def count(self, sheet: Listed) -> int:
        return workbooks.open_sheet(self.book, sheet.index).height
