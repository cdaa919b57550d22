"""The pages of a month, made from drawn sheets: their order, their sentences, their links, and shops with one log."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from aftersales.assemble import view_of
from aftersales.report.build import percent
from aftersales.report.html import render_html
from aftersales.report.page import Chart, Figures, Link, Note, Page, Report, Table
from aftersales.report.pages import build_report
from aftersales.report.workbook import write_workbook
from tests.report.languages import spoken_by_code
from tests.sheets import worked

HEAD = "| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 当事人 | 满意度 | 不满意原因 |"
COMPLAINTS = """
投诉登记表
| 投诉日期 | 门店 | 客户 | 电话 | 型号 | 投诉内容 | 责任人 | 处理人 | 处理状态 | 结案日期 | 赔偿金额 | 补砖数量 |
| 2026-10-05 | 五里牌店 | 陈一 | 13800000001 | QH6315 | 瓷砖开裂 | 张三 | 王芳 | 已结案 | 2026-10-08 | 300 | 12片 |
| 2026-10-06 | 高桥店 | 林二 | 13800000002 | LS1203 | 瓷砖空鼓,电话13800000099 | 张三 | 王芳 | 处理中 | | | |
| 2026-10-07 | 高桥店 | 黄三 | 13800000003 | LS1203 | 瓷砖空鼓 | 张三 | 王芳 | 取消 | | | |
"""
GUIDANCE = """
铺贴指导记录
| 指导日期 | 门店 | 客户姓名 | 电话 | 泥工 | 指导人 | 满意度 | 是否返工 | 返工原因 |
| 2026-10-02 | 五里牌店 | 陈一 | 13800000001 | 老周 | 李四 | 满意 | 是 | 空鼓 |
"""
AUDITS = """
抽查回访记录
| 抽查日期 | 抽查人 | 客户姓名 | 电话 | 回访人 | 当事人 | 抽查结果 |
| 2026-10-20 | 周主任 | 林二 | 13800000002 | 王芳 | 李四 | 不属实 |
"""
MEASURING = (
    "量房登记表\n| 量房日期 | 门店 | 客户姓名 | 电话 | 量房人 |\n| 2026-10-02 | 五里牌店 | 陈一 | 13800000001 | 李四 |"
)
DELIVERIES = """
送货登记表
| 送货日期 | 门店 | 客户姓名 | 电话 | 型号 | 数量 | 经办人 | 短信 |
| 2026-10-01 | 五里牌店 | 陈一 | 13800000001 | QH6315 | 10箱 | 张三 | 是 |
"""


LATER = ("今日待办", "追溯调整", "年度累计", "公平核对")
"""Pages that a month may have or not."""


def calls(month: str, satisfied: int, unhappy: int) -> str:
    words = ["满意 | "] * satisfied + ["不满意 | 瓷砖开裂"] * unhappy
    rows = [
        f"| {month}-{1 + n % 28:02d} | {'五里牌店' if n % 2 else '高桥店'} | 客{n} | 137{n:08d} | 王芳 | 李四 | {word} |"
        for n, word in enumerate(words)
    ]
    return "\n".join(["售后回访记录", HEAD, *rows])


ALL = {
    "九月": calls("2026-09", 19, 1),
    "十月": calls("2026-10", 17, 3),
    "投诉": COMPLAINTS,
    "指导": GUIDANCE,
    "抽查": AUDITS,
    "量房": MEASURING,
    "送货": DELIVERIES,
}


def report_of(folder: Path, files: Mapping[str, str], month: str = "2026-10", **options: object) -> Report:
    found = worked(folder, files, **options)
    return build_report(view_of(found.results, month, found.results.numbers, found.options.settings))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(tmp_path_factory.mktemp("whole"), ALL)


def page(report: Report, id_: str) -> Page:
    return next(page for page in report.pages if page.id == id_)


def table(report: Report, id_: str) -> Table:
    return next(b for p in report.pages for b in p.blocks if isinstance(b, Table) and b.id == id_)


def values(row: tuple[Any, ...]) -> list[Any]:
    return [getattr(cell, "value", cell) for cell in row]


def parts(thing: Any) -> Iterator[Any]:
    """Everything inside a report, depth first."""
    yield thing
    inside = thing if isinstance(thing, tuple) else ()
    if is_dataclass(thing):
        inside = tuple(getattr(thing, field.name) for field in fields(thing))
    for each in inside:
        yield from parts(each)


# -- order and links --------------------------------------------------------------------------------------------------


def test_the_pages_stand_in_the_order_people_read_them(whole: Report) -> None:
    titles = [page.title for page in whole.pages]
    first = [title for title in titles if not title.startswith("明细-")]
    assert [title for title in first if title not in LATER] == [
        "总览", "趋势", "回访满意度", "未完全满意分类", "投诉与赔偿", "铺贴指导", "量房与送货",
        "抽查与建议处罚", "建议奖惩", "人员", "每个人", "每个门店", "待更正", "对账", "口径", "数字的依据",
    ]  # fmt: skip
    assert len(titles) == len(first) + 6  # and the records of six logs
    assert [page.details for page in whole.pages] == [False] * (len(first) - 1) + [True] * 7


def test_every_link_leads_somewhere(whole: Report) -> None:
    places = {(page.id, "") for page in whole.pages}
    places |= {(p.id, b.id) for p in whole.pages for b in p.blocks if not isinstance(b, Note)}
    places |= {("rows", values(row)[0]) for row in table(whole, "rows-list").rows}
    links = [part for part in parts(whole.pages) if isinstance(part, Link)]
    assert links
    assert not [link for link in links if (link.page, link.anchor) not in places]


def test_no_place_is_named_twice_and_every_chart_has_its_table(whole: Report) -> None:
    ids = [block.id for page in whole.pages for block in page.blocks if not isinstance(block, Note)]
    assert len(ids) == len(set(ids))
    for found in whole.pages:
        tables = {block.id for block in found.blocks if isinstance(block, Table)}
        assert all(block.table in tables for block in found.blocks if isinstance(block, Chart))


def test_every_row_of_a_table_is_as_wide_as_its_heading(whole: Report) -> None:
    for block in (block for page in whole.pages for block in page.blocks if isinstance(block, Table)):
        assert {len(row) for row in block.rows} <= {len(block.columns)}, block.id


# -- the headline -----------------------------------------------------------------------------------------------------


def test_a_small_change_is_normal(whole: Report) -> None:
    # 19/20 = 95 % → 17/20 = 85 %: ten points lower, but with 20 households each that happens by chance
    assert "85.0%" in whole.headline
    assert "17/20" in whole.headline
    assert "比上月低 10.0 个百分点" in whole.headline
    assert "正常波动" in whole.headline
    assert "明显" not in whole.headline
    assert whole.headline.startswith("2026年10月：无可解读变化。")
    assert "投诉 2 件" in whole.headline


@pytest.mark.parametrize(("before", "now", "word"), [((60, 2), (40, 22), "明显下降"), ((40, 22), (60, 2), "明显上升")])
def test_a_change_beyond_chance_is_called_one(
    tmp_path: Path, before: tuple[int, int], now: tuple[int, int], word: str
) -> None:
    report = report_of(tmp_path, {"九月": calls("2026-09", *before), "十月": calls("2026-10", *now)})
    assert word in report.headline
    assert "正常波动" not in report.headline


def test_the_first_month_is_compared_with_nothing(tmp_path: Path) -> None:
    report = report_of(tmp_path, {"十月": calls("2026-10", 5, 1)})
    assert "上月" not in report.headline
    assert report.previous == ""
    assert ("对照月份", "无") in report.facts


def test_a_gap_between_months_is_no_month_before(tmp_path: Path) -> None:
    report = report_of(tmp_path, {"八月": calls("2026-08", 5, 1), "十月": calls("2026-10", 5, 1)})
    assert "上月" not in report.headline


# -- the pages --------------------------------------------------------------------------------------------------------


def test_the_sentence_of_the_rules_names_each_category_and_the_total(whole: Report) -> None:
    assert page(whole, "problems").lead.replace("，", ",") == "开裂 3 户,总共 3 户。"


def test_the_stores_stand_beside_each_other_with_the_company_last(whole: Report) -> None:
    rows = [values(row) for row in table(whole, "callbacks-stores").rows]
    assert [row[0] for row in rows] == ["五里牌店", "高桥店", "合计"]
    # 20 calls, every other one: 五里牌店 8 of 10 … rows 17, 18, 19 are unhappy, 17 and 19 of them 五里牌店's
    satisfied = [column.title for column in table(whole, "callbacks-stores").columns].index("满意户数")
    assert [row[satisfied] for row in rows] == [8, 9, 17]


def test_open_complaints_are_listed_without_closed_and_cancelled_ones(whole: Report) -> None:
    rows = [values(row) for row in table(whole, "complaints-open").rows]
    assert len(rows) == 1
    assert "林二" in rows[0]


def test_a_phone_in_free_text_is_masked_on_every_page(whole: Report) -> None:
    texts = [part for part in parts(whole) if isinstance(part, str)]
    assert any("138****0099" in text for text in texts)
    assert not [text for text in texts if "13800000" in text]


def test_compensated_goods_stand_by_model_and_unit(whole: Report) -> None:
    rows = [values(row) for row in table(whole, "complaints-compensation").rows]
    assert rows == [["QH6315", 12, "片"], ["全部型号", 12, "片"]]


def test_proposals_name_who_how_much_and_why_and_where_it_stands(whole: Report) -> None:
    rows = [values(row) for row in table(whole, "audits-proposals").rows]
    assert [(row[0], row[2], row[4]) for row in rows] == [("李四", -20, "S2-18"), ("王芳", -20, "S2-18")]
    assert all("抽查.xlsx › Sheet1 › 第3行" in str(row) for row in rows)


def test_every_person_with_a_figure_stands_on_the_page_of_people(whole: Report) -> None:
    names = [values(row)[0] for row in table(whole, "people-table").rows]
    assert set(names) >= {"王芳", "李四", "张三"}
    assert len(names) == len(set(names))


def test_what_clerks_must_fix_stands_first_with_its_cell(tmp_path: Path) -> None:
    sheet = (
        calls("2026-10", 2, 0)
        + "\n| 2026-10-31 | 高桥店 | | | 王芳 | | 满意 | |\n| 10月32日 | 高桥店 | 客九 | 13700000099 | | | | |"
    )
    report = report_of(tmp_path, {"回访": sheet})
    listed = table(report, "corrections-list")
    assert len(listed.rows) >= 2
    texts = [str(values(row)) for row in listed.rows]
    assert any("A6" in text for text in texts)
    assert "没能计入" in page(report, "corrections").lead


def test_methods_are_called_by_their_chinese_names() -> None:
    assert [text for text in spoken_by_code() if re.search(r"Wilson|Poisson|Holm|\bWE\d", text)] == []


def test_a_reason_that_nobody_wrote_does_not_lead(tmp_path: Path) -> None:
    head = "铺贴指导记录\n| 指导日期 | 门店 | 客户姓名 | 电话 | 指导人 | 客户满意情况 | 是否返工 | 返工原因 |\n"
    for at, (reasons, title) in enumerate(
        (
            (("", "", "空鼓"), "返工原因：最多的是空鼓（1 次），没有写原因的 2 次"),
            (("", ""), "返工原因：没有写原因的 2 次"),
            (("空鼓", "留缝"), "返工原因"),
            (("空鼓", "空鼓", "留缝"), "返工原因：最多的是空鼓（2 次）"),
        )
    ):
        rows = [
            f"| 2026-10-0{n + 1} | 高桥店 | 客{n} | 1380000000{n} | 王芳 | 满意 | 是 | {reason} |"
            for n, reason in enumerate(reasons)
        ]
        report = report_of(tmp_path / str(at), {"指导": head + "\n".join(rows)})
        assert [block.title for block in page(report, "guidance").blocks if isinstance(block, Chart)] == [title]


def test_targets_that_are_missed_want_attention(tmp_path: Path) -> None:
    settings = {"targets": {"callback.satisfaction_rate": 0.9}}
    report = report_of(tmp_path, ALL, settings=settings)
    notes = [n for n in page(report, "overview").blocks if isinstance(n, Note)]
    assert any("未达到目标 90.0%" in item for note in notes for item in note.items)


def test_a_missed_target_is_told_in_the_unit_of_its_figure(tmp_path: Path) -> None:
    settings = {"targets": {"complaint.count": 0, "complaint.closed_days_mean": 1}}
    report = report_of(tmp_path, ALL, settings=settings)
    items = [item for n in page(report, "overview").blocks if isinstance(n, Note) for item in n.items]
    assert "投诉数量 2，未达到目标 0" in items
    assert "已结平均天数 3.0 天，未达到目标 1.0 天" in items


def test_a_log_that_cannot_say_what_is_closed_is_not_called_settled(tmp_path: Path) -> None:
    sheet = "投诉登记表\n| 投诉日期 | 客户 | 电话 | 投诉内容 |\n| 2026-10-02 | 陈一 | 13800000001 | 瓷砖色差 |"
    listed = table(report_of(tmp_path, {"投诉": sheet}), "complaints-open")
    assert (listed.rows, listed.empty) == ((), "登记表没有结案一栏，看不出是否结案")


def test_a_fine_whose_amount_is_open_is_no_fine_of_zero(tmp_path: Path) -> None:
    sheet = """
投诉登记表
| 投诉日期 | 客户 | 电话 | 投诉内容 | 投诉类别 | 是否属实 | 责任人 |
| 2026-10-02 | 陈一 | 13800000001 | 约好没来 | 未及时进场 | 是 | 张三 |
"""
    report = report_of(tmp_path, {"投诉": sheet})
    (person,) = (values(row) for row in table(report, "people-table").rows)
    assert (person[0], person[-1]) == ("张三", None)
    (proposal,) = table(report, "audits-proposals").rows
    assert proposal[-1].link == Link("details-complaint", "details-complaint")


def test_the_reconciliation_shows_where_every_row_went(whole: Report) -> None:
    listed = table(whole, "sources-list")
    assert {str(values(row)[0]) for row in listed.rows} >= {"十月.xlsx", "投诉.xlsx"}


def test_every_figure_that_is_shown_is_explained(whole: Report) -> None:
    explained = {values(row)[0] for row in table(whole, "definitions-list").rows}
    shown = {figure.title for p in whole.pages for b in p.blocks if isinstance(b, Figures) for figure in b.figures}
    assert shown <= explained


@pytest.mark.parametrize(
    ("value", "printed"), [(0.845, "84.5%"), (0.84615, "84.6%"), (0.0005, "0.1%"), (1.0, "100.0%")]
)
def test_a_rate_in_a_sentence_has_one_decimal_rounded_half_up(value: float, printed: str) -> None:
    assert percent(value) == printed


# -- shops with one log -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["十月", "投诉", "指导", "抽查", "量房", "送货"])
def test_a_shop_with_a_single_log_gets_a_whole_report_without_silly_zeros(tmp_path: Path, name: str) -> None:
    report = report_of(tmp_path, {name: ALL[name]})
    kinds = {
        "十月": "callback",
        "投诉": "complaint",
        "指导": "guidance",
        "抽查": "audit",
        "量房": "measuring",
        "送货": "delivery",
    }
    family = kinds[name]
    assert [p.id for p in report.pages if p.details] == ["rows", f"details-{family}"]
    shown = {f.measure for p in report.pages for b in p.blocks if isinstance(b, Figures) for f in b.figures}
    assert shown
    assert {measure.split(".")[0] for measure in shown} <= {family, "service"}
    write_workbook(report, tmp_path / "月报.xlsx")
    assert "<html" in render_html(report, None)
    for other in ("complaints", "problems", "callbacks", "guidance", "field-work"):
        found = next((p for p in report.pages if p.id == other), None)
        if found is not None and not any(isinstance(b, Figures) and b.figures for b in found.blocks):
            assert " 0 " not in found.lead, (found.title, found.lead)
