"""What a workbook holds, as text: `总览!B8 = 0.846 [0.0%]`, so that a golden can be read and a diff reviewed."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from openpyxl import load_workbook

from aftersales.report.workbook import write_workbook

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from aftersales.report.page import Report


def written(report: Report) -> bytes:
    """The bytes of the report's workbook."""
    out = BytesIO()
    write_workbook(report, out)
    return out.getvalue()


def opened(report: Report) -> Workbook:
    """The report's workbook, read back by another library."""
    return load_workbook(BytesIO(written(report)))


def parts(content: bytes) -> dict[str, str]:
    """The XML parts of a workbook."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def dump(sheet: Worksheet) -> list[str]:
    """Every cell that says something: its place, its value, its number format, where it leads."""
    return [_line(sheet, cell) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def _line(sheet: Worksheet, cell: Cell) -> str:
    look = "" if cell.number_format == "General" else f" [{cell.number_format}]"
    link = f" -> {cell.hyperlink.location}" if cell.hyperlink else ""
    return f"{sheet.title}!{cell.coordinate} = {cell.value!r}{look}{link}"


def find(sheet: Worksheet, value: object) -> Cell:
    """The first cell that holds the value."""
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == value)
