"""Months, quarters and years as clerks write them: `2026-10`, `2026-Q3`, `2026`. What is none of these is not guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from aftersales.clean.date_text import with_digits
from aftersales.clean.dates import NO_HINT, DateHint
from aftersales.clean.reading import BLANK, Note, Reading
from aftersales.clean.text import NOT_YET, is_nothing, plain
from aftersales.model import Cell
from aftersales.problems import BadCell

_EPOCH = date(1899, 12, 30)
_SERIALS = range(32874, 73415)  # 1990-01-01 to 2100-12-31
_YEARS = range(2000, 2100)
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_YEAR = r"(?P<year>20\d\d|\d\d(?=年))"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_MONTHS = (
    re.compile(rf"(?:{_YEAR}\s*[-./_年]\s*)?{_MONTH}\s*月(?:份|度)?"),
    re.compile(rf"{_YEAR}\s*[-./_年]\s*{_MONTH}(?:月份?)?"),
    re.compile(r"(?P<year>20\d\d)(?P<month>1[0-2]|0[1-9])"),
    re.compile(rf"{_YEAR}\s*[-./年]\s*{_MONTH}\s*[-./月]\s*{_DAY}[日号]?"),
)
_QUARTER = (
    re.compile(rf"(?:{_YEAR}\s*[-./_年]?度?\s*)?(?:第?\s*(?P<quarter>[1-4一二三四])\s*季度?|[Qq](?P<q>[1-4]))"),
    re.compile(r"(?P<q>[1-4])[Qq]\s*[-/]?\s*(?P<year>20\d\d)?"),
)
_WHOLE_YEAR = re.compile(rf"{_YEAR}(?:年度?|全年|年全年)?|(?:全年|年度|全年度)")
_SPAN = re.compile(
    rf"(?:{_YEAR}\s*[-./年]\s*)?{_MONTH}\s*[-./月]?份?\s*(?:(?<=[-./月份]){_DAY}[日号]?)?\s*[-~—–至到]+\s*"
    rf"(?:(?P<year2>20\d\d|\d\d(?=年))\s*[-./年]\s*)?(?P<month2>1[0-2]|0?[1-9])(?:\s*月份?(?:{_DAY}[日号]?)?|[-./]{_DAY})?"
)
_SAME_MONTH = re.compile(rf"(?:{_YEAR}\s*[-./年]\s*)?{_MONTH}\s*[-./月]\s*{_DAY}[日号]?\s*[-~—–至到]+\s*{_DAY}[日号]")
_TOLD = re.compile(
    r"(?:(?<!\d)(?:20\d\d|\d\d(?=年))\s*[-./_年]?度?\s*)?"
    r"(?:第?\s*[1-4一二三四]\s*季度|[Qq][1-4](?!\d)|(?<!\d)(?:1[0-2]|0?[1-9])\s*月(?!\s*\d{1,2}(?!\d))份?)"
    r"|(?<!\d)20\d\d\s*[-./_年]\s*(?:1[0-2]|0?[1-9])(?!\d|\s*[-./月]\s*\d)|(?<!\d)20\d\d(?:1[0-2]|0[1-9])(?!\d)"
)
_RANGE = re.compile(
    r"(?:(?<!\d)(?:20\d\d|\d\d)年)?(?<!\d)(?:1[0-2]|0?[1-9])月?份?\s*[-~—–至到]+\s*(?:1[0-2]|0?[1-9])月"
)
_TOLD_YEAR = re.compile(r"(?<!\d)20\d\d年?(?:度|全年)|(?<!\d)20\d\d年(?=.{0,8}(?:目标|任务|计划))")


def read_period(cell: Cell, hint: DateHint = NO_HINT) -> Reading:
    """A month, quarter or year; the year comes from the surroundings where the cell lacks it.

    >>> [read_period(c).value for c in ("2026年10月", "26年十月份", 202610, "2026/10", "2026年第三季度", "2026Q3", "2026年度")]
    ['2026-10', '2026-10', '2026-10', '2026-10', '2026-Q3', '2026-Q3', '2026']
    >>> [read_period(c).value for c in ("2026年7-9月", "2026-10-01至2026-10-31", "2026年10月1日-31日", "2026年1-12月")]
    ['2026-Q3', '2026-10', '2026-10', '2026']
    >>> [read_period(c, DateHint(year=2026, source="标题")).value for c in ("10月", 9, "三季度", "全年")]
    ['2026-10', '2026-09', '2026-Q3', '2026']
    """
    match cell:
        case datetime() | date():
            return Reading(f"{cell.year:04}-{cell.month:02}")
        case bool():
            raise BadCell("not-a-period")
        case int() | float():
            return _number(cell, hint)
    text = with_digits(plain(cell)).strip("。.:,;() ")
    if not text or is_nothing(text) or text in NOT_YET:
        return BLANK
    if text.isdecimal():
        return _number(int(text), hint)
    return _text(text, hint)


def month_of(period: str) -> str:
    """The last month of a period: the month its records stand in.

    >>> [month_of(p) for p in ("2026-10", "2026-Q3", "2026")]
    ['2026-10', '2026-09', '2026-12']
    """
    if len(period) == len("YYYY"):
        return f"{period}-12"
    return f"{period[:5]}{3 * int(period[-1]):02}" if "Q" in period else period[: len("YYYY-MM")]


def told_period(texts: Iterable[str]) -> str | None:
    """The period that a title, a sheet's name or a file's name speaks of, as written; the first text that names one.

    A whole year counts only where it is called one (2026年度), and only if no text names a month or a quarter.

    >>> told_period(["售后人员考核表", "2026年10月"]), told_period(["2026年度售后目标"]), told_period(["2026年考核表"])
    ('2026年10月', '2026年度', None)
    >>> told_period(["2026年7-9月考核"]), told_period(["2026年10月15日"])
    ('2026年7-9月', None)
    """
    clear = [with_digits(unicodedata.normalize("NFKC", text)) for text in texts]
    for patterns in ((_RANGE, _TOLD), (_TOLD_YEAR,)):
        for text in clear:
            for pattern in patterns:
                if found := pattern.search(text):
                    return found[0].removesuffix("全年")
    return None


def _number(number: float, hint: DateHint) -> Reading:
    """`202610`, `2026`, `10`, or a date that lost its format. 2026.1 may have been typed 2026.10."""
    whole = int(number)
    if whole == number:
        if number in _SERIALS:
            day = _EPOCH + timedelta(days=whole)
            return Reading(f"{day.year}-{day.month:02}", (Note("serial-date", {"read": f"{day.year}-{day.month:02}"}),))
        if whole in _YEARS:
            return Reading(str(whole))
        if 1 <= whole <= 12:
            return _dated(None, whole, hint)
        if whole // 100 in _YEARS and 1 <= whole % 100 <= 12:
            return Reading(f"{whole // 100}-{whole % 100:02}")
    text = f"{number:.12g}"
    if whole in _YEARS and text.endswith(".1"):
        raise BadCell("ambiguous-period", first=f"{whole}-01", second=f"{whole}-10")
    return _text(text, hint)


def _text(text: str, hint: DateHint) -> Reading:
    for pattern in (_SAME_MONTH, *_MONTHS):
        if found := pattern.fullmatch(text):
            return _dated(found["year"], int(found["month"]), hint)
    for pattern in _QUARTER:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            quarter = parts.get("quarter") or parts["q"]
            return _with_year(parts["year"], f"-Q{_QUARTERS.get(quarter, quarter)}", hint)
    if found := _WHOLE_YEAR.fullmatch(text):
        return _with_year(found["year"], "", hint)
    if found := _SPAN.fullmatch(text):
        return _spanned(found, hint)
    raise BadCell("not-a-period")


def _spanned(found: re.Match[str], hint: DateHint) -> Reading:
    """From one month to another: a month, a quarter or a year if it is just that long."""
    first, last = int(found["month"]), int(found["month2"])
    if found["year"] and found["year2"] and _full(found["year"]) != _full(found["year2"]):
        raise BadCell("not-a-period")
    year = found["year"] or found["year2"]
    if first == last:
        return _dated(year, first, hint)
    if last - first == 2 and last % 3 == 0:
        return _with_year(year, f"-Q{last // 3}", hint)
    if (first, last) == (1, 12):
        return _with_year(year, "", hint)
    raise BadCell("not-a-period")


def _dated(year: str | None, month: int, hint: DateHint) -> Reading:
    """A month; December in the surroundings of a January is that of the year before, as with days."""
    if year is None and hint.year is not None and month == 12 and hint.month == 1:
        return Reading(f"{hint.year - 1}-12", (Note("year-assumed", {"year": hint.year - 1, "source": hint.source}),))
    return _with_year(year, f"-{month:02}", hint)


def _with_year(year: str | None, rest: str, hint: DateHint) -> Reading:
    if year:
        return Reading(f"{_full(year)}{rest}")
    if hint.year is None:
        raise BadCell("period-without-year")
    return Reading(f"{hint.year}{rest}", (Note("year-assumed", {"year": hint.year, "source": hint.source}),))


def _full(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)
