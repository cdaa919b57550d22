"""Items down, raters or grades across, the person above the table: one record for each judgement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aftersales.clean.sheet_names import is_person
from aftersales.kinds.wording import heading_key
from aftersales.model import Cell
from aftersales.recognise.cells import is_blank
from aftersales.recognise.crosstab_people import is_legend_row
from aftersales.recognise.ticks import is_tick
from aftersales.recognise.wide_columns import Column, Head
from aftersales.recognise.wide_people import Found
from aftersales.recognise.wide_words import (
    ACHIEVED,
    GRADES,
    RESULT_TOTAL,
    Judged,
    is_part_total,
    is_total,
    item_of,
    judged,
    rater_of,
)

_ITEM_HEADINGS = (
    "考核项目 项目 考核指标 业务考核指标 业务考核项目 考核内容 评价项目 评价指标 评分项目 考评项目 考评指标 指标 行为指标 指标名称 项目名称 考核要素 "
    "关键指标 绩效指标 考核维度 业绩指标 关键业绩指标"
)
ITEM_HEADINGS = frozenset(_ITEM_HEADINGS.split())
_SUB_HEADINGS = frozenset(("细分指标", "二级指标", "子项", "分项", "细项", "考核细项", "业务考核指标", "细分项目"))
_FEWEST_GRADES, _FEWEST_PEOPLE = 3, 2
_LONGEST_ITEM = 24


@dataclass(frozen=True, slots=True)
class Rated:
    """The columns of a form: the item, its sub-item if there is one, who scores where, the ticks, what was reached.

    `people` are columns headed by the names of those who are judged.
    """

    item: Column
    sub_item: Column | None
    raters: tuple[tuple[Column, str], ...]
    grades: tuple[Column, ...]
    achieved: tuple[Column, ...]
    people: tuple[Column, ...] = ()


def rated_columns(head: Head, raters: Mapping[str, str]) -> Rated | None:
    """The columns of a heading with items down; None where neither two raters, three grades nor two people stand across."""
    named = [c for c in head.columns if heading_key(c.top) in ITEM_HEADINGS]
    if not named:
        return None
    item = named[0]
    sub_item = next((c for c in head.columns if c is not item and heading_key(c.top) in _SUB_HEADINGS), None)
    scoring = tuple((c, rater) for c in head.columns if c is not item and (rater := rater_of(c.text, raters)))
    grades = tuple(c for c in head.columns if heading_key(c.text) in GRADES)
    achieved = tuple(c for c in head.columns if ACHIEVED.fullmatch(heading_key(c.text)) and c not in dict(scoring))
    if len(scoring) < 2 and len(grades) < _FEWEST_GRADES and not (scoring and achieved):
        people = tuple(c for c in head.columns if c not in (item, sub_item) and is_person(c.text))
        return Rated(item, sub_item, (), (), (), people) if len(people) >= _FEWEST_PEOPLE else None
    return Rated(item, sub_item, scoring, grades if len(grades) >= _FEWEST_GRADES else (), achieved)


def rated(rows: Sequence[tuple[Cell, ...]], head: Head, end: int, columns: Rated) -> Iterator[tuple[int, Found]]:
    """Each judgement with its row. A total is for 总分, of the column in which it stands; a weighted sum of a block is none."""
    group: tuple[str, tuple[int, int]] | None = None
    levels = _are_levels(rows, head, end, columns)
    for index in range(head.last + 1, end):
        row = rows[index]
        first = next((cell for cell in row if not is_blank(cell)), None)
        if first is None or (is_legend_row(row) and not is_total(str(first))):
            continue
        if is_total(str(first)) or is_part_total(str(first)):
            if is_total(str(first)):
                yield from _total(row, index, columns)
                yield from _totals_of_people(row, index, head, columns)
            continue
        cell = row[columns.item.index]
        if not is_blank(cell):
            text = str(cell)
            group = (item_of(text), (index, columns.item.index)) if len(text) <= _LONGEST_ITEM else None
        sub = row[columns.sub_item.index] if columns.sub_item else None
        if group is None or (is_blank(cell) and is_blank(sub)):
            continue
        at = (index, columns.sub_item.index) if columns.sub_item and not is_blank(sub) else group[1]
        sub_item = None if is_blank(sub) else item_of(str(sub))
        for found in (*_of_row(row, index, columns, levels=levels), *_of_people(row, index, head, columns)):
            own = {"item": group, "sub_item": (sub_item, at)}
            yield index, {**own, **found}


def _are_levels(rows: Sequence[tuple[Cell, ...]], head: Head, end: int, columns: Rated) -> bool:
    """Whether 1 to 5 are levels here: another cell says 3级, or behaviour is judged and nothing else is written."""
    scoring = [row[c.index] for row in rows[head.last + 1 : end] for c, _ in columns.raters if not is_total_row(row)]
    said = [one for cell in scoring if (one := judged(cell, "")) is not None]
    if any(one.level is not None for one in said):
        return True
    return "行为" in columns.item.top and all(one.score in (1, 2, 3, 4, 5) for one in said)


def is_total_row(row: tuple[Cell, ...]) -> bool:
    """Whether the first text of a row says that it sums up."""
    first = next((str(cell) for cell in row if not is_blank(cell)), "")
    return is_total(first) or is_part_total(first)


def _of_row(row: tuple[Cell, ...], index: int, columns: Rated, *, levels: bool) -> Iterator[Found]:
    for column, rater in columns.raters:
        said = judged(row[column.index], column.text)
        if said is not None:
            if levels and said.score in (1, 2, 3, 4, 5):
                said = Judged(level=said.score)
            at = (index, column.index)
            found: Found = {
                "rater": (rater, at),
                "score": (said.score, at),
                "level": (said.level, at),
                "word": (said.word, at),
            }
            yield {**found, **({"sub_item": ("达成率", at)} if said.achieved else {})}
    ticked = [column for column in columns.grades if is_tick(row[column.index])]
    for column in ticked:
        at = (index, column.index)
        yield {"rater": (None, at), "word": (heading_key(column.text), at)}
    for column in columns.achieved:
        said = judged(row[column.index], column.text)
        if said is not None and said.score is not None:
            at = (index, column.index)
            yield {"rater": (None, at), "score": (said.score, at), "sub_item": ("达成率", at)}


def _of_people(row: tuple[Cell, ...], index: int, head: Head, columns: Rated) -> Iterator[Found]:
    """The score of each of those whose names stand across."""
    for column in columns.people:
        said = judged(row[column.index], "")
        if said is not None:
            at = (index, column.index)
            found: Found = {"person": (column.text, (head.first, column.index)), "rater": (None, at)}
            yield {**found, "score": (said.score, at), "level": (said.level, at), "word": (said.word, at)}


def _totals_of_people(row: tuple[Cell, ...], index: int, head: Head, columns: Rated) -> Iterator[tuple[int, Found]]:
    for found in _of_people(row, index, head, columns):
        yield index, {**found, "item": (RESULT_TOTAL, found["rater"][1]), "rater": ("result", found["rater"][1])}


def _total(row: tuple[Cell, ...], index: int, columns: Rated) -> Iterator[tuple[int, Found]]:
    """The typed total of the column of results; where it has none, the total of each column is its own rater's."""
    totals = [(c, rater, said) for c, rater in columns.raters if (said := judged(row[c.index], c.text)) is not None]
    results = [total for total in totals if total[1] == "result"]
    for column, rater, said in results[-1:] or totals:
        at = (index, column.index)
        own: Found = {"item": (RESULT_TOTAL, at), "rater": (rater, at)}
        yield index, {**own, "score": (said.score, at), "word": (said.word, at)}
