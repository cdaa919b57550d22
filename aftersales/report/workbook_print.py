"""How a sheet prints: A4, as wide as the page, its heading repeated, pages numbered, nothing cut in two needlessly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aftersales.report.languages import language
from aftersales.report.page import Report
from aftersales.report.workbook_cells import WorkbookError, clean
from aftersales.report.workbook_layout import (
    CHART_HEIGHT,
    LANDSCAPE,
    SMALLEST,
    UPRIGHT,
    UPRIGHT_WIDE,
    Plan,
    page_room,
    pages_across,
)
from aftersales.report.workbook_widths import ROW_POINTS, pixels, total_pixels

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

A4 = 9
FOLDED_TITLE = 60  # pixels that are not worth a new page
KEPT_WHOLE, LEFT_OVER = 0.45, 0.15  # of a page: larger tables may be cut in two, unless hardly any room is left
SAFETY, SURELY = 0.97, 0.93  # fonts and printers differ
FOOTER_NAME = 60
Extent = tuple[int, int, bool]


def set_up_print(sheet: Worksheet, plan: Plan, report: Report) -> None:
    """Everything of a sheet's print set-up."""
    wide = total_pixels(plan.sheet.widths)
    across = pages_across(wide)
    sheet.set_paper(A4)
    if not upright(plan):
        sheet.set_landscape()
    if plan.page.details and wide <= page_room(plan.sheet.widths) * SURELY:
        sheet.set_print_scale(int(SMALLEST * 100))  # records need no larger letters, but many pages
    else:
        sheet.fit_to_pages(across, 0)
    sheet.set_margins(left=0.25, right=0.25, top=0.5, bottom=0.7)
    sheet.center_horizontally()
    main = plan.only_table()
    heading = main.heading if main else 0
    sheet.repeat_rows(heading, heading)
    if across > 1:
        sheet.repeat_columns(0, 0)
    sheet.print_area(0, 0, max(plan.depth - 1, 0), len(plan.sheet.widths) - 1)
    if not plan.page.details:
        sheet.set_h_pagebreaks(page_breaks(plan))
    company, name = (clean(text).replace("&", "&&")[:FOOTER_NAME] for text in (report.company, plan.name))
    footer = f"&L&9 {company}　{report.month}&C&9第 &P 页 / 共 &N 页&R&9 {name}"  # `&93A` would be size 93
    if sheet.set_footer(language(report.language).say(footer), {"margin": 0.3}):
        raise WorkbookError(f"{plan.name}: the footer is too long")


def upright(plan: Plan) -> bool:
    """Sheets that are legible so are printed upright."""
    return total_pixels(plan.sheet.widths) <= UPRIGHT_WIDE


def page_breaks(plan: Plan) -> list[int]:
    """The rows that start a page, so that no chart and no table that fits on a page is cut in two."""
    wide = total_pixels(plan.sheet.widths)
    across, down = UPRIGHT if upright(plan) else LANDSCAPE
    room = down * SAFETY * max(1.0, wide / (across * pages_across(wide)))
    heights = _heights(plan)
    breaks: list[int] = []
    used = float(sum(heights[: len(plan.head)]))
    row = len(plan.head)
    for top, end, drawn in _extents(plan):
        used += sum(heights[row:top])
        height = sum(heights[top:end])
        whole = drawn or height <= room * KEPT_WHOLE or used > room * (1 - LEFT_OVER)
        if whole and used + height > room and FOLDED_TITLE < height <= room:
            breaks.append(top)
            used = heights[0]
        used = (used + height) % room if height > room else used + height
        row = end
    return breaks


def _heights(plan: Plan) -> list[int]:
    heights = [pixels(ROW_POINTS)] * (plan.depth + 1)
    for row, line in plan.lines():
        heights[row] = 0 if line.folded else pixels(line.points)
    return heights


def _extents(plan: Plan) -> Sequence[Extent]:
    """The rows of each block from the top down and whether a chart is in it; a chart beside a table is one with it."""
    tables = [(placed.top, placed.end, False) for placed in plan.tables]
    texts = [(top, top + len(lines), False) for top, lines in plan.texts]
    charts = [(placed.row, placed.row - (-CHART_HEIGHT // pixels(ROW_POINTS)), True) for placed in plan.charts]
    joined: list[Extent] = []
    for top, end, drawn in sorted([*tables, *texts, *charts]):
        if joined and top < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]), drawn or joined[-1][2])
        else:
            joined.append((top, end, drawn))
    return joined
