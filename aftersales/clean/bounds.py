"""Targets as they are set: `≥95%`, `不低于90%`, `≤3次`, `90分以上` are a number and on which side of it one must be."""

from __future__ import annotations

import re

from aftersales.clean.numbers import read_number
from aftersales.clean.reading import Note, Reading
from aftersales.clean.text import plain
from aftersales.model import Cell

_AT_LEAST = re.compile(
    r"≥|>=?|≧|⩾|大于等于|大于或等于|不低于|不少于|不小于|不得低于|不得少于|至少|达到|达|高于|超过|大于"
)
_AT_MOST = re.compile(
    r"≤|<=?|≦|⩽|小于等于|小于或等于|不高于|不超过|不多于|不大于|不得超过|不得高于|不得大于|至多|最多|低于|少于|小于|控制在"
)
_MORE = re.compile(r"(\(?含\)?)?(及|或|和)?(以上|起)(\(含\))?")
_LESS = re.compile(r"(\(?含\)?)?(及|或|和)?(以下|以内|之内)(\(含\))?")


def read_bound(cell: Cell, low: float | None = None, high: float | None = None, unit: str = "") -> Reading:
    """The number of a target; where less is asked for than that, the reader is told, as most figures should be high.

    >>> [read_bound(c).value for c in ("≥95%", "不低于90%", "≤3次", "90分以上", "95%（含）以上", 0.9)]
    [0.95, 0.9, 3.0, 90.0, 0.95, 0.9]
    >>> [note.code for c in ("≥95%", "≤3次", "3次以内") for note in read_bound(c).notes]
    ['upper-bound', 'upper-bound']
    """
    if not isinstance(cell, str):
        return read_number(cell, low, high, unit)
    text = plain(cell).replace("（", "(").replace("）", ")")
    most, least = _AT_MOST.match(text), _AT_LEAST.match(text)
    sign = least if least and (not most or least.end() > most.end()) else most
    bare = text[sign.end() :] if sign else text
    behind = next((found for p in (_MORE, _LESS) if (found := p.search(bare)) and found.end() == len(bare)), None)
    bare = bare[: behind.start()] if behind else bare
    if bare == text:
        return read_number(cell, low, high, unit)
    reading = read_number(bare.strip(" :"), low, high, unit)
    upper = (sign is not None and sign is most) or (behind is not None and behind.re is _LESS)
    if not upper or not isinstance(reading.value, float):
        return reading
    return reading._replace(notes=(*reading.notes, Note("upper-bound", {"read": f"{reading.value:g}"})))
