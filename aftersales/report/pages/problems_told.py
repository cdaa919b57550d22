"""未完全满意分类: what dissatisfied households complain about, as a Pareto, and every one of them (S2-13)."""

from __future__ import annotations

import pandas as pd

from aftersales.report.build import figures, ordered_categories, records_link
from aftersales.report.page import (
    Block,
    Cell,
    Chart,
    Column,
    Figures,
    Link,
    Look,
    Page,
    Plot,
    Series,
    Table,
    Tone,
    Value,
)
from aftersales.report.view import View

MEASURE = "callback.problem_households"


def page(view: View) -> Page:
    """Households per category; one household may stand in several, so the sum may exceed the total."""
    total = view.number(MEASURE).value or 0
    ordered = ordered_categories(view, MEASURE)
    table = pareto_table(view, MEASURE, "problems-categories", "未完全满意分类", "户数", total)
    blocks: list[Block] = [Figures("problems-key", figures(view, ("callback.not_fully_satisfied",))), table]
    if ordered:
        blocks.append(pareto_chart("chart-problems", _title(ordered, total), ordered, "户数", table.id))
    blocks.append(_households(view))
    sentence = "、".join(f"{name} {count:g} 户" for name, count in ordered)
    lead = f"{sentence},总共 {total:g} 户。" if ordered else "本月没有未完全满意的户。"
    return Page("problems", "未完全满意分类", lead, tuple(blocks))


def pareto_table(view: View, measure: str, id_: str, title: str, unit: str, total: float) -> Table:
    """Categories by size with their share and the running share of all mentions."""
    ordered = ordered_categories(view, measure)
    mentions = sum(count for _, count in ordered)
    columns = (
        Column("类别", Look.TEXT, 12),
        Column(unit, Look.COUNT, 6),
        Column("上月", Look.COUNT, 6),
        Column("累计占比", Look.RATE, 8, "从大到小累计,占全部提及的比例"),
    )
    rows: list[tuple[Value | Cell, ...]] = []
    running = 0.0
    for name, count in ordered:
        running += count
        before = view.number(measure, month=view.previous, category=name).value if view.previous else None
        tone = Tone.WARN if name == "待归类" else Tone.PLAIN
        rows.append((Cell(name, tone=tone), count, before, running / mentions))
    note = ""
    if rows:
        before = view.number(measure, month=view.previous).value if view.previous else None
        rows.append(
            (Cell("合计", tone=Tone.STRONG), Cell(total, Look.COUNT, link=records_link(view, measure)), before, None)
        )
        if mentions > total:
            note = f"有的一{unit[0]}提到几类,分类相加为 {mentions:g},合计只计一次为 {total:g}。"
    return Table(id_, title, columns, tuple(rows), note, total=bool(rows))


def pareto_chart(id_: str, title: str, ordered: list[tuple[str, float]], unit: str, table: str) -> Chart:
    """Bars by size and the cumulative share."""
    mentions = sum(count for _, count in ordered)
    shares: list[float] = []
    running = 0.0
    for _, count in ordered:
        running += count
        shares.append(running / mentions)
    labels = tuple(name for name, _ in ordered)
    series = (Series(unit, tuple(count for _, count in ordered)), Series("累计占比", tuple(shares)))
    alt = ",".join(f"{name} {count:g}" for name, count in ordered)
    return Chart(id_, title, Plot.PARETO, labels, series, Look.COUNT, table, None, alt)


def _title(ordered: list[tuple[str, float]], total: float) -> str:
    name, count = ordered[0]
    return f"未完全满意 {total:g} 户,最多的是{name}({count:g} 户)"


def _households(view: View) -> Table:
    """The callbacks that made these households dissatisfied, with the words that gave the category."""
    callbacks = view.records["callback"]
    chosen = callbacks[callbacks["_categories"].notna()]
    columns = (
        Column("回访日期", Look.DATE, 9),
        Column("门店", Look.TEXT, 7),
        Column("客户", Look.TEXT, 7),
        Column("回访人", Look.TEXT, 7),
        Column("评价", Look.TEXT, 6),
        Column("类别", Look.TEXT, 10),
        Column("依据", Look.TEXT, 10, "类别是表里填的,还是由哪些字词归的"),
        Column("客户说的", Look.WIDE, 24),
        Column("来源", Look.TEXT, 16),
    )
    rows = tuple(
        (
            text(record["date"]),
            text(record["store"]),
            text(record["customer"]),
            text(record["called_by"]),
            text(record["_satisfaction_word"]),
            text(record["_categories"]),
            text(record["_category_basis"]),
            text(record["_told"]),
            Cell(
                f"{record['file']} › {record['sheet']} › 第{record['row']}行",
                link=Link("details-callback", "details-callback"),
            ),
        )
        for _, record in chosen.iterrows()
    )
    return Table("problems-households", "未完全满意的回访", columns, rows, filters=True, outline=True, html_rows=200)


def text(value: object) -> str | None:
    """A record's value as the page shows it."""
    return None if value is None or pd.isna(value) else str(value)  # type: ignore[call-overload]
