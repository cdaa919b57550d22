"""Builds the tables of a sheet once it is known which heading belongs to which kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aftersales.kinds.wording import heading_key
from aftersales.model import Cell, Context, Grid, LogTable, MappedColumn, RowKind
from aftersales.problems import Place, Problem, column_letter
from aftersales.recognise.cells import Samples, is_blank
from aftersales.recognise.companions import with_companions
from aftersales.recognise.decide import Verdict
from aftersales.recognise.example_row import without_example
from aftersales.recognise.headings import Block, Label
from aftersales.recognise.lower import without_lower_tables
from aftersales.recognise.mapping import NUMBERING, UNNAMED, ColumnMap, columns_of
from aftersales.recognise.part_titles import without_part_titles
from aftersales.recognise.row_kinds import Layout, kind_of_row, layout_of, wide_rows
from aftersales.recognise.surroundings import with_foot
from aftersales.recognise.vocabulary import Vocabulary

_GAP = 20
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Found:
    """One heading that was recognised: from which row its table begins, where it ends, and what stands around it."""

    block: Block
    samples: Samples
    verdict: Verdict
    context: Context
    first: int
    last: int


def build(
    found: Found, grid: Grid, file: str, unread: frozenset[int], vocabulary: Vocabulary
) -> tuple[LogTable, list[Problem]]:
    """The table with every row's kind, and what its columns and rows gave to say. `unread` rows are notes."""
    won = found.verdict.won
    if won is None:
        raise ValueError("only a recognised heading has a table")
    columns = columns_of(won.map, found.block.labels, found.samples, grid.first_column)
    heading = grid.rows[found.block.first : found.block.last + 1]
    layout = layout_of(won.kind, columns, heading, wide_rows(grid.merges, grid.first_row))
    rows = grid.rows[found.first : found.last + 1]
    judged = without_part_titles(rows, tuple(_row_kinds(found, grid, layout, unread)))
    kinds, lower = without_lower_tables(rows, judged, layout)
    kinds, example = without_example(rows, kinds, columns)
    records = [grid.rows[found.first + i] for i, row_kind in enumerate(kinds) if row_kind is RowKind.RECORD]
    columns = _with_unnamed(columns, won.map, found, grid, records)
    columns = with_companions(columns, found.block.labels, records, won.kind, vocabulary)
    fed = {name for column in columns for name in column.fields}
    context = with_foot(found.context, _foot(rows, kinds), won.kind, fed, vocabulary)
    table = LogTable(
        grid=grid,
        kind=won.kind.id,
        header_row=grid.number(found.block.first),
        columns=columns,
        row_kinds=kinds,
        context=context,
        candidates=tuple(attempt.candidate for attempt in found.verdict.tries if attempt.points > 0),
        first_index=found.first,
    )
    place = Place(file, grid.sheet, table.header_row)
    below = [second_table(grid, file, found.first + at, _words(grid.rows[found.first + at])) for at in lower]
    about_columns = (
        *_column_problems(table, won.map, found.block, place),
        *_unknown_columns(table, records, found.block, place),
    )
    told = [] if example is None else [_example_left(grid, file, found.first + example)]
    return table, [*about_columns, *told, *below, *_gaps(table, place)]


def _foot(rows: Sequence[tuple[Cell, ...]], kinds: Sequence[RowKind]) -> Sequence[tuple[Cell, ...]]:
    """The notes below the last record."""
    last = len(kinds) - next((at for at, kind in enumerate(reversed(kinds)) if kind is RowKind.RECORD), len(kinds))
    return [row for row, kind in zip(rows[last:], kinds[last:], strict=True) if kind is RowKind.NOTE] if last else []


def _example_left(grid: Grid, file: str, index: int) -> Problem:
    row = grid.number(index)
    return Problem("example-row", Place(file, grid.sheet, row), facts={"row": row})


def second_table(grid: Grid, file: str, index: int, labels: Sequence[tuple[int, str]]) -> Problem:
    """That another table begins in this row, which was not read: at which cell, and what its headings are."""
    row = grid.number(index)
    at = Place(file, grid.sheet, row, column_letter(grid.first_column + labels[0][0]) if labels else "")
    texts = [text for _, text in labels]
    named = "、".join(texts[:_NAMED]) + ("…" if len(texts) > _NAMED else "")
    return Problem("second-table", at, facts={"row": row, "cell": at.cell or f"第 {row} 行", "headings": named})


def _words(row: tuple[Cell, ...]) -> list[tuple[int, str]]:
    return [(at, str(cell)) for at, cell in enumerate(row) if not is_blank(cell)]


def _row_kinds(found: Found, grid: Grid, layout: Layout, unread: frozenset[int]) -> Iterator[RowKind]:
    block = found.block
    for index in range(found.first, found.last + 1):
        row = grid.rows[index]
        if block.first <= index <= block.last:
            yield RowKind.HEADING
        elif index < block.first or index in unread:
            yield RowKind.BLANK if all(is_blank(cell) for cell in row) else RowKind.NOTE
        else:
            yield kind_of_row(row, index, layout)


def _with_unnamed(
    columns: tuple[MappedColumn, ...], mapped: ColumnMap, found: Found, grid: Grid, records: Sequence[tuple[Cell, ...]]
) -> tuple[MappedColumn, ...]:
    """Columns without a heading stay exactly if a record has something in them."""
    unnamed = [label.index for label in found.block.labels if not label.keys and label.index not in mapped.given]
    if not unnamed:
        return columns
    by_index = {column.index: column for column in columns}
    for at in unnamed:
        if not any(not is_blank(row[at]) for row in records):
            by_index.pop(at, None)
        elif at not in by_index:
            by_index[at] = MappedColumn(at, f"{UNNAMED}{column_letter(grid.first_column + at)}")
    return tuple(by_index[index] for index in sorted(by_index))


def _column_problems(table: LogTable, mapped: ColumnMap, block: Block, place: Place) -> Iterator[Problem]:
    labels = {label.index: label for label in block.labels}
    for column in table.columns:
        at = Place(place.file, place.sheet, place.row, column_letter(table.grid.first_column + column.index))
        text = labels[column.index].text
        if not text and column.evidence != NUMBERING:
            named = "、".join(mapped.kind.field(name).zh for name in column.fields)
            treated = f"按内容当作“{named}”" if named else f"记作“{column.heading}”"
            yield Problem("blank-heading", at, facts={"renamed": column.heading, "treated": treated})
        elif text and column.heading != text:
            event = _event_headed(table, mapped, text)
            facts = {"heading": text, "renamed": column.heading}
            facts |= {"field_zh": mapped.kind.field(event).zh} if event else {}
            yield Problem("event-heading-twice" if event else "duplicate-heading", at, event, text, facts)
        if column.index in mapped.nears:
            meant = _as_written(mapped, column.index)
            yield Problem("fuzzy-heading", at, column.fields[0], text, {"heading": text, "meant": meant})


def _event_headed(table: LogTable, mapped: ColumnMap, text: str) -> str:
    """The field of the event that the first column with this heading gives; blank if it gives none."""
    fields = next((column.fields for column in table.columns if column.heading == text), ())
    return next((name for name in mapped.kind.event if name in fields), "")


def _unknown_columns(
    table: LogTable, records: Sequence[tuple[Cell, ...]], block: Block, place: Place
) -> Iterator[Problem]:
    """The columns with a heading of their own that no field knows and some record fills, in one problem."""
    texts = {label.text for label in block.named}
    strange = [c for c in table.columns if not c.fields and not c.evidence and c.heading in texts]
    told = [c for c in strange if any(not is_blank(row[c.index]) for row in records)]
    if told:
        letter = column_letter(table.grid.first_column + told[0].index)
        at = Place(place.file, place.sheet, place.row, letter)
        yield Problem("unknown-column", at, facts={"heading": "、".join(c.heading for c in told)})


def _as_written(mapped: ColumnMap, index: int) -> str:
    """The known wording as the kind's file spells it."""
    near = mapped.nears[index]
    field = mapped.kind.field(near.field)
    return next(heading for heading in field.headings if heading_key(heading) == near.wording)


def _gaps(table: LogTable, place: Place) -> Iterator[Problem]:
    if table.row_kinds.count(RowKind.BLANK) < _GAP:
        return
    empty = 0
    seen = False
    for number, _, kind in table.lines():
        if kind is RowKind.BLANK:
            empty += 1
            continue
        if kind is RowKind.RECORD and seen and empty >= _GAP:
            facts = {"row": number - empty, "rows": empty}
            yield Problem("row-gap", Place(place.file, place.sheet, number - empty), facts=facts)
        seen = seen or kind is RowKind.RECORD
        empty = 0


def sample_rows(rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """A few dozen rows that have at least two cells filled."""
    taken: list[tuple[Cell, ...]] = []
    for row in rows[:400]:
        filled = (cell for cell in row if cell is not None and not is_blank(cell))
        if next(filled, None) is not None and next(filled, None) is not None:
            taken.append(row)
            if len(taken) == 30:
                break
    return taken


def is_repeated(block: Block, earlier: Block) -> bool:
    """Whether a heading says the same as an earlier one, column by column."""
    ours = {label.index: label.keys[:1] for label in block.named}
    theirs = {label.index: label.keys[:1] for label in earlier.named}
    same = sum(theirs.get(index) == key for index, key in ours.items())
    return same >= 0.8 * max(len(ours), len(theirs), 1)


def left_part(block: Block, samples: Samples, vocabulary: Vocabulary) -> Block:
    """The heading without a second table or legend that stands to the right of it behind an empty column."""
    labels = block.labels
    for at in range(1, len(labels) - 1):
        if labels[at].keys or samples.filled(at):
            continue
        left = [label for label in labels[:at] if label.keys]
        right = [label for label in labels[at:] if label.keys]
        if len(left) >= 3 and right and _is_apart(left, right, samples, vocabulary):
            return Block(block.first, block.last, labels[:at], block.score)
        if len(left) >= 3 and not right and not any(samples.share_filled(label.index) > 0.5 for label in labels[at:]):
            return Block(block.first, block.last, labels[:at], block.score)
    return block


def _is_apart(left: list[Label], right: list[Label], samples: Samples, vocabulary: Vocabulary) -> bool:
    shared = {label.text for label in left} & {label.text for label in right}
    if len(shared) >= 2:
        return True
    known = any(key in vocabulary.weights for label in right for key in label.keys)
    sparse = max(samples.share_filled(label.index) for label in right) < 0.5
    return sparse and (bool(shared) or not known)
