"""Lists beside tables of another layout: what one of them left as notes although it is a table of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aftersales.model import LogTable, Recognition, RowKind
from aftersales.problems import Problem
from aftersales.recognise.cells import is_blank
from aftersales.recognise.forms import find_forms, may_be_form
from aftersales.recognise.lists import Attempt, Lists
from aftersales.recognise.surroundings import TITLE
from aftersales.recognise.tables import Found, build, second_table
from aftersales.recognise.unfold import build_unfolded, judge
from aftersales.recognise.vocabulary import Vocabulary

_TAKEN = frozenset((RowKind.RECORD, RowKind.HEADING))
_FEWEST = 3
_SHORTEST, _LABELS = 4, 5


def with_lists(found: Recognition, lists: Lists, file: str, words: Vocabulary) -> Recognition:
    """The sheet as a layout has it, with the lists in its remaining rows; one that fits no kind is named."""
    grid, kinds = lists.grid, list(found.row_kinds)
    tables, problems = list(found.tables), list(found.problems)
    for at, attempt in enumerate(lists.attempts):
        block = attempt.block
        following = lists.attempts[at + 1].block.first if at + 1 < len(lists.attempts) else len(kinds)
        end = _end(kinds, block.last + 1, following)
        if not _TAKEN.isdisjoint(kinds[block.first : block.last + 1]) or not _is_filled(lists, block.last + 1, end):
            continue
        read = _read(lists, attempt, end, file, words) if attempt.verdict.won else None
        if read is None:
            problems.append(second_table(grid, file, block.first, [(c.index, c.text) for c in block.named]))
            continue
        table, said = read
        tables.append(table)
        problems += said
        kinds[block.first : end] = table.row_kinds
    if len(problems) == len(found.problems) and len(tables) == len(found.tables):
        return found
    tables.sort(key=lambda table: table.header_row)
    return replace(found, tables=tuple(tables), row_kinds=tuple(kinds), problems=tuple(problems))


def _end(kinds: Sequence[RowKind], start: int, end: int) -> int:
    """The first row from `start` on that the layout has taken, or `end`."""
    return next((at for at in range(start, end) if kinds[at] in _TAKEN), end)


def _is_filled(lists: Lists, start: int, end: int) -> bool:
    """Whether a row holds as much as a record does."""
    return any(sum(not is_blank(cell) for cell in row) >= _FEWEST for row in lists.grid.rows[start:end])


def _read(
    lists: Lists, attempt: Attempt, end: int, file: str, words: Vocabulary
) -> tuple[LogTable, list[Problem]] | None:
    """The list in its own rows; None where none of them is a record."""
    found = Found(attempt.block, attempt.samples, attempt.verdict, attempt.context, attempt.block.first, end - 1)
    table, said = build(found, lists.grid, file, frozenset(), words)
    return (table, said) if RowKind.RECORD in table.row_kinds else None


def form_above(
    lists: Lists, file: str, words: Vocabulary
) -> tuple[LogTable, tuple[RowKind, ...], list[Problem]] | None:
    """The form of another kind above the first list, with what each row of the sheet is to it; None where there is none.

    A head of labels belongs to the list below it; a form of its own has a title that names its kind, and a day.
    """
    grid, first = lists.grid, lists.read[0].block.first
    while first and sum(not is_blank(cell) for cell in grid.rows[first - 1]) <= 1:  # the title of the list
        first -= 1
    if first < _SHORTEST or not may_be_form(grid.rows[:first], words):
        return None
    above = replace(grid, rows=grid.rows[:first])
    forms = find_forms(above, file, words)
    verdict = judge(forms[0], file, words) if len(forms) == 1 else None
    won = verdict.won if verdict else None
    if verdict is None or won is None or won.title < TITLE or won.mapped < _LABELS:
        return None
    if any(attempt.kind.id == won.kind.id for attempt in lists.won):
        return None
    table, problems = build_unfolded(forms[0], verdict, file, words)
    below = (RowKind.BLANK,) * (len(grid.rows) - first)
    return table, (*forms[0].row_kinds, *below), problems
