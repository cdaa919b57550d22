"""Which cells a native chart follows: those of the table it names or, where they are not there, of a table we add."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from aftersales.report.in_language import table_in
from aftersales.report.languages import Language
from aftersales.report.page import Cell, Chart, Column, Look, Plot, Table, Value

TARGET = "目标"


@dataclass(frozen=True, slots=True)
class Span:
    """Cells of one column of a table: rows `first`..`last`, counted from the table's first row of data."""

    table: str
    column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ChartData(Table):
    """A table written only for a chart: wholly folded away, its title too."""


@dataclass(frozen=True, slots=True)
class Source:
    """The cells of a chart, and the table that must be written for it where its own has no such cells."""

    labels: Span
    series: tuple[Span, ...]
    target: Span | None = None
    added: ChartData | None = None


def source_of(chart: Chart, tables: Sequence[Table], words: Language) -> Source:
    """Find the chart's cells; labels and values must agree with the table, or the chart gets a table of its own."""
    own = next((table for table in tables if table.id == chart.table), None)
    first = _first_row(own, chart.labels) if own else None
    found = _spans(own, chart, first) if own and first is not None else None
    if own and found and first is not None:
        target = _target(own, chart, first, words.say(TARGET))
        if chart.target is None or target:
            return Source(Span(own.id, 0, first, first + len(chart.labels) - 1), found, target)
    added = table_in(_added(chart, complete=found is None), words)
    last = len(chart.labels) - 1
    spans = found or tuple(Span(added.id, at, 0, last) for at in range(1, len(chart.series) + 1))
    target = Span(added.id, len(added.columns) - 1, 0, last) if chart.target is not None else None
    labels = Span(own.id, 0, first, first + last) if own and found and first is not None else Span(added.id, 0, 0, last)
    return Source(labels, spans, target, added)


def charted(sources: Sequence[Source]) -> frozenset[tuple[str, int, int]]:
    """The cells (table, column, row) that charts follow; a gap there must stay blank, since text is drawn as 0."""
    spans = [span for source in sources for span in (*source.series, source.target) if span]
    return frozenset((span.table, span.column, row) for span in spans for row in range(span.first, span.last + 1))


def _plain(value: Value | Cell) -> Value:
    return value.value if isinstance(value, Cell) else value


def _first_row(table: Table, labels: Sequence[str]) -> int | None:
    """Where the labels stand one below the other in the first column."""
    column = [_plain(row[0]) for row in table.rows]
    starts = range(len(column) - len(labels) + 1)
    return next((at for at in starts if labels and column[at : at + len(labels)] == list(labels)), None)


def _values(table: Table, column: int, first: int, count: int) -> list[Value]:
    return [_plain(row[column]) for row in table.rows[first : first + count]]


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return one is other is None


def _column(table: Table, title: str, wanted: Sequence[Value], first: int) -> int | None:
    for at, column in enumerate(table.columns):
        seen = _values(table, at, first, len(wanted)) if at and column.title == title else None
        if seen is not None and all(map(_same, seen, wanted)):
            return at
    return None


def _spans(table: Table, chart: Chart, first: int) -> tuple[Span, ...] | None:
    columns = [_column(table, series.name, series.values, first) for series in chart.series]
    last = first + len(chart.labels) - 1
    spans = tuple(Span(table.id, column, first, last) for column in columns if column is not None)
    return spans if len(spans) == len(columns) else None


def _target(table: Table, chart: Chart, first: int, title: str) -> Span | None:
    if chart.target is None:
        return None
    column = _column(table, title, [chart.target] * len(chart.labels), first)
    return None if column is None else Span(table.id, column, first, first + len(chart.labels) - 1)


def _added(chart: Chart, *, complete: bool) -> ChartData:
    """A folded table under the chart: all its values, or only the target where the rest stands elsewhere."""
    series = chart.series if complete else ()
    looks = [Look.RATE if chart.plot is Plot.PARETO and at else chart.look for at in range(len(series))]
    columns = [Column("项目"), *(Column(one.name, look) for one, look in zip(series, looks, strict=True))]
    if chart.target is not None:
        columns.append(Column(TARGET, chart.look))
    ends: tuple[Value, ...] = () if chart.target is None else (chart.target,)
    rows = tuple((label, *(one.values[at] for one in series), *ends) for at, label in enumerate(chart.labels))
    return ChartData(f"{chart.id}-data", f"图表数据：{chart.title}", tuple(columns), rows, outline=True)
