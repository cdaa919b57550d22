"""What calamine leaves out of .xlsb and .xls is found by a look of our own: errors, hidden rows, merges, the count."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
import xlwt

from aftersales.intake import ole, workbooks
from aftersales.intake.grids import Raw
from aftersales.model import CellError, Merge
from tests.intake.drawn_binaries import binary_book, binary_sheet, container
from tests.intake.drawn_books import book, cell, codes, open_document, opened, parts, row, sheet, table, zipped

ROWS = (
    ("日期", "客户", "评分"),
    ("2026-10-01", "王芳", 5.0),
    ("2026-10-02", "李娜", "#N/A"),
    ("2026-10-03", "张三", True),
)


def test_xlsb_is_read_with_its_errors_hidden_rows_and_merges(tmp_path: Path) -> None:
    part = binary_sheet(ROWS, first=2, hidden=[3], merges=[(2, 2, 0, 1)])
    workbook = opened(tmp_path, "a.xlsb", binary_book({"回访": part, "空": binary_sheet([])}))
    grid, empty = workbook.grids
    assert (grid.sheet, grid.first_row, grid.first_column) == ("回访", 3, 1)
    assert grid.rows == (
        ("日期", "客户", "评分"),
        ("2026-10-01", "王芳", 5),
        ("2026-10-02", "李娜", CellError("#N/A")),
        ("2026-10-03", "张三", True),
    )
    assert (grid.hidden_rows, grid.merges) == ({4}, (Merge(3, 1, 3, 2),))
    assert empty.rows == ()
    assert workbook.problems == ()


def test_a_stray_cell_far_away_in_xlsb_costs_its_sheet_and_not_the_memory(tmp_path: Path) -> None:
    far = binary_sheet([("甲",)]).replace(b"\x92\x01\x00", b"") + binary_sheet(
        [(None,) * 16_383 + ("远",)], first=1_048_575
    )
    workbook = opened(tmp_path, "a.xlsb", binary_book({"远": far, "好": binary_sheet(ROWS)}))
    assert [grid.sheet for grid in workbook.grids] == ["好"]
    assert [(p.code, p.place.sheet) for p in workbook.problems] == [("sheet-too-wide", "远")]


def old(rows: int = 60, *, blank: bool = False) -> bytes:
    made = xlwt.Workbook()
    page = made.add_sheet("回访")
    for number in range(rows):
        page.write(number, 0, f"客户{number}")
        page.write(number, 1, number)
    if blank:
        page.write(rows + 3, 0, "")
        page.write(rows + 4, 0, xlwt.Formula('""'))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_rows_of_empty_texts_in_xls_are_no_difference_in_the_count(tmp_path: Path) -> None:
    workbook = opened(tmp_path, "a.xls", old(blank=True))
    assert len(workbook.grids[0].rows) == 60
    assert workbook.problems == ()


def test_a_table_of_wps_is_read_like_its_twin_of_excel(tmp_path: Path) -> None:
    made = xlwt.Workbook()
    page = made.add_sheet("回访")
    page.write_merge(0, 0, 0, 2, "十月回访登记表")
    for column, heading in enumerate(("回访日期", "客户姓名", "客户意见")):
        page.write_merge(1, 2, column, column, heading)
        page.write(3, column, f"{heading}一")
    made.save(str(tmp_path / "made.xls"))
    data = (tmp_path / "made.xls").read_bytes()
    old_excel, wps = (opened(tmp_path, name, data) for name in ("a.xls", "a.et"))
    assert [grid.rows for grid in wps.grids] == [grid.rows for grid in old_excel.grids]
    assert set(wps.grids[0].merges) == {Merge(1, 1, 1, 3), *(Merge(2, column, 3, column) for column in (1, 2, 3))}
    assert wps.problems == ()


def missing(raw: Raw, at: int) -> Raw:
    """The rows without one of them, as a reader that loses it would give them."""
    return Raw([*raw.rows[:at], [""] * len(raw.rows[0]), *raw.rows[at + 1 :]], raw.top, raw.left)


BOOKS = {
    "a.xlsx": book(table(40)),
    "a.xls": old(40),
    "a.xlsb": binary_book({"回访": binary_sheet([("客户", float(n)) for n in range(40)])}),
    "a.ods": open_document(
        '<table:table-row><table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell>'
        "</table:table-row>" * 40
    ),
}


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("lost", [0, 17, 39])
def test_a_row_that_the_reader_loses_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, lost: int
) -> None:
    real = workbooks.raw
    monkeypatch.setattr(workbooks, "raw", lambda sheet, limits: missing(real(sheet, limits), lost))
    (problem,) = opened(tmp_path, name, BOOKS[name]).problems
    assert problem.code == "rows-miscounted"
    assert problem.facts == {"counted": 40, "read": 39}


def test_an_old_workbook_is_read_when_only_the_end_of_another_stream_is_missing(tmp_path: Path) -> None:
    whole = bytearray(old(300))
    entry = (struct.unpack_from("<I", whole, 76)[0] + 1) * 512 + 4 * (len(whole) // 512 - 1)
    struct.pack_into("<I", whole, entry, 0xFFFFFFFE)  # one more sector, of which a hundred bytes are there
    assert len(opened(tmp_path, "a.xls", bytes(whole) + bytes(100)).grids[0].rows) == 300
    assert codes(opened(tmp_path, "b.xls", bytes(whole[:-512]))) == ["file-truncated"]


def test_a_workbook_embedded_in_another_is_not_taken_for_it(tmp_path: Path) -> None:
    outer, embedded = (ole.workbook_stream(old(rows)) for rows in (60, 90))
    plain = opened(tmp_path, "a.xls", container(("Workbook", outer, False)))
    both = opened(tmp_path, "b.xls", container(("Workbook", embedded, True), ("Workbook", outer, False)))
    loud = opened(tmp_path, "c.xls", container(("WORKBOOK", outer, False)))
    assert [len(grid.rows) for grid in (*plain.grids, *loud.grids)] == [60, 60]
    assert [len(grid.rows) for grid in both.grids] == [60]
    assert both.problems == ()


def test_a_container_that_runs_in_a_circle_ends(tmp_path: Path) -> None:
    data = bytearray(old(300))
    at = (struct.unpack_from("<I", data, 76)[0] + 1) * 512
    struct.pack_into("<II", data, at, 1, 0)
    assert len(ole.workbook_stream(bytes(data))) <= len(data)
    assert codes(opened(tmp_path, "a.xls", bytes(data)))


def test_a_workbook_in_an_unusual_place_is_read(tmp_path: Path) -> None:
    moved = {name.replace("xl/", "wtf/"): text for name, text in parts({"回访": sheet(table())}).items()}
    moved["_rels/.rels"] = moved["_rels/.rels"].replace("xl/", "wtf/")
    assert len(opened(tmp_path, "a.xlsx", zipped(moved)).grids[0].rows) == 3


def test_something_broken_beside_the_cells_costs_no_cell(tmp_path: Path) -> None:
    broken = '<mergeCells count="1"><mergeCell ref="A:B"/></mergeCells>'
    workbook = opened(tmp_path, "a.xlsx", book(row(2, cell("B2", "甲")), broken))
    assert (workbook.grids[0].rows, workbook.grids[0].first_row) == ((("甲",),), 2)
    assert workbook.problems == ()


def test_line_breaks_between_the_cells_of_an_open_document_table_change_nothing(tmp_path: Path) -> None:
    held = '<table:table-cell office:value-type="string">\n <text:p>甲 乙</text:p>\n</table:table-cell>'
    rows = f"\n<table:table-row>\n {held}\n {held}\n</table:table-row>\n"
    assert opened(tmp_path, "a.ods", open_document(rows)).grids[0].rows == (("甲 乙", "甲 乙"),)
