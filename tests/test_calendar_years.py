"""A year whose holidays nobody knows is said, not guessed."""

from __future__ import annotations

from datetime import date

from aftersales.calendar_years import check_calendar, last_known_year


def test_a_year_beyond_the_calendar_is_told_until_the_shop_names_its_holidays() -> None:
    known, beyond = date(last_known_year(), 12, 31), date(last_known_year() + 1, 1, 1)
    assert check_calendar(known, {}) == []
    (problem,) = check_calendar(beyond, {})
    assert problem.code == "calendar-missing"
    assert f"{beyond.year} 年没有节假日数据" in problem.message
    assert check_calendar(beyond, {f"{beyond.year}-10-01": True}) == []
