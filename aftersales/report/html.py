"""The report as one self-contained HTML page: what stands where is the templates', what it says is decided here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from aftersales.report import html_rows
from aftersales.report.anchors import Anchors, visible
from aftersales.report.charts import chart_svg, figures_in_words
from aftersales.report.html_index import IndexFile, IndexMonth, IndexState, render_index
from aftersales.report.html_rows import ShownCell
from aftersales.report.languages import Language, language
from aftersales.report.page import Cell, Chart, Column, Figure, Figures, Look, Note, Page, Report, Table, Tone, Value
from aftersales.report.signals import NOTHING_TO_READ
from aftersales.report.styles import ARROWS, NO_FIGURE, UNITS, VERDICT_MARKS
from aftersales.report.templating import document
from aftersales.report.wording import NUMERIC, changed, plain, shown

__all__ = ["IndexFile", "IndexMonth", "IndexState", "render_html", "render_index"]

Block = tuple[str, Any]
LONGEST = 600
PLACE = "来源"
_SPAN = re.compile(r"[\d.,%]+ – [\d.,%]+")
"""From here to there: kept on one line, as a date is."""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as it is printed, its rows as markup; `left_out` rows stand in the workbook only."""

    table: Table
    id: str
    headings: Markup
    rows: tuple[Markup, ...]
    total: Markup | None
    left_out: int


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A key figure as it is printed."""

    figure: Figure
    value: str
    direction: str
    arrow: str
    change: str
    facts: tuple[tuple[str, str], ...]
    sign: str
    href: str
    quiet: bool


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart as it is drawn, and where its figures stand."""

    chart: Chart
    id: str
    svg: Markup
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One section; each block goes with the name of the macro that prints it."""

    page: Page
    id: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Print:
    """What the parts of a page are printed with: where links lead, the language."""

    anchors: Anchors
    words: Language


def render_html(report: Report, templates: Path | None = None) -> str:
    """The whole report as one text. Equal reports give equal texts."""
    pages = tuple(page for page in report.pages if not page.workbook_only)
    words = language(report.language)
    on = _Print(Anchors(pages), words)
    shown_pages = tuple(ShownPage(page, on.anchors.of(page.id), _blocks(page, on)) for page in pages)
    as_of = shown(report.as_of, Look.DATE)
    return document(templates, "report.html.j2", words, report=report, pages=shown_pages, as_of=as_of)


def _blocks(page: Page, on: _Print) -> tuple[Block, ...]:
    """The blocks of a page; charts that follow each other stand side by side, a lone one beside its table."""
    found: list[Block] = []
    for block in page.blocks:
        if not isinstance(block, Chart):
            found.append(_block(block, page, on))
        elif found and found[-1][0] == "charts":
            found[-1] = ("charts", (*found[-1][1], _chart(block, page, on)))
        else:
            found.append(("charts", (_chart(block, page, on),)))
    paired: list[Block] = []
    for one in found:
        if paired and _belong(paired[-1], one):
            paired[-1] = ("pair", (paired[-1], one))
        else:
            paired.append(one)
    return tuple(paired)


def _belong(first: Block, second: Block) -> bool:
    """True for a lone chart and the table of its figures, whichever comes first."""
    content = dict((first, second))
    if set(content) != {"charts", "table"} or len(content["charts"]) > 1:
        return False
    chart, table = content["charts"][0].chart, content["table"].table
    return bool(chart.table == table.id and not table.outline)


def _block(block: Figures | Table | Note, page: Page, on: _Print) -> Block:
    match block:
        case Figures():
            figures = tuple(_figure(figure, on) for figure in block.figures)
            return "figures", (on.anchors.of(page.id, block.id), figures)
        case Table():
            return "table", _table(block, page, on)
        case Note():
            return "note", block


def _chart(chart: Chart, page: Page, on: _Print) -> ShownChart:
    table = on.anchors.of(page.id, chart.table)
    words = "" if table else figures_in_words(chart, on.words)
    place = on.anchors.of(page.id, chart.id)
    svg = Markup(chart_svg(replace(chart, id=place), spoken=on.words.name))  # noqa: S704 - built as a tree, every text in it escaped
    return ShownChart(chart, place, svg, f"#{table}" if table else "", words)


def _figure(figure: Figure, on: _Print) -> ShownFigure:
    say = on.words.say
    direction, change = changed(figure.change, figure.look)
    facts = (
        (figure.words[1], say(shown(figure.previous, figure.look, unit=True))),
        (say("区间"), say(_interval(figure))),
        (say("样本"), shown(figure.n, Look.COUNT)),
        (say("目标"), say(shown(figure.target, figure.look, unit=True))),
        (say("平常"), figure.usual),
    )
    return ShownFigure(
        figure,
        say(shown(figure.value, figure.look, unit=True)) or NO_FIGURE,
        direction,
        ARROWS.get(direction, ""),
        say(change),
        tuple((name, text) for name, text in facts if text),
        VERDICT_MARKS.get(figure.verdict, ""),
        on.anchors.href(figure.link),
        figure.signal == NOTHING_TO_READ,
    )


def _interval(figure: Figure) -> str:
    low, high = shown(figure.low, figure.look), shown(figure.high, figure.look, unit=True)
    return f"{low} – {high}" if low and high else ""


def _table(table: Table, page: Page, on: _Print) -> ShownTable:
    rows = visible(table)
    total = table.total and len(rows) > 0
    printed = [
        html_rows.row(_cells(row, table.columns, on), on.anchors.of_row(page.id, table.id, at))
        for at, row in enumerate(rows)
    ]
    return ShownTable(
        table,
        on.anchors.of(page.id, table.id),
        html_rows.headings(_heading(column, on.words) for column in table.columns),
        tuple(printed[:-1] if total else printed),
        printed[-1] if total else None,
        len(table.rows) - len(rows),
    )


def _heading(column: Column, words: Language) -> ShownCell:
    """A column's title; the unit is named once, here."""
    unit = words.say(UNITS.get(column.look, ""))
    title = plain(column.title)
    text = title + words.furniture["in_brackets"].format(unit) if unit and unit not in title else title
    return ShownCell(text, _look_class(column.look), note=plain(column.note))


def _cells(row: tuple[Value | Cell, ...], columns: tuple[Column, ...], on: _Print) -> Iterator[ShownCell]:
    for value, column in zip(row, columns, strict=True):
        if isinstance(value, Cell):
            look = value.look or column.look
            unit = look is not column.look
            tone = "" if value.tone is Tone.PLAIN else f" tone-{value.tone}"
            css = (_look_class(column.look) + tone).strip()
            text, note = shown(value.value, look, unit=unit), plain(value.note)
            text = _cut(on.words.say(text) if unit else text, on.words)
            if column.title == on.words.say(PLACE):
                text, note, css = _short_place(text), text, f"{css} place".strip()
            href = quote(value.file) if value.file else on.anchors.href(value.link)
            css = f"{css} date".strip() if _SPAN.fullmatch(text) else css
            yield ShownCell(text, css, href, note if note != text else "")
        else:
            text = _cut(shown(value, column.look), on.words)
            yield ShownCell(text, "date" if _SPAN.fullmatch(text) else _look_class(column.look))


def _short_place(text: str) -> str:
    """A place without the folders above its file; all of it shows when the pointer rests on it.

    >>> _short_place("2026年10月/高桥店/回访.xlsx › 十月 › 第7行"), _short_place("回访.xlsx › 第7行")
    ('回访.xlsx › 十月 › 第7行', '回访.xlsx › 第7行')
    """
    file, between, rest = text.partition(" › ")
    return file.rpartition("/")[2] + between + rest


def _look_class(look: Look) -> str:
    return "num" if look in NUMERIC else "wide" if look is Look.WIDE else "date" if look is Look.DATE else ""


def _cut(text: str, words: Language) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST] + words.say(f"……（其余 {len(text) - LONGEST} 字见工作簿）")
