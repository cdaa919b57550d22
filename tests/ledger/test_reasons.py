"""Pairing the records of a closed month with today's, and the words for why a figure would differ."""

from __future__ import annotations

import pandas as pd
import pytest

from aftersales.kinds import load_kinds
from aftersales.ledger.causes import JUDGEMENTS_REST_ON, Causes, general_reasons
from aftersales.ledger.changes import Row, changes_of
from aftersales.ledger.making import Making
from aftersales.ledger.model import RecordChange

COLUMNS = ("record_id", "file", "sheet", "row", "month", "record_no", "date", "customer", "phone", "satisfaction")
CALLBACK = load_kinds({})["callback"]
MADE = Making("1.0", "aa", {"rules": "1", "fines": "1", "workers": "1"}, {"花名册.xlsx": "1", "九月.xlsx": "1"})


def rows(picture: str) -> pd.DataFrame:
    """Records drawn as `id row number date customer phone satisfaction`, `-` for a blank."""
    cells = [[part.replace("-", "") if part == "-" else part for part in line.split()] for line in picture.split("\n")]
    full = [[id_, "九月.xlsx", "", row, "2026-09", *rest] for id_, row, *rest in filter(None, cells)]
    return pd.DataFrame(full, columns=list(COLUMNS), dtype="str")


def nowhere(_: Row) -> None:
    return None


def paired(then: str, now: str, corrected: frozenset[tuple[str, str, str]] = frozenset()) -> list[tuple[str, str, str]]:
    """What happened, to which id, and which fields."""
    found = changes_of("2026-09", CALLBACK, rows(then), rows(now), nowhere, corrected)
    return [(change.what, change.before or change.after, change.fields) for change in found.changes]


FOUR = """
a 3 - 2026-09-01 陈一 138 5
b 4 - 2026-09-02 林二 139 5
c 5 - 2026-09-03 黄三 137 2
"""


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (FOUR, []),
        ("x 4 - 2026-09-01 陈一 138 5\ny 5 - 2026-09-02 林二 139 5\nz 6 - 2026-09-03 黄三 137 2", []),
        (FOUR + "d 6 - 2026-09-04 何四 136 4", [("补登", "d", "")]),
        ("a 3 - 2026-09-01 陈一 138 5\nb 4 - 2026-09-02 林二 139 5", [("删除", "c", "")]),
        (
            "a 3 - 2026-09-01 陈一 138 5\nb 4 - 2026-09-02 林二 139 5\ne 5 - 2026-09-03 黄三 137 4",
            [("修改", "c", "满意度 2→4")],
        ),
        (  # a row above, and the row below it edited: likeness pairs the right two
            "n 3 - 2026-09-01 新来 131 5\nq 4 - 2026-09-01 陈一 138 1\nb 5 - 2026-09-02 林二 139 5\nc 6 - 2026-09-03 黄三 137 2",
            [("修改", "a", "满意度 5→1"), ("补登", "n", "")],
        ),
        (  # the same number of fields agree, but it is another customer's call
            "a 3 - 2026-09-01 陈一 138 5\nb 4 - 2026-09-02 林二 139 5\nf 5 - 2026-09-03 别人 131 2",
            [("删除", "c", ""), ("补登", "f", "")],
        ),
    ],
)
def test_records_are_paired_by_what_they_say(now: str, expected: list[tuple[str, str, str]]) -> None:
    assert paired(FOUR, now) == expected


def test_a_record_number_pairs_whatever_else_was_changed() -> None:
    then, now = "a 3 H1 2026-09-01 陈一 138 5", "b 9 H1 2026-09-08 林二 139 1"
    assert paired(then, now) == [("修改", "a", "回访日期 2026-09-01→2026-09-08，客户姓名，电话，满意度 5→1")]


def test_equal_cells_that_read_otherwise_were_corrected_or_reread() -> None:
    then, now = "a 3 - 2026-09-01 陈一 138 5", "a 3 - 2026-09-01 陈一 138 4"
    assert paired(then, now) == [("读出的内容不同", "a", "满意度 5→4")]
    assert paired(then, now, frozenset({("九月.xlsx", "", "3")})) == [("更正", "a", "满意度 5→4")]


def test_a_record_found_in_another_month_was_moved() -> None:
    other = {**rows("a 3 - 2026-10-01 陈一 138 5").to_dict("records")[0], "month": "2026-10"}
    then = rows("a 3 - 2026-09-01 陈一 138 5")
    [change] = changes_of("2026-09", CALLBACK, then, rows(""), lambda _: other, frozenset()).changes
    assert (change.what, change.fields) == ("改到别的月份", "回访日期 2026-09-01→2026-10-01")


def change(what: str, before: str, after: str, row: int, fields: str = "") -> RecordChange:
    place = f"九月.xlsx › 第{row}行"
    return RecordChange(
        "2026-09", "售后回访", what, place if before else "", place if after else "", fields, before, after
    )


LATE, EDIT = change("补登", "", "n", 9), change("修改", "a", "b", 3, "满意度 5→2")


@pytest.mark.parametrize(
    ("then", "now", "because", "ids"),
    [
        ({"x"}, {"x", "n"}, "补登 1 条（九月.xlsx › 第9行）", ("n",)),
        ({"a"}, {"b"}, "修改 1 条（九月.xlsx › 第3行：满意度 5→2）", ("a", "b")),
        (
            {"a"},
            {"b", "n"},
            "补登 1 条（九月.xlsx › 第9行）；修改 1 条（九月.xlsx › 第3行：满意度 5→2）",
            ("a", "b", "n"),
        ),
        ({"x"}, {"x"}, "原因不明", ()),
        ({"x"}, {"x", "o"}, "另有 1 条记录计入（十月.xlsx › 第2行）", ("o",)),
        ({"x", "p"}, {"x"}, "另有 1 条记录不再计入", ("p",)),
        ({"m"}, {"m2"}, "原因不明", ()),
        ({"x", "s"}, {"x"}, "人员、门店或词典变了：1 条记录改归别处（十月.xlsx › 第2行）", ("s",)),
    ],
)
def test_a_figure_is_explained_by_its_own_records(
    then: set[str], now: set[str], because: str, ids: tuple[str, ...]
) -> None:
    causes = Causes([LATE, EDIT], {"m": "m2"}, frozenset({"s"}), place=lambda _: "十月.xlsx › 第2行")
    assert causes.of(then, now) == (because, ids)


def test_settings_are_named_beside_rows_and_a_program_or_file_only_alone() -> None:
    settings, program = ("设置改了（规则）",), ("程序更新（1.0 → 1.1）",)
    assert Causes([LATE], general=settings).of((), {"n"})[0] == "补登 1 条（九月.xlsx › 第9行）；另外设置改了（规则）"
    assert Causes([LATE], general=program).of((), {"n"})[0] == "补登 1 条（九月.xlsx › 第9行）"
    assert Causes(general=settings).of({"x"}, {"x"})[0] == "设置改了（规则）"
    reread = change("读出的内容不同", "x", "x", 4, "满意度 4→5")
    assert Causes([reread], general=settings).of({"x"}, {"x"})[0] == (
        "设置改了（规则）：读出的内容不同 1 条（九月.xlsx › 第4行：满意度 4→5）"
    )


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (MADE, ()),
        (Making("1.0", "aa", {"rules": "1", "fines": "1", "workers": "9"}, MADE.inputs), ()),
        (Making("1.0", "aa", {"rules": "2", "fines": "2"}, MADE.inputs), ("设置改了（规则）",)),
        (Making("1.1", "bb", MADE.settings, MADE.inputs), ("程序更新（1.0 → 1.1）",)),
        (Making("1.0", "bb", MADE.settings, MADE.inputs), ("程序更新",)),
        (
            Making("1.0", "aa", MADE.settings, {"花名册.xlsx": "2", "新.xlsx": "1"}),
            ("别的登记表有改动（九月.xlsx 删除；新.xlsx 新增；花名册.xlsx 有改动）",),
        ),
    ],
)
def test_what_else_is_different_about_two_runs(now: Making, expected: tuple[str, ...]) -> None:
    assert general_reasons(MADE, now) == expected


def test_fines_move_amounts_and_no_figure() -> None:
    now = Making("1.0", "aa", {"rules": "2", "fines": "2"}, MADE.inputs)
    assert general_reasons(MADE, now, JUDGEMENTS_REST_ON) == ("设置改了（规则、罚款）",)
