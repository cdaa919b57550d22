"""未完全满意分类: what dissatisfied households complain about, as a Pareto, and every one of them (S2-13)."""

from __future__ import annotations

from aftersales.report.build import figures, ordered_categories
from aftersales.report.listing import listing
from aftersales.report.page import (
    Block,
    Column,
    Figures,
    Look,
    Page,
    Table,
)
from aftersales.report.pareto import pareto_chart, pareto_table, pareto_title
from aftersales.report.view import View

MEASURE = "callback.problem_households"


def page(view: View) -> Page:
    """Households per category; one household may stand in several, so the sum may exceed the total."""
    total = view.number(MEASURE).value or 0
    ordered = ordered_categories(view, MEASURE)
    table = pareto_table(view, MEASURE, "problems-categories", "未完全满意分类", "户数", total)
    blocks: list[Block] = [Figures("problems-key", figures(view, ("callback.not_fully_satisfied",))), table]
    if ordered:
        first = f"未完全满意 {total:g} 户，最多的是{ordered[0][0]}（{ordered[0][1]:g} 户）"
        title = pareto_title(first, ordered, "户", clear=MEASURE in view.leaders)
        blocks.append(pareto_chart("chart-problems", title, ordered, "户数", table.id))
    blocks.append(_households(view))
    sentence = "、".join(f"{name} {count:g} 户" for name, count in ordered)
    lead = f"{sentence}，总共 {total:g} 户。" if ordered else "本月没有未完全满意的户。"
    if view.number("callback.rated").value is None:
        lead = "本月没有回访评价。"
    return Page("problems", "未完全满意分类", lead, tuple(blocks))


def _households(view: View) -> Table:
    """The callbacks that made these households dissatisfied, with the words that gave the category."""
    callbacks = view.records["callback"]
    chosen = callbacks[callbacks["_categories"].notna()]
    marks = chosen["satisfaction"].map(lambda mark: f"{mark:g} 分", na_action="ignore").astype("str")
    worded = chosen["_satisfaction_word"].str.contains("满意|一般|差|好", regex=True).fillna(value=False).astype(bool)
    chosen = chosen.assign(_rating=chosen["_satisfaction_word"].where(worded, marks))
    fields = (
        (Column("回访日期", Look.DATE, 9), "date"),
        (Column("门店", Look.TEXT, 7), "store"),
        (Column("客户", Look.TEXT, 7), "customer"),
        (Column("回访人", Look.TEXT, 7), "called_by"),
        (Column("评价", Look.TEXT, 6), "_rating"),
        (Column("类别", Look.TEXT, 10), "_categories"),
        (Column("依据", Look.TEXT, 10, "类别是表里填的，还是由哪些字词归的"), "_category_basis"),
        (Column("客户说的", Look.WIDE, 24), "_told"),
    )
    return listing(view, "problems-households", "未完全满意的回访", "callback", chosen, fields)
