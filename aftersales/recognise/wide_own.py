"""What each row of a wide table says for itself beside its judgements: the month, the scheme, the person, who rates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aftersales.kinds.model import Kind
from aftersales.kinds.wording import heading_key
from aftersales.model import Cell, Grid
from aftersales.recognise.cells import is_blank
from aftersales.recognise.wide_columns import Column, Head
from aftersales.recognise.wide_people import PEOPLE, Found

_OWN = ("period", "person", "scheme", "rater", "rater_name")


def with_own(grid: Grid, head: Head, kind: Kind, records: Sequence[tuple[int, Found]]) -> list[tuple[int, Found]]:
    """The records, each with what the columns of its own row say of it; what a record has already stays."""
    columns = dict(_own_columns(head, kind))
    above = _merged(grid, set(columns.values()))
    own: dict[int, Found] = {}
    for index in {index for index, _ in records}:
        cells = {name: above.get((index, at), (index, at)) for name, at in columns.items()}
        own[index] = {name: (_value(grid, at), at) for name, at in cells.items() if not is_blank(_value(grid, at))}
    return [(index, {**own[index], **{k: v for k, v in found.items() if v[0] is not None}}) for index, found in records]


def _own_columns(head: Head, kind: Kind) -> Iterator[tuple[str, int]]:
    names = {known.name for known in kind.fields}
    for name in _OWN:
        if name not in names:
            continue
        known = kind.field(name)
        wordings = {heading_key(text) for text in (*known.headings, known.zh)} | (PEOPLE if name == "person" else set())
        column: Column | None = next((c for c in head.columns if heading_key(c.text) in wordings), None)
        if column is not None:
            yield name, column.index


def _merged(grid: Grid, columns: set[int]) -> dict[tuple[int, int], tuple[int, int]]:
    """For the blank cells of vertical merges in these columns: where the top cell stands."""
    found = {}
    for merge in grid.merges:
        if (at := merge.left - grid.first_column) in columns:
            top = merge.top - grid.first_row
            found.update({(row, at): (top, at) for row in range(top, merge.bottom - grid.first_row + 1)})
    return found


def _value(grid: Grid, at: tuple[int, int]) -> Cell:
    return grid.rows[at[0]][at[1]]
