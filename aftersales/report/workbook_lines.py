"""The lines of one sheet: what stands in each cell of a table or a text, in which style, and how high the row is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from aftersales.report.languages import CHINESE, Language, language
from aftersales.report.page import Cell, Link, Look, Note, Table, Tone, Value
from aftersales.report.styles import NO_FIGURE
from aftersales.report.wording import NUMERIC
from aftersales.report.workbook_cells import clean, held
from aftersales.report.workbook_columns import column_asks
from aftersales.report.workbook_looks import (
    Formatted,
    Role,
    Style,
    number_format,
    serial,
)
from aftersales.report.workbook_past import Spark
from aftersales.report.workbook_sources import ChartData
from aftersales.report.workbook_widths import (
    FILTER_BUTTON,
    HEADING_PADDING,
    PADDING,
    ROW_POINTS,
    line_count,
    needed_lines,
    row_points,
)

FOLDED = "（点左侧 + 展开）"
SCALES = {Role.TITLE: 1.8, Role.HEADLINE: 1.2, Role.LEAD: 1.1, Role.SECTION: 1.2, Role.NOTE: 0.9}


class Ink(NamedTuple):
    """One cell as it is written; `span` merges it with the cells to its right, which are COVERED.

    `formula` gives the value anew; `spark` draws a past.
    """

    value: Value
    style: Style
    link: Link | None = None
    note: str = ""
    span: int = 1
    formula: str = ""
    spark: Spark | None = None


COVERED = Ink(None, Style(Role.LEAD), span=0)


class Line(NamedTuple):
    """One row of a sheet."""

    cells: tuple[Ink, ...] = ()
    points: float = ROW_POINTS
    folded: bool = False
    folds: bool = False  # the line above folded ones, where Excel shows the button


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the lines of a sheet need to know of it.

    `columns` is how many its widest table has; `gaps` are the cells (table, column, row) that stay blank for a chart.
    """

    widths: tuple[float, ...]
    columns: int = 0
    details: bool = False
    gaps: frozenset[tuple[str, int, int]] = frozenset()
    words: Language = field(default_factory=lambda: language(CHINESE))


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


def stretches(table: Table, columns: int) -> bool:
    """True if the last column, a text, spans the columns that wider tables of the sheet have beyond it."""
    ends_in_text = bool(table.columns) and table.columns[-1].look is Look.WIDE
    return ends_in_text and not table.filters and len(table.columns) < columns


def _stretch(table: Table, sheet: Sheet) -> int:
    """How many columns of the sheet the last column of a table spans: as many as its text asks for."""
    at = len(table.columns) - 1
    if not stretches(table, sheet.columns):
        return 1
    wanted, span = column_asks(table, sheet.words)[at].wanted, 1
    while at + span < sheet.columns and sum(sheet.widths[at : at + span]) < wanted:
        span += 1
    return span


def table_lines(table: Table, sheet: Sheet) -> Iterator[Line]:
    """All lines of a table: title, note, heading, rows."""
    yield from head_lines(table, sheet)
    if not table.rows:
        yield Line((Ink(table.empty, Style(Role.EMPTY), span=max(1, len(table.columns))),), folded=table.outline)
        return
    yield from TableRows(table, sheet).lines(0, len(table.rows))


def head_lines(table: Table, sheet: Sheet) -> Iterator[Line]:
    """The lines above a table's rows."""
    told = sheet.words.say("展开") in table.title
    hint = sheet.words.say(FOLDED) if table.outline and not told and not isinstance(table, ChartData) else ""
    folded = isinstance(table, ChartData)
    yield Line(
        (Ink(table.title + hint, Style(Role.SECTION)),), row_points(1, 1.4), folded, table.outline and not folded
    )
    if table.note:
        yield text_line(table.note, Style(Role.NOTE, wrap=True), sheet)
    yield _heading(table, sheet)


def _heading(table: Table, sheet: Sheet) -> Line:
    style = Style(Role.HEADING, align="center", wrap=True)
    spare = PADDING - HEADING_PADDING - (FILTER_BUTTON if table.filters else 0.0)
    lines = [
        line_count(clean(column.title), width + spare)
        for column, width in zip(table.columns, sheet.widths, strict=False)
    ]
    cells = [Ink(column.title, style, note=column.note) for column in table.columns]
    cells[-1:] = [cell._replace(span=_stretch(table, sheet)) for cell in cells[-1:]]
    return Line(tuple(cells), row_points(max(lines, default=1)) + 3, table.outline)


class TableRows:
    """The rows of one table as lines; what is the same for a whole column is worked out once."""

    def __init__(self, table: Table, sheet: Sheet) -> None:
        self.table, self._sheet = table, sheet
        self.span, at = _stretch(table, sheet), len(table.columns) - 1
        self._widths = [*sheet.widths[:at], sum(sheet.widths[at : at + self.span])]
        self._rooms = [(width - PADDING) / 2 for width in self._widths]  # how many wide characters fit
        self._heights: list[dict[str, int]] = [{} for _ in table.columns]

    def lines(self, first: int, end: int) -> Iterator[Line]:
        """The lines of some rows, counted from the table's first row of data."""
        last = len(self.table.rows) - 1 if self.table.total else -1
        for at, row in enumerate(self.table.rows[first:end], start=first):
            yield self._line(at, row, Role.TOTAL if at == last else Role.BODY)

    def _line(self, index: int, row: Sequence[Value | Cell], role: Role) -> Line:
        lines = 1
        cells: list[Ink] = []
        for at, value in enumerate(row):
            ink = self.ink(at, value, role, index)
            cells.append(ink)
            if ink.style.wrap and isinstance(ink.value, str):
                lines = max(lines, self.height(at, ink.value))
        if self.span > 1:
            cells[-1] = cells[-1]._replace(span=self.span)
        return Line(tuple(cells), ROW_POINTS if lines == 1 else row_points(lines), self.table.outline)

    def height(self, at: int, text: str) -> int:
        """How many lines a text takes in its column; with more than one it wraps."""
        if len(text) <= self.room(at, text) and "\n" not in text and "\r" not in text:  # most texts, and quickly
            return 1
        known = self._heights[at]
        found = known.get(text)
        if found is None:
            found = known[text] = needed_lines(clean(text), self._widths[at])
        return found

    def room(self, at: int, text: str) -> float:
        """How many characters of such a text surely fit in one line of a column."""
        return self._rooms[at] * 2 if text.isascii() else self._rooms[at]

    def ink(self, at: int, value: Value | Cell, role: Role = Role.BODY, index: int = -1) -> Ink:
        """How a value of a column is written; `index` is its row."""
        look, tone, link, note, number, spark = self.table.columns[at].look, Tone.PLAIN, None, "", "", None
        if isinstance(value, Cell):
            look, tone, link, note = value.look or look, value.tone, value.link, value.note
            number = value.number if isinstance(value, Formatted) else ""
            spark = value if isinstance(value, Spark) else None
            value = value.value
        value, number = self._written((index, at), held(value), look, number)
        align = "left" if look in (Look.TEXT, Look.WIDE) else "center" if look is Look.DATE else "right"
        wrap = isinstance(value, str) and self.height(at, value) > 1
        if value == NO_FIGURE and tone is Tone.PLAIN:
            tone = Tone.MUTED
        return Ink(value, Style(role, number, tone, align, wrap, link is not None), link, note, spark=spark)

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
        return (self.table.id, place[1], place[0]) in self._sheet.gaps
