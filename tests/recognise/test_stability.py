from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.model import Grid, RowKind
from aftersales.recognise import recognise
from tests.recognise.pictures import KINDS, Picture, grid_of, letters_of, mapping_of, seen
from tests.recognise.sheets import READ

ONE_ROW_HEADINGS = [p for p in READ if "".join(letters_of(p)).count("HH") == 0]


def shuffled(grid: Grid, header: int, order: list[int]) -> Grid:
    """The table's columns in another order; what stands above it stays where it is."""
    rows = [row if i < header else tuple(row[j] for j in order) for i, row in enumerate(grid.rows)]
    return replace(grid, rows=tuple(rows))


@given(st.sampled_from(ONE_ROW_HEADINGS), st.randoms(use_true_random=False))
def test_the_order_of_columns_changes_neither_kind_nor_mapping(picture: Picture, random: object) -> None:
    grid = grid_of(picture)
    table = seen(picture).tables[0]
    named = {column.index for column in table.columns}
    order = list(range(len(grid.rows[0])))
    random.shuffle(order)  # type: ignore[attr-defined]
    if len(named) < len(order) or any(column.heading.startswith(("未命名", "备注_")) for column in table.columns):
        return

    again = recognise(shuffled(grid, table.header_row - grid.first_row, order), KINDS, picture.file).tables[0]

    assert again.kind == table.kind
    assert mapping_of(again) == mapping_of(table)


@pytest.mark.parametrize("picture", ONE_ROW_HEADINGS, ids=lambda p: p.name)
def test_more_columns_of_unknown_words_change_neither_kind_nor_mapping(picture: Picture) -> None:
    grid = grid_of(picture)
    table = seen(picture).tables[0]
    header = table.header_row - grid.first_row
    more = [
        (*row, *(("楼栋号", "车位") if i == header else (("甲", "乙") if i > header and any(row) else (None, None))))
        for i, row in enumerate(grid.rows)
    ]

    again = recognise(replace(grid, rows=tuple(more)), KINDS, picture.file).tables[0]

    assert again.kind == table.kind
    assert mapping_of(again) == mapping_of(table)


def test_every_wording_of_every_kind_is_understood_as_its_field() -> None:
    misread = []
    for kind in KINDS.values():
        for field in kind.fields:
            for word in (*field.headings, *field.weak):
                result = recognise(Grid("a.xlsx", kind.titles[0], _alone(kind.id, field.name, word)), KINDS, "a.xlsx")
                fields = {c.heading: c.fields for table in result.tables for c in table.columns}
                if field.name not in fields.get(word, ()):
                    misread.append((kind.id, field.name, word, fields.get(word), [p.code for p in result.problems]))
    assert misread == []


def _alone(kind_id: str, name: str, word: str) -> tuple[tuple[str, ...], ...]:
    """A heading row with the kind's telling fields in their own words, and one field in the word to try."""
    kind = KINDS[kind_id]
    wanted = {group[0] for group in kind.required} | set(kind.signature) - {name}
    others = [kind.field(n).headings[0] for n in kind.names if n in wanted and n != name]
    return ((*others, word),)


def test_rows_are_never_lost_whatever_the_cells_hold() -> None:
    for picture in READ:
        result = seen(picture)
        assert len(result.row_kinds) == len(grid_of(picture).rows)
        assert result.row_kinds == tuple(kind for table in result.tables for kind in table.row_kinds)


CELLS = st.sampled_from(
    [None, "", "合计", "王芳", "回访日期", "客户姓名", "电话", "满意度", "投诉内容", 3.0, "2026-09-01", "注：无"]
)


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=8))
def test_any_sheet_gets_a_kind_for_every_row(rows: list[list[object]]) -> None:
    grid = Grid("a.xlsx", "S", tuple(tuple(row) for row in rows))  # type: ignore[arg-type]

    result = recognise(grid, KINDS, "a.xlsx")

    assert len(result.row_kinds) == len(rows)
    assert all(isinstance(kind, RowKind) for kind in result.row_kinds)
