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
_PART = re.compile(r"([。；！？\n，、：　（）“”《》〈〉【】·…]|,(?!\d)|[ /→›~—]+)")
_PART_END = re.compile("[；，）]")
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
_STRAIGHT = str.maketrans("“”", '""')
"""The fonts of the page draw curly quotes as wide as a Chinese character."""
_SPACES = re.compile(r" {2,}")
_ENDS = re.compile(r"[.,;:!?]$")
_BEFORE = re.compile(r" +([.,;:!?)])")
_ROW = "第{}行"
_PLACE = re.compile(r"(?:[^。；：，]+ › )?第[\d–、]+行")
_FEW, _WITHIN_A_CLAUSE = 3, r"((?:[^，。；：！？（）“”,]|（[^（）]*）|,(?=\d))*?)"
"""A pattern of fewer Chinese characters reaches over no mark: it would swallow what has nothing to do with it."""
_VERBATIM = frozenset(
    (
        "{value}",
        "{heading}",
        "{renamed}",
        "{sign}",
        "{old}",
        "{new}",
        "{person}",
        "{name}",
        "{example}",
        "{headings}",
        "{found}",
    )
)
"""What a message quotes as somebody wrote it."""
_PAIRS = (("（", "）"), ("“", "”"))
_RUN = 40
"""So many parts and marks of a text at most are looked up together."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A text with holes. `landmark` is what must stand in a text that fits, `holes` are named or blank.

    A `weak` one has a single Chinese character.
    """

    landmark: str
    fits: re.Pattern[str]
    holes: tuple[str, ...]
    said: str
    weak: bool

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
            self._said[text] = self._of_lines(text).translate(_STRAIGHT)
        return self._said[text]

    def whole(self, text: str, patterns: Sequence[_Pattern] | None = None) -> str:
        """The text if the catalogue has it, or one with holes that fits; else nothing."""
        if text in self.texts:
            return self.texts[text]
        for pattern in self.patterns if patterns is None else patterns:
            if pattern.landmark in text and (found := pattern.fits.fullmatch(text)) and self._fits(pattern, found):
                named = zip(pattern.holes, found.groups(), strict=True)
                return pattern.filled([part if hole in _VERBATIM else self._filler(part) for hole, part in named])
        return ""

    def _filler(self, part: str) -> str:
        """What fills a hole: said, or, where it has no word, with its marks put over."""
        return self.say(part) if HAN.search(part) else part.translate(_MARKS).rstrip(" ") if "。" in part else part

    def _fits(self, pattern: _Pattern, found: re.Match[str]) -> bool:
        """A pattern of hardly any words stands around what the catalogue knows, or it says nothing."""
        if any(part.count(opened) != part.count(closed) for part in found.groups() for opened, closed in _PAIRS):
            return False
        return not pattern.weak or all(not HAN.search(part) or self.whole(part) for part in found.groups())

    def place(self, text: str) -> str:
        """Where something stands: names of files and sheets stay, only the row is said."""
        before, between, row = text.rpartition(" › ")
        return before + between + self.whole(_ROW).format(row[1:-1].replace("、", ", "))

    def _of_lines(self, text: str) -> str:
        if " › " in text and "\n" in text and text not in self.texts:
            return "\n".join(map(self.say, text.split("\n")))
        if _PLACE.fullmatch(text):
            return self.place(text)
        return self.whole(text) or (text if _FILE.fullmatch(text) else self._by_parts(text))

    def _by_parts(self, text: str) -> str:
        """The longest runs of its parts that the catalogue has, one after the other, with the marks between them."""
        pieces = _PART.split(text)
        ended = f"{_PART_END.sub('。', text)}。"
        likely = [pattern for pattern in self.patterns if pattern.landmark in text or pattern.landmark in ended]
        said: list[str] = []
        at = 0
        while at < len(pieces):
            whole, end = self._longest(pieces, at, likely)
            if not whole:
                whole = pieces[at].translate(_MARKS) if at % 2 else self._joined(pieces, at)
            if said and _ENDS.search(said[-1]) and whole[:1].isalnum():
                whole = f" {whole}"
            said += [whole] if whole else []
            at = end
        return _BEFORE.sub(r"\1", _SPACES.sub(" ", "".join(said))).strip(" ")

    def _joined(self, pieces: Sequence[str], at: int) -> str:
        """A part that is two texts in one, such as a figure and what is said of it; what is quoted stays."""
        part = pieces[at]
        if at and pieces[at - 1] == "“":
            return part
        for cut in range(len(part) - 1, 1, -1):
            if part[:cut] in self.texts and (rest := self.whole(part[cut:])):
                return f"{self.texts[part[:cut]]} {rest}"
        return part

    def _longest(self, pieces: Sequence[str], at: int, likely: Sequence[_Pattern]) -> tuple[str, int]:
        """The longest run of pieces from here on that the catalogue has, and where it ends."""
        quoted = at > 0 and pieces[at - 1] == "“"
        for end in () if quoted else range(min(len(pieces), at + _RUN), at, -1):
            run = "".join(pieces[at:end])
            if not HAN.search(run) or run != run.strip(" "):
                continue
            whole = self.whole(run, likely) or self.whole(f"{run}。", likely).removesuffix(".")
            if whole:
                return whole, end
        return "", at + 1


def made(name: str, furniture: Mapping[str, str], texts: Mapping[str, str]) -> Language:
    """A language from the contents of its catalogue; of several wordings that fit, that with most words is taken."""
    exact = {text: said for text, said in texts.items() if not _HOLE.search(text)}
    holed = sorted(texts.keys() - exact.keys(), key=lambda text: (-len(_HOLE.sub("", text)), text.count("{"), text))
    return Language(name, furniture, exact, tuple(_pattern(text, texts[text]) for text in holed))


def _pattern(text: str, said: str) -> _Pattern:
    literal = _HOLE.split(text)
    words = len(HAN.findall("".join(literal)))
    hole = _WITHIN_A_CLAUSE if words < _FEW else "(.*?)"
    fits = re.compile(hole.join(map(re.escape, literal)), re.DOTALL)
    return _Pattern(max(literal, key=len), fits, tuple(_HOLE.findall(text)), said, weak=words == 1)


@lru_cache
def language(name: str) -> Language:
    """The language of a setting: its catalogue, parsed once."""
    content = content_of(files(__package__) / f"{name}.yaml")
    return made(name, content["furniture"], content.get("texts") or {})
