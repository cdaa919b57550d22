"""Who has not handed in: said of a shop only against its own rhythm, counted in working days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd
import pytest

from aftersales.freshness import Fresh, freshness
from aftersales.kinds import load_kinds

KINDS = load_kinds({})


def days(first: str, last: str, *weekdays: int) -> list[str]:
    """The days from first to last that fall on these weekdays (0 = Monday); none named = Monday to Friday."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    every = (start + timedelta(days=at) for at in range((end - start).days + 1))
    return [day.isoformat() for day in every if day.weekday() in (weekdays or range(5))]


def callbacks(**by_store: Sequence[str]) -> pd.DataFrame:
    rows = [(store, day) for store, own in by_store.items() for day in own]
    return pd.DataFrame(rows, columns=["store", "date"]).astype("str")


def seen(today: str, records: Mapping[str, pd.DataFrame], holidays: Mapping[str, bool] | None = None) -> list[Fresh]:
    return freshness(records, KINDS, date.fromisoformat(today), holidays or {})


def test_a_daily_log_is_asked_about_after_three_working_days() -> None:
    """The last record is of Friday, the 20th: on Wednesday two working days are missing, on Thursday three."""
    log = {"callback": callbacks(高桥店=days("2026-10-12", "2026-11-20"))}

    wednesday, thursday = (seen(day, log)[0] for day in ("2026-11-25", "2026-11-26"))

    assert (wednesday.missing, wednesday.late) == (2, False)
    assert (thursday.missing, thursday.late) == (3, True)
    assert (thursday.rhythm.last, thursday.rhythm.usual) == ("2026-11-20", 1)


def test_holidays_are_no_missing_days() -> None:
    """Nobody works from 1 to 7 October 2026; the shop's own holidays count as well."""
    log = {"callback": callbacks(高桥店=days("2026-08-03", "2026-09-30"))}

    assert seen("2026-10-08", log)[0].missing == 0
    own = {"2026-10-08": True, "2026-10-09": True}
    assert seen("2026-10-10", log, own)[0].missing == 0


def test_a_weekly_log_has_a_weekly_rhythm() -> None:
    log = {"callback": callbacks(高桥店=days("2026-08-03", "2026-11-16", 0))}

    (one,) = seen("2026-11-24", log)

    assert (one.rhythm.usual, one.missing, one.late) == (5, 5, False)
    assert seen("2026-11-26", log)[0].late


@pytest.mark.parametrize(
    "own",
    [
        ["2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04"],  # too few
        [
            "2026-07-01",
            "2026-07-02",
            "2026-08-03",
            "2026-08-04",
            "2026-08-05",
            "2026-09-01",
            "2026-09-02",
            "2026-09-29",
        ],
    ],
)
def test_without_a_rhythm_nobody_is_late(own: list[str]) -> None:
    (one,) = seen("2026-11-24", {"callback": callbacks(高桥店=own)})

    assert (one.rhythm.usual, one.late) == (0, False)
    assert one.missing > 20


def test_a_log_that_is_written_when_something_happens_has_no_rhythm() -> None:
    complaints = callbacks(高桥店=days("2026-08-03", "2026-10-30")).rename(columns={"date": "received_at"})

    (one,) = seen("2026-11-24", {"complaint": complaints})

    assert not one.late


def test_the_longest_missing_stands_first_and_old_logs_are_not_expected_any_more() -> None:
    log = {
        "callback": callbacks(
            高桥店=days("2026-08-03", "2026-11-23"),
            南门店=days("2026-08-03", "2026-11-10"),
            五里牌店=days("2026-08-03", "2026-11-04"),
            关了的店=days("2026-01-05", "2026-03-31"),
        )
    }

    found = seen("2026-11-24", log)

    assert [(one.rhythm.store, one.late) for one in found] == [("五里牌店", True), ("南门店", True), ("高桥店", False)]


def test_a_mistyped_future_day_is_no_sign_of_life() -> None:
    log = {"callback": callbacks(高桥店=[*days("2026-08-03", "2026-11-02"), "2062-11-03"])}

    (one,) = seen("2026-11-24", log)

    assert (one.rhythm.last, one.late) == ("2026-11-02", True)


def test_a_time_of_day_and_a_second_date_field_count_too() -> None:
    repairs = pd.DataFrame(
        {
            "store": ["高桥店", "高桥店"],
            "finished_at": ["2026-11-20T16:30", None],
            "reported_at": ["2026-11-19T09:00", "2026-11-23"],
        }
    ).astype("str")

    (one,) = seen("2026-11-24", {"repair": repairs})

    assert one.rhythm.last == "2026-11-23"
