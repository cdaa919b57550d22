"""What is to be read in a month's figures, in words: patterns of control charts, changes and targets beyond chance.

Everything else is said to be nothing: 无可解读变化. Only what is told here stands in the headline.
"""

from __future__ import annotations

from aftersales.report.page import Look
from aftersales.report.trend import Limits
from aftersales.report.view import Number, View
from aftersales.report.wording import roughly, shown

NOTHING_TO_READ = "无可解读变化"
PER_100 = "complaint.rate_per_100_deliveries"
PLAIN_WORDS = (Look.COUNT, Look.NUMBER, Look.MONEY)


def patterns(view: View, measure: str, category: str = "") -> str:
    """The pattern that the month completes, blank if none: 连续 8 个月高于中心线 12."""
    trend = view.trends.get((measure, category))
    if trend is None or trend.limits is None or not trend.now:
        return ""
    signal, limits = trend.now[0], trend.limits
    look = look_of(view, measure, category, limits.kind)
    end = limits.high[-1] if signal.upward else limits.low[-1]
    beside = {"WE1": end, "WE4": limits.centre}.get(signal.rule)
    return signal.told + (f" {roughly(beside, look)}" if beside is not None else "")


def look_of(view: View, measure: str, category: str, kind: str) -> Look:
    """How the values of a trend are shown: a category counted among rated households is a rate."""
    if not category:
        return view.info[measure].look
    return {"p 图": Look.RATE, "u 图": Look.NUMBER}.get(kind, Look.COUNT)


def change_beyond_chance(view: View, measure: str) -> str:
    """比上月明显上升 or 下降, blank where the change may be chance."""
    moved = view.changed.get(measure, "")
    return f"比上月明显{moved}" if moved else ""


def surely_missed(view: View, measure: str) -> str:
    """That the target is missed even at the better end of the interval; blank where chance may have done it."""
    info, number = view.info[measure], view.number(measure)
    if number.target is None or number.value is None or (info.share and (number.denominator or 0) < view.small_sample):
        return ""
    best = number.high if info.higher_is_better else number.low
    if best is None or info.higher_is_better is None:
        return ""
    missed = best < number.target if info.higher_is_better else best > number.target
    side = "低" if info.higher_is_better else "高"
    return f"明显{side}于目标 {shown(number.target, info.look, unit=True)}" if missed else ""


def told(view: View, measure: str) -> tuple[str, ...]:
    """Everything that can be read in a figure this month."""
    found = (patterns(view, measure), change_beyond_chance(view, measure), surely_missed(view, measure))
    return tuple(text for text in found if text)


def signal(view: View, measure: str) -> str:
    """The same as one text: 无可解读变化 where there was something to compare with and nothing came of it."""
    found = told(view, measure)
    if found:
        return "；".join(found)
    return NOTHING_TO_READ if _compared(view, measure) else ""


def _compared(view: View, measure: str) -> bool:
    """Whether anything was tested: against the usual, or, where there is a test for it, against the month before."""
    info, trend = view.info[measure], view.trends.get((measure, ""))
    if view.number(measure).value is None:
        return False
    testable = info.share or measure == PER_100 or (info.look is Look.COUNT and info.higher_is_better is False)
    before = testable and view.number(measure, month=view.previous).value is not None
    return before or bool(trend and trend.limits)


def usual(view: View, measure: str, category: str = "") -> str:
    """Between which values chance alone moves the figure: 6–18, blank without limits."""
    trend = view.trends.get((measure, category))
    if trend is None or trend.limits is None:
        return ""
    return usual_range(trend.limits, look_of(view, measure, category, trend.limits.kind))


def usual_range(limits: Limits, look: Look) -> str:
    """The limits of the last month as people read them."""
    low, high = limits.low[-1], limits.high[-1]
    return "" if low is None or high is None else f"{roughly(low, look)} – {roughly(high, look)}"


def with_sample(view: View, measure: str, number: Number) -> str:
    """A figure in a sentence, with the cases it rests on: 85.0%（17/20）."""
    info = view.info[measure]
    text = shown(number.value, info.look, unit=info.look not in PLAIN_WORDS)
    if info.look is Look.MONEY:
        text = f"{text} 元"
    if info.share and number.denominator:
        text += f"（{number.numerator:g}/{number.denominator:g}）"
    return text
