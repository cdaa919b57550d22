"""Time between two moments whose precision differs: ISO dates and ISO minutes side by side."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pandas as pd

HOURS_A_DAY = 24.0


def days_between(start: pd.Series, end: pd.Series) -> pd.Series:
    """Days from start to end: hours ÷ 24 where both have a time of day, else whole calendar days (ruling 10)."""
    exact = (_at(end) - _at(start)).dt.total_seconds() / 3600 / HOURS_A_DAY
    calendar = (_day(end) - _day(start)).dt.days.astype("float64")
    return exact.where(_timed(start) & _timed(end), calendar)


def days_until(start: pd.Series, moment: datetime) -> pd.Series:
    """Days from start to a moment."""
    return days_between(start, pd.Series(moment.strftime("%Y-%m-%dT%H:%M"), index=start.index, dtype="str"))


def within_hours(start: pd.Series, end: pd.Series, limit: int) -> pd.Series:
    """1 = within the limit, 0 = later, blank where either is blank.

    Where a time of day is missing: the same or the next calendar day is in time.
    """
    timed = _timed(start) & _timed(end)
    days = days_between(start, end)
    exact = (days * HOURS_A_DAY <= limit).astype("float64")
    by_day = (days <= 1).astype("float64")
    return exact.where(timed, by_day).where(days.notna())


def last_moment(month: str) -> datetime:
    """The last minute of a month.

    >>> last_moment("2026-12")
    datetime.datetime(2026, 12, 31, 23, 59)
    """
    year, number = int(month[:4]), int(month[5:])
    first_of_next = date(year + number // 12, number % 12 + 1, 1)
    last = date.fromordinal(first_of_next.toordinal() - 1)
    return datetime(last.year, last.month, last.day, 23, 59)  # noqa: DTZ001 - civil time of the shop, see docs/rules.md


def not_after(moments: pd.Series, limit: datetime) -> pd.Series:
    """True where a moment is not later than the limit; a bare date counts from its beginning."""
    return (_at(moments) <= pd.Timestamp(limit)).fillna(value=False)


def _at(moments: pd.Series) -> pd.Series:
    """Texts as moments; each distinct text is read once."""
    codes, distinct = pd.factorize(moments)
    read = pd.to_datetime(pd.Series(distinct, dtype="str"), format="ISO8601").to_numpy(dtype="datetime64[s]")
    known = np.append(read, np.datetime64("NaT", "s"))  # the code of a blank is -1: the last one
    return pd.Series(known[codes], index=moments.index)


def _day(moments: pd.Series) -> pd.Series:
    return _at(moments.str[:10])


def _timed(moments: pd.Series) -> pd.Series:
    return moments.str.contains("T", regex=False).fillna(value=False).astype(bool)
