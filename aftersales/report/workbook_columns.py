"""How wide the columns of a table are: for their headings and their contents, of a long table for a sample of rows."""

from __future__ import annotations

import math

from aftersales.report.page import Cell, Column, Look, Table, Value
from aftersales.report.wording import shown
from aftersales.report.workbook_cells import EXACT, LONGEST_TEXT, clean, held
from aftersales.report.workbook_looks import Formatted, serial, whole
from aftersales.report.workbook_widths import (
    FILTER_BUTTON,
    PADDING,
    WIDEST,
    WRAPS_AT,
    clamp,
    display_width,
    widest_line,
)

HEADING_WRAPS_AT = 18.0
SAMPLE = 500  # rows of a long table whose texts are measured; a wider text among the others wraps
_TEXTS = (Look.TEXT, Look.WIDE)
Values = set[Value | Cell]


def column_widths(table: Table) -> tuple[float, ...]:
    """The width that each column of a table asks for."""
    return tuple(_width(table, at, column) for at, column in enumerate(table.columns))


def _width(table: Table, at: int, column: Column) -> float:
    button = FILTER_BUTTON if table.filters else 0.0
    heading = min(display_width(column.title) * 1.1, HEADING_WRAPS_AT) + PADDING + button
    if column.look in _TEXTS and column.width:
        return clamp(max(column.width * 2 + PADDING, heading))
    content = max((_cell_width(value, column) for value in _measured(table, at)), default=0.0) + PADDING
    widest = {Look.TEXT: WIDEST, Look.WIDE: WRAPS_AT}.get(column.look, content)
    return clamp(max(min(content, widest), heading))


def _measured(table: Table, at: int) -> Values:
    """The values that decide a column's width: of every so many rows, and of a number or date the widest of all rows."""
    step = len(table.rows) // SAMPLE or 1
    seen = {row[at] for row in table.rows[::step]}
    if step > 1 and table.columns[at].look not in _TEXTS:
        seen |= _widest({row[at] for row in table.rows})
    return seen


def _widest(values: Values) -> Values:
    numbers = [value for value in values if isinstance(value, int | float) and math.isfinite(value)]
    found: Values = {value for value in values if isinstance(value, Cell)}
    found.add(max((value for value in values if isinstance(value, str)), key=len, default=None))
    if numbers:
        aside = 0.0 if all(map(whole, numbers)) else 0.25  # the decimals that a smaller number may have
        found |= {min(numbers) - aside, max(numbers) + aside}
    return found


def _cell_width(value: Value | Cell, column: Column) -> float:
    look = column.look
    if isinstance(value, Cell):
        look = value.look or look
        unit = (10.0 if "个百分点" in value.number else 5.0) if isinstance(value, Formatted) and value.number else 0.0
        return _cell_width(value.value, Column("", look)) + unit
    value = held(value)
    if isinstance(value, str):
        found = serial(value) if look is Look.DATE else None
        return float(len(found[1])) if found else widest_line(clean(value[:LONGEST_TEXT]))
    if value is not None and abs(value) >= EXACT:
        return WIDEST
    return display_width(shown(value, look)) * 1.08
