"""The list tables of a sheet, from top to bottom: each heading tried on every kind, then the table under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aftersales.clean.hints import named_period
from aftersales.kinds.model import Kind
from aftersales.model import Cell, Context, Grid, LogTable, RowKind
from aftersales.problems import Problem
from aftersales.recognise.anew import begins_anew
from aftersales.recognise.cells import Samples, is_blank
from aftersales.recognise.decide import Try, Verdict, decide
from aftersales.recognise.groups import Groups, group_table, split_groups, with_lone_parts, without_taken
from aftersales.recognise.headings import Block, Label
from aftersales.recognise.surroundings import Clues, clues_of, context_of
from aftersales.recognise.tables import Found, build, is_repeated, left_part, sample_rows, second_table
from aftersales.recognise.vocabulary import Vocabulary

_ABOVE = 6
_SUM = re.compile(r"\s*\S{0,6}(小计|合计|总计|共计|累计)\s*[:：]?\s*")


@dataclass(frozen=True, slots=True)
class Attempt:
    """A heading with all that was made of it.

    `cut` is the heading of what stands to the right and was not read, `groups` are those of the columns of `heading`
    that repeat; `block` is without both.
    """

    block: Block
    samples: Samples
    verdict: Verdict
    context: Context
    cut: tuple[Label, ...]
    heading: Block
    groups: Groups | None = None


@dataclass(frozen=True, slots=True)
class Lists:
    """What was made of the headings of a sheet, or of one of the parts that stand side by side on it."""

    grid: Grid
    attempts: tuple[Attempt, ...]

    @property
    def read(self) -> list[Attempt]:
        """The headings of which exactly one kind was recognised."""
        return [attempt for attempt in self.attempts if attempt.verdict.won]

    @property
    def won(self) -> list[Try]:
        """Those kinds."""
        return [attempt.verdict.won for attempt in self.attempts if attempt.verdict.won]


def read_lists(
    grid: Grid,
    file: str,
    words: Vocabulary,
    blocks: Sequence[Block],
    above: Sequence[tuple[Cell, ...]] = (),
    like: Kind | None = None,
) -> Lists:
    """Every heading of the sheet that does not merely repeat the one above it.

    `above` are the rows to look for titles in, where these are not the grid's own; a heading that alone would be too
    little may be of the kind `like`, that of the table to its left.
    """
    attempts: list[Attempt] = []
    for at, block in enumerate(blocks):
        again = bool(attempts) and is_repeated(block, attempts[-1].heading)
        context = _context(grid, block, attempts, words, above)
        if again and not begins_anew(context, attempts[-1].context, words):
            continue
        if attempts:
            context = _with_period(context, attempts[-1].context)
        end = blocks[at + 1].first if at + 1 < len(blocks) else len(grid.rows)
        samples = Samples(sample_rows(grid.rows[block.last + 1 : end]))
        attempt = _attempt(block, samples, context, clues_of(context, grid.sheet, file, words), words)
        if like is not None and not attempt.verdict.won:
            attempt = replace(attempt, verdict=_likened(attempt.verdict, like))
        attempts.append(attempt)
    return Lists(grid, tuple(attempts))


def _attempt(block: Block, samples: Samples, context: Context, clues: Clues, words: Vocabulary) -> Attempt:
    """What can be made of a heading; its groups of columns count only where the kind may have them."""
    left = left_part(block, samples, words)
    beside = block.named[len(left.named) :]
    cut = beside if len(beside) > 1 else ()
    bare, groups = split_groups(left, words)
    verdict = decide(bare, samples, clues, words)
    if groups is None:
        return Attempt(left, samples, verdict, context, cut, left)
    if verdict.won and groups.fit(verdict.won.kind):
        return Attempt(without_taken(bare), samples, verdict, context, cut, left, groups)
    return Attempt(left, samples, decide(left, samples, clues, words), context, cut, left)


def tables_of(lists: Lists, file: str, words: Vocabulary) -> tuple[list[LogTable], list[Problem]]:
    """One table for each heading that was understood. The others are named, and their rows are notes."""
    grid, attempts, read = lists.grid, lists.attempts, lists.read
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
        if attempt.groups:
            table = with_lone_parts(table, attempt.groups)
        tables.append(table)
        problems += said
        if attempt.groups:
            beside, told = group_table(table, attempt.groups, file, words)
            tables += [beside] if beside else []
            problems += told
    return tables, problems


def kinds_of_rows(tables: Sequence[LogTable]) -> tuple[RowKind, ...]:
    """What every row is, of tables that stand one below the other; what stands in groups shares the rows."""
    return tuple(kind for table in tables if not table.layout for kind in table.row_kinds)


def _context(
    grid: Grid,
    block: Block,
    earlier: Sequence[Attempt],
    words: Vocabulary,
    above: Sequence[tuple[Cell, ...]],
) -> Context:
    """What stands above the heading; a lower table has its own title, or shares that of the table before."""
    if not earlier:
        return context_of((above or grid.rows)[: block.first], words)
    start = block.first
    while start > max(earlier[-1].block.last + 1, block.first - _ABOVE):
        filled = sum(not is_blank(cell) for cell in grid.rows[start - 1])
        if filled > 2 or (not filled and start < block.first) or _sums_up(grid.rows[start - 1]):
            break
        start -= 1
    own = context_of(grid.rows[start : block.first], words)
    return own if own.titles else earlier[-1].context


def _sums_up(row: tuple[Cell, ...]) -> bool:
    """Whether the row is the last of the table above: 小计 42."""
    first = next((cell for cell in row if not is_blank(cell)), None)
    return type(first) is str and _SUM.fullmatch(first) is not None


def _with_period(own: Context, before: Context) -> Context:
    """The context of a lower table; what its own titles leave open of year and month stands above the table before.

    A month that is before the earlier one may be of the next year: it gets none.
    """
    year, month = _period(own)
    known, last = _period(before)
    if year or not known or own is before or 0 < month < last:
        return own
    told = f"{known}年" if month or not last else f"{known}年{last}月"
    return replace(own, titles=(*own.titles, told))


def _period(context: Context) -> tuple[int, int]:
    """The year and the month that the titles name, the nearest first; 0 for none."""
    named = [named_period(title) for title in context.titles]
    return next((year for year, _, _ in named if year), 0), next((month for _, month, _ in named if month), 0)


def _likened(verdict: Verdict, kind: Kind) -> Verdict:
    """A heading of few words, beside a table with the same words, is of its kind if it has what that requires."""
    same = next(attempt for attempt in verdict.tries if attempt.kind.id == kind.id)
    if same.missing or same.mapped < 2:
        return verdict
    sure = replace(same, evidence=(*same.evidence, "左边的表是同一种"))
    return Verdict((sure, *(attempt for attempt in verdict.tries if attempt is not same)), sure)
