"""How the sheets of a return sheet print: A4 lying down, headings repeated, pages numbered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aftersales.report.languages import language
from aftersales.report.returns import ReturnSheet
from aftersales.report.workbook_cells import WorkbookError, clean
from aftersales.report.workbook_widths import total_pixels

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

A4 = 9
PIXELS_A_PAGE = 1_720  # of a wider sheet the text would print too small to read, so it takes several pages
FOOTER_NAME = 60


def set_up_print(
    sheet: Worksheet | None, widths: Iterable[float], heading: tuple[int, int], returned: ReturnSheet
) -> None:
    """The print set-up of one sheet whose heading stands in the rows `heading` (first and last, from 0)."""
    if sheet is None:
        raise WorkbookError("a return sheet lost one of its sheets")
    across = max(1, -(-total_pixels(widths) // PIXELS_A_PAGE))
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(across, 0)
    sheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.7)
    sheet.repeat_rows(*heading)
    if across > 1:
        sheet.repeat_columns(0, 0)
    sheet.hide_gridlines(2)
    name = clean(returned.file).replace("&", "&&")[-FOOTER_NAME:]
    footer = language(returned.language).say(f"&L&9 退回单　{name}&R&9第 &P 页 / 共 &N 页")
    if sheet.set_footer(footer, {"margin": 0.3}):
        raise WorkbookError("the footer of a return sheet is too long")
