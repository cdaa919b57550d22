from pathlib import Path

import pytest

from tests.intake.drawn_books import book, codes, opened, table

ROWS = (("日期", "客户", "备注"), ("2026-10-01", "王芳", "满意"))
COMMAS = "日期,客户,备注\n2026-10-01,王芳,满意\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_every_encoding_of_the_office_gives_the_same_rows(tmp_path: Path, encoding: str) -> None:
    workbook = opened(tmp_path, "a.csv", COMMAS.encode(encoding))
    (grid,) = workbook.grids
    assert (grid.sheet, grid.rows, workbook.reader, workbook.problems) == ("", ROWS, "csv", ())


@pytest.mark.parametrize("mark", [",", "\t", ";", "\uff0c"])
def test_every_separator_gives_the_same_rows(tmp_path: Path, mark: str) -> None:
    text = COMMAS.replace(",", mark)
    assert opened(tmp_path, "a.csv", text.encode("gbk")).grids[0].rows == ROWS


def test_a_short_gbk_file_is_chinese_and_not_korean(tmp_path: Path) -> None:
    assert opened(tmp_path, "a.csv", "姓名,电话\n王芳,1".encode("gbk")).grids[0].rows[0] == ("姓名", "电话")


def test_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    assert codes(opened(tmp_path, "a.csv", b"a,b\n\xff\xff,1\n")) == ["file-unreadable"]


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_a_gbk_csv_named_as_a_workbook_is_read_as_what_it_is(tmp_path: Path, suffix: str) -> None:
    workbook = opened(tmp_path, f"回访{suffix}", COMMAS.encode("gbk"))
    assert workbook.grids[0].rows == ROWS
    (problem,) = workbook.problems
    assert problem.message == f"后缀是 {suffix}，内容其实是 文本表格(csv)，已按内容读取"


@pytest.mark.parametrize("suffix", [".xls", ".csv", ".et", ""])
def test_a_workbook_under_another_suffix_is_read_as_what_it_is(tmp_path: Path, suffix: str) -> None:
    workbook = opened(tmp_path, f"回访{suffix}", book(table()))
    assert len(workbook.grids[0].rows) == 3
    assert codes(workbook) == (["wrong-suffix"] if suffix in (".xls", ".csv") else [])


def test_cells_stay_text_and_blank_lines_keep_their_place(tmp_path: Path) -> None:
    text = '\n序号,电话\n\n1,013800000001\n2,"两行\n备注"\n3,-5,多一格\n,,\n'
    (grid,) = opened(tmp_path, "a.csv", text.encode()).grids
    assert grid.first_row == 2
    assert grid.rows == (
        ("序号", "电话", None),
        (None, None, None),
        ("1", "013800000001", None),
        ("2", "两行\n备注", None),
        ("3", "-5", "多一格"),
    )


def test_a_quote_that_is_never_closed_swallows_no_row(tmp_path: Path) -> None:
    text = '客户,备注\n王芳,"没说完\n李娜,好\n张三,好\n'
    workbook = opened(tmp_path, "a.csv", text.encode())
    assert [row[0] for row in workbook.grids[0].rows] == ["客户", "王芳", "李娜", "张三"]
    assert codes(workbook) == ["text-quotes"]


def test_the_line_that_names_the_separator_is_no_row(tmp_path: Path) -> None:
    (grid,) = opened(tmp_path, "a.csv", b"sep=;\r\na;b\r\n1;2\r\n").grids
    assert (grid.first_row, grid.rows) == (1, (("a", "b"), ("1", "2")))


def test_a_tab_separated_txt_is_a_table(tmp_path: Path) -> None:
    assert opened(tmp_path, "a.txt", COMMAS.replace(",", "\t").encode()).grids[0].rows == ROWS


def test_too_many_cells_are_refused(tmp_path: Path) -> None:
    assert codes(opened(tmp_path, "a.csv", b"1,2\n" * 600, cells=1_000)) == ["file-too-large"]
    assert codes(opened(tmp_path, "b.csv", b"1\n" * 60 + b",".join([b"1"] * 60), cells=1_000)) == ["sheet-too-wide"]


def test_a_cell_without_end_is_refused_by_the_name_of_its_setting(tmp_path: Path) -> None:
    for text in (b"x" * 3_000, b'a,b\n1,"' + b"x" * 3_000, b"x" * 3_000 + b',1\n2,"3'):
        (problem,) = opened(tmp_path, "a.csv", text, letters=2_000).problems
        assert problem.message == "一格的字数 2000 以上 超过上限 2000（设置 limits.letters）"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zeros(tmp_path: Path, encoding: str) -> None:
    assert opened(tmp_path, "a.csv", COMMAS.encode(encoding)).grids[0].rows == ROWS
    assert codes(opened(tmp_path, "b.csv", "ab\x01".encode(encoding))) == ["file-unknown-format"]
