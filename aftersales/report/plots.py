"""The layers of each plot: which marks stand where. Positions are worked out here, scales are Vega-Lite's."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

from aftersales.report.drawing import (
    SIZE,
    TOTAL,
    Drawing,
    Rows,
    ems,
    hover,
    legend,
    lines,
    scale,
    side_labels,
    target,
    wrapped,
)
from aftersales.report.page import Band, Chart, Look
from aftersales.report.wording import plain, roughly, shown


def bars(chart: Chart, drawing: Drawing) -> Drawing:
    """Lying bars in the order given, each with its figure; several series stand in lanes under each other."""
    lanes = len(chart.series)
    step = side_labels(drawing, chart.labels, lanes * 18 + 10)
    thick = 16
    rows: Rows = []
    for at, label in enumerate(chart.labels):
        for lane, series in enumerate(chart.series):
            value = series.values[at]
            top = at * step + (step - lanes * 18) / 2 + lane * 18 + 1
            rows.append({"y": top, "y2": top + thick, "mid": top + thick / 2, "value": value or 0, "zero": 0,
                         "end": max(value or 0, 0), "shown": shown(value, chart.look) or "—",
                         "hover": hover(drawing, chart, label, series.name, value), "colour": drawing.colour(lane)})  # fmt: skip
    drawing.right = max((ems(row["shown"]) for row in rows), default=0) * SIZE + 16
    drawing.width = TOTAL - drawing.left - drawing.right
    ends = [row["value"] for row in rows] + ([] if chart.target is None else [chart.target])
    x = scale("value", [min([0, *ends]), max([0, *ends]) or 1])
    drawing.add("rect", rows, {}, x=x, x2="zero", y="y", y2="y2", color="colour", description="hover")
    if chart.target is not None:
        target(drawing, chart, x=x | {"field": "target"})
        _clear(rows, chart.target, x["scale"]["domain"], drawing.width)
    beside = {"align": "left", "baseline": "middle", "dx": 5}
    halo = beside | {"stroke": drawing.colours["paper"], "strokeWidth": 4}
    for style in (halo, beside) if chart.target is not None else (beside,):
        drawing.add("text", rows, style, x=x | {"field": "end"}, y="mid", text="shown")
    if lanes > 1:
        legend(drawing, tuple(series.name for series in chart.series))
    return drawing


def _clear(rows: Rows, aim: float, domain: list[float], width: float) -> None:
    """Move the figures that the target's rule would cross to its right."""
    pixel = width / (domain[1] - domain[0])
    for row in rows:
        start = (aim - row["end"]) * pixel
        if -5 < start < ems(row["shown"]) * SIZE + 8:
            row["end"] = aim


def stack(chart: Chart, drawing: Drawing) -> Drawing:
    """Parts of a whole: one lying bar a label, the series its parts; a single series is one bar of its labels."""
    single = len(chart.series) == 1
    names = chart.labels if single else tuple(series.name for series in chart.series)
    labels = ("",) if single else chart.labels
    parts = [(value,) for value in chart.series[0].values] if single else [series.values for series in chart.series]
    step = side_labels(drawing, labels, 32)
    totals = [sum(values[at] or 0 for values in parts) for at in range(len(labels))]
    widest = max([*totals, 0]) or 1
    sums: Rows = [
        {"value": total, "mid": (at + 0.5) * step, "shown": shown(total, chart.look)} for at, total in enumerate(totals)
    ]
    drawing.right = max((ems(row["shown"]) for row in sums), default=0) * SIZE + 16
    drawing.width = TOTAL - drawing.left - drawing.right
    rows: Rows = []
    for at, label in enumerate(labels):
        start = 0.0
        for part, name in enumerate(names):
            value = parts[part][at] or 0
            text = shown(value, chart.look)
            fits = value / widest * drawing.width > ems(text) * SIZE + 6
            told = plain(f"{label} {name} {drawing.words.say(shown(value, chart.look, unit=True))}".strip())
            rows.append({"y": at * step + 3, "y2": (at + 1) * step - 3, "mid": (at + 0.5) * step, "start": start,
                         "value": start + value, "centre": start + value / 2, "colour": drawing.colour(part),
                         "shown": text if fits else "", "hover": told})  # fmt: skip
            start += value
    _parts(drawing, rows, sums, scale("value", [0, widest]))
    legend(drawing, names)
    return drawing


def _parts(drawing: Drawing, rows: Rows, sums: Rows, x: dict[str, Any]) -> None:
    paper = drawing.colours["paper"]
    style = {"stroke": paper, "strokeWidth": 1.5}
    drawing.add("rect", rows, style, x=x, x2="start", y="y", y2="y2", color="colour", description="hover")
    written = [row for row in rows if row["shown"]]
    inside = {"baseline": "middle", "color": paper}
    drawing.add("text", written, inside, x=x | {"field": "centre"}, y="mid", text="shown")
    drawing.add("text", sums, {"align": "left", "baseline": "middle", "dx": 5}, x=x, y="mid", text="shown")


def pareto(chart: Chart, drawing: Drawing) -> Drawing:
    """Standing bars from the largest down, with the cumulative share as a line on the right-hand axis."""
    counts, shares = chart.series[0], chart.series[1]
    drawing.right, drawing.height, drawing.top = 48, 190, 16
    drawing.width = TOTAL - drawing.left - drawing.right
    band = drawing.width / max(len(chart.labels), 1)
    rows: Rows = [
        {"x": (at + 0.12) * band, "x2": (at + 0.88) * band, "mid": (at + 0.5) * band, "zero": 0,
         "value": count or 0, "share": part, "shown": shown(count, chart.look),
         "label": wrapped(label, max(1.0, (band - 4) / SIZE)), "hover": hover(drawing, chart, label, counts.name, count),
         "so_far": plain(f"{label} {shares.name} {shown(part, Look.RATE) or drawing.words.say('无数据')}")}
        for at, (label, count, part) in enumerate(zip(chart.labels, counts.values, shares.values, strict=True))
    ]  # fmt: skip
    drawing.bottom = max((lines(row["label"]) for row in rows), default=1) * 16 + 34
    y = scale("value", [0, (max((row["value"] for row in rows), default=0) or 1) * 1.05])
    axis = {"orient": "right", "format": ".0%", "values": [0, 0.2, 0.4, 0.6, 0.8, 1], "grid": False}
    share = scale("share", [0, 1])
    count_line, label_line = {"value": drawing.height + 8}, {"value": drawing.height + 26}
    drawing.add("rect", rows, {"color": drawing.colour(0)}, x="x", x2="x2", y=y, y2="zero", description="hover")
    drawing.add("text", rows, {"baseline": "top", "fontWeight": "bold"}, x="mid", y=count_line, text="shown")
    drawing.add("text", rows, {"baseline": "top", "lineHeight": 16}, x="mid", y=label_line, text="label")
    style = {"color": drawing.colour(1), "strokeWidth": 2, "aria": False, "invalid": "break-paths-show-domains"}
    drawing.add("line", rows, style, x="mid", y=share | {"axis": axis})
    dot = {"color": drawing.colour(1), "filled": True, "size": 36, "opacity": 1, "invalid": "filter"}
    drawing.add("point", rows, dot, x="mid", y=share, description="so_far")
    legend(drawing, (counts.name, shares.name))
    return drawing


def line(chart: Chart, drawing: Drawing) -> Drawing:
    """A line over the months, broken where there is no figure; the last figure is written beside it."""
    drawing.left, drawing.height, drawing.top, drawing.bottom = 56, 180, 16, 32
    lasts = [shown(_last(series.values)[1], chart.look) for series in chart.series]
    drawing.right = max(map(ems, lasts), default=0) * SIZE + 20
    drawing.width = TOTAL - drawing.left - drawing.right
    gap = drawing.width / max(len(chart.labels) - 1, 1)
    known = [value for series in chart.series for value in series.values if value is not None]
    if chart.band is not None:
        ends = (*chart.band.low, *chart.band.high)
        known += [chart.band.centre, *(value for value in ends if value is not None)]
    low, high = _span([*known, *([] if chart.target is None else [chart.target])], chart.look)
    axis = {"format": ".0%" if chart.look is Look.RATE else ",~f", "tickCount": 5, "grid": True}
    y = scale("value", [low, high]) | {"axis": axis}
    if chart.band is not None:
        _band(drawing, chart, chart.band, gap, y)
    for at, series in enumerate(chart.series):
        rows: Rows = [
            {"x": place * gap, "value": value, "hover": hover(drawing, chart, label, series.name, value)}
            for place, (label, value) in enumerate(zip(chart.labels, series.values, strict=True))
        ]
        stroke = {"color": drawing.colour(at), "strokeWidth": 2, "aria": False, "invalid": "break-paths-show-domains"}
        drawing.add("line", rows, stroke, x="x", y=y)
        dot = {"color": drawing.colour(at), "filled": True, "size": 36, "opacity": 1, "invalid": "filter"}
        drawing.add("point", rows, dot, x="x", y=y, description="hover")
    _marks(drawing, chart, gap, y)
    _ends(drawing, chart, gap, (low, high))
    every = math.ceil(len(chart.labels) / 6)
    last = len(chart.labels) - 1
    ticks: Rows = [
        {"x": at * gap, "label": plain(label)} for at, label in enumerate(chart.labels) if (last - at) % every == 0
    ]
    drawing.add("text", ticks, {"baseline": "top"}, x="x", y={"value": drawing.height + 10}, text="label")
    if chart.target is not None:
        target(drawing, chart, y=y | {"field": "target"})
    if len(chart.series) > 1:
        legend(drawing, tuple(series.name for series in chart.series))
    return drawing


def _band(drawing: Drawing, chart: Chart, band: Band, gap: float, y: dict[str, Any]) -> None:
    """Where chance alone may put a point, as a soft band with its limits, and the centre line with its figure."""
    rows: Rows = [
        {"x": at * gap, "value": high, "low": low}
        for at, (low, high) in enumerate(zip(band.low, band.high, strict=True))
        if low is not None and high is not None
    ]
    soft = {"color": drawing.colours["grid"], "opacity": 0.55, "aria": False}
    drawing.add("area", rows, soft, x="x", y=y, y2="low")
    edge = {"color": drawing.colours["muted"], "strokeWidth": 1, "strokeDash": [2, 3], "aria": False}
    for end in ("low", "value"):
        drawing.add("line", rows, edge, x="x", y=y | {"field": end})
    centre: Rows = [
        {"value": band.centre, "y": -16 - (drawing.top - 16), "words": drawing.words.say(_usual(chart, band))}
    ]
    drawing.add("rule", centre, {"color": drawing.colours["muted"], "strokeWidth": 1, "aria": False}, y=y)
    words = {"align": "left", "baseline": "middle", "fontSize": 12, "color": drawing.colours["muted"]}
    drawing.add("text", centre, words, x={"value": 0}, y="y", text="words")
    drawing.top += 18


def _usual(chart: Chart, band: Band) -> str:
    """What the band says for the last month, above the plot where nothing else stands."""
    low, high = band.low[-1], band.high[-1]
    limits = ""
    if low is not None and high is not None:
        limits = f"，平常范围 {roughly(low, chart.look)}–{roughly(high, chart.look)}（灰底）"
    return f"中心线 {roughly(band.centre, chart.look)}{limits}" + ("，◇ 有信号" if chart.marks else "")


def _marks(drawing: Drawing, chart: Chart, gap: float, y: dict[str, Any]) -> None:
    """The points that are more than chance: a diamond around each, told apart by its shape and not by colour alone."""
    values = chart.series[0].values if chart.series else ()
    rows: Rows = [{"x": at * gap, "value": values[at]} for at in chart.marks if values[at] is not None]
    if rows:
        ring = {"shape": "diamond", "size": 190, "filled": False, "opacity": 1, "strokeWidth": 2, "aria": False}
        drawing.add("point", rows, ring | {"color": drawing.colours["target"]}, x="x", y=y)


def _ends(drawing: Drawing, chart: Chart, gap: float, span: tuple[float, float]) -> None:
    """The last figure of every series, moved apart where two would touch."""
    low, high = span
    rows: Rows = []
    for series in chart.series:
        place, value = _last(series.values)
        if value is not None:
            y = (high - value) / (high - low) * drawing.height
            rows.append({"x": place * gap + 8, "y": y, "shown": shown(value, chart.look)})
    rows.sort(key=lambda row: row["y"])
    for above, below in pairwise(rows):
        below["y"] = max(below["y"], above["y"] + 15)
    style = {"align": "left", "baseline": "middle", "fontWeight": "bold"}
    drawing.add("text", rows, style, x="x", y="y", text="shown")


def _span(values: list[float], look: Look) -> tuple[float, float]:
    """From where to where a line's axis runs: from zero, but rates only as far as they need."""
    if not values:
        return 0, 1
    if look is not Look.RATE:
        low, high = min(0, *values), max(0, *values)
        return low, high + (high - low) * 0.1 or 1
    low, high = math.floor(min(values) * 10 - 0.2) / 10, math.ceil(max(values) * 10 + 0.2) / 10
    return max(0, low) if min(values) >= 0 else low, min(1, high) if max(values) <= 1 else high


def _last(values: tuple[float | None, ...]) -> tuple[int, float | None]:
    known = [(at, value) for at, value in enumerate(values) if value is not None]
    return known[-1] if known else (0, None)
