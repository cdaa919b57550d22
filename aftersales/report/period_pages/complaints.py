"""投诉分类: what was complained about in the period, month by month, against the same months a year before."""

from __future__ import annotations

from aftersales.report.build import by_whom, ordered_categories
from aftersales.report.page import Block, Cell, Column, Look, Page, Table, Tone, Value
from aftersales.report.pareto import pareto_chart, pareto_title
from aftersales.report.period_view import PeriodView, short, values_by_month
from aftersales.report.wording import shown as as_text

MEASURE = "complaint.by_category"
REASONS = "callback.problem_households"


def page(shown: PeriodView) -> Page | None:
    """Complaints and the reasons of callbacks by category; None where neither log was kept."""
    view = shown.view
    total = view.number("complaint.count").value
    if total is None and not ordered_categories(view, REASONS):
        return None
    blocks: list[Block] = []
    if total is not None:
        blocks += _split(shown, MEASURE, "投诉分类", "件数", total)
        blocks.append(
            by_whom(
                view,
                "complaints-responsible",
                "按责任人",
                "person",
                ("complaint.count", "complaint.verified"),
                "",
                "责任人",
            )
        )
    if ordered_categories(view, REASONS):
        whole = view.number(REASONS).value or 0.0
        blocks += _split(shown, REASONS, "回访未完全满意的原因", "户数", whole)
    amount = view.number("complaint.compensation_amount").value
    lead = "" if total is None else f"受理投诉 {total:g} 件"
    lead += f"，赔偿金额 {as_text(amount, Look.MONEY)} 元。" if amount else "。" if lead else ""
    return Page("complaints", "投诉分类", lead, tuple(blocks))


def _split(shown: PeriodView, measure: str, title: str, unit: str, total: float) -> list[Block]:
    ordered = ordered_categories(shown.view, measure)
    id_ = f"split-{measure.split('.', maxsplit=1)[0]}"
    blocks: list[Block] = [_table(shown, measure, id_, title, unit, total)]
    if ordered:
        first = f"{title}：最多的是{ordered[0][0]}（{ordered[0][1]:g} {unit[0]}）"
        told = pareto_title(first, ordered, unit[0], clear=measure in shown.view.leaders)
        blocks.append(pareto_chart(f"chart-{id_}", told, ordered, unit, id_))
    return blocks


def _table(shown: PeriodView, measure: str, id_: str, title: str, unit: str, total: float) -> Table:
    """Categories by size; the running share is of all mentions."""
    ordered = ordered_categories(shown.view, measure)
    mentions = sum(count for _, count in ordered)
    columns = (
        Column("类别", Look.TEXT, 12),
        Column(unit, Look.COUNT, 6),
        Column("累计占比", Look.RATE, 8, "从大到小累计，占全部提及的比例"),
        *((Column("去年同期", Look.COUNT, 6),) if shown.year_ago else ()),
        *(Column(short(month), Look.COUNT, 5, month) for month in shown.view.months),
    )
    rows: list[tuple[Value | Cell, ...]] = []
    running = 0.0
    for name, count in ordered:
        running += count
        tone = Tone.WARN if name == "待归类" else Tone.PLAIN
        ago = (shown.of_year_ago(measure, category=name).value,) if shown.year_ago else ()
        rows.append(
            (Cell(name, tone=tone), count, running / mentions, *ago, *values_by_month(shown, measure, name).values())
        )
    note = ""
    if rows:
        ago = (shown.of_year_ago(measure).value,) if shown.year_ago else ()
        rows.append((Cell("合计", tone=Tone.STRONG), total, None, *ago, *values_by_month(shown, measure).values()))
        if mentions > total:
            note = f"有的一{unit[0]}提到几类，分类相加为 {mentions:g}，合计只计一次为 {total:g}。"
    return Table(id_, title, columns, tuple(rows), note, total=bool(rows), empty="本期没有")
