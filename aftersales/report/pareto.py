"""Categories from the largest to the smallest: the table and the chart that several pages show."""

from __future__ import annotations

from aftersales.report.build import ordered_categories, records_link
from aftersales.report.page import Cell, Chart, Column, Look, Plot, Series, Table, Tone, Value
from aftersales.report.view import View
from aftersales.report.wording import shown

MOST, REST = 12, "其余"


def pareto_table(view: View, measure: str, id_: str, title: str, unit: str, total: float) -> Table:
    """Categories by size with their share and the running share of all mentions."""
    ordered = ordered_categories(view, measure)
    mentions = sum(count for _, count in ordered)
    columns = (
        Column("类别", Look.TEXT, 12),
        Column(unit, Look.COUNT, 6),
        Column("上月", Look.COUNT, 6),
        Column("累计占比", Look.RATE, 8, "从大到小累计，占全部提及的比例"),
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
            note = f"有的一{unit[0]}提到几类，分类相加为 {mentions:g}，合计只计一次为 {total:g}。"
    return Table(id_, title, columns, tuple(rows), note, total=bool(rows))


def pareto_title(first: str, ordered: list[tuple[str, float]], unit: str, *, clear: bool) -> str:
    """What is said of the first, and where it is not surely ahead of the second, that they cannot be told apart."""
    return first if clear or len(ordered) < 2 else f"{first}，与{ordered[1][0]}（{ordered[1][1]:g} {unit}）分不出先后"


def pareto_chart(
    id_: str, title: str, ordered: list[tuple[str, float]], unit: str, table: str, look: Look = Look.COUNT
) -> Chart:
    """Bars by size and the cumulative share; the smallest of very many stand together as 其余."""
    if len(ordered) > MOST:
        ordered = [*ordered[: MOST - 1], (REST, sum(count for _, count in ordered[MOST - 1 :]))]
    mentions = sum(count for _, count in ordered)
    shares: list[float] = []
    running = 0.0
    for _, count in ordered:
        running += count
        shares.append(running / mentions)
    labels = tuple(name for name, _ in ordered)
    series = (Series(unit, tuple(count for _, count in ordered)), Series("累计占比", tuple(shares)))
    alt = ",".join(f"{name} {shown(count, look, unit=True)}" for name, count in ordered)
    return Chart(id_, title, Plot.PARETO, labels, series, look, table, None, alt)
