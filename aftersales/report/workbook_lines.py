"""The lines of one sheet: what stands in each cell of a table or a text, in which style, and how high the row is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aftersales.report.page import Cell, Column, Link, Look, Note, Table, Tone, Value
from aftersales.report.wording import NUMERIC, shown
from aftersales.report.workbook_cells import LONGEST_TEXT, clean
from aftersales.report.workbook_looks import (
    NO_FIGURE,
    Formatted,
    Role,
    Style,
    number_format,
    serial,
)
from aftersales.report.workbook_sources import ChartData
from aftersales.report.workbook_widths import (
    FILTER_BUTTON,
    PADDING,
    ROW_POINTS,
    WIDEST,
    WRAPS_AT,
    clamp,
    display_width,
    line_count,
    row_points,
    widest_line,
)

HEADING_WRAPS_AT = 18.0
FOLDED = "（点左侧 + 展开）"
PLAIN_TEXT = Style(Role.BODY)
SCALES = {Role.TITLE: 1.8, Role.HEADLINE: 1.2, Role.LEAD: 1.1, Role.SECTION: 1.2, Role.NOTE: 0.9}


class Ink(NamedTuple):
    """One cell as it is written; `span` merges it with the cells to its right."""

    value: Value
    style: Style
    link: Link | None = None
    note: str = ""
    span: int = 1


class Line(NamedTuple):
    """One row of a sheet."""

    cells: tuple[Ink, ...] = ()
    points: float = ROW_POINTS
    folded: bool = False
    folds: bool = False  # the line above folded ones, where Excel shows the button


class Fit(NamedTuple):
    """What a column needs: the width it asks for and the width of its widest content."""

    width: float
    content: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the lines of a sheet need to know of it.

    `columns` is how many its widest table has; `gaps` are the cells (table, column, row) that stay blank for a chart.
    """

    widths: tuple[float, ...]
    columns: int = 0
    details: bool = False
    gaps: frozenset[tuple[str, int, int]] = frozenset()


def text_line(text: str, style: Style, sheet: Sheet, link: Link | None = None) -> Line:
    """A text across the whole sheet, wrapped, in a row high enough for it."""
    scale = SCALES.get(style.role, 1.0)
    lines = line_count(clean(text), sum(sheet.widths), scale)
    return Line((Ink(text, style, link, span=len(sheet.widths)),), row_points(lines, scale))


def note_lines(note: Note, sheet: Sheet) -> list[Line]:
    """A paragraph and its list."""
    style = Style(Role.WARNING, wrap=True) if note.tone is Tone.WARN else Style(Role.LEAD, tone=note.tone, wrap=True)
    texts = (note.text, *(f"  • {item}" for item in note.items))
    return [text_line(text, style, sheet) for text in texts]


def fits(table: Table) -> tuple[Fit, ...]:
    """What each column of a table needs to show all its values."""
    return tuple(_fit(table, at, column) for at, column in enumerate(table.columns))


def _fit(table: Table, at: int, column: Column) -> Fit:
    seen = {row[at] for row in table.rows}
    content = max((_cell_width(value, column) for value in seen), default=0.0) + PADDING
    button = FILTER_BUTTON if table.filters else 0.0
    heading = min(display_width(column.title) * 1.1, HEADING_WRAPS_AT) + PADDING + button
    if column.look not in (Look.TEXT, Look.WIDE):
        wanted = content
    elif column.width:
        wanted = column.width * 2 + PADDING
    else:
        wanted = min(content, WRAPS_AT if column.look is Look.WIDE else WIDEST)
    return Fit(clamp(max(wanted, heading)), content)


def stretches(table: Table, columns: int) -> bool:
    """True if the last column, a text, spans the columns that wider tables of the sheet have beyond it."""
    ends_in_text = bool(table.columns) and table.columns[-1].look is Look.WIDE
    return ends_in_text and not table.filters and len(table.columns) < columns


def _stretch(table: Table, sheet: Sheet) -> int:
    """How many columns of the sheet the last column of a table spans: as many as its text asks for."""
    at = len(table.columns) - 1
    if not stretches(table, sheet.columns):
        return 1
    wanted, span = fits(table)[at].width, 1
    while at + span < sheet.columns and sum(sheet.widths[at : at + span]) < wanted:
        span += 1
    return span


def _cell_width(value: Value | Cell, column: Column) -> float:
    look = column.look
    if isinstance(value, Cell):
        look = value.look or look
        unit = (10.0 if "个百分点" in value.number else 5.0) if isinstance(value, Formatted) and value.number else 0.0
        return _cell_width(value.value, Column("", look)) + unit
    if isinstance(value, str):
        found = serial(value) if look is Look.DATE else None
        return float(len(found[1])) if found else widest_line(clean(value[:LONGEST_TEXT]))
    return display_width(shown(value, look)) * 1.08


def table_lines(table: Table, sheet: Sheet) -> Iterator[Line]:
    """All lines of a table: title, note, heading, rows."""
    hint = FOLDED if table.outline and "展开" not in table.title and not isinstance(table, ChartData) else ""
    folded = isinstance(table, ChartData)
    yield Line(
        (Ink(table.title + hint, Style(Role.SECTION)),), row_points(1, 1.4), folded, table.outline and not folded
    )
    if table.note:
        yield text_line(table.note, Style(Role.NOTE, wrap=True), sheet)
    yield _heading(table, sheet)
    if not table.rows:
        yield Line((Ink(table.empty, Style(Role.EMPTY), span=max(1, len(table.columns))),), folded=table.outline)
        return
    writer = _Rows(table, sheet)
    last = len(table.rows) - 1
    for at, row in enumerate(table.rows):
        yield writer.line(at, row, Role.TOTAL if table.total and at == last else Role.BODY)


def _heading(table: Table, sheet: Sheet) -> Line:
    style = Style(Role.HEADING, align="center", wrap=True)
    room = FILTER_BUTTON if table.filters else 0.0
    lines = [
        line_count(clean(column.title), width - room)
        for column, width in zip(table.columns, sheet.widths, strict=False)
    ]
    cells = [Ink(column.title, style, note=column.note) for column in table.columns]
    cells[-1:] = [cell._replace(span=_stretch(table, sheet)) for cell in cells[-1:]]
    return Line(tuple(cells), row_points(max(lines, default=1)) + 3, table.outline)


class _Rows:
    """Writes the rows of one table; what is the same for a whole column is worked out once."""

    def __init__(self, table: Table, sheet: Sheet) -> None:
        self._table, self._sheet = table, sheet
        self._span, at = _stretch(table, sheet), len(table.columns) - 1
        self._widths = [*sheet.widths[:at], sum(sheet.widths[at : at + self._span])]
        self._wraps = [fit.content > width for fit, width in zip(fits(table), self._widths, strict=True)]
        texts = [column.look in (Look.TEXT, Look.WIDE) for column in table.columns]
        self._simple = [text and not wraps for text, wraps in zip(texts, self._wraps, strict=True)]
        self._heights: list[dict[str, int]] = [{} for _ in table.columns]

    def line(self, index: int, row: Sequence[Value | Cell], role: Role) -> Line:
        """The line of one row; `index` counts the table's rows from 0."""
        lines = 1
        cells: list[Ink] = []
        for at, value in enumerate(row):
            if role is Role.BODY and self._simple[at] and isinstance(value, str) and "\n" not in value:
                cells.append(Ink(value, PLAIN_TEXT))
                continue
            ink = self._ink((index, at), value, role)
            cells.append(ink)
            if ink.style.wrap and isinstance(ink.value, str):
                lines = max(lines, self._lines(at, ink.value))
        if self._span > 1:
            cells[-1] = cells[-1]._replace(span=self._span)
        return Line(tuple(cells), ROW_POINTS if lines == 1 else row_points(lines), self._table.outline)

    def _lines(self, at: int, text: str) -> int:
        known = self._heights[at]
        if text not in known:
            known[text] = line_count(clean(text), self._widths[at])
        return known[text]

    def _ink(self, place: tuple[int, int], value: Value | Cell, role: Role) -> Ink:
        at = place[1]
        look, tone, link, note, number = self._table.columns[at].look, Tone.PLAIN, None, "", ""
        if isinstance(value, Cell):
            look, tone, link, note = value.look or look, value.tone, value.link, value.note
            number = value.number if isinstance(value, Formatted) else ""
            value = value.value
        if isinstance(value, float) and value != value:  # noqa: PLR0124 - NaN is no figure
            value = None
        value, number = self._written(place, value, look, number)
        align = "left" if look in (Look.TEXT, Look.WIDE) else "center" if look is Look.DATE else "right"
        wrap = isinstance(value, str) and (self._wraps[at] or "\n" in value)
        if value == NO_FIGURE and tone is Tone.PLAIN:
            tone = Tone.MUTED
        return Ink(value, Style(role, number, tone, align, wrap, link is not None), link, note)

    def _written(self, place: tuple[int, int], value: Value, look: Look, number: str) -> tuple[Value, str]:
        """The value as the cell holds it and its number format."""
        if value is None:
            blank = self._sheet.details or look not in NUMERIC or self._charted(place)
            return (None if blank else NO_FIGURE), ""
        if isinstance(value, str):
            found = serial(value) if look is Look.DATE else None
            return found or (value, "")
        return value, number or number_format(look, value)

    def _charted(self, place: tuple[int, int]) -> bool:
        return (self._table.id, place[1], place[0]) in self._sheet.gaps
