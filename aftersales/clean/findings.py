"""Notes on cells → problems with their place, by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from aftersales.clean.columns import Column
from aftersales.clean.extra import damaged
from aftersales.clean.reading import Note
from aftersales.clean.text import one_line, spoken
from aftersales.kinds.model import FieldType
from aftersales.model import Cell, Grid, MappedColumn
from aftersales.problems import Place, Problem, column_letter, column_number

_WHOM = frozenset((FieldType.STORE, FieldType.PERSON))
_QUOTED = 200
_ONCE = frozenset(("year-assumed", "serial-date"))
"""What is said of a column once, with the number of its cells."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Collects the problems of a table's records. `at_rows` are the places of the records in the grid, by position."""

    grid: Grid
    at_rows: Sequence[int]
    columns: Mapping[str, Column]
    by_record: dict[int, list[Problem]] = field(default_factory=dict)

    def place(self, at: int, letter: str = "") -> Place:
        """Where a record stands, or one of its cells: in the column of this letter, as the grid counts them."""
        grid, index = self.grid, self.at_rows[at]
        row = grid.number(index)
        if grid.unfolded is not None and letter:
            cell_row, column = grid.address(index, column_number(letter) - grid.first_column)
            row, letter = cell_row or row, column_letter(column)
        return Place(grid.file, grid.sheet, row, letter)

    def affected(self, at: int) -> str:
        """The store and the people of a record, as they are written there."""
        values = (c.values[at] for c in self.columns.values() if c.known.type in _WHOM)
        return "、".join(dict.fromkeys(str(value) for value in values if value is not None))

    def add(self, column: Column, at: int, note: Note) -> None:
        """Add what is said about one cell."""
        facts = {"field_zh": column.known.zh, **note.facts}
        quoted = _quoted(facts.pop("written", column.cells[at]))
        place = self.place(at, column.letter)
        problem = Problem(note.code, place, column.known.name, quoted, facts, self.affected(at))
        self.by_record.setdefault(at, []).append(problem)

    def add_notes(self, columns: Iterable[Column], left_out: Container[int]) -> None:
        """Add everything that was noted while the cells were read; what is said once stands with a kept record."""
        for column in columns:
            once: dict[tuple[str, object], tuple[int, Note]] = {}
            counted: Counter[tuple[str, object]] = Counter()
            for at, note in column.notes:
                if note.code not in _ONCE:
                    self.add(column, at, note)
                elif at not in left_out:
                    key = (note.code, note.facts.get("year"))
                    once.setdefault(key, (at, note))
                    counted[key] += 1
            for key, (at, note) in once.items():
                self.add(column, at, Note(note.code, {**note.facts, "cells": counted[key]}))

    def add_damaged(self, unknown: Iterable[MappedColumn], cells: Mapping[int, Sequence[Cell]]) -> None:
        """Add which cells of the columns that no field knows hold a number that Excel has damaged."""
        for column in unknown:
            letter = column_letter(self.grid.first_column + column.index)
            facts = {"field_zh": column.heading}
            for at in damaged(cells[column.index]):
                value, place = _quoted(cells[column.index][at]), self.place(at, letter)
                problem = Problem("precision-lost", place, "", value, facts, self.affected(at))
                self.by_record.setdefault(at, []).append(problem)

    def add_other_months(self, events: Sequence[Column], expected: str) -> None:
        """Add which records belong to another month than the one that the title or the name states."""
        for at in range(len(self.at_rows)):
            if events and str(events[0].values[at]).startswith(expected):
                continue
            event = next((column for column in events if column.values[at] is not None), None)
            month = str(event.values[at])[:7] if event else expected
            if event and month != expected:
                self.add(event, at, Note("other-month", {"expected": expected, "month": month}))


def _quoted(cell: Cell) -> str:
    value = one_line(spoken(cell))
    return value if len(value) <= _QUOTED else value[:_QUOTED] + "…"
