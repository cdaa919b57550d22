"""Names and texts from cells, made harmless."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.safe_text import one_line, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("王芳", "王芳"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..\\..\\a.xlsx", "_.._a.xlsx"),
        ("C:\\a", "C__a"),
        (".hidden", "hidden"),
        ("a. ", "a"),
        ("CON", "_CON"),
        ("lpt1.xlsx", "_lpt1.xlsx"),
        ("a\x00b\u202ec", "abc"),
        ("   ", "未命名"),
        ("...", "未命名"),
        ("e\u0301", "\u00e9"),
        ("长" * 100 + ".xlsx", "长" * 75 + ".xlsx"),
    ],
)
def test_a_name_from_a_cell_becomes_a_plain_file_name(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_names_that_differ_only_in_case_or_beyond_the_limit_stay_apart() -> None:
    assert safe_name("Wang.xlsx", {"wang.XLSX"}) == "Wang~2.xlsx"
    first = safe_name("长" * 90)
    assert safe_name("长" * 91, {first}) == "长" * 78 + "~2"


@given(st.text(), st.text())
def test_whatever_the_text_the_name_is_one_safe_part_of_a_path_and_unlike_those_taken(one: str, other: str) -> None:
    first = safe_name(one)
    for name in (first, safe_name(other, {first})):
        assert 0 < len(name) <= 80
        assert len(name.encode()) <= 255
        assert not set(name) & set('/\\:*?"<>|')
        assert not any(unicodedata.category(sign) == "Cc" for sign in name)
        assert not name.startswith(".")
        assert not name.endswith((".", " "))
    assert safe_name(other, {first}).casefold() != first.casefold()


def test_a_cell_shown_in_the_terminal_is_one_line_without_control_characters() -> None:
    assert one_line("a\x1b[2J\nb\u202e\tc") == "a[2J b c"
