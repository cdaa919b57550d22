"""What a cross-tab gives to say: whether it is attendance at all, which month it is of, and what nobody can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from aftersales.kinds.wording import heading_text
from aftersales.model import Cell, Grid
from aftersales.problems import Place, Problem, column_letter
from aftersales.recognise.cells import is_blank
from aftersales.recognise.crosstab_cells import Filled
from aftersales.recognise.crosstab_days import Days, shown, weekday_of
from aftersales.recognise.crosstab_marks import Marks
from aftersales.recognise.surroundings import context_of
from aftersales.recognise.vocabulary import Vocabulary

_ATTENDANCE = re.compile(r"考勤|出勤|打卡|签到|刷卡|缺勤|上下班")
_OTHERS = re.compile(r"点检|检查|保养|消毒|巡检|巡查|值班|值日|排班|计划|培训|卫生|运行|交接|清洁|班次|量尺|送货")
_HOURS = re.compile(r"工时|小时|时数|时长")
_MOST = 12


@dataclass(frozen=True, slots=True)
class Speech:
    """What the title, the names of sheet and file and the folders say. `texts` are the nearest first."""

    texts: tuple[str, ...]
    attendance: bool
    other: bool
    hours: bool

    def no_month(self, grid: Grid, days: Days) -> Problem:
        """Days without a month are never dated."""
        facts = {"first": shown(days.days[0]), "last": shown(days.days[-1])}
        return Problem("days-without-month", _at(grid, days.index, days.first), facts=facts)

    def unnamed(self, grid: Grid, days: Days) -> Problem:
        """上班 and 下班 for some days of a month, and nobody can tell for which."""
        return Problem("days-unnamed", _at(grid, days.index, days.first), facts={"pairs": len(days.days)})

    def about_dates(self, grid: Grid, days: Days, dates: Sequence[date | None]) -> list[Problem]:
        """That a run of days goes on behind the end of a month, or was counted, and which dates it was taken for."""
        known = [day for day in dates if day]
        if not days.named and known:
            facts: dict[str, object] = {"pairs": len(known), "month": f"{known[0].year}年{known[0].month}月"}
            return [Problem("days-counted", _at(grid, days.index, days.first), facts=facts)]
        if all(day.month for day in days.days) or not known or known[0].month == known[-1].month:
            return []
        facts = {"first": known[0].isoformat(), "last": known[-1].isoformat()}
        return [Problem("days-over-month-end", _at(grid, days.index, days.first), facts=facts)]

    def no_such_day(self, grid: Grid, filled: Filled, day: str) -> Problem:
        """Something stands under the 31st of a month that has 30 days."""
        return Problem("impossible-date", _at(grid, *filled.at), "date", day, {"field_zh": "日期"})

    def about_marks(self, grid: Grid, days: Sequence[Filled], marks: Marks) -> list[Problem]:
        """Each sign that nobody explains or that the sheet explains twice, once, with where and how often it stands."""
        seen: dict[str, list[Filled]] = {}
        for filled in days:
            for sign in filled.unknown:
                seen.setdefault(sign, []).append(filled)
        said = []
        for sign, where in list(seen.items())[:_MOST]:
            place = _at(grid, *where[0].at)
            facts: dict[str, object] = {"sign": sign, "cells": len(where), "example": place.cell}
            if sign in marks.legend.conflicts:
                facts["meanings"] = "、".join(marks.legend.conflicts[sign])
                said.append(Problem("legend-conflict", place, "mark", sign, facts))
            elif sign in marks.legend.words:
                facts["meaning"] = marks.legend.words[sign]
                said.append(Problem("legend-unclear", place, "mark", sign, facts))
            else:
                said.append(Problem("sign-without-legend", place, "mark", sign, facts))
        judged = [filled for filled in days if filled.judged]
        if judged:
            place = _at(grid, *judged[0].at)
            said.append(Problem("single-punch", place, "first_in", facts={"days": len(judged), "example": place.cell}))
        return said


def speech_of(grid: Grid, top: int, words: Vocabulary) -> Speech:
    """What the texts around the cross-tab say; `top` is the first row of its heading."""
    titles = context_of(grid.rows[:top], words).titles
    *folders, name = grid.file.split("/")
    texts = (*titles, grid.sheet, PurePosixPath(name).stem, *reversed(folders))
    near = "\n".join((*titles, grid.sheet, name))
    return Speech(
        texts,
        _ATTENDANCE.search(near) is not None,
        _OTHERS.search(near) is not None,
        _HOURS.search(heading_text("\n".join(titles) + grid.sheet)) is not None,
    )


def speaks_of_attendance(grid: Grid) -> bool:
    """Whether the names of the sheet and the file or the texts of the first rows speak of attendance."""
    texts = [cell for row in grid.rows[:4] for cell in row[:4] if type(cell) is str]
    said = "\n".join((grid.sheet, grid.file, *texts))
    return _ATTENDANCE.search(said.replace(" ", "")) is not None


def weekdays_against(grid: Grid, days: Days, bottom: int, dates: Sequence[date | None]) -> list[Problem]:
    """That the weekdays below the days are those of another month."""
    for index in range(days.index, bottom + 1):
        told = [(weekday_of(grid.rows[index][day.column]), at, day) for at, day in zip(dates, days.days, strict=True)]
        known = [(weekday, at, day) for weekday, at, day in told if weekday is not None and at]
        wrong = [(at, day) for weekday, at, day in known if at.weekday() != weekday]
        if len(known) >= 3 and len(wrong) > 0.5 * len(known):
            at, day = wrong[0]
            facts = {"month": f"{at.year}年{at.month}月", "day": shown(day)}
            return [Problem("weekdays-of-another-month", _at(grid, index, day.column), "date", facts=facts)]
    return []


def counted(grid: Grid, days: Days, columns: Sequence[int], end: int) -> bool:
    """Whether the rows below are counts: words on the left, and under the days nothing but figures."""
    figures = rows = 0
    for row in grid.rows[days.index + 1 : end]:
        cells = [row[at] for at in columns if not is_blank(row[at])]
        if not cells or not any(type(cell) is str and not is_blank(cell) for cell in row[: days.first]):
            continue
        rows += 1
        figures += all(_is_figure(cell) for cell in cells)
    return rows >= 2 and figures >= 0.8 * rows


def counting(grid: Grid, days: Days) -> Problem:
    """That the sheet counts something by day."""
    return Problem("counting-crosstab", _at(grid, days.index, days.first))


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, int | float):
        return True
    return type(cell) is str and re.fullmatch(r"\s*\d+(\.\d+)?\s*", cell) is not None


def _at(grid: Grid, index: int, column: int) -> Place:
    return Place(grid.file, grid.sheet, grid.first_row + index, column_letter(grid.first_column + column))
