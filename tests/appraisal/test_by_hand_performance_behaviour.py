"""售后服务员考核评分表(月度) (S3-70…76): ladders, targets with measures, self and superior, missing items, by hand."""

from __future__ import annotations

from pathlib import Path

from tests.appraisal.tables import lines, picture, scores, sheet, year

SCHEME = "performance-behaviour"
PEOPLE = sheet(
    "花名册",
    "姓名 | 工号 | 门店 | 岗位 | 考核方案 | 入职日期",
    *(
        f"{name} | G0{at} | 五里牌店 | 服务员 | {scheme} | 2024-01-01"
        for at, (name, scheme) in enumerate(
            (
                ("马超", "售后服务员考核评分表(月度)"),
                ("林静", SCHEME),
                ("郭亮", SCHEME),
                ("何洁", SCHEME),
                ("罗丹", SCHEME),
            ),
            1,
        )
    ),
)
REACHED = sheet(
    "业绩考核评分表",
    "考核月份 | 姓名 | 考核项目 | 达成率",
    "2026年10月 | 马超 | 客户信息管理 | 1.0",
    "2026年10月 | 马超 | 客户档案管理 | 80%",
    "2026年10月 | 马超 | 客户回访 | 79.99%",
    "2026年10月 | 马超 | 投诉处理 | 0.75",
    "2026年10月 | 马超 | 客户满意度 | 74.99",
    "2026年10月 | 林静 | 客户信息管理 | 120%",
    "2026年10月 | 林静 | 客户档案管理 | 99.99%",
    "2026年10月 | 林静 | 客户回访 | 100%",
    "2026年10月 | 林静 | 投诉处理 | 74%",
    "2026年10月 | 郭亮 | 客户信息管理 | 100%",
    "2026年10月 | 郭亮 | 客户档案管理 | 100%",
    "2026年10月 | 郭亮 | 投诉处理 | 100%",
    "2026年10月 | 罗丹 | 客户信息管理 | 100%",
)
BEHAVIOUR = sheet(
    "行为考核评分表",
    "考核月份 | 姓名 | 行为指标 | 自评 | 上级 | 结果",
    "2026年10月 | 马超 | 服务细致度 | 4 | 3 |",
    "2026年10月 | 马超 | 以客户为中心 | 5 | 3 | 4",
    "2026年10月 | 林静 | 服务细致度 | | 4 |",
    "2026年10月 | 林静 | 以客户为中心 | 5 | 2 |",
    "2026年10月 | 郭亮 | 服务细致度 | 5 | 5 |",
    "2026年10月 | 何洁 | 服务细致度 | 5 | 5 |",
    "2026年10月 | 何洁 | 以客户为中心 | 5 | 5 |",
)
TARGETS = sheet("目标值", "月份 | 姓名 | 考核项目 | 目标值", "2026年10月 | 郭亮 | 客户回访 | 5")
CALLS = sheet(
    "售后回访记录",
    "回访日期 | 客户姓名 | 电话 | 回访人",
    *(f"2026-10-0{at} | 客{at} | 1380000000{at} | 郭亮" for at in range(1, 5)),
)
FILES = {"花名册": PEOPLE, "业绩": REACHED, "行为": BEHAVIOUR, "目标": TARGETS, "回访": CALLS}


def test_a_month_of_five_people(tmp_path: Path) -> None:
    """马超: 100 % → 20, 80 % → 10, 79.99 % → 5, 75 % → 5, 74.99 % → 0, each × 0.85: 17 + 8.5 + 4.25 + 4.25 + 0 = 34;
    细致 (4+3)/2 = 3.5 × 10 × 0.15 = 5.25; 客户为中心 结果 4 → 6. 45.25.
    林静: 20, 10, 20, 0 and 满意度 nobody: (17 + 8.5 + 17 + 0) = 42.5 of 68, inside the block × 85/68 = 53.125;
    细致 4 → 6 (the superior alone); 中心 (5+2)/2 = 3.5 → 5.25. 64.375 → 64.38.
    郭亮: 20, 20, 客户回访 4 calls of 5 = 80 % → 10, 20, 满意度 nobody: 17+17+8.5+17 = 59.5 of 68 → 74.375;
    细致 5 → 7.5 of 7.5, the block again 15. 89.375 → 89.38.
    何洁: 15 % of the weight, 罗丹: 17 % → no score.
    """
    found = year(tmp_path, FILES)
    assert [(r.split(" | ")[1], *r.split(" | ")[3:6], r.split(" | ")[7]) for r in scores(found, SCHEME)] == [
        ("何洁", "-", "-", "-", "not_rated"),
        ("林静", "64.375", "100", "64.38", "rated"),
        ("罗丹", "-", "-", "-", "not_rated"),
        ("郭亮", "89.375", "100", "89.38", "rated"),
        ("马超", "45.25", "100", "45.25", "rated"),
    ]
    assert lines(found, "马超", SCHEME, "2026-10") == picture("""
        客户信息管理 | 17 | 17
        客户档案管理 | 8.5 | 17
        客户回访 | 4.25 | 17
        投诉处理 | 4.25 | 17
        客户满意度 | 0 | 17
        服务细致度 | 5.25 | 7.5
        以客户为中心 | 6 | 7.5
    """)
    parts = [line.part for line in found.score("马超", SCHEME).lines]
    assert len(set(parts[:5])) == 1
    assert parts[4] != parts[5]
    assert "自评高于上级" in found.score("林静", SCHEME).note
    reached = next(line for line in found.score("郭亮", SCHEME).lines if line.item == "客户回访")
    assert "80" in reached.basis
    assert set(found.records("callback")["record_id"]) <= set(reached.evidence)


def test_grades_only_if_a_shop_asks_for_them(tmp_path: Path) -> None:
    found = year(tmp_path, FILES)
    assert {r.split(" | ")[6] for r in scores(found, SCHEME)} == {"-"}
    grades = [{"name": "优秀", "at": 90}, {"name": "良好", "at": 80}, {"name": "合格", "at": 70}]
    asked = {"schemes": {SCHEME: {"grades": grades, "below": "不合格"}}}
    again = year(tmp_path / "again", FILES, settings=asked)
    assert [r.split(" | ")[6] for r in scores(again, SCHEME)] == ["-", "不合格", "-", "良好", "不合格"]


def test_the_printed_form_of_one_person(tmp_path: Path) -> None:
    """Worked example 7 in the layout of the template: 46.75 + 12 = 58.75; typed points are shown, never used."""
    form = """
售后服务员考核评分表(月度)
| 考核期间：2026年10月 | | 姓名：马超 | | 岗位：服务员 |
| 序号 | 考核项目 | 权重 | 目标值要求 | 达成率 | 得分 | | |
| | | | | | 自评 | 上级 | 结果 |
| 1 | 客户信息管理 | 20% | 100% | 100% | 20 | 20 | 20 |
| 2 | 客户档案管理 | 20% | 100% | 85% | 20 | 15 | 15 |
| 3 | 客户回访 | 20% | 100% | 78% | 10 | 5 | 5 |
| 4 | 投诉处理 | 20% | 100% | 74% | 10 | 0 | 0 |
| 5 | 客户满意度 | 20% | 90% | 100% | 20 | 20 | 20 |
| 加权合计 | | 85% | | | | | 60 |
| 序号 | 行为指标 | 权重 | 指标说明 | | 自评 | 上级 | 结果 |
| 1 | 服务细致度 | 50% | 1-5级 | | 4 | 3 | |
| 2 | 以客户为中心 | 50% | 1-5级 | | 5 | 4 | |
| 总分 | | | | | | | 63 |
| 员工签字： | | | 上级签字： | | | | |
"""
    score = year(tmp_path, {"花名册": PEOPLE, "考核": form}).score("马超", SCHEME)
    assert (score.total, score.max) == (58.75, 100)
    assert score.note == "表中总分 63，按规则算是 58.75"
    assert score.lines[1].basis == "达成 85.0% → 10 分（表中得分 上级 15、自评 20、结果 15） × 0.85"
    assert score.lines[5].basis == "自评 4、上级 3，平均 3.5 级 × 10 分 × 0.15"
