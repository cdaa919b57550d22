"""The times of a time clock in a cell of an attendance sheet: one, two or many, and which of them is coming and going."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from aftersales.model import Cell

_TIME = re.compile(r"(?<![\d:.])([01]?\d|2[0-3])\s*[:：时点]\s*([0-5]\d)(?::[0-5]\d)?\s*分?(?![\d:])")
_NOON = "12:00"
_MINUTES = 24 * 60
COMING, GOING = "in", "out"
_ROLES = {
    COMING: "上班 签到 上班时间 签到时间 上班打卡 上班打卡时间 到岗 到岗时间 进 上 入 早上 首次打卡 最早 上午上班",
    GOING: "下班 签退 下班时间 签退时间 下班打卡 下班打卡时间 离岗 离岗时间 出 下 末次打卡 最晚 最后打卡 下午下班",
    "half": "上午 下午 晚上 早 午 晚 中午 上半天 下半天 上午下班 下午上班 早班 晚班 班次 考勤 出勤 状态 签到签退 打卡 结果 情况 外勤",
    "over": "加班 加班时间 加班时数 加班小时 加班时长 加班(小时) 加班工时",
    "hours": "工时 小时 时数 时长 工作时间 工作时长 出勤工时 实出勤工时",
}
ROLES = {word: role for role, words in _ROLES.items() for word in words.split()}
"""What a heading under a day, or beside a row, says of the cells: coming, going, a part of the day, overtime."""


def times_in(cell: Cell, *, fractions: bool = False) -> tuple[tuple[str, ...], str]:
    r"""The times in a cell as `HH:MM`, and the words left beside them.

    `fractions` says that the cell stands where only times stand: there 0.354 is one, elsewhere it is half a day or so.

    >>> times_in("08:47\n18:53\n"), times_in("8：05 迟到"), times_in("√")
    ((('08:47', '18:53'), ''), (('08:05',), '迟到'), ((), '√'))
    """
    if isinstance(cell, time | datetime):
        return (cell.strftime("%H:%M"),), ""
    if isinstance(cell, date):
        return (), cell.isoformat()
    if isinstance(cell, timedelta):
        return (_clock(cell.total_seconds() / 60),), ""
    if isinstance(cell, float) and fractions and 0 < cell < 1:
        return (_clock(cell * _MINUTES),), ""
    if type(cell) is not str:
        return (), "" if cell is None else _plain_number(cell)
    text = unicodedata.normalize("NFKC", cell) if not cell.isascii() and any(c.isdigit() for c in cell) else cell
    times = tuple(f"{int(hour):02}:{minute}" for hour, minute in _TIME.findall(text))
    return times, " ".join(_TIME.sub(" ", text).split()).strip(" ,，;；、-~") if times else cell.strip()


def come_and_gone(said: Iterable[tuple[str, str]]) -> tuple[str | None, str | None, bool]:
    """When a person came and went, from the times of a day and what each was headed; whether a lone time was judged.

    A lone time that no heading explains is coming in the morning and going in the afternoon: that is said.

    >>> come_and_gone([("", "08:47"), ("", "12:01"), ("", "18:53")]), come_and_gone([("", "17:40")])
    (('08:47', '18:53', False), (None, '17:40', True))
    >>> come_and_gone([("out", "17:40")]), come_and_gone([("half", "08:00"), ("half", "17:30")])
    ((None, '17:40', False), ('08:00', '17:30', False))
    """
    pairs = list(said)
    coming = sorted(at for role, at in pairs if role == COMING)
    going = sorted(at for role, at in pairs if role == GOING)
    others = sorted(at for role, at in pairs if role not in (COMING, GOING))
    if len(others) == 1 and not coming and not going:
        lone = others[0]
        return (lone, None, True) if lone < _NOON else (None, lone, True)
    first = min([*coming, *others[:1]], default=None) if not coming else coming[0]
    last = going[-1] if going else (others[-1] if len(others) > 1 or (others and coming) else None)
    return first, last, False


def _clock(minutes: float) -> str:
    whole = round(minutes) % _MINUTES
    return f"{whole // 60:02}:{whole % 60:02}"


def _plain_number(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
