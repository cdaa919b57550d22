"""投诉与赔偿: what was complained about, what it cost, how fast it was handled (S2-14, S2-26, S2-27)."""

from __future__ import annotations

from dataclasses import replace

from aftersales.report.build import by_whom, figures, ordered_categories
from aftersales.report.listing import listing
from aftersales.report.page import Block, Cell, Column, Figures, Look, Page, Table, Tone, Value
from aftersales.report.pareto import pareto_chart, pareto_table
from aftersales.report.view import View
from aftersales.report.wording import shown

KEY = (
    "complaint.count",
    "complaint.compensated",
    "complaint.compensation_amount",
    "complaint.rate_per_100_deliveries",
    "complaint.verified",
    "complaint.open",
    "complaint.backlog",
    "complaint.solved_rate",
    "complaint.first_contact_in_time_rate",
    "complaint.first_contact_hours",
    "complaint.resolution_days",
    "complaint.closed_days_mean",
    "complaint.completeness",
)
NONE_LOGGED = "本月没有投诉登记。"
HANDLED = ("complaint.solved_rate", "complaint.first_contact_in_time_rate", "complaint.open", "complaint.backlog")


def page(view: View) -> Page:
    """Complaints and compensation."""
    total = view.number("complaint.count").value or 0
    ordered = ordered_categories(view, "complaint.by_category")
    table = pareto_table(view, "complaint.by_category", "complaints-categories", "投诉分类", "件数", total)
    blocks: list[Block] = [Figures("complaints-key", figures(view, KEY)), table]
    if ordered:
        title = f"投诉 {total:g} 件，最多的是{ordered[0][0]}（{ordered[0][1]:g} 件）"
        blocks.append(pareto_chart("chart-complaints", title, ordered, "件数", table.id))
    blocks += [
        _compensation(view),
        by_whom(view, "complaints-stores", "按门店", "store", ("complaint.count", "complaint.compensation_amount")),
        by_whom(
            view,
            "complaints-responsible",
            "按责任人",
            "person",
            ("complaint.count", "complaint.verified"),
            first="责任人",
        ),
        by_whom(view, "complaints-handled", "按处理人", "person", HANDLED, first="处理人"),
        _open(view),
    ]
    amount = view.number("complaint.compensation_amount").value
    lead = (
        f"受理投诉 {total:g} 件" + (f"，赔偿金额 {shown(amount, Look.MONEY)} 元" if amount else "") + "。已取消的不计。"
    )
    if not len(view.records["complaint"]):
        lead = NONE_LOGGED
    return Page("complaints", "投诉与赔偿", lead, tuple(blocks))


def _compensation(view: View) -> Table:
    columns = (Column("型号", Look.TEXT, 12), Column("数量", Look.NUMBER, 8), Column("单位", Look.TEXT, 6))
    splits = [(product, unit, n.value) for _, product, unit, n in view.splits("complaint.compensation_quantity")]
    rows: list[tuple[Value | Cell, ...]] = [
        (p, value, unit or "（未写单位）") for p, unit, value in sorted(splits) if p
    ]
    rows += [
        (Cell("全部型号", tone=Tone.STRONG), value, unit or "（未写单位）")
        for p, unit, value in sorted(splits)
        if not p
    ]
    note = "不同单位不相加。"
    return Table(
        "complaints-compensation", "赔偿数量（按型号和单位）", columns, tuple(rows), note, empty="本月没有赔偿数量"
    )


def _open(view: View) -> Table:
    complaints = view.records["complaint"]
    waiting = complaints[complaints["_waiting"].astype(bool)]
    fields = (
        (Column("受理时间", Look.DATE, 10), "received_at"),
        (Column("门店", Look.TEXT, 7), "store"),
        (Column("客户", Look.TEXT, 7), "customer"),
        (Column("型号", Look.TEXT, 8), "product"),
        (Column("投诉内容", Look.WIDE, 26), "description"),
        (Column("处理人", Look.TEXT, 7), "handled_by"),
    )
    found = listing(view, "complaints-open", "本月受理、尚未结案", "complaint", waiting, fields)
    if not len(complaints):
        return replace(found, empty=NONE_LOGGED)
    unknown = view.number("complaint.open").value is None
    return replace(found, empty="登记表没有结案一栏，看不出是否结案" if unknown else "本月受理的投诉都已结案")
