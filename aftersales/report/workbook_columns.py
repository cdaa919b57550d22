"""How wide the columns of a table are: for their headings and their contents, of a long table for a sample of rows.

A number or date needs its width, or Excel shows `####`. A text asks for a width and can do with less, since it wraps:
so a sheet is made as wide as the paper holds in a legible size, and only texts pay for it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from aftersales.report.languages import Language
from aftersales.report.page import Cell, Column, Look, Table, Value
from aftersales.report.workbook_cells import EXACT, LONGEST_TEXT, clean, held
from aftersales.report.workbook_looks import Formatted, number_format, serial, whole
from aftersales.report.workbook_widths import (
    FILTER_BUTTON,
    HEADING_PADDING,
    PADDING,
    WIDEST,
    WRAPS_AT,
    clamp,
    display_width,
    total_pixels,
    widest_line,
)

HEADING_LINE, CROWDED_LINE = 8.0, 6.0  # a heading's line has four characters, on a crowded sheet three
NARROWEST_TEXT = 14.0
PLACE, WHOLE_PLACE = "来源", 44.0  # some programs do not wrap the text of a link, so it gets its line
SAMPLE = 500  # rows of a long table whose texts are measured; a wider text among the others wraps
_TEXTS = (Look.TEXT, Look.WIDE)
_WORDS = re.compile('"([^"]*)"')
Values = set[Value | Cell]


class Ask(NamedTuple):
    """The width a column cannot do without, and the one that it would like."""

    least: float
    wanted: float


def column_asks(table: Table, words: Language) -> tuple[Ask, ...]:
    """What each column of a table asks for."""
    return tuple(_ask(table, at, column, words.say(PLACE)) for at, column in enumerate(table.columns))


def shared(tables: Sequence[Sequence[Ask]], columns: int) -> tuple[Ask, ...]:
    """What the columns of a sheet ask for, since its tables share them."""
    asked = ([asks[at] for asks in tables if at < len(asks)] or [Ask(8.0, 8.0)] for at in range(columns))
    return tuple(Ask(max(ask.least for ask in asks), max(ask.wanted for ask in asks)) for asks in asked)


def fitted(asks: Sequence[Ask], room: int) -> tuple[float, ...]:
    """Widths that take at most so many pixels, if the columns can do with that: the widest texts give way first.

    >>> fitted([Ask(8, 8), Ask(10, 40), Ask(10, 20)], 300), fitted([Ask(8, 8), Ask(10, 40)], 900)
    ((8, 16.3, 16.3), (8, 40))
    """
    cap, below = max((ask.wanted for ask in asks), default=0.0), 0.0
    if total_pixels(ask.wanted for ask in asks) <= room:
        return tuple(ask.wanted for ask in asks)
    while cap - below > 0.05:
        middle = (cap + below) / 2
        cap, below = (cap, middle) if total_pixels(_capped(asks, middle)) <= room else (middle, below)
    return _capped(asks, math.floor(below * 10) / 10)


def _capped(asks: Sequence[Ask], cap: float) -> tuple[float, ...]:
    return tuple(min(ask.wanted, max(ask.least, cap)) for ask in asks)


def _ask(table: Table, at: int, column: Column, place: str) -> Ask:
    button = FILTER_BUTTON if table.filters else 0.0
    heading, crowded = (
        _heading(display_width(column.title), line) + HEADING_PADDING + button for line in (HEADING_LINE, CROWDED_LINE)
    )
    content = max((_cell_width(value, column) for value in _measured(table, at)), default=0.0) + PADDING
    if column.look not in _TEXTS:
        return Ask(clamp(max(content, crowded)), clamp(max(content, heading)))
    given = column.width * 2 + PADDING if column.width else NARROWEST_TEXT
    most = max(given, WRAPS_AT) if column.look is Look.WIDE else WIDEST
    wanted = clamp(max(min(content, most), heading))
    least = min(content, WHOLE_PLACE) if column.title == place else min(given, NARROWEST_TEXT)
    return Ask(min(wanted, max(heading, least)), wanted)


def _heading(width: float, line: float) -> float:
    """The width of a heading that is broken into lines of about the same length."""
    lines = math.ceil(width / line)
    return min(math.ceil(width / max(lines, 1) / 2) * 2, 12.0) * 1.05


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


def _formatted_width(value: float, number: str) -> float:
    """The width of a number in its own format: its words, its digits and what separates them.

    >>> _formatted_width(1234.5, '#,##0.00" 元"'), _formatted_width(-2.13, '"▲ "0.0" 点";"▼ "0.0" 点"')
    (11.64, 9.24)
    """
    form = number.split(";", maxsplit=1)[0]
    words = sum(map(display_width, _WORDS.findall(form)))
    places = len(form.partition(".")[2]) - len(form.partition(".")[2].lstrip("0#"))
    percent = form.endswith("%")
    digits = f"{abs(value) * (100 if percent else 1):,.{places}f}" + ("%" if percent else "")
    minus = "-" if value < 0 and ";" not in number else ""
    return words + display_width(minus + digits) * 1.08


def _cell_width(value: Value | Cell, column: Column) -> float:
    look, number = column.look, ""
    if isinstance(value, Cell):
        look, number = value.look or look, value.number if isinstance(value, Formatted) else ""
        value = value.value
    value = held(value)
    if isinstance(value, str):
        found = serial(value) if look is Look.DATE else None
        return float(len(found[1])) if found else widest_line(clean(value[:LONGEST_TEXT]))
    if value is None:
        return 0.0
    return WIDEST if abs(value) >= EXACT else _formatted_width(value, number or number_format(look, value))
