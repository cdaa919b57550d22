"""Lengths of time as clerks write them, as minutes or hours."""

from __future__ import annotations

import re
from datetime import timedelta

from aftersales.clean.numerals import CHARACTERS, numeral

_AMOUNT = rf"(\d+(?:\.\d+)?|半|[{CHARACTERS}]+)"
_HOURS = rf"(?:{_AMOUNT}\s*个?(半)?\s*(?:小时|钟头|hours?|hrs?|h))"
_MINUTES = rf"(?:{_AMOUNT}\s*(?:分钟|分|minutes?|mins?|m))"
_DURATION = re.compile(rf"{_HOURS}?\s*{_MINUTES}?", re.IGNORECASE)
_WORDS = re.compile(r"小时|钟头|分钟|\dh|min", re.IGNORECASE)


def read_duration(value: str | timedelta, unit: str = "") -> float | None:
    """The length in minutes, or in hours where the heading's unit says so; None if it is no duration.

    >>> [read_duration(t) for t in ("30分钟", "半小时", "1小时20分", "1.5h", "一个半小时", "5分", "30")]
    [30.0, 30.0, 80.0, 90.0, 90.0, None, None]
    >>> read_duration("90分钟", "小时")
    1.5
    """
    if isinstance(value, timedelta):
        minutes = value.total_seconds() / 60
    else:
        found = _DURATION.fullmatch(value) if _WORDS.search(value) else None
        if not found:
            return None
        hours, half, rest = found.groups()
        minutes = 60 * (_amount(hours) + (0.5 if half else 0)) + _amount(rest)
    return round(minutes / 60, 6) if "时" in unit or unit.lower() == "h" else round(minutes, 4)


def _amount(text: str | None) -> float:
    if not text:
        return 0.0
    if text == "半":
        return 0.5
    return float(numeral(text) or 0) if text[0] in CHARACTERS else float(text)
