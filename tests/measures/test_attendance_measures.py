"""Late, early, absent (S4-02 … S4-05): by the punches, else by the marks; not on days in the field."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from aftersales.measures.clock import minutes_of_day
from aftersales.measures.working_days import working_days
from tests.sheets import worked

PUNCHES = """
考勤表
| 日期 | 姓名 | 上班时间 | 下班时间 | 出勤情况 |
| 2026-10-12 | 张三 | 08:00 | 17:00 | |
| 2026-10-13 | 张三 | 08:01 | 17:00 | |
| 2026-10-14 | 张三 | 08:30 | 16:50 | |
| 2026-10-15 | 张三 | 09:10 | 17:00 | 外勤 |
| 2026-10-16 | 张三 | | | |
| 2026-10-17 | 张三 | | | |
| 2026-10-12 | 李四 | 10:00 | 17:30 | |
| 2026-10-13 | 李四 | | | 请假 |
| 2026-10-14 | 李四 | | | 旷工 |
| 2026-10-15 | 李四 | | 17:00 | 迟到 |
| 2026-10-16 | 李四 | 07:50 | 07:50 | |
"""
FIELD = """
铺贴指导记录
| 指导日期 | 客户姓名 | 电话 | 指导人 |
| 2026-10-12 | 陈一 | 13800000001 | 李四/王五 |
"""


def test_late_early_and_absent_by_punch_mark_and_calendar(tmp_path: Path) -> None:
    found = worked(tmp_path, {"考勤": PUNCHES})
    # late: 张三 1 minute and 30 minutes, 李四 2 hours and once by the mark
    assert found.split("attendance.late", "person") == {"张三": 2, "李四": 2}
    assert found.split("attendance.late_minutes", "person") == {"张三": 31, "李四": 120}
    # early: 16:50; a single punch in the morning is an arrival, not a departure
    assert found.split("attendance.early", "person") == {"张三": 1}
    # absent: Friday the 16th unexplained, the 14th marked; the 17th is a Saturday
    assert found.split("attendance.absent", "person") == {"张三": 1, "李四": 1}


def test_a_day_with_field_work_has_no_late_arrival(tmp_path: Path) -> None:
    found = worked(tmp_path, {"考勤": PUNCHES, "铺贴": FIELD})
    assert found.split("attendance.late", "person") == {"张三": 2, "李四": 1}
    assert found.figure("attendance.field") == 1


def test_the_shop_sets_its_hours_and_its_holidays(tmp_path: Path) -> None:
    settings = {"rules": {"work_start": "08:30", "work_end": "16:30"}, "holidays": {"2026-10-16": True}}
    found = worked(tmp_path, {"考勤": PUNCHES}, settings=settings)
    assert found.split("attendance.late", "person") == {"李四": 2}
    assert found.figure("attendance.early") == 0
    assert found.split("attendance.absent", "person") == {"李四": 1}


def test_days_after_the_night_of_the_report_are_not_absences(tmp_path: Path) -> None:
    sheet = "考勤表\n| 日期 | 姓名 | 上班时间 | 下班时间 |\n| 2026-11-02 | 张三 | 08:00 | |\n| 2026-11-03 | 张三 | | |"
    found = worked(tmp_path, {"考勤": sheet})
    assert found.figure("attendance.absent", "2026-11") == 0


@pytest.mark.parametrize(
    ("written", "minutes"), [("08:05", 485), ("T17:30", 1050), ("2026-10-05T00:01", 1), ("2026-10-05", None)]
)
def test_a_time_of_day_in_minutes(written: str, minutes: float | None) -> None:
    (told,) = minutes_of_day(pd.Series([written]))
    assert (None if pd.isna(told) else told) == minutes


def test_the_national_calendar_and_a_year_it_does_not_know() -> None:
    days = pd.Series(["2026-10-01", "2026-10-10", "2026-10-11", "2199-10-07", "2199-10-12", None])
    # National Day; a Saturday worked to make up for one; a Sunday; a Monday and a Saturday of a far year; no day
    assert list(working_days(days, {})) == [False, True, False, True, False, False]


def test_one_punch_where_two_are_expected(tmp_path: Path) -> None:
    found = worked(tmp_path, {"考勤": PUNCHES})
    # 李四 on the 15th (no arrival) and on the 16th (one punch); days without any are absences or leave
    assert found.split("attendance.missing_punch", "person") == {"李四": 2}
