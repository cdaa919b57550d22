from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from aftersales.model import LogTable
from aftersales.recognise.crosstab_days import dated, days_across, month_of
from tests.recognise.attendance_sheets import ATTENDANCE, NOT_READ, Attendance
from tests.recognise.pictures import LETTERS, Picture, letters_of, seen
from tests.sheets import worked


def records_of(table: LogTable) -> list[str]:
    """`row day person first_in-last_out mark`, what is blank left out."""
    at = {name: column.index for column in table.columns for name in column.fields}
    said = []
    for index, row in enumerate(table.grid.rows):
        value = {name: row[column] for name, column in at.items()}
        person = value["person"]
        name = str(int(person)) if isinstance(person, float) else str(person)
        times = f"{value.get('first_in') or ''}-{value.get('last_out') or ''}"
        parts = [str(table.grid.number(index)), str(value["date"]), name, times.strip() if times != "-" else ""]
        said.append(" ".join(part for part in (*parts, str(value.get("mark") or "")) if part))
    return said


@pytest.mark.parametrize("drawn", ATTENDANCE, ids=lambda a: a.picture.name)
def test_each_day_of_each_person_is_a_record(drawn: Attendance) -> None:
    result = seen(drawn.picture)

    assert [table.kind for table in result.tables] == ["attendance"], result.problems
    assert records_of(result.tables[0]) == [line.strip() for line in drawn.records.strip().splitlines()]
    assert "".join(LETTERS[kind] for kind in result.row_kinds) == letters_of(drawn.picture)
    codes = [problem.code for problem in result.problems if problem.code != "unknown-column"]
    assert codes == drawn.codes.split()
    assert all(problem.message and problem.remedy for problem in result.problems)


@pytest.mark.parametrize("picture", NOT_READ, ids=lambda p: p.name)
def test_what_is_no_attendance_by_days_is_not_read_and_says_why(picture: Picture) -> None:
    result = seen(picture)

    assert result.tables == ()
    assert [problem.code for problem in result.problems] == [picture.code]
    assert all(problem.message and problem.remedy for problem in result.problems)


def test_a_value_is_said_to_stand_where_its_sign_stands() -> None:
    drawn = next(a.picture for a in ATTENDANCE if a.picture.name.startswith("each row says"))

    table = seen(drawn).tables[0]

    at = {name: column.index for column in table.columns for name in column.fields}
    second = [table.grid.number(i) for i in range(len(table.grid.rows))].index(4)
    assert table.grid.address(second, at["mark"]) == (4, 4)
    assert table.grid.address(second, at["person"]) == (3, 1)
    assert table.grid.address(second, at["date"]) == (2, 4)
    assert table.grid.unfolded is not None
    assert table.grid.unfolded.rows[second] == (4, 3, 5)


@pytest.mark.parametrize(
    "row",
    [
        ("王芳", 5.0, 4.0, 5.0, 5.0, 4.0, 5.0),
        ("姓名", "满意度1", "满意度2", "满意度3", "满意度4", "满意度5"),
        ("姓名", 1.0, 2.0, 3.0, 4.0),
        ("王芳", 120.0, 121.0, 122.0, 123.0, 124.0),
        ("月份", "1月", "2月", "3月", "4月", "5月", "6月"),
        ("编号", "2月30日", "2月31日", "6月31日", "9月31日", "11月31日"),
        ("姓名", float("inf"), float("nan"), -1.0, 0.0, 1e300, 32.0),
    ],
)
def test_figures_and_words_are_no_days(row: tuple[str | float, ...]) -> None:
    assert days_across(row, 0) is None


def test_the_31st_of_a_month_with_30_days_is_none_of_its_dates() -> None:
    days = days_across(("姓名", 27.0, 28.0, 29.0, 30.0, 31.0), 0)

    assert days is not None
    assert dated(days, 2026, 9) == [*(date(2026, 9, day) for day in (27, 28, 29, 30)), None]


def test_something_under_a_day_that_does_not_exist_is_named_and_no_record() -> None:
    picture = Picture(
        "31 September",
        """
        N 2026年9月考勤表
        H 姓名 | 27 | 28 | 29 | 30 | 31
        R 王芳 | √ | √ | √ | √ | √
        """,
    )

    result = seen(picture)

    assert len(result.tables[0].grid.rows) == 4
    assert [str(problem.place) for problem in result.problems] == ["九月.xlsx › Sheet1 › F3"]
    assert "9月31日" in result.problems[0].message


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["二〇二六年十月份考勤"], (2026, 10)),
        (["考勤表", "26年10月"], (2026, 10)),
        (["考勤日期：2021/09/01 ~ 09/22"], (2021, 9)),
        (["2026年10月考勤（9月26日-10月25日）"], (2026, 10)),
        (["9月考勤"], (0, 9)),
        (["9月考勤", "2026年"], (2026, 9)),
        (["9月、10月考勤 2026年"], (2026, 0)),
        (["考勤", "20261101"], (0, 0)),
        (["打印时间：2026-10-31", "202610"], (2026, 10)),
    ],
)
def test_the_month_is_that_of_the_nearest_text_that_names_one(texts: list[str], expected: tuple[int, int]) -> None:
    assert month_of(texts) == expected


def test_attendance_from_the_sheet_to_the_records(tmp_path: Path) -> None:
    month = """
        2026年10月考勤表
        | 序号 | 部门 | 姓名 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 出勤天数 |
        | | | | 四 | 五 | 六 | 日 | 一 | 二 | 三 | |
        | 1 | 售后部 | 王芳 | √ | √ | ○ | ◇ | × | 08:10⏎17:30 | 休 | 3 |
        | 2 | 售后部 | 李娜 | √ | △ | ☆ | | | √ | √ | 3 |
        注：出勤√ 事假○ 旷工× 出差△ 迟到◇
    """

    result = worked(tmp_path, {"考勤": month})

    records = result.records("attendance")
    mine = records[records["person"] == "王芳"]
    assert list(mine["date"]) == [f"2026-10-0{day}" for day in range(1, 8)]
    assert list(mine["mark"].fillna("")) == ["present", "present", "leave", "late", "absent", "", "rest"]
    assert list(mine["first_in"].dropna()) == ["08:10"]
    assert list(mine["last_out"].dropna()) == ["17:30"]
    assert len(records) == 12
    assert result.tally("考勤") == "6=2+0+2+2+0+0"
    assert "☆" in result.said("sign-without-legend")[0]
    assert "事假" in str(mine["extra"].iloc[2]), "which leave it was is kept"
