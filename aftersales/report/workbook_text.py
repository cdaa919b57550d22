"""Lines of a table written as XML text, several times faster than cell by cell.

Most cells of a workbook are a value in a style, perhaps with a rate's formula or a note. A line of nothing else goes as
text into the file in which XlsxWriter collects the rows of a streamed sheet; each distinct text and style becomes
markup once. Every other line, and whatever is no row, stays XlsxWriter's.

This relies on the private names of `workbook_rows`, and on `Worksheet.previous_row` (the row that is being collected).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from aftersales.report.workbook_cells import Formats, WorkbookError, held, put_note
from aftersales.report.workbook_formulas import Place
from aftersales.report.workbook_looks import Style
from aftersales.report.workbook_rows import content, takes_text
from aftersales.report.workbook_widths import pixels

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from aftersales.report.workbook_lines import Ink, Line

_ARITHMETIC = re.compile(r"(?:SUM\(|[0-9A-Z$:+*/)-])+")  # nothing to escape, and no function that has to be renamed


def line_writer(sheet: Worksheet, formats: Formats, last: int) -> LineWriter | None:
    """What writes the lines of a sheet as text, but for its last row; None if this XlsxWriter does not allow it."""
    return LineWriter(sheet, formats, last) if takes_text(sheet) and hasattr(sheet, "previous_row") else None


class LineWriter:
    """Writes single lines, from the top down; `set_row` has been called where a row differs from the others.

    The last row is left to XlsxWriter, which writes it when it knows what else there is on the sheet.
    """

    def __init__(self, sheet: Worksheet, formats: Formats, last: int) -> None:
        self._sheet, self._formats, self._last = sheet, formats, last
        self._columns: list[str] = []
        self._styles: dict[Style, str] = {}
        self._texts: dict[str, str] = {}

    def write(self, row: int, line: Line, formulas: Mapping[Place, str]) -> bool:
        """Write a line; False, with nothing done, if one of its cells asks for more than text."""
        rules = [formulas.get((row, at), "") for at in range(len(line.cells))]
        if row == self._last or not line.cells or not all(map(_is_flat, line.cells, rules)):
            return False
        sheet, number, last = self._sheet, str(row + 1), len(line.cells) - 1
        for at, ink in enumerate(line.cells):
            if ink.note:
                put_note(sheet, row, at, ink.note)
        if sheet._check_dimensions(row, 0) or sheet._check_dimensions(row, last):  # noqa: SLF001 - see above
            raise WorkbookError(f"{sheet.name}: no row {number}")
        self._columns += [f'<c r="{xl_col_to_name(at)}' for at in range(len(self._columns), last + 1)]
        if row > sheet.previous_row:
            sheet._write_single_row(row)  # noqa: SLF001 - see above
        cells = map(self._cell, line.cells, rules)
        pieces = [f"{column}{number}{cell}" for column, cell in zip(self._columns, cells, strict=False)]
        sheet.row_data_fh.write(f'<row r="{number}{_opening(line)}{"".join(pieces)}</row>')
        sheet.previous_row = row + 1
        return True

    def _cell(self, ink: Ink, rule: str) -> str:
        """A cell from behind its number on."""
        style = self._styles.get(ink.style)
        if style is None:
            index = self._formats[ink.style]._get_xf_index()  # noqa: SLF001 - see above
            style = self._styles[ink.style] = f'" s="{index}"'
        value = held(ink.value)
        if value is None:
            return f"{style}/>"
        if isinstance(value, str):
            return f'{style} t="inlineStr"><is><t{self._text(value)}</t></is></c>'
        if rule:
            return f"{style}><f>{rule}</f><v>{value}</v></c>"
        return f"{style}><v>{value:.16G}</v></c>"

    def _text(self, text: str) -> str:
        found = self._texts.get(text)
        if found is None:
            found = self._texts[text] = content(text)
        return found


def _is_flat(ink: Ink, rule: str) -> bool:
    if ink.span != 1 or ink.link or ink.spark or ink.formula:
        return False
    return not rule or (not isinstance(ink.value, str | None) and _ARITHMETIC.fullmatch(rule) is not None)


def _opening(line: Line) -> str:
    """From behind a row's number to its first cell."""
    folding = ' outlineLevel="1"' if line.folded else ' collapsed="1"' if line.folds else ""
    hidden = ' hidden="1"' if line.folded else ""
    return f'" ht="{pixels(line.points) * 0.75:.16g}"{hidden} customHeight="1"{folding}>'
