"""Several forms on one sheet: the same form below itself every few rows, and forms beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from aftersales.recognise.form_cells import Piece

Lines = Sequence[Sequence[Piece]]

_LABELS = 4
"""So many different labels a form has at the least."""
_SAME = 0.6
_ANCHORS = 6


def windows(lines: Lines, width: int) -> list[tuple[int, int]]:
    """The columns of each of the forms that stand side by side, from left to right; `(0, width)` if there is one."""
    shifts: Counter[int] = Counter()
    seconds: dict[int, list[tuple[int, int]]] = {}
    for line in lines:
        first: dict[str, int] = {}
        for piece in line:
            for key in piece.known_keys:
                shift = piece.column - first.setdefault(key, piece.column)
                if shift:
                    shifts[shift] += 1
                    seconds.setdefault(shift, []).append((first[key], piece.column))
    if not shifts:
        return [(0, width)]
    often = 0.7 * max(shifts.values())
    shift = min(step for step, count in shifts.items() if count >= often)  # of three forms the nearest, not the last
    found = shifts[shift]
    border = min(second for _, second in seconds[shift])
    known = {key for line in lines for piece in line if piece.column < border for key in piece.known_keys}
    again = {key for line in lines for piece in line if piece.column >= border for key in piece.known_keys}
    apart = all(one < border for one, _ in seconds[shift])
    if found < _LABELS or not apart or len(known & again) < max(_LABELS, _SAME * len(known)):
        return [(0, width)]
    beyond = [[piece for piece in line if piece.column >= border] for line in lines]
    return [(0, border), *((max(start, border), end) for start, end in windows(beyond, width))]


def blocks(lines: Lines) -> list[tuple[int, int]]:
    """The rows of each of the forms that stand one below the other: first and behind the last. One if there is one."""
    keys = [frozenset(key for piece in line for key in piece.known_keys) for line in lines]
    labelled = [at for at, found in enumerate(keys) if found]
    for anchor in labelled[:_ANCHORS]:
        starts = [at for at in labelled if at >= anchor and _alike(keys[anchor], keys[at])]
        ends = [*starts[1:], len(lines)]
        told = [frozenset().union(*keys[start:end]) for start, end in zip(starts, ends, strict=True)]
        if len(starts) > 1 and len(told[0]) >= _LABELS and all(_alike(told[0], other) for other in told):
            above = _titles(lines, starts, labelled)
            return [(start - above[start], end - above.get(end, 0)) for start, end in zip(starts, ends, strict=True)]
    return [(0, len(lines))]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _SAME * max(len(one), len(other))


def _titles(lines: Lines, starts: Sequence[int], labelled: Sequence[int]) -> dict[int, int]:
    """How many rows above its first labels each form begins, because its title stands there again."""
    height = 0
    title = [_words(line) for line in lines[: starts[0]]]
    for up in range(1, min(starts[0], starts[1] - starts[0] - 1) + 1):
        if starts[0] - up in labelled:
            break
        if title[-up] and _words(lines[starts[1] - up]) == title[-up]:
            height = up
    return dict.fromkeys(starts, height)


def _words(line: Sequence[Piece]) -> str:
    """The words of a row without its figures."""
    return "".join(c for piece in line for c in piece.text if not c.isdigit() and not c.isspace())
