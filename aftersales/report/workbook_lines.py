"""The lines of one sheet: what stands in each cell of a table or a text, in which style, and how high the row is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aftersales.report.page import Cell, Column, Link, Look, Note, Table, Tone, Value
from aftersales.report.workbook_cells import LONGEST_TEXT, clean
from aftersales.report.workbook_looks import (
    NO_FIGURE,
    NUMERIC,
    Formatted,
    Role,
    Style,
    number_format,
    serial,
    shown,
)
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


class Fit(NamedTuple):
    """What a column needs: the width it asks for and the width of its widest content."""

    width: float
    content: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the lines of a sheet need to know of it. `gaps` are the (table, column) pairs whose blanks stay blank."""

    widths: tuple[float, ...]
    details: bool = False
    gaps: frozenset[tuple[str, int]] = frozenset()


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
    heading = min(display_width(column.title) * 1.05, HEADING_WRAPS_AT) + PADDING + button
    if column.look not in (Look.TEXT, Look.WIDE):
        wanted = content
    elif column.width:
        wanted = column.width * 2 + PADDING
    else:
        wanted = min(content, WRAPS_AT if column.look is Look.WIDE else WIDEST)
    return Fit(clamp(max(wanted, heading)), content)


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
    hint = FOLDED if table.outline and "展开" not in table.title else ""
    yield Line((Ink(table.title + hint, Style(Role.SECTION)),), row_points(1, 1.4))
    if table.note:
        yield text_line(table.note, Style(Role.NOTE, wrap=True), sheet)
    yield _heading(table, sheet)
    if not table.rows:
        yield Line((Ink(table.empty, Style(Role.EMPTY), span=max(1, len(table.columns))),), folded=table.outline)
        return
    writer = _Rows(table, sheet)
    last = len(table.rows) - 1
    for at, row in enumerate(table.rows):
        yield writer.line(row, Role.TOTAL if table.total and at == last else Role.BODY)


def _heading(table: Table, sheet: Sheet) -> Line:
    style = Style(Role.HEADING, align="center", wrap=True)
    room = FILTER_BUTTON if table.filters else 0.0
    lines = [
        line_count(clean(column.title), width - room, 1.05)
        for column, width in zip(table.columns, sheet.widths, strict=False)
    ]
    cells = tuple(Ink(column.title, style, note=column.note) for column in table.columns)
    return Line(cells, row_points(max(lines, default=1)) + 3, table.outline)


class _Rows:
    """Writes the rows of one table; what is the same for a whole column is worked out once."""

    def __init__(self, table: Table, sheet: Sheet) -> None:
        self._table, self._sheet = table, sheet
        self._wraps = [fit.content > width for fit, width in zip(fits(table), sheet.widths, strict=False)]
        self._heights: list[dict[str, int]] = [{} for _ in table.columns]

    def line(self, row: Sequence[Value | Cell], role: Role) -> Line:
        lines, cells = 1, []
        for at, value in enumerate(row):
            ink = self._ink(at, value, role)
            cells.append(ink)
            if ink.style.wrap and isinstance(ink.value, str):
                lines = max(lines, self._lines(at, ink.value))
        return Line(tuple(cells), ROW_POINTS if lines == 1 else row_points(lines), self._table.outline)

    def _lines(self, at: int, text: str) -> int:
        known = self._heights[at]
        if text not in known:
            known[text] = line_count(clean(text), self._sheet.widths[at])
        return known[text]

    def _ink(self, at: int, value: Value | Cell, role: Role) -> Ink:
        look, tone, link, note, number = self._table.columns[at].look, Tone.PLAIN, None, "", ""
        if isinstance(value, Cell):
            look, tone, link, note = value.look or look, value.tone, value.link, value.note
            number = value.number if isinstance(value, Formatted) else ""
            value = value.value
        if isinstance(value, float) and value != value:  # noqa: PLR0124 - NaN is no figure
            value = None
        value, number = self._written(at, value, look, number)
        align = "left" if look in (Look.TEXT, Look.WIDE) else "center" if look is Look.DATE else "right"
        wrap = isinstance(value, str) and (self._wraps[at] or "\n" in value)
        if value == NO_FIGURE and tone is Tone.PLAIN:
            tone = Tone.MUTED
        return Ink(value, Style(role, number, tone, align, wrap, link is not None), link, note)

    def _written(self, at: int, value: Value, look: Look, number: str) -> tuple[Value, str]:
        """The value as the cell holds it and its number format."""
        if value is None:
            blank = self._sheet.details or look not in NUMERIC or (self._table.id, at) in self._sheet.gaps
            return (None if blank else NO_FIGURE), ""
        if isinstance(value, str):
            found = serial(value) if look is Look.DATE else None
            return found or (value, "")
        return value, number or number_format(look, value)
