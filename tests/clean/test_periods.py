# ruff: noqa: DTZ001 - dates on sheets have no zone
from __future__ import annotations

from datetime import datetime

import pytest

from aftersales.clean.dates import DateHint
from aftersales.clean.periods import month_of, read_period, told_period
from aftersales.model import Cell
from aftersales.problems import BadCell
from tests.clean.sheets import cleaned, said

TITLE = DateHint(year=2026, month=10, source="标题")


def code_of(cell: Cell, hint: DateHint = TITLE) -> str:
    with pytest.raises(BadCell) as caught:
        read_period(cell, hint)
    return caught.value.code


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2026年10月", "2026-10"),
        ("2026年10月份", "2026-10"),
        ("二〇二六年十月", "2026-10"),
        ("２０２６－１０", "2026-10"),
        ("26年3月", "2026-03"),
        ("2026.10", "2026-10"),
        ("2026/3", "2026-03"),
        ("202603", "2026-03"),
        (202603, "2026-03"),
        (datetime(2026, 3, 1), "2026-03"),
        (46113, "2026-04"),
        ("2026-10-15", "2026-10"),
        ("2026年10月1日-31日", "2026-10"),
        ("2026.10.1~2026.10.31", "2026-10"),
        ("2026年第三季度", "2026-Q3"),
        ("2026年3季度", "2026-Q3"),
        ("2026Q3", "2026-Q3"),
        ("2026-Q3", "2026-Q3"),
        ("q3", "2026-Q3"),
        ("第四季度", "2026-Q4"),
        ("2026年4-6月", "2026-Q2"),
        ("7月至9月", "2026-Q3"),
        ("2026年度", "2026"),
        ("2026年", "2026"),
        (2026, "2026"),
        ("2026年1月-12月", "2026"),
        ("10月", "2026-10"),
        ("九月份", "2026-09"),
        (9, "2026-09"),
        ("全年", "2026"),
        ("/", None),
        ("", None),
        (None, None),
    ],
)
def test_a_period_is_read_as_clerks_write_it(cell: Cell, period: str | None) -> None:
    assert read_period(cell, TITLE).value == period


def test_the_year_of_the_surroundings_is_said_and_never_made_up() -> None:
    reading = read_period("10月", TITLE)

    assert [(note.code, note.facts) for note in reading.notes] == [("year-assumed", {"year": 2026, "source": "标题"})]
    assert code_of("10月", DateHint()) == "period-without-year"
    assert code_of("三季度", DateHint()) == "period-without-year"
    assert read_period("2026年10月", DateHint()).notes == ()


def test_december_under_a_title_of_january_is_that_of_the_year_before() -> None:
    assert read_period("12月", DateHint(year=2027, month=1, source="标题")).value == "2026-12"


def test_what_is_no_month_quarter_or_year_is_not_guessed() -> None:
    assert code_of("上半年") == "not-a-period"
    assert code_of("2026年9-10月") == "not-a-period"
    assert code_of("2025年12月-2026年2月") == "not-a-period"
    assert code_of("13月") == "not-a-period"
    assert code_of("本月") == "not-a-period"
    assert code_of(2026.1) == "ambiguous-period"  # typed 2026.10, or 2026.1
    assert read_period(2026.09).value == "2026-09"
    assert read_period(2026.12).value == "2026-12"


def test_a_record_stands_in_the_last_month_of_its_period() -> None:
    assert [month_of(period) for period in ("2026-10", "2026-Q1", "2026-Q4", "2026")] == [
        "2026-10", "2026-03", "2026-12", "2026-12"
    ]  # fmt: skip


def test_a_title_names_a_period_the_nearest_one_first() -> None:
    assert told_period(["2026年10月售后人员考核表"]) == "2026年10月"
    assert told_period(["2026年三季度考核表"]) == "2026年三季度"
    assert told_period(["考核表", "10月", "2026年考核"]) == "10月"
    assert told_period(["2026年度考核", "9月"]) == "9月"
    assert told_period(["2026年度考核"]) == "2026年度"
    assert told_period(["2026年售后目标"]) == "2026年"
    assert told_period(["2026年考核表", "Sheet1"]) is None
    assert told_period(["2026-10-05 打印"]) is None


def test_scores_take_the_period_of_their_title() -> None:
    product, tally, problems = cleaned(
        "appraisal",
        "person item score",
        ("张伟", "服务态度", 95),
        titles=("2026年10月售后人员考核表",),
        file="考核.xlsx",
    )

    assert (tally.records, product.columns["period"]) == (1, ["2026-10"])
    assert said(problems) == []


def test_a_score_whose_month_nobody_can_read_is_left_out() -> None:
    _, tally, problems = cleaned("appraisal", "period person item score", ("上半年", "张伟", "服务态度", 95))

    assert (tally.records, tally.rejected) == (0, 1)
    assert said(problems) == ["A2 required-unreadable"]
    assert problems[0].message == "考核期间“上半年”不是一个月、一个季度或一年"


def test_a_form_without_a_date_belongs_to_the_month_of_its_file_but_not_to_none() -> None:
    rows = [("王芳", 5, 4), ("陈静", 4, 4)]

    product, tally, _ = cleaned("survey", "customer q1 q2", *rows, titles=("2026年10月满意度调查",))
    assert (tally.records, product.columns["_month"]) == (2, ["2026-10", "2026-10"])

    product, tally, problems = cleaned("survey", "customer q1 q2", *rows, file="调查.xlsx")
    assert (tally.records, tally.rejected) == (0, 2)
    assert said(problems) == ["2 missing-required", "3 missing-required"]


def test_what_stands_above_the_card_of_one_part_holds_for_all_its_rows() -> None:
    product, tally, _ = cleaned(
        "part",
        "date quantity balance",
        ("2026-10-02", 2, 8),
        ("2026-10-03", 1, 7),
        values={"编号": "P01", "名称": "阀芯"},
    )

    assert tally.records == 2
    assert product.columns["part_no"] == ["P01", "P01"]
    assert product.columns["part"] == ["阀芯", "阀芯"]


def test_a_figure_of_three_digits_behind_the_month_is_no_day() -> None:
    assert told_period(["2026年10月360度考核汇总表"]) == "2026年10月"
    assert told_period(["2 0 2 6 年 10 月售后服务跟踪表"]) == "2026 年 10 月"
