"""Customers to call, in warranty and old (S4-07); the worked example 12 of docs/rules.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets import worked
from tests.worklists.lists import kept, of, todo

CARDS = """
客户资料卡
| 客户姓名 | 电话 | 型号 | 购买日期 | 保修月数 | 负责人 | 门店 |
| 甲 | 13800000001 | QH1 | 2026-01-15 | 12 | 王芳 | 五里牌店 |
| 乙 | 13800000002 | QH1 | 2025-09-29 | 12 | 王芳 | 五里牌店 |
"""
CALLS = """
售后服务跟踪表
| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 满意度 |
| 2026-07-01 | 五里牌店 | 甲 | 13800000001 | 刘敏 | 满意 |
| 2026-04-01 | 五里牌店 | 乙 | 13800000002 | 刘敏 | 满意 |
"""
FILES = {"客户资料卡": CARDS, "回访": CALLS}


@pytest.mark.parametrize(
    ("day", "due", "old"),
    [
        ("2026-09-29", [], ["乙 2026-04-01 181"]),  # 甲: 90 days, not older than 90; 乙: out of warranty from today
        ("2026-09-28", ["乙 2026-04-01 180"], []),  # 乙 is in warranty for the last day
        ("2026-09-30", ["甲 2026-07-01 91"], ["乙 2026-04-01 182"]),
        ("2027-01-14", ["甲 2026-07-01 197"], ["乙 2026-04-01 288"]),
        ("2027-01-15", [], ["乙 2026-04-01 289", "甲 2026-07-01 198"]),
    ],
)
def test_worked_example_12(tmp_path: Path, day: str, due: list[str], old: list[str]) -> None:
    found = todo(tmp_path, FILES, day)
    assert of(found, "callback_due") == due
    assert of(found, "old_customer_due") == old


def test_an_old_customer_is_due_after_180_days_and_not_on_the_180th(tmp_path: Path) -> None:
    calls = CALLS.replace("2026-04-01", "2026-04-03")
    on_the_day = todo(tmp_path / "a", {"客户资料卡": CARDS, "回访": calls}, "2026-09-30")
    after = todo(tmp_path / "b", {"客户资料卡": CARDS, "回访": calls}, "2026-10-01")
    assert of(on_the_day, "old_customer_due") == []
    assert of(after, "old_customer_due") == ["乙 2026-04-03 181"]


def test_the_item_names_the_owner_the_shop_the_rule_and_the_card(tmp_path: Path) -> None:
    found = todo(tmp_path, FILES, "2026-09-30")
    assert of(found, "callback_due", "person", "store", "phone", "rule", "file", "row") == [
        "王芳 五里牌店 13800000001 S4-07 客户资料卡.xlsx 3"
    ]
    assert of(found, "callback_due", "what") == ["保修期内，上次回访 2026-07-01"]


def test_a_call_nobody_answered_is_no_visit_but_is_said(tmp_path: Path) -> None:
    calls = """
    售后服务跟踪表
    | 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 是否接通 | 满意度 |
    | 2026-07-01 | 五里牌店 | 甲 | 13800000001 | 刘敏 | 接通 | 满意 |
    | 2026-09-20 | 五里牌店 | 甲 | 13800000001 | 刘敏 | 未接通 | |
    """
    found = todo(tmp_path, {"客户资料卡": CARDS, "回访": calls}, "2026-09-30")
    assert of(found, "callback_due", "what", "days") == ["保修期内，上次回访 2026-07-01（2026-09-20 打过，未接通） 91"]


def test_a_household_with_two_cards_is_listed_once_and_in_warranty_while_one_is(tmp_path: Path) -> None:
    cards = """
    客户资料卡
    | 客户姓名 | 电话 | 型号 | 购买日期 | 是否VIP | 负责人 |
    | 甲 | 13800000001 | QH1 | 2024-01-15 | 是 | 王芳 |
    | 甲 | 13800000001 | QH2 | 2026-01-15 | | 陈刚 |
    """
    found = todo(tmp_path, {"客户资料卡": cards, "回访": CALLS}, "2026-10-15")
    assert of(found, "callback_due", "person", "what", "days") == ["陈刚 重要客户：保修期内，上次回访 2026-07-01 106"]
    assert of(found, "old_customer_due") == []


def test_who_was_never_called_is_counted_from_the_purchase(tmp_path: Path) -> None:
    cards = """
    客户资料卡
    | 客户姓名 | 电话 | 购买日期 | 安装日期 |
    | 丙 | 13800000003 | | 2026-06-01 |
    | 丁 | 13800000004 | 2026-07-02 | 2026-06-01 |
    """
    found = todo(tmp_path, {"客户资料卡": cards, "回访": CALLS}, "2026-09-30")
    assert of(found, "callback_due", "customer", "since", "days", "what") == [
        "丙 2026-06-01 121 保修期内，还没有回访过"
    ]


def test_a_customer_without_any_day_is_on_no_list_and_the_sheet_is_told(tmp_path: Path) -> None:
    cards = """
    客户资料卡
    | 客户姓名 | 电话 | 购买日期 | 初次接触日期 |
    | 丙 | 13800000003 | | |
    | 丁 | 13800000004 | | |
    | 甲 | 13800000001 | | |
    """
    found = worked(tmp_path, {"客户资料卡": cards, "回访": CALLS})
    assert found.said("customer-without-date") == [
        "客户资料卡.xlsx › Sheet1: 2 位客户没有购买、安装、送货日期，也没有回访记录，看不出什么时候该回访"
    ]
    assert found.results.todo is not None
    assert of(found.results.todo, "callback_due") == []
    assert of(found.results.todo, "old_customer_due") == []  # 甲 was called 124 days ago


def test_without_cards_or_without_a_callback_log_there_are_no_such_lists(tmp_path: Path) -> None:
    assert not {"callback_due", "old_customer_due"} & kept(todo(tmp_path / "a", {"回访": CALLS}, "2026-10-15"))
    assert not {"callback_due", "old_customer_due"} & kept(todo(tmp_path / "b", {"客户资料卡": CARDS}, "2026-10-15"))


def test_a_purchase_and_a_call_that_lie_in_the_future_are_not_believed(tmp_path: Path) -> None:
    calls = CALLS.replace("2026-07-01", "2027-07-01")
    found = todo(tmp_path, {"客户资料卡": CARDS, "回访": calls}, "2026-09-30")
    assert of(found, "callback_due") == ["甲 2026-01-15 258"]


def test_what_is_to_be_done_for_an_important_customer_is_marked_on_every_list(tmp_path: Path) -> None:
    cards = """
    客户资料卡
    | 客户姓名 | 电话 | 购买日期 | 是否VIP |
    | 甲 | 13800000001 | 2026-09-01 | 是 |
    """
    ledger = """
    客户投诉登记表
    | 投诉日期 | 客户 | 电话 | 投诉内容 | 处理状态 |
    | 2026-09-07 | 甲 | 13800000001 | 开裂 | 处理中 |
    | 2026-09-07 | 乙 | 13800000002 | 开裂 | 处理中 |
    """
    found = todo(tmp_path, {"客户资料卡": cards, "投诉": ledger}, "2026-09-30")
    assert of(found, "complaint_overdue", "what", "rule") == [
        "重要客户：投诉超过 3 个工作日没有结案：开裂 S3-63、S1-10",
        "投诉超过 3 个工作日没有结案：开裂 S3-63",
    ]
