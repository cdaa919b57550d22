"""Numbers, money and quantities: one number in a cell, or none. Two amounts in one cell are never added."""

from __future__ import annotations

import re
from datetime import time, timedelta
from math import isfinite

from aftersales.clean.durations import read_duration
from aftersales.clean.numerals import CHARACTERS, numeral
from aftersales.clean.reading import BLANK, Note, Reading
from aftersales.clean.text import EXACT_INTEGER, NOT_YET, is_nothing, plain, spoken
from aftersales.model import Cell
from aftersales.problems import BadCell

_NUMBER = re.compile(
    rf"(?P<label>[^\d.+\-({CHARACTERS}]{{0,8}}?)(?P<sign>[-+]?)\s*[¥$]?\s*"
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+|半|[{CHARACTERS}]+)"
    r"(?P<more>多|余|几|来(?=[个片块箱包件户次元]))?\s*(?P<scale>[万千百亿]?)(?P<more2>多|余|\+)?\s*(?P<unit>m[23]|[^\d+=*~]{0,12})"
)
_SCALES = {"万": 10_000, "千": 1000, "百": 100, "亿": 100_000_000}
_ABOUT = re.compile(r"大约|大概|约|差不多|将近|接近|近|估计")
_ROUGHLY = re.compile(r"左右|上下|以上|以内|不到")
_KEEP = str.maketrans({"㎡": "\ue000", "㎥": "\ue001", "²": "\ue002", "³": "\ue003", "−": "-", "–": "-", "—": "-"})
_GIVE_BACK = str.maketrans({"\ue000": "㎡", "\ue001": "㎥", "\ue002": "²", "\ue003": "³"})
_CURRENCY = re.compile(r"RMB|CNY|人民币", re.IGNORECASE)
_HALF_MORE = re.compile(r"(.+)半")
_COUNTED_IN_UNIT = re.compile(rf"[{CHARACTERS}半几]")
_LABEL = re.compile(r"第|共|共计|合计|计|总计")
_MONEY_UNITS = frozenset(("", "元", "块", "块钱", "圆", "元整", "圆整", "元正", "元人民币"))
_MONEY_LABEL = re.compile(r"[^未不没免无]*")


def read_number(cell: Cell, low: float | None = None, high: float | None = None, unit: str = "") -> Reading:
    """A plain number; a unit behind it does no harm.

    >>> [read_number(c).value for c in ("1,200元", "３０", "三十", "两百", "1.2万", "4%", 274.65999999999997, "第2次")]
    [1200.0, 30.0, 30.0, 200.0, 12000.0, 0.04, 274.66, 2.0]
    >>> read_number("约20").notes[0].code
    'approximate-number'
    """
    if isinstance(cell, timedelta):
        return _within(Reading(read_duration(cell, unit)), low, high)
    if isinstance(cell, str) and (length := read_duration(plain(cell), unit)) is not None:
        return _within(Reading(length), low, high)
    return _within(_parse(cell)._replace(aside=None), low, high)


def read_money(cell: Cell, low: float | None = None, high: float | None = None, unit: str = "") -> Reading:
    """An amount in 元; a heading in 万元 multiplies what is written in it.

    >>> [read_money(c).value for c in ("￥2,187.50", "RMB173.5", "赔偿500元", "-30")]
    [2187.5, 173.5, 500.0, -30.0]
    >>> read_money(1.5, unit="万元").value
    15000.0
    """
    reading = _parse(cell, labelled=True)
    written = reading.aside or ""
    if written not in _MONEY_UNITS:
        raise BadCell("not-a-number")
    if isinstance(reading.value, float) and unit.startswith("万") and "万" not in spoken(cell):
        reading = reading._replace(value=_exact(reading.value * _SCALES["万"]))
    return _within(reading._replace(aside=None), low, high)


def read_quantity(cell: Cell, low: float | None = None, high: float | None = None, unit: str = "") -> Reading:
    """A number with its unit as written, else the heading's.

    >>> [read_quantity(c, unit="片")[::2] for c in ("24包", "5L/个", "120㎡", 3, "三箱半")]
    [(24.0, '包'), (5.0, 'L/个'), (120.0, '㎡'), (3.0, '片'), (3.5, '箱')]
    """
    reading = _parse(cell)
    if reading.value is None:
        return reading
    return _within(reading._replace(aside=reading.aside or unit or None), low, high)


def _parse(cell: Cell, *, labelled: bool = False) -> Reading:
    """The one number of a cell, with the unit behind it as `aside`."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if not isfinite(cell):
            raise BadCell("not-a-number")
        if abs(cell) >= EXACT_INTEGER:
            raise BadCell("precision-lost")
        return Reading(_exact(float(cell)))
    if isinstance(cell, time):  # a ratio in a cell with a stray time format
        return Reading(_exact(round((cell.hour * 3600 + cell.minute * 60 + cell.second) / 86400, 4)))
    if not isinstance(cell, str):
        raise BadCell("not-a-number")
    text = plain(cell.translate(_KEEP)).replace("．", ".")
    if (text != "0" and is_nothing(text)) or text in NOT_YET:
        return BLANK
    bare, about = _ABOUT.subn("", _CURRENCY.sub("", text))
    bare, roughly = _ROUGHLY.subn("", bare)
    found = _NUMBER.fullmatch(bare.strip())
    if not found or not _label_allowed(found["label"].strip(" :"), found["unit"], labelled=labelled):
        raise BadCell("not-a-number")
    number, unit = _amount(found)
    if about or roughly or found["more"] or found["more2"]:
        return Reading(number, (Note("approximate-number", {"read": f"{number:g}"}),), unit)
    return Reading(number, (), unit)


def _amount(found: re.Match[str]) -> tuple[float, str]:
    written, unit = found["number"], found["unit"].partition("(")[0].strip(" )").translate(_GIVE_BACK)
    if written == "半":
        number = 0.5
    elif written[0] in CHARACTERS:
        spelt = numeral(written)
        if spelt is None:
            raise BadCell("not-a-number")
        number = float(spelt)
    else:
        number = float(written.replace(",", ""))
    number *= _SCALES.get(found["scale"], 1)
    if not isfinite(number):
        raise BadCell("not-a-number")
    if unit.startswith("%"):
        number, unit = number / 100, unit[1:]
    if (half := _HALF_MORE.fullmatch(unit)) and number.is_integer() and not found["scale"]:  # 三箱半
        number, unit = number + 0.5, half[1]
    if "-" in unit or unit.startswith("/") or _COUNTED_IN_UNIT.search(unit):  # 3箱二片 are two amounts
        raise BadCell("not-a-number")
    return _exact(-number if found["sign"] == "-" else number), unit


def _label_allowed(label: str, unit: str, *, labelled: bool) -> bool:
    """Words before a number are understood in money only, and only where 元 stands behind it."""
    if not label or _LABEL.fullmatch(label):
        return True
    return labelled and unit.startswith(("元", "块", "圆")) and bool(_MONEY_LABEL.fullmatch(label))


def _exact(number: float) -> float:
    """The number without the noise of binary fractions: 274.65999999999997 is 274.66."""
    return float(f"{number:.12g}") + 0.0


def _within(reading: Reading, low: float | None, high: float | None) -> Reading:
    value = reading.value
    if isinstance(value, float) and ((low is not None and value < low) or (high is not None and value > high)):
        named = ["不限" if bound is None else f"{bound:.12g}" for bound in (low, high)]
        raise BadCell("out-of-range", low=named[0], high=named[1])
    return reading
