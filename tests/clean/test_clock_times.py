# ruff: noqa: DTZ001 - dates on sheets have no zone
from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from aftersales.clean.clock_times import read_arrival, read_departure
from aftersales.model import Cell
from aftersales.problems import BadCell
from tests.clean.sheets import cleaned, said


@pytest.mark.parametrize(
    ("cell", "arrival"),
    [
        ("08:02", "08:02"),
        ("8:2", "08:02"),
        ("８：０２", "08:02"),
        ("8点半", "08:30"),
        ("下午1点20分", "13:20"),
        (time(8, 2), "08:02"),
        (timedelta(hours=8, minutes=2), "08:02"),
        (datetime(2026, 10, 2, 8, 2), "08:02"),
        ("2026-10-02 08:02", "08:02"),
        (0.33472222, "08:02"),
        (46297.33472222, "08:02"),
        (802, "08:02"),
        ("0802", "08:02"),
        ("08:02\n18:10", "08:02"),
        ("08:02 12:00 13:30 18:10", "08:02"),
        ("未打卡", None),
        ("/", None),
        (None, None),
    ],
)
def test_the_first_time_of_a_cell_is_the_arrival(cell: Cell, arrival: str | None) -> None:
    assert read_arrival(cell).value == arrival


def test_the_last_time_of_a_cell_is_the_departure() -> None:
    assert read_departure("08:02\n18:10").value == "18:10"
    assert read_departure("次日0:20").value == "00:20"
    assert read_departure(1.0138888).value == "00:20"  # 24:20 on a punch clock
    assert read_departure("17:30").value == "17:30"


@pytest.mark.parametrize("cell", ["差不多吧", "25:00", "8:75", 9999, 12, True])
def test_what_is_no_time_of_day_is_not_guessed(cell: Cell) -> None:
    with pytest.raises(BadCell) as caught:
        read_arrival(cell)

    assert caught.value.code in ("not-a-time", "impossible-date")


def test_times_of_a_list_are_read_and_an_unreadable_one_leaves_its_row() -> None:
    product, tally, problems = cleaned(
        "attendance",
        "date person first_in last_out",
        ("2025-10-02", "张伟", "8:02", 0.7291666),
        ("2025-10-02", "李娜", "准时", "17:30"),
    )

    assert tally.records == 2
    assert product.columns["first_in"] == ["08:02", None]
    assert product.columns["last_out"] == ["17:30", "17:30"]
    assert said(problems) == ["C3 not-a-time"]
