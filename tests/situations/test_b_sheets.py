"""B: sheets and their layout. Each test draws the mess, reads it, and holds rows, values and problems against the truth."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mess.compare import Seen
from tests.mess.drawn import File, Role
from tests.sheets import worked

from .named import shown, situation


def counted(found: Seen, file: File) -> dict[str, int]:
    """Where the rows of the file's first sheet went."""
    tally = next(source.tally for source in found.consolidated.sources if source.file == file.path)
    return {name: getattr(tally, name) for name in ("records", "blank", "heading", "note")}


@situation("B1", "merged title above the heading", "a note; its month and shop help cells that lack them")
def test_a_title_is_a_note(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "B1")

    assert counted(found, file)["note"] == len(file.sheet.of(Role.NOTE)) > 0
    titles = next(source.titles for source in found.consolidated.sources if source.file == file.path)
    assert any("2026年" in title for title in titles)


@situation("B2", "filling instructions above the table", "notes; the heading is found by its words")
def test_instructions_are_notes(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "B2")

    assert counted(found, file)["note"] == 3


@situation("B3", "heading of two rows with merged cells", "joined (客户/姓名); both rows count as heading")
def test_two_rows_of_headings_are_one_heading(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "B3")

    assert counted(found, file)["heading"] == 2


@situation("B4", "table starts at C7", "row numbers and cell addresses stay those of Excel")
def test_addresses_are_excels(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "B4")

    header_row = next(source.header_row for source in found.consolidated.sources if source.file == file.path)
    assert header_row == file.sheet.first_row > 1


@situation("B5", "heading repeated on every page", "counted as heading, never as a record")
def test_a_repeated_heading_is_no_record(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "B5")

    assert counted(found, file)["heading"] > 1


@situation("B6", "subtotals and totals among the records", "notes, never added to anything")
def test_totals_are_notes(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "B6")

    assert counted(found, file)["note"] == 2


@situation("B7", "signatures and remarks under the table", "notes")
def test_signatures_are_notes(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "B7")

    assert counted(found, file)["note"] == 2


@situation("B8", "two tables on a sheet", "both are read where a kind is known; else the second one is named")
def test_a_second_table_is_read(tmp_path: Path) -> None:
    found, file = shown(tmp_path / "same", "B8")
    done = worked(
        tmp_path,
        {
            "两张": """
                售后回访记录
                | 回访日期 | 客户姓名 | 电话 | 回访人 | 满意度 |
                | 2026-10-05 | 李雪 | 13900000001 | 王芳 | 满意 |

                量房登记表
                | 申请日期 | 客户姓名 | 电话 | 量房日期 | 量房人 |
                | 2026-10-05 | 谢兰 | 13900000002 | 2026-10-07 | 王芳 |
            """
        },
    )

    assert counted(found, file)["heading"] == 2
    assert (len(done.records("callback")), len(done.records("measuring"))) == (1, 1)


@situation("B9", "one sheet a day", "all are read; the sheet's name is the date that no column says")
def test_the_name_of_a_sheet_is_its_day(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "B9")

    assert len([source for source in found.consolidated.sources if source.file == file.path]) == len(file.sheets) > 3


@situation("B10", "hidden sheet with old data", "not read; listed with the number of its rows")
def test_hidden_sheets_are_listed(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "B10", times=2)

    assert [p.facts["rows"] for p in found.problems if p.code == "hidden-sheet"] == [4, 4]


@situation("B11", "rows hidden by a filter", "counted like the others; their number is told")
def test_filtered_rows_count(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "B11")

    assert [p.facts["rows"] for p in found.problems if p.code == "hidden-rows"] == [2]


@situation("B12", "chart, empty sheet, instructions", "passed over without a problem")
def test_sheets_that_are_no_logs_need_no_word(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "B12")

    assert not [problem for problem in found.problems if problem.place.file == file.path]


@situation("B13", "heading without records", "a log with no record; no problem")
def test_an_empty_log_is_no_error(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "B13")

    empty = next(s for s in found.consolidated.sources if s.file == file.path and s.sheet == "下月")
    assert (empty.kind, empty.tally.records) == (file.sheet.kind, 0)


@situation("B14", "two columns called 备注", "the first feeds the field, the second is 备注_2; told")
def test_a_heading_twice_is_told(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "B14")

    assert [p.facts["renamed"] for p in found.problems if p.code == "duplicate-heading"] == ["备注_2"]


@situation("B15", "data under no heading", "kept under 未命名_F; told")
def test_a_column_without_a_heading_is_kept(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "B15")

    extra = found.consolidated.records[file.sheet.kind]["extra"].dropna()
    assert extra.str.contains("未命名_").all()
    assert len(extra)


@situation("B16", "columns in another order, a new one", "read by their headings; what no field knows is kept and told")
def test_the_order_of_columns_means_nothing(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "B16")

    assert "unknown-column" in found.codes


@situation("B17", "numbers in rows that nobody filled in", "blank rows, no records")
def test_numbered_rows_are_blank(tmp_path: Path) -> None:
    found, file = shown(tmp_path, "B17")

    assert counted(found, file)["blank"] >= 4


@situation("B18", "transposed sheet", "recognised and refused with the advice to turn it")
@pytest.mark.parametrize("kind", ["callback", "complaint", "delivery", "audit"])
def test_a_sheet_on_its_side_is_refused(tmp_path: Path, kind: str) -> None:
    found, _ = shown(tmp_path, "B18", kinds=(kind,))

    assert "transposed-sheet" in found.codes


@situation("B19", "one value merged over several rows", "filled down within the merge only")
def test_merges_are_filled_down(tmp_path: Path) -> None:
    _, file = shown(tmp_path, "B19")

    first, last, _, _ = file.sheet.merges[0]
    assert first.truth["store"] == last.truth["store"]
    assert list(last.cells.values()).count(None)


@situation("B20", "同上 and its signs", "filled where the field allows it, told; elsewhere left blank and told")
def test_ditto_is_filled_where_it_may_be(tmp_path: Path) -> None:
    found, _ = shown(tmp_path / "may", "B20")
    done = worked(
        tmp_path,
        {
            "回访": """
                | 回访日期 | 客户姓名 | 电话 | 回访人 | 满意度 |
                | 2026-10-05 | 李雪 | 13900000001 | 王芳 | 满意 |
                | 2026-10-05 | 谢兰 | 同上 | 王芳 | 满意 |
            """
        },
    )

    assert "ditto-filled" in found.codes
    assert "ditto-not-allowed" in done.codes
    assert done.column("callback", "phone") == ["13900000001", None]


@situation("B21", "line break in a cell", "one cell stays one; two phones in it are both kept")
def test_a_line_break_makes_no_second_record(tmp_path: Path) -> None:
    shown(tmp_path, "B21", times=3)


@situation("B22", "row struck through", "counted, and told; only a status cancels")
def test_a_struck_row_counts_and_is_told(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "B22")

    assert "row-struck" in found.codes


@situation("B23", "correction in a comment", "listed with its text, never applied")
def test_a_comment_changes_nothing(tmp_path: Path) -> None:
    found, _ = shown(tmp_path, "B23")

    assert next(p.value for p in found.problems if p.code == "cell-comment").endswith("更正：应为13900000000")


@situation("B24", "meaning in the colour of a row", "the row is read as it is written; a colour means nothing to us")
def test_a_colour_changes_nothing(tmp_path: Path) -> None:
    shown(tmp_path, "B24")
