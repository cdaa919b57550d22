"""售后人员考核管理制度 (S0-01…09): a department's year, worked out with pencil and paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.appraisal.tables import lines, picture, proposals, scores, sheet, year

SCHEME = "five-criteria"
ITEMS = ("服务态度", "业务能力", "工作效率", "客户满意度", "团队协作")
PEOPLE = sheet(
    "花名册",
    "姓名 | 工号 | 门店 | 岗位 | 考核方案 | 入职日期 | 离职日期",
    "王芳 | A01 | 五里牌店 | 文员 | 售后人员考核管理制度 | 2024-01-01 |",
    "刘敏 | A02 | 五里牌店 | 文员 | five-criteria | 2026-05-15 |",
    "陈涛 | A03 | 高桥店 | 安装 | 售后人员考核管理制度 | 2024-01-01 | 2026-08-31",
    "周丽 | A04 | 五里牌店 | 安装 | 售后人员考核管理制度 | 2024-01-01 | 2026-06-30",
    "周丽 | A04 | 高桥店 | 安装 | 售后人员考核管理制度 | 2026-07-01 |",
)
WIDE = sheet(
    "售后人员考核评分表",
    "考核月份 | 姓名 | 服务态度 | 业务能力 | 工作效率 | 客户满意度 | 团队协作",
    "2026年1月 | 王芳 | 92 | 88 | 90 | 95 | 85",
    "2026年1月 | 周丽 | 80 | 80 | 80 | 80 | 80",
    "2026年2月 | 王芳 | 89.5 | 89.5 | 89.5 | 89.5 | 89.5",
    "2026年3月 | 王芳 | 88 | 90 | 92 | 90 | 89.9",
    "2026年4月 | 陈涛 | 70 | 70 | 70 | 70 | 70",
    "2026年5月 | 陈涛 | 69 | 69 | 69 | 69 | 69",
    "2026年6月 | 陈涛 | 69.97 | 69.97 | 69.97 | 69.97 | 69.97",
    "2026年7月 | 陈涛 | 80 | 80 | 80 | 80 | 80",
    "2026年8月 | 陈涛 | 79.98 | 79.98 | 79.98 | 79.98 | 79.98",
)
THREE = sheet(
    "考核评分表",
    "考核月份 | 姓名 | 考核项目 | 自评 | 上级",
    "2026年4月 | 王芳 | 服务态度 | 99 | 90",
    "2026年4月 | 王芳 | 业务能力 | 99 | 80",
    "2026年4月 | 王芳 | 工作效率 | 99 | 70",
    "2026年5月 | 王芳 | 服务态度 | 99 | 90",
    "2026年5月 | 王芳 | 业务能力 | 99 | 90",
    "2026年6月 | 王芳 | 服务态度 | 99 | 90",
    "2026年6月 | 王芳 | 业务能力 | 99 | 90",
    "2026年6月 | 王芳 | 工作效率 | 99 | 90",
    "2026年6月 | 王芳 | 团队协作 | 99 | 90",
    "2026年6月 | 刘敏 | 服务态度 | 90 | 95",
    "2026年6月 | 刘敏 | 业务能力 | 90 | 90",
    "2026年6月 | 刘敏 | 工作效率 | 90 | 92.4",
    "2026年6月 | 刘敏 | 客户满意度 | 90 | 90",
    "2026年6月 | 刘敏 | 团队协作 | 90 | 94.6",
)
CALLS = sheet(
    "售后回访记录",
    "回访日期 | 客户姓名 | 电话 | 回访人 | 责任人 | 满意度",
    "2026-06-03 | 客一 | 13800000001 | 刘敏 | 王芳 | 满意",
    "2026-06-04 | 客二 | 13800000002 | 刘敏 | 王芳 | 非常满意",
    "2026-06-05 | 客三 | 13800000003 | 刘敏 | 王芳 | 一般",
    "2026-09-06 | 客六 | 13800000006 | 刘敏 | 周丽 | 满意",
    "2026-06-06 | 客四 | 13800000004 | 刘敏 | 王芳 | 未接",
    "2026-10-06 | 客五 | 13800000005 | 刘敏 | 周丽 | 满意",
)
QUARTER = sheet(
    "季度考核评分表",
    "考核季度 | 姓名 | 考核项目 | 得分",
    *(f"2026年第一季度 | 陈涛 | {item} | 68" for item in ITEMS),
)


def test_a_year_of_the_department(tmp_path: Path) -> None:
    """Each item is worth a fifth of its 0–100.

    王芳: Jan (92+88+90+95+85)/5 = 90; Mar (88+90+92+90+89.9)/5 = 449.9/5 = 89.98; Q1 (90+89.5+89.98)/3 = 269.48/3 =
    89.8267. Apr: three items rated = 60 of 100, just enough: 18+16+14 = 48 of 60 → 80. May: two items = 40 % → no score.
    Jun: 客户满意度 from callbacks 2 of 3 → 20 × 2/3 = 13.3333, the rest 4 × 18 = 72 → 85.33.
    Q2: of the printed scores, (80 + 85.33)/2 = 82.665.
    刘敏 (since 15 May): Jun (95+90+92.4+90+94.6)/5 = 462/5 = 92.4; Q2 the same, one month of three.
    陈涛: Q1 his own form 68; Q2 (70+69+69.97)/3 = 208.97/3 = 69.6567; Q3 (80+79.98)/2 = 79.99; gone on 31 Aug.
    周丽: Jan 80 → Q1 80, one month of three; after that nothing, until June in 五里牌店, then in 高桥店.
    """
    found = year(tmp_path, {"花名册": PEOPLE, "宽表": WIDE, "自评": THREE, "回访": CALLS, "季度": QUARTER})
    rated = [row for row in scores(found, SCHEME) if row.endswith(" rated")]
    assert rated == picture("""
        2026-01 | 周丽 | 五里牌店 | 80 | 100 | 80.00 | 良好 | rated
        2026-01 | 王芳 | 五里牌店 | 90 | 100 | 90.00 | 优秀 | rated
        2026-02 | 王芳 | 五里牌店 | 89.5 | 100 | 89.50 | 良好 | rated
        2026-03 | 王芳 | 五里牌店 | 89.98 | 100 | 89.98 | 良好 | rated
        2026-04 | 王芳 | 五里牌店 | 48 | 60 | 80.00 | 良好 | rated
        2026-04 | 陈涛 | 高桥店 | 70 | 100 | 70.00 | 合格 | rated
        2026-05 | 陈涛 | 高桥店 | 69 | 100 | 69.00 | 不合格 | rated
        2026-06 | 刘敏 | 五里牌店 | 92.4 | 100 | 92.40 | 优秀 | rated
        2026-06 | 王芳 | 五里牌店 | 85.3333 | 100 | 85.33 | 良好 | rated
        2026-06 | 陈涛 | 高桥店 | 69.97 | 100 | 69.97 | 不合格 | rated
        2026-07 | 陈涛 | 高桥店 | 80 | 100 | 80.00 | 良好 | rated
        2026-08 | 陈涛 | 高桥店 | 79.98 | 100 | 79.98 | 合格 | rated
        2026-Q1 | 周丽 | 五里牌店 | 80 | 100 | 80.00 | 良好 | rated
        2026-Q1 | 王芳 | 五里牌店 | 89.8267 | 100 | 89.83 | 良好 | rated
        2026-Q1 | 陈涛 | 高桥店 | 68 | 100 | 68.00 | 不合格 | rated
        2026-Q2 | 刘敏 | 五里牌店 | 92.4 | 100 | 92.40 | 优秀 | rated
        2026-Q2 | 王芳 | 五里牌店 | 82.665 | 100 | 82.67 | 良好 | rated
        2026-Q2 | 陈涛 | 高桥店 | 69.6567 | 100 | 69.66 | 不合格 | rated
        2026-Q3 | 陈涛 | 高桥店 | 79.99 | 100 | 79.99 | 合格 | rated
    """)
    missing = {tuple(row.split(" | ")[:3]) for row in scores(found, SCHEME) if row.endswith(" not_rated")}
    assert ("2026-05", "王芳", "五里牌店") in missing
    assert ("2026-05", "刘敏", "五里牌店") in missing
    assert ("2026-06", "周丽", "五里牌店") in missing
    assert ("2026-10", "周丽", "高桥店") in missing
    assert not [row for row in missing if row[1] == "刘敏" and row[0] < "2026-05"]
    assert not [row for row in missing if row[1] == "陈涛" and row[0] in {"2026-09", "2026-10", "2026-Q4"}]
    for row in scores(found, SCHEME):
        if row.endswith("not_rated"):
            period, person = row.split(" | ")[:2]
            told = "评分不足" if (period, person) == ("2026-05", "王芳") else "缺考核"
            assert told in found.score(person, SCHEME, period).note
    gaps = [
        row for row in rated if "落在原文空档" in found.score(row.split(" | ")[1], SCHEME, row.split(" | ")[0]).note
    ]
    assert [row.split(" | ")[5] for row in gaps] == ["89.50", "89.98", "69.97", "79.98", "89.83", "69.66", "79.99"]
    assert "推算 1/3" in found.score("刘敏", SCHEME, "2026-Q2").note
    assert "推算 2/3" in found.score("王芳", SCHEME, "2026-Q2").note
    assert "推算" not in found.score("陈涛", SCHEME, "2026-Q1").note
    assert lines(found, "王芳", SCHEME, "2026-06") == picture("""
        服务态度 | 18 | 20
        业务能力 | 18 | 20
        工作效率 | 18 | 20
        客户满意度 | 13.3333 | 20
        团队协作 | 18 | 20
    """)
    assert lines(found, "王芳", SCHEME, "2026-04")[3:] == picture("客户满意度 | - | 20\n团队协作 | - | 20")
    assert proposals(found, SCHEME) == picture("""
        2026-Q1 | 周丽 | bonus | 500 | S0-08 | 建议
        2026-Q1 | 王芳 | bonus | 500 | S0-08 | 建议
        2026-Q1 | 陈涛 | deduction | -500 | S0-08 | 建议
        2026-Q1 | 陈涛 | warning | - | S0-06 | 建议
        2026-Q2 | 刘敏 | bonus | 1000 | S0-08 | 建议
        2026-Q2 | 刘敏 | title | - | S0-05 | 建议
        2026-Q2 | 刘敏 | raise | - | S0-05 | 建议
        2026-Q2 | 刘敏 | promotion | - | S0-05 | 建议
        2026-Q2 | 王芳 | bonus | 500 | S0-08 | 建议
        2026-Q2 | 陈涛 | deduction | -500 | S0-08 | 建议
        2026-Q2 | 陈涛 | dismissal | - | S0-07 | 建议
    """)


@pytest.mark.parametrize(
    ("quarters", "wanted"),
    [
        # adjacent across the new year
        ((("2025年四季度", 60), ("2026年一季度", 69.99)), {"2025-Q4": "warning", "2026-Q1": "dismissal"}),
        # a pass between: the second within twelve months is demotion and retraining
        (
            (("2026年一季度", 60), ("2026年二季度", 70), ("2026年三季度", 66)),
            {"2026-Q1": "warning", "2026-Q3": "demotion retraining"},
        ),
        # three in a row: each following one stands beside the one before it
        (
            (("2026年一季度", 60), ("2026年二季度", 60), ("2026年三季度", 60)),
            {"2026-Q1": "warning", "2026-Q2": "dismissal", "2026-Q3": "dismissal"},
        ),
        # more than twelve months apart: the first again
        (
            (("2025年一季度", 60), ("2025年二季度", 80), ("2026年二季度", 60)),
            {"2025-Q1": "warning", "2026-Q2": "warning"},
        ),
    ],
)
def test_fails_over_time(tmp_path: Path, quarters: tuple[tuple[str, float], ...], wanted: dict[str, str]) -> None:
    form = sheet(
        "季度考核评分表",
        "考核季度 | 姓名 | 考核项目 | 得分",
        *(f"{period} | 王芳 | {item} | {score}" for period, score in quarters for item in ITEMS),
    )
    found = year(tmp_path, {"花名册": PEOPLE, "季度": form})
    told: dict[str, list[str]] = {}
    for row in proposals(found, SCHEME, "bonus", "deduction"):
        period, person, proposal, *_ = row.split(" | ")
        assert person == "王芳"
        told.setdefault(period, []).append(proposal)
    assert {period: " ".join(kinds) for period, kinds in told.items()} == wanted


def test_several_entries_of_one_item_are_averaged(tmp_path: Path) -> None:
    """S0-02: daily entries; 服务态度 (80+90+100)/3 = 90 → 18, the others 80 → 16 each: 18 + 64 = 82."""
    form = sheet(
        "考核评分表",
        "考核日期 | 姓名 | 考核项目 | 得分",
        "2026-10-05 | 王芳 | 服务态度 | 80",
        "2026-10-06 | 王芳 | 服务态度 | 90",
        "2026-10-07 | 王芳 | 服务态度 | 100",
        *(f"2026-10-07 | 王芳 | {item} | 80" for item in ITEMS[1:]),
    )
    found = year(tmp_path, {"花名册": PEOPLE, "考核": form})
    assert (found.score("王芳", SCHEME).total, found.score("王芳", SCHEME).grade) == (82, "良好")


def test_a_form_a_person_with_a_typed_result_that_differs(tmp_path: Path) -> None:
    """The superior's 80 90 85 75 70 → 400/5 = 80; the typed 结果 of 服务态度, 85, is shown and flagged, not used."""
    form = """
售后人员考核管理制度 考核评分表
| 姓名 | 王芳 | 考核月份 | 2026年10月 |
| 考核项目 | 自评 | 上级 | 结果 |
| 服务态度 | 95 | 80 | 85 |
| 业务能力 | 95 | 90 | 90 |
| 工作效率 | 95 | 85 | 85 |
| 客户满意度 | 95 | 75 | 75 |
| 团队协作 | 95 | 70 | 70 |
"""
    found = year(tmp_path, {"花名册": PEOPLE, "考核": form})
    score = found.score("王芳", SCHEME)
    assert (score.total, score.score, score.grade) == (80, 80, "良好")
    assert score.lines[0].basis == "上级 80（满分 100，自评 95，结果 85）"
    assert "服务态度表中结果 85，按评分算是 80" in score.note
    assert "业务能力" not in score.note


def test_a_typed_total_that_differs_is_kept_and_flagged(tmp_path: Path) -> None:
    """王芳: (92+88+90+95+85)/5 = 90, the sheet says 91; 周丽: 5 × 80 = 400 is the plain sum, and right."""
    form = sheet(
        "2026年10月售后人员考核评分表",
        "姓名 | 服务态度 | 业务能力 | 工作效率 | 客户满意度 | 团队协作 | 总分 | 等级",
        "王芳 | 92 | 88 | 90 | 95 | 85 | 91 | 良好",
        "周丽 | 80 | 80 | 80 | 80 | 80 | 400 | 良好",
    )
    found = year(tmp_path, {"花名册": PEOPLE, "考核": form})
    assert found.score("王芳", SCHEME).note == "表中总分 91，按规则算是 90.00；表中等级“良好”，按规则算是“优秀”"
    assert found.score("周丽", SCHEME).note == ""


def test_a_general_title_does_not_take_a_form_from_its_scheme(tmp_path: Path) -> None:
    """售后人员考核表 is also what 雄辉 calls its form; these five items are not 雄辉's."""
    form = sheet("2026年10月 售后人员考核表", "姓名 | 考核项目 | 得分", *(f"王芳 | {item} | 80" for item in ITEMS))
    assert year(tmp_path, {"花名册": PEOPLE, "考核": form}).score("王芳", SCHEME).score == 80


def test_words_and_a_lone_self_rating_give_no_points_and_are_told(tmp_path: Path) -> None:
    form = sheet(
        "考核评分表",
        "考核月份 | 姓名 | 考核项目 | 评分来源 | 得分 | 评定",
        "2026年10月 | 王芳 | 服务态度 | 自评 | 95 |",
        "2026年10月 | 王芳 | 业务能力 | 上级 | | 很好",
        *(f"2026年10月 | 王芳 | {item} | 上级 | 80 |" for item in ITEMS[2:]),
    )
    score = year(tmp_path, {"花名册": PEOPLE, "考核": form}).score("王芳", SCHEME)
    assert (score.total, score.max, score.score) == (48, 60, 80)
    assert score.lines[0].basis == "只有自评 95，没有上级评分"
    assert score.lines[1].basis == "写的是“很好”，没有对应的分数"


@pytest.mark.parametrize(
    "above",
    [
        "| 姓名 | 王芳 | 考核月份 | 2026年10月 |",
        "| 姓名： | 王芳 | 考核月份： | 2026年10月 |",
        "| 姓名：王芳 | | 考核月份：2026年10月 |",
        "| 部门 | 售后部 | 姓名 | 王芳 | 月份 | 2026年10月 |",
        "| 部门 | 售后部 | 岗位 | 文员 | 姓名 | 王芳 |\n| 月份 | 2026年10月 | 考核人 | 吴主任 |",
    ],
)
@pytest.mark.parametrize("heading", ["序号 | 考核项目 | 自评 | 上级", "序号 | 考核项目 | 满分 | 得分"])
def test_whose_form_it_is_may_be_written_in_many_ways(tmp_path: Path, above: str, heading: str) -> None:
    rows = [f"| {at} | {item} | 100 | {70 + at} |" for at, item in enumerate(ITEMS, 1)]
    form = "\n".join(["售后人员考核评分表", above, f"| {heading} |", *rows, "| 被考核人签字： | | 考核人签字： | |"])
    found = year(tmp_path, {"花名册": PEOPLE, "考核": {"王芳": form}})
    assert found.score("王芳", SCHEME).score == 73  # (71+72+73+74+75)/5
