"""Complaints that wait for their end, a first call or a verdict (S3-63, S2-26, S4-21); days counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.worklists.lists import kept, of, todo

LEDGER = """
客户投诉登记表
| 投诉编号 | 投诉日期 | 门店 | 客户 | 电话 | 投诉内容 | 是否属实 | 责任人 | 处理人 | 处理状态 | 结案日期 |
| T1 | 2026-10-12 | 五里牌店 | 甲 | 13800000001 | 瓷砖开裂 | | 张三 | 王芳 | 处理中 | |
| T2 | 2026-10-12 | 五里牌店 | 乙 | 13800000002 | 色差 | 是 | 张三 | 王芳 | 已结案 | 2026-10-14 |
| T3 | 2026-10-12 | 五里牌店 | 丙 | 13800000003 | 色差 | | | 王芳 | 取消 | |
| T4 | 2026-10-12 | 高桥店 | 丁 | 13800000004 | 色差 | 否 | | 刘敏 | | 2026-10-20 |
"""


@pytest.mark.parametrize(
    ("day", "listed"),
    [
        ("2026-10-15", []),  # Monday 12 October: Tuesday to Thursday are the three days, and Thursday is not over
        ("2026-10-16", ["丁 2026-10-12 4", "甲 2026-10-12 4"]),  # 丁 is closed on the 20th only
        ("2026-10-20", ["甲 2026-10-12 8"]),
    ],
)
def test_open_complaints_are_listed_when_three_working_days_are_over(
    tmp_path: Path, day: str, listed: list[str]
) -> None:
    assert sorted(of(todo(tmp_path, {"投诉": LEDGER}, day), "complaint_overdue")) == listed


@pytest.mark.parametrize(
    ("received", "day", "listed"),
    [
        ("2026-09-29", "2026-10-09", 0),  # 30 September, 8 October; the 9th is not over
        ("2026-09-29", "2026-10-10", 1),
        ("2026-10-08", "2026-10-12", 0),  # Friday the 9th, the Saturday worked instead; Monday the 12th is not over
        ("2026-10-08", "2026-10-13", 1),
        ("2026-10-09", "2026-10-14", 1),  # the Saturday counts, the Sunday does not
        ("2026-10-16", "2026-10-21", 0),  # a Friday: Monday to Wednesday
        ("2026-10-16", "2026-10-22", 1),
    ],
)
def test_the_national_holiday_weekends_and_days_worked_instead(
    tmp_path: Path, received: str, day: str, listed: int
) -> None:
    ledger = f"""
    客户投诉登记表
    | 投诉日期 | 客户 | 电话 | 投诉内容 | 处理状态 |
    | {received} | 甲 | 13800000001 | 瓷砖开裂 | 处理中 |
    """
    assert len(of(todo(tmp_path, {"投诉": ledger}, day), "complaint_overdue")) == listed


def test_the_shops_own_holidays_and_limit_count(tmp_path: Path) -> None:
    files = {"投诉": LEDGER}
    closed = todo(tmp_path / "a", files, "2026-10-16", holidays={"2026-10-14": True})
    assert of(closed, "complaint_overdue") == []
    slower = todo(tmp_path / "b", files, "2026-10-16", worklists={"complaint_days": 4})
    assert of(slower, "complaint_overdue") == []


def test_a_ledger_that_cannot_say_what_is_closed_makes_no_list_of_the_overdue(tmp_path: Path) -> None:
    ledger = """
    客户投诉登记表
    | 投诉日期 | 客户 | 电话 | 投诉内容 |
    | 2026-10-12 | 甲 | 13800000001 | 瓷砖开裂 |
    """
    found = todo(tmp_path, {"投诉": ledger}, "2026-11-02")
    assert kept(found) & {"complaint_overdue", "no_first_contact", "unverified"} == set()
    assert found.items.empty


def test_what_waits_names_the_handler_the_rule_the_words_and_the_row(tmp_path: Path) -> None:
    found = todo(tmp_path, {"投诉": LEDGER}, "2026-10-20")
    assert of(found, "complaint_overdue", "person", "store", "what", "rule", "sheet", "row") == [
        "王芳 五里牌店 投诉超过 3 个工作日没有结案：瓷砖开裂 S3-63 Sheet1 3"
    ]


CONTACT = """
客户投诉登记表
| 投诉编号 | 投诉时间 | 客户 | 电话 | 投诉内容 | 首次联系时间 | 上门时间 | 处理状态 | 处理人 |
| T1 | 2026-10-12 14:30 | 甲 | 13800000001 | 开裂 | | | 处理中 | 王芳 |
| T2 | 2026-10-12 | 乙 | 13800000002 | 色差 | | | 处理中 | 王芳 |
| T3 | 2026-10-12 14:30 | 丙 | 13800000003 | 色差 | 2026-10-14 09:00 | | 处理中 | 王芳 |
| T4 | 2026-10-12 14:30 | 丁 | 13800000004 | 色差 | | 2026-10-13 08:00 | 处理中 | 王芳 |
| T5 | 2026-10-12 14:30 | 戊 | 13800000005 | 色差 | | | 已结案 | 王芳 |
| T6 | 2026-10-12 14:30 | 己 | 13800000006 | 色差 | | | 取消 | 王芳 |
"""


@pytest.mark.parametrize(
    ("day", "listed"),
    [
        ("2026-10-13 14:30", []),  # 24 hours to the minute; 丙 is called on the 14th only
        ("2026-10-13 14:31", ["丙", "甲"]),
        ("2026-10-13 23:59", ["丙", "甲"]),  # without a time the next day is in time
        ("2026-10-14 08:59", ["丙", "乙", "甲"]),
        ("2026-10-14 09:00", ["乙", "甲"]),
    ],
)
def test_no_first_contact_by_the_hour_or_by_the_day(tmp_path: Path, day: str, listed: list[str]) -> None:
    assert sorted(of(todo(tmp_path, {"投诉": CONTACT}, day), "no_first_contact", "customer")) == listed


def test_unverified_after_three_working_days_unless_settled_long_ago(tmp_path: Path) -> None:
    ledger = """
    客户投诉登记表
    | 投诉日期 | 客户 | 电话 | 投诉内容 | 是否属实 | 责任人 | 处理状态 | 结案日期 |
    | 2026-10-12 | 甲 | 13800000001 | 开裂 | | 张三 | 处理中 | |
    | 2026-10-12 | 乙 | 13800000002 | 开裂 | 是 | 张三 | 处理中 | |
    | 2026-10-13 | 丙 | 13800000003 | 开裂 | | 张三 | 处理中 | |
    | 2026-07-10 | 丁 | 13800000004 | 开裂 | | | 已结案 | 2026-07-11 |
    | 2026-07-10 | 戊 | 13800000005 | 开裂 | | | 处理中 | |
    | 2026-10-01 | 己 | 13800000006 | 开裂 | | | 已结案 | 2026-10-02 |
    """
    found = todo(tmp_path, {"投诉": ledger}, "2026-10-16")
    assert of(found, "unverified") == ["戊 2026-07-10 98", "己 2026-10-01 15", "甲 2026-10-12 4"]
    assert of(found, "unverified", "what")[-1] == "投诉是否属实还没有核实（责任人 张三）：开裂"


def test_the_same_complaint_in_two_files_is_one_thing_to_do(tmp_path: Path) -> None:
    found = todo(
        tmp_path,
        {"投诉": LEDGER, "投诉（副本）": LEDGER, "五里牌投诉": LEDGER.replace("高桥店", "五里牌店")},
        "2026-10-20",
    )
    assert of(found, "complaint_overdue", "customer") == ["甲"]


def test_who_has_left_hands_on_to_the_shop(tmp_path: Path) -> None:
    staff = """
    花名册
    | 姓名 | 工号 | 门店 | 岗位 | 入职日期 | 离职日期 |
    | 王芳 | A1 | 五里牌店 | 文员 | 2020-01-01 | 2026-10-19 |
    """
    before = todo(tmp_path / "a", {"投诉": LEDGER, "花名册": staff}, "2026-10-19")
    assert of(before, "complaint_overdue", "customer", "person") == ["甲 王芳", "丁 刘敏"]
    found = todo(tmp_path / "b", {"投诉": LEDGER, "花名册": staff}, "2026-10-20")
    assert of(found, "complaint_overdue", "person", "held_by", "store", "what") == [
        "- 王芳 五里牌店 投诉超过 3 个工作日没有结案：瓷砖开裂（王芳 已离职）"
    ]
