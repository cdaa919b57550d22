"""Joiners, leavers, movers, several schemes a person: whom a month's score is for, by hand."""

from __future__ import annotations

from pathlib import Path

from tests.appraisal.tables import picture, scores, sheet, year

ITEMS = ("服务态度", "业务能力", "工作效率", "客户满意度", "团队协作")
PEOPLE = sheet(
    "花名册",
    "姓名 | 工号 | 门店 | 岗位 | 考核方案 | 入职日期 | 离职日期",
    "周丽 | A04 | 甲店 | 安装 | five-criteria | 2024-01-01 |",
    "周丽 | A04 | 乙店 | 维修 | monthly-deduction | 2026-07-10 |",
    "王芳 | A05 | 甲店 | 安装 | 售后人员考核管理制度、雄辉售后人员考核 | 2024-01-01 | 2026-07-15",
)
FORM = sheet(
    "考核评分表",
    "月份 | 姓名 | 考核项目 | 得分",
    *(f"2026年{month}月 | {who} | {item} | 80" for month in (6, 7, 8) for who in ("周丽", "王芳") for item in ITEMS),
)


def test_the_scheme_and_the_store_are_those_of_the_months_end(tmp_path: Path) -> None:
    """周丽 moves on 10 July: from July on the other scheme, 85 − 15 unrated = 70 of 70. 王芳 leaves on 15 July."""
    found = year(tmp_path, {"花名册": PEOPLE, "考核": FORM})
    assert scores(found, "five-criteria") == picture("""
        2026-06 | 周丽 | 甲店 | 80 | 100 | 80.00 | 良好 | rated
        2026-06 | 王芳 | 甲店 | 80 | 100 | 80.00 | 良好 | rated
        2026-07 | 王芳 | 甲店 | 80 | 100 | 80.00 | 良好 | rated
        2026-Q2 | 周丽 | 甲店 | 80 | 100 | 80.00 | 良好 | rated
        2026-Q2 | 王芳 | 甲店 | 80 | 100 | 80.00 | 良好 | rated
    """)
    assert scores(found, "monthly-deduction") == picture("""
        2026-07 | 周丽 | 乙店 | 70 | 70 | 100.00 | - | rated
        2026-08 | 周丽 | 乙店 | 70 | 70 | 100.00 | - | rated
    """)
    assert "2026-07-15 离职" in found.score("王芳", "five-criteria", "2026-07").note
    assert len(found.said("person-left")) == len(ITEMS)  # August only: July he was there for half of it


def test_every_scheme_of_a_person_has_its_own_row(tmp_path: Path) -> None:
    """Nobody filled in 雄辉's form: that is 缺考核, whatever else was rated."""
    found = year(tmp_path, {"花名册": PEOPLE, "考核": FORM})
    assert scores(found, "attitude-ability") == picture("""
        2026-06 | 王芳 | 甲店 | - | - | - | - | not_rated
        2026-07 | 王芳 | 甲店 | - | - | - | - | not_rated
    """)
    assert found.score("王芳", "attitude-ability", "2026-06").note == "缺考核"
