"""Attendance with the days of a month side by side: people below one another, a sign, a word or times for each day.

Five days in a row, one after the other, make a cross-tab; an ordinary list pays for no more than that look. What the
signs mean stands in the sheet's own legend.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from aftersales.kinds.model import Kind
from aftersales.kinds.wording import heading_key
from aftersales.model import Cell, Grid
from aftersales.problems import Problem
from aftersales.recognise.cells import is_blank
from aftersales.recognise.crosstab_blocks import Block, blocks_of, explaining, few_days, first_days, unnamed_days
from aftersales.recognise.crosstab_cells import Filled, filled_days
from aftersales.recognise.crosstab_days import dated, month_of
from aftersales.recognise.crosstab_marks import PRESENT, Marks
from aftersales.recognise.crosstab_speech import (
    Speech,
    counted,
    counting,
    speaks_of_attendance,
    speech_of,
    weekdays_against,
)
from aftersales.recognise.legends import legend_of
from aftersales.recognise.punches import COMING, GOING
from aftersales.recognise.surroundings import context_of
from aftersales.recognise.unfold import Entry, Unfolded, kinds_of_rows, labels_of, unfolded_grid
from aftersales.recognise.vocabulary import ROW_NUMBER, Vocabulary

KIND = "attendance"
LAYOUT = "横向考勤表"
_MOSTLY = 0.6
_WRITTEN = "原记号"


@dataclass(slots=True)
class Crosstab:
    """What a sheet with days side by side gave: its table, or the problem that says why it was not read."""

    table: Unfolded | None = None
    problems: list[Problem] = field(default_factory=list)


def find_crosstabs(grid: Grid, _file: str, words: Vocabulary) -> list[Unfolded]:
    """The attendance of a sheet whose days stand side by side; at most one table, for several months too."""
    found = crosstab_of(grid, words)
    return [found.table] if found and found.table else []


def why_no_crosstab(grid: Grid, words: Vocabulary) -> Problem | None:
    """Why a sheet with days side by side was not read; None for any other sheet."""
    found = crosstab_of(grid, words)
    return found.problems[0] if found and not found.table and found.problems else None


def crosstab_of(grid: Grid, words: Vocabulary) -> Crosstab | None:
    """The cross-tab of a sheet, or None where no days stand side by side or what stands there is no attendance."""
    kind = words.kinds.get(KIND)
    first = first_days(grid.rows) or unnamed_days(grid.rows)
    if first is None and speaks_of_attendance(grid):
        first = few_days(grid.rows)
    if kind is None or first is None:
        return None
    blocks = list(blocks_of(grid.rows, first))
    speech = speech_of(grid, blocks[0].top, words)
    marks = Marks(legend_of(explaining(grid.rows, blocks)), kind.field("mark").options)
    if not any(block.members for block in blocks) or not _is_attendance(grid, blocks, speech, marks):
        figures = counted(grid, first, [slot.column for slot in blocks[0].slots], blocks[0].end)
        return Crosstab(problems=[counting(grid, first)]) if figures and not speech.attendance else None
    return _unfolded(grid, blocks, marks, speech, words)


def _is_attendance(grid: Grid, blocks: Sequence[Block], speech: Speech, marks: Marks) -> bool:
    """A title or a legend says so, or people stand beside signs and times and nothing speaks of another thing."""
    told = speech.attendance or PRESENT in {marks.mark_of(word) for word in marks.legend.words.values()}
    if not told and (speech.other or blocks[0].heading is None):
        return False
    told_cells = figures = cells = 0
    for block in blocks:
        for member in block.members:
            for index, _ in member.rows:
                for slot in block.slots:
                    cell = grid.rows[index][slot.column]
                    if is_blank(cell):
                        continue
                    said = marks.read(cell, fractions=slot.role in (COMING, GOING))
                    cells += 1
                    told_cells += bool(said.marks or said.times) or (bool(said.unknown) and len(said.word) <= 4)
                    figures += said.number is not None
    if not cells:
        return False
    return told_cells + (figures if speech.attendance else 0) >= _MOSTLY * cells


def _unfolded(grid: Grid, blocks: Sequence[Block], marks: Marks, speech: Speech, words: Vocabulary) -> Crosstab:
    """One record a person and day that says anything."""
    said: list[Problem] = []
    days: list[tuple[Block, Filled, date]] = []
    for at, block in enumerate(blocks):
        above = grid.rows[blocks[at - 1].bottom + 1 if at else 0 : block.top]
        year, month = month_of([*_titles(above, words), *speech.texts])
        dates = dated(block.days, year, month)
        if dates is None:
            return Crosstab(problems=[speech.no_month(grid, block.days)])
        if not block.days.named and len(block.days.days) != calendar.monthrange(year, month)[1]:
            return Crosstab(problems=[speech.unnamed(grid, block.days)])
        said += speech.about_dates(grid, block.days, dates)
        said += weekdays_against(grid, block.days, block.bottom, dates)
        for filled in filled_days(grid.rows, block.members, block.slots, marks, hours=speech.hours):
            if day := dates[filled.day]:
                days.append((block, filled, day))
            else:
                never = block.days.days[filled.day]
                said.append(speech.no_such_day(grid, filled, f"{never.month or month}月{never.day}日"))
    if not days:
        return Crosstab(problems=said)
    return Crosstab(_laid_out(grid, blocks, days, marks, said, speech, words))


def _laid_out(
    grid: Grid,
    blocks: Sequence[Block],
    days: Sequence[tuple[Block, Filled, date]],
    marks: Marks,
    said: list[Problem],
    speech: Speech,
    words: Vocabulary,
) -> Unfolded:
    """The days as a list, with all that reading them gave to say."""
    said += speech.about_marks(grid, [filled for _, filled, _ in days], marks)
    texts, added, entries = _entries(grid, words.kinds[KIND], blocks, days)
    headings = frozenset(grid.first_row + i for b in blocks for i in range(b.top, b.bottom + 1))
    row_kinds = kinds_of_rows(grid, entries, headings)
    context = context_of(grid.rows[: blocks[0].top], words)
    header = grid.number(blocks[0].days.index)
    virtual = unfolded_grid(grid, entries)
    return Unfolded(
        labels_of(texts),
        virtual,
        header,
        row_kinds,
        context,
        LAYOUT,
        KIND,
        problems=tuple(said),
        added=added,
        alone=True,
    )


def _titles(above: Sequence[tuple[Cell, ...]], words: Vocabulary) -> list[str]:
    """The texts between two months of a sheet, the nearest first, without the rows of people."""
    return list(reversed(context_of([row for row in above if sum(not is_blank(c) for c in row) <= 4], words).titles))


def _entries(
    grid: Grid, kind: Kind, blocks: Sequence[Block], days: Sequence[tuple[Block, Filled, date]]
) -> tuple[list[str], frozenset[str], list[Entry]]:
    """The headings, those among them that no sheet has, and the records: the kind's fields, then what else is known."""
    used = {
        "date": True,
        "person": True,
        "first_in": any(filled.first_in for _, filled, _ in days),
        "last_out": any(filled.last_out for _, filled, _ in days),
        "mark": any(filled.mark or filled.unknown for _, filled, _ in days),
        "hours": any(filled.hours is not None for _, filled, _ in days),
        _WRITTEN: any(filled.written for _, filled, _ in days),
    }
    names = [name for name, wanted in used.items() if wanted and (name in kind.names or name == _WRITTEN)]
    beside = _beside(blocks)
    entries = []
    for block, filled, day in days:
        values: dict[str, tuple[Cell, tuple[int, int]]] = {
            "date": (day.isoformat(), (block.days.index, block.days.days[filled.day].column)),
            "person": (filled.member.name, filled.member.at),
            "first_in": (filled.first_in, filled.at),
            "last_out": (filled.last_out, filled.at),
            "mark": (filled.mark, filled.at),
            "hours": (filled.hours, filled.at),
            _WRITTEN: (filled.written or None, filled.at),
        }
        cells = [values[name] for name in names]
        top = filled.member.rows[0][0]
        columns = {text: column for column, text in (block.heading.left if block.heading else ())}
        cells += [
            (grid.rows[top][columns[text]] if text in columns else None, (top, columns.get(text, 0))) for text in beside
        ]
        rows = (filled.at[0], *filled.member.others, *(at for at, _ in filled.member.rows))
        where = tuple((grid.first_row + row, grid.first_column + column) for _, (row, column) in cells)
        numbers = tuple(grid.first_row + row for row in dict.fromkeys(rows))
        entries.append(Entry(tuple(value for value, _ in cells), where, numbers))
    texts = [_heading_for(kind, name) for name in names]
    return [*texts, *beside], frozenset((_WRITTEN,)), entries


def _heading_for(kind: Kind, name: str) -> str:
    """A heading by which the kind knows the field: its own name, if that is one."""
    if name not in kind.names:
        return name
    known = kind.field(name)
    return known.zh if known.zh in known.headings else (*known.headings, known.zh)[0]


def _beside(blocks: Sequence[Block]) -> list[str]:
    """The headed columns beside the people that are neither numbering nor the column of 上午 and 下午."""
    found: dict[str, None] = {}
    for heading in (block.heading for block in blocks if block.heading):
        for column, text in heading.left:
            if heading_key(text) not in ROW_NUMBER and column != heading.role_column:
                found.setdefault(text)
    return list(found)
