"""What a cell looks like, judged quickly and without understanding it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import pairwise

from aftersales.kinds.model import Field, FieldType
from aftersales.model import Cell, Uncached

_DATE = re.compile(
    r"(\d{4}|\d{2})\s*[年./\-]\s*\d{1,2}\s*[月./\-]\s*\d{1,2}|\d{1,2}\s*月\s*\d{1,2}|(19|20)\d{6}(?!\d)|\d{1,2}[./\-]\d{1,2}(?![\d.])"
    r"|[〇零一二三四五六七八九]{4}年|\d{1,2}[日号]"
)
_PHONE = re.compile(r"(\+?86-?)?1[3-9]\d[\d*]{4}\d{4}|0\d{2,3}-?\d{7,8}")
_RATING = re.compile(
    r"满意|^(非常好|很好|较好|好|一般|还行|还可以|差|较差|很差|好评|中评|差评|不错|不表态|★+|[1-5]分|\d{2,3}分)$"
)
_YES_NO_WORDS = "是 否 有 无 √ × ✓ ✗ ☑ □ ■ Y N y n yes no Yes No YES NO 已 未 对 错"
_YES_NO = frozenset(_YES_NO_WORDS.split())
_MONEY = re.compile(r"[¥￥约]?(RMB|rmb)?-?[\d,]+(\.\d+)?\s*[^\d\s]{0,4}")
_NOTHING_WORDS = "/ \\ - — -- 无 暂无 N/A NA n/a 同上 〃 ″ 略"
_NOTHING = frozenset(_NOTHING_WORDS.split())
_COUNT = re.compile(r"\d{1,4}(\.0)?")
_SPACES = re.compile(r"[\s\u200b\u3000]+")


def is_blank(cell: Cell) -> bool:
    """Nothing a reader would see: no value, or only spaces."""
    if cell is None:
        return True
    if type(cell) is str:
        return not cell.strip() or not cell.strip(" \t\r\n\u3000\u200b\ufeff\u00a0")
    return isinstance(cell, Uncached)


def looks_like_date(cell: Cell) -> bool:
    """A date, or text that begins like one."""
    return _trait(cell) == "date"


def looks_like_phone(cell: Cell) -> bool:
    """A phone number, as number or text."""
    return _trait(cell) == "phone"


def looks_like_figure(cell: Cell) -> bool:
    """A number, a sum or a count with its unit (420元, 36片), or a phone number."""
    return _trait(cell) in ("number", "serial", "phone")


def looks_like_name(cell: Cell) -> bool:
    """Short words without digits, such as the name of a person, a customer or a shop."""
    return _trait(cell) in ("name", "rating")


def _trait(cell: Cell) -> str:
    if type(cell) is str:
        return _text_trait(cell)
    if isinstance(cell, bool | date):
        return "yes_no" if isinstance(cell, bool) else "date"
    if isinstance(cell, int | float):
        if 13_000_000_000 <= cell <= 19_999_999_999:
            return "phone"
        return "serial" if 36_526 <= cell <= 60_000 else "number"
    return "time" if isinstance(cell, time | timedelta) else ""


@lru_cache(maxsize=65_536)
def _text_trait(cell: str) -> str:  # noqa: PLR0911 one line a trait reads best
    text = _SPACES.sub("", cell)
    if not text or text in _NOTHING:
        return ""
    if _PHONE.fullmatch(text.split("/")[0].split("、")[0]) or _PHONE.match(text):
        return "phone"
    if _DATE.match(text) and len(text) <= 20:
        return "date"
    if text in _YES_NO:
        return "yes_no"
    if _RATING.search(text) and len(text) <= 12:
        return "rating"
    if _MONEY.fullmatch(text):
        return "number"
    return "name" if len(text) <= 8 and not any(c.isdigit() for c in text) else "text"


Question = tuple[str, int, str]
"""What may be asked of a column of cells: whether they agree with a type, run on, or mostly look like one thing."""
_AGREES, _RUNS, _MOSTLY = "agrees", "runs", "mostly"


class Samples:
    """The cells under a heading, a few dozen of each column, counted by what they look like when first asked.

    `answers` is all that was asked of them for a decision on the kind: other cells with the same answers are alike.
    """

    def __init__(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        self._rows = rows
        self._counts: dict[int, Counter[str]] = {}
        self.answers: dict[Question, int] = {}

    def counts(self, index: int) -> Counter[str]:
        """How many cells of the column look like what; blanks and `/` are not counted."""
        if index not in self._counts:
            traits: Iterable[str] = (_trait(row[index]) for row in self._rows if not is_blank(row[index]))
            self._counts[index] = Counter(trait for trait in traits if trait)
        return self._counts[index]

    def filled(self, index: int) -> bool:
        """Whether any cell of the column has something in it."""
        return any(not is_blank(row[index]) for row in self._rows)

    def share_filled(self, index: int) -> float:
        """The part of the rows that have something in this column."""
        filled = sum(not is_blank(row[index]) for row in self._rows)
        return filled / len(self._rows) if self._rows else 0.0

    def share(self, index: int, *traits: str) -> float:
        """The part of the column's cells that look like one of these."""
        counts = self.counts(index)
        total = counts.total()
        return sum(counts[trait] for trait in traits) / total if total else 0.0

    def answer(self, question: Question) -> int:
        """The answer to a question, found out when first asked."""
        if question not in self.answers:
            what, index, of = question
            if what == _AGREES:
                self.answers[question] = self._agreement(index, FieldType(of))
            else:
                self.answers[question] = self._mostly(index, of) if what == _MOSTLY else self._runs(index)
        return self.answers[question]

    def mostly(self, index: int, trait: str) -> bool:
        """Whether there are cells in the column, and nearly all of them look like this."""
        return bool(self.answer((_MOSTLY, index, trait)))

    def running_numbers(self, index: int) -> bool:
        """Whether the column only counts the rows: 1, 2, 3; here and there a number may be missing."""
        return bool(self.answer((_RUNS, index, "")))

    def agreement(self, index: int, field: Field) -> int:
        """1 if the cells look like this field's values, -1 if they look like something else, 0 if they do not say."""
        return self.answer((_AGREES, index, field.type))

    def _mostly(self, index: int, trait: str) -> bool:
        return self.counts(index).total() >= 2 and self.share(index, trait) >= 0.8

    def _runs(self, index: int) -> bool:
        values = [row[index] for row in self._rows if not is_blank(row[index])]
        numbers = [int(str(value).removesuffix(".0")) for value in values if _COUNT.fullmatch(str(value))]
        steps = [b - a for a, b in pairwise(numbers)]
        return bool(numbers) and len(numbers) == len(values) and steps.count(1) >= 0.8 * len(steps)

    def _agreement(self, index: int, wanted: FieldType) -> int:
        if not self.counts(index):
            return 0
        if self.share(index, *_LOOKS.get(wanted, ())) >= 0.4:
            return 1
        return -1 if self.share(index, *_FOREIGN.get(wanted, ("date", "phone"))) > 0.6 else 0


_LOOKS: dict[FieldType, tuple[str, ...]] = {
    FieldType.DATE: ("date", "serial"),
    FieldType.MOMENT: ("date", "serial"),
    FieldType.TIME: ("time",),
    FieldType.PERIOD: ("date", "serial"),
    FieldType.PHONE: ("phone",),
    FieldType.SATISFACTION: ("rating",),
    FieldType.YES_NO: ("yes_no",),
    FieldType.NUMBER: ("number", "serial"),
    FieldType.MONEY: ("number", "serial"),
    FieldType.QUANTITY: ("number", "serial"),
    FieldType.PERSON: ("name",),
    FieldType.CUSTOMER: ("name",),
    FieldType.STORE: ("name",),
    FieldType.ADDRESS: ("text", "name"),
    FieldType.TEXT: ("text", "name"),
    FieldType.CATEGORY: ("name", "text"),
    FieldType.PRODUCT: ("text", "name", "number"),
}
_FOREIGN: dict[FieldType, tuple[str, ...]] = {
    FieldType.DATE: ("phone", "rating", "yes_no", "name", "text"),  # 9.1 for the first of September is a number
    FieldType.MOMENT: ("phone", "rating", "yes_no", "name", "text"),
    FieldType.TIME: ("date", "phone", "rating", "name"),
    FieldType.PERIOD: ("phone", "rating", "yes_no"),
    FieldType.PHONE: ("date", "name", "rating", "yes_no", "text"),
    FieldType.NUMBER: ("date", "phone", "name", "rating"),
    FieldType.MONEY: ("date", "phone", "name", "rating"),
    FieldType.QUANTITY: ("date", "phone", "name", "rating"),
    FieldType.PERSON: ("date", "phone", "number", "serial", "rating", "yes_no"),
    FieldType.CUSTOMER: ("date", "phone", "number", "serial", "rating", "yes_no"),
    FieldType.STORE: ("date", "phone", "number", "serial", "rating", "yes_no"),
}
