"""The language of what managers open: one catalogue file a language; pages are written in Chinese and said in another.

`furniture` are the words of templates and sheets, by key, the same keys in every catalogue. `texts` are the sentences and
words that pages are made of, by their Chinese, with `{}` for what is filled in; a name or a remark that a clerk wrote
stands in no catalogue and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from aftersales.shipped import content_of

CHINESE = "zh"
HAN = re.compile("[\u3400-\u9fff]")
_HOLE, _BLANK = re.compile(r"\{\w*\}"), "{}"
_PARTS = tuple(map(re.compile, (r"([。；！？\n]+)", r"([，、：　]+)", r"([（）“”《》〈〉【】·…]+)", r"([ /→›~—]+)")))
"""Where a text may be taken apart, the strongest marks first."""
_FILE = re.compile(r"[^。；，]*[^。；， ]\.[A-Za-z]{2,5}")
_MARKS = str.maketrans(
    {
        "。": ". ",
        "；": "; ",
        "！": "! ",
        "？": "? ",
        "，": ", ",
        "、": ", ",
        "：": ": ",
        "（": " (",
        "）": ")",
        "“": "“",
        "”": "”",
        "《": "“",
        "》": "”",
        "【": "[",
        "】": "]",
    }
)
_SPACES = re.compile(r" {2,}")
_BEFORE = re.compile(r" +([.,;:!?)])")
_SENTENCE = re.compile("[。；，：]")
_RUN = 9
"""So many parts and marks of a text at most are looked up together."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A text with holes. `landmark` is what must stand in a text that fits, `holes` are named or blank."""

    landmark: str
    fits: re.Pattern[str]
    holes: tuple[str, ...]
    said: str

    def filled(self, parts: Sequence[str]) -> str:
        """The saying with its holes filled: by their names, or, where they have none, in their order."""
        in_order = iter(parts)
        by_name = dict(zip(self.holes, parts, strict=True))

        def fill(hole: re.Match[str]) -> str:
            return next(in_order) if hole[0] == _BLANK else by_name[hole[0]]

        return _HOLE.sub(fill, self.said)


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """How to say what the report says. Chinese says everything as it is."""

    name: str
    furniture: Mapping[str, str]
    texts: Mapping[str, str] = field(default_factory=dict)
    patterns: tuple[_Pattern, ...] = ()
    _said: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> str:
        """A word of a template or sheet; KeyError where the catalogue lacks it."""
        return self.furniture[key]

    def say(self, text: str) -> str:
        """The text in this language: as a whole, as one with holes, or part by part; what is unknown stays.

        >>> texts = {"满意率": "satisfaction rate", "{a}高于{b}": "{a} above {b}", "{}较上月上升": "{} rose", "高": "high"}
        >>> en = made("en", {}, texts)
        >>> en.say("满意率较上月上升。王芳：高"), en.say("2026-10"), en.say("3高于满意率")
        ('satisfaction rate rose. 王芳: high', '2026-10', '3 above satisfaction rate')
        """
        if self.name == CHINESE or not HAN.search(text):
            return text
        if text not in self._said:
            self._said[text] = self._of_lines(text)
        return self._said[text]

    def whole(self, text: str) -> str:
        """The text if the catalogue has it, or one with holes that fits; else nothing."""
        if text in self.texts:
            return self.texts[text]
        for pattern in self.patterns:
            if pattern.landmark in text and (found := pattern.fits.fullmatch(text)):
                return pattern.filled([self.say(part) for part in found.groups()])
        return ""

    def heading(self, text: str) -> str:
        """The text with a capital letter, as it stands alone over or in front of something."""
        said = self.say(text)
        return said if said is text else said[:1].upper() + said[1:]

    def place(self, text: str) -> str:
        """Where something stands: names of files and sheets stay, only the row is said."""
        before, between, row = text.rpartition(" › ")
        return before + between + (self.whole(row) or row)

    def _of_lines(self, text: str) -> str:
        if " › " in text and "\n" in text and text not in self.texts:
            return "\n".join(map(self.say, text.split("\n")))
        if " › " in text and text.rpartition(" › ")[2].startswith("第") and not _SENTENCE.search(text):
            return self.place(text)
        return self.whole(text) or (text if _FILE.fullmatch(text) else self._by_parts(text, 0))

    def _by_parts(self, text: str, depth: int) -> str:
        """Sentence by sentence, a sentence clause by clause, with the marks between them."""
        if depth == len(_PARTS) or not HAN.search(text):
            return text
        pieces = _PARTS[depth].split(text)
        if len(pieces) == 1:
            return self._by_parts(text, depth + 1)
        said, at = [], 0
        while at < len(pieces):
            whole, end = self._longest(pieces, at)
            said.append(whole or (pieces[at].translate(_MARKS) if at % 2 else self._by_parts(pieces[at], depth + 1)))
            at = end
        return _BEFORE.sub(r"\1", _SPACES.sub(" ", "".join(said))).strip(" ")

    def _longest(self, pieces: Sequence[str], at: int) -> tuple[str, int]:
        """The longest run of pieces from here on that the catalogue has, and where it ends."""
        for end in range(min(len(pieces), at + _RUN), at, -1):
            run = "".join(pieces[at:end])
            if HAN.search(run) and run.strip() and (whole := self.whole(run)):
                return whole, end
        return "", at + 1


def made(name: str, furniture: Mapping[str, str], texts: Mapping[str, str]) -> Language:
    """A language from the contents of its catalogue; the longest wording of several that fit is taken."""
    exact = {text: said for text, said in texts.items() if not _HOLE.search(text)}
    holed = sorted(texts.keys() - exact.keys(), key=lambda text: (-len(text), text))
    return Language(name, furniture, exact, tuple(_pattern(text, texts[text]) for text in holed))


def _pattern(text: str, said: str) -> _Pattern:
    literal = _HOLE.split(text)
    fits = re.compile("(.*?)".join(map(re.escape, literal)), re.DOTALL)
    return _Pattern(max(literal, key=len), fits, tuple(_HOLE.findall(text)), said)


@lru_cache
def language(name: str) -> Language:
    """The language of a setting: its catalogue, parsed once."""
    content = content_of(files(__package__) / f"{name}.yaml")
    return made(name, content["furniture"], content.get("texts") or {})
