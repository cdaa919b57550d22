"""The pages of logs that not every shop keeps: there when the log is, with figures, verdicts and working links."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftersales.assemble import view_of
from aftersales.report.html import render_html
from aftersales.report.page import Column, Link, Note, Page, Report, Table
from aftersales.report.pages import build_report
from aftersales.report.workbook import write_workbook
from tests.sheets import worked

REPAIRS = """
维修记录
| 报修日期 | 完成时间 | 门店 | 客户姓名 | 电话 | 机型 | 故障现象 | 维修内容 | 维修人员 | 是否解决 | 客户签字 | 返修 | 派工单上交 |
| 2026-10-01 | 2026-10-02 | 五里牌店 | 陈一 | 13800000001 | M1 | 漏水 | 换管 | 张三 | 是 | 是 | 内返 | 是 |
| 2026-10-01 | 2026-10-04 | 高桥店 | 林二 | 13800000002 | M1 | 漏水 | 换管 | 李四 | 否 | | | |
"""
FORMS = """
产品售后服务评价表
| 填表日期 | 门店 | 客户姓名 | 电话 | 产品 | 服务人员 | 问题解决的及时性 | 专业水平 | 服务态度 | 流程便捷性 | 解决方案满意度 |
| 2026-10-02 | 五里牌店 | 陈一 | 13800000001 | M1 | 张三 | 5 | 5 | 5 | 4 | 5 |
| 2026-10-03 | 高桥店 | 林二 | 13800000002 | M1 | 李四 | 3 | 4 | 5 | 5 | 2 |
"""
PUNCHES = """
考勤表
| 日期 | 姓名 | 上班时间 | 下班时间 |
| 2026-10-12 | 张三 | 08:20 | 17:00 |
"""
EXPENSES = """
费用开支登记簿
| 日期 | 部门名称 | 本月费用定额 | 费用项目 | 金额 | 经办人 |
| 2026-10-05 | 售后部 | 1000 | 交通费 | 1200 | 张三 |
| 2026-10-05 | 仓库 | | 餐费 | 60.5 | 张三 |
"""
CARD = """
零配件销货卡
| 日期 | 配件名称 | 收发 | 数量 | 结存 | 领料人 |
| 2026-10-03 | 密封圈 | 入库 | 20个 | 20 | |
| 2026-10-04 | 密封圈 | 领用 | 5个 | 14 | 张三 |
| 2026-10-03 | 轴承 | 入库 | 2个 | 2 | |
| 2026-10-04 | 轴承 | 领用 | 1个 | 1 | 张三 |
"""
ALL = {"维修": REPAIRS, "评价": FORMS, "考勤": PUNCHES, "费用": EXPENSES, "配件": CARD}
PAGES = {"维修": "repairs", "评价": "surveys", "考勤": "attendance", "费用": "money", "配件": "money"}


def report_of(folder: Path, files: dict[str, str]) -> Report:
    found = worked(folder, files, settings={"rules": {"small_sample": 2}})
    return build_report(view_of(found.results, "2026-10", found.results.numbers, found.options.settings))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(tmp_path_factory.mktemp("whole"), ALL)


def page(report: Report, id_: str) -> Page:
    return next(page for page in report.pages if page.id == id_)


def told(report: Report, id_: str) -> dict[str, list[object]]:
    """The rows of a table, plain, by their first cell."""
    (table,) = [b for p in report.pages for b in p.blocks if isinstance(b, Table) and b.id == id_]
    rows = [[getattr(cell, "value", cell) for cell in row] for row in table.rows]
    return {str(row[0]): row[1:] for row in rows}


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_page_appears_with_its_log_alone(tmp_path: Path, name: str) -> None:
    report = report_of(tmp_path, {name: ALL[name]})
    assert {p.id for p in report.pages} & set(PAGES.values()) == {PAGES[name]}
    write_workbook(report, tmp_path / "月报.xlsx")
    assert page(report, PAGES[name]).title in render_html(report, None)


def test_places_and_links_of_the_pages_are_sound(whole: Report) -> None:
    ids = [block.id for p in whole.pages for block in p.blocks if not isinstance(block, Note)]
    assert len(ids) == len(set(ids))
    tables = [block for p in whole.pages for block in p.blocks if isinstance(block, Table)]
    for table in tables:
        assert {len(row) for row in table.rows} <= {len(table.columns)}, table.id
    keys = {str(getattr(row[0], "value", row[0])) for table in tables if table.id == "rows-list" for row in table.rows}
    places = {p.id for p in whole.pages} | set(ids) | keys
    links = [getattr(cell, "link", None) for table in tables for row in table.rows for cell in row]
    assert {link.anchor for link in links if isinstance(link, Link)} <= places


def test_repairs_by_person_and_kind_of_rework(whole: Report) -> None:
    assert page(whole, "repairs").lead.startswith("维修 2 单，其中返修 1 单。")
    people = told(whole, "repairs-people")
    assert list(people) == ["张三", "李四", "合计"]
    assert people["合计"][:2] == [2, 0.5]
    assert told(whole, "repairs-rework") == {"内返": [1], "合计": [1]}


def test_the_standard_names_the_gap_and_the_verdict(whole: Report) -> None:
    standard = told(whole, "surveys-standard")
    assert standard["服务态度"][:5] == [1, 2, 0.9, "10.0 个百分点", "达标"]
    assert standard["服务效率"][:5] == [0.5, 2, 0.9, "-40.0 个百分点", "未达标"]
    assert "售后维护" not in standard  # no callbacks of customers in warranty
    assert told(whole, "surveys-questions")["服务态度"] == [2, 5, 1]
    (attention,) = [b for b in page(whole, "overview").blocks if isinstance(b, Note)]
    assert "部门标准“服务效率”50.0%，未达到 90.0%（可能只是偶然）" in attention.items  # one of two forms


def test_a_department_that_spends_is_no_shop(whole: Report) -> None:
    shops = [block.title for block in page(whole, "each-store").blocks if isinstance(block, Table)]
    assert shops
    assert not {"售后部", "仓库"} & set(shops)
    assert page(whole, "each-store").lead.startswith(f"共 {sum(not shop.count('：') for shop in shops)} 个门店")


def test_money_left_of_the_quota_and_cards_that_do_not_add_up(whole: Report) -> None:
    departments = told(whole, "money-departments")
    assert departments == {"售后部": [1200, 1000, 1.2, -200, 1], "仓库": [60.5, None, None, None, None]}
    assert told(whole, "money-cards") == {"密封圈": [1]}  # 20 − 5 − 14; the other card adds up
    assert told(whole, "money-issued") == {"密封圈": [5, "个"], "轴承": [1, "个"]}


def test_completeness_of_each_log_stands_beside_its_rows(whole: Report) -> None:
    assert told(whole, "sources-complete")["维修记录"] == [0.5]


def test_a_column_of_dates_with_yes_in_it_reads_as_chinese(whole: Report) -> None:
    (table,) = [b for b in page(whole, "details-repair").blocks if isinstance(b, Table)]
    at = [column.title for column in table.columns if isinstance(column, Column)].index("派工单上交")
    assert [row[at] for row in table.rows] == ["是", None]
