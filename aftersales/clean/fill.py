"""Cells that stand for another one: merged blocks and 同上."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from aftersales.clean.reading import Note
from aftersales.clean.text import listed
from aftersales.model import Cell, Grid

DITTO = frozenset((*listed("同上 同前 同上行 〃 ″ 〞 〟 ” “ \" '' ′′ .. 。。 ↑ ditto 同上一行 同上。"), "''"))


def merged_down(grid: Grid) -> Mapping[int, Mapping[int, Cell]]:
    """What vertical merges give to the blank cells under their top cell: column → row → value."""
    filled: dict[int, dict[int, Cell]] = {}
    for merge in grid.merges:
        top, column = merge.top - grid.first_row, merge.left - grid.first_column
        if merge.bottom == merge.top or not (0 <= top < len(grid.rows) and 0 <= column < len(grid.rows[top])):
            continue
        value = grid.rows[top][column]
        if value is None:
            continue
        for below in range(top + 1, min(merge.bottom - grid.first_row + 1, len(grid.rows))):
            if grid.rows[below][column] is None:
                filled.setdefault(column, {})[below] = value
    return filled


def is_ditto(cell: Cell) -> bool:
    """Whether a cell says that it repeats the one above."""
    return isinstance(cell, str) and cell.strip() in DITTO


def any_ditto(cells: Iterable[Cell]) -> bool:
    """Whether one of these cells does: asked of whole columns at once."""
    return not DITTO.isdisjoint([cell.strip() for cell in cells if type(cell) is str])


def resolve_ditto(cells: Sequence[Cell], *, allowed: bool) -> tuple[list[Cell], list[tuple[int, Note]], list[int]]:
    """The cells with every 同上 replaced by what stands above, the notes on those that cannot be, and those that were.

    >>> resolve_ditto(["五里牌店", "同上", "″"], allowed=True)
    (['五里牌店', '五里牌店', '五里牌店'], [], [1, 2])
    """
    resolved: list[Cell] = []
    notes: list[tuple[int, Note]] = []
    copied: list[int] = []
    for position, cell in enumerate(cells):
        if not is_ditto(cell):
            resolved.append(cell)
            continue
        above = resolved[-1] if resolved else None
        resolved.append(above if allowed else None)
        if not allowed:
            notes.append((position, Note("ditto-not-allowed", {})))
        elif above is None:
            notes.append((position, Note("ditto-without-above", {})))
        else:
            copied.append(position)
    return resolved, notes, copied
