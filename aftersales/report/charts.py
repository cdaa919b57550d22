"""Charts: a `Chart` becomes a Vega-Lite specification (plain data), vl-convert draws it as SVG with real text.

We place everything ourselves and name a font that no machine has: Vega then has no text to measure, so a chart costs
milliseconds instead of a tenth of a second and its bytes do not depend on the fonts installed. The real fonts are
named afterwards, in `svg.tidy`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import vl_convert

from aftersales.report.drawing import Drawing
from aftersales.report.languages import CHINESE, Language, language
from aftersales.report.page import Chart, Look, Plot
from aftersales.report.plots import bars, line, pareto, stack
from aftersales.report.styles import DARK, LIGHT, chart_colours
from aftersales.report.svg import tidy
from aftersales.report.wording import plain, shown

PLOTS = {Plot.BAR: bars, Plot.PARETO: pareto, Plot.LINE: line, Plot.STACK: stack}


@lru_cache(maxsize=512)
def chart_svg(chart: Chart, dark: bool = False, spoken: str = CHINESE) -> str:  # noqa: FBT001, FBT002 - one plain switch
    """The chart as one `<svg>`; on our pages its classes follow the reader's light or dark setting by themselves."""
    palette, words = DARK if dark else LIGHT, language(spoken)
    drawing = Drawing(chart_colours(palette), palette.series, words)
    drawn = vl_convert.vegalite_to_svg(specification(chart, drawing))
    names = {colour: name for name, colour in drawing.colours.items()}
    names |= {colour: f"s{at}" for at, colour in enumerate(drawing.series)}
    return tidy(drawn, chart.id, plain(chart.title), described(chart, words), names)


def any_drawn() -> bool:
    """Whether this process has drawn a chart: the library then has threads, without which it hangs in a forked process."""
    return chart_svg.cache_info().misses > 0


def specification(chart: Chart, blank: Drawing) -> dict[str, Any]:
    """The chart in Vega-Lite: layers of marks over our own coordinates."""
    drawing = PLOTS[chart.plot](chart, blank)
    colours = drawing.colours
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": drawing.width,
        "height": drawing.height,
        "autosize": {"type": "none"},
        "padding": {"left": drawing.left, "right": drawing.right, "top": drawing.top, "bottom": drawing.bottom},
        "background": None,
        "layer": drawing.layers,
        "resolve": {"scale": {"y": "independent"}} if chart.plot is Plot.PARETO else {},
        "config": {
            "font": "no such font",
            "view": {"stroke": None},
            "text": {"color": colours["ink"], "fontSize": 13, "lineBreak": "\n", "aria": False, "limit": 0},
            "rule": {"aria": False},
            "axis": {"labelColor": colours["muted"], "labelFontSize": 12, "gridColor": colours["grid"], "title": None,
                     "domain": False, "ticks": False, "labelPadding": 6, "labelLimit": 0, "labelOverlap": False},
        },
    }  # fmt: skip


def described(chart: Chart, words: Language) -> str:
    """The chart in words: what the author said, else its figures one after the other."""
    return plain(chart.alt) or figures_in_words(chart, words)


def figures_in_words(chart: Chart, words: Language) -> str:
    """All figures of a chart as a sentence for those who do not see it."""
    parts = []
    for at, series in enumerate(chart.series):
        look = Look.RATE if chart.plot is Plot.PARETO and at else chart.look
        pairs = zip(chart.labels, series.values, strict=True)
        told = [f"{label} {words.say(shown(value, look, unit=True) or '无数据')}" for label, value in pairs]
        parts.append(f"{series.name}{words['colon']}{words['comma'].join(told)}")
    return plain(words["semicolon"].join(parts))
