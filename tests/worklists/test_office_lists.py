"""What the office waits for: cases (S2-21), appraisal forms (S4-14), days without an entry (S0-12)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from aftersales.kinds.load import built_in_kinds
from aftersales.problems import ConfigError
from aftersales.settings.load import load_settings
from tests.worklists.lists import kept, of, todo

COMPLAINTS = """
客户投诉登记表
| 投诉编号 | 投诉日期 | 门店 | 客户 | 电话 | 投诉内容 | 投诉级别 | 处理人 | 处理状态 | 结案日期 | 赔偿金额 |
| T1 | 2026-10-05 | 五里牌店 | 甲 | 13800000001 | 开裂 | 典型 | 王芳 | 已结案 | 2026-10-12 | |
| T2 | 2026-10-05 | 五里牌店 | 乙 | 13800000002 | 开裂 | 一般 | 王芳 | 已结案 | 2026-10-12 | 300 |
| T3 | 2026-10-05 | 五里牌店 | 丙 | 13800000003 | 开裂 | 一般 | 王芳 | 已结案 | 2026-10-12 | |
| T4 | 2026-10-05 | 五里牌店 | 丁 | 13800000004 | 开裂 | 典型 | 王芳 | 处理中 | | |
| T5 | 2026-10-05 | 五里牌店 | 戊 | 13800000005 | 开裂 | 典型 | 王芳 | 已结案 | 2026-10-12 | |
"""
CASES = """
案例登记表
| 日期 | 投诉编号 | 原因 | 处理过程 | 处理结果 | 分享部门 | 领导建议 |
| 2026-10-12 | T5 | 没有留缝 | 上门更换 | | 全体 | |
| 2026-10-09 | T9 | 没有留缝 | 上门更换 | 满意 | 全体 | 多留缝 |
"""


def test_cases_with_blanks_and_cases_nobody_wrote(tmp_path: Path) -> None:
    found = todo(tmp_path, {"投诉": COMPLAINTS, "案例": CASES}, "2026-10-16")
    assert of(found, "case_incomplete", "customer", "person", "what", "days") == [
        "甲 王芳 典型投诉已结案，没有写案例：T1 4",
        "乙 王芳 有赔偿的投诉已结案，没有写案例：T2 4",
        "戊 王芳 案例缺处理结果、领导建议：T5 4",
    ]
    early = todo(tmp_path / "early", {"投诉": COMPLAINTS, "案例": CASES}, "2026-10-15")
    assert of(early, "case_incomplete", "customer") == ["戊"]  # the three days after the closing are not over


def test_a_column_the_case_log_lacks_is_no_blank_and_without_the_log_there_is_no_list(tmp_path: Path) -> None:
    cases = """
    案例登记表
    | 日期 | 原因 | 处理过程 | 领导建议 |
    | 2026-10-12 | 没有留缝 | 上门更换 | 多留缝 |
    """
    assert of(todo(tmp_path / "a", {"投诉": COMPLAINTS, "案例": cases}, "2026-10-16"), "case_incomplete") == []
    assert "case_incomplete" not in kept(todo(tmp_path / "b", {"投诉": COMPLAINTS}, "2026-10-16"))


STAFF = """
花名册
| 姓名 | 工号 | 门店 | 岗位 | 考核方案 | 入职日期 | 离职日期 |
| 何平 | A1 | 五里牌店 | 安装 | 雄辉售后人员考核 | 2020-01-01 | |
| 周军 | A2 | 高桥店 | 安装 | 雄辉售后人员考核 | 2020-01-01 | |
| 刘敏 | A3 | 高桥店 | 文员 | | 2020-01-01 | |
| 谢勇 | A4 | 高桥店 | 安装 | 雄辉售后人员考核 | 2020-01-01 | 2026-10-20 |
| 唐新 | A5 | 高桥店 | 安装 | 雄辉售后人员考核 | 2026-11-01 | |
"""
FORMS = """
雄辉售后人员考核
| 月份 | 姓名 | 考核方案 | 考核项目 | 得分 |
| 2026-09 | 何平 | 雄辉售后人员考核 | 积极性 | 13 |
| 2026-09 | 周军 | 雄辉售后人员考核 | 积极性 | 13 |
| 2026-10 | 何平 | 雄辉售后人员考核 | 积极性 | 14 |
"""


@pytest.mark.parametrize(
    ("day", "listed"),
    [
        ("2026-10-31", []),
        ("2026-11-01", ["周军 高桥店 2026-10 的考核表还没有交（2026-11-08 前要交） 1"]),
        ("2026-11-08", ["周军 高桥店 2026-10 的考核表还没有交（2026-11-08 前要交） 8"]),
        ("2026-11-09", ["周军 高桥店 2026-10 的考核表还没有交（已超过 2026-11-08） 9"]),
    ],
)
def test_last_months_forms_are_due_by_the_eighth(tmp_path: Path, day: str, listed: list[str]) -> None:
    found = todo(tmp_path, {"花名册": STAFF, "考核表": FORMS}, day)
    assert of(found, "appraisal_due", "person", "store", "what", "days") == listed


def test_without_a_roster_those_who_had_a_form_the_month_before_are_expected(tmp_path: Path) -> None:
    found = todo(tmp_path, {"考核表": FORMS}, "2026-11-09")
    assert of(found, "appraisal_due", "person", "since") == ["周军 2026-10-31"]
    assert "appraisal_due" not in kept(todo(tmp_path / "none", {"花名册": STAFF}, "2026-11-09"))


def days(first: str, last: str, *without: str) -> list[str]:
    """All days but weekends and the National Day holiday, with the Saturday worked instead."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    every = [start + timedelta(days=at) for at in range((end - start).days + 1)]
    worked = [d for d in every if (d.weekday() < 5 and not date(2026, 10, 1) <= d <= date(2026, 10, 7))
              or d == date(2026, 10, 10)]  # fmt: skip
    return [d.isoformat() for d in worked if d.isoformat() not in without]


def calls(on: list[str], store: str = "五里牌店") -> str:
    lines = [f"| {day} | {store} | 客户{at} | 138{at:04d}{len(store):04d} | 王芳 | 满意 |" for at, day in enumerate(on)]
    return "\n".join(["售后服务跟踪表", "| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 满意度 |", *lines])


def test_gaps_of_a_daily_log_are_named_with_the_entry_before_them(tmp_path: Path) -> None:
    on = days("2026-09-28", "2026-10-30", "2026-10-15", "2026-10-10")
    found = todo(tmp_path, {"回访": calls(on)}, "2026-11-02")
    assert of(found, "day_missing", "store", "what", "since", "days", "row") == [
        "五里牌店 《售后回访记录》10-10（周六）没有登记 2026-10-10 23 7",
        "五里牌店 《售后回访记录》10-15（周四）没有登记 2026-10-15 18 10",
    ]  # rows: 28, 29, 30 September, 8 and 9 October stand in rows 3 to 7


def test_a_log_that_stopped_is_one_item_and_yesterday_is_no_gap(tmp_path: Path) -> None:
    on = days("2026-09-28", "2026-10-27")
    assert of(todo(tmp_path / "a", {"回访": calls(on)}, "2026-10-29"), "day_missing") == []
    found = todo(tmp_path / "b", {"回访": calls(on)}, "2026-10-30")
    assert of(found, "day_missing", "since", "what") == [
        "2026-10-28 《售后回访记录》10-27（周二）以后没有登记，缺 2 个工作日"
    ]


def test_a_log_that_is_not_kept_daily_has_no_gaps(tmp_path: Path) -> None:
    found = todo(tmp_path, {"回访": calls(days("2026-09-01", "2026-10-30")[::2])}, "2026-11-02")
    assert "day_missing" in kept(found)
    assert of(found, "day_missing") == []
    few = todo(tmp_path / "few", {"回访": calls(days("2026-10-12", "2026-10-22", "2026-10-14"))}, "2026-10-26")
    assert of(few, "day_missing") == []  # nine working days: too few to tell


def test_attendance_is_asked_of_each_person_but_not_beyond_its_last_day_or_on_days_in_the_field(
    tmp_path: Path,
) -> None:
    on = days("2026-10-08", "2026-10-30")
    rows = [f"| {day} | {name} | 08:00 | 17:30 |" for name in ("何平", "周军") for day in on]
    rows = [
        row for row in rows if not row.startswith(("| 2026-10-14 | 何平", "| 2026-10-15 | 何平", "| 2026-10-16 | 周军"))
    ]
    sheet = "\n".join(["考勤表", "| 日期 | 姓名 | 上班打卡 | 下班打卡 |", *rows])
    visits = "铺贴指导记录\n| 日期 | 门店 | 客户姓名 | 指导人 | 泥工 |\n| 2026-10-15 | 五里牌店 | 甲 | 何平 | 刘师傅 |"
    found = todo(tmp_path, {"考勤": sheet, "指导": visits, "花名册": STAFF}, "2026-11-03")
    assert of(found, "day_missing", "person", "store", "what") == [
        "何平 五里牌店 《考勤表》10-14（周三）没有登记",
        "周军 高桥店 《考勤表》10-16（周五）没有登记",
    ]


def test_which_logs_are_daily_is_a_setting_and_a_log_without_shops_is_the_companys(tmp_path: Path) -> None:
    on = days("2026-10-08", "2026-10-30", "2026-10-14")
    lines = [f"| {day} | 交通费 | 20 | 何平 |" for day in on]
    sheet = "\n".join(["费用开支登记簿", "| 日期 | 费用项目 | 金额 | 经办人 |", *lines])
    assert "day_missing" not in kept(todo(tmp_path / "a", {"费用": sheet}, "2026-11-02"))
    found = todo(tmp_path / "b", {"费用": sheet}, "2026-11-02", worklists={"daily_logs": ["expense"]})
    assert of(found, "day_missing", "store", "since", "what") == [
        "- 2026-10-14 《费用开支登记簿》10-14（周三）没有登记"
    ]


def test_a_daily_log_that_does_not_exist_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("worklists:\n  daily_logs: [callback, repiar]\n", encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load_settings(path, list, lambda: built_in_kinds().keys())
    (told,) = refused.value.complaints
    assert "config.yaml:2:" in told
    assert "没有登记表种类“repiar”，是不是“repair”" in told
