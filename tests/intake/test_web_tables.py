"""HTML tables and web archives that were saved as .xls."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from aftersales.model import Merge, Workbook
from tests.intake.drawn_books import codes, opened

PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<style>td {{ color: red }}</style></head><body>
<table border=1><tr><th>日期</th><th>客户</th><th>备注</th></tr>
<tr><td>2026-10-01</td><td>王芳&nbsp;女士</td><td>满意，<b>很</b>好<br>再来 &lt;3</td></tr></table></body></html>"""


def page(folder: Path, body: str, name: str = "回访.xls") -> Workbook:
    return opened(folder, name, f"<html><body>{body}</body></html>".encode())


@pytest.mark.parametrize("charset", ["gbk", "gb2312", "utf-8", "utf-16"])
def test_a_table_is_read_in_the_encoding_that_it_names(tmp_path: Path, charset: str) -> None:
    workbook = opened(tmp_path, "回访.xls", PAGE.format(charset=charset).encode(charset))
    (grid,) = workbook.grids
    assert grid.rows == (("日期", "客户", "备注"), ("2026-10-01", "王芳 女士", "满意，很好\n再来 <3"))
    assert (workbook.reader, codes(workbook), grid.sheet) == ("html", ["html-xls"], "")


def test_a_page_that_names_no_encoding_or_a_wrong_one_is_read_strictly(tmp_path: Path) -> None:
    table = "<table><tr><td>客户</td></tr></table>"
    assert opened(tmp_path, "a.xls", table.encode("gbk")).grids[0].rows == (("客户",),)
    wrong = f'<meta charset="utf-8">{table}'.encode("gbk")
    assert opened(tmp_path, "b.xls", wrong).grids[0].rows == (("客户",),)


def test_titles_and_several_tables_keep_their_order_on_one_sheet(tmp_path: Path) -> None:
    (grid,) = page(
        tmp_path,
        "<h2>十月回访</h2><table><tr><td>日期</td><td>客户</td></tr><tr><td>1</td><td>甲</td></tr></table>"
        "<p>合计 1</p><table><tr><td>乙</td></tr></table>",
    ).grids
    assert grid.rows == (("十月回访", None), ("日期", "客户"), ("1", "甲"), ("合计 1", None), ("乙", None))


def test_spans_become_merged_blocks_and_move_what_stands_beside_them(tmp_path: Path) -> None:
    (grid,) = page(
        tmp_path,
        "<table><tr><td rowspan=2>门店</td><td colspan=2>客户</td></tr><tr><td>姓名</td><td>电话</td></tr>"
        "<tr><td>一店</td><td>甲</td><td>1</td></tr></table>",
    ).grids
    assert grid.rows == (("门店", "客户", None), (None, "姓名", "电话"), ("一店", "甲", "1"))
    assert grid.merges == (Merge(1, 1, 2, 1), Merge(1, 2, 1, 3))


def test_a_span_ends_with_its_table(tmp_path: Path) -> None:
    (grid,) = page(
        tmp_path,
        "<table><tr><td rowspan=9>甲</td><td>乙</td></tr></table><table><tr><td>丙</td><td>丁</td></tr></table>",
    ).grids
    assert grid.rows == (("甲", "乙"), ("丙", "丁"))


def test_a_table_that_only_lays_out_others_is_seen_through_and_one_beside_text_is_part_of_it(tmp_path: Path) -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    (laid_out,) = page(tmp_path, f"<table><tr><td>表头</td></tr><tr><td>{inner}</td></tr></table>").grids
    (beside,) = page(tmp_path, f"<table><tr><td>1</td><td>{inner}</td></tr></table>").grids
    assert laid_out.rows == (("表头", None), ("甲", "乙"))
    assert beside.rows == (("1", "甲\n乙"),)


def test_scripts_are_not_read_and_hidden_rows_are_marked(tmp_path: Path) -> None:
    (grid,) = page(
        tmp_path,
        "<table><tr><td>甲<script>alert('<td>x')</script></td></tr><tr style='display: none'><td>乙</td></tr>"
        "<tr><td>丙</td></tr></table>",
    ).grids
    assert grid.rows == (("甲",), ("乙",), ("丙",))
    assert grid.hidden_rows == {2}


def test_cells_and_rows_that_are_never_closed_are_read(tmp_path: Path) -> None:
    (grid,) = page(tmp_path, "<table><tr><td>甲<td>乙<tr><td>丙<td>丁").grids
    assert grid.rows == (("甲", "乙"), ("丙", "丁"))


def test_a_number_that_was_too_wide_for_its_column_is_the_number(tmp_path: Path) -> None:
    (grid,) = page(tmp_path, '<table><tr><td x:num="1380000">####</td><td x:num="5">5.00</td></tr></table>').grids
    assert grid.rows == (("1380000", "5.00"),)


@pytest.mark.parametrize("name", ["a.html", "a.xls"])
def test_a_page_that_is_no_table_is_not_taken_for_one(tmp_path: Path, name: str) -> None:
    assert codes(page(tmp_path, "<p>通知</p>", name)) == ["file-unknown-format" if name == "a.xls" else "file-ignored"]


def test_a_cell_that_spans_everything_costs_nothing(tmp_path: Path) -> None:
    huge = "<td rowspan=99999999 colspan=99999999>甲</td>"
    (grid,) = page(tmp_path, f"<table><tr>{huge}<td>乙</td></tr></table>").grids
    assert grid.rows[0][:1] == ("甲",)
    assert grid.rows[0][-1] == "乙"


def test_tables_nested_without_end_are_refused(tmp_path: Path) -> None:
    assert codes(page(tmp_path, "<table><tr><td>" * 5_000)) == ["file-suspicious"]


def archived(*pages: str) -> bytes:
    parts = "".join(
        f"------=_Part\r\nContent-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{base64.encodebytes(text.encode('gbk')).decode()}\r\n"
        for text in pages
    )
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_Part"\r\n\r\n'
    return f"{head}{parts}------=_Part--\r\n".encode()


def test_the_table_of_a_web_archive_is_read(tmp_path: Path) -> None:
    workbook = opened(tmp_path, "a.xls", archived("<table><tr><td>客户</td></tr><tr><td>王芳</td></tr></table>"))
    assert workbook.grids[0].rows == (("客户",), ("王芳",))
    assert codes(workbook) == ["wrong-suffix", "html-xls"]


def test_a_web_archive_of_several_sheets_is_refused_with_advice(tmp_path: Path) -> None:
    table = "<table><tr><td>1</td></tr></table>"
    (problem,) = opened(tmp_path, "a.xls", archived(table, table)).problems
    assert problem.message == "不是能识别的表格格式（网页存档(MHTML)，里面有 2 个工作表）"
    assert "另存为 .xlsx" in problem.remedy
