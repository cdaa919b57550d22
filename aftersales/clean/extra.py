"""The cells that no field knows: kept as JSON text beside the record, so that nothing typed is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from aftersales.clean.text import is_damaged, listed, match_key, spoken, tidy
from aftersales.model import Cell

_ROW_NUMBERS = frozenset(listed("序号 行号 no. no № 序 #"))


def extra_of(columns: Mapping[str, Sequence[Cell]], count: int) -> list[object]:
    """One JSON object per record of `heading: text`, headings sorted; None where nothing stands.

    A number that Excel has damaged (`damaged`) is left out: nobody typed the digits it ends with.

    >>> extra_of({"天气": ["晴", None], "序号": [1, 2]}, 2)
    ['{"天气": "晴"}', None]
    """
    if not columns:
        return [None] * count
    members: list[list[str]] = [[] for _ in range(count)]
    for heading in sorted(columns):
        if match_key(heading) in _ROW_NUMBERS:
            continue
        cells = columns[heading]
        name = json.dumps(heading, ensure_ascii=False)
        texts = {cell: tidy(spoken(cell)) for cell in dict.fromkeys(cells) if not is_damaged(cell)}
        written = {cell: f"{name}: {json.dumps(text, ensure_ascii=False)}" for cell, text in texts.items() if text}
        if not written:
            continue
        for member, cell in zip(members, cells, strict=True):
            if cell in written:
                member.append(written[cell])
    return ["{" + ", ".join(member) + "}" if member else None for member in members]


def damaged(cells: Sequence[Cell]) -> list[int]:
    """The positions of the numbers that Excel has damaged.

    >>> damaged(["晴", 430102199001011008, None])
    [1]
    """
    lost = {cell for cell in dict.fromkeys(cells) if is_damaged(cell)}
    return [at for at, cell in enumerate(cells) if cell in lost] if lost else []
