"""The few rows of a sheet that its problems speak of, kept so that the file need not be read again to show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from aftersales.model import Grid, RowKind
from aftersales.problems import Effect, Problem, Severity

Excerpt = tuple[Grid, tuple[RowKind, ...]]
"""A sheet whose other rows are empty tuples, and what each of its rows is."""
BEGINNING = 8
"""So many rows from the top are kept of a sheet that was left out as a whole."""
_MOST, _LONGEST = 40, 20_000


def excerpt(grid: Grid, row_kinds: tuple[RowKind, ...], problems: Iterable[Problem]) -> Excerpt | None:
    """The rows that somebody has to change, all headings, and what is merged over them; None where it would be much.

    The first row is always there: it tells how wide the sheet is.
    """
    told = [problem for problem in problems if problem.kind.severity is not Severity.INFO]
    if not told or not 0 < len(grid.rows) <= _LONGEST:
        return None
    rows = _rows(grid, told)
    if len(rows) > _MOST:
        return None
    rows |= {0, *(at for at, kind in enumerate(row_kinds) if kind is RowKind.HEADING)}
    for merge in grid.merges:
        if any(merge.top <= grid.first_row + at <= merge.bottom for at in rows):
            rows.add(max(0, merge.top - grid.first_row))
    return replace(grid, rows=tuple(row if at in rows else () for at, row in enumerate(grid.rows))), row_kinds


def covers(kept: Excerpt, problems: Sequence[Problem]) -> bool:
    """Whether all that is needed to show these problems of the sheet was kept."""
    return all(kept[0].rows[at] for at in _rows(kept[0], problems))


def _rows(grid: Grid, problems: Iterable[Problem]) -> set[int]:
    """The rows that these problems of a sheet speak of, counted from its first one."""
    rows: set[int] = set()
    for problem in problems:
        if problem.place.sheet == grid.sheet and problem.place.row:
            rows.add(problem.place.row - grid.first_row)
        if problem.place.sheet == grid.sheet and problem.effect is Effect.SHEET_LEFT_OUT:
            rows.update(range(BEGINNING))
    return {at for at in rows if 0 <= at < len(grid.rows)}
