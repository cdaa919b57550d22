"""Phone numbers: eleven digits, or a landline with its area code; two in a cell stay two."""

from __future__ import annotations

import re
from math import isfinite

from aftersales.clean.reading import BLANK, Note, Reading
from aftersales.clean.text import is_nothing, listed, one_line, plain, read_name, spoken
from aftersales.model import Cell
from aftersales.problems import BadCell

_MOBILE = re.compile(r"(?<![\d*])(?:\+?\(?(?:00)?86\)?[\s-]*)?0?(1[3-9](?:[\s.·-]?\d){9})(?![\d*])")
_LANDLINE = re.compile(
    r"(?<![\d*])\(?(0(?:10|2\d|[3-9]\d\d))[\s)-]*([2-9]\d{2,3}[\s-]?\d{4})(?:\s*(?:-|转|ext\.?)\s*(\d{1,5}))?(?![\d*])"
)
_SERVICE = re.compile(r"(?<![\d*])([48]00)[\s-]?(\d{3,4})[\s-]?(\d{3,4})(?![\d*])")
_LOCAL = re.compile(r"(?<![\d*-])([2-9]\d{2,3}[\s-]?\d{4})(?![\d*-])")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_NOT_DIGITS = re.compile(r"\D")
_UNTOLD = frozenset(
    listed("未留电话 没留 没留电话 不愿留 不愿提供 保密 不方便 没电话 无电话 没有电话 同微信 微信 同客户")
)
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-\d{7,8}(?:-\d{1,5})?|[48]00\d{7}|[2-9]\d{6,7}")
_EXACT_DIGITS = 15
_SHORTEST = 8
_APART = " /／,，;；、:：()（）|电话手机"
SEPARATOR = "、"


def read_phone(cell: Cell) -> Reading:
    """The numbers of a cell joined by `、`; names and words around them are left out.

    >>> [read_phone(c).value for c in (13812345678.0, "+86-138 1234 5678", "张三13812345678", "０７３１ 84761883")]
    ['13812345678', '13812345678', '13812345678', '0731-84761883']
    >>> read_phone("13812345678 / 13987654321").value
    '13812345678、13987654321'
    """
    if isinstance(cell, str) and is_mobile(cell):
        return Reading(cell)
    text = _digits_of(cell).removesuffix(".0")
    if _SCIENTIFIC.fullmatch(text):
        raise BadCell("precision-lost")
    if not text or is_nothing(text) or text in _UNTOLD:
        return BLANK
    numbers = _find(text)
    if numbers:
        return Reading(SEPARATOR.join(dict.fromkeys(numbers)))
    digits = _NOT_DIGITS.sub("", text)
    if not digits or "*" in text:
        raise BadCell("no-phone")
    return Reading(digits, (Note("not-a-phone", {}),))


def read_customer(cell: Cell) -> Reading:
    """A customer's name without the phone that stands in the same cell; the phone is the aside.

    >>> read_customer("李 四 138 0000 0001")[::2], read_customer("王女士/13800000002")[::2], read_customer("龙湖8栋")[::2]
    (('李四', '13800000001'), ('王女士', '13800000002'), ('龙湖8栋', None))
    """
    reading = read_name(cell)
    text = reading.value
    if not isinstance(text, str) or len(text) < _SHORTEST or text.isalpha():
        return reading
    found = _MOBILE.search(text) or _LANDLINE.search(text)
    number = "、".join(_find(plain(text))) if found else ""
    name = one_line(f"{text[: found.start()]} {text[found.end() :]}").strip(_APART) if found else ""
    if not number or not name or any(character.isdigit() for character in name):
        return reading
    return reading._replace(value=read_name(name).value, aside=number)


def is_mobile(text: str) -> bool:
    """Whether it is a mobile number as it is written out."""
    return len(text) == 11 and text.isascii() and text.isdigit() and text[0] == "1" and text[1] > "2"


def is_phone(text: str) -> bool:
    """Whether one cleaned number can be somebody's: only then may it tell who a customer is.

    >>> is_phone("13812345678"), is_phone("0731-84761883"), is_phone("138123")
    (True, True, False)
    """
    return is_mobile(text) or bool(_PHONE.fullmatch(text))


def _digits_of(cell: Cell) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not isfinite(cell) or abs(cell) >= 10**_EXACT_DIGITS:
            raise BadCell("precision-lost")
        return spoken(cell)
    return plain(cell)


def _find(text: str) -> list[str]:
    """The numbers in the order they stand: each style takes its digits out of the text."""
    found: list[tuple[int, str]] = []

    def take(pattern: re.Pattern[str], text: str) -> str:
        for match in pattern.finditer(text):
            parts = [_NOT_DIGITS.sub("", part) for part in match.groups() if part]
            found.append((match.start(), ("-" if pattern is _LANDLINE else "").join(parts)))
        return pattern.sub(lambda match: " " * len(match[0]), text)

    for pattern in (_MOBILE, _LANDLINE, _SERVICE, _LOCAL):
        text = take(pattern, text)
    return [number for _, number in sorted(found) if is_phone(number)]
