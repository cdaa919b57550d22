"""A small table of other words below the records, such as a summary by shop: named and not mistaken for records."""

from __future__ import annotations

from collections.abc import Sequence

from aftersales.model import Cell, RowKind
from aftersales.recognise.cells import is_blank, looks_like_date, looks_like_phone
from aftersales.recognise.headings import label_like
from aftersales.recognise.row_kinds import Layout

_APART = (RowKind.BLANK, RowKind.NOTE)


def without_lower_tables(
    rows: Sequence[tuple[Cell, ...]], kinds: Sequence[RowKind], layout: Layout
) -> tuple[tuple[RowKind, ...], list[int]]:
    """The row kinds with every lower table as notes, and where those begin, counted from the first of `rows`."""
    settled = list(kinds)
    begins: list[int] = []
    if not layout.dates or not any(kind in _APART for kind in settled):
        return tuple(settled), begins
    for at in range(1, len(settled) - 1):
        if settled[at] is not RowKind.RECORD or settled[at - 1] not in _APART or not _is_heading(rows[at]):
            continue
        end = _end(settled, at)
        below = rows[at + 1 : end]
        if not below or any(_is_record(row, layout) for row in rows[at:end]) or not _has_figures(below):
            continue
        settled[at:end] = [kind if kind is RowKind.BLANK else RowKind.NOTE for kind in settled[at:end]]
        begins.append(at)
    return tuple(settled), begins


def _is_heading(row: tuple[Cell, ...]) -> bool:
    """Two words or more and nothing but words."""
    filled = [cell for cell in row if not is_blank(cell)]
    return len(filled) >= 2 and all(label_like(cell) for cell in filled)


def _end(kinds: Sequence[RowKind], begin: int) -> int:
    """The next blank or heading row, or the end."""
    stops = (RowKind.BLANK, RowKind.HEADING)
    return next((at for at in range(begin + 1, len(kinds)) if kinds[at] in stops), len(kinds))


def _is_record(row: tuple[Cell, ...], layout: Layout) -> bool:
    """A date where the records have theirs, or a phone."""
    dated = any(looks_like_date(row[j]) for j in layout.dates)
    return dated or any(looks_like_phone(row[j]) for j in layout.phones)


def _has_figures(rows: Sequence[tuple[Cell, ...]]) -> bool:
    return all(any(isinstance(cell, int | float) for cell in row) for row in rows)
