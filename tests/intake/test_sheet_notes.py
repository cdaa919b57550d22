"""What stands beside the values of a workbook is told, and changes none of them."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.intake.drawn_books import book, cell, codes, opened, parts, row, sheet, table, zipped


def made(folder: Path) -> bytes:
    """A workbook as Excel writes it: row 3 struck through, one cell of row 4 too, comments on two cells."""
    written = Workbook()
    page = written.active
    assert page is not None
    page.title = "回访"
    for line in (("日期", "客户"), ("2026-10-01", "甲"), ("2026-10-02", "乙"), ("2026-10-03", "丙")):
        page.append(line)
    for address in ("A3", "B3", "B4"):
        page[address].font = Font(strike=True)
    page["B2"].comment = Comment("更正:应为 甲甲 <先生>", "王芳")
    page["A4"].comment = Comment("待核实", "李娜")
    written.save(folder / "made.xlsx")
    return (folder / "made.xlsx").read_bytes()


def test_struck_rows_and_comments_are_told_and_the_values_stay(tmp_path: Path) -> None:
    workbook = opened(tmp_path, "a.xlsx", made(tmp_path))
    struck, commented = workbook.problems

    assert (struck.code, struck.place.row, struck.facts["examples"]) == ("row-struck", 3, "3")
    assert (commented.code, commented.place.cell) == ("cell-comment", "B2")
    assert commented.message == "有 2 条批注（B2：更正:应为 甲甲 <先生>；A4：待核实），没有据此改动内容"
    assert workbook.grids[0].rows[1:] == (("2026-10-01", "甲"), ("2026-10-02", "乙"), ("2026-10-03", "丙"))
    assert load_workbook(tmp_path / "a.xlsx")["回访"]["B3"].font.strike


def test_an_empty_row_before_a_struck_one_does_not_take_its_number(tmp_path: Path) -> None:
    styles = (
        "<styleSheet><fonts><font/><font><strike/></font></fonts>"
        '<cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>'
    )
    struck = '<c r="A3" s="1" t="inlineStr"><is><t>作废</t></is></c>'
    rows = row(1, cell("A1", "日期")) + '<row r="2"/>' + row(3, struck)
    (problem,) = opened(tmp_path, "a.xlsx", book(rows, styles=styles)).problems

    assert (problem.code, problem.place.row) == ("row-struck", 3)


def test_formulas_whose_result_changes_every_day_are_told_once_a_sheet(tmp_path: Path) -> None:
    today = '<c r="C{}"><f>TODAY()-{}</f><v>46300</v></c>'
    rows = row(1, cell("A1", "日期")) + row(2, cell("A2", "甲"), today.format(2, 1)) + row(3, today.format(3, 2))
    (problem,) = opened(tmp_path, "a.xlsx", book(rows)).problems

    assert (problem.code, problem.place.cell, problem.facts) == ("changing-formula", "C2", {"cells": 2})
    assert codes(opened(tmp_path, "b.xlsx", book(row(1, cell("A1", "TODAY() 写在备注里"))))) == []


def test_a_workbook_that_fetches_values_from_other_files_says_so(tmp_path: Path) -> None:
    linked = parts({"回访": sheet(table())}) | {"xl/externalLinks/externalLink1.xml": "<externalLink/>"}

    assert codes(opened(tmp_path, "a.xlsx", zipped(linked))) == ["external-links"]
    assert codes(opened(tmp_path, "b.xlsx", book(table()))) == []
