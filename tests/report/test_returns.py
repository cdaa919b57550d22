"""Return sheets as workbooks: what a clerk reads, how it prints, what never happens to what was written."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from aftersales.problems import Effect, Severity
from aftersales.report.return_workbook import write_return
from aftersales.report.returns import CopiedRow, CopiedSheet, Mend, ReturnSheet


def mend(cell: str = "C5", effect: Effect = Effect.VALUE_LEFT_BLANK, **more: object) -> Mend:
    row, column = (int(cell[1:]), ord(cell[0]) - 64) if cell else (0, 0)
    given = {
        "sheet": "十月",
        "row": row,
        "column": column,
        "where": f"十月 › {cell}" if cell else "十月",
        "written": "还行吧",
        "wrong": "满意度“还行吧”看不懂",
        "write": "请写 满意",
        "effect": effect,
        "severity": Severity.WARNING,
        "affects": "五里牌店、王芳",
    }
    return Mend(**{**given, **more})  # type: ignore[arg-type]


COPY = CopiedSheet(
    "十月",
    2,
    (CopiedRow(3, ("日期", "满意度", "备注"), heading=True), CopiedRow(5, ("2026-10-05", "还行吧", "=1+1"))),
)


def returned(*mends: Mend, **more: object) -> ReturnSheet:
    given = {
        "company": "示例公司",
        "month": "2026年10月",
        "file": "一店/回访.xlsx",
        "checked": "按 2026-11-01 08:00 保存的原表检查",
        "mends": mends,
        "copies": (COPY,),
    }
    return ReturnSheet(**{**given, **more})  # type: ignore[arg-type]


def written(sheet: ReturnSheet) -> bytes:
    out = BytesIO()
    write_return(sheet, out)
    return out.getvalue()


def opened(sheet: ReturnSheet) -> Workbook:
    return load_workbook(BytesIO(written(sheet)))


def test_a_line_says_where_what_why_and_what_to_write() -> None:
    sheet = opened(returned(mend())).worksheets[0]
    assert [cell.value for cell in sheet[6]] == [
        1,
        "十月 › C5",
        "还行吧",
        "满意度“还行吧”看不懂",
        "请写 满意",
        "这一格当作没填，这一行照样计入",
        "五里牌店、王芳",
        None,
    ]
    assert sheet["A1"].value == "退回单：一店/回访.xlsx"
    assert sheet["A2"].value == "示例公司　2026年10月　按 2026-11-01 08:00 保存的原表检查"


def test_the_headline_counts_by_what_it_costs() -> None:
    some = returned(mend(), mend("C6"), mend("D7", Effect.ROW_LEFT_OUT), mend("", Effect.MERGED), unlisted=6)
    assert some.headline == "有 10 处要改：1 处使整行没有计入，2 格当作没填，1 处重复，只计一次。"
    assert "另有 6 处没有列出" in str(opened(some).worksheets[0]["A4"].value)


def test_a_copied_row_keeps_its_number_its_letters_and_its_text() -> None:
    sheet = opened(returned(mend())).worksheets[1]
    assert [cell.value for cell in sheet[3]] == ["行号", "B", "C", "D"]
    assert [cell.value for cell in sheet[4]] == [3, "日期", "满意度", "备注"]
    assert [cell.value for cell in sheet[5]] == [5, "2026-10-05", "还行吧", "=1+1"]
    assert sheet["D5"].data_type == "s"
    assert sheet["C5"].comment.text == "哪里不对：满意度“还行吧”看不懂\n应该怎样写：请写 满意"


def test_a_whole_row_is_marked_at_its_number_and_two_problems_of_a_cell_share_a_comment() -> None:
    row = mend("A5", Effect.MERGED, column=0, wrong="与第3行是同一条", write="请删除")
    sheet = opened(returned(row, mend(), mend(wrong="太短", write="请写长些"))).worksheets[1]
    assert sheet["A5"].comment.text == "哪里不对：与第3行是同一条\n应该怎样写：请删除"
    assert sheet["C5"].comment.text.count("哪里不对") == 2


@pytest.mark.parametrize("name", ["要改的格", "a'b", "[x]:*?/\\", "很" * 60, "History"])
def test_any_name_of_a_sheet_can_be_led_to(name: str) -> None:
    book = opened(returned(mend(sheet=name), copies=(CopiedSheet(name, 2, COPY.rows),)))
    link = book.worksheets[0]["B6"].hyperlink.location
    assert link == "'{}'!C5".format(book.sheetnames[1].replace("'", "''"))


def test_a_problem_beyond_what_was_copied_is_listed_without_a_link() -> None:
    book = opened(returned(mend("C900"), mend("Z5"), mend("")))
    assert [book.worksheets[0].cell(row, 2).hyperlink is None for row in (6, 7, 8)] == [True, False, True]
    assert book.worksheets[0]["B7"].hyperlink.location.endswith("!A5")


def test_it_prints_lying_down_with_its_heading_on_every_page() -> None:
    for sheet in opened(returned(mend())).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows
        assert sheet.freeze_panes


def test_long_texts_make_their_rows_higher_and_nothing_is_cut() -> None:
    long = "客户说" * 60
    sheet = opened(returned(mend(wrong=long))).worksheets[0]
    assert sheet["D6"].value == long
    assert sheet.row_dimensions[6].height > 100
    assert sheet["D6"].alignment.wrap_text


def test_what_nobody_sees_is_gone_and_nothing_becomes_markup_or_a_link() -> None:
    rows = (CopiedRow(5, ("<r>甲</r>", "a\x01\u202eb", "http://evil.example")),)
    hostile = mend(written="=HYPERLINK(1)", wrong="\x02<b>&", affects="@SUM(1)")
    data = written(returned(hostile, copies=(CopiedSheet("十月", 2, rows),), file="=1&2/<回访>.xlsx"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        text = "".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    assert "<f>" not in text
    assert 'TargetMode="External"' not in text
    assert not {"\x01", "\x02", "\u202e"} & set(text)
    sheets = load_workbook(BytesIO(data)).worksheets
    assert [cell.value for cell in sheets[1][4]][1:] == ["<r>甲</r> ", "ab", "http://evil.example"]
    assert sheets[0]["C6"].value == "=HYPERLINK(1)"
    assert sheets[0]["C6"].data_type == "s"


def test_equal_return_sheets_give_equal_bytes() -> None:
    assert written(returned(mend())) == written(returned(mend()))
