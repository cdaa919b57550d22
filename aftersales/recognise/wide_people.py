"""People down, items or measures across: one record for each figure, word or target in the cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aftersales.kinds.wording import heading_key
from aftersales.model import Cell
from aftersales.recognise.cells import is_blank
from aftersales.recognise.crosstab_people import is_legend_row, is_person
from aftersales.recognise.wide_columns import Column, Head
from aftersales.recognise.wide_words import (
    RESULT_TOTAL,
    TARGETS,
    is_grade_of_all,
    is_item,
    is_sub,
    is_total,
    item_of,
    judged,
    no_item,
    rater_of,
)

_PEOPLE = "姓名 员工姓名 人员姓名 职工姓名 被考核人 被考核人姓名 被考核者 考核对象 被评价人 被考评人 员工 人员 名字 售后人员 售后专员"
PEOPLE = frozenset(_PEOPLE.split())
STORES = frozenset(("门店", "专卖店", "店面", "门店名称", "店名", "店铺", "分店"))
CUSTOMERS = frozenset(("客户", "客户姓名", "客户名称", "电话", "联系电话", "手机", "地址", "联系方式"))
_SAMPLED = 40
_MOSTLY = 0.6
Found = dict[str, tuple[Cell, tuple[int, int]]]


def scored_columns(rows: Sequence[tuple[Cell, ...]], head: Head, end: int, *, told: bool) -> list[Column]:
    """The columns of items: known by name, or holding judgements where a title speaks of an appraisal."""
    columns = []
    for column in head.columns:
        if no_item(column.top) and not is_item(column.top):
            continue
        cells = [row[column.index] for row in rows[head.last + 1 : min(end, head.last + _SAMPLED)]]
        filled = [cell for cell in cells if not is_blank(cell)]
        fit = sum(judged(cell, column.text) is not None for cell in filled)
        known = is_item(column.top)
        if (known or told) and filled and fit >= _MOSTLY * len(filled):
            columns.append(column)
    return columns


def appraised(
    rows: Sequence[tuple[Cell, ...]],
    head: Head,
    end: int,
    person: Column,
    items: Sequence[Column],
    raters: Mapping[str, str],
) -> Iterator[tuple[int, Found]]:
    """Each judgement with its row; a typed total is the result for 总分, with the grade beside it."""
    total = next((c for c in head.columns if is_total(c.top) and c is not person), None)
    grade = next((c for c in head.columns if is_grade_of_all(c.top) and c not in items), None)
    for index in _people_rows(rows, head, end, person):
        row = rows[index]
        for column in items:
            said = judged(row[column.index], column.text)
            if said is None:
                continue
            at = (index, column.index)
            above = (head.first, column.index)
            yield (
                index,
                {
                    "person": (row[person.index], (index, person.index)),
                    "item": (item_of(column.top), above),
                    "rater": (rater_of(column.sub, raters) or None, above),
                    "score": (said.score, at),
                    "level": (said.level, at),
                    "word": (said.word, at),
                    "sub_item": ("达成率" if said.achieved else None, above),
                },
            )
        yield from _total(row, index, person, total, grade)


def _total(
    row: tuple[Cell, ...], index: int, person: Column, total: Column | None, grade: Column | None
) -> Iterator[tuple[int, Found]]:
    said = judged(row[total.index], total.text) if total else None
    word = row[grade.index] if grade and type(row[grade.index]) is str else None
    column = total or grade
    if column is None or (said is None and word is None):
        return
    yield (
        index,
        {
            "person": (row[person.index], (index, person.index)),
            "item": (RESULT_TOTAL, (index, column.index)),
            "rater": ("result", (index, column.index)),
            "score": (said.score if said else None, (index, column.index)),
            "word": (word or (said.word if said else None), (index, (grade or column).index)),
        },
    )


def aims(
    rows: Sequence[tuple[Cell, ...]], head: Head, end: int, owner: Column, columns: Sequence[Column]
) -> Iterator[tuple[int, Found]]:
    """Each target of a person or a store, with its measure or item."""
    who = "store" if heading_key(owner.top) in STORES else "person"
    for index in _people_rows(rows, head, end, owner):
        row = rows[index]
        for column in columns:
            cell = row[column.index]
            if is_blank(cell) or judged(cell, column.text) is None:
                continue
            name = "item" if is_item(column.top) else "measure"
            yield (
                index,
                {
                    who: (row[owner.index], (index, owner.index)),
                    name: (item_of(column.top), (head.first, column.index)),
                    "target": (cell, (index, column.index)),
                },
            )


def aimed_columns(rows: Sequence[tuple[Cell, ...]], head: Head, end: int) -> list[Column]:
    """The columns of targets: figures under a measure, or under its 目标 where 实际 stands beside."""
    parted = any(heading_key(column.sub) in TARGETS for column in head.columns)
    columns = []
    for column in head.columns:
        if no_item(column.top) or (parted and heading_key(column.sub) not in TARGETS):
            continue
        if not parted and column.sub and is_sub(column.sub, {}):
            continue
        cells = [row[column.index] for row in rows[head.last + 1 : end] if not is_blank(row[column.index])]
        if cells and all((said := judged(cell, column.text)) and said.score is not None for cell in cells):
            columns.append(column)
    return columns


def _people_rows(rows: Sequence[tuple[Cell, ...]], head: Head, end: int, person: Column) -> Iterator[int]:
    for index in range(head.last + 1, end):
        if is_person(rows[index][person.index]) and not is_legend_row(rows[index]):
            yield index
