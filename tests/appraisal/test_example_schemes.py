"""Two schemes that no shipped one resembles, written without Python: they load without a complaint and score by hand."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from aftersales.appraisal.checkup import Known, check_up
from aftersales.appraisal.library import read_yaml
from aftersales.classify import load_taxonomy
from aftersales.kinds.load import built_in_kinds
from aftersales.measures.catalogue import BY_ID
from aftersales.settings.model import Categories
from aftersales.settings.schemes import Scheme
from tests.sheets import Worked, worked

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
KNOWN = Known(frozenset(BY_ID), built_in_kinds(), frozenset(load_taxonomy(Categories()).order))
ROSTER = """
花名册
| 姓名 | 工号 | 门店 | 岗位 | 入职日期 |
| 王芳 | A01 | 五里牌店 | 客服 | 2024-01-01 |
| 李建国 | A02 | 五里牌店 | 维修 | 2024-01-01 |
"""


def example(name: str) -> dict[str, object]:
    return dict(read_yaml((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ["call-centre", "repair-firm"])
def test_an_example_is_sound(name: str) -> None:
    assert check_up(Scheme.model_validate(example(name)), KNOWN) == []


def read(folder: Path, name: str, **files: str) -> Worked:
    written = example(name)
    settings = {"schemes": {written.pop("id"): written}}
    return worked(folder, {"花名册": ROSTER, **files}, as_of=datetime.fromisoformat("2026-11-20"), settings=settings)


def test_a_call_centre_scores_along_its_lines(tmp_path: Path) -> None:
    """22 of 25 reached = 88 % → 60 × (0.88 − 0.80) ÷ 0.15 = 32 of 60; 24 households of a target of 30 → 32 of 40;
    效率 64 × 0.4 = 25.6. No satisfaction, no audit, no complaint: 质量 is not rated, so 40 % of the weight is too little."""
    rows = [
        f"| 2026-10-{at:02d} | 客{at} | 138{at:08d} | 王芳 | {'未接' if at <= 3 else '接通'} |" for at in range(1, 26)
    ]
    calls = "\n".join(["售后回访记录", "| 回访日期 | 客户姓名 | 电话 | 回访人 | 回访结果 |", *rows])
    target = "目标值\n| 月份 | 姓名 | 考核项目 | 目标值 |\n| 2026年10月 | 王芳 | 回访量 | 30 |"
    found = read(tmp_path, "call-centre", 回访=calls, 目标=target)
    assert found.score("王芳", "call-centre").status == "not_rated"
    audits = ["抽查回访记录", "| 抽查日期 | 原回访日期 | 回访人 | 客户姓名 | 电话 | 核实情况 |"]
    audits += [
        f"| 2026-10-28 | 2026-10-{at:02d} | 王芳 | 客{at} | 138{at:08d} | {'不属实' if at == 4 else '属实'} |"
        for at in range(4, 9)
    ]
    rated = "\n".join(
        ["售后回访记录", "| 回访日期 | 客户姓名 | 电话 | 回访人 | 当事人 | 满意度 |"]
        + [
            f"| 2026-10-{at:02d} | 户{at} | 139{at:08d} | 周敏 | 王芳 | {'满意' if at <= 8 else '不满意'} |"
            for at in range(1, 11)
        ]
    )
    found = read(tmp_path / "more", "call-centre", 回访=calls, 目标=target, 抽查="\n".join(audits), 评价=rated)
    score = found.score("王芳", "call-centre")
    points = {line.item: line.points for line in score.lines}
    # 满意率 8/10 → 50 × 0.1 ÷ 0.2 = 25 × 0.6 = 15; 真实率 4/5 → 24 × 0.6 = 14.4; 首次联系 has no complaint and is rescaled
    assert (points["接通率"], points["服务满意率"], points["记录真实"]) == (
        Decimal("12.8"),
        Decimal(15),
        Decimal("14.4"),
    )
    assert round(points["回访量"] or 0, 4) == round(Decimal(25) / 30 * 40 * Decimal("0.4"), 4)


def test_a_repair_firm_allows_once_and_then_takes_a_share(tmp_path: Path) -> None:
    """Three reworks, one allowed: 2 × 25 % of 40 = 20. One verified complaint: 50 % of 30 = 15. 着装 10, 单据 20."""
    head = (
        "| 报修日期 | 派工单号 | 客户姓名 | 电话 | 机型 | 故障现象 | 维修内容 | 维修人员 | 完工时间 | 客户签字 | 返修 |"
    )
    rows = [
        f"| 2026-10-{at:02d} | PG-2026-{at:04d} | 客{at} | 138{at:08d} | 热水器 | 不热 | 换件 | 李建国 | 2026-10-{at:02d} | 是 | {'外返' if at <= 3 else ''} |"
        for at in range(1, 6)
    ]
    jobs = "\n".join(["维修记录", head, *rows])
    told = """
客户投诉登记表
| 投诉日期 | 客户姓名 | 电话 | 投诉内容 | 投诉类别 | 责任人 | 是否属实 |
| 2026-10-06 | 客一 | 13800000091 | 师傅说话难听 | 服务态度 | 李建国 | 是 |
"""
    found = read(tmp_path, "repair-firm", 维修=jobs, 投诉=told)
    assert found.column("repair", "rework")[:3] == ["外返", "外返", "外返"]
    score = found.score("李建国", "repair-firm")
    points = {line.item: line.points for line in score.lines}
    assert points == {"返修": 20, "单据": 20, "投诉": 15, "着装": 10}
    assert (score.score, score.grade) == (Decimal("65.00"), "差")
    assert "返修 3 次（前 1 次不扣） × 10 分" in next(line.basis for line in score.lines if line.item == "返修")


def test_a_scheme_may_look_at_a_field_that_no_figure_counts(tmp_path: Path) -> None:
    """Two repairs at the address that wants a report of each, at 10 points."""
    jobs = """
    维修登记
    | 维修日期 | 客户姓名 | 电话 | 维修人 | 地址 | 故障描述 |
    | 2026-10-08 | 钱一 | 13800000001 | 李建国 | 甲厂一车间 | 不制冷 |
    | 2026-10-09 | 孙二 | 13800000002 | 李建国 | 甲厂一车间 | 不制冷 |
    | 2026-10-10 | 周三 | 13800000003 | 李建国 | 乙厂 | 不制冷 |
    """
    scheme = {
        "zh": "甲厂报告",
        "stated_total": 100,
        "items": [
            {
                "name": "报告",
                "max": 100,
                "award": {
                    "by": "per_event",
                    "events": [
                        {"records": "repair", "where": {"address": "甲厂一车间"}, "role": "technician", "each": 10}
                    ],
                },
            }
        ],
        "grades": [{"name": "好", "at": 60}],
        "below": "差",
    }
    roster = ROSTER.replace("| 入职日期 |", "| 入职日期 | 考核方案 |").replace(
        "| 2024-01-01 |", "| 2024-01-01 | plant-report |"
    )
    settings = {"schemes": {"plant-report": scheme}}
    found = worked(
        tmp_path,
        {"花名册": roster, "维修": jobs},
        as_of=datetime.fromisoformat("2026-11-20"),
        settings=settings,
    )
    assert found.score("李建国", "plant-report").total == Decimal(80)
