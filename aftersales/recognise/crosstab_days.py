"""Days that stand side by side in a heading: 1 … 31, 1日, 10.1, dates, Excel's numbers of days; and which dates they are.

A day without a month is never dated by guessing: the title, the names of sheet and file, or the cells above the table
say the month, else nobody knows.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from aftersales.clean.date_text import with_digits
from aftersales.model import Cell
from aftersales.recognise.cells import is_blank

FEWEST = 5
_EPOCH = date(1899, 12, 30)
_SERIALS = range(36_526, 60_000)
_MOST_DAYS, _MOST_MONTHS = 31, 12
_WEEKDAY = re.compile(r"[(（]?(?:周|星期|礼拜)[一二三四五六日天][)）]?|[(（][一二三四五六日天][)）]")
_WRITTEN = re.compile(
    r"(?:(?P<year>20\d\d|\d\d)[-./年])?(?:(?P<month>1[0-2]|0?[1-9])[-./月])?(?P<day>3[01]|[12]\d|0?[1-9])[日号]?"
)
_LONGEST = 16
_NUMBER_OF_DAY = (1, 2, 5)
"""How long a day's number is: 1 to 31, or as Excel counts them."""
_BEGINS = frozenset("0123456789０１２３４５６７８９周星礼(（ \n")
_WHOLE = (
    re.compile(r"(?<!\d)(20\d\d|[1-4]\d)\s*年\s*(1[0-2]|0?[1-9])\s*月"),
    re.compile(r"(?<!\d)(20\d\d)\s*[-./_]\s*(1[0-2]|0?[1-9])(?!\d)"),
    re.compile(r"(?<!\d)(20\d\d)(1[0-2]|0[1-9])(?!\d)"),
)
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)|(?<!\d)([1-4]\d)\s*年")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*月")
_ANOTHER_DAY = re.compile(
    r"(?:制表|打印|填表|导出|生成|制单|审核|上报|填报|编制|下载)[^:：\s]{0,4}\s*[:：]?\s*20\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?"
)
_FULL_DAY = re.compile(r"(?<!\d)(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})(?!\d)日?")
_SPAN = re.compile(
    r"(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})日?[^\d]{1,6}(?:(20\d\d)[-./年])?(?:(\d{1,2})[-./月])?(\d{1,2})(?!\d)日?"
)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a heading: its first column and, as far as the cell says, its year, month and day."""

    column: int
    year: int
    month: int
    day: int
    floating: bool = False

    @property
    def key(self) -> tuple[int, int]:
        """Month and day, as far as they are known."""
        return self.month, self.day


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one heading row, from left to right; not `named` where the cells of the days are blank."""

    index: int
    days: tuple[Day, ...]
    named: bool = True

    @property
    def first(self) -> int:
        """The column of the first day."""
        return self.days[0].column


def days_across(row: tuple[Cell, ...], index: int, fewest: int = FEWEST) -> Days | None:
    """The days that stand in a row, `fewest` at least and one after the other; else nothing.

    >>> [day.day for day in days_across(("姓名", 1.0, 2.0, "3日", "4", 5, 6, "合计"), 0).days]
    [1, 2, 3, 4, 5, 6]
    """
    if len(row) <= fewest:
        return None
    likely = [at for at, cell in enumerate(row) if cell is not None and (type(cell) is not str or cell[:1] in _BEGINS)]
    if len(likely) < fewest:
        return None
    seen = [day for column in likely if _may_be_day(row[column]) and (day := _day(row[column], column))]
    if len(seen) < fewest:
        return None
    runs = sorted(_runs(seen), key=len, reverse=True)
    best = runs[0] if runs else []
    steps = [_step(one, two) for one, two in pairwise(best)]
    if len(best) < fewest or steps.count(1) < 0.7 * len(steps):
        return None
    return Days(index, tuple(best))


def _may_be_day(cell: Cell) -> bool:
    """Asked of every cell of the first rows: numbers, dates, and short texts with a digit that are no phone."""
    if type(cell) is str:
        return cell[:1] in _BEGINS and len(cell) <= _LONGEST and (len(cell) in _NUMBER_OF_DAY or not cell.isdecimal())
    if type(cell) is float or type(cell) is int:
        return 1 <= cell <= _MOST_DAYS or _SERIALS.start <= cell < _SERIALS.stop
    return isinstance(cell, date)


def day_of(cell: Cell, column: int) -> Day | None:
    """The day that a cell names, be it of a heading or in the column of the days; None where it names none."""
    return _day(cell, column) if not is_blank(cell) and _may_be_day(cell) else None


def _day(cell: Cell, column: int) -> Day | None:
    if isinstance(cell, date):
        return Day(column, cell.year, cell.month, cell.day)
    if isinstance(cell, int | float):
        return _of_number(float(cell), column)
    found = _of_text(str(cell))
    return Day(column, *found) if found else None


@lru_cache(maxsize=4096)
def _of_text(cell: str) -> tuple[int, int, int] | None:
    """Year, month and day of a heading, 0 for what it does not say."""
    text = "".join(_WEEKDAY.sub("", unicodedata.normalize("NFKC", cell)).split())
    found = _WRITTEN.fullmatch(text)
    if not found:
        day = _of_number(float(text), 0) if re.fullmatch(r"\d{5}", text) else None
        return (day.year, day.month, day.day) if day else None
    year = int(found["year"] or 0)
    if year and not found["month"]:  # 26年10 is a month, 26.10 might be anything
        return None
    year += 2000 if 0 < year < 100 else 0
    month, day_of_month = int(found["month"] or 0), int(found["day"])
    if month > _MOST_MONTHS or day_of_month > _last(year, month or 1):  # 2月30日 is no day
        return None
    return year, month, day_of_month


def _of_number(number: float, column: int) -> Day | None:
    """1 to 31, a date as Excel counts them, or 10.1 for the first of October."""
    if not 1 <= number < _SERIALS.stop:
        return None
    if number.is_integer():
        if int(number) in _SERIALS:
            day = _EPOCH + timedelta(days=int(number))
            return Day(column, day.year, day.month, day.day)
        return Day(column, 0, 0, int(number)) if 1 <= number <= _MOST_DAYS else None
    month, _, fraction = f"{number:.10g}".partition(".")
    if not 1 <= int(month) <= _MOST_MONTHS or not 1 <= len(fraction) <= 2 or not 1 <= int(fraction) <= _MOST_DAYS:
        return None
    return Day(column, 0, int(month), int(fraction), floating=True)


def _runs(seen: Sequence[Day]) -> Iterator[list[Day]]:
    """The days that follow one another; 10.1 behind 10.9 is the tenth, as Excel drops the last nought."""
    run: list[Day] = []
    for day in seen:
        fixed = _as_follower(run[-1], day) if run else day
        if run and not 1 <= _step(run[-1], fixed) <= 4:
            yield run
            run = [day]
        else:
            run.append(fixed)
    yield run


def _as_follower(before: Day, day: Day) -> Day:
    if day.floating and day.month == before.month and day.day in (1, 2, 3) and before.day == day.day * 10 - 1:
        return Day(day.column, day.year, day.month, day.day * 10, floating=True)
    return day


def _step(one: Day, two: Day) -> int:
    """How many days two is behind one; the first of a month follows the last of the one before."""
    if one.year and two.year:
        return (date(two.year, two.month, two.day) - date(one.year, one.month, one.day)).days
    if one.month and two.month and one.month != two.month:
        next_month = two.month == one.month % _MOST_MONTHS + 1
        return two.day + _last(0, one.month) - one.day if next_month else -1
    if not one.month and two.day < one.day and one.day >= 28:
        return 1 if two.day == 1 else -1
    return two.day - one.day


def _last(year: int, month: int) -> int:
    return calendar.monthrange(year or 2024, month)[1]


# -- which dates they are ---------------------------------------------------------------------------------------------


def month_of(texts: Iterable[str]) -> tuple[int, int]:
    """Year and month that the nearest text names; 0 for what none names, or what a text names twice.

    A span of days names the month that it ends in; the day on which a sheet was printed names none.

    >>> month_of(["2017年3月考勤明细"]), month_of(["考勤日期：2021/09/01 ~ 09/22"]), month_of(["考勤表", "三月份", "2026年"])
    ((2017, 3), (2021, 9), (2026, 3))
    >>> month_of(["考勤表 制表日期：2026-10-03"]), month_of(["2026-09-26至2026-10-25"])
    ((0, 0), (2026, 10))
    """
    year = month = 0
    for text in texts:
        plain = _ANOTHER_DAY.sub(" ", with_digits(unicodedata.normalize("NFKC", text)))
        if not (year or month) and (span := _SPAN.search(plain)):
            return int(span[4] or span[1]), int(span[5] or span[2])
        plain = _FULL_DAY.sub(" ", plain)
        wholes = {(_full(int(y)), int(m)) for pattern in _WHOLE for y, m in pattern.findall(plain)}
        if len(wholes) == 1 and not (year or month):
            return wholes.pop()
        years = {_full(int(long or short)) for long, short in _YEAR.findall(plain)}
        months = {int(number) for number in _MONTH.findall(plain)}
        year = year or (years.pop() if len(years) == 1 else 0)
        month = month or (months.pop() if len(months) == 1 else 0)
    return year, month


def _full(year: int) -> int:
    return year + (2000 if year < 100 else 0)


def dated(days: Days, year: int, month: int) -> list[date | None] | None:
    """The dates of the days, None for one that does not exist; nothing at all if their month is not known.

    A run that goes on behind the end of a month (26 … 31, 1 … 25) ends in the month that is named.
    """
    if any(not (day.month or month) or not (day.year or year) for day in days.days):
        return None
    crossing = next((at for at, (a, b) in enumerate(pairwise(days.days), 1) if not b.month and b.day < a.day), None)
    dates: list[date | None] = []
    for at, day in enumerate(days.days):
        own_year, own_month = day.year or year, day.month or month
        if crossing is not None and at < crossing:
            own_year, own_month = (own_year, own_month - 1) if own_month > 1 else (own_year - 1, _MOST_MONTHS)
        if day.month == _MOST_MONTHS and month == 1 and not day.year:
            own_year -= 1
        dates.append(date(own_year, own_month, day.day) if day.day <= _last(own_year, own_month) else None)
    return dates


def shown(day: Day) -> str:
    """The day as a clerk reads it in the heading."""
    return f"{day.month}月{day.day}日" if day.month else f"{day.day}日"


def is_weekdays(row: Sequence[Cell], columns: Sequence[int]) -> bool:
    """Whether a row under the days only names the days of the week."""
    cells = [row[at] for at in columns if not is_blank(row[at])]
    return len(cells) >= min(FEWEST - 1, len(columns)) and all(weekday_of(cell) is not None for cell in cells)


def weekday_of(cell: Cell) -> int | None:
    """The day of the week that a cell names, 0 for Monday; None where it names none.

    >>> weekday_of("周三"), weekday_of("日"), weekday_of("1日(星期四)"), weekday_of(3.0)
    (2, 6, 3, None)
    """
    if type(cell) is not str:
        return None
    text = "".join(cell.split())
    named = _WEEKDAY.search(text)
    word = named[0].strip("()（）")[-1] if named else text
    return min("一二三四五六日天".index(word), 6) if len(word) == 1 and word in "一二三四五六日天" else None
