"""总览: how the month went, in ten seconds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from aftersales.problems import Problem
from aftersales.report.build import UNASSIGNED, by_whom, figures, month_name, percent
from aftersales.report.page import (
    Block,
    Cell,
    Chart,
    Column,
    Figure,
    Figures,
    Look,
    Note,
    Page,
    Plot,
    Series,
    Table,
    Tone,
)
from aftersales.report.signals import NOTHING_TO_READ, signal, surely_missed, told, with_sample
from aftersales.report.trend_charts import trend_chart
from aftersales.report.view import View
from aftersales.report.wording import shown

KEY = (
    "callback.satisfaction_rate",
    "complaint.count",
    "complaint.compensation_amount",
    "guidance.satisfaction_rate",
    "repair.first_time_fix_rate",
    "complaint.first_contact_in_time_rate",
    "survey.satisfaction_rate",
    "delivery.sms_same_day_rate",
    "audit.genuine_rate",
    "guidance.coverage_rate",
    "complaint.rate_per_100_deliveries",
    "callback.not_fully_satisfied",
    "measuring.count",
    "delivery.households",
    "repair.jobs",
)
"""The first ones that the shop has figures of are the five at the top, the others stand below."""
FIVE, TOLD, NAMED = 5, 3, 3
TWICE = frozenset(("service.satisfaction_rate", "callback.not_fully_satisfied", "complaint.rate_per_100_deliveries"))
"""They say in other words what another figure says already."""
CHARTED = ("callback.satisfaction_rate", "complaint.count")
TREND = (
    "callback.households",
    "callback.satisfaction_rate",
    "complaint.count",
    "guidance.satisfaction_rate",
    "measuring.count",
    "delivery.households",
)
STORES = (
    "callback.rated",
    "callback.satisfaction_rate",
    "complaint.count",
    "guidance.households",
    "guidance.satisfaction_rate",
    "measuring.count",
    "delivery.households",
)


def page(view: View) -> Page:
    """Five figures, what needs a decision, the trend, the stores, the other figures."""
    known = sorted(figures(view, KEY), key=lambda figure: _few(view, figure))  # stable: those with few cases come last
    blocks: list[Block] = [Figures("key", tuple(known[:FIVE]))]
    attention = _attention(view)
    if attention:
        blocks.append(Note("需要决定或留意", Tone.WARN, tuple(attention)))
    blocks += [*_trend_charts(view), _trend(view)]
    blocks.append(by_whom(view, "stores", "各门店", "store", STORES))
    compared = _store_chart(view)
    if compared:
        blocks.append(compared)
    if known[FIVE:]:
        blocks.append(Figures("more", tuple(known[FIVE:])))
    return Page("overview", "总览", _lead(view), tuple(blocks))


def _few(view: View, figure: Figure) -> bool:
    """Whether a rate rests on too few cases to stand at the top."""
    return view.info[figure.measure].share and float(figure.n or 0) < view.small_sample


def headline(view: View) -> str:
    """What can be read in the month, signals only; else that there is nothing, and the two figures people ask for."""
    said = [
        f"{view.info[measure].zh} {with_sample(view, measure, view.number(measure))}，{'，'.join(found)}"
        for measure in dict.fromkeys((*KEY, *(measure for measure, category in view.trends if not category)))
        if measure not in TWICE and (found := told(view, measure))
    ]
    if said:
        more = f"另有 {len(said) - TOLD} 项见“趋势”" if len(said) > TOLD else f"其余{NOTHING_TO_READ}"
        return f"{month_name(view.month)}：{'；'.join(said[:TOLD])}。{more}。"
    parts = [text for text in (_satisfaction(view), _complaints(view)) if text]
    if not parts:
        return f"{month_name(view.month)}还没有回访和投诉记录。"
    compared = f"{NOTHING_TO_READ}。" if any(signal(view, measure) for measure in KEY) else ""
    return f"{month_name(view.month)}：{compared}{'；'.join(parts)}。"


def _satisfaction(view: View) -> str:
    rate = view.number("callback.satisfaction_rate")
    before = view.number("callback.satisfaction_rate", month=view.previous)
    if rate.value is None or not rate.denominator:
        return ""
    text = f"回访满意率 {percent(rate.value)}（{rate.numerator:g}/{rate.denominator:g} 户）"
    return text if before.value is None else f"{text}，{_compared(rate.value - before.value)}"


def _complaints(view: View) -> str:
    now, last = view.number("complaint.count").value, view.number("complaint.count", month=view.previous).value
    return "" if now is None else f"投诉 {now:g} 件" + (f"（上月 {last:g} 件）" if last is not None else "")


def _compared(change: float) -> str:
    """A change that may be chance, in words."""
    points = percent(abs(change)).removesuffix("%")
    if not float(points):
        return "与上月持平"
    return f"比上月{'高' if change > 0 else '低'} {points} 个百分点，属正常波动"


def _lead(view: View) -> str:
    """How the five are to be read."""
    if not any(signal(view, measure) for measure in KEY):
        return "第一个月，还没有可比的；下面是关键数字和需要决定的事。"
    return "先看五个数字和需要决定的事。写“无可解读变化”的，与上月或平常的差别可能只是偶然。"


def _attention(view: View) -> list[str]:
    found: list[str] = []
    missed = [(m, info, view.number(m)) for m, info in view.info.items() if view.number(m).verdict == "未达标"]
    found += [
        f"{info.zh} {shown(n.value, info.look, unit=True)}，未达到目标 {shown(n.target, info.look, unit=True)}"
        + ("（不是偶然）" if surely_missed(view, m) else "（可能只是偶然）" if info.share else "")
        for m, info, n in sorted(missed, key=lambda one: not surely_missed(view, one[0]))
    ]
    found += [
        f"部门标准“{aspect}”{percent(n.value)}，未达到 {percent(n.target)}"
        + ("（可能只是偶然）" if n.high is None or n.target is None or n.high >= n.target else "（不是偶然）")
        for aspect, _, _, n in view.splits("department.standard")
        if n.verdict == "未达标"
    ]
    found += _shops_below(view)
    backlog = view.number("complaint.backlog").value
    if backlog:
        found.append(f"期末还有 {backlog:g} 件投诉未结")
    if fined := {proposal.person for proposal in view.proposals if proposal.proposal == "fine"}:
        found.append(f"{len(fined)} 人有{view.fine_word}，待领导审定")
    if others := {proposal.person for proposal in view.proposals if proposal.proposal not in {"fine", "pay_ratio"}}:
        found.append(f"{len(others)} 人有考核奖惩建议，待领导审定")
    left_out = sum(
        problem.effect.value in {"row_left_out", "sheet_left_out", "file_left_out"} for problem in _errors(view)
    )
    if left_out:
        found.append(f"有 {left_out} 处内容没能计入，见“待更正”")
    unclassified = view.number("callback.problem_households", category="待归类").value
    total = view.number("callback.problem_households").value
    if unclassified and total and unclassified / total > 0.15:
        found.append(f"未完全满意的户中有 {percent(unclassified / total)} 待归类，请补填原因或类别")
    return found


def _shops_below(view: View) -> Iterator[str]:
    """The shops whose customers are surely less satisfied than those of others."""
    measure = "callback.satisfaction_rate"
    for store, standing in view.standings.get((measure, "store"), {}).items():
        if standing.above:
            more = f"等 {len(standing.above)} 个门店" if len(standing.above) > NAMED else ""
            others = "、".join(standing.above[:NAMED]) + more
            yield f"{store}回访满意率 {percent(view.number(measure, store=store).value)}，明显低于 {others}"


def _errors(view: View) -> list[Problem]:
    return [problem for problem in view.problems if problem.kind.severity.value == "error"]


def _trend(view: View) -> Table:
    shown = [m for m in TREND if any(view.number(m, month=month).value is not None for month in view.months)]
    columns = (Column("月份", Look.TEXT, 6), *(Column(view.info[m].zh, view.info[m].look) for m in shown))
    rows = tuple(
        (
            Cell(month, tone=Tone.STRONG if month == view.month else Tone.PLAIN),
            *(Cell(view.number(m, month=month).value, view.info[m].look) for m in shown),
        )
        for month in view.months
    )
    return Table("trend", "近月走势", columns, rows)


def _trend_charts(view: View) -> Iterator[Chart]:
    """Satisfaction and complaints with what is usual; before there are limits the two rates as they are."""
    limited = [measure for measure in CHARTED if (trend := view.trends.get((measure, ""))) and trend.limits]
    for measure in limited:
        trend = view.trends[measure, ""]
        yield replace(trend_chart(view, trend, view.info[measure].zh, "trend"), id=f"overview-{measure}")
    if not limited and len(view.months) > 1:
        chart = _rates(view)
        if chart.series:
            yield chart


def _rates(view: View) -> Chart:
    rates = ("callback.satisfaction_rate", "guidance.satisfaction_rate")
    series = tuple(
        Series(view.info[m].zh, tuple(view.number(m, month=month).value for month in view.months))
        for m in rates
        if any(view.number(m, month=month).value is not None for month in view.months)
    )
    target = view.number("callback.satisfaction_rate").target
    said = signal(view, "callback.satisfaction_rate")
    now = percent(view.number("callback.satisfaction_rate").value)
    title = f"回访满意率 {now}：{said}" if said else f"满意率走势（{view.months[0]} 至 {view.months[-1]}）"
    return Chart("chart-trend", title, Plot.LINE, view.months, series, Look.RATE, "trend", target, _alt(view))


def _alt(view: View) -> str:
    values = [
        f"{month} {percent(view.number('callback.satisfaction_rate', month=month).value)}" for month in view.months
    ]
    return "回访满意率：" + ",".join(values)


def _store_chart(view: View) -> Chart | None:
    named = [name for name in view.names("callback.satisfaction_rate", "store") if name != UNASSIGNED]
    rates = {store: view.number("callback.satisfaction_rate", store=store) for store in named}
    stores = tuple(store for store in named if (rates[store].denominator or 0) >= view.small_sample)
    if len(stores) < 2:
        return None
    standings = view.standings.get(("callback.satisfaction_rate", "store"), {})
    apart = [name for name, standing in standings.items() if not standing.indistinct]
    said = "有明显高低" if apart else "高低无法区分"
    title = f"各门店回访满意率：{said}（评价满 {view.small_sample} 户的门店）"
    info = view.info["callback.satisfaction_rate"]
    series = (Series(info.zh, tuple(rates[store].value for store in stores)),)
    target = view.number("callback.satisfaction_rate").target
    alt = ",".join(f"{store} {percent(rates[store].value)}" for store in stores)
    return Chart("chart-stores", title, Plot.BAR, stores, series, Look.RATE, "stores", target, alt)
