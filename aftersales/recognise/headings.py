"""Finds the heading rows of a sheet by the words in them, never by their position."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from aftersales.kinds.wording import heading_key, heading_text, heading_unit
from aftersales.model import Cell, Grid
from aftersales.recognise.cells import is_blank, looks_like_date, looks_like_phone
from aftersales.recognise.vocabulary import ROW_NUMBER, Vocabulary, without_count

_SEARCHED = 60
"""So many rows are looked at closely; further down only headings spelt as we know them are found."""
NO_BANDS: frozenset[int] = frozenset()
_ENOUGH, _LEAST = 3.0, 1.5
_AGAINST = {date: -1.0, datetime: -1.0, float: -0.25, int: -0.25, bool: -0.25}
_NEAR = 3
_LONGEST = 24
_DIGITS = re.compile(r"\d{3,}")
_PLANNED, _DONE = frozenset(("计划", "预计", "预定", "预约", "约定", "要求", "意向", "应")), "实际"
"""What stands under a day or a figure that is told twice: as it is meant to be, and as it was."""


@dataclass(frozen=True, slots=True)
class Label:
    """The heading of one column: as shown, the wordings to look up (best first), the unit that stood in brackets."""

    index: int
    text: str
    keys: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading of one to three rows, `first` and `last` included, counted from the sheet's first used row."""

    first: int
    last: int
    labels: tuple[Label, ...]
    score: float

    @property
    def named(self) -> tuple[Label, ...]:
        """The columns that have a heading."""
        return tuple(label for label in self.labels if label.keys)


def heading_blocks(
    rows: Sequence[tuple[Cell, ...]], vocabulary: Vocabulary, banded: frozenset[int] = NO_BANDS
) -> list[Block]:
    """Every place where a heading may stand, from top to bottom: three known words, else the best there is.

    `banded` are the rows of blocks merged across columns (see `banded_rows`), which may head the headings below them.
    """
    scores = {index: score for index, row in enumerate(rows) if (score := _score(row, index, vocabulary)) >= _LEAST}
    if max(scores.values(), default=0) < _ENOUGH:
        scores.update(_misspelt(rows[:_SEARCHED], vocabulary))
    for index in [index for index in scores if scores[index] < _ENOUGH and scores.get(index + 1, 0) >= _ENOUGH]:
        if not joins(rows[index], rows[index + 1], banded=index in banded):
            del scores[index]
    _leave_out_pairs(scores, rows, vocabulary)
    strong = [index for index, score in scores.items() if score >= _ENOUGH]
    if not strong and scores:
        strong = [max(scores, key=lambda index: (scores[index], -index))]
    blocks: list[Block] = []
    for index in strong:
        if blocks and index <= blocks[-1].last:
            continue
        after = blocks[-1].last + 1 if blocks else 0
        first = next(
            (above for above in (index - 2, index - 1) if above >= after and _span(rows, above, banded) >= index), index
        )
        last = _span(rows, first, banded)
        blocks.append(Block(first, last, _labels(rows[first : last + 1]), scores[index]))
    return blocks


def _leave_out_pairs(scores: dict[int, float], rows: Sequence[tuple[Cell, ...]], vocabulary: Vocabulary) -> None:
    """Labels with their values straight above a heading say whose table it is, and are no heading."""
    pairs = [index for index in scores if are_pairs(rows[index], vocabulary)]
    headings = scores.keys() - pairs
    for index in pairs:
        if any(0 < other - index <= _NEAR for other in headings):
            del scores[index]


def are_pairs(row: tuple[Cell, ...], vocabulary: Vocabulary) -> bool:
    """部门 | 售后部 | 姓名 | 王芳: labels, each with its value beside it."""
    cells = [cell for cell in row if not is_blank(cell)]
    known = [type(cell) is str and vocabulary.told(cell)[1] > 0 for cell in cells]
    return len(cells) % 2 == 0 and all(known[0::2]) and 2 * sum(known[1::2]) < len(known[1::2])


def label_like(cell: Cell) -> bool:
    """Short text that is neither a date, a phone nor a sentence."""
    if type(cell) is not str:
        return False
    text = heading_text(cell)
    if not 0 < len(text) <= _LONGEST or _DIGITS.search(text):
        return False
    return not (looks_like_date(text) or looks_like_phone(text))


def banded_rows(grid: Grid) -> frozenset[int]:
    """The rows, counted from 0, in which two blocks or more are merged across columns: 客户信息 over 姓名 and 电话."""
    across = Counter(merge.top for merge in grid.merges if merge.top == merge.bottom and merge.left < merge.right)
    return frozenset(row - grid.first_row for row, blocks in across.items() if blocks > 1)


def joins(above: tuple[Cell, ...], below: tuple[Cell, ...], *, banded: bool = False) -> bool:
    """Whether the lower row holds the sub-headings of the upper one.

    A parent stands over its first child and blanks to the right; a heading without children has a blank below it,
    unless the upper row is `banded` and each of its blocks has children.
    """
    children = {j for j, cell in enumerate(below) if not is_blank(cell)}
    parents = [j for j, cell in enumerate(above) if not is_blank(cell)]
    if parents and children and (first := min(children)) < parents[0] and _counts(below[first]):
        children.remove(first)  # the running number, written beside the sub-headings
    if len(children) < 2 or len(parents) < 2 or not all(label_like(below[j]) for j in children):
        return False
    if not all(label_like(above[j]) for j in parents):
        return False
    grouped: set[int] = set()
    for at, parent in enumerate(parents):
        end = parents[at + 1] if at + 1 < len(parents) else len(above)
        own = [j for j in range(parent, end) if j in children]
        if len(own) >= 2 and own[0] == parent:
            grouped.update(own)
        elif own:
            grouped.update(own if own == [parent] else ())
    told = banded or any(parent not in children for parent in parents)
    return children <= grouped and told and _has_group(parents, children)


def _counts(cell: Cell) -> bool:
    return type(cell) is str and heading_key(cell) in ROW_NUMBER


def _has_group(parents: list[int], children: set[int]) -> bool:
    return any(child not in parents for child in children)


def _span(rows: Sequence[tuple[Cell, ...]], first: int, banded: frozenset[int]) -> int:
    """The last row of the heading that begins at `first`."""
    last, seen = first, rows[first]
    while last + 1 < len(rows) and last - first < 2 and joins(seen, rows[last + 1], banded=last in banded):
        last += 1
        seen = tuple(low if not is_blank(low) else high for low, high in zip(rows[last], seen, strict=True))
    return last


def _labels(block: Sequence[tuple[Cell, ...]]) -> tuple[Label, ...]:
    labels = []
    parents = [""] * len(block)
    for index in range(len(block[0])):
        cells = ["" if is_blank(row[index]) else str(row[index]) for row in block]
        for level, cell in enumerate(cells[:-1]):
            if cell:
                parents[level:] = [cell, *([""] * (len(block) - level - 1))]
        below = any(cells[1:])
        parts = [cells[i] or parents[i] if below and i < len(cells) - 1 else cells[i] for i in range(len(cells))]
        labels.append(_label(index, tuple(part for part in parts if part)))
    return tuple(labels)


@lru_cache(maxsize=4096)
def _label(index: int, parts: tuple[str, ...]) -> Label:
    """Under a parent, 处理 over 结果 is 处理/结果 or 处理结果, else 结果, else whatever the parent alone means."""
    if not parts:
        return Label(index, "", ())
    texts = list(dict.fromkeys(heading_text(part).rstrip(":：") for part in parts))
    words = [heading_key(part) for part in parts]
    joined = _joined(words) if len(words) > 1 else words
    joined = [*joined, *(without_count(key) for key in joined)]
    units = [unit for part in parts if (unit := heading_unit(part))]
    return Label(index, "/".join(texts), tuple(dict.fromkeys(key for key in joined if key)), "、".join(units))


def _joined(words: Sequence[str]) -> list[str]:
    """The wordings of a heading under its parent; a day that is only planned is never the parent's own.

    >>> _joined(["完成日期", "实际"]), _joined(["量房时间", "预约"])
    (['完成日期/实际', '完成日期实际', '实际完成日期', '实际', '完成日期'], ['量房时间/预约', '量房时间预约', '预约量房时间', '预约'])
    """
    parent, child = words[0], words[-1]
    turned = [child + parent] if child in _PLANNED or child == _DONE else []
    return ["/".join(words), "".join(words), *turned, child, *([] if child in _PLANNED else [parent])]


def _score(row: tuple[Cell, ...], index: int, vocabulary: Vocabulary) -> float:
    """How many known headings the row has; dates and figures speak against it."""
    weights = vocabulary.weights
    if index >= _SEARCHED and (
        weights.keys().isdisjoint(row) or sum(cell in weights for cell in row if type(cell) is str) < 2
    ):
        return 0.0
    texts = [cell for cell in row if type(cell) is str]
    score = sum([_AGAINST.get(type(cell), 0.0) for cell in row]) if len(texts) + row.count(None) < len(row) else 0.0
    left = len(texts)
    seen: set[str] = set()
    for cell in texts:
        if score + left < _LEAST:  # what is left could not make a heading of it
            return 0.0
        left -= 1
        if len(cell) > 40 or (len(cell) > vocabulary.longest_latin and cell.isascii() and cell.isalnum()):
            continue
        key, weight = vocabulary.told(cell)
        if weight and key not in seen:
            seen.add(key)
            score += weight / 4 if cell.rstrip().endswith((":", "：")) else weight
    return score


def _misspelt(rows: Sequence[tuple[Cell, ...]], vocabulary: Vocabulary) -> dict[int, float]:
    """Rows of words of which some are known and others are one slip away from a known one."""
    scores: dict[int, float] = {}
    for index, row in enumerate(rows):
        keys = {heading_key(cell) for cell in row if type(cell) is str and label_like(cell)}
        if len(keys) >= 3 and sum(not is_blank(cell) for cell in row) <= len(keys) + 2:
            score = sum(vocabulary.weights.get(key) or 0.9 * bool(vocabulary.near(key)) for key in keys)
            if score >= 2.5:
                scores[index] = score
    return scores
