"""Records that rest on several rows, share a row, or stand side by side: every row of a sheet is counted once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from aftersales.clean.hints import Hints
from aftersales.clean.identity import record_ids
from aftersales.clean.table import clean
from aftersales.digest import tally_of
from aftersales.kinds.load import load_kinds
from aftersales.model import Context, Grid, LogTable, RowKind
from aftersales.problems import Problem
from aftersales.recognise.unfold import (
    NOWHERE,
    Entry,
    Unfolded,
    build_unfolded,
    judge,
    kinds_of_rows,
    labels_of,
    unfolded_grid,
)
from aftersales.recognise.vocabulary import vocabulary
from tests.sheets import worked

KINDS = load_kinds({})
WORDS = vocabulary(KINDS)
LABELS = ("回访日期", "客户姓名", "电话", "满意度", "天气")
SHEET = Grid(
    "十月.xlsx",
    "Sheet1",
    (
        ("回访单", None, None, None),
        ("回访日期", datetime(2026, 10, 3), "客户姓名", "客一"),  # noqa: DTZ001 - the shop's own time
        ("电话", 13800000001.0, "满意度", "满意"),
        (None, None, None, None),
        ("回访日期", "十月初", "客户姓名", "客二"),
        ("电话", 13800000002.0, "满意度", "一般"),
    ),
    first_row=3,
    first_column=2,
)


def entry(top: int, *, weather: str | None = None) -> Entry:
    """The form whose first row is `top` on the sheet."""
    at = ((top, 3), (top, 5), (top + 1, 3), (top + 1, 5), NOWHERE)
    cells = [SHEET.rows[row - SHEET.first_row][column - SHEET.first_column] for row, column in at[:4]]
    return Entry((*cells, weather), at, (top, top + 1))


def unfolded(*entries: Entry, labels: tuple[str, ...] = LABELS, kind: str = "") -> Unfolded:
    return Unfolded(
        labels_of(labels),
        unfolded_grid(SHEET, entries),
        4,
        kinds_of_rows(SHEET, entries, frozenset()),
        Context(("回访单",)),
        "表单",
        kind,
    )


def read(form: Unfolded) -> tuple[LogTable, list[Problem]]:
    return build_unfolded(form, judge(form, SHEET.file, WORDS), SHEET.file, WORDS)


def test_a_record_that_rests_on_several_rows_is_named_by_the_cells_the_clerk_sees() -> None:
    form = unfolded(entry(4), entry(7))
    table, said = read(form)
    product, problems = clean(table, KINDS["callback"], Hints())

    assert (table.kind, table.layout, table.header_row, said) == ("callback", "表单", 4, [])
    assert form.row_kinds == tuple(map(RowKind, ("note", "record", "record", "blank", "record", "record")))
    assert product.columns["row"] == [4]
    assert product.columns["_rows"] == ["4、5"]
    assert [str(problem) for problem in problems] == [
        "十月.xlsx › Sheet1 › C7: 回访日期“十月初”看不懂 [required-unreadable]"
    ]
    tally = tally_of(form.row_kinds, [product])
    assert (tally.rows, tally.records, tally.rejected, tally.note, tally.blank) == (6, 2, 2, 1, 1)
    assert tally.balanced


def test_a_field_has_a_letter_only_where_all_its_cells_stand_in_one_column_and_in_the_records_own_row() -> None:
    table, _ = read(unfolded(entry(4), entry(7)))
    product, _ = clean(table, KINDS["callback"], Hints())

    assert product.letters == {"date": "C", "customer": "E"}


def test_records_that_share_their_rows_have_ids_of_their_own_and_count_once() -> None:
    two = Entry(("2026-10-03", "客一"), ((4, 3), (4, 5)), (4,))
    three = Entry(("2026-10-03", "客一"), ((4, 3), (5, 5)), (4,))
    form = unfolded(two, three, labels=("回访日期", "客户姓名"), kind="callback")
    table, _ = read(form)
    product, problems = clean(table, KINDS["callback"], Hints())

    assert problems == []
    assert "_rows" not in product.columns
    assert len(set(product.columns["record_id"])) == 2
    assert tally_of(form.row_kinds, [product]).records == 1


def test_the_id_of_a_row_of_a_list_is_what_it_always_was() -> None:
    day = datetime(2026, 9, 1)  # noqa: DTZ001
    grid = Grid("回访.xlsx", "9月", (("日期", "客户"), (day, "客一"), (None, "客二")), 3, 2)

    assert record_ids(grid, "callback", [1, 2]) == ["aoewgxhjqhfge", "4hju7fr7iq67u"]


def test_a_layout_that_proves_its_kind_still_says_what_is_missing() -> None:
    form = unfolded(Entry(("客一",), ((4, 5),), (4,)), labels=("客户姓名",), kind="callback")

    verdict = judge(form, SHEET.file, WORDS)

    assert (verdict.won, verdict.code, [t.kind.id for t in verdict.about]) == (None, "missing-column", ["callback"])


def test_what_no_field_knows_of_a_form_is_kept_and_named() -> None:
    table, said = read(unfolded(entry(4, weather="晴")))
    product, _ = clean(table, KINDS["callback"], Hints())

    assert product.columns["extra"] == ['{"天气": "晴"}']
    assert [(problem.code, problem.facts["heading"]) for problem in said] == [("unknown-column", "天气")]


BESIDE = """
| 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人 | 责任人 | | 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人 |
| 2026-10-01 | 客一 | 13800000001 | 满意 | 王芳 | 李强 | | 2026-10-02 | 客二 | 13800000002 | 满意 | 王芳 |
| 2026-10-03 | 客三 | 13800000003 | 满意 | 王芳 | | | 2026-10-03 | 客三 | 13800000003 | 满意 | 王芳 |
| | | | | | | | 昨天 | 客四 | 13800000004 | 满意 | 王芳 |
| | | | | | | | 2026-10-02 | 客二 | 13800000002 | 满意 | 王芳 |
"""


def test_a_column_of_one_table_is_no_column_of_the_table_beside_it(tmp_path: Path) -> None:
    book = worked(tmp_path, {"回访": BESIDE})
    (source,) = book.results.consolidated.sources
    scope = book.results.scopes["2026-10"]

    assert source.kind == "callback"
    assert ["responsible" in mapped for mapped in source.tables.values()] == [True, False]
    assert list(scope.has(scope.of("callback"), "responsible")["responsible"].fillna("")) == ["李强", ""]
    assert len(scope.of("callback")) == 3


def test_a_row_of_two_tables_counts_once_in_the_first_place_that_fits(tmp_path: Path) -> None:
    book = worked(tmp_path, {"回访": BESIDE})

    assert book.tally("回访") == "5=2+0+1+0+1+1"  # the right 客三 is a duplicate, but its row still gives a record
    assert book.said("required-unreadable") == ["回访.xlsx › Sheet1 › H4: 回访日期“昨天”看不懂"]
    assert len(book.said("row-duplicate")) == 2


@pytest.mark.parametrize("sheets", [{"五里牌店": BESIDE}, {"回访": "门店：五里牌店\n" + BESIDE.strip()}])
def test_what_stands_around_two_tables_is_for_both(tmp_path: Path, sheets: dict[str, str]) -> None:
    book = worked(tmp_path, {"十月": sheets})

    assert set(book.column("callback", "store")) == {"五里牌店"}
    assert book.codes.count("store-from-name") == (1 if "五里牌店" in sheets else 0)
