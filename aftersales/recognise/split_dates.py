"""Days written in two or three columns, 月 | 日 or 年 | 月 | 日: the column of the day is given the whole date."""

from __future__ import annotations

import re
from dataclasses import replace

from aftersales.clean.fill import is_ditto
from aftersales.clean.text import plain
from aftersales.model import Cell, Grid
from aftersales.recognise.cells import is_blank

_LOOKED_AT = 40
DATE_PARTS = ("年", "月")
"""The columns whose figures the date beside them says as well."""
_PARTS = {"年": re.compile(r"((?:20)?\d\d)年?"), "月": re.compile(r"(0?[1-9]|1[0-2])月?")}
_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])[日号]?")


def with_whole_dates(grid: Grid) -> Grid:
    """The sheet with 日期 for 日, and 8月20日 for the 20 below it; 月 and 年 stay as they are, and so does all else.

    A month or a year holds for the rows below it that leave it blank.
    """
    for top, row in enumerate(grid.rows[:_LOOKED_AT]):
        if "月" in row and "日" in row and (column := row.index("日")) and row[column - 1] == "月":
            return _completed(grid, top, column)
    return grid


def _completed(grid: Grid, top: int, column: int) -> Grid:
    first = column - 2 if column > 1 and grid.rows[top][column - 2] == "年" else column - 1
    held = {"年": "", "月": ""}
    rows = list(grid.rows)
    whole = False
    for index in range(top, len(rows)):
        row = rows[index]
        if row[column] == "日" and row[column - 1] == "月":
            rows[index] = (*row[:column], "日期", *row[column + 1 :])
        elif day := _match(_DAY, row[column]):
            for name, cell in zip(DATE_PARTS[first - column :], row[first:column], strict=True):
                if not (is_blank(cell) or is_ditto(cell)):
                    held[name] = _match(_PARTS[name], cell) or plain(cell)  # what is no month makes no date either
            if held["月"]:
                told = f"{held['年']}年{held['月']}月{day}日" if held["年"] else f"{held['月']}月{day}日"
                rows[index] = (*row[:column], told, *row[column + 1 :])
                whole = whole or _PARTS["月"].fullmatch(held["月"]) is not None
    return replace(grid, rows=tuple(rows)) if whole else grid


def _match(pattern: re.Pattern[str], cell: Cell) -> str:
    """The number in a cell that holds nothing else: 8, 8.0, 8月."""
    if cell is None or isinstance(cell, bool):
        return ""
    found = pattern.fullmatch(plain(cell).removesuffix(".0"))
    return found[1] if found else ""
