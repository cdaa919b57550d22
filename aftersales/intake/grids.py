"""Raw rows become a grid: plain values, errors and unstored results in their places, no empty rows at either end."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aftersales.model import Cell, Grid, Merge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aftersales.intake.sheet_xml import Address

WHOLE = 1 << 53  # beyond it a float no longer counts in ones


@dataclass(frozen=True, slots=True)
class Raw:
    """The rows that a reader gave, all of the same length, and where the first cell stands (from 1)."""

    rows: Sequence[Sequence[Any]]
    top: int
    left: int

    def holds(self, address: Address) -> bool:
        """Whether a cell lies within the rows."""
        row, column = address[0] - self.top, address[1] - self.left
        return 0 <= row < len(self.rows) and 0 <= column < len(self.rows[0])


def grid(file: str, sheet: str, raw: Raw, reader: str, laid_over: Mapping[Address, Cell] | None = None) -> Grid:
    """The grid of a sheet; `laid_over` are cells that the reader left blank, by their address."""
    rows, top, left = [_plain(row) for row in raw.rows], raw.top, raw.left
    if laid_over:
        rows, top, left = _with(laid_over, rows, top, left)
    width = len(rows[0]) if rows else 0
    start, stop = 0, len(rows)
    while start < stop and rows[start].count(None) == width:
        start += 1
    while stop > start and rows[stop - 1].count(None) == width:
        stop -= 1
    return Grid(file, sheet, tuple(rows[start:stop]), first_row=top + start, first_column=left, reader=reader)


def used_rows(grid: Grid) -> int:
    """How many rows of a grid hold anything."""
    return len(grid.rows) - grid.rows.count((None,) * len(grid.rows[0])) if grid.rows else 0


def spread(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> Grid:
    """A grid whose rows and columns had been moved together, put back where they stand.

    The empty rows in between are one and the same tuple, so a sheet with a value in its last row costs little.
    """
    if not grid.rows:
        return grid
    held = columns[grid.first_column - 1 : grid.first_column - 1 + len(grid.rows[0])]
    numbers = rows[grid.first_row - 1 : grid.first_row - 1 + len(grid.rows)]
    width = held[-1] - held[0] + 1
    places = [column - held[0] for column in held]
    blank: tuple[Cell, ...] = (None,) * width
    spread_rows = [blank] * (numbers[-1] - numbers[0] + 1)
    for number, row in zip(numbers, grid.rows, strict=True):
        wide: list[Cell] = [None] * width
        for place, cell in zip(places, row, strict=True):
            wide[place] = cell
        spread_rows[number - numbers[0]] = tuple(wide)
    return dataclasses.replace(grid, rows=tuple(spread_rows), first_row=numbers[0], first_column=held[0])


def with_marks(grid: Grid, merges: Iterable[Merge], hidden: Iterable[int]) -> Grid:
    """The grid with those merged blocks and hidden rows that lie within it, blocks cut to its size."""
    if not grid.rows:
        return grid
    bottom = grid.first_row + len(grid.rows) - 1
    right = grid.first_column + len(grid.rows[0]) - 1
    cut = (
        Merge(
            max(merge.top, grid.first_row),
            max(merge.left, grid.first_column),
            min(merge.bottom, bottom),
            min(merge.right, right),
        )
        for merge in merges
    )
    inside = tuple(m for m in cut if m.top <= m.bottom and m.left <= m.right)
    rows = frozenset(row for row in hidden if grid.first_row <= row <= bottom)
    return dataclasses.replace(grid, merges=inside, hidden_rows=rows)


def _plain(row: Sequence[Any]) -> tuple[Cell, ...]:
    """Blank texts become None, whole floats become int. Written for speed: it sees every cell of every file."""
    return tuple(
        [
            cell
            if (kind := cell.__class__) is str and cell
            else None
            if kind is str
            else int(cell)
            if kind is float and cell.is_integer() and -WHOLE < cell < WHOLE
            else cell
            for cell in row
        ]
    )


def _with(
    cells: Mapping[Address, Cell], plain: Sequence[Sequence[Cell]], top: int, left: int
) -> tuple[list[tuple[Cell, ...]], int, int]:
    """Rows with cells laid over them, grown where these lie outside."""
    row_numbers, column_numbers = [row for row, _ in cells], [column for _, column in cells]
    if not plain:
        top, left = min(row_numbers), min(column_numbers)
    width, height = len(plain[0]) if plain else 0, len(plain)
    new_top, new_left = min(top, *row_numbers), min(left, *column_numbers)
    right = max(left + width - 1, *column_numbers)
    bottom = max(top + height - 1, *row_numbers)
    rows: list[list[Cell]] = [[None] * (right - new_left + 1) for _ in range(bottom - new_top + 1)]
    for index, row in enumerate(plain, top - new_top):
        rows[index][left - new_left : left - new_left + width] = row
    for (number, column), cell in cells.items():
        rows[number - new_top][column - new_left] = cell
    return [tuple(row) for row in rows], new_top, new_left
