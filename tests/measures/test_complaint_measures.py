"""Complaints: counted, classified, compensated, contacted, closed (docs/measures.md §2, S2-14, S2-26, S0-26…29)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.sheets import Worked, worked

LEDGER = """
客户投诉台账
| 投诉编号 | 投诉日期 | 门店 | 客户 | 电话 | 型号 | 投诉内容 | 是否属实 | 责任人 | 处理人 | 处理状态 | 结案日期 | 赔偿金额 | 补砖数量 |
| TS1001 | 2026-10-01 | 五里牌店 | 陈一 | 13800000001 | QH6315 | 瓷砖开裂 | 是 | 张三/李四 | 王芳 | 已结案 | 2026-10-04 | 300 | 12片 |
| TS1002 | 2026-10-03 | 五里牌店 | 林二 | 13800000002 | QH6315 | 瓷砖开裂,还有色差 | 是 | 张三 | 王芳 | 处理中 | | | 2箱 |
| TS1003 | 2026-10-10 | 高桥店 | 黄三 | 13800000003 | LS1203 | 服务态度差 | 否 | | 刘敏 | 已结案 | | 150.5 | 3片 |
| TS1004 | 2026-10-12 | 高桥店 | 周四 | 13800000004 | LS1203 | 瓷砖空鼓 | | 张三 | 刘敏 | 取消 | | 999 | 9片 |
"""


def test_complaints_are_counted_without_the_cancelled_and_shared_by_those_responsible(tmp_path: Path) -> None:
    found = worked(tmp_path, {"投诉": LEDGER})
    assert found.figure("complaint.count") == 3
    assert found.split("complaint.count", "store") == {"五里牌店": 2, "高桥店": 1}
    assert found.split("complaint.count", "person") == {"张三": 1.5, "李四": 0.5, "未分配": 1}
    (said,) = found.said("row-cancelled")
    assert said.startswith("投诉.xlsx › Sheet1 › K6: 状态是“取消”")


def test_a_complaint_stands_in_each_of_its_categories(tmp_path: Path) -> None:
    found = worked(tmp_path, {"投诉": LEDGER})
    assert found.split("complaint.by_category", "category") == {"开裂": 2, "色差": 1, "服务态度": 1}
    assert found.figure("complaint.by_category") == 3
    assert found.figure("complaint.by_category", category="开裂", person="张三") == 1.5
    assert found.figure("complaint.by_category", category="服务态度", person="未分配") == 1


def test_compensation_is_added_up_in_money_and_in_goods_by_model_and_unit(tmp_path: Path) -> None:
    found = worked(tmp_path, {"投诉": LEDGER})
    assert found.figure("complaint.compensated") == 3
    assert found.figure("complaint.compensation_amount") == 450.5
    assert found.figure("complaint.compensation_amount", store="高桥店") == 150.5
    assert found.split("complaint.compensation_quantity", "unit") == {"片": 15, "箱": 2}
    assert found.figure("complaint.compensation_quantity", product="QH6315", unit="片") == 12
    assert found.figure("complaint.compensation_quantity", product="QH6315", unit="箱") == 2
    assert found.figure("complaint.compensation_quantity") is None  # units are never added


def test_only_a_positive_mark_verifies_a_complaint(tmp_path: Path) -> None:
    found = worked(tmp_path, {"投诉": LEDGER})
    assert found.figure("complaint.verified") == 2
    assert found.split("complaint.verified", "person") == {"张三": 1.5, "李四": 0.5}


def test_closed_without_a_date_is_closed_but_neither_timed_nor_in_the_backlog(tmp_path: Path) -> None:
    found = worked(tmp_path, {"投诉": LEDGER})
    assert found.figure("complaint.closed") == 2
    assert found.figure("complaint.open") == 1
    assert found.parts("complaint.solved_rate") == (2, 3)
    assert found.parts("complaint.solved_rate", person="刘敏") == (1, 1)
    assert found.parts("complaint.closed_days_mean") == (3, 1)  # TS1001 alone: 1 → 4 October
    assert found.figure("complaint.closed_in_month") == 1
    assert found.figure("complaint.backlog") == 1  # TS1002
    assert found.codes.count("closed-without-date") == 1


MONTHS = """
投诉登记表
| 投诉编号 | 投诉日期 | 客户 | 电话 | 投诉内容 | 处理状态 | 结案日期 |
| A1 | 2026-08-03 | 陈一 | 13800000001 | 瓷砖开裂 | 已结案 | 2026-08-20 |
| A2 | 2026-08-10 | 林二 | 13800000002 | 瓷砖开裂 | 已结案 | 2026-09-05 |
| A3 | 2026-08-20 | 黄三 | 13800000003 | 瓷砖开裂 | 已结案 | 2026-10-15 |
| A4 | 2026-08-25 | 周四 | 13800000004 | 瓷砖开裂 | 处理中 | |
| A5 | 2026-08-26 | 吴五 | 13800000005 | 瓷砖开裂 | 取消 | |
| B1 | 2026-09-02 | 徐六 | 13800000006 | 瓷砖开裂 | 已结案 | 2026-09-03 |
| B2 | 2026-09-28 | 孙七 | 13800000007 | 瓷砖开裂 | 已结案 | 2026-10-02 |
| C1 | 2026-10-05 | 马八 | 13800000008 | 瓷砖开裂 | 处理中 | |
| C2 | 2026-10-06 | 朱九 | 13800000009 | 瓷砖开裂 | 已结案 | 2026-11-01 |
"""


def test_the_backlog_of_each_month_is_the_one_before_plus_received_minus_closed(tmp_path: Path) -> None:
    found = worked(tmp_path, {"投诉": MONTHS})
    # August: A1–A4 came, A1 went → 3. September: B1 B2 came, A2 B1 went → 3. October: C1 C2 came, A3 B2 went → 3.
    months = ("2026-08", "2026-09", "2026-10")
    received = [found.figure("complaint.count", month) for month in months]
    closed = [found.figure("complaint.closed_in_month", month) for month in months]
    backlog = [found.figure("complaint.backlog", month) for month in months]
    assert (received, closed, backlog) == ([4, 2, 2], [1, 2, 2], [3, 3, 3])
    start = 0.0
    for came, went, end in zip(received, closed, backlog, strict=True):
        assert None not in {came, went, end}
        assert start + (came or 0) - (went or 0) == end
        start = end or 0.0


def test_what_is_closed_is_judged_at_the_as_of_moment(tmp_path: Path) -> None:
    before = worked(tmp_path, {"投诉": MONTHS}, as_of=datetime(2026, 10, 31, 9, 0))  # noqa: DTZ001
    after = worked(tmp_path, {"投诉": MONTHS}, as_of=datetime(2026, 11, 2, 9, 0))  # noqa: DTZ001
    assert after.figure("complaint.open") == 1  # C1; C2 was settled on 1 November
    assert after.figure("complaint.backlog") == 2 + 1  # at the end of October A4, C1, C2 were open
    assert before.figure("complaint.backlog") == 3


# -- first contact ----------------------------------------------------------------------------------------------------

CONTACTS = """
投诉登记表
| 投诉日期 | 门店 | 客户 | 电话 | 投诉内容 | 处理人 | 首次联系时间 | 处理状态 |
| 2026-10-01 09:00 | 五里牌店 | 陈一 | 13800000001 | 瓷砖开裂 | 王芳 | 2026-10-01 11:00 | 已结案 |
| 2026-10-02 09:00 | 五里牌店 | 林二 | 13800000002 | 瓷砖开裂 | 王芳 | 2026-10-03 09:00 | 已结案 |
| 2026-10-03 09:00 | 五里牌店 | 黄三 | 13800000003 | 瓷砖开裂 | 王芳 | 2026-10-04 09:01 | 已结案 |
| 2026-10-05 | 高桥店 | 周四 | 13800000004 | 瓷砖开裂 | 刘敏 | 2026-10-06 | 已结案 |
| 2026-10-07 | 高桥店 | 吴五 | 13800000005 | 瓷砖开裂 | 刘敏 | 2026-10-09 | 已结案 |
| 2026-10-08 08:00 | 高桥店 | 徐六 | 13800000006 | 瓷砖开裂 | 刘敏 | 2026-10-09 | 处理中 |
| 2026-10-20 | 高桥店 | 孙七 | 13800000007 | 瓷砖开裂 | 王芳/刘敏 | | 处理中 |
| 2026-10-21 | 高桥店 | 马八 | 13800000008 | 瓷砖开裂 | 刘敏 | | 已结案 |
"""


def test_first_contact_within_24_hours_or_with_dates_only_by_the_next_day(tmp_path: Path) -> None:
    found = worked(tmp_path, {"投诉": CONTACTS})
    # met: 2 h, exactly 24 h, next day, next day (no time of the call); missed: 24 h 01, two days later, never called;
    # 马八 is closed without a contact: nobody knows
    assert found.parts("complaint.first_contact_in_time_rate") == (4, 7)
    assert found.parts("complaint.first_contact_in_time_rate", store="五里牌店") == (2, 3)
    assert found.parts("complaint.first_contact_in_time_rate", person="王芳") == (2, 3.5)
    assert found.parts("complaint.first_contact_in_time_rate", person="刘敏") == (2, 3.5)


def test_a_complaint_still_within_the_limit_is_not_judged_yet(tmp_path: Path) -> None:
    sheet = """
投诉登记表
| 投诉日期 | 客户 | 电话 | 投诉内容 | 首次联系时间 | 处理状态 |
| 2026-10-30 10:00 | 陈一 | 13800000001 | 瓷砖开裂 | | 处理中 |
| 2026-10-31 10:00 | 林二 | 13800000002 | 瓷砖开裂 | | 处理中 |
"""
    found = worked(tmp_path, {"投诉": sheet}, as_of=datetime(2026, 10, 31, 12, 0))  # noqa: DTZ001
    assert found.parts("complaint.first_contact_in_time_rate") == (0, 1)


def test_the_limit_of_first_contact_is_a_setting(tmp_path: Path) -> None:
    found = worked(tmp_path, {"投诉": CONTACTS}, settings={"rules": {"first_contact_hours": 1}})
    assert found.parts("complaint.first_contact_in_time_rate", store="五里牌店") == (0, 3)


def test_a_booklet_without_the_contact_column_has_no_part_in_first_contact(tmp_path: Path) -> None:
    booklet = """
门店投诉登记本
| 投诉日期 | 门店 | 客户 | 电话 | 投诉内容 | 处理状态 |
| 2026-10-02 | 红星店 | 郑十 | 13800000010 | 瓷砖色差 | 处理中 |
"""
    found = worked(tmp_path, {"投诉": CONTACTS, "登记本": booklet})
    assert found.figure("complaint.count") == 9
    assert found.parts("complaint.first_contact_in_time_rate") == (4, 7)
    assert found.row("complaint.first_contact_in_time_rate", store="红星店") is None
    assert worked(tmp_path / "alone", {"登记本": booklet}).row("complaint.first_contact_hours") is None


def test_the_median_of_first_contact_counts_those_still_waiting(tmp_path: Path) -> None:
    found = worked(tmp_path, {"投诉": CONTACTS})
    # hours 2, 24, 24.0167, and by date 24, 48, 24; 孙七 waits since 20 October. At 24 h: at risk 6 after the 2 h call,
    # S = 6/7 × (1 − 3/6) = 3/7 ≤ ½ → 24 hours
    assert found.figure("complaint.first_contact_hours") == 24
    # 五里牌店: 2, 24, 24.0167 → S after 24 h = 2/3 × 1/2 = 1/3
    assert found.figure("complaint.first_contact_hours", store="五里牌店") == pytest.approx(24)


# -- resolution -------------------------------------------------------------------------------------------------------


def resolved(folder: Path, days: list[int | None]) -> Worked:
    """Complaints of 1 October closed after so many days; None = still open."""
    lines = [
        f"| 2026-10-01 | 客户{n} | 138{n:08d} | 瓷砖开裂 | 王芳 | "
        + ("处理中 | |" if after is None else f"已结案 | 2026-10-{1 + after:02d} |")
        for n, after in enumerate(days)
    ]
    heading = "| 投诉日期 | 客户 | 电话 | 投诉内容 | 处理人 | 处理状态 | 结案日期 |"
    return worked(folder, {"投诉": "\n".join(["投诉登记表", heading, *lines])})


@pytest.mark.parametrize(
    ("days", "median"),
    [
        ([2, 4, 9], 4),  # S: 2/3, 1/3
        ([2, 4, 9, None], 4),  # S: 3/4, 2/4 ≤ ½
        ([2, 4, None, None, None], None),  # S: 4/5, 3/5: more than half is open
        ([0, 0, 0], 0),  # settled the same day
        ([None, None], None),
    ],
)
def test_the_median_of_resolution_counts_open_cases_as_at_least_so_long(
    tmp_path: Path, days: list[int | None], median: float | None
) -> None:
    found = resolved(tmp_path, days)
    assert found.figure("complaint.resolution_days") == median
    closed = [day for day in days if day is not None]
    assert found.figure("complaint.closed_days_mean") == (sum(closed) / len(closed) if closed else None)


def test_resolution_takes_hours_where_both_sides_have_them(tmp_path: Path) -> None:
    sheet = """
投诉登记表
| 投诉日期 | 客户 | 电话 | 投诉内容 | 结案时间 |
| 2026-10-01 08:00 | 陈一 | 13800000001 | 瓷砖开裂 | 2026-10-02 20:00 |
"""
    assert worked(tmp_path, {"投诉": sheet}).figure("complaint.resolution_days") == 1.5


def test_a_close_before_the_complaint_is_listed_and_never_timed(tmp_path: Path) -> None:
    sheet = """
投诉登记表
| 投诉日期 | 客户 | 电话 | 投诉内容 | 处理状态 | 结案日期 |
| 2026-10-11 | 陈一 | 13800000001 | 瓷砖开裂 | 已结案 | 2026-10-01 |
| 2026-10-11 | 林二 | 13800000002 | 瓷砖开裂 | 已结案 | 2026-10-14 |
"""
    found = worked(tmp_path, {"投诉": sheet})
    assert found.figure("complaint.closed") == 2
    assert found.figure("complaint.resolution_days") == 3
    assert found.codes.count("closed-before-received") == 1


# -- completeness, rate per 100 ---------------------------------------------------------------------------------------


def test_completeness_is_the_share_of_four_things_that_are_filled(tmp_path: Path) -> None:
    sheet = """
投诉登记表
| 投诉日期 | 客户 | 电话 | 型号 | 批号 | 订单号 | 投诉内容 | 客户诉求 | 处理人 |
| 2026-10-01 | 陈一 | 13800000001 | QH6315 | A12 | D88001 | 瓷砖开裂 | 换货 | 王芳 |
| 2026-10-02 | 林二 | 13800000002 | QH6315 | | | 瓷砖开裂 | | 王芳/刘敏 |
"""
    found = worked(tmp_path, {"投诉": sheet})
    assert found.parts("complaint.completeness") == (6, 8)  # batch and order are one thing: 4 of 4, then 2 of 4
    assert found.parts("complaint.completeness", person="王芳") == (5, 6)
    assert found.parts("complaint.completeness", person="刘敏") == (1, 2)


DELIVERIES = """
送货登记表
| 送货日期 | 类型 | 门店 | 客户 | 电话 | 型号 | 数量 |
| 2026-10-01 | 送货 | 五里牌店 | 陈一 | 13800000001 | QH6315 | 10箱 |
| 2026-10-02 | 送货 | 五里牌店 | 陈一 | 13800000001 | QH4508 | 5箱 |
| 2026-10-03 | 送货 | 高桥店 | 黄三 | 13800000003 | LS1203 | 7箱 |
| 2026-10-04 | 补货 | 高桥店 | 郑十 | 13800000010 | LS1203 | 1箱 |
"""


def test_complaints_per_100_delivered_households(tmp_path: Path) -> None:
    found = worked(tmp_path, {"投诉": LEDGER, "送货": DELIVERIES})
    assert found.parts("complaint.rate_per_100_deliveries") == (3, 2)  # a 补货 is no delivery
    assert found.figure("complaint.rate_per_100_deliveries") == 150
    assert found.figure("complaint.rate_per_100_deliveries", store="高桥店") == 100


def test_seven_complaints_per_100_households_meet_a_target_of_seven(tmp_path: Path) -> None:
    complaints = [f"| 2026-10-01 | 客{at} | 137{at:08d} | 瓷砖开裂{at} |" for at in range(7)]
    delivered = [f"| 2026-10-01 | 送货 | 户{at} | 138{at:08d} | QH6315 |" for at in range(100)]
    sheets = {
        "投诉": "\n".join(["投诉登记表", "| 投诉日期 | 客户 | 电话 | 投诉内容 |", *complaints]),
        "送货": "\n".join(["送货登记表", "| 送货日期 | 类型 | 客户 | 电话 | 型号 |", *delivered]),
    }
    found = worked(tmp_path, sheets, settings={"targets": {"complaint.rate_per_100_deliveries": 7}})
    (rate,) = (
        found.results.figures["2026-10"]
        .query("measure == 'complaint.rate_per_100_deliveries' and store.isna()")
        .itertuples()
    )
    assert (rate.value, rate.verdict) == (7.0, "达标")


def test_without_a_delivery_log_there_is_no_rate_per_100(tmp_path: Path) -> None:
    assert worked(tmp_path, {"投诉": LEDGER}).figure("complaint.rate_per_100_deliveries") is None


def test_a_month_without_complaints_has_none_when_the_ledger_is_kept(tmp_path: Path) -> None:
    found = worked(tmp_path, {"投诉": LEDGER, "送货": DELIVERIES.replace("2026-10", "2026-11")})
    assert found.parts("complaint.rate_per_100_deliveries", "2026-11") == (0, 2)
    assert found.figure("complaint.rate_per_100_deliveries", "2026-11") == 0
    assert found.figure("complaint.count", "2026-11") == 0


def test_a_month_before_the_ledger_began_has_no_figure(tmp_path: Path) -> None:
    found = worked(tmp_path, {"投诉": LEDGER, "送货": DELIVERIES.replace("2026-10", "2026-09")})
    assert found.figure("complaint.rate_per_100_deliveries", "2026-09") is None
    assert found.figure("complaint.count", "2026-09") is None


def test_a_sheet_that_cannot_say_what_is_closed_leaves_open_and_closed_alone(tmp_path: Path) -> None:
    booklet = """
投诉登记表
| 投诉日期 | 客户 | 电话 | 投诉内容 |
| 2026-10-02 | 郑十 | 13800000010 | 瓷砖色差 |
"""
    alone = worked(tmp_path / "alone", {"登记本": booklet})
    assert alone.figure("complaint.count") == 1
    for measure in ("closed", "open", "solved_rate", "backlog", "resolution_days"):
        assert alone.figure(f"complaint.{measure}") is None, measure
    beside = worked(tmp_path, {"投诉": LEDGER, "登记本": booklet})
    assert beside.figure("complaint.count") == 4
    assert beside.parts("complaint.solved_rate") == (2, 3)


def test_a_case_of_two_people_enters_each_median_with_half_its_weight(tmp_path: Path) -> None:
    sheet = """
投诉登记表
| 投诉日期 | 客户 | 电话 | 投诉内容 | 处理人 | 处理状态 | 结案日期 |
| 2026-10-01 | 陈一 | 13800000001 | 瓷砖开裂 | 王芳/刘敏 | 已结案 | 2026-10-03 |
| 2026-10-01 | 林二 | 13800000002 | 瓷砖开裂 | 王芳 | 已结案 | 2026-10-06 |
| 2026-10-01 | 黄三 | 13800000003 | 瓷砖开裂 | 刘敏 | 已结案 | 2026-10-09 |
"""
    found = worked(tmp_path, {"投诉": sheet})
    assert found.figure("complaint.resolution_days") == 5  # 2, 5, 8 days
    # each has half a case of 2 days and one of their own: after 2 days 1/1.5 = 67 % are open
    assert found.split("complaint.resolution_days", "person") == {"王芳": 5, "刘敏": 8}
    assert found.parts("complaint.closed_days_mean", person="王芳") == (6, 1.5)  # (2 ÷ 2 + 5) ÷ (½ + 1)
