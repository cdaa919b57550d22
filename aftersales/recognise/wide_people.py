"""People down, items or measures across: one record for each figure, word or target in the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from aftersales.clean.bounds import read_bound
from aftersales.kinds.wording import heading_key
from aftersales.model import Cell
from aftersales.problems import BadCell
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
_MONTH = re.compile(r"(?:(?:20)?\d\d年)?(?:(?:1[0-2]|0?[1-9])月份?|第?[一二三四1-4]季度|q[1-4]|全年|年度|[上下]半年)")
_NO_MEASURE = re.compile(
    r"(20)?\d\d年度?|\d{1,2}月份?|第?[一二三四1-4]季度|全年|年度|季度|月度|各?(专卖店|门店|店铺|人员|员工|个人|部门)|各店|各人"
    r"|目标值?|任务|分解|下达|设定|一览|清单|分配|考核|[表书]$|[（(].*[)）]|售后部?"
)
_MEASURE = re.compile(r"[\u4e00-\u9fff]{1,12}(率|数|额|度|量|分|天|时长|成本)")
NO_CELL = (-1, -1)
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
    rows: Sequence[tuple[Cell, ...]], head: Head, end: int, owner: Column, columns: Sequence[Column], aimed_at: str
) -> Iterator[tuple[int, Found]]:
    """Each target of a person or a store, with its measure or item; under months with the one that the title names."""
    who = "store" if heading_key(owner.top) in STORES else "person"
    dated = all(_MONTH.fullmatch(heading_key(column.top)) for column in columns)
    for index in _people_rows(rows, head, end, owner):
        row = rows[index]
        for column in columns:
            cell = row[column.index]
            if is_blank(cell) or not _is_aim(cell, column.text):
                continue
            name = "period" if dated else "item" if is_item(column.top) else "measure"
            yield (
                index,
                {
                    who: (row[owner.index], (index, owner.index)),
                    name: (item_of(column.top), (head.first, column.index)),
                    **({"measure": (aimed_at, NO_CELL)} if dated and aimed_at else {}),
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
        if cells and all(_is_aim(cell, column.text) for cell in cells):
            columns.append(column)
    return columns


def measure_of(titles: Sequence[str]) -> str:
    """The one measure that a title sets targets for; blank where it names none.

    >>> measure_of(["2026年各店回访满意率目标"]), measure_of(["2026年四季度目标分解表"])
    ('回访满意率', '')
    """
    bare = (_NO_MEASURE.sub("", title) for title in titles)
    return next((name for name in bare if _MEASURE.fullmatch(name)), "")


def _is_aim(cell: Cell, heading: str) -> bool:
    """A figure, or one with the sign of the side on which one must be."""
    said = judged(cell, heading)
    if said is not None:
        return said.score is not None
    if type(cell) is not str:
        return False
    try:
        return read_bound(cell).value is not None
    except BadCell:
        return False


def _people_rows(rows: Sequence[tuple[Cell, ...]], head: Head, end: int, person: Column) -> Iterator[int]:
    for index in range(head.last + 1, end):
        if is_person(rows[index][person.index]) and not is_legend_row(rows[index]):
            yield index
