"""Reads .xlsx and .xlsm: calamine gives the values, a scan of each sheet's XML guards it and adds the rest."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aftersales.intake import relations, sheet_cells, sheet_notes, sheet_xml, workbooks
from aftersales.intake.contents import Contents, Opened, each_sheet
from aftersales.intake.grids import Raw, grid, spread, used_rows, with_marks
from aftersales.intake.refusal import Refused
from aftersales.intake.relations import Package
from aftersales.intake.sheet_cells import StoredCell
from aftersales.model import Cell, CellError, Grid, Uncached
from aftersales.problems import Place, Problem, column_letter

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

    from aftersales.intake.archive import Archive
    from aftersales.intake.sheet_xml import Address, Scan
    from aftersales.intake.workbooks import Listed
    from aftersales.settings.model import Limits

NEEDED = ("[Content_Types].xml", "_rels/.rels")
FAR_COLUMNS = 100  # in a sheet that is too large as a whole, what stands after such a gap is left out and reported
FAR_ROWS = 10_000
FAR_MOST = 1_000  # but more than so many cells are no accident: then the whole sheet is refused


def workbook(opened: Opened) -> Contents:
    """The sheets of .xlsx and .xlsm."""
    if opened.archive is None:
        raise Refused("file-unreadable", detail="内容已损坏或不完整")
    book = OpenXml.open(opened, opened.archive)
    contents = each_sheet(opened, workbooks.READER, workbooks.listed(book.book), book.read, book.count)
    return dataclasses.replace(contents, problems=(*contents.problems, *book.problems))


@dataclass(slots=True)
class OpenXml:
    """One workbook being read."""

    file: str
    archive: Archive
    limits: Limits
    where: Package
    book: CalamineWorkbook
    parts: dict[str, str]
    struck: frozenset[bytes] = frozenset()
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def open(cls, opened: Opened, archive: Archive) -> OpenXml:
        """Check the parts that calamine will read at once, then let it open the workbook."""
        where = relations.package(archive) or relations.USUAL
        if where.shared in archive:
            archive.inflate(where.shared)
        styles = archive.inflate(where.styles) if where.styles in archive else b""
        struck = sheet_notes.struck_styles(styles)
        parts = sheet_parts(archive, where)
        book = workbooks.open_book(opened.data)
        linked = sheet_notes.linked(archive, opened.file)
        return cls(opened.file, archive, opened.limits, where, book, parts, struck, linked)

    def count(self, sheet: Listed) -> int:
        """The rows from the first to the last used one, of a sheet that is not read."""
        xml = self._xml(sheet)
        return (sheet_xml.scan(xml, self.limits.cells) or self._exact(xml).scan).span

    def read(self, sheet: Listed) -> Grid:
        """One sheet; raises `Refused` with a `sheet-…` code when only this sheet cannot be read."""
        xml = self._xml(sheet)
        place = Place(self.file, sheet.name)
        self.problems += sheet_notes.said(self.archive, self._part(sheet), xml, self.struck, place)
        seen = sheet_xml.scan(xml, self.limits.cells)
        if seen is None or seen.last_row * seen.last_column > self.limits.cells:
            return self._read_sparse(sheet, xml)
        try:
            raw = workbooks.raw(workbooks.open_sheet(self.book, sheet.index), self.limits)
        except Refused:  # something beside the cells may be what calamine stumbles over: they alone are tried
            return self._read_sparse(sheet, xml)
        read = grid(self.file, sheet.name, raw, workbooks.READER, _laid_over(seen))
        if used_rows(read) != seen.used_rows:
            self._compare(sheet, self._exact(xml).scan.used_rows, used_rows(read))
        return with_marks(read, seen.merges, seen.hidden)

    def _read_sparse(self, sheet: Listed, xml: bytes) -> Grid:
        """A sheet that must not be laid out as it is: its cells are moved together, read, and put back."""
        exact = self._exact(xml)
        near, far = _near(exact.cells, self.limits.cells)
        small = sheet_cells.compact(near)
        raw = Raw((), 1, 1)
        if near:
            book = workbooks.open_book(self.archive.rebuilt(self._kept(), {self._part(sheet): small.xml}))
            raw = workbooks.raw(workbooks.open_sheet(book, sheet.index), self.limits)
        row = {number: index for index, number in enumerate(small.rows, 1)}
        column = {number: index for index, number in enumerate(small.columns, 1)}
        marks = _laid_over(exact.scan).items()
        laid_over = {(row[r], column[c]): cell for (r, c), cell in marks if r in row and c in column}
        read = grid(self.file, sheet.name, raw, workbooks.READER, laid_over)
        beyond = len({cell.row for cell in far} - set(small.rows))
        self._compare(sheet, exact.scan.used_rows - beyond, used_rows(read))
        if far:
            self.problems.append(_far_cells(self.file, sheet.name, far))
        return with_marks(spread(read, small.rows, small.columns), exact.scan.merges, exact.scan.hidden)

    def _kept(self) -> tuple[str, ...]:
        where = self.where
        return (*NEEDED, where.workbook, where.links, where.styles, where.shared)

    def _compare(self, sheet: Listed, counted: int, read: int) -> None:
        if counted != read:
            facts = {"counted": counted, "read": read}
            self.problems.append(Problem("rows-miscounted", Place(self.file, sheet.name), facts=facts))

    def _exact(self, xml: bytes) -> sheet_cells.Cells:
        shared = self.where.shared
        blank = sheet_cells.blank_texts(self.archive.inflate(shared)) if shared in self.archive else frozenset()
        return sheet_cells.parse(xml, blank, self.limits)

    def _part(self, sheet: Listed) -> str:
        part = self.parts.get(sheet.name)
        if part is None or part not in self.archive:
            raise Refused("sheet-unreadable", detail="文件里没有它的内容")
        if list(self.parts.values()).count(part) > 1:
            raise Refused("sheet-unreadable", detail="几个工作表指向同一内容")
        return part

    def _xml(self, sheet: Listed) -> bytes:
        return self.archive.inflate(self._part(sheet))


def sheet_parts(archive: Archive, where: Package) -> dict[str, str]:
    """The part of every sheet by its name, as workbook and relations tell it."""
    targets = relations.targets(archive, where)
    parts: dict[str, str] = {}
    for tag, attributes in relations.elements(archive.inflate(where.workbook)):
        if tag.rpartition("}")[2] != "sheet":
            continue
        name = attributes.get("name", "")
        if name in parts:
            raise Refused("file-suspicious", detail=f"两个工作表同名“{name[:31]}”")
        link = next((value for key, value in attributes.items() if key.endswith("}id")), "")
        parts[name] = targets.get(link, "")
    return parts


def _laid_over(seen: Scan) -> dict[Address, Cell]:
    cells: dict[Address, Cell] = {address: CellError(code) for address, code in seen.errors}
    return cells | {address: Uncached() for address in seen.uncached}


def _near(cells: Sequence[StoredCell], most: int) -> tuple[list[StoredCell], list[StoredCell]]:
    """The cells that form the sheet, and the few that stand so far off that it could not be laid out with them."""
    near = list(cells)
    for axis, gap in (("column", FAR_COLUMNS), ("row", FAR_ROWS)):
        if _box(near) > most:
            edge = _edge(sorted({getattr(cell, axis) for cell in near}), gap)
            near = [cell for cell in near if getattr(cell, axis) <= edge]
    if _box(near) > most or len(cells) - len(near) > FAR_MOST:
        last = max(cell.row for cell in cells), max(cell.column for cell in cells)
        raise Refused("sheet-too-wide", detail=f"内容一直到 {column_letter(last[1])}{last[0]}，上限 {most} 个单元格")
    kept = {id(cell) for cell in near}
    return near, [cell for cell in cells if id(cell) not in kept]


def _box(cells: Sequence[StoredCell]) -> int:
    if not cells:
        return 0
    rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)


def _edge(numbers: Sequence[int], gap: int) -> int:
    """The last number before the first gap."""
    for before, after in itertools.pairwise(numbers):
        if after - before > gap:
            return before
    return numbers[-1]


def _far_cells(file: str, sheet: str, far: Sequence[StoredCell]) -> Problem:
    names = "、".join(f"{column_letter(cell.column)}{cell.row}" for cell in far[:5])
    first = far[0]
    place = Place(file, sheet, first.row, column_letter(first.column))
    return Problem("far-cells", place, facts={"cells": len(far), "examples": names})
