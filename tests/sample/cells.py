"""How clerks write: dates in many styles, tables under titles, numbers before there is anything to number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | date | datetime | None
Row = list[Cell]

_THIN = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_GREY = PatternFill("solid", fgColor="D9E1F2")
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def serial(day: date) -> int:
    """The number Excel keeps for a day.

    >>> serial(date(2026, 9, 3))
    46268
    """
    return (day - date(1899, 12, 30)).days


def dotted(day: date) -> str:
    return f"{day.year}.{day.month}.{day.day}"


def spoken(day: date) -> str:
    """Month and day; the year stands in the title."""
    return f"{day.month}月{day.day}日"


def slashed(day: date) -> str:
    return f"{day.month}/{day.day}"


def spaced(heading: str) -> str:
    """A heading with its letters spread out, as clerks do to fill the width."""
    return " ".join(heading) if len(heading) <= 4 else heading


@dataclass(slots=True)
class Table:
    """Headings, rows, and over some of the headings a second heading row: text → first and last column (from 0)."""

    headings: Sequence[str]
    rows: list[Row] = field(default_factory=list)
    groups: dict[str, tuple[int, int]] = field(default_factory=dict)
    date_format: str = "yyyy/m/d"


def put_title(sheet: Worksheet, row: int, text: str, width: int) -> None:
    """A title merged over the table."""
    sheet.cell(row, 1, text)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    sheet.cell(row, 1).font = Font(size=16, bold=True)
    sheet.cell(row, 1).alignment = _CENTRE


def put_table(sheet: Worksheet, row: int, table: Table) -> int:
    """Write the table with its heading in `row`; returns the row of its first record."""
    for column, heading in enumerate(table.headings, 1):
        _heading(sheet, row, column, heading)
    first = row + 1
    if table.groups:
        _two_rows(sheet, row, table)
        first += 1
    for offset, values in enumerate(table.rows):
        for column, value in enumerate(values, 1):
            _value(sheet, first + offset, column, value, table.date_format)
    for column, heading in enumerate(table.headings, 1):
        sheet.column_dimensions[get_column_letter(column)].width = max(8, 3 + 2 * len(heading))
    return first


def _two_rows(sheet: Worksheet, row: int, table: Table) -> None:
    grouped = {column for start, end in table.groups.values() for column in range(start, end + 1)}
    for column, heading in enumerate(table.headings):
        if column in grouped:
            _heading(sheet, row + 1, column + 1, heading)
        else:
            sheet.merge_cells(start_row=row, start_column=column + 1, end_row=row + 1, end_column=column + 1)
    for text, (start, end) in table.groups.items():
        for column in range(start, end + 1):
            sheet.cell(row, column + 1).value = None
        _heading(sheet, row, start + 1, text)
        sheet.merge_cells(start_row=row, start_column=start + 1, end_row=row, end_column=end + 1)


def _heading(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column, text)
    cell.font, cell.fill, cell.border, cell.alignment = Font(bold=True), _GREY, _BOX, _CENTRE


def _value(sheet: Worksheet, row: int, column: int, value: Cell, date_format: str) -> None:
    cell = sheet.cell(row, column, value if value != "" else None)
    cell.border = _BOX
    if isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(value, date):
        cell.number_format = date_format


def merge_runs(sheet: Worksheet, first: int, rows: list[Row], by: int, columns: Sequence[int]) -> None:
    """Merge `columns` down each run of rows that are equal in column `by`: only the top cell keeps its value."""
    start = 0
    for end in range(1, len(rows) + 1):
        if end < len(rows) and rows[end][by] == rows[start][by]:
            continue
        if end - start > 1:
            for column in columns:
                for row in range(first + start + 1, first + end):
                    sheet.cell(row, column + 1).value = None
                sheet.merge_cells(
                    start_row=first + start, start_column=column + 1, end_row=first + end - 1, end_column=column + 1
                )
        start = end


def number_empty_rows(sheet: Worksheet, first: int, filled: int, until: int) -> int:
    """Numbers in the first column of rows that hold nothing else; returns the row after them."""
    for number in range(filled + 1, until + 1):
        sheet.cell(first + number - 1, 1, number).border = _BOX
    return first + max(filled, until)


def sign(sheet: Worksheet, row: int, *lines: str) -> None:
    """Lines under the table: totals, who made it, who checked it."""
    for offset, line in enumerate(lines):
        sheet.cell(row + offset, 1, line)
