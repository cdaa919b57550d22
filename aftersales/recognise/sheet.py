"""One sheet in, its tables out: which kind of log it is, where its headings stand, and what each of its rows is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aftersales.kinds.model import Kind
from aftersales.model import Context, Grid, LogTable, Recognition, RowKind
from aftersales.problems import Problem
from aftersales.recognise.cells import Samples, is_blank
from aftersales.recognise.crosstab import find_crosstabs
from aftersales.recognise.decide import Verdict, decide
from aftersales.recognise.forms import find_forms
from aftersales.recognise.headings import Block, Label, heading_blocks
from aftersales.recognise.layouts import LaidOut, as_tables, beats, best_layout, undecided, why_not
from aftersales.recognise.surroundings import clues_of, context_of
from aftersales.recognise.tables import Found, build, is_repeated, left_part, sample_rows, second_table
from aftersales.recognise.unfold import Finder
from aftersales.recognise.unread import reason
from aftersales.recognise.vocabulary import Vocabulary, vocabulary

LAYOUTS: tuple[Finder, ...] = (find_crosstabs, find_forms)
"""The layouts that are no lists, in the order in which they are tried; each is asked on every sheet."""
_ABOVE = 6


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A heading with all that was made of it."""

    block: Block
    samples: Samples
    verdict: Verdict
    context: Context
    cut: tuple[Label, ...]


def recognise(grid: Grid, kinds: Mapping[str, Kind], file_name: str) -> Recognition:
    """Exactly one kind a table, or a problem that says why not; every row of the sheet gets its row kind."""
    if not any(not is_blank(cell) for row in grid.rows for cell in row):
        return Recognition(row_kinds=(RowKind.BLANK,) * len(grid.rows))
    words = vocabulary(kinds)
    attempts = _attempts(grid, file_name, words)
    read = [attempt for attempt in attempts if attempt.verdict.won]
    laid_out = best_layout(grid, file_name, LAYOUTS, words)
    if laid_out and (settled := _layout(laid_out, grid, file_name, read, words)):
        return settled
    if not read:
        problem = reason(grid, file_name, [(a.block, a.verdict) for a in attempts], words)
        best = max(attempts, key=lambda a: a.block.score).verdict.tries if attempts else ()
        candidates = tuple(attempt.candidate for attempt in best if attempt.points > 0)
        return Recognition((), (RowKind.NOTE,) * len(grid.rows), (problem,) if problem else (), candidates)
    tables, problems = _tables(grid, file_name, attempts, read, words)
    row_kinds = tuple(kind for table in tables for kind in table.row_kinds)
    return Recognition(tuple(tables), row_kinds, tuple(problems), tables[0].candidates)


def _layout(
    laid_out: LaidOut, grid: Grid, file: str, read: Sequence[_Attempt], words: Vocabulary
) -> Recognition | None:
    """The sheet as a layout has it, if that is stronger than the lists that were recognised; None if it is not."""
    lists = [attempt.verdict.won for attempt in read if attempt.verdict.won]
    wins = beats(laid_out, lists)
    if wins is None:
        return undecided(laid_out, lists, grid, file)
    if wins:
        return as_tables(laid_out, grid, file, words)
    return None if lists and not laid_out.alone else why_not(laid_out, grid, file)


def _attempts(grid: Grid, file: str, words: Vocabulary) -> list[_Attempt]:
    """Every heading of the sheet that does not merely repeat the one above it."""
    attempts: list[_Attempt] = []
    blocks = heading_blocks(grid.rows, words)
    for at, block in enumerate(blocks):
        if attempts and is_repeated(block, attempts[-1].block):
            continue
        end = blocks[at + 1].first if at + 1 < len(blocks) else len(grid.rows)
        samples = Samples(sample_rows(grid.rows[block.last + 1 : end]))
        context = _context(grid, block, attempts, words)
        left = left_part(block, samples, words)
        verdict = decide(left, samples, clues_of(context, grid.sheet, file, words), words)
        beside = block.named[len(left.named) :]
        attempts.append(_Attempt(left, samples, verdict, context, beside if len(beside) > 1 else ()))
    return attempts


def _context(grid: Grid, block: Block, earlier: Sequence[_Attempt], words: Vocabulary) -> Context:
    """What stands above the heading; a lower table has its own title, or shares that of the table before."""
    if not earlier:
        return context_of(grid.rows[: block.first], words)
    start = block.first
    while start > max(earlier[-1].block.last + 1, block.first - _ABOVE):
        filled = sum(not is_blank(cell) for cell in grid.rows[start - 1])
        if filled > 2 or (not filled and start < block.first):
            break
        start -= 1
    own = context_of(grid.rows[start : block.first], words)
    return own if own.titles else earlier[-1].context


def _tables(
    grid: Grid, file: str, attempts: Sequence[_Attempt], read: Sequence[_Attempt], words: Vocabulary
) -> tuple[list[LogTable], list[Problem]]:
    """One table for each heading that was understood. The others are named, and their rows are notes."""
    problems: list[Problem] = []
    unread: set[int] = set()
    for at, attempt in enumerate(attempts):
        end = attempts[at + 1].block.first if at + 1 < len(attempts) else len(grid.rows)
        if not attempt.verdict.won:
            unread.update(range(attempt.block.first, end))
        labels = attempt.cut if attempt.verdict.won else attempt.block.named
        if labels:
            named = [(label.index, label.text) for label in labels]
            problems.append(second_table(grid, file, attempt.block.first, named))
    tables = []
    for at, attempt in enumerate(read):
        first = attempt.block.first if at else 0
        last = read[at + 1].block.first - 1 if at + 1 < len(read) else len(grid.rows) - 1
        found = Found(attempt.block, attempt.samples, attempt.verdict, attempt.context, first, last)
        table, said = build(found, grid, file, frozenset(unread), words)
        tables.append(table)
        problems += said
    return tables, problems
