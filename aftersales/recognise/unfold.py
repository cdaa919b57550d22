"""Tables that are no lists: a layout lays them out as one row a record, which then is read like any other row.

A finder is `find(grid, file, words) -> list[Unfolded]`: every table of its layout on the sheet, none on a sheet of
another layout. It is asked on every sheet, so it asks the cheap questions first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from aftersales.kinds.wording import heading_key, heading_text, heading_unit
from aftersales.model import Cell, Context, Grid, LogTable, RowKind, Unfolding
from aftersales.problems import Place, Problem
from aftersales.recognise.cells import Samples, is_blank
from aftersales.recognise.companions import with_companions
from aftersales.recognise.decide import Verdict, decide
from aftersales.recognise.headings import Block, Label
from aftersales.recognise.mapping import columns_of
from aftersales.recognise.surroundings import clues_of
from aftersales.recognise.vocabulary import Vocabulary, without_count

_SURE = 3.0
NOWHERE = (0, 0)
"""The address of a value that stands in no cell."""


@dataclass(frozen=True, slots=True)
class Unfolded:
    """One table laid out as a list.

    `labels` are the headings of the columns of `grid`, whose rows are the records alone. `header_row` is Excel's number
    of the row that comes nearest to a heading. `row_kinds` has one entry for every row of the real sheet: RECORD
    for the rows that a record rests on. `layout` is the Chinese word for `explain`. `kind` is named where the layout
    itself proves it, as a cross-tab of days and ticks proves attendance. `problems` are what reading the layout gave to
    say; `added` are headings that the sheet does not have, and that nobody can be asked to change. `alone` says that no
    list can stand on such a sheet, whatever one of its rows looks like.
    """

    labels: tuple[Label, ...]
    grid: Grid
    header_row: int
    row_kinds: tuple[RowKind, ...]
    context: Context
    layout: str
    kind: str = ""
    problems: tuple[Problem, ...] = ()
    added: frozenset[str] = frozenset()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One record-to-be: its cells in the order of the labels, where each stands, and the rows that it rests on.

    All numbers are Excel's; the first row is where the record is said to stand.
    """

    cells: tuple[Cell, ...]
    at: tuple[tuple[int, int], ...]
    rows: tuple[int, ...]


Finder = Callable[[Grid, str, Vocabulary], list[Unfolded]]


def unfolded_grid(sheet: Grid, entries: Sequence[Entry]) -> Grid:
    """The virtual grid of these records of a sheet."""
    unfolding = Unfolding(tuple(entry.rows for entry in entries), tuple(entry.at for entry in entries))
    rows = tuple(entry.cells for entry in entries)
    return replace(sheet, rows=rows, first_row=1, first_column=1, merges=(), unfolded=unfolding)


def labels_of(texts: Sequence[str]) -> tuple[Label, ...]:
    """The headings of laid out columns from their texts, as they stand on the sheet."""
    labels = []
    for index, text in enumerate(texts):
        key = heading_key(text)
        keys = tuple(dict.fromkeys((key, without_count(key)))) if key else ()
        labels.append(Label(index, heading_text(text).rstrip(":："), keys, heading_unit(text)))
    return tuple(labels)


def kinds_of_rows(sheet: Grid, entries: Sequence[Entry], headings: frozenset[int]) -> tuple[RowKind, ...]:
    """What every row of the sheet is: a record's, one of the heading's (Excel's numbers), blank, or a note."""
    rested = {row for entry in entries for row in entry.rows}
    kinds = []
    for index, row in enumerate(sheet.rows):
        number = sheet.first_row + index
        if number in rested:
            kinds.append(RowKind.RECORD)
        elif number in headings:
            kinds.append(RowKind.HEADING)
        else:
            kinds.append(RowKind.BLANK if all(is_blank(cell) for cell in row) else RowKind.NOTE)
    return tuple(kinds)


def judge(unfolded: Unfolded, file: str, words: Vocabulary) -> Verdict:
    """Which kind the laid out table is: the one that its layout proves, if nothing required is missing, else as usual."""
    samples = Samples(unfolded.grid.rows[:30])
    clues = clues_of(unfolded.context, unfolded.grid.sheet, file, words)
    verdict = decide(_block(unfolded), samples, clues, words)
    if not unfolded.kind or unfolded.kind not in words.kinds:
        return verdict
    proven = next(attempt for attempt in verdict.tries if attempt.kind.id == unfolded.kind)
    if proven.missing:
        return Verdict(verdict.tries, None, "missing-column", (proven,))
    sure = replace(proven, points=proven.points + _SURE, evidence=(*proven.evidence, f"版式是{unfolded.layout}"))
    return Verdict((sure, *(attempt for attempt in verdict.tries if attempt is not proven)), sure)


def build_unfolded(
    unfolded: Unfolded, verdict: Verdict, file: str, words: Vocabulary
) -> tuple[LogTable, list[Problem]]:
    """The table of the kind that won, and what its columns gave to say."""
    won = verdict.won
    if won is None:
        raise ValueError("only a recognised layout has a table")
    grid, labels = unfolded.grid, unfolded.labels
    columns = columns_of(won.map, labels, Samples(grid.rows[:30]), grid.first_column)
    columns = with_companions(columns, labels, grid.rows, won.kind, words)
    table = LogTable(
        grid=grid,
        kind=won.kind.id,
        header_row=unfolded.header_row,
        columns=columns,
        row_kinds=(RowKind.RECORD,) * len(grid.rows),
        context=unfolded.context,
        candidates=tuple(attempt.candidate for attempt in verdict.tries if attempt.points > 0),
        layout=unfolded.layout,
    )
    place = Place(file, grid.sheet, unfolded.header_row)
    unknown = [c for c in columns if not c.fields and not c.evidence and c.heading not in unfolded.added]
    strange = [column.heading for column in unknown if any(not is_blank(row[column.index]) for row in grid.rows)]
    if not strange:
        return table, list(unfolded.problems)
    return table, [*unfolded.problems, Problem("unknown-column", place, facts={"heading": "、".join(strange)})]


def _block(unfolded: Unfolded) -> Block:
    return Block(0, 0, unfolded.labels, 0.0)
