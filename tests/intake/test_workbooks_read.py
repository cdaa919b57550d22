from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from aftersales.model import CellError, Merge, Uncached
from tests.intake.drawn_books import (
    DATES,
    MAIN,
    STRICT,
    book,
    cell,
    codes,
    open_document,
    opened,
    parts,
    row,
    sheet,
    table,
    zipped,
)


def test_a_table_that_starts_at_c7_keeps_its_addresses(tmp_path: Path) -> None:
    workbook = opened(
        tmp_path, "a.xlsx", book(row(7, cell("C7", "日期"), cell("D7", "客户")) + row(9, cell("D9", "王芳")))
    )
    (grid,) = workbook.grids
    assert (grid.first_row, grid.first_column) == (7, 3)
    assert grid.rows == (("日期", "客户"), (None, None), (None, "王芳"))
    assert grid.number(2) == 9
    assert workbook.problems == ()


def test_errors_and_formulas_without_a_result_stand_in_their_places(tmp_path: Path) -> None:
    rows = row(2, cell("B2", "数量"), cell("C2", "备注")) + row(
        3,
        '<c r="B3" t="e"><v>#N/A</v></c>',
        '<c r="C3"><f>1+1</f></c>',
        '<c r="D3" t="str"><f>IF(1,"","")</f><v></v></c>',
        '<c r="E3"><f>SUM(1)</f><v/></c>',
        '<c s="0" t="e" r="F3"><f>1/0</f><v>#DIV/0!</v></c>',
    )
    (grid,) = opened(tmp_path, "a.xlsx", book(rows)).grids
    assert grid.rows[1] == (CellError("#N/A"), Uncached(), None, Uncached(), CellError("#DIV/0!"))
    assert (grid.first_row, grid.first_column) == (2, 2)


def test_a_sheet_of_nothing_but_formulas_without_results_is_not_empty(tmp_path: Path) -> None:
    workbook = opened(tmp_path, "a.xlsx", book(row(4, '<c r="C4"><f>1+1</f></c>')))
    (grid,) = workbook.grids
    assert (grid.first_row, grid.first_column, grid.rows) == (4, 3, ((Uncached(),),))
    assert workbook.problems == ()


@pytest.mark.parametrize(
    ("style", "epoch", "expected"),
    [("1", "", date(2025, 9, 1)), ("2", "", date(2025, 9, 1)), ("1", ' date1904="1"', date(2029, 9, 2))],
)
def test_dates_in_chinese_format_and_of_either_epoch_are_dates(
    tmp_path: Path, style: str, epoch: str, expected: date
) -> None:
    data = book(row(1, f'<c r="A1" s="{style}"><v>45901</v></c>'), styles=DATES, epoch=epoch)
    assert opened(tmp_path, "a.xlsx", data).grids[0].rows == ((expected,),)


def test_whole_numbers_are_whole_and_honest_texts_stay(tmp_path: Path) -> None:
    texts = ("+8613800000001", "-5", "@handle", "Null", "None", "n/a", "=1+1", " ", "\U00020bb7")
    cells = [cell(f"{letter}1", text) for letter, text in zip("ABCDEFGHI", texts, strict=True)]
    numbers = ('<c r="J1"><v>13800000001</v></c>', '<c r="K1"><v>4.5</v></c>', '<c r="L1" t="b"><v>1</v></c>')
    (grid,) = opened(tmp_path, "a.xlsx", book(row(1, *cells, *numbers))).grids
    assert grid.rows[0] == (*texts, 13800000001, 4.5, True)
    assert [type(value) for value in grid.rows[0][-3:]] == [int, float, bool]


def test_hidden_sheets_are_reported_with_their_rows_and_not_read(tmp_path: Path) -> None:
    sheets = {"回访": sheet(table()), "旧": sheet(table(9)), "更旧": sheet(table(5))}
    workbook = opened(tmp_path, "a.xlsx", zipped(parts(sheets, states={"旧": "hidden", "更旧": "veryHidden"})))
    assert [grid.sheet for grid in workbook.grids] == ["回访"]
    assert workbook.unread == (("旧", 9), ("更旧", 5))
    assert [problem.message for problem in workbook.problems] == [
        "隐藏的工作表没有读取（9 行）",
        "隐藏的工作表没有读取（5 行）",
    ]


def test_hidden_rows_and_merges_are_noted_within_the_grid(tmp_path: Path) -> None:
    rows = row(1, cell("A1", "标题")) + row(2, cell("A2", "甲"), more=' hidden="1"') + row(3, cell("A3", "乙"))
    rows += '<row r="900" hidden="1"/>'
    after = (
        '<mergeCells count="2"><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:A3"/><mergeCell ref="C8:D9"/></mergeCells>'
    )
    (grid,) = opened(tmp_path, "a.xlsx", book(rows, after)).grids
    assert grid.hidden_rows == {2}
    assert grid.merges == (Merge(1, 1, 1, 1), Merge(2, 1, 3, 1))


UNUSUAL = {
    "a namespace prefix": sheet('<x:row r="2"><x:c r="B2"><x:v>7</x:v></x:c></x:row>', prefix="x"),
    "single quotes": sheet("<row r='2'><c r='B2'><v>7</v></c></row>"),
    "no addresses": sheet("<row/><row><c/><c><v>7</v></c></row>"),
    "CDATA": sheet('<row r="2"><c r="B2"><v><![CDATA[7]]></v></c></row>'),
    "a comment": sheet('<!-- <row r="9"><c r="A9"><v>1</v></c></row> --><row r="2"><c r="B2"><v>7</v></c></row>'),
    "line breaks": sheet('\n <row r="2">\n  <c r="B2">\n   <v>7</v>\n  </c>\n </row>\n'),
    "other order of attributes": sheet('<row spans="1:2" r="2"><c s="0" r="B2"><v>7</v></c></row>'),
    "Strict Open XML": sheet('<row r="2"><c r="B2"><v>7</v></c></row>', namespace=STRICT),
}


@pytest.mark.parametrize("writing", UNUSUAL)
def test_a_sheet_written_with_something_unusual_reads_the_same(tmp_path: Path, writing: str) -> None:
    workbook = opened(tmp_path, "a.xlsx", zipped(parts({"回访": UNUSUAL[writing]})))
    (grid,) = workbook.grids
    assert (grid.first_row, grid.first_column, grid.rows) == (2, 2, ((7,),))
    assert workbook.problems == ()


def test_phonetic_guides_and_rich_runs_give_the_plain_text_whichever_way_it_is_read(tmp_path: Path) -> None:
    shared = f'<sst xmlns="{MAIN}"><si><r><t>目</t></r><r><t>录</t></r><rPh sb="0" eb="2"><t>mu lu</t></rPh></si></sst>'
    line = row(1, '<c r="A1" t="s"><v>0</v></c>')
    for rows in (line, "<!-- exact -->" + line):
        assert opened(tmp_path, "a.xlsx", book(rows, shared=shared)).grids[0].rows == (("目录",),)


def test_rows_that_hold_only_empty_texts_are_no_difference_in_the_count(tmp_path: Path) -> None:
    shared = f'<sst xmlns="{MAIN}"><si><t>甲</t></si><si><t></t></si></sst>'
    rows = row(1, '<c r="A1" t="s"><v>0</v></c>') + row(2, '<c r="A2" t="s"><v>1</v></c>')
    workbook = opened(tmp_path, "a.xlsx", book(rows, shared=shared))
    assert workbook.grids[0].rows == (("甲",),)
    assert workbook.problems == ()


def test_rows_that_fall_on_each_other_are_reported_as_miscounted(tmp_path: Path) -> None:
    workbook = opened(tmp_path, "a.xlsx", book(row(5, cell("A5", "甲")) + row(5, cell("A5", "乙"))))
    assert [(p.code, p.facts) for p in workbook.problems] == [("rows-miscounted", {"counted": 2, "read": 1})]


def test_a_row_that_is_written_in_several_pieces_keeps_all_its_cells(tmp_path: Path) -> None:
    rows = (
        row(1, cell("A1", "日期"))
        + row(1, cell("B1", "客户"))
        + row(2, cell("A2", "2026-10-01"))
        + row(2, cell("B2", "甲"))
    )
    workbook = opened(tmp_path, "a.xlsx", book(rows))
    assert workbook.grids[0].rows == (("日期", "客户"), ("2026-10-01", "甲"))
    assert codes(workbook) == ["rows-miscounted"]


def test_a_lying_dimension_loses_no_row(tmp_path: Path) -> None:
    xml = sheet(table(201)).replace("<sheetData>", '<dimension ref="A1"/><sheetData>')
    assert len(opened(tmp_path, "a.xlsx", zipped(parts({"回访": xml}))).grids[0].rows) == 201


def test_chart_and_empty_sheets_are_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("空")
        data = made.add_worksheet("回访")
        data.write_column(0, 0, [1, 2, 3])
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "=回访!$A$1:$A$3"})
        made.add_chartsheet("图").set_chart(chart)
    workbook = opened(tmp_path, "a.xlsx", path.read_bytes())
    assert [(grid.sheet, len(grid.rows)) for grid in workbook.grids] == [("空", 0), ("回访", 3)]
    assert workbook.unread == (("图", 0),)
    assert workbook.problems == ()


def test_old_excel_files_are_read_with_their_addresses_and_merges(tmp_path: Path) -> None:
    made = xlwt.Workbook()
    data = made.add_sheet("回访")
    data.write_merge(2, 2, 1, 3, "十月回访")
    data.write(3, 1, "王芳")
    data.write(3, 2, 5)
    made.save(str(tmp_path / "made.xls"))
    workbook = opened(tmp_path, "a.xls", (tmp_path / "made.xls").read_bytes())
    (grid,) = workbook.grids
    assert (grid.first_row, grid.first_column) == (3, 2)
    assert grid.rows[1][:2] == ("王芳", 5)
    assert grid.merges == (Merge(3, 2, 3, 1 + len(grid.rows[0])),)
    assert workbook.problems == ()


def test_error_values_and_hidden_rows_of_old_excel_files_are_found_in_every_sheet(tmp_path: Path) -> None:
    made = xlwt.Workbook()
    made.add_sheet("空")
    data = made.add_sheet("回访")
    for number in range(3, 899):
        data.write(number, 1, f"客户{number}")
    data.row(4).set_cell_error(3, 0x2A)
    data.row(899).set_cell_error(1, 0x07)
    data.row(6).hidden = True
    made.save(str(tmp_path / "made.xls"))
    workbook = opened(tmp_path, "a.xls", (tmp_path / "made.xls").read_bytes())
    grid = workbook.grids[1]
    assert (grid.first_row, grid.first_column) == (4, 2)
    assert grid.rows[1] == ("客户4", None, CellError("#N/A"))
    assert grid.rows[-1] == (CellError("#DIV/0!"), None, None)
    assert grid.number(len(grid.rows) - 1) == 900
    assert grid.hidden_rows == {7}


def test_open_document_tables_are_read(tmp_path: Path) -> None:
    made = OpenDocumentSpreadsheet()
    data = Table(name="回访")
    line = TableRow()
    held = TableCell(valuetype="string")
    held.addElement(P(text="王芳"))
    line.addElement(held)
    data.addElement(line)
    made.spreadsheet.addElement(data)
    made.save(str(tmp_path / "made.ods"))
    workbook = opened(tmp_path, "a.ods", (tmp_path / "made.ods").read_bytes())
    assert [(grid.sheet, grid.rows) for grid in workbook.grids] == [("回访", (("王芳",),))]
    assert codes(workbook) == []


def test_errors_merges_and_hidden_rows_of_open_document_tables_are_found(tmp_path: Path) -> None:
    def held(text: str, more: str = "") -> str:
        return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'

    error = held("#DIV/0!", ' table:formula="of:=1/0" calcext:value-type="error"')
    merged = held("王芳", ' table:number-rows-spanned="2"')
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f"<table:table-row><table:table-cell/>{merged}{error}</table:table-row>"
        f'<table:table-row table:visibility="filter"><table:table-cell/><table:covered-table-cell/>{held("甲")}'
        f"</table:table-row><table:table-row>{error}</table:table-row>"
        '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048570"><table:table-cell/>'
        "</table:table-row>"
    )
    (grid,) = opened(tmp_path, "a.ods", open_document(rows)).grids
    division = CellError("#DIV/0!")
    assert (grid.first_row, grid.first_column) == (3, 1)
    assert grid.rows == ((None, "王芳", division), (None, None, "甲"), (division, None, None))
    assert grid.hidden_rows == {4}
    assert grid.merges == (Merge(3, 2, 4, 2),)


def test_reading_changes_neither_the_file_nor_its_date(tmp_path: Path) -> None:
    data = book(table())
    opened(tmp_path, "a.xlsx", data)
    assert (tmp_path / "a.xlsx").read_bytes() == data
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.xlsx"]


def test_an_error_written_in_an_unknown_way_is_found_all_the_same(tmp_path: Path) -> None:
    rows = row(1, cell("A1", "甲"), '<c r="B1" t="e"><f>1/0</f><x/><v>#DIV/0!</v></c>')
    assert opened(tmp_path, "a.xlsx", book(rows)).grids[0].rows == (("甲", CellError("#DIV/0!")),)
