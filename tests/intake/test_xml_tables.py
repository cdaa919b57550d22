"""SpreadsheetML 2003, drawn as the XML of its rows."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

from aftersales.model import CellError, Merge, Uncached, Workbook
from tests.intake.drawn_books import codes, opened

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
HALF_PAST_TWO = datetime(2026, 10, 5, 14, 30)  # noqa: DTZ001 - a cell's time has no zone


def text(said: str, **more: int) -> str:
    attributes = "".join(f' ss:{name}="{value}"' for name, value in more.items())
    return f'<Cell{attributes}><Data ss:Type="String">{said}</Data></Cell>'


def typed(kind: str, value: str) -> str:
    return f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>'


def sheet(rows: str, name: str = "回访", after: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table ss:ExpandedRowCount="1">{rows}</Table>{after}</Worksheet>'


def book(*sheets: str, encoding: str = "utf-8") -> bytes:
    head = f'<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>'
    return f'{head}<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}">{"".join(sheets)}</Workbook>'.encode(encoding)


def read(folder: Path, *sheets: str, name: str = "回访.xls") -> Workbook:
    return opened(folder, name, book(*sheets))


def test_cells_have_the_type_that_the_file_says(tmp_path: Path) -> None:
    cells = (
        typed("String", "007"),
        typed("Number", "13800000001"),
        typed("Number", "4.5"),
        typed("DateTime", "2026-10-05T00:00:00.000"),
        typed("DateTime", "2026-10-05T14:30:00.000"),
        typed("DateTime", "1899-12-31T09:30:00.000"),
        typed("Boolean", "1"),
        typed("Error", "#N/A"),
        '<Cell ss:Formula="=R[-1]C"/>',
    )
    (grid,) = read(tmp_path, sheet(f"<Row>{''.join(cells)}</Row>")).grids
    (row,) = grid.rows
    assert row[:7] == ("007", 13800000001, 4.5, date(2026, 10, 5), HALF_PAST_TWO, time(9, 30), True)
    assert row[7:] == (CellError("#N/A"), Uncached())


def test_rows_and_cells_stand_where_their_index_says(tmp_path: Path) -> None:
    rows = f'<Row>{text("标题")}</Row><Row ss:Index="4">{text("甲")}{text("乙", Index=3)}</Row><Row>{text("丙")}</Row>'
    (grid,) = read(tmp_path, sheet(rows)).grids
    blank = (None, None, None)
    assert (grid.first_row, grid.rows) == (
        1,
        (("标题", None, None), blank, blank, ("甲", None, "乙"), ("丙", None, None)),
    )


def test_merged_cells_are_passed_over_and_known(tmp_path: Path) -> None:
    rows = f"<Row>{text('标题', MergeAcross=1, MergeDown=1)}{text('右')}</Row><Row/><Row>{text('甲')}</Row>"
    (grid,) = read(tmp_path, sheet(rows)).grids
    assert grid.rows == (("标题", None, "右"), (None, None, None), ("甲", None, None))
    assert grid.merges == (Merge(1, 1, 2, 2),)


def test_hidden_sheets_and_rows_and_comments_are_told(tmp_path: Path) -> None:
    hidden = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
    noted = '<Cell><Data ss:Type="String">甲</Data><Comment><ss:Data>应为乙</ss:Data></Comment></Cell>'
    workbook = read(
        tmp_path,
        sheet(f'<Row>{text("客户")}</Row><Row ss:Hidden="1">{noted}</Row>'),
        sheet(f"<Row>{text('旧')}</Row>", "旧", hidden),
    )
    (grid,) = workbook.grids
    assert (grid.rows, grid.hidden_rows) == ((("客户",), ("甲",)), {2})
    assert workbook.unread == (("旧", 1),)
    assert [(p.code, str(p.place)) for p in workbook.problems] == [
        ("wrong-suffix", "回访.xls"),
        ("hidden-sheet", "回访.xls › 旧"),
        ("cell-comment", "回访.xls › 回访 › A2"),
    ]


def test_rich_text_is_its_plain_text(tmp_path: Path) -> None:
    rich = '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>满</B><Font>意</Font></ss:Data></Cell>'
    assert read(tmp_path, sheet(f"<Row>{rich}</Row>")).grids[0].rows == (("满意",),)


def test_gbk_is_read(tmp_path: Path) -> None:
    assert opened(tmp_path, "a.xls", book(sheet(f"<Row>{text('客户')}</Row>"), encoding="gb2312")).grids[0].rows == (
        ("客户",),
    )


def test_under_the_name_of_xml_it_is_a_table_and_other_xml_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, sheet(f"<Row>{text('客户')}</Row>"), name="a.xml").grids[0].rows == (("客户",),)
    assert codes(opened(tmp_path, "b.xml", b"<?xml version='1.0'?><settings/>")) == ["file-ignored"]


def test_what_lies_too_far_or_is_cut_off_is_refused(tmp_path: Path) -> None:
    far = f'<Row ss:Index="1048576">{text("甲", Index=16384)}</Row>'
    assert codes(read(tmp_path, sheet(f"<Row>{text('甲')}</Row>{far}")))[-1] == "sheet-too-wide"
    assert codes(read(tmp_path, sheet(f'<Row ss:Index="9999999">{text("甲")}</Row>'))) == ["file-unreadable"]
    assert codes(opened(tmp_path, "b.xls", book(sheet(f"<Row>{text('甲')}</Row>"))[:-60])) == ["file-unreadable"]
    bomb = b'<!DOCTYPE x [<!ENTITY a "1"><!ENTITY b "&a;&a;">]>'
    data = book(sheet(f"<Row>{text('甲')}</Row>"))
    assert codes(opened(tmp_path, "c.xls", data.replace(b"<Workbook", bomb + b"<Workbook"))) == ["file-suspicious"]
