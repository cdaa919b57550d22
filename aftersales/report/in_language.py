"""A report said in another language: every text that we wrote, and no text that a clerk wrote."""

from __future__ import annotations

from dataclasses import replace

from aftersales.report.languages import CHINESE, Language
from aftersales.report.page import Block, Cell, Chart, Column, Figure, Figures, Note, Page, Report, Series, Table, Value


def in_language(report: Report, language: Language) -> Report:
    """The report in the language. Rows of raw records stay as the clerks wrote them; ids, links and figures do too."""
    if language.name == CHINESE:
        return report
    say = language.say
    return replace(
        report,
        title=say(report.title),
        headline=say(report.headline),
        facts=tuple((say(label), say(value)) for label, value in report.facts),
        pages=tuple(_page(page, language) for page in report.pages),
    )


def _page(page: Page, language: Language) -> Page:
    blocks = tuple(_block(block, language, records=page.details) for block in page.blocks)
    return replace(page, title=language.say(page.title), lead=language.say(page.lead), blocks=blocks)


def _block(block: Block, language: Language, *, records: bool) -> Block:
    say = language.say
    match block:
        case Figures():
            return replace(block, figures=tuple(_figure(figure, language) for figure in block.figures))
        case Table():
            return _table(block, language, records=records)
        case Chart():
            return _chart(block, language)
        case Note():
            return replace(block, text=say(block.text), items=tuple(map(say, block.items)))


def _figure(figure: Figure, language: Language) -> Figure:
    say = language.say
    return replace(
        figure,
        title=say(figure.title),
        value=_value(figure.value, language),
        verdict=say(figure.verdict),
        definition=say(figure.definition),
        signal=say(figure.signal),
        usual=say(figure.usual),
    )


def _table(table: Table, language: Language, *, records: bool) -> Table:
    say = language.say
    columns = tuple(_column(column, language) for column in table.columns)
    rows = table.rows if records else tuple(tuple(_cell(cell, language) for cell in row) for row in table.rows)
    return replace(
        table, title=say(table.title), columns=columns, rows=rows, note=say(table.note), empty=say(table.empty)
    )


def _column(column: Column, language: Language) -> Column:
    return replace(column, title=language.say(column.title), note=language.say(column.note))


def _cell(cell: Value | Cell, language: Language) -> Value | Cell:
    if isinstance(cell, Cell):
        return replace(cell, value=_value(cell.value, language), note=language.say(cell.note))
    return _value(cell, language)


def _value(value: Value, language: Language) -> Value:
    return language.say(value) if isinstance(value, str) else value


def _chart(chart: Chart, language: Language) -> Chart:
    say = language.say
    series = tuple(Series(say(one.name), one.values) for one in chart.series)
    return replace(
        chart, title=say(chart.title), alt=say(chart.alt), labels=tuple(map(say, chart.labels)), series=series
    )
