"""What calamine gives: the only place that knows it.

Its traps: rows come without the empty ones above and to the left (`start` tells), errors and formulas without a stored
result come as blanks. For .xlsx and .ods the scan of the XML puts them back, for .xls and .et a look at the records; .xlsb is read as
calamine gives it, so there an error value is a blank.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from aftersales.intake.grids import Raw
from aftersales.intake.refusal import Refused
from aftersales.model import Merge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from python_calamine import CalamineSheet

    from aftersales.settings.model import Limits

READER = "calamine"


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet as the workbook lists it."""

    index: int
    name: str
    hidden: bool
    cells: bool  # False for charts, dialogs and macro sheets


def open_book(data: bytes) -> CalamineWorkbook:
    """Open a workbook from memory; refused when it cannot be."""
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as fault:
        raise Refused("file-encrypted") from fault
    except (CalamineError, OSError, ValueError, OverflowError) as fault:
        raise Refused("file-unreadable", detail="内容已损坏或不完整") from fault


def listed(book: CalamineWorkbook) -> list[Listed]:
    """The sheets in the workbook's order."""
    return [
        Listed(index, sheet.name, sheet.visible != SheetVisibleEnum.Visible, sheet.typ == SheetTypeEnum.WorkSheet)
        for index, sheet in enumerate(book.sheets_metadata)
    ]


def open_sheet(book: CalamineWorkbook, index: int) -> CalamineSheet:
    """One sheet; refused when it cannot be read."""
    try:
        return book.get_sheet_by_index(index)
    except (CalamineError, OSError, ValueError, OverflowError) as fault:
        raise Refused("sheet-unreadable", detail="内容已损坏或不完整") from fault


def raw(sheet: CalamineSheet, limits: Limits) -> Raw:
    """Its rows and where they start; refused when they would fill too much."""
    if sheet.start is None:
        return Raw((), 1, 1)
    if sheet.height * sheet.width > limits.cells:
        raise Refused("sheet-too-wide", detail=f"{sheet.height} 行 × {sheet.width} 列，上限 {limits.cells} 个单元格")
    top, left = sheet.start
    try:
        return Raw(sheet.to_python(), top + 1, left + 1)
    except OverflowError as fault:  # a duration beyond all measure
        raise Refused("sheet-unreadable", detail="有超出范围的时间值") from fault


def merged(sheet: CalamineSheet) -> Iterable[Merge]:
    """The merged blocks as far as the format tells them."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        yield Merge(top + 1, left + 1, bottom + 1, right + 1)
