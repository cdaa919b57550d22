"""Where a record stands, told shortly in a table: the cell leads to the record itself."""

from __future__ import annotations

from dataclasses import replace

from aftersales.report.languages import Language
from aftersales.report.page import Cell, Link, Table, Value

ROW, BLANK = "第{}行", "{}"


def led_to_records(table: Table, words: Language) -> Table:
    """The table with each place that is linked shortened to file › sheet › row, and leading to the record itself."""
    mark = row_mark(words)
    if not any(_names_a_record(cell, mark) for row in table.rows[:1] for cell in row):
        return table
    return replace(table, rows=tuple(tuple(_led(cell, mark) for cell in row) for row in table.rows))


def row_mark(words: Language) -> str:
    """What stands between the name of a sheet and the number of its row."""
    return f" › {words.say(ROW).partition(BLANK)[0]}"


def _names_a_record(cell: Value | Cell, mark: str) -> bool:
    """True for a cell that says where one record stands."""
    told = cell.value if isinstance(cell, Cell) and cell.link else None
    return isinstance(told, str) and mark in told and "\n" not in told


def _led(cell: Value | Cell, mark: str) -> Value | Cell:
    if not (isinstance(cell, Cell) and cell.link and _names_a_record(cell, mark)):
        return cell
    file, between, rest = str(cell.value).partition(" › ")
    return replace(cell, value=file.rpartition("/")[2] + between + rest, link=Link(cell.link.page, str(cell.value)))
