"""How far the national calendar of holidays and make-up workdays reaches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from aftersales.problems import Place, Problem

AHEAD = timedelta(days=60)
"""So far ahead callbacks and deadlines are counted."""


def last_known_year() -> int:
    """The last year that the calendar's tables have; later ones are counted as Monday to Friday."""
    import chinese_calendar  # noqa: PLC0415 - few commands ask for it

    return max(int(day.year) for day in chinese_calendar.constants.holidays)


def years_missing(on: date, holidays: Mapping[str, bool]) -> tuple[int, ...]:
    """The years until 60 days from now of which neither the calendar nor the shop's own list knows the holidays."""
    own = {int(day[:4]) for day in holidays}
    last = last_known_year()
    return tuple(year for year in sorted({on.year, (on + AHEAD).year}) if year > last and year not in own)


def check_calendar(on: date, holidays: Mapping[str, bool]) -> list[Problem]:
    """`calendar-missing` where this year's holidays are not known: its working days are counted Monday to Friday."""
    missing = (year for year in years_missing(on, holidays) if year == on.year)
    return [Problem("calendar-missing", Place("config.yaml"), "holidays", facts={"year": year}) for year in missing]
