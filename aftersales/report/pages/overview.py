"""总览: how the month went, in ten seconds."""

from __future__ import annotations

from aftersales.problems import Problem
from aftersales.report.build import UNASSIGNED, by_whom, figures, month_name, percent
from aftersales.report.page import Block, Cell, Chart, Column, Figures, Look, Note, Page, Plot, Series, Table, Tone
from aftersales.report.view import View
from aftersales.report.wording import shown

KEY = (
    "callback.satisfaction_rate",
    "callback.not_fully_satisfied",
    "complaint.count",
    "complaint.compensation_amount",
    "guidance.satisfaction_rate",
    "guidance.coverage_rate",
    "measuring.count",
    "delivery.households",
    "delivery.sms_same_day_rate",
    "complaint.first_contact_in_time_rate",
    "audit.genuine_rate",
    "complaint.rate_per_100_deliveries",
)
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
    """Key figures, what needs a decision, the trend, the stores."""
    blocks: list[Block] = [Figures("key", figures(view, KEY))]
    attention = _attention(view)
    if attention:
        blocks.append(Note("需要留意", Tone.WARN, tuple(attention)))
    trend = _trend(view)
    stores = by_whom(view, "stores", "各门店", "store", STORES)
    blocks.append(trend)
    chart = _trend_chart(view)
    if len(view.months) > 1 and chart.series:
        blocks.append(chart)
    blocks.append(stores)
    compared = _store_chart(view)
    if compared:
        blocks.append(compared)
    return Page("overview", "总览", "关键数字、需要留意的事、近月走势、各门店。", tuple(blocks))


def headline(view: View) -> str:
    """The month in one or two sentences, made of figures only; a change is called one only beyond chance."""
    rate, before = (
        view.number("callback.satisfaction_rate"),
        view.number("callback.satisfaction_rate", month=view.previous),
    )
    parts: list[str] = []
    if rate.value is not None and rate.denominator:
        text = f"回访满意率 {percent(rate.value)}（{rate.numerator:g}/{rate.denominator:g} 户）"
        if before.value is not None:
            text += f"，{_compared(rate.value - before.value, view.changed.get('callback.satisfaction_rate', ''))}"
        parts.append(text)
    complaints = view.number("complaint.count")
    if complaints.value is not None:
        last = view.number("complaint.count", month=view.previous).value
        parts.append(f"投诉 {complaints.value:g} 件" + (f"（上月 {last:g} 件）" if last is not None else ""))
    if not parts:
        return f"{month_name(view.month)}还没有回访和投诉记录。"
    return f"{month_name(view.month)}：{'；'.join(parts)}。"


def _compared(change: float, direction: str) -> str:
    """A change of a rate in words; `direction` is blank where it may be chance."""
    points = percent(abs(change)).removesuffix("%")
    moved = f"比上月{'高' if change > 0 else '低'} {points} 个百分点" if float(points) else "与上月持平"
    return f"{moved}，{'明显' + direction if direction else '属正常波动'}"


def _attention(view: View) -> list[str]:
    found: list[str] = []
    missed = [(info, view.number(m)) for m, info in view.info.items() if view.number(m).verdict == "未达标"]
    found += [
        f"{info.zh} {shown(n.value, info.look, unit=True)}，未达到目标 {shown(n.target, info.look, unit=True)}"
        for info, n in missed
    ]
    found += [
        f"部门标准“{aspect}”{percent(n.value)}，未达到 {percent(n.target)}"
        for aspect, _, _, n in view.splits("department.standard")
        if n.verdict == "未达标"
    ]
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


def _trend_chart(view: View) -> Chart:
    rates = ("callback.satisfaction_rate", "guidance.satisfaction_rate")
    series = tuple(
        Series(view.info[m].zh, tuple(view.number(m, month=month).value for month in view.months))
        for m in rates
        if any(view.number(m, month=month).value is not None for month in view.months)
    )
    target = view.number("callback.satisfaction_rate").target
    title = f"满意率走势（{view.months[0]} 至 {view.months[-1]}）"
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
    title = f"各门店回访满意率（评价满 {view.small_sample} 户的门店）"
    info = view.info["callback.satisfaction_rate"]
    series = (Series(info.zh, tuple(rates[store].value for store in stores)),)
    target = view.number("callback.satisfaction_rate").target
    alt = ",".join(f"{store} {percent(rates[store].value)}" for store in stores)
    return Chart("chart-stores", title, Plot.BAR, stores, series, Look.RATE, "stores", target, alt)
