"""Homes measured, laying guided, goods delivered (docs/measures.md §2: S2-11, S2-15, S2-16, S2-23…25, S0-35, S0-36)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets import worked

# -- measuring --------------------------------------------------------------------------------------------------------

MEASURING = """
量房登记表
| 申请日期 | 预约量房时间 | 量房日期 | 门店 | 客户姓名 | 电话 | 量房人 |
| 2026-10-01 | 2026-10-03 | 2026-10-03 | 五里牌店 | 陈一 | 13800000001 | 张三 |
| 2026-10-02 | 2026-10-04 | 2026-10-05 | 五里牌店 | 林二 | 13800000002 | 张三/李四 |
| 2026-10-06 | 2026-10-09 | | 五里牌店 | 黄三 | 13800000003 | 张三 |
| 2026-09-28 | | 2026-10-02 | 高桥店 | 周四 | 13800000004 | 李四 |
| 2026-10-20 | 2026-10-21 | 2026-10-21 | 五里牌店 | 陈一 | 13800000001 | |
"""


def test_homes_measured_are_counted_in_the_month_they_were_measured(tmp_path: Path) -> None:
    found = worked(tmp_path, {"量房": MEASURING})
    assert found.figure("measuring.count") == 5  # 黄三 by the day of the request, 周四 by the day of the visit
    assert found.figure("measuring.count", "2026-09") is None
    assert found.split("measuring.count", "person") == {"张三": 2.5, "李四": 1.5, "未分配": 1}
    assert found.figure("measuring.done") == 3  # households 陈一, 林二, 周四
    assert found.split("measuring.done", "person") == {
        "张三": 0.5,
        "李四": 1.5,
        "未分配": 1,
    }  # 陈一 by the latest visit
    assert found.split("measuring.done", "store") == {"五里牌店": 2, "高桥店": 1}


def test_measured_on_the_booked_day_of_those_with_both_days(tmp_path: Path) -> None:
    found = worked(tmp_path, {"量房": MEASURING})
    assert found.parts("measuring.on_day_rate") == (2, 3)
    assert found.parts("measuring.on_day_rate", person="张三") == (1, 1.5)


# -- guidance ---------------------------------------------------------------------------------------------------------

HEAD = "| 指导日期 | 门店 | 客户姓名 | 电话 | 泥工 | 指导人 | 第几次上门 | 满意度 | 是否返工 | 返工原因 |"
GUIDANCE = f"""
铺贴指导记录
{HEAD}
| 2026-10-02 | 五里牌店 | 陈一 | 13800000001 | 老周 | 李四 | 1 | 非常满意 | 否 | |
| 2026-10-03 | 五里牌店 | 林二 | 13800000002 | 老周 | 李四/张三 | 1 | 满意 | 是 | 空鼓 |
| 2026-10-04 | 高桥店 | 黄三 | 13800000003 | 老周 | 张三 | 2 | | 2 | 排砖错误 |
| 2026-10-05 | 高桥店 | 林二 | 13800000002 | 老周 | 张三 | 2 | 非常满意 | 是 | |
| 2026-10-06 | | 周四 | 13800000004 | 老周 | | 1 | 一般 | | |
"""


def test_where_the_sheet_knows_very_satisfied_only_that_is_fully_satisfied(tmp_path: Path) -> None:
    found = worked(tmp_path, {"指导": GUIDANCE})
    assert found.figure("guidance.visits") == 5
    assert found.figure("guidance.households") == 4
    assert found.figure("guidance.fully_satisfied") == 2  # 陈一, and 林二 by the second visit
    assert found.figure("guidance.not_fully_satisfied") == 1
    assert found.figure("guidance.unrated") == 1
    assert found.parts("guidance.satisfaction_rate") == (2, 3)
    assert found.split("guidance.satisfaction_rate", "person") == {"李四": 1, "张三": 1, "未分配": 0}
    assert found.split("guidance.visits", "person") == {"李四": 1.5, "张三": 2.5, "未分配": 1}


def test_where_satisfied_is_the_top_word_of_the_sheet_it_is_full(tmp_path: Path) -> None:
    plain = GUIDANCE.replace("非常满意", "满意").replace("一般", "不满意")
    found = worked(tmp_path, {"指导": plain})
    assert found.parts("guidance.satisfaction_rate") == (2, 3)


def test_each_sheet_keeps_its_own_top_word(tmp_path: Path) -> None:
    other = f"""
铺贴指导记录
{HEAD}
| 2026-10-12 | 红星店 | 吴五 | 13800000005 | 老周 | 赵六 | 1 | 满意 | 否 | |
"""
    found = worked(tmp_path, {"指导": GUIDANCE, "红星指导": other})
    assert found.parts("guidance.satisfaction_rate") == (3, 4)
    assert found.figure("guidance.satisfaction_rate", store="红星店") == 1


def test_a_sheet_without_ratings_says_nothing_about_the_unrated(tmp_path: Path) -> None:
    bare = """
铺贴指导记录
| 指导日期 | 门店 | 客户姓名 | 电话 | 泥工 | 指导人 |
| 2026-10-12 | 红星店 | 吴五 | 13800000005 | 老周 | 赵六 |
"""
    assert worked(tmp_path, {"指导": GUIDANCE, "红星指导": bare}).figure("guidance.unrated") == 1
    assert worked(tmp_path / "alone", {"红星指导": bare}).figure("guidance.unrated") is None


def test_rework_counts_times_and_reasons_and_asks_for_missing_ones(tmp_path: Path) -> None:
    found = worked(tmp_path, {"指导": GUIDANCE})
    assert found.figure("guidance.rework") == 4  # 林二 1, 黄三 2, 林二 again 1
    assert found.split("guidance.rework", "person") == {"李四": 0.5, "张三": 3.5}
    assert found.split("guidance.rework_reason", "category") == {"空鼓": 1, "排砖错误": 2, "未写原因": 1}
    assert found.codes.count("rework-without-reason") == 1


def test_repeat_visits_are_those_beyond_the_first_by_number_or_by_rows(tmp_path: Path) -> None:
    found = worked(tmp_path, {"指导": GUIDANCE})
    # 黄三 is written as second visit: 1; 林二 came twice: 1
    assert found.figure("guidance.repeat_visits") == 2
    assert found.split("guidance.repeat_visits", "store") == {"高桥店": 2}


def test_repeat_visits_of_a_month_leave_out_those_of_the_months_before(tmp_path: Path) -> None:
    sheet = f"""
铺贴指导记录
{HEAD}
| 2026-09-01 | 五里牌店 | 陈一 | 13800000001 | 老周 | 李四 | 1 | | | |
| 2026-09-09 | 五里牌店 | 陈一 | 13800000001 | 老周 | 李四 | 2 | | | |
| 2026-10-02 | 五里牌店 | 陈一 | 13800000001 | 老周 | 李四 | 4 | | | |
| 2026-10-05 | 五里牌店 | 林二 | 13800000002 | 老周 | 李四 | 1 | | | |
| 2026-11-01 | 五里牌店 | 陈一 | 13800000001 | 老周 | 李四 | | | | |
"""
    found = worked(tmp_path, {"指导": sheet})
    months = [found.figure("guidance.repeat_visits", month) for month in ("2026-09", "2026-10", "2026-11")]
    # September max(2, 2) − 1 = 1; October max(4, 3 rows) − 2 = 2; November max(4, 4 rows) − 4 = 0
    assert months == [1, 2, 0]


def test_a_household_first_seen_this_month_on_its_third_visit_brings_two_repeats(tmp_path: Path) -> None:
    sheet = f"铺贴指导记录\n{HEAD}\n| 2026-10-02 | 五里牌店 | 陈一 | 13800000001 | 老周 | 李四 | 3 | | | |"
    assert worked(tmp_path, {"指导": sheet}).figure("guidance.repeat_visits") == 2


# -- deliveries -------------------------------------------------------------------------------------------------------

DELIVERIES = """
送货登记表
| 送货日期 | 送货单号 | 类型 | 门店 | 客户姓名 | 电话 | 型号 | 数量 | 经办人 | 非常规 | 短信 |
| 2026-10-01 | SH-20001 | 送货 | 五里牌店 | 陈一 | 13800000001 | QH6315 | 10箱 | 张三/李四 | 是 | 2026-10-01 |
| 2026-10-01 | SH-20001 | 送货 | 五里牌店 | 陈一 | 13800000001 | QH4508 | 36片 | 张三/李四 | | |
| 2026-10-02 | SH-20002 | 送货 | 五里牌店 | 林二 | 13800000002 | QH6315 | 5箱 | 张三 | | 是 |
| 2026-10-03 | SH-20003 | 送货 | 高桥店 | 黄三 | 13800000003 | QH6315 | 4箱 | 李四 | 是 | 2026-10-04 |
| 2026-10-04 | SH-20004 | | 高桥店 | 周四 | 13800000004 | QH6315 | 3箱 | | | |
| 2026-10-05 | BH-20001 | 补货 | 高桥店 | 陈一 | 13800000001 | QH6315 | 2片 | 李四 | | |
"""


def test_deliveries_are_counted_in_households_lines_and_quantities_by_type(tmp_path: Path) -> None:
    found = worked(tmp_path, {"送货": DELIVERIES})
    assert found.figure("delivery.lines") == 6
    assert found.split("delivery.lines", "category") == {"送货": 4, "补货": 1}  # 周四's type is not written
    assert found.split("delivery.lines", "person") == {"张三": 2, "李四": 3, "未分配": 1}
    assert found.figure("delivery.households") == 4
    assert found.split("delivery.households", "category") == {"送货": 3, "补货": 1}
    assert found.split("delivery.quantity", "unit") == {"箱": 22, "片": 38}
    assert found.figure("delivery.quantity", category="送货", unit="片") == 36
    assert found.figure("delivery.quantity", unit="箱", person="张三") == 10  # half of 10, and 5
    assert found.figure("delivery.quantity") is None


def test_special_orders_are_rows_marked_so(tmp_path: Path) -> None:
    found = worked(tmp_path, {"送货": DELIVERIES})
    assert found.figure("delivery.special_orders") == 2
    assert found.split("delivery.special_orders", "person") == {"张三": 0.5, "李四": 1.5}


def test_a_greeting_counts_on_the_day_of_the_delivery_and_a_blank_is_none(tmp_path: Path) -> None:
    found = worked(tmp_path, {"送货": DELIVERIES})
    # 陈一 on the day (one line is enough), 林二 是; 黄三 a day late; 周四 of unknown type is left out; then a blank
    assert found.parts("delivery.sms_same_day_rate") == (2, 3)
    blank = DELIVERIES.replace("| 2026-10-04 |\n", "| |\n")
    assert worked(tmp_path, {"送货": blank}).parts("delivery.sms_same_day_rate") == (2, 3)
    assert found.split("delivery.sms_same_day_rate", "store") == {"五里牌店": 1, "高桥店": 0}


def test_sheets_without_the_greeting_column_stay_out_of_its_rate(tmp_path: Path) -> None:
    other = """
送货登记表
| 送货日期 | 送货单号 | 门店 | 客户姓名 | 电话 | 型号 | 数量 | 经办人 |
| 2026-10-08 | SH-30001 | 红星店 | 吴五 | 13800000005 | QH6315 | 5箱 | 赵六 |
"""
    found = worked(tmp_path, {"送货": DELIVERIES, "红星送货": other})
    assert found.parts("delivery.sms_same_day_rate") == (2, 3)
    assert found.figure("delivery.lines") == 7
    assert worked(tmp_path / "alone", {"红星送货": other}).row("delivery.sms_same_day_rate") is None


def test_delivered_households_with_a_guidance_record_whenever_it_was(tmp_path: Path) -> None:
    later = f"铺贴指导记录\n{HEAD}\n| 2026-11-01 | 五里牌店 | 林二 | 13800000002 | 老周 | 李四 | 1 | | | |"
    found = worked(tmp_path, {"送货": DELIVERIES, "指导": later})
    assert found.parts("guidance.coverage_rate") == (1, 3)
    assert found.parts("guidance.coverage_rate", store="五里牌店") == (1, 2)
    assert worked(tmp_path / "alone", {"送货": DELIVERIES}).figure("guidance.coverage_rate") is None


# -- audits -----------------------------------------------------------------------------------------------------------

AUDITS = """
抽查回访记录
| 抽查日期 | 抽查人 | 门店 | 客户姓名 | 电话 | 回访人 | 当事人 | 抽查结果 | 态度问题 | 是否核实 |
| 2026-10-10 | 周主任 | | 陈一 | 13800000001 | 王芳 | 张三 | 属实 | | |
| 2026-10-10 | 周主任 | | 林二 | 13800000002 | 王芳 | 张三 | 不属实 | | 否 |
| 2026-10-11 | 周主任 | | 黄三 | 13800000003 | 王芳/刘敏 | | 未回访 | | |
| 2026-10-11 | 周主任 | | 周四 | 13800000004 | 刘敏 | 张三 | 联系不上 | | |
| 2026-10-12 | 周主任 | | 吴五 | 13800000005 | 刘敏 | 张三/李四 | 属实 | 是 | 是 |
"""


def test_findings_count_when_verified_and_unreachable_leaves_the_rate(tmp_path: Path) -> None:
    found = worked(tmp_path, {"抽查": AUDITS})
    assert found.figure("audit.checked") == 5
    assert found.split("audit.checked", "person") == {"王芳": 2.5, "刘敏": 2.5}
    assert found.figure("audit.false") == 1  # 林二's is marked as not verified
    assert found.split("audit.false", "person") == {"王芳": 0.5, "刘敏": 0.5}
    assert found.parts("audit.genuine_rate") == (2, 3)
    assert found.split("audit.attitude", "person") == {"张三": 0.5, "李四": 0.5}


@pytest.mark.parametrize("measure", ["audit.false", "audit.attitude"])
def test_an_audit_that_found_nothing_wrong_is_a_zero(tmp_path: Path, measure: str) -> None:
    clean = "\n".join([*AUDITS.strip().splitlines()[:3]])
    assert worked(tmp_path, {"抽查": clean}).figure(measure) == 0
