"""Time between two moments whose precision differs: ISO dates and ISO minutes side by side."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pandas as pd

HOURS_A_DAY = 24.0
MINUTES_A_DAY = 1440
THIRDS = ("上旬", "中旬", "下旬")


def days_between(start: pd.Series, end: pd.Series) -> pd.Series:
    """Days from start to end: hours ÷ 24 where both have a time of day, else whole calendar days (ruling 10)."""
    begun, ended = _at(start), _at(end)
    exact = (ended - begun).dt.total_seconds() / 3600 / HOURS_A_DAY
    calendar = (ended.dt.normalize() - begun.dt.normalize()).dt.days.astype("float64")
    return exact.where(_timed(start) & _timed(end), calendar)


def days_until(start: pd.Series, moment: datetime) -> pd.Series:
    """Days from start to a moment."""
    return days_between(start, as_text(moment, start.index))


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


def as_text(moment: datetime, index: pd.Index) -> pd.Series:
    """The same moment for every record, as the records write it."""
    return pd.Series(moment.strftime("%Y-%m-%dT%H:%M"), index=index, dtype="str")


def minutes_of_day(moments: pd.Series) -> pd.Series:
    """Minutes since midnight of `2026-10-05T08:12`, `T08:12` or `08:12`; blank without a time of day."""
    codes, distinct = pd.factorize(moments)
    parts = pd.Series(distinct, dtype="str").str.extract(r"(?:^|T)(\d\d):(\d\d)").astype("float64")
    known = np.append((parts[0] * 60 + parts[1]).to_numpy(), np.nan)
    return pd.Series(known[codes], index=moments.index)


def third_of_month(days: pd.Series) -> pd.Series:
    """旬: 上旬 the 1st to 10th, 中旬 the 11th to 20th, 下旬 from the 21st; blank without a day."""
    day = pd.to_numeric(days.str[8:10], errors="coerce")
    return day.map(lambda number: THIRDS[min(2, (int(number) - 1) // 10)], na_action="ignore").astype("str")


def beginning(moments: pd.Series) -> pd.Series:
    """Minutes since 1970 at which a moment begins: a bare day at midnight. Blank is -1."""
    minutes = _at(moments).to_numpy().astype("datetime64[m]")
    known = ~np.isnat(minutes)
    return pd.Series(np.where(known, minutes.astype("int64"), -1), index=moments.index)


def ending(moments: pd.Series) -> pd.Series:
    """Minutes since 1970 at which a moment is over: a bare day with its last minute. Blank is -1."""
    start = beginning(moments)
    return start.where(_timed(moments) | (start < 0), start + MINUTES_A_DAY - 1)


def not_after(moments: pd.Series, limit: datetime) -> pd.Series:
    """True where a moment is not later than the limit; a bare date counts from its beginning."""
    return (_at(moments) <= pd.Timestamp(limit)).fillna(value=False)


def _at(moments: pd.Series) -> pd.Series:
    """Texts as moments, to the second; Arrow reads the two forms that records have, and no other."""
    return moments.astype("timestamp[s][pyarrow]").astype("datetime64[s]")


def _timed(moments: pd.Series) -> pd.Series:
    return moments.str.contains("T", regex=False).fillna(value=False).astype(bool)
