"""The control chart of a trend as a chart of the report: its title says what is to be seen in it."""

from __future__ import annotations

from aftersales.report.page import Band, Chart, Look, Plot, Series
from aftersales.report.signals import NOTHING_TO_READ, look_of, patterns, signal
from aftersales.report.trend import Trend
from aftersales.report.view import View
from aftersales.report.wording import shown

COUNTED = {"u 图": "每百户送货", "p 图": "占有效评价", "XmR 图": "件数"}


def trend_look(view: View, trend: Trend) -> Look:
    """How the values of a trend are shown."""
    return look_of(view, trend.measure, trend.category, trend.limits.kind if trend.limits else "XmR 图")


def judged(view: View, trend: Trend) -> str:
    """What is to be read in the month: of a company's figure everything, of a category its pattern."""
    if not trend.category:
        return signal(view, trend.measure)
    return patterns(view, trend.measure, trend.category) or (NOTHING_TO_READ if trend.limits else "")


def trend_chart(view: View, trend: Trend, name: str, table: str) -> Chart:
    """Its title says what is to be seen."""
    look, limits = trend_look(view, trend), trend.limits
    per = f"（{COUNTED[limits.kind]}）" if limits and trend.category else ""
    said = judged(view, trend)
    now = shown(trend.values[-1], look, unit=True) or "没有数字"
    title = f"{name}{per} {now}" + (f"：{said}" if said else "")
    band = Band(limits.centre, limits.low, limits.high) if limits else None
    marked = {signal.month for signal in trend.signals}
    marks = tuple(at for at, month in enumerate(trend.months) if month in marked and trend.values[at] is not None)
    target = view.number(trend.measure).target if not trend.category else None
    id_ = f"chart-{trend.measure}-{trend.category}".rstrip("-")
    values = Series(name, trend.values)
    return Chart(id_, title, Plot.LINE, trend.months, (values,), look, table, target, "", band, marks)
