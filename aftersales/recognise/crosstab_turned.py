"""Attendance with the days below one another and a column for each person: the cross-tab turned by a quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from aftersales.clean.sheet_names import is_person
from aftersales.kinds.model import Kind
from aftersales.kinds.wording import heading_key
from aftersales.model import Cell, Grid
from aftersales.recognise.cells import is_blank
from aftersales.recognise.crosstab_cells import Filled, Slot, filled_days
from aftersales.recognise.crosstab_days import Day, Days, dated, day_of, month_of, weekday_of
from aftersales.recognise.crosstab_marks import Marks
from aftersales.recognise.crosstab_people import Member
from aftersales.recognise.crosstab_speech import speaks_of_attendance, speech_of
from aftersales.recognise.legends import legend_of
from aftersales.recognise.surroundings import context_of
from aftersales.recognise.unfold import Entry, Unfolded, kinds_of_rows, labels_of, unfolded_grid
from aftersales.recognise.vocabulary import Vocabulary

KIND, LAYOUT = "attendance", "竖向考勤表"
_DAYS = frozenset(("日期", "考勤日期", "姓名/日期", "日期/姓名", "日期姓名", "姓名日期"))
_SEARCHED, _FEWEST = 20, 2
_MOSTLY = 0.6
_WRITTEN = "原记号"
_FIELDS = {"first_in": "上班时间", "last_out": "下班时间", "mark": "出勤情况", "hours": "工时"}


@dataclass(frozen=True, slots=True)
class _Turned:
    """Where the heading is, the column and the rows of the days, and whose column is whose."""

    heading: int
    column: int
    days: tuple[Day, ...]
    people: tuple[Member, ...]


def find_turned(grid: Grid, _file: str, words: Vocabulary) -> list[Unfolded]:
    """The attendance of such a sheet; none on any other, which is known by its names and titles alone."""
    if KIND not in words.kinds or not speaks_of_attendance(grid):
        return []
    found = _turned(grid.rows)
    if found is None:
        return []
    speech = speech_of(grid, found.heading, words)
    dates = dated(Days(found.heading, found.days), *month_of(speech.texts))
    if dates is None:
        return []
    kind = words.kinds[KIND]
    used = {day.column for day in found.days}
    marks = Marks(legend_of([row for at, row in enumerate(grid.rows) if at not in used]), kind.field("mark").options)
    slots = [Slot(number, day.column) for number, day in enumerate(found.days)]
    turned = tuple(zip(*grid.rows, strict=True))
    filled = [
        replace(one, at=one.at[::-1]) for one in filled_days(turned, found.people, slots, marks, hours=speech.hours)
    ]
    if not filled or sum(one.mark is not None or one.first_in is not None for one in filled) < _MOSTLY * len(filled):
        return []
    problems = tuple(speech.about_marks(grid, filled, marks))
    entries = list(_entries(grid, found, filled, dates, names := _names(kind, filled)))
    labels = ["考勤日期", "姓名", *names.values()]
    return [
        Unfolded(
            labels_of(labels),
            unfolded_grid(grid, entries),
            grid.number(found.heading),
            kinds_of_rows(grid, entries, frozenset((grid.number(found.heading),))),
            context_of(grid.rows[: found.heading], words),
            LAYOUT,
            KIND,
            problems=problems,
            added=frozenset((_WRITTEN,)),
            alone=True,
        )
    ]


def _turned(rows: Sequence[tuple[Cell, ...]]) -> _Turned | None:
    """A row 日期 | 王芳 | 李娜, and below it a day in every row until something else stands there."""
    for index, row in enumerate(rows[:_SEARCHED]):
        first = next((at for at, cell in enumerate(row) if not is_blank(cell)), None)
        if first is None or type(row[first]) is not str or heading_key(str(row[first])) not in _DAYS:
            continue
        names = [at for at, cell in enumerate(row) if type(cell) is str and is_person("".join(cell.split()))]
        others = [cell for at, cell in enumerate(row) if at > first and at not in names and not is_blank(cell)]
        days = tuple(_days(rows, index + 1, first))
        if len(names) >= _FEWEST and len(others) <= len(names) and len(days) >= _FEWEST:
            people = tuple(Member("".join(str(row[at]).split()), (index, at), ((at, ""),)) for at in names)
            return _Turned(index, first, days, people)
    return None


def _days(rows: Sequence[tuple[Cell, ...]], start: int, column: int) -> Iterator[Day]:
    """The days of the rows from `start` on; a blank or a weekday between them ends nothing."""
    for index in range(start, len(rows)):
        cell = rows[index][column]
        if is_blank(cell) or weekday_of(cell) is not None:
            continue
        day = day_of(cell, index)
        if day is None:
            return
        yield day


def _names(kind: Kind, filled: Sequence[Filled]) -> dict[str, str]:
    """The fields that any day fills, each with the heading by which the kind knows it."""
    told = {
        "first_in": any(one.first_in for one in filled),
        "last_out": any(one.last_out for one in filled),
        "mark": any(one.mark or one.unknown for one in filled),
        "hours": any(one.hours is not None for one in filled),
    }
    names = {name: _FIELDS[name] for name, used in told.items() if used and name in kind.names}
    return {**names, **({"written": _WRITTEN} if any(one.written for one in filled) else {})}


def _entries(
    grid: Grid, found: _Turned, filled: Sequence[Filled], dates: Sequence[date | None], names: dict[str, str]
) -> Iterator[Entry]:
    for one in filled:
        day = dates[one.day]
        if day is None:
            continue
        row = found.days[one.day].column
        cells: list[Cell] = [day.isoformat(), one.member.name, *(getattr(one, name) or None for name in names)]
        at = [(row, found.column), one.member.at, *([one.at] * len(names))]
        where = tuple((grid.first_row + index, grid.first_column + column) for index, column in at)
        yield Entry(tuple(cells), where, (grid.first_row + row,))
