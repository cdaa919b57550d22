"""Names of worksheets: Excel's rules, kept without losing what the title says."""

from __future__ import annotations

from collections.abc import Sequence

from aftersales.report.workbook_cells import clean

LONGEST = 31
_FULL_WIDTH = str.maketrans("[]:*?/\\", "［］：＊？／＼", "\n\r\t")


def sheet_names(titles: Sequence[str]) -> tuple[str, ...]:
    """One valid and unique worksheet name per title, in their order.

    >>> sheet_names(["明细", "明细", "甲/乙", ""])
    ('明细', '明细 (2)', '甲／乙', '表')
    """
    taken: set[str] = set()
    names = []
    for title in titles:
        name = _free(_valid(title), taken)
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def _valid(title: str) -> str:
    name = clean(title).translate(_FULL_WIDTH).strip().strip("'").strip()
    if name.casefold() == "history":  # Excel keeps this name for itself
        name += "_"
    return _cut(name, LONGEST) or "表"


def _free(name: str, taken: set[str]) -> str:
    free, turn = name, 1
    while free.casefold() in taken:
        turn += 1
        mark = f" ({turn})"
        free = _cut(name, LONGEST - len(mark)) + mark
    return free


def _cut(name: str, units: int) -> str:
    """As much of a name as fits in so many UTF-16 units; an emoji counts two and is never split."""
    return name.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore").strip().strip("'")
