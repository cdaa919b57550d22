"""A quarter's figures are those of all its records: parts added up, medians taken anew, a backlog that of the end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from aftersales.measures.catalogue import MEASURES
from aftersales.measures.longer import measure_longer
from tests.sheets import Worked, worked

CALLS = """
售后回访记录
| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 满意度 |
| 2026-07-02 | 高桥店 | 陈一 | 13800000001 | 王芳 | 满意 |
| 2026-07-03 | 高桥店 | 林二 | 13800000002 | 王芳 | 不满意 |
| 2026-08-04 | 高桥店 | 陈一 | 13800000001 | 王芳 | 满意 |
| 2026-08-05 | 高桥店 | 黄三 | 13800000003 | 刘敏 | 满意 |
| 2026-08-06 | 南门店 | 周四 | 13800000004 | 刘敏 | 满意 |
| 2026-08-07 | 南门店 | 吴五 | 13800000005 | 刘敏 | 满意 |
"""
COMPLAINTS = """
投诉登记表
| 投诉日期 | 门店 | 客户姓名 | 电话 | 投诉内容 | 处理人 | 处理状态 | 结案日期 |
| 2026-07-01 | 高桥店 | 陈一 | 13800000001 | 瓷砖开裂 | 刘敏 | 已结案 | 2026-07-02 |
| 2026-07-01 | 高桥店 | 林二 | 13800000002 | 瓷砖开裂 | 刘敏 | 已结案 | 2026-07-31 |
| 2026-07-20 | 高桥店 | 黄三 | 13800000003 | 色差 | 刘敏 | 处理中 | |
| 2026-08-01 | 高桥店 | 周四 | 13800000004 | 色差 | 王芳 | 已结案 | 2026-08-04 |
| 2026-08-01 | 高桥店 | 吴五 | 13800000005 | 色差 | 王芳 | 已结案 | 2026-08-06 |
| 2026-08-01 | 高桥店 | 郑六 | 13800000006 | 色差 | 王芳 | 已结案 | 2026-08-09 |
| 2026-08-30 | 高桥店 | 冯七 | 13800000007 | 色差 | 王芳 | 处理中 | |
"""
TARGETS = """
目标值
| 期间 | 指标 | 目标 |
| 2026年第三季度 | 投诉数量 | 5 |
| 2026-08 | 回访次数 | 3 |
| 2026年 | 问题解决率 | 90% |
"""


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    folder = tmp_path_factory.mktemp("quarter")
    return figures_of(worked(folder, {"回访": CALLS, "投诉": COMPLAINTS, "目标": TARGETS}))


def figures_of(done: Worked, targets: dict[str, float] | None = None) -> pd.DataFrame:
    months = {month: done.results.figures[month] for month in ("2026-07", "2026-08")}
    timed = [done.results.timed[month] for month in months]
    scope = replace(done.results.scopes["2026-08"], month="2026-Q3")
    return measure_longer(scope, months, timed, MEASURES, targets or {}, 10)


def row(figures: pd.DataFrame, measure: str, **where: str) -> pd.Series:
    chosen = figures[figures["measure"] == measure]
    for name in ("store", "person", "category", "product", "unit"):
        chosen = chosen[chosen[name].fillna("") == where.get(name, "")]
    assert len(chosen) == 1
    return chosen.iloc[0]


def test_rates_are_made_of_what_their_parts_add_up_to(quarter: pd.DataFrame) -> None:
    rate = row(quarter, "callback.satisfaction_rate")

    assert (rate["numerator"], rate["denominator"]) == (5, 6)  # 1/2 and 4/4: not the mean of 50 % and 100 %
    assert rate["value"] == pytest.approx(5 / 6)
    assert rate["low"] == pytest.approx(0.4365, abs=5e-5)  # Wilson for 5 of 6
    assert row(quarter, "callback.satisfaction_rate", store="高桥店")["value"] == 0.75
    assert row(quarter, "callback.satisfaction_rate", person="王芳")["denominator"] == 3
    assert set(quarter["month"]) == {"2026-Q3"}


def test_a_household_counts_once_in_each_of_its_months(quarter: pd.DataFrame) -> None:
    assert row(quarter, "callback.households")["value"] == 6  # 陈一 was called in both


def test_a_median_is_taken_over_the_cases_of_all_months(quarter: pd.DataFrame) -> None:
    """Closed after 1, 3, 5, 8 and 30 days, two still open: the curve falls to one half at the fifth or later case."""
    assert row(quarter, "complaint.resolution_days", person="王芳")["value"] == 5
    assert row(quarter, "complaint.resolution_days")["denominator"] == 5


def test_a_backlog_is_that_of_the_end(quarter: pd.DataFrame) -> None:
    """One was open at the end of July, that one and another at the end of August: two, not three."""
    assert row(quarter, "complaint.backlog")["value"] == 2
    assert row(quarter, "complaint.count")["value"] == 7
    assert row(quarter, "complaint.by_category", category="色差")["value"] == 5


def test_a_quarter_has_its_own_targets_and_the_rates_of_its_year(quarter: pd.DataFrame) -> None:
    count, calls, solved = (row(quarter, m) for m in ("complaint.count", "callback.calls", "complaint.solved_rate"))

    assert (count["target"], count["verdict"]) == (5, "未达标")
    assert pd.isna(calls["target"])  # 3 in August are not 3 in the quarter
    assert (solved["target"], solved["verdict"]) == (0.9, "样本不足")


def test_so_many_a_month_are_not_so_many_a_quarter(tmp_path: Path) -> None:
    targets = {"complaint.count": 2.0, "callback.satisfaction_rate": 0.95}

    figures = figures_of(worked(tmp_path, {"回访": CALLS, "投诉": COMPLAINTS}), targets)

    assert pd.isna(row(figures, "complaint.count")["target"])
    assert row(figures, "callback.satisfaction_rate")["target"] == 0.95
