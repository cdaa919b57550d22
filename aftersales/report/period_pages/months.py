"""各月对照: every figure of the period, with its months side by side and the same months a year before."""

from __future__ import annotations

from aftersales.report.build import cell
from aftersales.report.page import Cell, Column, Look, Note, Page, Table, Tone, Value
from aftersales.report.period_view import PeriodView, in_runs, short
from aftersales.report.wording import shown as as_text


def page(shown: PeriodView) -> Page | None:
    """One row a figure of the company; None without any."""
    view = shown.view
    known = [id_ for id_ in view.info if view.number(id_).value is not None]
    if not known:
        return None
    targets = any(view.number(id_).target is not None for id_ in known)
    columns = (
        Column("指标", Look.TEXT, 12),
        Column("本期", Look.NUMBER),
        Column("样本", Look.COUNT, 0, "率和均值的分母：户数、次数或条数"),
        *((Column("目标", Look.NUMBER), Column("判定", Look.TEXT, 5)) if targets else ()),
        *((Column("去年同期", Look.NUMBER),) if shown.year_ago else ()),
        *(Column(short(month), Look.NUMBER, 0, month) for month in view.months),
    )
    rows = tuple(_row(shown, id_, targets=targets) for id_ in known)
    table = Table("months-table", "各月对照", columns, rows, filters=True)
    return Page("months", "各月对照", f"{len(known)} 个指标，逐月并列。", (table,))


def _row(shown: PeriodView, id_: str, *, targets: bool) -> tuple[Value | Cell, ...]:
    view, info = shown.view, shown.view.info[id_]
    number = view.number(id_)
    target: tuple[Cell, ...] = ()
    if targets:
        tone = {"达标": Tone.GOOD, "未达标": Tone.BAD}.get(number.verdict, Tone.PLAIN)
        target = (Cell(number.target, info.look), Cell(number.verdict or None, Look.TEXT, tone))
    year_ago = (Cell(shown.of_year_ago(id_).value, info.look),) if shown.year_ago else ()
    return (
        Cell(info.zh, note=info.definition),
        cell(view, id_, number),
        number.denominator if info.share or info.look is not Look.RATE else None,
        *target,
        *year_ago,
        *(cell(view, id_, view.number(id_, month=month)) for month in view.months),
    )


def how_it_is_made(shown: PeriodView) -> Page:
    """What the figures are made of, and how those of several months become one."""
    state = shown.state
    ago = in_runs(state.last_year)
    items = [
        f"含 {in_runs(state.months)} 的全部记录"
        + (f"；{in_runs(state.missing)} 没有记录。" if state.missing else "。"),
        "率、均值、每百户：各月的分子、分母相加后再算，不是各月结果的平均；中位数按各月全部个案重新取。",
        "户数：一户在一个月里计一次，在几个月里都有记录的，每月各计一次，所以各月相加等于本期。",
        "期末未结、应交未交：取最后一个月月末的数，不相加。",
        "目标：按月定的数量目标不用于季和年；率的目标照用；目标值表里写了本期的，以它为准。",
        f"去年同期：{ago}，与本期所含的月份相同。" if ago else "去年同期：去年这些月份的记录不全，不作对比。",
        "得分：方案规定了季度、年度得分的按方案算；没有规定的列出各月得分和平均，只供参考。",
    ]
    changing = shown.view.number("complaint.backlog").value
    if changing:
        items.append(f"还有 {as_text(changing, Look.COUNT)} 件投诉未结，结案以后解决率和用时还会变。")
    return Page("made-of", "怎么合计", "几个月的数字怎样合成一个。", (Note("口径", items=tuple(items)),))
