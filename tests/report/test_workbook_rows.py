"""Records written as text: the same cells as those put one by one, whatever they hold, and every one of them."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from xlsxwriter.worksheet import Worksheet

from aftersales.report import workbook_rows
from aftersales.report.page import Cell, Column, Link, Look, Page, Report, Table, Value
from aftersales.report.workbook_cells import Formats, WorkbookError
from aftersales.report.workbook_columns import SAMPLE
from aftersales.report.workbook_lines import Sheet, TableRows
from aftersales.report.workbook_rows import BLOCK, RowWriter, row_writer
from tests.report.factory import LONG, report
from tests.report.workbook_dump import opened, parts, written

HOSTILE: tuple[Value, ...] = (
    *('=HYPERLINK("http://example.invalid")', "+86 13800000001", "-1", "@SUM(1)", "http://example.invalid", "000123"),
    *("<script>alert('x')</script>", "<r><t>x</t></r>", "甲 & 乙", "甲>乙", "a &amp; <b>", "]]>", '"', "{{ 7*7 }}"),
    *("_x000D_", "_x0041_b_x0041_", "_x12", "换页\x0c响铃\x07空\x00字", "半个\ud83d表情", "\ufffe", "转\u202e向"),
    *(" 前", "后 ", "  前后  ", "\u3000全角", "行\n", "\n", "甲\n乙", "甲\r\n乙", "甲\r乙", "a\tb", "\xa0", "", " "),
    *("满意👍🏻", "长" * 40_000, "👍" * 20_000, LONG, "a" * 200, "字" * 30, "—"),
    *("2026-10-03", "2026-10-03T14:20", "2026-02-30", "1899-01-01", "10月中旬"),
    *("ab" * 12, "甲乙丙" * 6, "a" * 40),
    *(None, True, False, 0, 1, 1.0, 0.0, -0.0, -1, 0.1, 0.5, 1248, -300.5, 1 / 3, math.nan, 1e300, -1e300, 5e-324),
    *(10**15 - 1, 10**15, -(10**15), 12345678901234567890, 10**30),
)
FILL: tuple[Value, ...] = ("平常", 5, 0.25)


def page(*columns: Column, rows: tuple[tuple[Value | Cell, ...], ...], **facts: object) -> Report:
    table = Table("rows", "明细", columns, rows, **facts)  # type: ignore[arg-type]
    return replace(report(), pages=(report().pages[0], Page("d", "明细", "", (table,), details=True)))


def every_look(values: tuple[Value, ...], **facts: object) -> Report:
    columns = tuple(Column(look.value, look, width) for look in Look for width in (0, 12))
    return page(*columns, rows=tuple((value,) * len(columns) for value in values), **facts)


def each_in_a_column(values: tuple[Value, ...]) -> Report:
    """Every value in a column of its own, where all others are harmless."""
    columns = tuple(Column(f"第{at}列", look) for look in (Look.TEXT, Look.NUMBER) for at in range(len(values)))
    return page(*columns, rows=tuple((each or values) * 2 for each in (*((fill,) * len(values) for fill in FILL), ())))


def both_ways(made: Report, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, bytes]:
    """The workbook with its records written as text, and with every cell put on its own."""
    as_text = written(made)
    with monkeypatch.context() as patch:
        patch.setattr(workbook_rows, "PRIVATE", ((Worksheet, "_a_name_that_xlsxwriter_gave_up"),))
        return as_text, written(made)


def seen(content: bytes) -> list[object]:
    """All that openpyxl sees of the details: places, values, looks, heights, folding."""
    sheet = load_workbook(BytesIO(content))["明细"]
    cells = [
        (cell.coordinate, cell.value, cell.data_type, cell.number_format, repr(cell.font), repr(cell.fill),
         repr(cell.border), repr(cell.alignment), cell.hyperlink and cell.hyperlink.location)
        for row in sheet.iter_rows() for cell in row
    ]  # fmt: skip
    sizes = [(at, row.height, row.hidden, row.outlineLevel) for at, row in sorted(sheet.row_dimensions.items())]
    return [sheet.dimensions, sheet.auto_filter.ref, *sizes, *cells]


def markup(content: bytes) -> str:
    """The sheet as it is written, without the numbers of its formats, which are given in order of use."""
    return re.sub(r' s="\d+"', "", parts(content)["xl/worksheets/sheet2.xml"])


@pytest.mark.parametrize("facts", [{}, {"outline": True, "filters": True}, {"total": True}], ids=str)
def test_records_as_text_are_the_same_cells_as_put_one_by_one(
    monkeypatch: pytest.MonkeyPatch, facts: dict[str, bool]
) -> None:
    as_text, put = both_ways(every_look(HOSTILE, **facts), monkeypatch)
    assert markup(as_text) == markup(put)
    assert seen(as_text) == seen(put)
    read = [CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("明细") for content in (as_text, put)]
    assert read[0].to_python() == read[1].to_python()


def test_one_hostile_value_among_harmless_ones_is_the_same_cell_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    as_text, put = both_ways(each_in_a_column(HOSTILE), monkeypatch)
    assert markup(as_text) == markup(put)
    assert seen(as_text) == seen(put)


def test_records_are_written_as_text_and_put_only_where_xlsxwriter_lacks_a_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers: list[bool] = []
    write = RowWriter.write

    def watched(self: RowWriter, top: int, first: int, end: int) -> bool:
        answers.append(write(self, top, first, end))
        return answers[-1]

    monkeypatch.setattr(RowWriter, "write", watched)
    both_ways(every_look(HOSTILE), monkeypatch)
    assert answers == [True, False]  # the records, and the cells of the sheet of pasts


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60) | st.floats(allow_infinity=False) | st.integers() | st.booleans() | st.none()))
def test_any_values_are_the_same_cells_both_ways(values: list[Value]) -> None:
    made = page(Column("甲"), Column("乙", Look.NUMBER), Column("丙", Look.DATE), rows=tuple((v, v, v) for v in values))
    with pytest.MonkeyPatch.context() as patch:
        as_text, put = both_ways(made, patch)
    assert markup(as_text) == markup(put)


def test_a_block_with_more_than_plain_values_stands_in_its_place_among_the_others() -> None:
    linked = Cell("重点", link=Link("overview"), note="看总览")
    rows = tuple((at, linked if at == BLOCK + 5 else f"第{at}条") for at in range(3 * BLOCK))
    sheet = opened(page(Column("序号", Look.COUNT), Column("内容"), rows=rows))["明细"]
    assert [sheet.cell(row, 1).value for row in range(6, 6 + 3 * BLOCK)] == list(range(3 * BLOCK))
    assert sheet.cell(6 + BLOCK + 5, 2).hyperlink.location == "'总览'!A1"
    assert sheet.cell(6 + BLOCK + 5, 2).comment.text == "看总览"
    assert sheet.cell(6 + BLOCK + 6, 2).value == f"第{BLOCK + 6}条"
    assert sheet.max_row == 5 + 3 * BLOCK


def test_the_total_line_of_many_records_looks_like_a_total() -> None:
    rows = tuple((f"第{at}条", at) for at in range(BLOCK + 3))
    sheet = opened(page(Column("内容"), Column("数", Look.COUNT), rows=rows, total=True))["明细"]
    assert [sheet.cell(row, 1).font.bold for row in (5 + BLOCK + 2, 5 + BLOCK + 3)] == [False, True]


def test_a_value_that_no_cell_holds_raises_on_a_details_page_too() -> None:
    with pytest.raises(WorkbookError, match="inf"):
        written(page(Column("数", Look.COUNT), rows=((math.inf,),)))


@pytest.mark.parametrize("top", [1_048_576, 4, 6], ids=["below the last row", "above the last put", "written before"])
def test_a_row_that_the_sheet_cannot_take_raises_instead_of_being_lost(top: int) -> None:
    workbook = xlsxwriter.Workbook(BytesIO(), {"constant_memory": True})
    sheet = workbook.add_worksheet("甲")
    table = Table("t", "表", (Column("内容"),), (("一",),))
    writer = row_writer(sheet, TableRows(table, Sheet((10.0,), 1, details=True)), Formats(workbook))
    assert writer is not None
    sheet.write_string(5, 0, "x")
    assert writer.write(6, 0, 1)
    with pytest.raises(WorkbookError, match=f"甲: no rows {top + 1} to {top + 1}"):
        writer.write(top, 0, 1)


def test_the_same_records_give_the_same_bytes() -> None:
    made = every_look(HOSTILE * 30, outline=True, filters=True)
    assert written(made) == written(made)


def test_of_a_long_table_every_number_and_date_fits_and_a_long_text_beyond_the_sample_wraps() -> None:
    plain: tuple[Value, ...] = (1, 0.5, "2026-10-03", "短", "短")
    last: tuple[Value, ...] = (-123456789, 98765.25, "2026-10-03T14:20", LONG, "短")
    columns = (Column("件", Look.COUNT), Column("数", Look.NUMBER), Column("日", Look.DATE), Column("文"), Column("注"))
    made = page(*columns, rows=((plain,) * (2 * SAMPLE + 1) + (last,)))
    sheet = opened(made)["明细"]
    row = sheet.max_row
    widths = [sheet.column_dimensions[letter].width for letter in "ABCD"]
    assert [cell.value for cell in sheet[row]][2] == datetime(2026, 10, 3, 14, 20)  # noqa: DTZ001
    assert all(
        width >= len(shown) + 1
        for width, shown in zip(widths, ("-123,456,789", "98,765.25", "2026-10-03 14:20"), strict=False)
    )
    assert sheet.cell(row, 4).alignment.wrap_text
    assert sheet.row_dimensions[row].height >= 15 * 2 * len(LONG) / widths[3]
    assert sheet.row_dimensions[row - 1].height == 18
    assert not sheet.cell(row - 1, 4).alignment.wrap_text
