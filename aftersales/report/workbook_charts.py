"""Native Excel charts that follow the cells of a table, legible in a grey print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aftersales.report.page import Chart, Look, Plot
from aftersales.report.styles import SHEET_SERIES
from aftersales.report.workbook_cells import WorkbookError, clean
from aftersales.report.workbook_layout import CHART_HEIGHT, PlacedChart, Plan
from aftersales.report.workbook_looks import BLUE, FONT, GREY, INK, LINE, PAPER, number_format, whole
from aftersales.report.workbook_looks import TARGET as TARGET_COLOUR
from aftersales.report.workbook_sources import TARGET, Span
from aftersales.report.workbook_widths import display_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

COLOURS = SHEET_SERIES
DASHES = ("solid", "dash", "round_dot", "long_dash", "square_dot", "dash_dot")
MARKERS = ("circle", "square", "diamond", "triangle", "x", "star")
LABELLED_UP_TO, UPRIGHT_UP_TO, UPRIGHT_WIDTH = 12, 8, 10.0
LEVEL = 0  # degrees: the names lie level and wrap, however little room they have
Options = dict[str, Any]


def add_chart(workbook: Workbook, sheet: Worksheet, plan: Plan, placed: PlacedChart) -> None:
    """Draw a chart where the plan hangs it."""
    chart = placed.chart
    kind = _kind(chart)
    drawing = workbook.add_chart(kind)
    if drawing is None:
        raise WorkbookError(f"{plan.name}: xlsxwriter knows no chart {kind}")
    for at in range(1 if chart.plot is Plot.PARETO else len(chart.series)):
        drawing.add_series(_series(plan, placed, at))
    over = _lines_over(workbook, plan, placed)
    if over is not None:
        drawing.combine(over)
    _dress(drawing, chart, sideways=kind["type"] == "bar")
    description = clean(chart.alt or chart.title)
    drawing.set_size({"width": placed.width, "height": CHART_HEIGHT - 4})
    place = {"x_offset": placed.left, "y_offset": 2, "object_position": 2, "description": description}
    if sheet.insert_chart(placed.row, 0, drawing, place):
        raise WorkbookError(f"{plan.name}: no room for the chart {chart.id}")


def _kind(chart: Chart) -> Options:
    if chart.plot is Plot.LINE:
        return {"type": "line"}
    many = len(chart.labels) > UPRIGHT_UP_TO or any(display_width(label) > UPRIGHT_WIDTH for label in chart.labels)
    sideways = many and chart.plot is not Plot.PARETO and chart.target is None
    kind = {"type": "bar" if sideways else "column"}
    return kind | ({"subtype": "stacked"} if chart.plot is Plot.STACK else {})


def _cells(plan: Plan, span: Span) -> list[Any]:
    table = plan.table(span.table)
    if table is None:
        raise WorkbookError(f"{plan.name}: a chart follows the table {span.table}, which is not there")
    return [plan.name, table.first + span.first, span.column, table.first + span.last, span.column]


def _points(plan: Plan, placed: PlacedChart, span: Span, name: str, values: tuple[float | None, ...]) -> Options:
    """A series: the cells it follows and, for viewers that do not read cells, their values."""
    return {
        "name": _text(name),
        "categories": _cells(plan, placed.source.labels),
        "values": _cells(plan, span),
        "categories_data": [clean(label) for label in placed.chart.labels],
        "values_data": list(values),
    }


def _series(plan: Plan, placed: PlacedChart, at: int) -> Options:
    chart, colour = placed.chart, COLOURS[at % len(COLOURS)]
    series = chart.series[at]
    options = _points(plan, placed, placed.source.series[at], series.name, series.values)
    if chart.plot is Plot.LINE:
        options["line"] = {"color": colour, "width": 2.25, "dash_type": DASHES[at % len(DASHES)]}
        options["marker"] = {"type": MARKERS[at % len(MARKERS)], "size": 6, "fill": {"color": colour}}
        options["marker"]["border"] = {"color": colour}
    else:
        options |= {"fill": {"color": colour}, "border": {"color": PAPER}, "gap": 60}
    if len(chart.labels) <= LABELLED_UP_TO and (len(chart.series) == 1 or chart.plot is not Plot.LINE):
        light = chart.plot is Plot.STACK and at % 2 == 0
        options["data_labels"] = {
            "value": True,
            "num_format": _label_format(chart.look, series.values),
            "font": _font(9),
        }
        if light:
            options["data_labels"]["font"]["color"] = PAPER
        if chart.plot is Plot.LINE:
            options["data_labels"]["position"] = "above"
    return options


def _lines_over(workbook: Workbook, plan: Plan, placed: PlacedChart) -> Any:
    """The lines drawn over the columns: the target, and the cumulative share of a Pareto on its own axis."""
    chart, source = placed.chart, placed.source
    pareto = chart.plot is Plot.PARETO and len(chart.series) > 1
    if not pareto and source.target is None:
        return None
    over = workbook.add_chart({"type": "line"})
    if pareto:
        share = chart.series[1]
        options = _points(plan, placed, source.series[1], share.name, share.values)
        options |= {"line": {"color": COLOURS[1], "width": 2.25}, "y2_axis": True}
        options["marker"] = {"type": "circle", "size": 6, "fill": {"color": PAPER}, "border": {"color": COLOURS[1]}}
        over.add_series(options)
        axis = {"min": 0, "max": 1, "major_unit": 0.2, "num_format": "0%", "num_font": _font(9)}
        over.set_y2_axis(axis | {"line": {"color": LINE}, "major_gridlines": {"visible": False}})
    if source.target is not None and chart.target is not None:
        options = _points(
            plan, placed, source.target, plan.sheet.words.say(TARGET), (chart.target,) * len(chart.labels)
        )
        options["line"] = {"color": TARGET_COLOUR, "width": 1.5, "dash_type": "dash"}
        over.add_series(options | {"marker": {"type": "none"}})
    return over


def _dress(drawing: Any, chart: Chart, *, sideways: bool) -> None:
    title = {"name": _text(chart.title), "name_font": _font(11, bold=True, colour=BLUE), "overlay": False}
    drawing.set_title(title)
    values: Options = {"num_format": _format(chart.look, axis=True), "num_font": _font(9), "line": {"none": True}}
    values["major_gridlines"] = {"visible": True, "line": {"color": LINE, "width": 0.75}}
    values |= _bounds(chart)
    names: Options = {"num_font": _font(9) | {"rotation": LEVEL}, "line": {"color": GREY}}
    if sideways:
        names["reverse"] = True  # the first category on top
        values["label_position"] = "high"
    across, up = (values, names) if sideways else (names, values)  # XlsxWriter means the page, not the series
    drawing.set_x_axis(across)
    drawing.set_y_axis(up)
    several = len(chart.series) > 1 or chart.target is not None
    drawing.set_legend({"position": "bottom", "font": _font(9)} if several else {"none": True})
    drawing.set_chartarea({"border": {"color": LINE}, "fill": {"color": PAPER}})
    drawing.show_hidden_data()
    drawing.show_blanks_as("gap")


def _bounds(chart: Chart) -> Options:
    """Bars start at 0; a rate never reaches above 100 %; a line of rates may start higher, at full tens."""
    seen = [value for series in chart.series for value in series.values if value is not None]
    seen += [] if chart.target is None else [chart.target]
    if chart.plot is not Plot.LINE:
        bounds: Options = {} if min(seen, default=0.0) < 0 else {"min": 0}
        if chart.look is Look.RATE and chart.plot is Plot.BAR and max(seen, default=0.0) <= 1:
            bounds["max"] = 1
        return bounds
    if chart.look is Look.RATE and seen and min(seen) >= 0 and max(seen) <= 1:
        return {"min": max(0, int(min(seen) * 10 - 0.5)) / 10, "max": 1}
    return {}


def _label_format(look: Look, values: Sequence[float | None]) -> str:
    """The format of the figures written into a chart: a mean that is no whole number has its decimals cut."""
    broken = any(value is not None and not whole(value) for value in values)
    return "#,##0.0" if broken and look in (Look.COUNT, Look.NUMBER) else _format(look)


def _format(look: Look, *, axis: bool = False) -> str:
    if look is Look.RATE:
        return "0%" if axis else "0.0%"
    if look in (Look.HOURS, Look.DAYS, Look.POINTS) and not axis:
        return number_format(look, 0.5)
    return "#,##0" if look is Look.MONEY else "General"  # `#,##0.##` would print `14.`


def _font(size: int, *, bold: bool = False, colour: str = INK) -> Options:
    return {"name": FONT, "size": size, "bold": bold, "color": colour}


def _text(text: str) -> str:
    """A title or name; one that starts like a formula would be taken for a reference."""
    text = clean(text)
    return f" {text}" if text.startswith("=") else text
