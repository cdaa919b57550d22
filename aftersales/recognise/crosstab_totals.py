"""Attendance of which a sheet has the totals alone: a row a person, days and times counted by somebody already."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aftersales.kinds.wording import heading_key
from aftersales.model import Grid
from aftersales.problems import Place, Problem
from aftersales.recognise.crosstab_people import PEOPLE
from aftersales.recognise.headings import Block

_COUNTED = re.compile(
    r"(迟到|早退|旷工|缺勤|缺卡|未打卡|漏打卡|事假|病假|年假|年休假|婚假|产假|丧假|调休|请假|出差|加班|出勤|应出勤|实出勤|无记录|节假日|公休|工伤|休息)"
    r"(天数|次数|时数|时长|小时|分钟|日数|扣款|合计)?(/.*)?"
)
_DAY = re.compile(r".*(日期|时间|月日)$|^日$")
_ENOUGH = 3
_SHOWN = 6


def totals_of_attendance(grid: Grid, blocks: Sequence[Block]) -> Problem | None:
    """That the sheet has a row a person with 迟到, 事假, 旷工 … counted, and no day; None for any other sheet."""
    for block in blocks:
        labels = block.named
        keys = [label.keys[0] for label in labels]
        counted = [label.text for label in labels if _COUNTED.fullmatch(heading_key(label.text))]
        person = any(key in PEOPLE for label in labels for key in label.keys)
        if len(counted) < _ENOUGH or not person or any(_DAY.fullmatch(key) for key in keys):
            continue
        named = "、".join(counted[:_SHOWN]) + ("…" if len(counted) > _SHOWN else "")
        place = Place(grid.file, grid.sheet, grid.number(block.first))
        return Problem("attendance-totals", place, facts={"columns": named})
    return None
