"""The page of the month: self-contained, complete."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from aftersales.report.html import render_html
from aftersales.report.page import (
    Cell,
    Chart,
    Column,
    Figure,
    Figures,
    Link,
    Look,
    Note,
    Page,
    Plot,
    Report,
    Series,
    Table,
)
from aftersales.report.templating import TemplateError
from tests.report.factory import details, report
from tests.report.test_html_hostile import Elements


def one_table(table: Table, *, is_details: bool = False) -> Report:
    return replace(report(), pages=(Page("p", "页", "", (table,), details=is_details),))


def test_the_policy_allows_exactly_the_style_and_the_script_of_the_page() -> None:
    page = render_html(report())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    style, script = (
        re.findall(r"<style>(.*?)</style>", page, re.DOTALL),
        re.findall(r"<script>(.*?)</script>", page, re.DOTALL),
    )
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (*style, *script)]

    assert policy[1].replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert "unsafe" not in policy[1]


def test_a_figure_leads_to_its_rows_and_a_link_to_nowhere_is_plain_text() -> None:
    cells = (Cell("有", link=Link("p", "t")), Cell("无", link=Link("gone")), Cell("表外", link=Link("p", "no table")))
    page = render_html(one_table(Table("t", "表", (Column("a"), Column("b"), Column("c")), (cells,))))

    assert '<a class="v" href="#p-t">有</a>' in page
    assert '<span class="v">无</span>' not in page
    assert ">无</td>" in page
    assert ">表外</td>" in page


def test_a_link_to_a_record_finds_its_row_only_if_the_page_shows_it() -> None:
    rows = (("回访-1", "甲"), ("回访-2", "乙"), ("回访-3", "丙"))
    records = Page(
        "d", "明细", "", (Table("r", "明细", (Column("号"), Column("客户")), rows, html_rows=2),), details=True
    )
    links = tuple((Cell(f"看{at}", link=Link("d", f"回访-{at}")),) for at in (2, 3))
    front = Page("p", "页", "", (Table("t", "表", (Column("a"),), links),))
    page = render_html(replace(report(), pages=(front, records)))

    assert '<a class="v" href="#d-回访-2">看2</a>' in page
    assert '<tr id="d-回访-2">' in page
    assert ">看3</th>" in page
    assert page.count("<tr id=") == 1


def test_rows_beyond_the_limit_are_counted_and_the_total_stays() -> None:
    rows = (("甲", 1), ("乙", 2), ("丙", 3), ("合计", 6))
    page = render_html(
        one_table(Table("t", "表", (Column("名"), Column("数", Look.COUNT)), rows, total=True, html_rows=2))
    )

    assert "其余 1 行见工作簿。" in page
    assert "丙" not in page
    assert re.search(r"<tfoot>\s*<tr><th scope=\"row\">合计</th><td class=\"num\">6</td></tr></tfoot>", page)


def test_a_page_for_the_workbook_only_is_left_out() -> None:
    hidden = Page("h", "只在工作簿", "", (Note("不在网页上"),), workbook_only=True)

    page = render_html(report(hidden))

    assert "只在工作簿" not in page
    assert "不在网页上" not in page


def test_a_key_figure_says_value_change_interval_sample_target_and_verdict() -> None:
    page = render_html(report())
    card = page[page.index("<h3>满意率</h3>") : page.index("<h3>回访户数</h3>")]
    words = " ".join(re.sub("<[^>]*>", " ", card).split())

    assert words.startswith(
        "满意率 84.6% ▲ 上升 2.1 个百分点 ✗ 未达标 上月 82.5% 区间 70.3% – 92.8% 样本 39 目标 90.0% 怎么算的"
    )
    assert 'href="#callbacks-by-person"' in card


def test_a_key_figure_names_what_it_is_compared_with_as_the_workbook_does() -> None:
    figure = Figure("m", "满意率", 0.8, Look.RATE, previous=0.7, words=("本期", "去年同期"))
    page = render_html(replace(report(), pages=(Page("p", "页", "", (Figures("key", (figure,)),)),)))

    assert "<dt>去年同期</dt><dd>70.0%</dd>" in page


def test_a_figure_that_is_not_there_is_a_dash_not_a_nought() -> None:
    page = render_html(report())
    card = page[page.index("<h3>解决用时（中位）</h3>") : page.index("<h3>评价表均分</h3>")]

    assert '<p class="value">—</p>' in card


def test_a_column_names_its_unit_and_a_cell_with_its_own_look_names_it_itself() -> None:
    columns = (Column("用时", Look.DAYS), Column("值", Look.NUMBER))
    page = render_html(one_table(Table("t", "表", columns, ((1.5, Cell(24.0, look=Look.HOURS)),))))

    assert "用时（天）" in page
    assert ">1.5<" in page
    assert ">24.0 小时<" in page


def test_a_table_without_rows_says_so() -> None:
    page = render_html(one_table(Table("t", "首次联系超时", (Column("客户"),), (), empty="本月没有超时")))

    assert "本月没有超时" in page
    assert "<table" not in page


def test_folded_tables_and_raw_records_stand_in_details() -> None:
    folded = render_html(one_table(Table("t", "表", (Column("a"),), (("x",),), outline=True)))
    records = render_html(one_table(Table("t", "表", (Column("a"),), (("x",),)), is_details=True))

    assert '<details class="outline"><summary>表（1 行）</summary>' in folded
    assert '<details class="records"><summary><h2' in records


def test_a_chart_names_its_table_or_tells_its_figures_in_words() -> None:
    page = render_html(report())

    assert 'href="#overview-trend">数据表' in page
    assert "满意：五里牌店 18，河西店 11；一般：五里牌店 1，河西店 3；不满意：五里牌店 1，河西店 无数据" in page


@pytest.mark.parametrize("chart_first", [True, False])
def test_a_lone_chart_stands_beside_the_table_of_its_figures(chart_first: bool) -> None:
    table = Table("t", "表", (Column("月"), Column("数", Look.COUNT)), (("9月", 1), ("10月", 2)))
    chart = Chart("c", "图", Plot.LINE, ("9月", "10月"), (Series("数", (1.0, 2.0)),), Look.COUNT, "t")
    other = replace(chart, id="other", table="elsewhere")
    beside = (chart, table) if chart_first else (table, chart)

    pair = render_html(replace(report(), pages=(Page("p", "页", "", beside),)))
    apart = render_html(replace(report(), pages=(Page("p", "页", "", (table, other)),)))

    assert '<div class="pair">' in pair
    assert (pair.index("<figure") < pair.index("<table")) is chart_first
    assert '<div class="pair">' not in apart


def test_a_very_long_cell_is_cut_with_a_word_about_the_rest() -> None:
    page = render_html(one_table(Table("t", "表", (Column("a", Look.WIDE),), (("长" * 40_000,),))))

    assert "（其余 39400 字见工作簿）" in page
    assert len(page) < 40_000


def test_the_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(tag[1]) for tag, _ in Elements(render_html(report())).found if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_equal_reports_give_equal_pages_and_a_normal_month_is_small() -> None:
    first, second = render_html(report(details(1000))), render_html(report(details(1000)))

    assert first == second
    assert len(first.encode()) < 1_500_000


def test_a_shop_may_replace_one_template_and_keep_the_others(tmp_path: Path) -> None:
    (tmp_path / "report.css").write_text("body { color: black; }", encoding="utf-8")

    page = render_html(report(), tmp_path)

    assert "body { color: black; }</style>" in page
    assert "<h1>售后月报 2026年10月</h1>" in page


def test_an_unknown_name_in_a_template_is_an_error_not_a_blank(tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text("{{ report.nonsense }}", encoding="utf-8")

    with pytest.raises(UndefinedError):
        render_html(report(), tmp_path)


def test_a_template_that_was_changed_is_read_again(tmp_path: Path) -> None:
    own = tmp_path / "report.html.j2"
    own.write_text("甲 {{ report.month }}", encoding="utf-8")
    os.utime(own, (1, 1))
    before = render_html(report(), tmp_path)
    own.write_text("乙 {{ report.month }}", encoding="utf-8")

    assert (before[0], render_html(report(), tmp_path)[0]) == ("甲", "乙")


def test_a_style_sheet_that_would_end_its_element_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report.css").write_text("</STYLE><script>", encoding="utf-8")

    with pytest.raises(TemplateError):
        render_html(report(), tmp_path)


def test_a_place_is_short_and_tells_its_folders_when_pointed_at() -> None:
    row = ("甲", Cell("2026年10月/高桥店/回访.xlsx › 十月 › 第7行"))
    page = render_html(one_table(Table("t", "表", (Column("姓名"), Column("来源")), (row,))))
    [cell] = re.findall(r'<td class="place">(.*?)</td>', page, re.DOTALL)
    assert '<span class="v">回访.xlsx › 十月 › 第7行</span>' in cell
    assert 'title="2026年10月/高桥店/回访.xlsx › 十月 › 第7行"' in cell


def test_whole_amounts_have_no_decimals() -> None:
    page = render_html(
        one_table(Table("t", "表", (Column("姓名"), Column("赔偿", Look.MONEY)), (("甲", 1700.0), ("乙", 0.5))))
    )
    assert re.findall(r'<td class="num">([^<]*)</td>', page) == ["1,700", "0.50"]
