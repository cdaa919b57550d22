# ruff: noqa: DTZ001 - dates on sheets have no zone
from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from aftersales.clean.dates import DateHint, read_date, read_moment
from aftersales.clean.hints import Hints
from aftersales.problems import BadCell
from tests.clean.sheets import cleaned, said

TITLE = DateHint(year=2025, month=9, source="标题", saved=date(2025, 10, 1), as_of=date(2025, 10, 5))


def code_of(cell: object, hint: DateHint = TITLE) -> str:
    with pytest.raises(BadCell) as caught:
        read_moment(cell, hint)  # type: ignore[arg-type]
    return caught.value.code


def test_c1_a_date_cell_is_a_date_and_midnight_says_only_the_day() -> None:
    assert read_moment(datetime(2025, 9, 1)).value == "2025-09-01"
    assert read_moment(datetime(2025, 9, 1, 14, 29, 59, 999_900)).value == "2025-09-01T14:30"
    assert read_moment(datetime(2025, 9, 1, 14, 30, 20)).value == "2025-09-01T14:30"
    assert read_moment("2025-09-01 00:00:00").value == "2025-09-01"
    assert read_date(date(2025, 9, 1)).value == "2025-09-01"


def test_a_date_cell_before_1900_is_no_date_but_may_be_a_time() -> None:
    assert code_of(datetime(1899, 12, 30)) == "not-a-date"
    assert read_moment(datetime(1899, 12, 30, 8, 30)).value == "T08:30"


def test_c2_a_serial_number_is_a_date_within_its_window_and_says_so() -> None:
    reading = read_moment(45902.604166666664)

    assert reading.value == "2025-09-02T14:30"
    assert [(note.code, note.facts["read"]) for note in reading.notes] == [("serial-date", "2025-09-02 14:30")]
    assert code_of(999_999) == "not-a-date"


@pytest.mark.parametrize(
    "text",
    [
        "2025.9.2", "2025-9-2", "2025/09/02", "20250902", "25.9.2", "9.2", "9/2", "9-2", "9月2日", "9月2号上午",
        "二〇二五年九月二日", "二○二五年九月二日", "九月二日", "2025年9月2日（周二）", "２０２５．０９．０２", "预约:2025-09-02",
        "2025 年 9 月 2 日", "2025。9。2", "25年9月2日", "250902", "2025年9月2日晚", "9 月 2 日", "2号", "2日",
    ],
)  # fmt: skip
def test_c3_every_style_of_date_means_the_same_day(text: str) -> None:
    assert read_date(text, TITLE).value == "2025-09-02"


@pytest.mark.parametrize(("text", "day"), [("十月五日", "2024-10-05"), ("十二月三十一日", "2024-12-31")])
def test_c3_a_day_without_year_is_not_later_than_the_file(text: str, day: str) -> None:
    table, _, problems = cleaned("callback", "date customer", (text, "陈先生"), file="2025年/回访.xlsx")

    assert table.columns["date"] == [day]
    assert [(p.code, p.facts["year"], p.facts["previous"]) for p in problems] == [("year-previous", 2025, 2024)]


@pytest.mark.parametrize(
    "around", [{"titles": ("2026年售后回访",)}, {"sheet": "2026年"}, {"file": "旧/2026年回访.xlsx"}]
)
def test_c3_a_year_that_the_sheet_itself_states_is_believed_whenever_the_file_was_saved(
    around: dict[str, object],
) -> None:
    hints = Hints(saved=date(2026, 9, 30), as_of=date(2026, 10, 5))
    table, _, problems = cleaned("callback", "date customer", ("12.30", "陈先生"), hints=hints, **around)

    assert table.columns["date"] == ["2026-12-30"]
    assert {problem.code for problem in problems} == {"year-assumed", "future-date"}


def test_c3_a_year_assumed_is_said_once_a_column_with_the_number_of_its_cells() -> None:
    table, _, problems = cleaned(
        "callback", "date customer",
        ("9.2", None), ("9.3", "陈先生"), ("9.4", "李女士"), ("2025-9-5", "何女士"), titles=("2025年",),
    )  # fmt: skip

    assert len(table.columns["date"]) == 3
    assert said(problems) == ["B2 missing-required", "A3 year-assumed"]
    assert problems[1].message == "回访日期有 2 格没写年份（如“9.3”），按标题取 2025 年"


def test_c2_serial_numbers_are_said_once_a_column() -> None:
    _, _, problems = cleaned("callback", "date customer", (45902, "陈先生"), (45903, "李女士"))

    assert said(problems) == ["A2 serial-date"]
    assert problems[0].message == "回访日期有 2 格是数字，按日期理解（如 45902 是 2025-09-02）"


@pytest.mark.parametrize("text", ["预约:2025-09-03", "计划：9月3日", "（预约）2025.9.3", "预计9月3日"])
def test_a_planned_day_in_the_column_of_done_work_is_a_booking(text: str) -> None:
    table, _, problems = cleaned(
        "measuring", "requested_on measured_on customer",
        ("2025-9-1", text, "陈先生"), ("2025-9-1", "2025-9-2", "李女士"), titles=("2025年9月",),
    )  # fmt: skip

    assert table.columns["measured_on"] == [None, "2025-09-02"]
    assert table.columns["booked_for"] == ["2025-09-03", None]
    assert said(problems) == ["B2 date-is-planned"]


def test_a_planned_day_does_not_overrule_the_booking_that_is_written() -> None:
    table, _, _ = cleaned(
        "measuring", "requested_on measured_on booked_for customer", ("2025-9-1", "预约:2025-9-3", "2025-9-4", "陈先生")
    )

    assert (table.columns["measured_on"], table.columns["booked_for"]) == ([None], ["2025-09-04"])


def test_c3_the_year_comes_from_the_title_with_a_note_that_names_it() -> None:
    (note,) = read_date("9.2", TITLE).notes

    assert (note.code, note.facts) == ("year-assumed", {"year": 2025, "source": "标题"})


def test_c3_december_under_a_title_of_january_is_the_year_before() -> None:
    assert read_date("12月30日", DateHint(2026, 1, "标题")).value == "2025-12-30"


def test_c3_a_weekday_that_contradicts_is_noted() -> None:
    assert read_date("2025年9月2日(周二)").notes == ()
    assert [note.code for note in read_date("2025年9月2日 星期三").notes] == ["weekday-mismatch"]


@pytest.mark.parametrize("text", ["9.2", "9月2日", "2号"])
def test_c3_no_year_anywhere_is_said_and_not_guessed(text: str) -> None:
    assert code_of(text, DateHint()) == "date-without-year"


@pytest.mark.parametrize("text", ["2月30日", "2025-13-01", "2025/2/29", "2025-9-2 14:75", "2025-9-2 25:00"])
def test_c5_impossible_dates_are_refused(text: str) -> None:
    assert code_of(text) == "impossible-date"


def test_c5_days_ahead_and_long_ago_are_kept_and_noted() -> None:
    assert [note.code for note in read_date("2026-01-01", TITLE).notes] == ["future-date"]
    assert [note.code for note in read_date("1999-12-31", TITLE).notes] == ["old-date"]


def test_c5_a_booked_day_may_lie_ahead() -> None:
    table, _, problems = cleaned(
        "measuring", "measured_on booked_for customer", ("2025-9-2", "2025-12-1", "陈先生"), titles=("量房登记",)
    )

    assert (table.columns["booked_for"], said(problems)) == (["2025-12-01"], [])


@pytest.mark.parametrize(
    "text", ["2021/09/01 ~ 09/22", "16/11", "9月", "2025年9月", "第3周", "昨天", "5000", "2025", "1/2/3/4"]
)
def test_what_is_no_single_day_is_no_date(text: str) -> None:
    assert code_of(text) in ("not-a-date", "impossible-date")


@pytest.mark.parametrize("blank", ["/", "无", "-", "—", "  ", "待定", "N/A", "未量"])
def test_c13_a_word_for_nothing_is_a_blank_date(blank: str) -> None:
    assert read_date(blank, TITLE).value is None


def test_c6_month_first_with_a_short_year_is_how_excel_writes_it() -> None:
    assert read_date("9/1/26").value == "2026-09-01"
    assert read_date("9/15/2025").value == "2025-09-15"


@pytest.mark.parametrize("year", ["", "/2025"])
def test_c6_a_column_with_two_habits_is_refused_as_a_whole_with_and_without_a_year(year: str) -> None:
    table, tally, problems = cleaned(
        "callback", "date customer",
        (f"1/9{year}", "陈先生"), (f"13/9{year}", "李女士"), (f"2/9{year}", "何女士"), ("2025-09-03", "周先生"),
        titles=("2025年9月",),
    )  # fmt: skip

    assert table.columns["date"] == ["2025-09-03"]
    assert (tally.records, tally.rejected) == (1, 3)
    assert [problem.facts["cause"] for problem in problems] == ["ambiguous-date", "day-first-column", "ambiguous-date"]
    assert "1月9日" in problems[0].message or "2025-01-09" in problems[0].message
    assert "9月1日" in problems[0].message or "2025-09-01" in problems[0].message


def test_c6_a_column_of_days_first_that_nobody_could_read_otherwise_is_read() -> None:
    table, _, problems = cleaned("callback", "date customer", ("13/9/2025", "陈先生"), ("14/9/2025", "李女士"))

    assert (table.columns["date"], problems) == (["2025-09-13", "2025-09-14"], [])


def test_c6_without_a_year_the_month_comes_first_as_log_sheets_write_it() -> None:
    table, _, _ = cleaned("callback", "date customer", ("9/2", "陈先生"), ("9/13", "李女士"), titles=("2025年9月",))

    assert table.columns["date"] == ["2025-09-02", "2025-09-13"]


def test_c6_a_column_that_shows_month_first_is_read_so() -> None:
    table, _, problems = cleaned("callback", "date customer", ("9/1/2025", "陈先生"), ("9/13/2025", "李女士"))

    assert (table.columns["date"], problems) == (["2025-09-01", "2025-09-13"], [])


def test_c6_alone_it_is_never_guessed_and_equal_numbers_need_no_guess() -> None:
    assert code_of("1/9/2025") == "ambiguous-date"
    assert read_date("9/9/2025").value == "2025-09-09"


def test_c6_a_number_9_1_may_have_been_9_10() -> None:
    assert code_of(9.1) == "ambiguous-date"
    assert read_date(9.25, TITLE).value == "2025-09-25"


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2025年9月2日 14:30", "2025-09-02T14:30"), ("9月2日14点半", "2025-09-02T14:30"),
        ("2025-9-2 8：30", "2025-09-02T08:30"), ("2025-09-02 24:00", "2025-09-03T00:00"),
        ("2025-09-02T14:30:15", "2025-09-02T14:30"), ("9月2日下午3点", "2025-09-02T15:00"),
        ("20250902143000", "2025-09-02T14:30"), ("8点半", "T08:30"), (time(8, 30), "T08:30"), (0.354, "T08:29"),
        ("2025-9-2\n晚上8点一刻", "2025-09-02T20:15"), ("九月二日上午九点", "2025-09-02T09:00"),
    ],
)  # fmt: skip
def test_c7_date_and_time_in_one_cell_keep_the_precision_that_is_there(cell: str, moment: str) -> None:
    assert read_moment(cell, TITLE).value == moment


def test_c7_a_time_in_its_own_column_takes_the_day_of_its_row() -> None:
    table, _, problems = cleaned(
        "complaint", "received_at visited_at customer description",
        ("2025-9-2", "14:30", "陈先生", "色差"), ("2025-9-3", time(24 - 1, 0), "李女士", "崩角"), ("2025-9-4", "24:00", "何女士", "空鼓"),
    )  # fmt: skip

    assert table.columns["visited_at"] == ["2025-09-02T14:30", "2025-09-03T23:00", "2025-09-05T00:00"]
    assert problems == []


def test_a_length_of_time_or_a_tick_is_no_date() -> None:
    assert code_of(timedelta(hours=2)) == "not-a-date"
    assert code_of(True) == "not-a-date"
    with pytest.raises(BadCell):
        read_date("14:30", TITLE)
