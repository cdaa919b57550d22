"""Dates and moments: every style clerks use, and never a guess about the day.

A year that the cell lacks comes from its surroundings, with a note. `9/2` alone is month and day, as log sheets write
it; `1/9/2025` is read only where its column shows month first. A column in which one cell shows day first (13/9,
13/9/2025) and another could be read month first has two habits in it, and then nobody knows: all such cells of the
column are refused, with and without a year, and none is guessed by its row. Dates that begin with the year are safe.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import isfinite

from aftersales.clean.date_text import Parts, order_shown, read_parts
from aftersales.clean.reading import BLANK, Note, Reading
from aftersales.clean.text import NOT_YET, is_nothing, plain
from aftersales.model import Cell
from aftersales.problems import BadCell

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - dates on sheets have no zone
_FIRST_DAY = datetime(1900, 1, 1)  # noqa: DTZ001 - a spreadsheet's dates have no zone
_SERIALS = range(32874, 73415)  # 1990-01-01 to 2100-12-31
_OLD = "2000-01-01"
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class DateHint:
    """What a date that says less may lean on.

    `year` and `month` come from the surroundings, `source` says in Chinese from where. `saved` is the day the file
    was last changed: a day without year is not later; None where the year is stated and needs no check. `as_of` is the
    day of the run; None for planned days, which may lie ahead. The flags tell what other cells of the column show about
    `x/y` and `x/y/year`: that the month comes first, or that both habits are in it.
    """

    year: int | None = None
    month: int | None = None
    source: str = ""
    saved: date | None = None
    as_of: date | None = None
    month_first: bool = False
    day_first: bool = False

    def of_column(self, cells: Iterable[Cell]) -> DateHint:
        """The hint with what these cells show about the order of day and month."""
        shown = {order_shown(plain(cell)) for cell in cells if isinstance(cell, str)}
        two_habits = "day" in shown and len(shown - {""}) > 1
        return replace(self, month_first="month" in shown, day_first=two_habits)


NO_HINT = DateHint()


def read_date(cell: Cell, hint: DateHint = NO_HINT) -> Reading:
    """A calendar day as `YYYY-MM-DD`; a time beside it is left out.

    >>> [read_date(c).value for c in ("2025.9.2", "２０２５年９月２日（周二）", 20250902, 45902, "二〇二五年九月二日")]
    ['2025-09-02', '2025-09-02', '2025-09-02', '2025-09-02', '2025-09-02']
    >>> read_date("9月2号上午", DateHint(year=2025, source="标题")).value
    '2025-09-02'
    """
    reading = read_moment(cell, hint)
    if isinstance(reading.value, str):
        if reading.value.startswith("T"):
            raise BadCell("not-a-date")
        if len(reading.value) > len("YYYY-MM-DD"):
            return reading._replace(value=reading.value[:10])
    return reading


def read_moment(cell: Cell, hint: DateHint = NO_HINT) -> Reading:
    """A day, or a minute `YYYY-MM-DDTHH:MM` where the time is known; a time alone as `THH:MM`.

    >>> [read_moment(c).value for c in ("2025年9月2日 14点半", "2025-9-2 8：30", "2025-9-2 24:00", "8点半", 0.354)]
    ['2025-09-02T14:30', '2025-09-02T08:30', '2025-09-03T00:00', 'T08:30', 'T08:29']
    """
    match cell:
        case datetime() if cell < _FIRST_DAY:  # Excel counts from 1900: this is a zero, no number at all, or a time
            if cell.hour == cell.minute == 0:
                raise BadCell("not-a-date")
            return Reading(cell.strftime("T%H:%M"))
        case datetime():
            return _checked(_stamp(cell), hint)
        case date():
            return _checked(cell.isoformat(), hint)
        case time():
            return Reading(cell.strftime("T%H:%M"))
        case bool():
            raise BadCell("not-a-date")
        case int() | float():
            return _from_number(cell, hint)
        case str():
            return _from_text(cell, hint)
    raise BadCell("not-a-date")


def _stamp(moment: datetime) -> str:
    """Midnight means that only the day is known; the seconds do not count, but 14:29:59.99 is 14:30."""
    if moment.second == 59 and moment.microsecond >= 500_000 and moment.date() < date.max:
        moment += timedelta(seconds=1)
    if moment.hour == moment.minute == 0:
        return moment.date().isoformat()
    return moment.isoformat()[: len("YYYY-MM-DDTHH:MM")]


def _from_number(number: float, hint: DateHint) -> Reading:
    """A serial number of Excel, a fraction of a day, `20250902`, a day of the month, or `9.2` typed as a number."""
    if not isfinite(number) or number <= 0:
        if number == 0:
            return BLANK
        raise BadCell("not-a-date")
    if number < 1:
        return Reading((_EPOCH + timedelta(seconds=round(number * 86400))).strftime("T%H:%M"))
    if int(number) in _SERIALS:
        iso = _stamp(_EPOCH + timedelta(seconds=round(number * 86400)))
        reading = _checked(iso, hint)
        return reading._replace(notes=(Note("serial-date", {"read": iso.replace("T", " ")}), *reading.notes))
    if float(number).is_integer():
        return _dated(Parts(day=int(number)), hint) if number < 32 else _from_text(str(int(number)), hint)
    text = f"{number:.12g}"
    month, _, day = text.partition(".")
    if int(month) <= _LAST_MONTH and len(day) == 1 and day in "123":  # 9.1 may have been typed 9.10
        raise BadCell("ambiguous-date", first=f"{month}月{day}日", second=f"{month}月{day}0日")
    return _from_text(text, hint)


def _from_text(text: str, hint: DateHint) -> Reading:
    text = plain(text)
    if not text or is_nothing(text) or text in NOT_YET:
        return BLANK
    if text.isdecimal() and len(text) == 5 and int(text) in _SERIALS:
        return _from_number(int(text), hint)
    return _dated(read_parts(text), hint)


def _dated(parts: Parts, hint: DateHint) -> Reading:
    """The day that the parts and the surroundings give."""
    if parts.day is None:
        return Reading(f"T{parts.hour:02}:{parts.minute:02}")
    if parts.turned:
        parts = _turned(parts, hint)
    notes: tuple[Note, ...] = ()
    if parts.year is None:
        parts, notes = _with_year(parts, hint)
    day = _day(parts)
    if parts.weekday is not None and parts.weekday != day.weekday():
        notes = (*notes, Note("weekday-mismatch", {}))
    iso = day.isoformat()
    if parts.hour is not None:
        iso = f"{iso}T{parts.hour:02}:{parts.minute:02}"
        if parts.hour == 24:
            if day == date.max:
                raise BadCell("impossible-date")
            iso = f"{day + timedelta(days=1)}T00:00"
    reading = _checked(iso, hint)
    return reading._replace(notes=(*notes, *reading.notes))


def _turned(parts: Parts, hint: DateHint) -> Parts:
    """`9/1/26` is how Excel writes month first with a short year; anything else needs the column to tell."""
    first, second = parts.turned or (0, 0)
    certain = max(first, second) > _LAST_MONTH or parts.year is None or parts.short_year or hint.month_first
    if certain and not hint.day_first:
        return parts
    if max(first, second) > _LAST_MONTH:
        raise BadCell("day-first-column")
    if parts.year is None:
        raise BadCell("ambiguous-date", first=f"{first}月{second}日", second=f"{second}月{first}日")
    readings = (f"{parts.year}-{first:02}-{second:02}", f"{parts.year}-{second:02}-{first:02}")
    raise BadCell("ambiguous-date", first=readings[0], second=readings[1])


def _with_year(parts: Parts, hint: DateHint) -> tuple[Parts, tuple[Note, ...]]:
    """The parts with the year of the surroundings, one earlier where the day would otherwise lie ahead."""
    if hint.year is None or (parts.month is None and hint.month is None):
        if parts.month is not None and not 1 <= parts.month <= _LAST_MONTH:
            raise BadCell("not-a-date")
        raise BadCell("date-without-year")
    year, month = hint.year, parts.month or hint.month
    if parts.month == 12 and hint.month == 1:
        year -= 1
    dated = replace(parts, year=year, month=month)
    latest = hint.saved + timedelta(days=1) if hint.saved else None
    if latest and _possible(dated) and _day(dated) > latest:
        return replace(dated, year=year - 1), (Note("year-previous", {"year": year, "previous": year - 1}),)
    return dated, (Note("year-assumed", {"year": year, "source": hint.source}),)


def _possible(parts: Parts) -> bool:
    try:
        _day(parts)
    except BadCell:
        return False
    return True


def _day(parts: Parts) -> date:
    try:
        return date(parts.year or 0, parts.month or 0, parts.day or 0)
    except ValueError:
        raise BadCell("impossible-date") from None


def _checked(iso: str, hint: DateHint) -> Reading:
    """The written form, with a note if the day lies ahead or long ago."""
    if hint.as_of and iso[:10] > hint.as_of.isoformat():
        return Reading(iso, (Note("future-date", {"as_of": hint.as_of.isoformat()}),))
    if iso < _OLD:
        return Reading(iso, (Note("old-date", {}),))
    return Reading(iso)
