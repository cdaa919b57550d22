"""Repair jobs: counted, timed, solved, punctual, signed, fees handed in, repeats (docs/measures.md §2 and §3.4)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets import Worked, worked

JOBS = """
维修记录
| 派工单号 | 报修时间 | 预约时间 | 到达时间 | 完成时间 | 门店 | 客户姓名 | 电话 | 机型 | 故障现象 | 维修内容 | 维修人员 | 是否解决 | 维修状态 | 客户签字 | 满意度 |
| PG10001 | 2026-10-01 09:00 | 2026-10-01 10:00 | 2026-10-01 10:15 | 2026-10-01 11:00 | 五里牌店 | 陈一 | 13800000001 | M1 | 不制冷 | 加氟 | 张三 | 是 | | 是 | 满意 |
| PG10002 | 2026-10-02 09:00 | 2026-10-02 10:00 | 2026-10-02 10:16 | 2026-10-02 14:00 | 五里牌店 | 林二 | 13800000002 | M1 | 漏水 | 换管 | 张三/李四 | 否 | 已结案 | | 不满意 |
| PG10003 | 2026-10-03 | 2026-10-05 | 2026-10-05 | 2026-10-06 | 高桥店 | 黄三 | 13800000003 | M2 | 异响 | | 李四 | | 已结案 | 是 | |
| PG10004 | 2026-10-28 10:00 | 2026-10-29 | 2026-10-30 | | 高桥店 | 周四 | 13800000004 | M2 | 漏电 | 待件 | | | 处理中 | | |
| PG10005 | 2026-09-29 08:00 | | | 2026-10-01 08:00 | 高桥店 | 吴五 | 13800000005 | M3 | 不启动 | 换电池 | 李四 | | | 是 | 非常满意 |
| PG10006 | 2026-10-08 08:00 | | | 2026-10-08 09:00 | 高桥店 | 徐六 | 13800000006 | M3 | 不启动 | 换电池 | 李四 | 是 | 取消 | 是 | 满意 |
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    return worked(tmp_path_factory.mktemp("repairs"), {"维修": JOBS})


def test_jobs_belong_to_the_month_they_were_finished_in_without_the_cancelled(found: Worked) -> None:
    assert found.figure("repair.jobs") == 5
    assert found.figure("repair.jobs", "2026-09") is None  # PG10005 was only reported in September
    assert found.split("repair.jobs", "person") == {"张三": 1.5, "李四": 2.5, "未分配": 1}
    assert found.split("repair.jobs", "store") == {"五里牌店": 2, "高桥店": 3}


def test_hours_from_report_to_finish_whole_days_where_a_time_is_missing(found: Worked) -> None:
    # 2, 5, 72 (3 → 6 October), 48 hours; PG10004 is not finished
    assert found.parts("repair.hours_mean") == (127, 4)
    assert found.figure("repair.hours_median") == 5  # half of the jobs took no longer
    assert found.figure("repair.hours_p90") == 72
    assert found.figure("repair.hours_median", person="李四") == 48  # ½ of 5, then 48 and 72
    assert found.parts("repair.hours_mean", person="张三") == (4.5, 1.5)  # 2 and half of 5


def test_hours_until_somebody_was_there(found: Worked) -> None:
    # 1¼ and 1 4/15 hours, two days, two days (by the day, since one of the two has no time)
    assert found.figure("repair.response_hours", person="张三") == 1.25
    assert found.figure("repair.response_hours", store="高桥店") == 48


def test_a_mark_decides_what_is_solved_else_the_closed_status(found: Worked) -> None:
    assert found.parts("repair.solved_rate") == (2, 3)  # 10001 yes, 10002 no although closed, 10003 closed
    assert found.parts("repair.solved_rate", person="李四") == (1, 1.5)


def test_a_quarter_of_an_hour_late_is_punctual_and_days_are_compared_as_days(found: Worked) -> None:
    assert found.parts("repair.punctual_rate") == (2, 4)  # 10:15 yes, 10:16 no, same day yes, a day late no


def test_a_blank_in_a_column_for_signatures_is_no_signature(found: Worked, tmp_path: Path) -> None:
    assert found.parts("repair.signed_rate") == (3, 5)
    without = "维修记录\n| 完成时间 | 客户姓名 | 机型 | 故障现象 | 维修人员 |\n| 2026-10-05 | 陈一 | M1 | 漏水 | 张三 |"
    bare = worked(tmp_path, {"维修": without})
    assert bare.row("repair.signed_rate") is None
    assert bare.figure("repair.incomplete_records") == 0  # nor is it missing where there is no such column


def test_ratings_of_jobs_and_records_with_something_missing(found: Worked) -> None:
    assert found.parts("repair.satisfaction_rate") == (2, 3)
    assert found.figure("repair.incomplete_records") == 3  # 10002 signature, 10003 work, 10004 technician …
    assert found.split("repair.incomplete_records", "person") == {"张三": 0.5, "李四": 1.5, "未分配": 1}


FEES = """
维修记录
| 派工单号 | 完成时间 | 客户姓名 | 机型 | 故障现象 | 维修人员 | 收费金额 | 上交日期 | 特批 | 派工单上交 | 反馈单上交 |
| PG20001 | 2026-10-05 | 陈一 | M1 | 漏水 | 张三 | 100 | 2026-10-05 | | 2026-10-05 | 2026-10-06 |
| PG20002 | 2026-10-05 | 林二 | M1 | 漏水 | 张三 | 200 | 2026-10-08 | | 2026-10-06 | 2026-10-07 |
| PG20003 | 2026-10-05 | 黄三 | M1 | 漏水 | 张三 | 300 | 2026-10-06 | 是 | 是 | 是 |
| PG20004 | 2026-10-28 | 周四 | M1 | 漏水 | 李四 | 50 | | | 2026-10-28 | |
| PG20005 | 2026-10-29 | 吴五 | M1 | 漏水 | 李四 | 0 | | | 否 | 是 |
| PG20006 | 2026-10-30 | 徐六 | M1 | 漏水 | 李四/张三 | 80 | 2026-11-01 | | 2026-10-30 | 2026-10-30 |
"""


def test_fees_are_late_by_the_calendar_day_up_to_the_end_of_the_month(tmp_path: Path) -> None:
    found = worked(tmp_path, {"维修": FEES})
    # 0 + 3 + (1 − 1 approved) + 3 (still outstanding on the 31st) + 2 (handed in in November); no fee, no days
    assert found.figure("repair.fee_days_late") == 8
    assert found.split("repair.fee_days_late", "person") == {"张三": 4, "李四": 4}


def test_both_forms_must_be_handed_in_by_the_next_day(tmp_path: Path) -> None:
    found = worked(tmp_path, {"维修": FEES})
    # 20001 yes, 20002 one of them late, 20003 ticked, 20004 one missing, 20005 one refused, 20006 yes
    assert found.parts("repair.forms_in_time_rate") == (3, 6)
    early = worked(tmp_path / "early", {"维修": FEES.replace("2026-10-28 | 周四", "2026-11-01 | 周四")})
    assert early.row("repair.forms_in_time_rate", "2026-11") is None  # still in time on the 2nd


REPEATS = """
维修记录
| 派工单号 | 报修日期 | 完成时间 | 客户姓名 | 电话 | 机型 | 序列号 | 故障现象 | 维修人员 | 是否解决 | 第几次上门 |
| A1001 | 2026-09-01 | 2026-09-02 | 陈一 | 13800000001 | M1 | SN1 | 漏水 | 张三 | 是 | 1 |
| A1002 | 2026-10-02 | 2026-10-03 | 陈一 | 13800000001 | M1 | SN1 | 漏水 | 李四 | 是 | 1 |
| B1001 | 2026-09-01 | 2026-09-02 | 林二 | 13800000002 | M1 | SN2 | 漏水 | 张三 | 是 | 1 |
| B1002 | 2026-10-03 | 2026-10-03 | 林二 | 13800000002 | M1 | SN2 | 漏水 | 李四 | 是 | 1 |
| C1001 | 2026-09-05 | 2026-09-06 | 黄三 | 13800000003 | M1 | SN3 | 漏水 | 张三 | 否 | 1 |
| C1002 | 2026-09-08 | 2026-09-09 | 黄三 | 13800000003 | M1 | SN3 | 漏水 | 张三 | 是 | 2 |
| D1001 | 2026-09-10 | 2026-09-11 | 周四 | 13800000004 | M1 | SN4 | 漏水 | 李四 | 是 | |
| D1002 | 2026-09-12 | 2026-09-13 | 周四 | 13800000004 | M1 | SN5 | 漏水 | 李四 | 是 | |
| E1001 | 2026-09-10 | 2026-09-11 | 吴五 | 13800000005 | M7 | | 漏水 | 李四/张三 | 是 | |
| E1002 | 2026-09-20 | 2026-09-21 | 吴五 | 13800000005 | M7 | SN9 | 漏水 | 王五 | 是 | |
"""


def test_a_repeat_within_thirty_days_is_charged_to_the_earlier_job(tmp_path: Path) -> None:
    found = worked(tmp_path, {"维修": REPEATS})
    # A: day 30, a repeat. B: day 31, none. C: a second visit is planned, none. D: another machine, none.
    # E: the same model where a serial number is missing, a repeat; E1002 itself is followed by nothing.
    assert found.parts("repair.repeat_rate", "2026-09") == (2, 8)
    assert found.split("repair.repeat_rate", "person", "2026-09") == {
        "张三": pytest.approx(1.5 / 4.5),  # A1001 and half of E1001, of A1 B1 C1 C2 and the half
        "李四": pytest.approx(0.5 / 2.5),
        "王五": 0,
    }


def test_fixed_at_the_first_visit_and_no_repeat(tmp_path: Path) -> None:
    found = worked(tmp_path, {"维修": REPEATS})
    # of the first visits A1001 B1001 C1001 D1001 D1002 E1001 E1002: A1001 and E1001 repeated, C1001 not solved
    assert found.parts("repair.first_time_fix_rate", "2026-09") == (4, 7)


def test_a_job_whose_thirty_days_are_not_over_is_not_judged(tmp_path: Path) -> None:
    found = worked(tmp_path, {"维修": REPEATS})
    assert found.row("repair.repeat_rate", "2026-10") is None  # finished on 3 October, judged from 3 November on
    sooner = worked(tmp_path, {"维修": REPEATS}, settings={"rules": {"repeat_days": 7}})
    assert sooner.parts("repair.repeat_rate", "2026-10") == (0, 2)


def test_a_visit_that_was_booked_at_the_first_one_is_no_repeat(tmp_path: Path) -> None:
    sheet = """
维修记录
| 报修时间 | 完成时间 | 客户姓名 | 电话 | 机型 | 故障现象 | 维修人员 | 备注 |
| 2026-09-01 09:00 | 2026-09-01 11:00 | 陈一 | 13800000001 | M1 | 漏水 | 张三 | |
| 2026-09-01 12:00 | 2026-09-03 11:00 | 陈一 | 13800000001 | M1 | 漏水 | 张三 | 预约第二次上门 |
| 2026-09-01 09:00 | 2026-09-01 11:00 | 林二 | 13800000002 | M1 | 漏水 | 张三 | |
| 2026-09-01 12:00 | 2026-09-03 11:00 | 林二 | 13800000002 | M1 | 第二次漏水 | 张三 | |
"""
    found = worked(tmp_path, {"维修": sheet})
    assert found.parts("repair.repeat_rate", "2026-09") == (1, 4)


def test_rework_is_counted_inside_and_outside(tmp_path: Path) -> None:
    sheet = """
维修记录
| 完成时间 | 客户姓名 | 机型 | 故障现象 | 维修人员 | 内返/外返 | 服务方式 | 缺件 |
| 2026-10-05 | 陈一 | M1 | 漏水 | 张三 | 内返 | 送修 | |
| 2026-10-06 | 林二 | M1 | 漏水 | 张三/李四 | 外返 | 上门 | 密封圈 |
| 2026-10-07 | 黄三 | M1 | 漏水 | 李四 | | 上门 | |
"""
    found = worked(tmp_path, {"维修": sheet})
    assert found.figure("repair.rework") == 2
    assert found.split("repair.rework", "category") == {"内返": 1, "外返": 1}
    assert found.figure("repair.rework", category="外返", person="李四") == 0.5
    assert found.split("repair.mode", "category") == {"送修": 1, "上门": 2}
    assert found.figure("repair.waiting") == 1
