"""Which of many patterns can match a text at all, told from its characters alone: hundreds of patterns, one look.

Of every pattern the characters, and pairs of them, are known of which a match must hold at least one: several such sets
for most patterns.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

Needs = list[frozenset[str]]
MOST = 4
"""So many of the sets are asked for, the rarest ones: more would cost more than they spare."""
_COMMON = frozenset("不没了的是一有要说都又才还就到来上大个在人货修换送装砖客户师傅")
_WEIGHT, _COMMON_WEIGHT = 1, 12
"""How often a character stands in remarks, roughly: it decides nothing but which sets are asked for."""
_PAIRS = {1: 1, 2: 20}
_ITEM = re.compile(
    r"(?P<escape>\\.)|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<bar>\|)|(?P<close>\))|(?P<open>\()|(?P<one>.)"
)
_NEVER_REQUIRED = re.compile(r"\*|\?|\{0?,|\{0\}")
_REPEAT = re.compile(r"[*+?]\??|\{\d*,?\d*\}\??")
_LOOK = re.compile(r"\?(?:[=!]|<[=!])")
_PLAIN_GROUP = re.compile(r"\?:")
_RANGE = re.compile(r"(.)-(.)")


class Sieve:
    """Alternatives of patterns by number, as bits of one integer: so many for the rarest set, so many for the next."""

    def __init__(self, sources: Sequence[str]) -> None:
        branches = [(number, needs) for number, source in enumerate(sources) for needs in _branches(source, 0)[0]]
        self._of = [number for number, _ in branches]
        self._free = 0
        self._having: dict[str, int] = defaultdict(int)
        for at, (_, needs) in enumerate(branches):
            rarest = sorted(needs, key=_frequency)[:MOST]
            for rank in range(MOST):
                bit = 1 << (rank * len(branches) + at)
                for written in rarest[rank] if rank < len(rarest) else ():
                    self._having[written] |= bit
                self._free |= bit * (rank >= len(rarest))

    def candidates(self, text: str) -> Iterator[int]:
        """The numbers of the patterns that may match, in order."""
        there = self._free
        for written in self._having.keys() & {*text, *map(str.__add__, text, text[1:])}:
            there |= self._having[written]
        left = (1 << len(self._of)) - 1
        for rank in range(MOST):
            left &= there >> (rank * len(self._of))
        last = -1
        while left:
            lowest = left & -left
            number = self._of[lowest.bit_length() - 1]
            if number != last:
                yield number
                last = number
            left ^= lowest


def _frequency(written: frozenset[str]) -> float:
    return sum(
        math.prod(_COMMON_WEIGHT if each in _COMMON else _WEIGHT for each in one) / _PAIRS[len(one)] for one in written
    )


def needed(source: str) -> Needs:
    """Sets of characters and pairs of characters: every match of the pattern holds at least one of each.

    >>> sorted(map(sorted, needed("(退|换)[^，]{0,8}(不|没)?给")))
    [['换', '退'], ['给']]
    >>> sorted(map(sorted, needed("不给[退换]")))
    [['不'], ['不给'], ['换', '退'], ['给']]
    """
    return _together(_branches(source, 0)[0])


def _together(branches: Sequence[Needs]) -> Needs:
    """What all alternatives need: one's own sets, or the union of each one's smallest set."""
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    return [frozenset().union(*(min(branch, key=_frequency) for branch in branches))]


def _branches(source: str, at: int) -> tuple[list[Needs], int]:
    """What each alternative of a group needs, and where the group ends."""
    branches: list[Needs] = [[]]
    before = ""
    while at < len(source):
        match = _ITEM.match(source, at)
        kind = match.lastgroup if match else None
        if match is None or kind == "close":
            at += 1
            break
        if kind == "bar":
            branches.append([])
            at, before = at + 1, ""
            continue
        found, at = _item(source, match)
        optional = _NEVER_REQUIRED.match(source, at)
        repeat = _REPEAT.match(source, at)
        at = repeat.end() if repeat else at
        if not optional:
            branches[-1] += found
            if before and kind == "one" and found:
                branches[-1].append(frozenset({before + match.group()}))
        before = match.group() if kind == "one" and found and not optional else ""
    return branches, at


def _item(source: str, match: re.Match[str]) -> tuple[Needs, int]:
    if match.lastgroup == "open":
        inner = match.end()
        if _LOOK.match(source, inner):
            return [], _branches(source, inner + 2)[1]
        plain = _PLAIN_GROUP.match(source, inner)
        branches, end = _branches(source, plain.end() if plain else inner)
        return _together(branches), end
    if match.lastgroup == "one":
        written = match.group()
        return ([] if written in ".^$" else [frozenset(written)]), match.end()
    if match.lastgroup == "set":
        return _of_set(match.group()[1:-1]), match.end()
    return _of_escape(match.group()[1]), match.end()


def _of_set(inside: str) -> Needs:
    if inside.startswith("^") or re.search(r"\\[^d.\-\]\[\\/+*]", inside):
        return []
    digits = "0123456789" if "\\d" in inside else ""
    rest = inside.replace("\\d", "").replace("\\", "")
    ranges = "".join("".join(map(chr, range(ord(first), ord(last) + 1))) for first, last in _RANGE.findall(rest))
    return [frozenset(digits + ranges + rest)]


def _of_escape(character: str) -> Needs:
    if character == "d":
        return [frozenset("0123456789")]
    return [] if character.isalnum() else [frozenset(character)]
