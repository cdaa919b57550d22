"""The CSV tables: what Excel and another program read back is what was meant."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.tables import write_csv


def bytes_of(frame: pd.DataFrame, tmp_path: Path, columns: list[str] | None = None) -> bytes:
    path = tmp_path / "t.csv"
    write_csv(frame, path, columns or list(frame.columns))
    return path.read_bytes()


def cells_of(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_a_table_has_a_byte_order_mark_a_header_and_line_feeds(tmp_path: Path) -> None:
    frame = pd.DataFrame({"person": ["王芳", "李强"], "value": [33.0, 0.846153846153846], "left": ["x", "y"]})
    assert bytes_of(frame, tmp_path, ["value", "person"]) == (
        b"\xef\xbb\xbf" + "value,person\n33,王芳\n0.846153846153846,李强\n".encode()
    )


def test_missing_values_of_every_type_are_blank(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "text": pd.Series(["甲", None], dtype="str"),
            "number": [None, 1.5],
            "whole": pd.Series([7, None], dtype="Int64"),
            "word": pd.Categorical(["a", None]),
            "mixed": pd.Series(["-", None], dtype=object),
            "nothing": pd.Series([None, None], dtype=object),
            "truth": [True, False],
        }
    )
    assert cells_of(bytes_of(frame, tmp_path))[1:] == [
        ["甲", "", "7", "a", "'-", "", "yes"],
        ["", "1.5", "", "", "", "", "no"],
    ]


@pytest.mark.parametrize("most", [2**63 - 1, 3], ids=["one number tells rows apart", "no number does"])
def test_columns_of_few_words_stand_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr("aftersales.tables.MOST", most)
    frame = pd.DataFrame(
        {
            "store": pd.Categorical(["一店", "二店", None, "一店"]),
            "person": pd.Categorical([None, "王芳", "a,b", None]),
            "value": [1.0, 0.5, None, 1.0],
        }
    )
    rows = [["一店", "", "1"], ["二店", "王芳", "0.5"], ["", "a,b", ""], ["一店", "", "1"]]
    assert cells_of(bytes_of(frame, tmp_path))[1:] == rows


def test_numbers_are_written_shortest_and_whole_ones_without_a_point(tmp_path: Path) -> None:
    numbers = [33.0, -5.0, 0.1, -0.25, 1 / 3, 0.0, -0.0, 120000.0]
    expected = ["33", "-5", "0.1", "-0.25", "0.3333333333333333", "0", "0", "120000"]
    for kind in ("float64", object):
        frame = pd.DataFrame({"value": pd.Series(numbers, dtype=kind)})
        assert [row[0] for row in cells_of(bytes_of(frame, tmp_path))[1:]] == expected


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+86 13800000001", "'+86 13800000001"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("\x00=1", "'=1"),
        ("\u202e=1", "'=1"),
        ("=1", "'=1"),
        ("a=1", "a=1"),
        ("138****5678", "138****5678"),
        ("a\x07b\u202ec\u2066", "abc"),
        ('他说"好",\n走了', '他说"好",\n走了'),
    ],
)
def test_no_text_cell_can_act_as_a_formula_or_hide_characters(tmp_path: Path, cell: str, written: str) -> None:
    for kind in ("str", object, "category"):
        frame = pd.DataFrame({"a": pd.Series([cell, "后"], dtype=kind), "b": ["x", "y"]})
        assert cells_of(bytes_of(frame, tmp_path))[1:] == [[written, "x"], ["后", "y"]]


def test_a_file_name_that_is_no_utf8_is_written_without_its_broken_bytes(tmp_path: Path) -> None:
    frame = pd.DataFrame({"file": pd.Series(["a\udcff.xlsx"], dtype=object)})
    assert cells_of(bytes_of(frame, tmp_path))[1:] == [["a.xlsx"]]


def test_a_value_that_has_no_written_form_is_refused(tmp_path: Path) -> None:
    for cells in (pd.Series([frozenset("a")], dtype=object), pd.Series([float("inf")]), pd.Series([pd.Timestamp(0)])):
        with pytest.raises((TypeError, ValueError), match=r"in odd$"):
            bytes_of(pd.DataFrame({"odd": cells}), tmp_path)


def test_an_empty_table_is_its_header(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": pd.Series([], dtype="str"), "b,c": pd.Series([], dtype="float64")})
    assert bytes_of(frame, tmp_path) == b'\xef\xbb\xbfa,"b,c"\n'


def test_rows_beyond_one_batch_follow_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aftersales.tables.ROWS_AT_A_TIME", 3)
    frame = pd.DataFrame({"n": range(7), "t": ["甲,乙", "b", None, "=1", "e", "f", "g"]})
    assert cells_of(bytes_of(frame, tmp_path))[1:] == [
        ["0", "甲,乙"], ["1", "b"], ["2", ""], ["3", "'=1"], ["4", "e"], ["5", "f"], ["6", "g"]
    ]  # fmt: skip


@given(st.lists(st.tuples(st.text(), st.one_of(st.none(), st.text())), max_size=20))
def test_whatever_the_text_the_table_keeps_its_shape_and_nothing_in_it_acts(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str | None]]
) -> None:
    frame = pd.DataFrame({"a": [a for a, _ in rows], "b": [b for _, b in rows], "c": ["."] * len(rows)}, dtype=object)
    cells = cells_of(bytes_of(frame, tmp_path_factory.mktemp("t")))
    assert [row[2:] for row in cells] == [["c"]] + [["."]] * len(rows)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\0")) for row in cells for cell in row)
