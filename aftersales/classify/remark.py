"""A remark made comparable: one width, one case, one spelling, Chinese punctuation; and where each character stood.

`spellings.yaml` has the traditional characters and the slips of sound and shape (空古 for 空鼓) that clerks make.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from aftersales.shipped import content_of

# NFKC makes Chinese punctuation half-width, and patterns such as `[^，。；]` would run across clauses.
_CHINESE = str.maketrans({",": "，", ";": "；", "!": "！", "?": "？", "…": "。"})
_NUMBER_COMMA = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
_SPELLINGS = "spellings.yaml"
_FULL_STOP = re.compile(r"(?<!\d)\.|\.(?!\d)")


@dataclass(frozen=True, slots=True)
class Remark:
    """A text as written, as compared, and the start in `written` of every character of `text` (plus the end)."""

    written: str
    text: str
    starts: tuple[int, ...]

    def slice(self, start: int, end: int) -> tuple[int, int]:
        """The span of the written text that `text[start:end]` came from."""
        return self.starts[start], max(self.starts[end], self.starts[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Spellings:
    """Traditional characters by code point, what is typed for two characters, and what for longer stretches."""

    simplified: dict[int, str]
    slips: dict[str, str]
    whole: re.Pattern[str]
    meant: dict[str, str]

    def plain(self, text: str) -> str:
        """The text as it is meant; every character stays where it is.

        >>> spellings().plain("地磚空古，自已弄")
        '地砖空鼓，自己弄'
        """
        text = self.whole.sub(lambda match: self.meant[match.group()], text.translate(self.simplified))
        for at in range(len(text) - 1):
            two = text[at : at + 2]
            if two in self.slips:
                text = text[:at] + self.slips[two] + text[at + 2 :]
        return text


@cache
def spellings() -> Spellings:
    """The project's own list of spellings."""
    data = content_of(resources.files(__package__).joinpath(_SPELLINGS))
    slips = {
        word[:place] + typed + word[place + 1 :]: word
        for word, listed in data["words"].items()
        for place, characters in enumerate(listed)
        for typed in characters
    }
    whole = "|".join(sorted(data["whole"], key=len, reverse=True))
    simplified = {ord(pair[0]): pair[1] for pair in data["traditional"].split()}
    return Spellings(simplified, slips, re.compile(whole), dict(data["whole"]))


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    return unicodedata.normalize("NFKC", character).lower()


def fold(text: str) -> str:
    """One width, lower case, Chinese punctuation.

    >>> fold("差５MM,裂了!")
    '差5mm，裂了！'
    """
    return read(text).text


def read(written: str) -> Remark:
    """The remark of a text. Character by character, so that evidence can be shown where it stands."""
    folded = [_fold_character(character) for character in written]
    text = "".join(folded).translate(_CHINESE)
    text = spellings().plain(_FULL_STOP.sub("。", _NUMBER_COMMA.sub(",", text)))
    if len(text) == len(written) and all(len(each) == 1 for each in folded):
        return Remark(written, text, tuple(range(len(written) + 1)))
    starts = [at for at, each in enumerate(folded) for _ in each]
    return Remark(written, text, (*starts, len(written)))


def spans(text: str, breaks: re.Pattern[str]) -> list[tuple[int, int]]:
    """The stretches between breaks, in order; a `.` or `,` inside a number does not break.

    >>> spans("裂了，没人管", re.compile("[，。]"))
    [(0, 2), (3, 6)]
    """
    found, start = [], 0
    for match in breaks.finditer(text):
        at = match.start()
        if text[at] in ".," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit():
            continue
        found.append((start, at))
        start = match.end()
    found.append((start, len(text)))
    return [(start, end) for start, end in found if start < end]


def pieces(text: str, ends: re.Pattern[str], longest: int) -> list[tuple[int, int]]:
    """The text in stretches of at most so many characters, cut behind the last end of a sentence where there is one.

    >>> pieces("裂了。空鼓。没人管", re.compile("。"), 7)
    [(0, 6), (6, 9)]
    """
    found, start = [], 0
    while len(text) - start > longest:
        stops = [match.end() for match in ends.finditer(text, start, start + longest)]
        end = stops[-1] if stops else start + longest
        found.append((start, end))
        start = end
    return [*found, (start, len(text))]
