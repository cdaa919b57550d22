"""What surrounds a table and may complete its cells: the run, the titles, the names of sheet, file and folders."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from aftersales.clean.date_text import with_digits
from aftersales.clean.dates import DateHint
from aftersales.clean.text import plain
from aftersales.kinds.model import Field
from aftersales.model import Cell, LogTable


@dataclass(frozen=True, slots=True)
class Hints:
    """What the run knows: when the file was last changed, the day of the run, the shop's own words of satisfaction."""

    saved: date | None = None
    as_of: date | None = None
    rating_words: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Period:
    """The year and month that surroundings name; `whole` is `YYYY-MM` where one text names both."""

    year: int | None = None
    month: int | None = None
    source: str = ""
    whole: str = ""

    @property
    def named(self) -> str:
        """The month as `YYYY-MM` where the surroundings name it and its year, be it in one text or in two."""
        return f"{self.year}-{self.month:02}" if self.year and self.month else ""


MONTH_OF_FILE = "_month"
"""The column with the month of a table whose rows may belong to it without a date of their own."""
_RANGE = re.compile(r"\d{1,2}月?(?:份|\d{1,2}[日号])?\s*[-~至到—–]+\s*\d{1,2}月|季度|上半年|下半年|全年")
_WHOLE = (
    re.compile(r"(?<!\d)(20\d\d|1[5-9]|[234]\d)\s*年\s*(1[0-2]|0?[1-9])\s*月(?!份?\s*\d{1,2}(?!\d))"),
    re.compile(r"(?<!\d)(20\d\d)\s*[-./_]\s*(1[0-2]|0?[1-9])(?!\d|[-./_]\d)"),
    re.compile(r"(?<!\d)(20\d\d)(1[0-2]|0[1-9])(?!\d)"),
)
_DAY = re.compile(
    r"(?<!\d)(20\d\d)(?:[-./年]\s*\d{1,2}[-./月]\s*\d{1,2}|(?:1[0-2]|0[1-9])(?:0[1-9]|[12]\d|3[01])(?!\d))"
)
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)|(?<!\d)(1[5-9]|[234]\d)\s*年(?![前后限内质保])")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*月(?!\s*\d{1,2}(?!\d))")
_FULL_DATE = re.compile(r"(20\d\d)\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}|^(20[0-4]\d)[01]\d[0-3]\d$")
_BELIEVED = frozenset(("标题", "工作表名", "文件名"))
_SENTENCE = re.compile(r"[。，；！？;!?]|^\s*\d{1,2}[.、)）]")
_LABELLED = re.compile(r"[^\s:：]{1,8}[:：]\S*")
_PLANNED = re.compile(r"预约|预计|计划|意向|到期|截止|期限|应|约定")


def period_of(table: LogTable) -> Period:
    """The year and the month of the nearest text that names one: title, sheet, file, then folders from inside out."""
    found = Period()
    for source, text in texts_around(table):
        year, month, whole = named_period(text)
        if found.year is None and year:
            found = replace(found, year=year, source=source)
        if found.month is None and month:
            found = replace(found, month=month)
        if not found.whole and whole and source != "文件夹":
            found = replace(found, whole=f"{year}-{month:02}")
    return found


def date_hint(period: Period, hints: Hints, date_cells: Iterable[Iterable[Cell]]) -> DateHint:
    """What a date that says less may lean on; without any text that names a year, the latest full date helps.

    A year that the title, the sheet or the file itself states is believed. Only one that a folder or another date
    suggests may turn out to be the year after: there the day on which the file was saved decides.
    """
    year, source = period.year, period.source
    if year is None:
        years = {_year_of(cell) for cells in date_cells for cell in cells} - {0}
        if years:
            year, source = max(years), "表里最近的日期"
    saved = None if source in _BELIEVED else hints.saved
    return DateHint(year, period.month, source, saved, hints.as_of)


def for_field(hint: DateHint, known: Field) -> DateHint:
    """The hint for one field: what is planned may lie ahead."""
    return replace(hint, saved=None, as_of=None) if _PLANNED.search(known.zh) else hint


def texts_around(table: LogTable) -> Iterator[tuple[str, str]]:
    """The texts around a table, the nearest first, each with its name."""
    for title in (*table.context.titles, *table.context.values.values()):
        yield "标题", title
    yield "工作表名", table.grid.sheet
    *folders, name = table.grid.file.split("/")
    yield "文件名", name.rpartition(".")[0] or name
    for folder in reversed(folders):
        yield "文件夹", folder


def named_period(written: str) -> tuple[int, int, bool]:
    """Year and month in a text (0 for none), and whether it names that month as a whole. A range names no month."""
    text = with_digits(unicodedata.normalize("NFKC", written))
    ranged = bool(_RANGE.search(text))
    day = _DAY.search(text)
    wholes = {found.groups() for pattern in _WHOLE for found in pattern.finditer(text)} if not ranged else set()
    if len(wholes) == 1:
        year, month = wholes.pop()
        return _full(year), int(month), not day
    year_found = _YEAR.search(text)
    year = (day[1] if day else "") or ((year_found[1] or year_found[2]) if year_found else "")
    months = {int(number) for number in _MONTH.findall(text)} if not ranged and not day else set()
    return _full(year), months.pop() if len(months) == 1 else 0, False


def _full(year: str) -> int:
    return (2000 if len(year) == 2 else 0) + int(year or 0)


def spoken_option(known: Field, texts: Iterable[str]) -> str | None:
    """The longest word of an option in the nearest title that has one; instructions and labels speak of no sheet."""
    spoken = {word for group in known.options.values() for word in group if len(word) > 1}
    words = sorted(spoken, key=lambda word: (-len(word), word))
    titles = (_LABELLED.sub(" ", text) for text in texts if not _SENTENCE.search(text))
    return next((word for text in titles for word in words if word in text), None)


def _year_of(cell: Cell) -> int:
    if isinstance(cell, datetime | date):
        return cell.year
    found = _FULL_DATE.search(plain(cell)) if isinstance(cell, str) else None
    return int(found[1] or found[2]) if found else 0
