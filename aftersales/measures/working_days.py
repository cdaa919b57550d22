"""Which days are worked: the shop's own list, else the national calendar, else Monday to Friday."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

SATURDAY = 5


def working_days(days: pd.Series, holidays: Mapping[str, bool]) -> pd.Series:
    """True where a day (`2026-10-09`) is a working day; each distinct day is looked up once."""
    codes, distinct = pd.factorize(days)
    worked = [is_worked(str(day), holidays) for day in distinct]
    return pd.Series([code >= 0 and worked[code] for code in codes.tolist()], index=days.index, dtype="bool")


def is_worked(day: str, holidays: Mapping[str, bool]) -> bool:
    """Whether people work on this day.

    >>> is_worked("2026-10-01", {}), is_worked("2026-10-10", {}), is_worked("2026-10-10", {"2026-10-10": True})
    (False, True, False)
    """
    if day in holidays:
        return not holidays[day]
    import chinese_calendar  # noqa: PLC0415 - few nights have attendance sheets

    on = date.fromisoformat(day)
    try:
        return bool(chinese_calendar.is_workday(on))
    except NotImplementedError:  # a year that its tables do not have
        return on.weekday() < SATURDAY
