"""The example of a blank sheet: shown to whoever fills it in, and no record as soon as there are others below it."""

from __future__ import annotations

from collections.abc import Sequence

from aftersales.model import Cell, MappedColumn, RowKind
from aftersales.recognise.mapping import NUMBERING

MARKS = frozenset(("例", "示例", "样例", "举例", "范例", "例子"))
"""What stands instead of its number, in the column that counts the rows."""


def without_example(
    rows: Sequence[tuple[Cell, ...]], kinds: tuple[RowKind, ...], columns: Sequence[MappedColumn]
) -> tuple[tuple[RowKind, ...], int | None]:
    """The row kinds with the example as a note, and which of `rows` it is; a sheet with nothing else keeps it."""
    counting = next((column.index for column in columns if column.evidence == NUMBERING), None)
    if counting is None or RowKind.RECORD not in kinds:
        return kinds, None
    at = kinds.index(RowKind.RECORD)
    mark = rows[at][counting]
    if not isinstance(mark, str) or mark.strip("()（）：: ") not in MARKS or RowKind.RECORD not in kinds[at + 1 :]:
        return kinds, None
    return (*kinds[:at], RowKind.NOTE, *kinds[at + 1 :]), at
