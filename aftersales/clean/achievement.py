"""Whether a score is points or the share of a target that was reached: only the heading or a % sign says so (ruling 23)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aftersales.clean.columns import Column
from aftersales.clean.text import plain
from aftersales.frames import ACHIEVED
from aftersales.kinds.model import Kind
from aftersales.kinds.wording import heading_key
from aftersales.model import MappedColumn

SCORE, SUB_ITEM = "score", "sub_item"
_HEADING = re.compile(r".*(达成率|完成率|达成)")


def settle_achievement(columns: dict[str, Column], kind: Kind, mapped: Iterable[MappedColumn], count: int) -> None:
    """Name what was reached as such in the sub-item, where nothing stands there."""
    score = columns.get(SCORE)
    if score is None or SUB_ITEM not in kind.names:
        return
    headed = any(SCORE in c.fields and (c.unit == "%" or _HEADING.fullmatch(heading_key(c.heading))) for c in mapped)
    reached = [headed or (isinstance(cell, str) and plain(cell).endswith("%")) for cell in score.cells]
    if any(reached):
        sub = columns.setdefault(SUB_ITEM, Column(kind.field(SUB_ITEM), score.letter, score.cells, [None] * count))
        sub.values = [
            ACHIEVED if said and value is not None and own is None else own
            for said, value, own in zip(reached, score.values, sub.values, strict=True)
        ]
