"""Columns of text on a terminal: Chinese is two places wide, is broken anywhere but before a closing mark, never cut."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from rich.cells import cell_len

GAP = 2
LEAST = 6
"""A column is never made narrower, even if a line then runs over the edge of a tiny terminal."""
_TOKEN = re.compile(r"[A-Za-z0-9_.*@:/+%#&=-]+|\s+|.")
_CLOSING = frozenset("，。；：、！？）】》”’,.;:!?)]%…")
_OPENING = frozenset("（【《“‘([")


def laid_out(
    rows: Sequence[Sequence[str]], width: int, right: Collection[int] = (), shares: Sequence[int] = ()
) -> Iterator[list[str]]:
    """For each row its lines. Columns take what they need; where that is too much, the wide ones share what is left.

    `shares` (0: what is needed) say how they share, whatever they need, so that several tables stand in line.

    >>> [line for lines in laid_out([["C3", "日期看不懂"], ["C14", "好"]], 12) for line in lines]
    ['C3   日期看', '     不懂', 'C14  好']
    """
    widths = column_widths(rows, width, shares)
    for row in rows:
        cells = [wrapped(cell, room) for cell, room in zip(row, widths, strict=True)]
        lines = []
        for at in range(max((len(cell) for cell in cells), default=0)):
            parts = [cell[at] if at < len(cell) else "" for cell in cells]
            padded = [_padded(part, widths[j], right=j in right) for j, part in enumerate(parts)]
            lines.append((" " * GAP).join(padded).rstrip())
        yield lines


def column_widths(rows: Sequence[Sequence[str]], width: int, shares: Sequence[int] = ()) -> list[int]:
    """How wide each column is.

    >>> column_widths([["ab", "一二三四五六七八"], ["c", "一"]], 12), column_widths([["ab", "一"]], 80)
    ([2, 8], [2, 2])
    """
    needed = [max(cell_len(row[j]) for row in rows) for j in range(len(rows[0]))] if rows else []
    room = width - GAP * (len(needed) - 1)
    if sum(needed) <= room and not shares:
        return needed
    weights = list(shares) or [1] * len(needed)
    fixed = {j: needed[j] for j, weight in enumerate(weights) if not weight}
    while True:
        flexible = [j for j in range(len(needed)) if j not in fixed]
        left = room - sum(fixed.values())
        total = sum(weights[j] for j in flexible)
        fair = {j: left * weights[j] // total for j in flexible}
        small = {} if shares else {j: needed[j] for j in flexible if needed[j] <= fair[j]}
        if not small:
            return [fixed[j] if j in fixed else max(LEAST, fair[j]) for j in range(len(needed))]
        fixed |= small


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of this width; words of letters and figures stay whole where they fit into a line.

    >>> wrapped("请写成 2026-10-05 这样的日期。", 12)
    ['请写成', '2026-10-05', '这样的日期。']
    >>> wrapped("一二三，四", 6), wrapped("", 4)
    (['一二', '三，四'], [''])
    >>> wrapped("年份（如“9月8日”）", 15)
    ['年份（如“9月8', '日”）']
    """
    lines: list[list[str]] = [[]]
    used = 0
    for token in _fitting(text, width):
        size = cell_len(token)
        if used + size > width:
            carried = _carried(lines[-1], token)
            used = sum(map(cell_len, carried))
            if used + size > width:
                carried, used = [], 0
            lines[-1] = lines[-1][: len(lines[-1]) - len(carried)]
            lines.append(carried)
        if token.isspace() and not lines[-1] and len(lines) > 1:
            continue
        lines[-1].append(token)
        used += size
    return ["".join(line).strip() if at else "".join(line).rstrip() for at, line in enumerate(lines)]


def _carried(line: list[str], token: str) -> list[str]:
    """What goes down with a token: nothing begins a line with a closing mark or ends one with an opening mark."""
    at = len(line)
    while at > 1 and (line[at - 1] in _OPENING or (line[at] if at < len(line) else token) in _CLOSING):
        at -= 1
    return line[at:]


def _fitting(text: str, width: int) -> Iterator[str]:
    for token in _TOKEN.findall(text):
        if cell_len(token) <= width:
            yield token
        else:
            yield from (token[at : at + width] for at in range(0, len(token), width))


def _padded(text: str, width: int, *, right: bool) -> str:
    gap = " " * max(0, width - cell_len(text))
    return gap + text if right else text + gap
