"""Cleans one table: every record row becomes a record, or is left out with a problem. None is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress

from aftersales.clean.achievement import settle_achievement
from aftersales.clean.calls import settle_calls
from aftersales.clean.columns import Column, read_columns
from aftersales.clean.companions import together, units_beside, ways_of_amounts, words_for_ticks
from aftersales.clean.derived import derive_times, settle_phones, settle_planned, settle_times
from aftersales.clean.extra import extra_of
from aftersales.clean.fill import merged_down
from aftersales.clean.findings import Findings
from aftersales.clean.given import Given, given_values, told
from aftersales.clean.hints import MONTH_OF_FILE, Hints, Period, date_hint, period_of
from aftersales.clean.identity import record_ids
from aftersales.clean.readers import Way
from aftersales.clean.required import missing_groups, why_left_out
from aftersales.kinds.model import FieldType, Kind
from aftersales.model import AMOUNT_OF, TIME_OF, UNIT_OF, Cell, CleanTable, Grid, LogTable, MappedColumn, RowKind
from aftersales.problems import Place, Problem, column_letter

_COUNTED_ONCE = frozenset((FieldType.MONEY, FieldType.QUANTITY))
_DATES = frozenset((FieldType.DATE, FieldType.MOMENT))
_NOT_KEPT = ("序号", UNIT_OF)


def clean(table: LogTable, kind: Kind, hints: Hints) -> tuple[CleanTable, list[Problem]]:
    """The table's values by column, and everything that is wrong with it.

    A vertically merged value holds for all rows of the block, except an amount or a quantity: it was meant once.
    """
    at_rows = [at for at, row_kind in enumerate(table.row_kinds, table.first_index) if row_kind is RowKind.RECORD]
    rows = [table.grid.number(at) for at in at_rows]
    cells = _cells(table, kind, at_rows)
    period = period_of(table)
    read = _read(table, kind, hints, cells, period)
    columns = _by_field(read, kind)
    around = list(_given(table, kind, Way(kind, hints, date_hint(period, hints, ())), columns))
    columns |= {column.known.name: _of_all(column, len(rows)) for _, column in around if column.values[0] is not None}
    settle_calls(columns, kind, table.columns, hints.rating_words)
    _settle(columns, kind, table.columns, len(rows))
    findings = Findings(table.grid, at_rows, columns)
    of_file = period.named if kind.month_of_file else ""
    missing = missing_groups(columns, kind, len(rows), kind.event if of_file else ())
    findings.add_notes([*read, *_why_missing(around, missing, len(rows))], missing)
    unknown = [column for column in table.columns if not column.fields and column.evidence not in _NOT_KEPT]
    findings.add_damaged(unknown, cells)
    if period.whole:
        events = [columns[name] for name in kind.event if name in columns and columns[name].known.type in _DATES]
        findings.add_other_months(events, period.whole)
    laid_out: dict[str, list[object]] = {
        "row": list(rows),
        "record_id": record_ids(table.grid, kind.id, at_rows),
        **_all_rows(table.grid, at_rows),
        **_laid_out(columns, kind),
        **({MONTH_OF_FILE: [of_file] * len(rows)} if of_file else {}),
        "extra": extra_of({column.heading: cells[column.index] for column in unknown}, len(rows)),
    }
    laid_out = _without(missing, laid_out, len(rows))
    used = [(given, column) for given, column in around if given.source and rows and column.values[0] is not None]
    problems = [told(given, column.known, table) for given, column in used] + _hidden_rows(table, rows)
    for at in sorted({*findings.by_record, *missing}):
        groups = missing.get(at)
        problems += why_left_out(findings, at, groups, kind) if groups else findings.by_record[at]
    product = CleanTable(kind.id, laid_out, frozenset(columns), table.context.titles, _letters(table))
    return product, problems


def _settle(columns: dict[str, Column], kind: Kind, headings: Sequence[MappedColumn], count: int) -> None:
    """Fill in what follows from other cells of the same row."""
    settle_planned(columns, kind, count)
    settle_phones(columns, kind, count)
    settle_times(columns, kind)
    derive_times(columns, kind)
    settle_achievement(columns, kind, headings, count)


def _without(missing: Mapping[int, object], laid_out: dict[str, list[object]], count: int) -> dict[str, list[object]]:
    """The values without those of the records that are left out."""
    if not missing:
        return laid_out
    kept = [at not in missing for at in range(count)]
    return {name: list(compress(values, kept)) for name, values in laid_out.items()}


def _cells(table: LogTable, kind: Kind, at_rows: Sequence[int]) -> dict[int, Sequence[Cell]]:
    """The cells of each column by its index, merged blocks filled."""
    rows, merged = table.grid.rows, merged_down(table.grid)
    cells: dict[int, Sequence[Cell]] = {}
    for column in table.columns:
        index = column.index
        once = any(kind.field(name).type in _COUNTED_ONCE for name in column.fields)
        filled = {} if once else merged.get(index, {})
        if filled:
            cells[index] = [filled.get(at, rows[at][index]) for at in at_rows]
        else:
            cells[index] = [rows[at][index] for at in at_rows]
    return cells


def _read(table: LogTable, kind: Kind, hints: Hints, cells: dict[int, Sequence[Cell]], period: Period) -> list[Column]:
    """The columns that feed fields, read; those that feed one field alone go first."""
    ways, notes = ways_of_amounts(table, cells)
    notes |= words_for_ticks(table, cells)
    mapped = sorted((c for c in table.columns if c.fields), key=lambda c: (len(c.fields), c.evidence == TIME_OF))
    dated = [c for c in mapped if any(kind.field(name).type in _DATES for name in c.fields)]
    hint = date_hint(period, hints, (cells[c.index] for c in dated))
    read: list[Column] = []
    for column in mapped:
        unit = "" if column.evidence == AMOUNT_OF else column.unit
        way = Way(kind, hints, hint, column.heading, unit, len(column.fields) > 1)
        letter = column_letter(table.grid.first_column + column.index)
        read += read_columns([kind.field(name) for name in column.fields], letter, cells[column.index], way)
        read[-1].notes += notes.get(column.index, ())
    if ways and kind.moving:
        read += read_columns([kind.moving], "", ways, Way(kind, hints, hint))
    units_beside(table, cells, read)
    return read


def _given(table: LogTable, kind: Kind, way: Way, columns: Iterable[str]) -> Iterable[tuple[Given, Column]]:
    """The fields that the surroundings give, each with a column of one value; blank where nobody can read it."""
    for name, given in given_values(table, kind, columns).items():
        yield given, read_columns([kind.field(name)], "", [given.text], way)[0]


def _why_missing(
    around: Iterable[tuple[Given, Column]], missing: Mapping[int, Sequence[tuple[str, ...]]], count: int
) -> Iterable[Column]:
    """What is wrong with a day that stands around the table, for the records that lack it: 9日 has no year."""
    for _, column in around:
        if column.values[0] is None and column.notes:
            lacking = [at for at, groups in missing.items() if any(column.known.name in group for group in groups)]
            unread = _of_all(column, count)
            unread.notes = [(at, column.notes[0][1]) for at in lacking]
            yield unread


def _of_all(column: Column, count: int) -> Column:
    """A column of one value as one of as many records."""
    return Column(column.known, "", list(column.cells) * count, column.values * count, column.asides * count)


def _by_field(read: Iterable[Column], kind: Kind) -> dict[str, Column]:
    """One column a field: a second one fills what the first leaves blank, a second phone stands beside the first."""
    columns: dict[str, Column] = {}
    for column in read:
        name = column.known.name
        first = columns.setdefault(name, column)
        if first is column:
            continue
        columns[name] = together(first, column)
    return {name: columns[name] for name in kind.names if name in columns}


def _laid_out(columns: Mapping[str, Column], kind: Kind) -> dict[str, list[object]]:
    """The values in the kind's order, with what stood beside them: units, words of satisfaction, notes on names."""
    laid: dict[str, list[object]] = {}
    for name in (name for name in kind.names if name in columns):
        column = columns[name]
        laid[name] = column.values
        asides = column.asides or [None] * len(column.values)
        if column.known.type is FieldType.QUANTITY:
            laid[f"{name}_unit"] = asides
        elif column.known.type is FieldType.SATISFACTION:
            laid[f"_{name}_word"] = asides
        elif column.known.type is FieldType.PERSON and column.asides:
            laid[f"_{name}_note"] = asides
    return laid


def _hidden_rows(table: LogTable, rows: Iterable[int]) -> list[Problem]:
    hidden = sum(row in table.grid.hidden_rows for row in dict.fromkeys(rows)) if table.grid.hidden_rows else 0
    return [Problem("hidden-rows", Place(table.grid.file, table.grid.sheet), facts={"rows": hidden})] if hidden else []


def _all_rows(grid: Grid, at_rows: Iterable[int]) -> dict[str, list[object]]:
    """The rows of the records that rest on more than their own; nothing where none does."""
    if grid.unfolded is None:
        return {}
    rested = [grid.unfolded.rows[at] for at in at_rows]
    if all(len(rows) == 1 for rows in rested):
        return {}
    return {"_rows": ["、".join(map(str, rows)) if len(rows) > 1 else None for rows in rested]}


def _letters(table: LogTable) -> dict[str, str]:
    """Field → Excel's letter of its column, where all records have it in one column and in their own row."""
    letters: dict[str, str] = {}
    for column in reversed(table.columns):
        if letter := _letter(table.grid, column.index):
            letters |= dict.fromkeys(column.fields, letter)
    return letters


def _letter(grid: Grid, index: int) -> str:
    if grid.unfolded is None:
        return column_letter(grid.first_column + index)
    own = {
        (cells[index][0] == rows[0], cells[index][1])
        for rows, cells in zip(grid.unfolded.rows, grid.unfolded.cells, strict=True)
    }
    in_row, column = own.pop() if len(own) == 1 else (False, 0)
    return column_letter(column) if in_row else ""
