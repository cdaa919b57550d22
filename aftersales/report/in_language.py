"""A report said in another language: every text that we wrote, and no text that a clerk wrote."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from aftersales.report.languages import CHINESE, Language
from aftersales.report.listing import WORDS
from aftersales.report.page import (
    Block,
    Cell,
    Chart,
    Column,
    Figure,
    Figures,
    Link,
    Note,
    Page,
    Report,
    Series,
    Table,
    Value,
)
from aftersales.report.returns import ReturnSheet
from aftersales.report.slip import Slip, SlipScore

OneTable = TypeVar("OneTable", bound=Table)
AS_WRITTEN = frozenset(
    ("文件", "工作表", "原来的文件", "客户", "客户姓名", "客户说的", "内容", "例子", "地址", "型号", "姓名")
)
"""The columns of which every cell is a name or a text of a clerk."""
DERIVED = frozenset(("类别", "依据"))
"""The columns of raw records that we found out."""
RECORDS = "details-"
"""How the ids of the pages of raw records begin."""
ROWS = "rows"
"""The page whose rows links find by the words of their first cell."""
WORDS_OF_CLERKS = "类别是表里填的，还是由哪些字词归的"
"""What is told of a column that quotes them."""
CODED = frozenset(
    (*WORDS.values(), "表中填写", "合计", "未分配", "全部型号", "待归类", "全公司", "（未写单位）", "其他")
)
"""What cells say in our own words, whatever column they stand in."""


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
        pages=tuple(page_in(page, language) for page in report.pages),
        language=language.name,
    )


def slip_in(slip: Slip, language: Language) -> Slip:
    """A score slip in the language; names and places stay as they are written."""
    if language.name == CHINESE:
        return slip
    scores = tuple(_score(score, language) for score in slip.scores)
    proposals = tuple(
        replace(one, **_said(one, language, "what", "amount", "because", "status")) for one in slip.proposals
    )
    return replace(slip, scores=scores, proposals=proposals, language=language.name)


def _score(score: SlipScore, language: Language) -> SlipScore:
    say = language.say
    lines = tuple(
        replace(line, **_said(line, language, "part", "item", "basis"), places=tuple(map(say, line.places)))
        for line in score.lines
    )
    return replace(
        score,
        **_said(score, language, "scheme", "status", "grade", "note"),
        lines=lines,
        facts=tuple((say(name), say(text)) for name, text in score.facts),
        so_far=tuple((period, say(value), say(grade)) for period, value, grade in score.so_far),
        known=tuple(map(say, score.known)),
    )


def returned_in(returned: ReturnSheet, language: Language) -> ReturnSheet:
    """A return sheet in the language; what the clerk wrote, and the names of places, stay."""
    if language.name == CHINESE:
        return returned
    mends = tuple(replace(one, **_said(one, language, "where", "wrong", "write", "affects")) for one in returned.mends)
    told = _said(returned, language, "month", "checked", "remark")
    return replace(returned, **told, mends=mends, language=language.name)


def _said(part: Any, language: Language, *names: str) -> dict[str, Any]:
    return {name: language.say(getattr(part, name)) for name in names}


def page_in(page: Page, language: Language) -> Page:
    """A page in the language."""
    blocks = tuple(_block(block, language, records=page.id.startswith(RECORDS)) for block in page.blocks)
    return replace(page, title=language.say(page.title), lead=language.say(page.lead), blocks=blocks)


def _block(block: Block, language: Language, *, records: bool) -> Block:
    say = language.say
    match block:
        case Figures():
            return replace(block, figures=tuple(_figure(figure, language) for figure in block.figures))
        case Table():
            return table_in(block, language, records=records)
        case Chart():
            return _chart(block, language)
        case Note():
            return replace(block, text=say(block.text), items=tuple(map(say, block.items)))


def _figure(figure: Figure, language: Language) -> Figure:
    """Its verdict and signal are left to who prints them with their marks."""
    say = language.say
    return replace(
        figure,
        title=say(figure.title),
        value=_value(figure.value, language),
        definition=say(figure.definition),
        link=_link(figure.link, language),
        usual=say(figure.usual),
        words=(say(figure.words[0]), say(figure.words[1])),
    )


def table_in(table: OneTable, language: Language, *, records: bool = False) -> OneTable:
    """A table in the language; of raw records only the words are said that our own codes stand for."""
    say = language.say
    columns = tuple(_column(column, language) for column in table.columns)
    as_is = [_is_kept(column, records=records) for column in table.columns]
    rows = tuple(
        tuple(_cell(cell, language, as_is=kept) for cell, kept in zip(row, as_is, strict=True)) for row in table.rows
    )
    return replace(
        table, title=say(table.title), columns=columns, rows=rows, note=say(table.note), empty=say(table.empty)
    )


def _column(column: Column, language: Language) -> Column:
    return replace(column, title=language.say(column.title), note=language.say(column.note))


def _is_kept(column: Column, *, records: bool) -> bool:
    """Whether a column's cells stay as they are written, but for our own codes."""
    if records:
        return column.title not in DERIVED
    return column.title in AS_WRITTEN or column.note == WORDS_OF_CLERKS


def _cell(cell: Value | Cell, language: Language, *, as_is: bool) -> Value | Cell:
    if isinstance(cell, Cell):
        value, note = _value(cell.value, language, as_is=as_is), language.say(cell.note)
        return replace(cell, value=value, note=note, link=_link(cell.link, language))
    return _value(cell, language, as_is=as_is)


def _value(value: Value, language: Language, *, as_is: bool = False) -> Value:
    return language.say(value) if isinstance(value, str) and (value in CODED or not as_is) else value


def _link(link: Link | None, language: Language) -> Link | None:
    """A link to a row that is found by its words leads to these words; ids, which may hold a name, stay."""
    return replace(link, anchor=language.say(link.anchor)) if link and link.page == ROWS else link


def _chart(chart: Chart, language: Language) -> Chart:
    say = language.say
    series = tuple(Series(say(one.name), one.values) for one in chart.series)
    return replace(
        chart, title=say(chart.title), alt=say(chart.alt), labels=tuple(map(say, chart.labels)), series=series
    )
