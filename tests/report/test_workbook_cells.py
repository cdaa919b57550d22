"""One cell at a time: what is written, what is refused, what can never become live."""

from __future__ import annotations

import math
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from aftersales.report.workbook_cells import CUT_MARK, LONGEST_TEXT, WorkbookError, clean, put
from aftersales.report.workbook_names import sheet_names


def kept(value: object) -> object:
    """The value as it is read back from a workbook that holds only it."""
    out = BytesIO()
    workbook = xlsxwriter.Workbook(out, {"constant_memory": True})
    put(workbook.add_worksheet("a"), 0, 0, value, None)
    workbook.close()
    return load_workbook(BytesIO(out.getvalue()))["a"]["A1"].value


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+86 138", "-1", "@SUM(A1)", "http://example.invalid", "000123", "<r><t>x</t></r>x", " a "],
)
def test_a_text_comes_back_as_the_same_text(text: str) -> None:
    assert kept(text) == text


def test_a_text_that_looks_like_excels_own_escape_is_escaped_as_excel_does() -> None:
    assert kept("_x0041_") == "_x005F_x0041_"  # Excel and LibreOffice show _x0041_; openpyxl does not undo it


def test_a_text_that_looks_like_the_writers_own_markup_is_no_markup() -> None:
    assert kept("<r><t>x</t></r>") == "<r><t>x</t></r> "


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_a_file_that_opens_and_loses_only_what_xml_cannot_hold(text: str) -> None:
    assert (kept(text) or "") == clean(text)


def test_control_characters_half_emojis_and_turning_marks_are_left_out() -> None:
    assert clean("a\x00b\x07c\x0b\ud83dd\u202ee\r\nf\tg") == "abcde\nf\tg"


@pytest.mark.parametrize("text", ["长" * 40_000, "👍" * 20_000])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(text: str) -> None:
    cut = clean(text)
    assert len(cut.encode("utf-16-le")) <= LONGEST_TEXT * 2
    assert cut.endswith(CUT_MARK)


def test_a_text_that_just_fits_is_whole() -> None:
    assert clean("长" * LONGEST_TEXT) == "长" * LONGEST_TEXT


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, 0), (-300.5, -300.5), (None, None), (math.nan, None), (True, "是"), (12345678901234567, "12345678901234567")],
)
def test_a_value_keeps_its_type_and_no_digit_is_lost(value: object, expected: object) -> None:
    assert kept(value) == expected
    assert type(kept(value)) is type(expected)


@pytest.mark.parametrize("value", [math.inf, object(), b"x", [1]])
def test_what_no_cell_holds_is_our_bug_and_raises(value: object) -> None:
    with pytest.raises(WorkbookError):
        kept(value)


def test_a_cell_beyond_the_sheet_raises_instead_of_being_lost() -> None:
    sheet = xlsxwriter.Workbook(BytesIO()).add_worksheet("甲")
    with pytest.raises(WorkbookError, match="甲 row 1048577 column 1"):
        put(sheet, 1_048_576, 0, "x", None)


def test_a_row_written_after_a_later_one_raises_instead_of_being_lost() -> None:
    sheet = xlsxwriter.Workbook(BytesIO(), {"constant_memory": True}).add_worksheet("甲")
    put(sheet, 5, 0, "x", None)
    with pytest.raises(WorkbookError):
        put(sheet, 4, 0, "y", None)


@given(st.lists(st.text(max_size=50), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_titles_give_sheet_names_that_excel_takes(titles: list[str]) -> None:
    names = sheet_names(titles)
    workbook = xlsxwriter.Workbook(BytesIO())
    for name in names:
        workbook.add_worksheet(name)  # refuses a name that is too long, taken or has a forbidden character
    assert len({name.casefold() for name in names}) == len(titles)


def test_forbidden_characters_become_their_full_width_twins() -> None:
    assert sheet_names(["[甲]:乙*丙?丁/戊\\己", "'引'", "History", "a", "A"]) == (
        "［甲］：乙＊丙？丁／戊＼己",
        "引",
        "History_",
        "a",
        "A (2)",
    )
