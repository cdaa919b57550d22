"""One sheet in, its tables out: which kind of log it is, where its headings stand, and what each of its rows is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aftersales.kinds.model import Kind
from aftersales.model import Grid, Recognition, RowKind
from aftersales.recognise.bands import side_by_side
from aftersales.recognise.cells import is_blank
from aftersales.recognise.crosstab import find_crosstabs
from aftersales.recognise.crosstab_turned import find_turned
from aftersales.recognise.day_sheets import find_day_sheets
from aftersales.recognise.decide import Try
from aftersales.recognise.forms import find_forms
from aftersales.recognise.headings import banded_rows, heading_blocks
from aftersales.recognise.layouts import (
    NO_FORM,
    LaidOut,
    are_lines,
    as_tables,
    beats,
    best_layout,
    together,
    undecided,
    why_not,
)
from aftersales.recognise.leftover import form_above, with_lists
from aftersales.recognise.lists import kinds_of_rows, read_lists, tables_of
from aftersales.recognise.split_dates import with_whole_dates
from aftersales.recognise.unfold import Finder, Unfolded
from aftersales.recognise.unread import reason
from aftersales.recognise.vocabulary import Vocabulary, vocabulary
from aftersales.recognise.wide import find_wide


def _forms(grid: Grid, file: str, words: Vocabulary) -> list[Unfolded]:
    """Forms, or the day sheets of technicians, whose heads look like forms."""
    return find_day_sheets(grid, file, words) or find_forms(grid, file, words)


LAYOUTS: tuple[Finder, ...] = (find_crosstabs, find_turned, find_wide, _forms)
"""The layouts that are no lists, in the order in which they are tried; each is asked on every sheet."""


def recognise(grid: Grid, kinds: Mapping[str, Kind], file_name: str) -> Recognition:
    """Exactly one kind a table, or a problem that says why not; every row of the sheet gets its row kind."""
    if not any(not is_blank(cell) for row in grid.rows for cell in row):
        return Recognition(row_kinds=(RowKind.BLANK,) * len(grid.rows))
    grid = with_whole_dates(grid)
    words = vocabulary(kinds)
    blocks = heading_blocks(grid.rows, words, banded_rows(grid))
    parts = side_by_side(grid, file_name, words, blocks) or [read_lists(grid, file_name, words, blocks)]
    won = [attempt for part in parts for attempt in part.won]
    laid_out = best_layout(grid, file_name, LAYOUTS, words)
    if (
        laid_out
        and not are_lines(laid_out, parts, words)
        and (settled := _layout(laid_out, grid, file_name, won, words))
    ):
        return with_lists(settled, parts[0], file_name, words) if settled.tables and len(parts) == 1 else settled
    if not won:
        attempts = parts[0].attempts
        problem = reason(grid, file_name, [(a.block, a.verdict) for a in attempts], words)
        best = max(attempts, key=lambda a: a.block.score).verdict.tries if attempts else ()
        candidates = tuple(attempt.candidate for attempt in best if attempt.points > 0)
        return Recognition((), (RowKind.NOTE,) * len(grid.rows), (problem,) if problem else (), candidates)
    found = [tables_of(part, file_name, words) for part in parts]
    tables = tuple(table for own, _ in found for table in own)
    problems = tuple(problem for _, said in found for problem in said)
    row_kinds = together(kinds_of_rows(own) for own, _ in found)
    if len(parts) == 1 and (form := form_above(parts[0], file_name, words)):
        table, of_form, said = form
        return Recognition((table, *tables), together((row_kinds, of_form)), (*said, *problems), tables[0].candidates)
    return Recognition(tables, row_kinds, problems, tables[0].candidates)


def _layout(laid_out: LaidOut, grid: Grid, file: str, lists: Sequence[Try], words: Vocabulary) -> Recognition | None:
    """The sheet as a layout has it, if that is stronger than the lists that were recognised; None if it is not."""
    wins = beats(laid_out, lists)
    if wins is None:
        return undecided(laid_out, lists, grid, file)
    if wins:
        return as_tables(laid_out, grid, file, words)
    is_list = any(not laid_out.alone or attempt.in_a_row >= NO_FORM or attempt.mapped > NO_FORM for attempt in lists)
    return None if laid_out.won or is_list else why_not(laid_out, grid, file)
