"""What a cell of an attendance sheet says of a person's day: a sign by the sheet's own legend, a plain word, or times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from aftersales.clean.text import is_nothing, match_key
from aftersales.model import Cell
from aftersales.recognise.legends import Legend, sign_of
from aftersales.recognise.punches import times_in

PRESENT = "present"
_OVERTIME, _HALF = "加班", "半"
_SPLIT = re.compile(r"[\s/／、,，;；|\\+＋]+")
_LEGENDARY = frozenset("/\\")
"""Elsewhere they say that there is nothing; legends of attendance let them mean being late, or a day off."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff])\s*[(（]?\d+(?:\.\d+)?\s*(?:天|小时|分钟?|次|h|H)?[)）]?$")
_NO_SIGN = re.compile(r"[\u4e00-\u9fff]{2,}|[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True)
class Said:
    """What one cell says: times, the marks of the kind's choice, a number, and what nobody can tell without a legend.

    `word` is what was written, where it says more than that the person was there.
    """

    times: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    number: float | None = None
    unknown: tuple[str, ...] = ()
    word: str = ""


@dataclass(slots=True)
class Marks:
    """Reads the cells of one sheet. `options` are the words of each mark, as the kind's file has them."""

    legend: Legend
    options: Mapping[str, tuple[str, ...]]
    _by_word: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, Said] = field(default_factory=dict)

    def __post_init__(self) -> None:
        words = [(sign_of(word), option) for option, group in self.options.items() for word in group]
        self._by_word = dict(sorted(words, key=lambda pair: (-len(pair[0]), pair[0])))

    def read(self, cell: Cell, *, fractions: bool = False) -> Said:
        """What the cell says; nothing for a blank one. `fractions`: only times stand here, and 0.354 is one."""
        if isinstance(cell, bool):
            return Said()
        times, rest = times_in(cell, fractions=fractions)
        if not rest:
            return Said(times)
        if _NUMBER.fullmatch(rest) and sign_of(rest) not in self.legend.words:
            return Said(times, number=float(rest))
        if rest not in self._seen:
            self._seen[rest] = self._of_text(rest)
        said = self._seen[rest]
        return Said(times, said.marks, said.number, said.unknown, said.word) if times else said

    def mark_of(self, word: str) -> str | None:
        """The mark that a word of a legend or of a cell means; None where it means none, or two at once.

        Who works overtime on a day off is there; whose legend says 迟到早退 with one sign leaves it open.
        """
        key = match_key(_BEHIND.sub("", word))
        if key in self._by_word:
            return self._by_word[key]
        found: set[str] = set()
        left = key
        for known, option in self._by_word.items():  # the longest first
            if len(known) > 1 and known in left:
                found.add(option)
                left = left.replace(known, " ")
        if PRESENT in found and _OVERTIME in key:
            return PRESENT
        if not found and len(key) > 1:
            found = {option for known, option in self._by_word.items() if known.startswith(key)}
        return found.pop() if len(found) == 1 else None

    def _of_text(self, text: str) -> Said:
        sign = sign_of(text)
        if (whole := self._of_one(sign)) is not None:
            return whole
        if is_nothing(text) and sign not in _LEGENDARY:
            return Said()
        signs = [sign_of(part) for part in _SPLIT.split(text) if part]
        if len(signs) == 1 and not _NO_SIGN.search(sign):
            signs = list(sign)
        parts = [part for one in signs if (part := self._of_one(one))]
        if len(parts) == len(signs) > 1:
            marks = tuple(dict.fromkeys(mark for part in parts for mark in part.marks))
            unknown = tuple(dict.fromkeys(one for part in parts for one in part.unknown))
            return Said(marks=marks, unknown=unknown, word=text)
        return Said(unknown=(sign,), word=text)

    def _of_one(self, sign: str) -> Said | None:
        """What one sign or word says: by the legend first, then by what all legends agree on, then as a word."""
        if sign in self.legend.conflicts:
            return Said(unknown=(sign,), word=sign)
        meant = self.legend.words.get(sign, sign)
        mark = self.mark_of(meant)
        if mark is None:
            return Said(unknown=(sign,), word=meant) if sign in self.legend.words else None
        plain = meant in self.options[mark][:1] or len(meant) == 1
        plain = plain or (mark == PRESENT and _HALF not in meant and _OVERTIME not in meant)
        return Said(marks=(mark,), word="" if plain else meant)
