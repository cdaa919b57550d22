"""Where a record stands, told shortly in a table: the cell leads to the record itself."""

from __future__ import annotations

from dataclasses import replace

from aftersales.report.page import Cell, Link, Table, Value


def led_to_records(table: Table) -> Table:
    """The table with each place that is linked shortened to file › sheet › row, and leading to the record itself."""
    if not any(_names_a_record(cell) for row in table.rows[:1] for cell in row):
        return table
    return replace(table, rows=tuple(tuple(map(_led, row)) for row in table.rows))


def _names_a_record(cell: Value | Cell) -> bool:
    """True for a cell that says where one record stands."""
    told = cell.value if isinstance(cell, Cell) and cell.link else None
    return isinstance(told, str) and " › 第" in told and "\n" not in told


def _led(cell: Value | Cell) -> Value | Cell:
    if not (isinstance(cell, Cell) and cell.link and _names_a_record(cell)):
        return cell
    file, between, rest = str(cell.value).partition(" › ")
    return replace(cell, value=file.rpartition("/")[2] + between + rest, link=Link(cell.link.page, str(cell.value)))
