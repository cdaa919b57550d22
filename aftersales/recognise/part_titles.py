"""Titles in the middle of a table: a line of its own right above a heading that stands there again."""

from __future__ import annotations

from collections.abc import Sequence

from aftersales.model import Cell, RowKind
from aftersales.recognise.cells import is_blank

_SHORTEST = 5


def without_part_titles(rows: Sequence[tuple[Cell, ...]], kinds: tuple[RowKind, ...]) -> tuple[RowKind, ...]:
    """The kinds of the rows; a single text above a repeated heading is a note, not a record that lacks everything."""
    first = next((at for at, kind in enumerate(kinds) if kind is RowKind.RECORD), len(kinds))
    if RowKind.HEADING not in kinds[first:]:
        return kinds
    settled = list(kinds)
    for at in range(first + 1, len(kinds)):
        if kinds[at] is RowKind.HEADING and kinds[at - 1] is RowKind.RECORD:
            filled = [cell for cell in rows[at - 1] if not is_blank(cell)]
            if len(filled) == 1 and type(filled[0]) is str and len(filled[0]) >= _SHORTEST:
                settled[at - 1] = RowKind.NOTE
    return tuple(settled)
