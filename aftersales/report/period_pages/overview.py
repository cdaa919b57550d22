"""总览: how the quarter or year went, month by month and shop by shop."""

from __future__ import annotations

from dataclasses import replace

from aftersales.report.build import by_whom, figures, percent
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
    Value,
)
from aftersales.report.period_view import PeriodView, in_runs, period_name
from aftersales.report.signals import surely_missed
from aftersales.report.wording import shown as as_text

KEY = (
    "callback.satisfaction_rate",
    "complaint.count",
    "complaint.rate_per_100_deliveries",
    "guidance.satisfaction_rate",
    "complaint.compensation_amount",
    "complaint.solved_rate",
    "complaint.resolution_days",
    "repair.first_time_fix_rate",
    "survey.satisfaction_rate",
    "delivery.sms_same_day_rate",
)
TREND = (
    "callback.rated",
    "callback.satisfaction_rate",
    "complaint.count",
    "complaint.compensation_amount",
    "guidance.satisfaction_rate",
    "measuring.count",
    "delivery.households",
)
STORES = (
    "callback.rated",
    "callback.satisfaction_rate",
    "complaint.count",
    "complaint.compensation_amount",
    "guidance.satisfaction_rate",
    "measuring.count",
    "delivery.households",
    "repair.jobs",
)
NAMED = 2
"""So many targets missed beyond chance stand in the headline."""
RATES = ("callback.satisfaction_rate", "guidance.satisfaction_rate")


def page(shown: PeriodView) -> Page:
    """What is missing, the key figures, the months below each other, the shops."""
    view = shown.view
    blocks: list[Block] = [*_notes(shown)]
    blocks += [Figures("key", key)] if (key := tuple(_key(shown))) else []
    if missed := _missed(shown):
        blocks.append(Note("未达到目标", Tone.WARN, tuple(missed)))
    trend, stores = _trend(shown), by_whom(view, "stores", "各门店", "store", STORES)
    blocks += [trend] if len(trend.columns) > 1 else []
    if len(view.months) > 1 and (chart := _chart(shown)):
        blocks.append(chart)
    blocks += [stores] if stores.rows else []
    return Page("overview", "总览", "关键数字、各月走势、各门店。", tuple(blocks))


def headline(shown: PeriodView) -> str:
    """The period in a sentence, made of figures only; a change is called one only beyond chance."""
    view, state = shown.view, shown.state
    rate, complaints = view.number("callback.satisfaction_rate"), view.number("complaint.count")
    parts: list[str] = []
    if rate.value is not None and rate.denominator:
        text = f"回访满意率 {percent(rate.value)}（{rate.numerator:g}/{rate.denominator:g} 户）"
        before = view.number("callback.satisfaction_rate", month=view.previous).value if view.previous else None
        if before is not None:
            moved = view.changed.get("callback.satisfaction_rate", "")
            text += f"，{compared_with(shown)} {percent(before)}，{'明显' + moved if moved else '属正常波动'}"
        parts.append(text)
    if complaints.value is not None:
        before = view.number("complaint.count", month=view.previous).value if view.previous else None
        told = f"（{compared_with(shown)} {before:g} 件）" if before is not None else ""
        parts.append(f"投诉 {complaints.value:g} 件{told}")
    parts += _surely_missed(shown)[:NAMED]
    name = period_name(state.period) + ("至今" if state.status == "进行中" else "")
    return f"{name}：{'；'.join(parts)}。" if parts else f"{name}还没有回访和投诉记录。"


def _surely_missed(shown: PeriodView) -> list[str]:
    """The key figures that miss their target beyond chance."""
    view, found = shown.view, []
    for id_ in KEY:
        number, said = view.number(id_), surely_missed(view, id_)
        if said and number.value is not None:
            found.append(f"{view.info[id_].zh} {as_text(number.value, view.info[id_].look, unit=True)}，{said}")
    return found


def compared_with(shown: PeriodView) -> str:
    """What the changes refer to: another whole period, or the same months a year before."""
    previous = shown.view.previous
    if not previous:
        return "无"
    if previous != shown.year_ago or shown.state.complete:
        return period_name(previous)
    months = shown.state.last_year
    return f"去年同期（{months[0]} 至 {months[-1]}）" if len(months) > 1 else f"去年同期（{months[0]}）"


def _key(shown: PeriodView) -> list[Figure]:
    """The key figures; what is to be read in them refers to the other period."""
    moved = {id_: f"比{compared_with(shown)}明显{way}" for id_, way in shown.view.changed.items()}
    words = ("本期", "去年同期" if shown.view.previous == shown.year_ago != "" else "上期")
    return [replace(one, signal=moved.get(one.measure, ""), usual="", words=words) for one in figures(shown.view, KEY)]


def _notes(shown: PeriodView) -> list[Note]:
    """How far the period has come, and what is not in it."""
    state = shown.state
    said: list[str] = []
    if state.status == "进行中":
        said.append(f"本期还没有结束：只含 {in_runs(state.months)}，数字会继续变化。")
    elif state.status == "待定稿":
        said.append("本期已经结束，迟交的登记还会计入；定稿以后才算完成。")
    if state.missing:
        said.append(f"这些月份没有任何记录，没有计入：{in_runs(state.missing)}。")
    if shown.purged:
        said.append(f"这些月份的月报已经清理，数字仍在本报告里：{in_runs(shown.purged)}。")
    return [Note("；".join(said).replace("。；", "；"), Tone.WARN if state.missing else Tone.PLAIN)] if said else []


def _missed(shown: PeriodView) -> list[str]:
    view = shown.view
    return [
        f"{info.zh} {as_text(number.value, info.look, unit=True)}，目标 {as_text(number.target, info.look, unit=True)}"
        + ("（不是偶然）" if surely_missed(view, id_) else "（可能只是偶然）" if info.share else "")
        for id_, info in view.info.items()
        if (number := view.number(id_)).verdict == "未达标"
    ]


def _trend(shown: PeriodView) -> Table:
    """The months below each other, then the period, then the same months a year before."""
    view = shown.view
    known = [m for m in TREND if view.number(m).value is not None]
    columns = (Column("月份", Look.TEXT, 8), *(Column(view.info[m].zh, view.info[m].look) for m in known))
    rows: list[tuple[Value | Cell, ...]] = [
        (_month(shown, month), *(Cell(view.number(m, month=month).value, view.info[m].look) for m in known))
        for month in view.months
    ]
    if shown.year_ago:
        rows.append(
            (
                Cell("去年同期", tone=Tone.MUTED),
                *(Cell(shown.of_year_ago(m).value, view.info[m].look, Tone.MUTED) for m in known),
            )
        )
    rows.append((Cell("本期", tone=Tone.STRONG), *(Cell(view.number(m).value, view.info[m].look) for m in known)))
    note = "本期的率和均值由各月的分子、分母相加后再算，不是各月的平均。"
    return Table("trend", "各月走势", columns, tuple(rows), note, total=True, empty="本期没有记录")


def _month(shown: PeriodView, month: str) -> Cell:
    """The month, which opens its own report where that still stands."""
    return Cell(month, file="" if month in shown.purged else f"../{month}/售后月报-{month}.html")


def _chart(shown: PeriodView) -> Chart | None:
    view = shown.view
    series = tuple(
        Series(view.info[m].zh, tuple(view.number(m, month=month).value for month in view.months))
        for m in RATES
        if any(view.number(m, month=month).value is not None for month in view.months)
    )
    if not series:
        return None
    target = view.number(RATES[0]).target
    alt = "，".join(f"{month} {percent(view.number(RATES[0], month=month).value)}" for month in view.months)
    title = f"满意率：{view.months[0]} 至 {view.months[-1]}"
    return Chart("chart-trend", title, Plot.LINE, view.months, series, Look.RATE, "trend", target, f"回访满意率：{alt}")
