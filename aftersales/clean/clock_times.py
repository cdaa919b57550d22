"""Times of day without a day: when somebody came and went."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from aftersales.clean.dates import read_moment
from aftersales.clean.reading import BLANK, Reading
from aftersales.clean.text import is_nothing, listed, plain
from aftersales.model import Cell
from aftersales.problems import BadCell

_FOUR = re.compile(r"([01]?\d|2[0-4])([0-5]\d)")
_NEXT_DAY = re.compile(r"^(?:次日|第二天|翌日|隔天)\s*|[(]?(?:次日|第二天|翌日|[+]1)[)]?$")
_SEVERAL = re.compile(r"[\s,;、|]+")
_NOTHING = frozenset(listed("未打卡 缺卡 忘打卡 漏打卡 未签到 未签退 没打卡 未刷卡 免打卡 休息 休 请假 旷工 外勤 出差"))


def read_arrival(cell: Cell) -> Reading:
    r"""The first time of a cell, as `HH:MM`.

    >>> [read_arrival(c).value for c in ("8:05", "８：05", "早上8点半", 0.3365, 805, "08:05\n18:10", "2026-10-01 08:05")]
    ['08:05', '08:05', '08:30', '08:05', '08:05', '08:05', '08:05']
    """
    return _read(cell, last=False)


def read_departure(cell: Cell) -> Reading:
    """The last time of a cell, as `HH:MM`; one after midnight keeps its hour.

    >>> [read_departure(c).value for c in ("17:30", "下午5点半", "08:05 18:10", "次日0:20", "24:00")]
    ['17:30', '17:30', '18:10', '00:20', '00:00']
    """
    return _read(cell, last=True)


def _read(cell: Cell, *, last: bool) -> Reading:
    match cell:
        case time() | datetime():
            return Reading(cell.strftime("%H:%M"))
        case timedelta():
            return _at(round(cell.total_seconds() / 60))
        case bool() | date():
            raise BadCell("not-a-time")
        case int() | float():
            return _number(cell)
    text = _NEXT_DAY.sub("", plain(cell))
    if not text or is_nothing(text) or text in _NOTHING:
        return BLANK
    times = [_one(part) for part in _parts(text)]
    return Reading((max if last else min)(times))


def _parts(text: str) -> list[str]:
    """The times in a text: one, or several such as a punch clock writes them, each with its colon."""
    parts = [part for part in _SEVERAL.split(text) if part]
    timed = [part for part in parts if ":" in part]
    return parts if len(timed) == len(parts) > 1 else [text]


def _one(text: str) -> str:
    if found := _FOUR.fullmatch(text):
        return f"{int(found[1]) % 24:02}:{found[2]}"
    try:
        moment = read_moment(text).value
    except BadCell:
        raise BadCell("not-a-time") from None
    if not isinstance(moment, str) or "T" not in moment:
        raise BadCell("not-a-time")
    return f"{int(moment[-5:-3]) % 24:02}{moment[-3:]}"


def _number(number: float) -> Reading:
    """A fraction of a day, with or without the day before the point, or `805`."""
    if number == 0:
        return BLANK
    whole = float(number).is_integer()
    if whole and (found := _FOUR.fullmatch(str(int(number)))):
        return Reading(f"{int(found[1]) % 24:02}:{found[2]}")
    if whole or number < 0:
        raise BadCell("not-a-time")
    return _at(round(number % 1 * 24 * 60))


def _at(minutes: int) -> Reading:
    return Reading(f"{minutes // 60 % 24:02}:{minutes % 60:02}")
