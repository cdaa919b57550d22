"""A closer look at one file than a night takes: its sheets, and column by column how they were understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from aftersales.digest import Reading
from aftersales.intake.readers import read
from aftersales.model import (
    Candidate,
    Cell,
    Digest,
    FoundFile,
    Grid,
    LogTable,
    MappedColumn,
    Recognition,
    RowKind,
)
from aftersales.problems import Problem, column_letter
from aftersales.recognise import recognise
from aftersales.recognise.cells import is_blank

HEAD = 400
"""So many rows of a sheet are brought back: enough to see what its columns hold."""
_SAMPLES, _SHORT = 3, 24


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """One column of a table: its letter in Excel, how it was mapped, and a few of its values as they are written."""

    letter: str
    mapped: MappedColumn
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableSeen:
    """One table that was recognised; `layout` is blank for a list."""

    kind: str
    layout: str
    header_row: int
    columns: tuple[ColumnSeen, ...]


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """One sheet: its first rows, its tables, all kinds that were tried, which rows are what, what was wrong with it."""

    grid: Grid
    tables: tuple[TableSeen, ...]
    candidates: tuple[Candidate, ...]
    rows: Mapping[RowKind, tuple[int, ...]]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Studied(Digest):
    """The digest of a file, with what was seen of each of its sheets."""

    seen: tuple[SheetSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class Study:
    """The work of a worker: the same reading as at night, and then the closer look."""

    reading: Reading

    def __call__(self, found: FoundFile) -> Studied:
        """Read a file and look at each of its sheets."""
        digest = self.reading(found)
        book = read(found, self.reading.limits, self.reading.passwords)
        seen = tuple(see(grid, recognise(grid, self.reading.kinds, grid.file)) for grid in book.grids)
        return Studied(**{one.name: getattr(digest, one.name) for one in fields(digest)}, seen=seen)


def see(grid: Grid, found: Recognition) -> SheetSeen:
    """What was recognised of a sheet, with the letters of its columns and some of their values."""
    numbers: dict[RowKind, list[int]] = {}
    for at, kind in enumerate(found.row_kinds):
        numbers.setdefault(kind, []).append(grid.first_row + at)
    rows = {kind: tuple(at) for kind, at in numbers.items()}
    tables = tuple(_table(table) for table in found.tables)
    return SheetSeen(replace(grid, rows=grid.rows[:HEAD]), tables, found.candidates, rows, found.problems)


def _table(table: LogTable) -> TableSeen:
    records = [at for at, kind in enumerate(table.row_kinds, table.first_index) if kind is RowKind.RECORD]
    columns = tuple(_column(table, column, records) for column in table.columns)
    return TableSeen(table.kind, table.layout, table.header_row, columns)


def _column(table: LogTable, column: MappedColumn, records: Sequence[int]) -> ColumnSeen:
    grid = table.grid
    if grid.unfolded is None:
        letter = column_letter(grid.first_column + column.index)
    else:
        letter = column_letter(grid.address(records[0], column.index)[1]) if records else ""
    cells = (grid.rows[at][column.index] for at in records[:HEAD])
    texts = dict.fromkeys(_text(cell) for cell in cells if not is_blank(cell))
    return ColumnSeen(letter, column, tuple(texts)[:_SAMPLES])


def _text(cell: Cell) -> str:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else " ".join(str(cell).split())
    text = text.removesuffix(" 00:00:00")
    return text if len(text) <= _SHORT else text[:_SHORT] + "…"
