"""The whole workbook: what stands where, how it looks, where links lead, and that its bytes never change."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from defusedxml.ElementTree import fromstring

from aftersales.report.page import Cell, Column, Link, Look, Page, Report, Table
from aftersales.report.workbook import write_workbook
from aftersales.report.workbook_layout import lay_out, pages_across
from aftersales.report.workbook_looks import TONES
from aftersales.report.workbook_widths import display_width, total_pixels
from tests.report.factory import RATES, awkward_report, details, report
from tests.report.workbook_dump import dump, find, opened, parts, written

if TYPE_CHECKING:
    from pathlib import Path


OURS = {"ROUND((B7-C7)*100,6)", "ROUND(B8-C8,6)", "ROUND(B9-C9,6)", "ROUND(B10-C10,6)", "ROUND(B13-C13,6)", "ROUND((B13-C13)*100,6)", "SUBTOTAL(9,C7:C9)", "SUM(B7:B13)",
        *(f"'总览'!{at}" for at in ("B7", "B8", "B9", "B10", "B13", "D7", "D8", "D9", "D10")),
        *(f"SUM(B$7:B{row})/SUM(B$7:B$13)" for row in range(7, 14)), "SUM(D7:D9)"}  # fmt: skip


def one_page(*tables: Table, **facts: object) -> Report:
    page = Page("p", "页", "", tables, **facts)  # type: ignore[arg-type]
    return replace(report(), pages=(report().pages[0], page))


def test_the_key_figures_stand_beside_last_months_with_change_interval_and_verdict() -> None:
    lines = dump(opened(report())["总览"])
    assert [line for line in lines if line.split(" ")[0].endswith("7")][:8] == [
        "总览!A7 = '满意率' -> '回访满意度'!A5",
        "总览!B7 = 0.846 [0.0%]",
        "总览!C7 = 0.825 [0.0%]",
        '总览!D7 = \'=ROUND((B7-C7)*100,6)\' ["▲ "0.0" 个百分点";"▼ "0.0" 个百分点";"持平"]',
        "总览!E7 = '70.3% ~ 92.8%'",
        "总览!F7 = 39 [#,##0]",
        "总览!G7 = 0.9 [0.0%]",
        "总览!H7 = '✗ 未达标'",
    ]


def test_the_cover_says_the_month_five_figures_and_what_needs_a_decision() -> None:
    sheet = opened(report())["封面"]
    assert [sheet.cell(row, 1).value for row in (1, 3)] == ["青禾瓷砖　售后月报 2026年10月", report().headline]
    top = find(sheet, "满意率").row
    cards = [[sheet.cell(top + down, 1 + 2 * card).value for down in range(6)] for card in range(5)]
    assert cards[0] == [
        "满意率", "='总览'!B7", "='总览'!D7", "✗ 未达标　目标 90.0%", "区间 70.3% ~ 92.8%　样本 39", "上月 82.5%",
    ]  # fmt: skip
    assert [card[0] for card in cards] == ["满意率", "回访户数", "赔偿金额", "首次联系用时（中位）", "解决用时（中位）"]
    assert cards[4][1] == "—"
    assert find(sheet, "以下情况影响本月数字：").row > top
    assert find(sheet, "投诉与赔偿").hyperlink.location == "'投诉与赔偿'!A1"
    assert find(sheet, "明细-回访").hyperlink.location == "'明细-回访'!A1"


def test_a_month_without_anything_to_decide_says_so() -> None:
    quiet = replace(report(), pages=(replace(report().pages[0], blocks=()), *report().pages[1:]))
    assert find(opened(quiet)["封面"], "本月没有需要决定的事。")


def test_a_past_is_drawn_where_its_figure_stands_and_its_numbers_have_a_sheet() -> None:
    content = parts(written(report()))
    ranges = re.findall(r"<xm:f>([^<]*)</xm:f><xm:sqref>([^<]*)<", "".join(content.values()))
    assert sorted(ranges) == [("'走势数据'!D8:I8", "I7"), ("'走势数据'!D9:I9", "B11")]
    assert [cell.value for cell in opened(report())["走势数据"][8]] == [
        "总览",
        "满意率",
        "满意率",
        *RATES[:1],
        None,
        *RATES[2:],
    ]


def test_a_place_leads_to_the_very_record() -> None:
    columns = (Column("客户"), Column("文件"), Column("工作表"), Column("行", Look.COUNT))
    rows = (("刘敏", "a.xlsx", "十月", 7), ("王芳", "b/c.csv", None, 12))
    records = Page("details-x", "明细-甲", "", (Table("t", "甲", columns, rows),), details=True)
    told = tuple(
        (Cell(place, link=Link("details-x")),) for place in ("b/c.csv › 第12行", "a.xlsx › 十月 › 第7行", "别处")
    )
    page = Page("p", "页", "", (Table("l", "表", (Column("来源"),), told),))
    sheet = opened(replace(report(), pages=(page, records)))["页"]
    assert [sheet.cell(row, 1).hyperlink.location for row in (6, 7, 8)] == [
        "'明细-甲'!A7", "'明细-甲'!A6", "'明细-甲'!A1",
    ]  # fmt: skip


def test_the_details_page_reads_like_its_picture() -> None:
    small = Table(
        "t", "明细", (Column("编号"), Column("日期", Look.DATE), Column("元", Look.MONEY)), (("a", "2026-10-03", -1.5),)
    )
    sheet = opened(one_page(small, details=True))["页"]
    assert dump(sheet) == [
        "页!A1 = '页'",
        "页!A2 = '← 返回封面' -> '封面'!A1",
        "页!A4 = '明细'",
        "页!A5 = '编号'",
        "页!B5 = '日期'",
        "页!C5 = '元'",
        "页!A6 = 'a'",
        "页!B6 = datetime.datetime(2026, 10, 3, 0, 0) [yyyy-mm-dd]",
        "页!C6 = -1.5 [#,##0.00]",
    ]


def test_a_full_date_is_a_date_and_any_other_text_stays_text() -> None:
    sheet = opened(report())["投诉与赔偿"]
    assert [sheet.cell(row, 2).value for row in (7, 8)] == [datetime(2026, 10, 3), datetime(2026, 10, 5, 14, 20)]  # noqa: DTZ001
    assert find(sheet, "10月中旬").coordinate == "C8"


def test_no_figure_is_a_dash_in_a_table_and_a_blank_in_details() -> None:
    table = Table("t", "表", (Column("名"), Column("率", Look.RATE)), (("甲", None), ("乙", 0)))
    assert [opened(one_page(table))["页"].cell(row, 2).value for row in (6, 7)] == ["—", 0]
    assert [opened(one_page(table, details=True))["页"].cell(row, 2).value for row in (6, 7)] == [None, 0]


def test_a_link_leads_to_the_title_of_its_table_and_to_the_row_of_its_key() -> None:
    workbook = opened(report())
    person = find(workbook["总览"], "满意率").hyperlink.location
    assert person == "'回访满意度'!A5"
    assert workbook["回访满意度"]["A5"].value == "按回访人员"
    assert workbook["回访满意度"]["D7"].hyperlink.location == "'明细-回访'!A7"
    assert workbook["明细-回访"]["A7"].value == "回访-0001"
    assert workbook["回访满意度"]["D7"].value == 0.9


def test_a_link_to_nothing_is_plain_text() -> None:
    table = Table("t", "表", (Column("名"),), ((Cell("甲", link=Link("nowhere")),),))
    cell = find(opened(one_page(table))["页"], "甲")
    assert cell.hyperlink is None
    assert cell.font.underline is None


def test_nothing_from_a_cell_is_live_and_no_link_leaves_the_file() -> None:
    for name, part in parts(written(awkward_report())).items():
        fromstring(part)
        assert "TargetMode" not in part, name
        assert "<script" not in part, name
        assert set(re.findall("<f>([^<]*)</f>", part) if "worksheets/sheet" in name else ()) <= OURS, name


def test_the_same_report_gives_the_same_bytes_in_any_time_zone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = written(awkward_report())
    for zone in ("America/New_York", "Asia/Shanghai"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        write_workbook(awkward_report(), tmp_path / "a.xlsx")
        assert (tmp_path / "a.xlsx").read_bytes() == first
    monkeypatch.undo()
    time.tzset()


def test_what_the_disk_refuses_is_told_with_its_own_number(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_workbook(report(), tmp_path / "nowhere" / "a.xlsx")


def test_details_have_a_filter_over_all_rows_and_keep_heading_and_first_column_in_view() -> None:
    sheet = opened(report())["明细-回访"]
    assert sheet["A6"].value == "记录号"
    assert sheet.auto_filter.ref == "A6:Q18"
    assert sheet.freeze_panes == "B7"
    assert sheet.sheet_view.showGridLines is None or sheet.sheet_view.showGridLines


def test_a_filter_leaves_the_total_line_out() -> None:
    sheet = opened(report())["回访满意度"]
    assert sheet.auto_filter.ref == "A6:E9"
    assert sheet["A10"].value == "合计"
    assert sheet["A10"].font.bold


def test_every_sheet_prints_on_a4_with_numbers_and_a_repeated_heading() -> None:
    for sheet in opened(report()):
        assert sheet.page_setup.paperSize == 9
        fitted = sheet.sheet_properties.pageSetUpPr is not None and sheet.page_setup.fitToHeight in (0, None)
        assert fitted or sheet.page_setup.scale == 80
        assert sheet.oddFooter.center.text == "第 &P 页 / 共 &N 页"
        assert sheet.oddFooter.left.text.strip() == "青禾瓷砖　2026-10"
        assert sheet.print_area
        assert sheet.print_title_rows
    assert opened(report())["明细-回访"].print_title_rows == "$6:$6"


def test_nothing_prints_below_8_points_and_pages_side_by_side_repeat_the_first_column() -> None:
    seen = set()
    for plan, sheet in zip(lay_out(awkward_report()), opened(awkward_report()), strict=True):
        across = sheet.page_setup.fitToWidth or 1
        room = 1074 if sheet.page_setup.orientation == "landscape" else 746
        scale = sheet.page_setup.scale or 100 * across * room / total_pixels(plan.sheet.widths)
        assert scale >= 80, sheet.title
        assert bool(sheet.print_title_cols) == (pages_across(total_pixels(plan.sheet.widths)) > 1)
        seen.add(across)
    assert len(seen) > 1


def test_the_first_sheet_opens_and_the_file_names_title_and_company() -> None:
    workbook = opened(report())
    assert workbook.active.title == "封面"
    assert workbook.properties.title == "售后月报 2026年10月"
    assert workbook.properties.creator == "青禾瓷砖"
    assert workbook.properties.created == datetime(2026, 11, 2, 6, 30)  # noqa: DTZ001


@pytest.mark.parametrize("made", [report(), awkward_report()], ids=["month", "awkward"])
def test_every_number_and_date_fits_its_column(made: Report) -> None:
    for sheet in opened(made):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float | datetime):
                    width = sheet.column_dimensions[cell.column_letter].width
                    assert (
                        len(f"{cell.value:,.1f}" if isinstance(cell.value, int | float) else "2026-10-03") <= width - 1
                    )


def test_long_chinese_text_wraps_in_a_row_high_enough_for_all_its_lines() -> None:
    sheet = opened(report())["投诉与赔偿"]
    cell = sheet["F7"]
    room = sheet.column_dimensions["F"].width - 2
    assert cell.alignment.wrap_text
    assert sheet.row_dimensions[7].height >= 15 * display_width(cell.value) / room


def test_a_folded_table_is_hidden_until_asked_for() -> None:
    sheet = opened(report())["回访满意度"]
    row = find(sheet, "按门店（可展开）").row
    assert not sheet.row_dimensions[row].hidden
    assert [sheet.row_dimensions[row + at].hidden for at in (1, 2, 3)] == [True, True, True]
    assert sheet.row_dimensions[row + 2].outlineLevel == 1
    assert sheet.row_dimensions[row].collapsed


def test_the_legend_shows_every_tone_in_its_own_colours() -> None:
    sheet = opened(report())["封面"]
    for text, (fill, font, bold) in zip(
        ("达标", "未达标", "留意", "参考", "重点"), list(TONES.values())[1:], strict=True
    ):
        cell = find(sheet, text)
        assert cell.font.color.rgb == f"FF{font[1:].upper()}"
        assert cell.font.bold is bold
        assert not fill or cell.fill.fgColor.rgb == f"FF{fill[1:].upper()}"


def test_notes_show_on_their_cells() -> None:
    workbook = opened(report())
    assert workbook["总览"]["A7"].comment.text == "满意户数 ÷ 有效评价户数，每户以最近一次评价为准。"
    assert workbook["回访满意度"]["D8"].comment.text == "11/15"


def test_an_empty_table_says_so() -> None:
    assert find(opened(report())["投诉与赔偿"], "本月没有超时")


def test_no_record_of_a_large_details_page_is_missing() -> None:
    sheet = opened(report(replace(details(2_000), id="many", title="很多")))["很多"]
    assert [sheet.cell(row, 1).value for row in (7, 2006)] == ["回访-0001", "回访-2000"]
    assert sheet.max_row == 2006
