"""The month's workbook: every page of the report as a styled sheet, ready to print, with links and native charts.

The sheets are laid out first and then written from the top down, so that memory does not grow with the details
pages. The same report gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from aftersales.report.languages import language
from aftersales.report.page import Link, Report
from aftersales.report.workbook_cells import Formats, WorkbookError, clean, put, put_formula, put_link, put_note
from aftersales.report.workbook_charts import add_chart
from aftersales.report.workbook_conditions import add_conditions
from aftersales.report.workbook_formulas import Place, formulas
from aftersales.report.workbook_layout import PlacedTable, Plan, lay_out
from aftersales.report.workbook_lines import Ink, Line, TableRows, head_lines, table_lines
from aftersales.report.workbook_links import Targets, link_targets
from aftersales.report.workbook_looks import BLUE, FONT, LINE, TARGET
from aftersales.report.workbook_past import FIRST_MONTH, PAST
from aftersales.report.workbook_print import set_up_print
from aftersales.report.workbook_rows import BLOCK, row_writer
from aftersales.report.workbook_text import LineWriter, line_writer
from aftersales.report.workbook_widths import ROW_POINTS, pixels

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FROZEN_UP_TO = 240  # pixels of heading that may stay in view
WIDE_TABLE = 8  # columns from which the first one stays in view
DETAILS_TAB = LINE
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
    "default_format_properties": {"font_name": FONT, "font_size": 10},  # the unit of column widths: that of our texts
}
SPARKLINE = {"type": "column", "series_color": BLUE, "last_color": TARGET, "last_point": True, "show_hidden": True}


@dataclass(frozen=True, slots=True)
class Places:
    """Where links lead and where sparklines find their figures."""

    targets: Targets
    pasts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Pen:
    """What is needed to write the lines of one sheet; `sparks` collects its sparklines by the ground they stand on."""

    formats: Formats
    places: Places
    formulas: Mapping[Place, str]
    plain: LineWriter | None
    sparks: dict[float, list[tuple[str, str]]] = field(default_factory=dict)


def write_workbook(report: Report, out: BinaryIO | Path) -> None:
    """Write the report as an .xlsx file."""
    plans = lay_out(report)
    places = Places(link_targets(plans, language(report.language)), past_ranges(plans, len(report.months)))
    options = deepcopy(OPTIONS)  # the library writes into them: the next workbook would have another font
    workbook = xlsxwriter.Workbook(str(out) if isinstance(out, Path) else out, options)
    made = datetime.fromisoformat(report.as_of)
    workbook.set_properties(_properties(report) | {"created": made})
    formats = Formats(workbook)
    for plan in plans:
        sheet = workbook.add_worksheet(plan.name)
        found = {} if plan.page.details else sheet_formulas(plan)
        _write_lines(sheet, plan, Pen(formats, places, found, line_writer(sheet, formats, _last_row(plan))))
        add_conditions(sheet, plan, formats, found)
        for placed in plan.charts:
            add_chart(workbook, sheet, plan, placed)
        _set_up(sheet, plan)
        set_up_print(sheet, plan, report)
    workbook.worksheets()[0].activate()
    try:
        workbook.close()
    except FileCreateError as trouble:
        raise trouble.args[0] from None  # the library wraps the disk's own error, whose number says what is wrong


def _properties(report: Report) -> dict[str, str]:
    title, company, headline = map(clean, (report.title, report.company, report.headline))
    told = {"title": title, "company": company, "author": company, "subject": report.month, "comments": headline}
    say = language(report.language).say
    return told | {"category": say("售后月报"), "keywords": say(f"售后 月报 {report.month}")}


def sheet_formulas(plan: Plan) -> dict[Place, str]:
    """All formulas of a sheet's tables."""
    return {at: rule for placed in plan.tables for at, rule in formulas(placed.table, placed.first).items()}


def past_ranges(plans: Sequence[Plan], months: int) -> list[str]:
    """The cells of each past that a sparkline may draw."""
    plan = plans[-1]
    placed = plan.table(PAST)
    if placed is None:
        return []
    left, right = xl_col_to_name(FIRST_MONTH), xl_col_to_name(FIRST_MONTH + months - 1)
    quoted = plan.name.replace("'", "''")
    return [f"'{quoted}'!{left}{row + 1}:{right}{row + 1}" for row in range(placed.first, placed.end)]


def _last_row(plan: Plan) -> int:
    top, part = plan.parts()[-1]
    return (part.end if isinstance(part, PlacedTable) else top + len(part)) - 1


def _write_lines(sheet: Worksheet, plan: Plan, pen: Pen) -> None:
    sheet.set_default_row(ROW_POINTS)
    for at, width in enumerate(plan.sheet.widths):
        sheet.set_column(at, at, width)
    for top, part in plan.parts():
        if not isinstance(part, PlacedTable):
            _write(sheet, enumerate(part, top), pen)
        elif plan.page.details and part.table.rows:
            _write(sheet, enumerate(head_lines(part.table, plan.sheet), top), pen)
            _write_records(sheet, plan, part, pen)
        else:
            _write(sheet, enumerate(table_lines(part.table, plan.sheet), top), pen)
    for ground, drawn in pen.sparks.items():
        cells, ranges = zip(*drawn, strict=True)
        options = SPARKLINE | {"location": list(cells), "range": list(ranges), "min": ground}
        if sheet.add_sparkline(0, 0, options):
            raise WorkbookError(f"{plan.name}: no sparklines over {ranges[0]}")


def _write_records(sheet: Worksheet, plan: Plan, placed: PlacedTable, pen: Pen) -> None:
    """The rows of a details page, a block at a time: written as text where its cells are plain, else cell by cell."""
    rows = TableRows(placed.table, plan.sheet)
    writer = row_writer(sheet, rows, pen.formats)
    for first in range(0, len(placed.table.rows), BLOCK):
        end = first + BLOCK
        if writer is None or not writer.write(placed.first, first, end):
            _write(sheet, enumerate(rows.lines(first, end), placed.first + first), pen)


def _write(sheet: Worksheet, lines: Iterable[tuple[int, Line]], pen: Pen) -> None:
    for row, line in lines:
        if line.points != ROW_POINTS or line.folded or line.folds:
            _set_row(sheet, row, line)
        if pen.plain and pen.plain.write(row, line, pen.formulas):
            continue
        for at, ink in enumerate(line.cells):
            if ink.span != 1 or ink.link or ink.note or ink.spark:
                _put_rich(sheet, (row, at), ink, pen)
            elif formula := pen.formulas.get((row, at)):
                put_formula(sheet, (row, at), formula, ink.value, pen.formats[ink.style])
            else:
                put(sheet, row, at, ink.value, pen.formats[ink.style])


def _set_row(sheet: Worksheet, row: int, line: Line) -> None:
    folding = {"level": 1, "hidden": True} if line.folded else {"collapsed": True} if line.folds else {}
    if sheet.set_row(row, line.points, None, folding):
        raise WorkbookError(f"{sheet.name}: no row {row + 1}")


def _put_rich(sheet: Worksheet, place: tuple[int, int], ink: Ink, pen: Pen) -> None:
    """A cell that spans others, leads somewhere, carries a note or draws a past."""
    row, at = place
    if not ink.span:
        return
    target = pen.places.targets.get((ink.link.page, ink.link.anchor)) if ink.link else None
    look = pen.formats[ink.style._replace(linked=target is not None or ink.link == Link(""))]
    if ink.span > 1 and sheet.merge_range(row, at, row, at + ink.span - 1, "", look):
        raise WorkbookError(f"{sheet.name} row {row + 1}: could not merge {ink.span} cells")
    if target:
        put_link(sheet, row, at, target, look)
    if formula := ink.formula or pen.formulas.get(place, ""):
        put_formula(sheet, place, formula, ink.value, look)
    else:
        put(sheet, row, at, ink.value, look)
    if ink.spark:
        drawn = (xl_rowcol_to_cell(row, at), pen.places.pasts[ink.spark.past])
        pen.sparks.setdefault(ink.spark.ground, []).append(drawn)
    if ink.note:
        put_note(sheet, row, at, ink.note)


def _set_up(sheet: Worksheet, plan: Plan) -> None:
    """How the sheet shows on the screen."""
    main = plan.only_table()
    filtered = max((one for one in plan.tables if one.table.filters), key=_length, default=None)
    if filtered and filtered.table.rows:  # Excel has one filter per sheet: the longest table gets it
        last = filtered.end - 1 - bool(filtered.table.total)
        if sheet.autofilter(filtered.heading, 0, max(last, filtered.first), len(filtered.table.columns) - 1):
            raise WorkbookError(f"{plan.name}: no filter over the table {filtered.table.id}")
    rows = main.first if main and _height_above(plan, main.first) <= FROZEN_UP_TO else 1
    sheet.freeze_panes(rows, 1 if plan.page.details and main and len(main.table.columns) > WIDE_TABLE else 0)
    sheet.outline_settings(visible=True, symbols_below=False)
    sheet.set_zoom(100)
    sheet.set_tab_color(DETAILS_TAB if plan.page.details else BLUE)
    if not plan.page.details:
        sheet.hide_gridlines(2)


def _length(placed: PlacedTable) -> int:
    return len(placed.table.rows)


def _height_above(plan: Plan, row: int) -> int:
    heights = 0
    for at, line in plan.lines():
        heights += pixels(line.points)
        if at >= row - 1:  # before the first row of data is even worked out
            break
    return heights
