"""The pages about people: scores, lines, proposals, the year, and what to look at first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from aftersales.appraisal.model import Score
from aftersales.assemble import view_of
from aftersales.report.page import Cell, Note, Page, Report, Table
from aftersales.report.pages import build_report, year_so_far
from aftersales.report.places import listed
from aftersales.report.view import View
from tests.sheets import worked

ROSTER = """
花名册
| 姓名 | 工号 | 门店 | 岗位 | 考核方案 | 入职日期 |
| 王芳 | A01 | 五里牌店 | 文员 | 月考核表、雄辉考核 | 2024-01-01 |
| 李娜 | A02 | 五里牌店 | 文员 | 雄辉考核 | 2024-01-01 |
| 周敏 | A03 | 高桥店 | 文员 | 雄辉考核 | 2024-01-01 |
"""
BLOCK = (("积极性", 13), ("协调性", 8), ("忠诚度", 14), ("计划能力", 4), ("执行能力", 4), ("工作品质", 8))
COMPLAINT = """
客户投诉登记表
| 投诉日期 | 客户姓名 | 电话 | 投诉内容 | 投诉类别 | 责任人 | 是否属实 |
| 2026-10-06 | 客一 | 13800000001 | 师傅说话难听 | 服务态度 | 王芳 | 是 |
"""


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    rows = [
        f"| 2026年{month}月 | {person} | {item} | {score} | {rater} |"
        for month in (9, 10)
        for person, rater in (("王芳", "吴刚"), ("李娜", "吴刚"), ("周敏", "何平"))
        for item, score in BLOCK
    ]
    rows += ["| 2026年10月 | 王芳 | 积极性 | 15 | 王芳 |"]
    sheet = "\n".join(["考核评分表", "| 考核月份 | 姓名 | 考核项目 | 得分 | 评分人 |", *rows])
    words = "考核评分表\n| 考核月份 | 姓名 | 考核项目 | 评定 |\n| 2026年10月 | 王芳 | 企业荣誉 | 强 |\n| 2026年10月 | 王芳 | 信息收集 | 多 |"
    found = worked(
        tmp_path_factory.mktemp("pages"),
        {"花名册": ROSTER, "考核": sheet, "评定": words, "投诉": COMPLAINT},
        as_of=datetime.fromisoformat("2026-11-20"),
    )
    return view_of(found.results, "2026-10", found.results.numbers, found.options.settings)


@pytest.fixture(scope="module")
def report(view: View) -> Report:
    return build_report(view)


def page(report: Report, id_: str) -> Page:
    return next(page for page in report.pages if page.id == id_)


def tables(report: Report, id_: str) -> Iterator[Table]:
    return (block for block in page(report, id_).blocks if isinstance(block, Table))


def texts(row: tuple[object, ...]) -> list[object]:
    return [cell.value if isinstance(cell, Cell) else cell for cell in row]


def test_a_table_a_scheme_holds_everybody_with_every_item(report: Report) -> None:
    attitude, deduction, stores = tables(report, "appraisals")
    assert [column.title for column in attitude.columns][:4] == ["姓名", "门店", "得分", "等级"]
    assert [column.title for column in attitude.columns][7:9] == ["积极性", "协调性"]
    assert [texts(row)[0] for row in attitude.rows] == ["李娜", "王芳", "周敏"]
    assert deduction.title.startswith("售后服务人员月考核表")
    assert [texts(row) for row in stores.rows][-1][:2] == ["全体", 3]


def test_the_lines_of_a_person_add_up_on_the_page_too(report: Report) -> None:
    (lines,) = tables(report, "score-lines")
    own = [texts(row) for row in lines.rows if texts(row)[0] == "李娜"]
    assert sum(float(row[6] or 0) for row in own) == pytest.approx(85)


def test_what_is_proposed_says_that_a_person_decides(report: Report) -> None:
    shown = page(report, "proposals")
    assert any(isinstance(block, Note) and "由领导审定" in block.text for block in shown.blocks)
    (table,) = tables(report, "proposals")
    assert {texts(row)[2] for row in table.rows} == {"建议工资发放比例"}


def test_a_row_that_several_records_rest_on_is_listed_once_and_what_lies_beyond_is_counted() -> None:
    places = {"a": "表 › 第4行", "b": "表 › 第4行", "c": "表 › 第5行", "d": "表 › 第6行"}
    assert listed(("a", "b"), places, 5) == "表 › 第4行"
    assert listed(("a", "b", "c", "d"), places, 2) == "表 › 第4行\n表 › 第5行\n等 3 处"
    assert listed(("x", "c"), places, 2) == "表 › 第5行\n以前各期 1 条"


def test_the_year_lays_the_months_beside_each_other(report: Report) -> None:
    shown = next(table for table in tables(report, "year") if table.id == "year-attitude-ability")
    row = next(texts(row) for row in shown.rows if texts(row)[0] == "周敏")
    assert row[2:5] == ["85.00 B", "85.00 B", 85.0]


def test_the_score_of_the_year_itself_is_no_month_and_a_mean_is_rounded_half_up(view: View) -> None:
    own = [("2026-11", "89.12", "B"), ("2026-12", "89.13", "B"), ("2026-Q4", "95", "A"), ("2026", "95", "A")]
    scores = [
        Score(period, "attitude-ability", "周敏", "高桥店", score=Decimal(value), grade=grade, status="rated")
        for period, value, grade in own
    ]
    page = year_so_far.page(replace(view, year_scores=scores))
    assert page is not None
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    assert [column.title for column in table.columns] == ["姓名", "门店", "11月", "12月", "均分", "B次数"]
    assert [texts(row) for row in table.rows] == [["周敏", "高桥店", "89.12 B", "89.13 B", 89.13, 2]]


def test_one_complaint_that_costs_twice_is_shown_once_with_both_effects(report: Report) -> None:
    shown = next(table for table in tables(report, "fairness") if table.id == "fairness-twice")
    (row,) = shown.rows
    person, place, effects = texts(row)
    assert person == "王芳"
    assert "投诉.xlsx" in str(place)
    assert "雄辉售后人员考核：经核实投诉" in str(effects)
    assert "售后服务人员月考核表：服务态度" in str(effects)
