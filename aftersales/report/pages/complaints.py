"""投诉与赔偿: what was complained about, what it cost, how fast it was handled (S2-14, S2-26, S2-27)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from aftersales.report.build import by_whom, figures, ordered_categories, percent
from aftersales.report.complaint_splits import by_category, by_department
from aftersales.report.listing import listing
from aftersales.report.page import Block, Cell, Column, Figures, Look, Note, Page, Table, Tone, Value
from aftersales.report.pareto import pareto_chart, pareto_table, pareto_title
from aftersales.report.signals import NOTHING_TO_READ
from aftersales.report.trend import StandOut
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
CATEGORY = "complaint.by_category"
RESPONSIBLE = ("complaint.count", "complaint.verified")
ALARM, NAMED, HARDLY = 0.15, 3, 0.0001
HANDLED = ("complaint.solved_rate", "complaint.first_contact_in_time_rate", "complaint.open", "complaint.backlog")


def page(view: View) -> Page:
    """Complaints and compensation."""
    total = view.number("complaint.count").value or 0
    amount = view.number("complaint.compensation_amount").value
    blocks: list[Block] = [
        Figures("complaints-key", figures(view, KEY)),
        *_alarm(view, total),
        *_categories(view, total),
        _departments(view),
        *_stand_outs(view),
        _compensation(view),
        by_whom(view, "complaints-stores", "按门店", "store", ("complaint.count", "complaint.compensation_amount")),
        by_whom(view, "complaints-responsible", "按责任人", "person", RESPONSIBLE, first="责任人"),
        by_whom(view, "complaints-handled", "按处理人", "person", HANDLED, first="处理人"),
        _open(view),
    ]
    lead = (
        f"受理投诉 {total:g} 件" + (f"，赔偿金额 {shown(amount, Look.MONEY)} 元" if amount else "") + "。已取消的不计。"
    )
    if not len(view.records["complaint"]):
        lead = NONE_LOGGED
    return Page("complaints", "投诉与赔偿", lead, tuple(blocks))


def _alarm(view: View, total: float) -> Iterator[Note]:
    """Where more than 15 % have no category, the Pareto cannot be trusted."""
    waiting, other = (view.number(CATEGORY, category=name).value or 0 for name in ("待归类", "其他"))
    if total and (waiting + other) / total > ALARM:
        text = f"待归类 {waiting:g} 件、其他 {other:g} 件，占投诉的 {percent((waiting + other) / total)}，超过 {ALARM:.0%}："
        yield Note(f"{text}下面的分类排名还不可靠，请补填投诉内容或类别，或在“类别词典”里加词。", Tone.WARN)


def _categories(view: View, total: float) -> Iterator[Block]:
    """The Pareto by complaints, with households, money and rate beside it; by money where any was paid."""
    ordered = ordered_categories(view, CATEGORY)
    table = pareto_table(view, CATEGORY, "complaints-categories", "投诉分类", "件数", total)
    splits = by_category(view)
    deliveries = view.number("complaint.rate_per_100_deliveries").denominator
    paid = sum(split.money for split in splits.values())
    columns = (
        Column("户数", Look.COUNT, 0, "投诉过这一类的户数，一户只计一次"),
        Column("赔偿金额", Look.MONEY, 0, "一件有几类时平分到各类，各类相加等于合计"),
        Column("每百户送货", Look.NUMBER, 0, "件数 ÷ 本月送货的户数（不含补货、退货、加工）× 100；没有送货登记不算"),
        Column("责任部门", Look.TEXT, 10, "类别通常归这个部门，经办人可以另定"),
    )
    rows: list[tuple[Value | Cell, ...]] = []
    for name, count in ordered:
        split = splits.get(name)
        rate = count / deliveries * 100 if deliveries else None
        money = split.money if split and paid else None
        rows.append((split.households if split else None, money, rate, view.departments.get(name, "")))
    if rows:
        rows.append((None, paid or None, view.number("complaint.rate_per_100_deliveries").value, None))
    wider = tuple((*row, *more) for row, more in zip(table.rows, rows, strict=True))
    yield replace(table, columns=(*table.columns, *columns), rows=wider)
    if ordered:
        first = f"投诉 {total:g} 件，最多的是{ordered[0][0]}（{ordered[0][1]:g} 件）"
        title = pareto_title(first, ordered, "件", clear=CATEGORY in view.leaders)
        yield pareto_chart("chart-complaints", title, ordered, "件数", table.id)
    costly = sorted(((name, split.money) for name, split in splits.items() if split.money), key=lambda pair: -pair[1])
    if len(costly) > 1:
        title = f"赔偿最多的是{costly[0][0]}（{shown(costly[0][1], Look.MONEY)} 元，占 {percent(costly[0][1] / paid)}）"
        yield pareto_chart("chart-complaints-money", title, costly, "赔偿金额", table.id, Look.MONEY)


def _departments(view: View) -> Table:
    """Whose turn it is: by the department that usually answers for the category."""
    splits = by_department(view)
    whole = sum(split.shared for split in splits.values())
    columns = (
        Column("责任部门", Look.TEXT, 12),
        Column("件数", Look.NUMBER, 6, "一件有几类时平分，各部门相加等于件数"),
        Column("占比", Look.RATE, 7),
        Column("赔偿金额", Look.MONEY, 8),
    )
    rows = tuple((name, round(s.shared, 2), s.shared / whole, s.money or None) for name, s in splits.items())
    note = "按类别通常的责任部门归，不是对某一件的认定；待归类、其他的未定。"
    return Table("complaints-departments", "按责任部门", columns, rows, note)


def _stand_outs(view: View) -> Iterator[Table]:
    """Models and batches that were complained about, beside what their share of the deliveries would bring."""
    if not view.stand_outs:
        return
    found = [one for one in view.stand_outs if one.stands_out]
    names = "、".join(f"{one.product} {one.batch}".strip() for one in found[:NAMED])
    title = f"型号与批号（近 12 个月）：{names} 明显偏多" if found else f"型号与批号（近 12 个月）：{NOTHING_TO_READ}"
    columns = (
        Column("型号", Look.TEXT, 9),
        Column("批号/色号", Look.TEXT, 8),
        Column("本月投诉", Look.COUNT),
        Column("12 个月投诉", Look.COUNT),
        Column("送货户数", Look.COUNT, 0, "近 12 个月送过这个型号（批号）的户数"),
        Column("按送货该有", Look.POINTS, 0, "全部投诉按送货户数摊到这个型号（批号）的件数"),
        Column("每百户", Look.POINTS),
        Column("95% 区间", Look.TEXT, 9, "按泊松分布的精确区间，每百户"),
        Column("判断", Look.WIDE, 12, "多出来的是偶然的可能性，已按同时看了多少个校正（霍尔姆法）"),
    )
    note = "投诉常在送货后几个月才来，所以按近 12 个月累计；只列本月有投诉的。不到 3 件的、没有送货记录的，不下结论。"
    rows = tuple(_stand_out(one) for one in view.stand_outs)
    yield Table("complaints-goods", title, columns, rows, note, filters=True, html_rows=100)


def _stand_out(one: StandOut) -> tuple[Value | Cell, ...]:
    span = f"{one.low:.1f} – {one.high:.1f}" if one.low is not None and one.high is not None else None
    if one.chance is None:
        said = Cell("没有送货记录可比", tone=Tone.MUTED)
    elif one.stands_out:
        chance = f"{one.chance:.2%}" if one.chance >= HARDLY else f"不到 {HARDLY:.2%}"
        said = Cell(f"明显偏多（偶然的可能性{chance}）", tone=Tone.BAD)
    else:
        said = Cell(NOTHING_TO_READ)
    return (one.product, one.batch, one.now, one.count, one.delivered, one.expected, one.rate, span, said)


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
