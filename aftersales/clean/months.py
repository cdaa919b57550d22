"""Spans counted in months, such as a warranty: `24`, `24个月`, `两年`, `1年半`."""

from __future__ import annotations

import re

from aftersales.clean.numbers import read_number
from aftersales.clean.numerals import CHARACTERS, numeral
from aftersales.clean.reading import Reading
from aftersales.clean.text import plain
from aftersales.model import Cell

_YEARS = re.compile(rf"(?:保修|质保|三包|整机)*\s*(\d+(?:\.\d+)?|[{CHARACTERS}]+|半)\s*(?:周?年)(半|\d+个月)?")


def read_months(cell: Cell, low: float | None = None, high: float | None = None, unit: str = "") -> Reading:
    """The months, also where years are written or the heading counts in years.

    >>> [read_months(c).value for c in ("24", 24, "24个月", "两年", "3年", "1年半", "半年", "质保2年")]
    [24.0, 24.0, 24.0, 24.0, 36.0, 18.0, 6.0, 24.0]
    >>> read_months(3, unit="年").value
    36.0
    """
    if isinstance(cell, str) and (found := _YEARS.fullmatch(plain(cell))):
        years = (
            0.5 if found[1] == "半" else float(numeral(found[1]) or 0) if found[1][0] in CHARACTERS else float(found[1])
        )
        more = 6 if found[2] == "半" else int((found[2] or "0").removesuffix("个月"))
        return read_number(years * 12 + more, low, high)
    reading = read_number(cell, low, high)
    if unit == "年" and isinstance(reading.value, float) and not (isinstance(cell, str) and "月" in cell):
        return reading._replace(value=reading.value * 12)
    return reading
