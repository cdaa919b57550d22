"""The parts of a date in a text: what was written, and nothing that was not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from aftersales.clean.numerals import CHARACTERS, numeral
from aftersales.problems import BadCell


@dataclass(frozen=True, slots=True)
class Parts:
    """What a text says of a date and a time; None for what it does not say.

    `turned` holds the two first numbers of `x/y` and `x/y/year`: which is the day may depend on their column.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int = 0
    weekday: int | None = None
    turned: tuple[int, int] | None = None
    short_year: bool = False


_SPACED_YEAR = re.compile(r"(?<!\d)2\s+0\s+\d\s+\d(?=\s*年)")
_NUMERAL = re.compile(rf"[{CHARACTERS}]+(?=\s*[年月日号點点时時分])")
_WEEKDAY = re.compile(r"[(]?(?:周|星期|礼拜|週)\s*([一二三四五六日天])[)]?|[(]([一二三四五六日])[)]")
_WEEKDAYS = "一二三四五六日天"
_SPACED = re.compile(r"(?<=\d)\s*([年月./-])\s*(?=\d)")

_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20|21)\d\d)\s*[-./年\\ ]\s*(\d{1,2})\s*[-./月\\ ]\s*(\d{1,2})(?!\d)\s*[日号]?")
_COMPACT = re.compile(r"(?<![\d.])((?:19|20)\d\d)(\d\d)(\d\d)(?=\D|$|(?:[01]\d|2[0-4])[0-5]\d(?:[0-5]\d)?(?!\d))")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)年(\d{1,2})月(\d{1,2})(?!\d)\s*[日号]?")
_THREE = re.compile(r"(?<!\d)(\d{1,2})([-./])(\d{1,2})[-./](\d{4}|\d{1,2})(?!\d)")
_SIX = re.compile(r"^(\d\d)(\d\d)(\d\d)$")
_MONTH_DAY = re.compile(r"(?<![\d.])(\d{1,2})[月./-](\d{1,2})(?!\d)\s*[日号]?")
_SLASHED = re.compile(r"(\d{1,2})(/)(\d{1,2})(?![\d/])")
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[日号](?!\d)")
_TIME = re.compile(
    r"(?<!\d)T?(\d{1,2})\s*[:时時点點]\s*(?:(\d{1,2})\s*分?|(半)|(一刻)|(三刻)|整)?钟?"
    r"(?::\d{1,2}(?:\.\d+)?\s*秒?)?(?:\s*(?:Z|[+-]\d\d:?\d\d))?"
)
_COMPACT_TIME = re.compile(r"(\d\d)(\d\d)(?:\d\d)?")
_AFTERNOON = re.compile(r"下午|晚上|傍晚|夜里|夜间|晚|午后|PM|pm")
_NOON = re.compile(r"中午")
_TRIM = re.compile(r"[\s:,;()/\\.T~-]")
_LONGEST_REST = 8
_MONTHS, _DAYS = 12, 31
_RECENT = range(15, 50)  # years that a clerk means by two digits in front


@lru_cache(maxsize=16_384)  # a folder has few days and every sheet has the same
def read_parts(text: str) -> Parts:
    """The parts of a date in one line of plain text. Digits that belong to no part make it no date.

    >>> read_parts("9月2号下午3点半")
    Parts(year=None, month=9, day=2, hour=15, minute=30, weekday=None, turned=None, short_year=False)
    >>> read_parts("二〇二五年九月二日(周二)").weekday
    1
    """
    text = text.replace("。", ".").replace("、", ".").replace("○", "〇").strip(". ")
    text, weekday = _take_weekday(text)
    text = with_digits(text)
    if len(text.split()) > 1:
        text = _SPACED.sub(r"\1", text)
    parts, rest = _take_date(text)
    parts, rest = _take_time(parts, rest)
    rest = _TRIM.sub("", rest)
    if parts == Parts() or len(rest) > _LONGEST_REST or any(character.isdigit() for character in rest):
        raise BadCell("not-a-date")
    return replace(parts, weekday=weekday)


def with_digits(text: str) -> str:
    """The text with the Chinese numerals of a date or a time as digits.

    >>> with_digits("二〇二五年十二月份"), with_digits("2 0 2 6 年 10 月")
    ('2025年12月份', '2026 年 10 月')
    """
    text = _NUMERAL.sub(lambda found: str(numeral(found[0]) or found[0]), text)
    return _SPACED_YEAR.sub(lambda found: "".join(found[0].split()), text) if " " in text else text


def order_shown(text: str) -> str:
    """What a text `x/y` or `x/y/year` tells of its column: `month` or `day` comes first, `either`, or nothing.

    >>> [order_shown(t) for t in ("9/15/26", "13/9/2025", "1/9/2025", "25.9.20", "13/9", "1/9", "9/9", "16/11/2")]
    ['month', 'day', 'either', '', 'day', 'either', '', '']
    """
    found = _THREE.search(text)
    if found and (_year_first(found) or not _may_be_year(found[4])):
        return ""
    found = found or _SLASHED.match(text)
    if not found or found[1] == found[3]:
        return ""
    first, second = int(found[1]), int(found[3])
    if max(first, second) <= _MONTHS:
        return "either"
    if first > _MONTHS >= second:
        return "day" if first <= _DAYS else ""
    return "month" if first <= _MONTHS and second <= _DAYS else ""


def _may_be_year(text: str) -> bool:
    return len(text) == 4 or int(text) in _RECENT


def _take_weekday(text: str) -> tuple[str, int | None]:
    found = _WEEKDAY.search(text)
    if not found:
        return text, None
    return text[: found.start()] + " " + text[found.end() :], min(_WEEKDAYS.index(found[1] or found[2]), 6)


def _take_date(text: str) -> tuple[Parts, str]:
    """The date's parts, and the text around it. The pattern that says most goes first."""
    for pattern, parts in _STYLES:
        if found := pattern.search(text):
            return parts(found), text[: found.start()] + " " + text[found.end() :]
    return Parts(), text


def _in_order(found: re.Match[str]) -> Parts:
    year, month, day = (int(part) for part in found.groups()[:3])
    return Parts(year + (2000 if year < 100 else 0), month, day)


def _month_day(found: re.Match[str]) -> Parts:
    month, day = int(found[1]), int(found[2])
    return Parts(month=month, day=day, turned=(month, day) if "/" in found[0] and month != day else None)


def _day_only(found: re.Match[str]) -> Parts:
    return Parts(day=int(found[1]))


def _six_digits(found: re.Match[str]) -> Parts:
    """`250902`; but `202509` may be a month, and nobody knows about `201112`."""
    year, month, day = (int(part) for part in found.groups())
    if year not in _RECENT or (year == 20 and day <= 12):
        raise BadCell("not-a-date")
    return Parts(2000 + year, month, day)


def _year_first(found: re.Match[str]) -> bool:
    """Whether three numbers begin with the year: Chinese dates do, unless only the last one can be a year."""
    if len(found[1]) < 2 or len(found[4]) == 4:
        return False
    return int(found[1]) in _RECENT or (found[2] != "/" and int(found[4]) not in _RECENT)


def _three_numbers(found: re.Match[str]) -> Parts:
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if _year_first(found):
        return Parts((2000 if first < 70 else 1900) + first, second, third)
    if not _may_be_year(found[4]):
        raise BadCell("not-a-date")
    year, short = (third, False) if len(found[4]) == 4 else (2000 + third, True)
    turned = (first, second) if first != second else None
    if first > _MONTHS >= second:
        return Parts(year, second, first, turned=turned)
    return Parts(year, first, second, turned=turned, short_year=short)


_STYLES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Parts]], ...] = (
    (_YEAR_FIRST, _in_order),
    (_COMPACT, _in_order),
    (_SHORT_YEAR, _in_order),
    (_SIX, _six_digits),
    (_THREE, _three_numbers),
    (_MONTH_DAY, _month_day),
    (_DAY, _day_only),
)


def _take_time(parts: Parts, text: str) -> tuple[Parts, str]:
    """The time in what is left of the text; 下午 turns 3 into 15."""
    text = text.strip()
    found = _TIME.search(text)
    if found:
        minute = int(found[2] or 0) + (30 if found[3] else 0) + (15 if found[4] else 0) + (45 if found[5] else 0)
        hour = int(found[1])
    elif parts.year and (found := _COMPACT_TIME.fullmatch(text)):
        hour, minute = int(found[1]), int(found[2])
    else:
        return parts, text
    if hour < 12 and (_AFTERNOON.search(text) or (_NOON.search(text) and hour < 11)):
        hour += 12
    if hour == minute == 0 and parts.day:  # midnight is how programs write a day without a time
        return parts, text[: found.start()] + " " + text[found.end() :]
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        raise BadCell("impossible-date")
    return replace(parts, hour=hour, minute=minute), text[: found.start()] + " " + text[found.end() :]
