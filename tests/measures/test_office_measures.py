"""Incidents, plans, cases, new customers, goods received; and targets from 目标值 sheets."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.sheets import worked

INCIDENTS = """
扣分登记表
| 日期 | 姓名 | 事项 | 次数 | 扣分 | 是否核实 | 原因 |
| 2026-10-08 | 张三 | 联系不上 | 2 | 2 | 是 | 电话关机 |
| 2026-10-09 | 张三 | 工具损坏 | | 5 | 是 | 摔坏 |
| 2026-10-10 | 李四 | 联系不上 | 1 | 1 | | 待核实 |
"""


def test_incidents_count_by_item_once_they_are_verified(tmp_path: Path) -> None:
    found = worked(tmp_path, {"扣分": INCIDENTS})
    assert found.figure("incident.times") == 3
    assert found.split("incident.times", "category") == {"联系不上": 2, "工具损坏": 1}
    without = worked(tmp_path / "without", {"扣分": INCIDENTS.replace("是否核实", "备注")})
    assert without.split("incident.times", "person") == {"张三": 3, "李四": 1}


def test_plans_done_and_late(tmp_path: Path) -> None:
    sheet = """
工作计划
| 计划期间 | 负责人 | 工作内容 | 计划完成日期 | 实际完成日期 |
| 2026年10月 | 张三 | 培训一次 | 2026-10-10 | 2026-10-10 |
| 2026年10月 | 张三 | 回访老客户 | 2026-10-10 | 2026-10-12 |
| 2026年10月 | 李四 | 整理案例 | 2026-10-31 | |
| 2026年10月 | 李四 | 盘点配件 | 2026-11-02 | |
"""
    found = worked(tmp_path, {"工作计划": sheet})
    assert found.parts("plan.done_rate") == (2, 4)
    assert found.split("plan.late", "person") == {"张三": 1, "李四": 1}  # the last one is due today


def test_cases_new_customers_and_goods_received(tmp_path: Path) -> None:
    files = {
        "案例": "案例登记表\n| 日期 | 投诉编号 | 原因分析 | 处理过程 | 处理结果 | 分享对象 | 建议 |\n"
        "| 2026-10-08 | TS1001 | 铺贴过紧 | 上门两次 | 换砖 | 门店 | 留缝 |",
        "客户": "客户资料卡\n| 客户姓名 | 电话 | 型号 | 购买日期 | 首次接触日期 | 业务员 |\n"
        "| 陈一 | 13800000001 | M1 | 2026-10-09 | 2026-10-02 | 张三 |\n"
        "| 陈一 | 13800000001 | M2 | 2026-10-10 | 2026-10-02 | 张三 |\n"
        "| 林二 | 13800000002 | M1 | 2026-10-09 | 2026-09-30 | 张三 |",
        "收货": "收货单\n| 收货日期 | 收货单号 | 供货单位 | 商品名称 | 数量 | 采购员 |\n"
        "| 2026-10-06 | SH20001 | 甲厂 | 密封圈 | 98个 | 周采 |\n| 2026-10-06 | SH20002 | 甲厂 | 胶水 | 2箱 | 周采 |",
    }
    found = worked(tmp_path, files)
    assert found.figure("case.count") == 1
    assert found.split("customer.new", "person") == {"张三": 1}  # two cards, one household
    assert found.split("receipt.quantity", "unit") == {"个": 98, "箱": 2}


CALLS = """
售后回访记录
| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 满意度 |
| 2026-10-02 | 五里牌店 | 陈一 | 13800000001 | 王芳 | 满意 |
| 2026-10-03 | 五里牌店 | 林二 | 13800000002 | 王芳 | 不满意 |
| 2026-10-04 | 高桥店 | 黄三 | 13800000003 | 刘敏 | 满意 |
"""
TARGETS = """
目标值
| 期间 | 门店 | 姓名 | 指标 | 目标值 |
| 2026年 | | | 回访满意率 | 60% |
| 2026年10月 | 五里牌店 | | 回访满意率 | 55 |
| 2026年10月 | | 王芳 | callback.calls | 3 |
| 2026年10月 | | | callback.calls | 2 |
| 2026年9月 | | | callback.households | 9 |
| 2026年 | | | callback.rated | 100 |
"""


@pytest.mark.parametrize(
    ("measure", "where", "target", "verdict"),
    [
        ("callback.satisfaction_rate", {}, 0.6, "达标"),  # 2 of 3; the target of the year holds in its months
        ("callback.satisfaction_rate", {"store": "五里牌店"}, 0.55, "未达标"),  # 55 is 55 %
        ("callback.satisfaction_rate", {"store": "高桥店"}, 0.6, "达标"),
        ("callback.calls", {}, 2, "达标"),
        ("callback.calls", {"person": "王芳"}, 3, "未达标"),
        ("callback.calls", {"person": "刘敏"}, 2, None),  # a number for the company is not each one's
        ("callback.households", {}, None, None),  # of another month
        ("callback.rated", {}, None, None),  # what adds up over the year is no target of a month
    ],
)
def test_targets_of_a_sheet_go_before_those_of_the_settings(
    tmp_path: Path, measure: str, where: dict[str, str], target: float | None, verdict: str | None
) -> None:
    settings = {"targets": {"callback.satisfaction_rate": 0.99}, "rules": {"small_sample": 1}}
    found = worked(tmp_path, {"回访": CALLS, "目标": TARGETS}, settings=settings)
    row = found.row(measure, **where)
    assert row is not None
    told = [None if pd.isna(row[name]) else row[name] for name in ("target", "verdict")]
    assert told == [target, verdict]
