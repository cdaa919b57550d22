"""What a sheet holds beside the values that calamine gives, as a look of our own at the file found it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aftersales.intake.refusal import Refused
from aftersales.model import CellError

if TYPE_CHECKING:
    from aftersales.intake.sheet_xml import Address
    from aftersales.model import Cell, Merge
    from aftersales.settings.model import Limits

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""The numbers under which Excel's binary formats store error values."""


@dataclass(slots=True)
class Marks:
    """Error values, hidden rows and merged blocks of one sheet, and how many of its rows hold anything.

    `used_rows` is the count beside the reader's own, None where nobody counted. `box` is the first and last row and
    column that hold anything, (0, 0, 0, 0) where nobody looked.
    """

    errors: dict[Address, Cell] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    used_rows: int | None = None
    box: tuple[int, int, int, int] = (0, 0, 0, 0)

    def note_error(self, row: int, column: int, number: int) -> None:
        """An error value in a cell, by the number under which it is stored."""
        self.errors[row, column] = CellError(ERRORS.get(number, "#ERROR!"))

    @property
    def cells(self) -> int:
        """How many cells the sheet fills when it is laid out."""
        top, left, bottom, right = self.box
        return (bottom - top + 1) * (right - left + 1)

    def check_extent(self, limits: Limits) -> None:
        """Refuse a sheet that would be laid out over more cells than the limit, before a reader does so."""
        top, left, bottom, right = self.box
        if self.cells > limits.cells:
            detail = f"{bottom - top + 1} 行 × {right - left + 1} 列，上限 {limits.cells} 个单元格"
            raise Refused("sheet-too-wide", detail=detail)
