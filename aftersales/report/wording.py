"""How a value reads on a page: its text by its look, its unit, its change in words. Rounded as in the workbook."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from aftersales.report.page import Look, Value
from aftersales.report.styles import PLACES, POINTS_OF_A_RATE, UNITS

# Control characters, lone surrogates and marks that turn the reading direction: unseen, so they can only deceive.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
STATUSES = {"rated": "已评", "not_rated": "未评级", "void": "考核取消"}
PROPOSALS = {
    "bonus": "奖金",
    "deduction": "扣款",
    "fine": "处罚",
    "warning": "警告",
    "demotion": "降级",
    "retraining": "重新培训",
    "dismissal": "解除劳动合同",
    "promotion": "晋升",
    "raise": "加薪",
    "title": "称号",
    "reward": "奖励",
    "pay_ratio": "工资发放比例",
}
NUMERIC = frozenset(Look) - {Look.TEXT, Look.WIDE, Look.DATE}
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})", re.ASCII)


def plain(text: str) -> str:
    """The text with every character made visible that could hide or turn what stands beside it.

    >>> plain("王芳"), plain("a" + chr(0x202E) + "b")
    ('王芳', 'a�b')
    """
    return _UNSEEN.sub("\ufffd", text)


def shown(value: Value, look: Look, *, unit: bool = False) -> str:
    """The value as a person reads it; blank stays blank.

    >>> shown(0.8461, Look.RATE), shown(1234, Look.COUNT), shown(12.5, Look.HOURS, unit=True), shown(None, Look.RATE)
    ('84.6%', '1,234', '12.5 小时', '')
    """
    if isinstance(value, str):
        return plain(_MOMENT.sub(r"\1 \2", value) if look is Look.DATE else value)
    if value is None or not math.isfinite(value):
        return ""
    if look not in NUMERIC:
        return str(int(value)) if float(value).is_integer() else str(value)
    return _rounded(value, look) + (f" {UNITS[look]}" if unit and look in UNITS else "")


@lru_cache(maxsize=10_000, typed=True)
def _rounded(value: float, look: Look) -> str:
    """Half up, as people round; counts keep their decimals only where a record is shared."""
    number = Decimal(repr(value)) * (100 if look is Look.RATE else 1)
    whole = look is Look.MONEY and float(value).is_integer()
    places = (
        0 if whole else PLACES.get(look, 0 if float(value).is_integer() else 1 if float(value * 2).is_integer() else 2)
    )
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded + 0:,}" + ("%" if look is Look.RATE else "")


def roughly(value: float, look: Look) -> str:
    """A limit or a centre line: whole 元, one decimal for what is counted, else as the figure itself.

    >>> roughly(16.9015, Look.COUNT), roughly(8213.97, Look.MONEY), roughly(0.8941, Look.RATE)
    ('16.9', '8,214', '89.4%')
    """
    if look is Look.MONEY:
        return shown(float(round(value)), look)
    if look in (Look.COUNT, Look.NUMBER):
        return f"{round(value, 1):,g}"
    return shown(value, look)


def changed(change: Value, look: Look) -> tuple[str, str]:
    """The direction (up, down, same or blank) and the words of a change; rates change by percentage points.

    >>> changed(-0.021, Look.RATE), changed(3, Look.COUNT), changed(0, Look.DAYS), changed(None, Look.RATE)
    (('down', '下降 2.1 个百分点'), ('up', '上升 3'), ('same', '持平'), ('', ''))
    """
    if not isinstance(change, int | float) or not math.isfinite(change):
        return "", ""
    size = _rounded(abs(change), look).removesuffix("%")
    if not size.strip("0."):
        return "same", "持平"
    unit = POINTS_OF_A_RATE if look is Look.RATE else UNITS.get(look, "")
    return ("up" if change > 0 else "down"), f"{'上升' if change > 0 else '下降'} {size} {unit}".rstrip()
