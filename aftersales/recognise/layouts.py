"""Whether a sheet is a list or one of the layouts that must be unfolded first: the stronger evidence wins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aftersales.model import Cell, Grid, Recognition, RowKind
from aftersales.problems import Place, Problem
from aftersales.recognise.cells import is_blank
from aftersales.recognise.decide import MARGIN, Try, Verdict, missing_names
from aftersales.recognise.lists import Lists
from aftersales.recognise.tables import second_table
from aftersales.recognise.unfold import Finder, Unfolded, build_unfolded, judge
from aftersales.recognise.unread import in_words
from aftersales.recognise.vocabulary import Vocabulary

NO_FORM = 4
"""So many headings beside each other are a list's."""
_FILLED = 5
_COLUMNS, _LINES = 3, 2
_RANK = (RowKind.BLANK, RowKind.NOTE, RowKind.HEADING, RowKind.RECORD)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What one finder made of a sheet: its tables, each with its verdict."""

    tables: tuple[tuple[Unfolded, Verdict], ...]

    @property
    def won(self) -> tuple[Try, ...]:
        """The kinds that were recognised."""
        return tuple(verdict.won for _, verdict in self.tables if verdict.won)

    @property
    def points(self) -> float:
        """How strong the evidence of its best table is; nothing where no kind was recognised."""
        return max((attempt.points for attempt in self.won), default=0.0)

    @property
    def alone(self) -> bool:
        """Whether no list can stand on such a sheet."""
        return all(one.alone for one, _ in self.tables)


def best_layout(grid: Grid, file: str, finders: Sequence[Finder], words: Vocabulary) -> LaidOut | None:
    """What the finder with the strongest evidence found; the first of equals. None on an ordinary sheet."""
    found = [
        LaidOut(tuple((one, judge(one, file, words)) for one in tables))
        for find in finders
        if (tables := find(grid, file, words))
    ]
    return max(found, key=lambda laid_out: laid_out.points, default=None)


def are_lines(laid_out: LaidOut, parts: Sequence[Lists], words: Vocabulary) -> bool:
    """Whether what looks like a form is the head and the foot of a list of the same kind, with two lines or more."""
    kinds = {attempt.kind.id for attempt in laid_out.won}
    if not laid_out.alone or len(kinds) != 1 or len(laid_out.tables) > 1 or len(laid_out.tables[0][0].grid.rows) != 1:
        return False
    return any(
        attempt.verdict.won is not None
        and attempt.verdict.won.kind.id in kinds
        and attempt.verdict.won.mapped >= _COLUMNS
        and _has_lines(lists.grid.rows[attempt.block.last + 1 :], words)
        for lists in parts
        for attempt in lists.attempts
    )


def _has_lines(rows: Sequence[tuple[Cell, ...]], words: Vocabulary) -> bool:
    """Whether the first two rows are filled with cells of which none is a label."""
    for row in rows[:_LINES]:
        cells = [cell for cell in row if not is_blank(cell)]
        texts = [cell for cell in cells if type(cell) is str]
        if len(cells) <= _COLUMNS or any(":" in text or "：" in text or words.told(text)[1] for text in texts):
            return False
    return len(rows) >= _LINES


def beats(laid_out: LaidOut, lists: Sequence[Try]) -> bool | None:
    """Whether a layout is believed rather than the lists that were recognised; None where nobody can say.

    Where both say that it is the same kind, the list stands: nothing had to be laid out to see it.
    """
    if not laid_out.won:
        return False
    if not lists or (laid_out.alone and not any(_is_list(attempt, laid_out.points) for attempt in lists)):
        return True
    strongest = max(attempt.points for attempt in lists)
    if laid_out.points <= strongest - MARGIN or {t.kind.id for t in laid_out.won} <= {t.kind.id for t in lists}:
        return False
    return True if laid_out.points >= strongest + MARGIN else None


def _is_list(attempt: Try, points: float) -> bool:
    """Whether a heading cannot be the labels of a form: four beside each other, or three that say as much as it does."""
    return attempt.in_a_row >= NO_FORM or (attempt.in_a_row == NO_FORM - 1 and attempt.points >= points)


def as_tables(laid_out: LaidOut, grid: Grid, file: str, words: Vocabulary) -> Recognition:
    """The tables of a layout. What it could not recognise of them is named, and its rows are notes."""
    tables, problems = [], []
    for one, verdict in laid_out.tables:
        if verdict.won:
            table, said = build_unfolded(one, verdict, file, words)
            tables.append(table)
            problems += said
        else:
            index = max(0, one.header_row - grid.first_row)
            problems.append(second_table(grid, file, index, [(0, label.text) for label in one.labels]))
    row_kinds = together(one.row_kinds for one, verdict in laid_out.tables if verdict.won)
    return Recognition(tuple(tables), row_kinds, tuple(problems), tables[0].candidates)


def undecided(laid_out: LaidOut, lists: Sequence[Try], grid: Grid, file: str) -> Recognition:
    """Both readings are as good as the other: nothing is read, and the clerk is asked."""
    tries = sorted((*laid_out.won, *lists), key=lambda attempt: -attempt.points)
    problem = Problem("ambiguous-sheet", Place(file, grid.sheet), facts={"candidates": in_words(tries)})
    candidates = tuple(attempt.candidate for attempt in tries)
    return Recognition((), (RowKind.NOTE,) * len(grid.rows), (problem,), candidates)


def why_not(laid_out: LaidOut, grid: Grid, file: str) -> Recognition | None:
    """What a layout that fits no kind lacks; None where it says no more than that the sheet is unknown."""
    for one, verdict in laid_out.tables:
        place = Place(file, grid.sheet, one.header_row)
        candidates = tuple(attempt.candidate for attempt in verdict.about)
        if verdict.code == "missing-column":
            facts = {"kind": verdict.about[0].kind.zh, "columns": missing_names(verdict.about[0])}
        elif verdict.code == "ambiguous-sheet" or (one.alone and _is_filled(one)):
            facts = {"candidates": in_words(verdict.about)}
        else:
            continue
        return Recognition(
            (), (RowKind.NOTE,) * len(grid.rows), (Problem(verdict.code, place, facts=facts),), candidates
        )
    return None


def _is_filled(one: Unfolded) -> bool:
    """Whether so much is written into it that it is no cover."""
    return any(sum(not is_blank(cell) for cell in row) >= _FILLED for row in one.grid.rows)


def together(sheets: Iterable[Sequence[RowKind]]) -> tuple[RowKind, ...]:
    """What the rows of a sheet are if several tables share them: a record's row, even if it is a note in the others."""
    several = list(sheets)
    if len(several) == 1:
        return tuple(several[0])
    return tuple(max(kinds, key=_RANK.index) for kinds in zip(*several, strict=True))
