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
            notes.append((position, Note("ditto-not-allowed", {"written": cell})))
        elif above is None:
            notes.append((position, Note("ditto-without-above", {"written": cell})))
        else:
            copied.append(position)
    return resolved, notes, copied


def fill_blanks(cells: Sequence[Cell]) -> tuple[list[Cell], list[int]]:
    """The cells with every blank as the cell above it, for a column of which the shop has declared that; which were.

    >>> fill_blanks([None, "五里牌店", None, " "])
    ([None, '五里牌店', '五里牌店', '五里牌店'], [2, 3])
    """
    filled: list[Cell] = []
    copied: list[int] = []
    above: Cell = None
    for position, cell in enumerate(cells):
        if is_blank(cell) and above is not None:
            copied.append(position)
            filled.append(above)
        else:
            filled.append(cell)
            above = above if is_blank(cell) else cell
    return filled, copied


def blanks_in_group(cells: Sequence[Cell]) -> list[int]:
    """The blanks that have a cell above them and another one below: perhaps they mean the one above.

    >>> blanks_in_group([None, "五里牌店", None, "高桥店", None])
    [2]
    """
    held = [position for position, cell in enumerate(cells) if not is_blank(cell)]
    return [at for at in range(held[0], held[-1]) if is_blank(cells[at])] if held else []


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
