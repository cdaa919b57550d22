"""The heading of a wide table, one row or two: what stands over each column, and what of it the column holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aftersales.kinds.wording import heading_key
from aftersales.model import Cell
from aftersales.recognise.cells import is_blank
from aftersales.recognise.headings import label_like
from aftersales.recognise.wide_words import is_sub


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `top` is the heading over it (of its group, if the group has sub-headings), `sub` what stands below."""

    index: int
    top: str
    sub: str = ""

    @property
    def text(self) -> str:
        """What is nearest to the cells."""
        return self.sub or self.top


@dataclass(frozen=True, slots=True)
class Head:
    """A heading from the row `first` to the row `last`, with its columns from left to right."""

    first: int
    last: int
    columns: tuple[Column, ...]

    def named(self, words: frozenset[str]) -> Column | None:
        """The leftmost column with one of these headings."""
        return next((c for c in self.columns if heading_key(c.text) in words or heading_key(c.top) in words), None)


def head_at(rows: Sequence[tuple[Cell, ...]], index: int, raters: Mapping[str, str]) -> Head | None:
    """The heading that begins in this row, with a second row of 自评, 上级, 得分 … if there is one."""
    row = rows[index]
    texts = {at: " ".join(cell.split()) for at, cell in enumerate(row) if type(cell) is str and cell.strip()}
    if len(texts) < 3 or len(texts) < sum(not is_blank(cell) for cell in row):
        return None
    below = rows[index + 1] if index + 1 < len(rows) else ()
    subs = {at: " ".join(str(cell).split()) for at, cell in enumerate(below) if not is_blank(cell)}
    told = [text for at, text in subs.items() if label_like(below[at]) and is_sub(text, raters)]
    if len(told) < 2 or len(told) < 0.8 * len(subs):
        return Head(index, index, tuple(Column(at, text) for at, text in texts.items()))
    columns = []
    parent = ""
    for at in range(len(row)):
        parent = texts.get(at, parent if at in subs else "")
        if parent or at in subs:
            columns.append(Column(at, parent or subs[at], subs.get(at, "")))
    return Head(index, index + 1, tuple(columns))
