"""Deliveries without a greeting or guidance (S2-23, S2-25); jobs without a signature or their forms (S2-33, S4-06)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.worklists.lists import kept, of, todo

SENT = """
送货登记表
| 送货日期 | 门店 | 品牌 | 客户姓名 | 电话 | 产品 | 数量 | 类型 | 经办人 | 短信 |
| 2026-10-12 | 五里牌店 | 楼兰 | 甲 | 13800000001 | QH1 | 10箱 | 送货 | 周军 | |
| 2026-10-12 | 五里牌店 | 楼兰 | 甲 | 13800000001 | QH2 | 2箱 | 送货 | 周军 | |
| 2026-10-12 | 五里牌店 | 能强 | 乙 | 13800000002 | QH1 | 9箱 | 送货 | 周军 | |
| 2026-10-12 | 五里牌店 | 能强 | 乙 | 13800000002 | QH2 | 9箱 | 送货 | 周军 | 是 |
| 2026-10-12 | 高桥店 | 能强 | 丙 | 13800000003 | QH1 | 9箱 | 送货 | 周军 | 2026-10-13 |
| 2026-10-12 | 高桥店 | 能强 | 丁 | 13800000004 | QH1 | 1箱 | 退货 | 周军 | 否 |
| 2026-10-16 | 高桥店 | 能强 | 戊 | 13800000005 | QH1 | 9箱 | 送货 | 周军 | 否 |
"""


@pytest.mark.parametrize(
    ("day", "listed"),
    [
        ("2026-10-13 02:30", []),  # yesterday's delivery may have been one after hours
        ("2026-10-13 23:59", []),
        ("2026-10-14 02:30", ["甲 2026-10-12 2"]),  # one household and day, however many lines
        ("2026-10-19 08:00", ["甲 2026-10-12 7"]),  # 戊: a Friday, and Monday is not over
        ("2026-10-20 08:00", ["甲 2026-10-12 8", "戊 2026-10-16 4"]),
    ],
)
def test_deliveries_without_a_greeting_when_a_working_day_is_over(tmp_path: Path, day: str, listed: list[str]) -> None:
    assert of(todo(tmp_path, {"送货": SENT}, day), "sms_missing") == listed


def test_two_deliveries_to_one_household_are_two_greetings(tmp_path: Path) -> None:
    more = SENT + "| 2026-10-14 | 五里牌店 | 楼兰 | 甲 | 13800000001 | QH3 | 1箱 | 送货 | 周军 | |\n"
    found = todo(tmp_path, {"送货": more}, "2026-10-17")
    assert of(found, "sms_missing", "since", "what", "person") == [
        "2026-10-12 送货当日没有短信问候（楼兰） -",
        "2026-10-14 送货当日没有短信问候（楼兰） -",
    ]


def test_only_sheets_with_a_column_for_it_are_asked(tmp_path: Path) -> None:
    bare = SENT.replace(" 短信 |", " 备注 |").replace("高桥店", "红星店").replace("1380000000", "1390000000")
    found = todo(tmp_path, {"五里牌": SENT, "红星": bare}, "2026-10-20")
    assert set(of(found, "sms_missing", "store")) == {"五里牌店", "高桥店"}
    assert "sms_missing" not in kept(todo(tmp_path / "bare", {"红星": bare}, "2026-10-20"))


def test_nobody_is_reminded_of_a_greeting_of_long_ago(tmp_path: Path) -> None:
    assert of(todo(tmp_path / "a", {"送货": SENT}, "2027-01-10"), "sms_missing") == [
        "甲 2026-10-12 90",
        "戊 2026-10-16 86",
    ]
    assert of(todo(tmp_path / "b", {"送货": SENT}, "2027-01-11"), "sms_missing") == ["戊 2026-10-16 87"]


DELIVERED = """
送货登记表
| 送货日期 | 门店 | 客户姓名 | 电话 | 产品 | 数量 | 类型 |
| 2026-10-01 | 五里牌店 | 甲 | 13800000001 | QH1 | 10箱 | 送货 |
| 2026-10-09 | 五里牌店 | 甲 | 13800000001 | QH1 | 5箱 | 送货 |
| 2026-10-09 | 五里牌店 | 乙 | 13800000002 | QH1 | 5箱 | 送货 |
| 2026-10-09 | 五里牌店 | 丙 | 13800000003 | QH1 | 5箱 | 补货 |
| 2026-10-02 | 高桥店 | 丁 | 13800000004 | QH1 | 5箱 | 送货 |
"""
VISITS = """
铺贴指导记录
| 日期 | 门店 | 客户姓名 | 电话 | 指导人 | 泥工 |
| 2026-10-11 | 五里牌店 | 乙 | 13800000002 | 何平 | 刘师傅 |
"""


@pytest.mark.parametrize(("day", "listed"), [("2026-10-16", []), ("2026-10-17", ["甲 2026-10-09 8"])])
def test_guidance_is_asked_for_seven_days_after_the_last_delivery(tmp_path: Path, day: str, listed: list[str]) -> None:
    found = todo(tmp_path, {"送货": DELIVERED, "指导": VISITS}, day)
    assert of(found, "guidance_missing") == listed  # 乙 was guided; 高桥店 logs no guidance


def test_a_log_without_shops_speaks_for_all_of_them_and_without_a_log_nothing_is_asked(tmp_path: Path) -> None:
    for_all = VISITS.replace("| 五里牌店 ", "| ")
    found = todo(tmp_path / "a", {"送货": DELIVERED, "指导": for_all}, "2026-10-17")
    assert of(found, "guidance_missing", "customer") == ["丁", "甲"]
    assert "guidance_missing" not in kept(todo(tmp_path / "b", {"送货": DELIVERED}, "2026-10-17"))


JOBS = """
维修记录
| 派工单号 | 报修日期 | 完成时间 | 门店 | 客户姓名 | 电话 | 故障现象 | 维修人员 | 服务方式 | 状态 | 客户签字 | 派工单上交 | 反馈单上交 |
| W1 | 2026-10-14 | 2026-10-15 | 五里牌店 | 甲 | 13800000001 | 漏水 | 何平 | 上门 | 已完成 | | 2026-10-16 | |
| W2 | 2026-10-14 | 2026-10-15 | 五里牌店 | 乙 | 13800000002 | 漏水 | 何平 | 上门 | 已完成 | 是 | 2026-10-15 | 2026-10-16 |
| W3 | 2026-10-14 | | 五里牌店 | 丙 | 13800000003 | 漏水 | 何平 | 上门 | 处理中 | | | |
| W4 | 2026-10-14 | 2026-10-15 | 五里牌店 | 丁 | 13800000004 | 死机 | 何平 | 远程 | 已完成 | | 是 | 是 |
| W5 | 2026-10-14 | 2026-10-15 | 五里牌店 | 戊 | 13800000005 | 漏水 | 何平、周军 | 上门 | 取消 | | | |
| W6 | 2026-10-14 | 2026-10-15 | 高桥店 | 己 | 13800000006 | 漏水 | 何平、周军 | 上门 | 已完成 | 否 | 否 | |
"""


@pytest.mark.parametrize(
    ("day", "unsigned", "forms"),
    [
        ("2026-10-16", [], []),
        # Friday is over on Saturday; two days after the service
        ("2026-10-17", ["甲 何平", "己 何平、周军"], ["甲 没有上交：反馈单", "己 没有上交：派工单、反馈单"]),
    ],
)
def test_done_without_signature_or_forms(tmp_path: Path, day: str, unsigned: list[str], forms: list[str]) -> None:
    found = todo(tmp_path, {"维修": JOBS}, day)
    assert of(found, "unsigned", "customer", "person") == unsigned
    assert of(found, "forms_missing", "customer", "what") == forms


def test_the_days_for_the_forms_are_a_setting_and_a_holiday_gives_time(tmp_path: Path) -> None:
    found = todo(tmp_path / "a", {"维修": JOBS}, "2026-10-17", rules={"forms_days": 2})
    assert of(found, "forms_missing") == []
    eve = (
        JOBS.replace("2026-10-14", "2026-09-30").replace("2026-10-15", "2026-09-30").replace("2026-10-16", "2026-10-01")
    )
    assert of(todo(tmp_path / "b", {"维修": eve}, "2026-10-08"), "forms_missing") == []
    assert len(of(todo(tmp_path / "c", {"维修": eve}, "2026-10-09"), "forms_missing")) == 2


def test_a_column_that_is_not_there_is_not_asked_for(tmp_path: Path) -> None:
    jobs = """
    维修记录
    | 派工单号 | 报修日期 | 完成时间 | 客户姓名 | 电话 | 故障现象 | 维修人员 | 派工单上交 |
    | W1 | 2026-10-14 | 2026-10-15 | 甲 | 13800000001 | 漏水 | 何平 | |
    """
    found = todo(tmp_path, {"维修": jobs}, "2026-10-20")
    assert of(found, "forms_missing", "what", "since") == ["没有上交：派工单 2026-10-15"]
    assert "unsigned" not in kept(found)
