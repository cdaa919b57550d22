"""费用、缴款与配件: expenses against quotas, money to hand in, parts and receipts (S3-01 … S3-11, S4-09)."""

from __future__ import annotations

from aftersales.report.build import by_category, by_whom, cell, figures
from aftersales.report.page import Block, Cell, Column, Figures, Look, Page, Table, Tone, Value
from aftersales.report.view import View

KEY = (
    "expense.amount",
    "expense.quota_share",
    "expense.over_quota",
    "sale.amount",
    "payment.amount",
    "payment.open_balance",
    "receiving.errors",
    "receiving.error_rate",
)
PEOPLE = ("sale.amount", "payment.amount", "payment.open_balance")


def page(view: View) -> Page | None:
    """Money and goods; None in a month that has neither."""
    shown = figures(view, KEY)
    tables = (
        _departments(view),
        by_category(view, "money-items", "费用项目", Column("费用项目", Look.TEXT, 10), ("expense.amount",)),
        by_whom(view, "money-people", "销售与缴款", "person", PEOPLE),
        by_category(view, "money-thirds", "按旬", Column("旬", Look.TEXT, 5), ("sale.amount",)),
        _cards(view),
        _issued(view),
    )
    blocks: list[Block] = [table for table in tables if table.rows]
    if not shown and not blocks:
        return None
    told = [f"{view.info[m].zh} {view.number(m).value or 0:,.2f} 元" for m in KEY if _amount(view, m)]
    lead = "，".join(told) + "。" if told else "本月的费用、缴款、配件与验收。"
    return Page("money", "费用与配件", lead, (Figures("money-key", shown), *blocks))


def _amount(view: View, measure: str) -> bool:
    return view.info[measure].look is Look.MONEY and view.number(measure).value is not None


def _departments(view: View) -> Table:
    """Each department with its quota, what is left of it, and how many entries went over it."""
    columns = (
        Column("部门", Look.TEXT, 8),
        Column("费用", Look.MONEY),
        Column("定额", Look.MONEY),
        Column("定额占比", Look.RATE),
        Column("结余", Look.MONEY),
        Column("超定额笔数", Look.COUNT),
    )
    rows: list[tuple[Value | Cell, ...]] = []
    for name in view.names("expense.amount", "store"):
        spent = view.number("expense.amount", store=name).value or 0.0
        share = view.number("expense.quota_share", store=name)
        left = None if share.denominator is None else share.denominator - spent
        over = Tone.BAD if left is not None and left < 0 else Tone.PLAIN
        rows.append(
            (
                name,
                spent,
                share.denominator,
                cell(view, "expense.quota_share", share),
                Cell(left, tone=over),
                view.number("expense.over_quota", store=name).value,
            )
        )
    return Table("money-departments", "各部门费用", columns, tuple(rows), "没有定额的部门只列费用。")


def _cards(view: View) -> Table:
    """The parts whose written balance does not follow from the movements."""
    found = sorted((product, number.value) for _, product, _, number in view.splits("part.balance_difference"))
    rows = tuple((product, Cell(value, Look.NUMBER, Tone.BAD)) for product, value in found if value)
    columns = (Column("配件", Look.TEXT, 12), Column("账卡差", Look.NUMBER))
    note = f"上次结存 + 入库 + 退回 − 领用 − 本次结存；核对了 {len(found)} 种配件，只列不符的，待核实。"
    return Table("money-cards", "账卡不符", columns, rows, note)


def _issued(view: View) -> Table:
    found = sorted((product, unit, number.value) for _, product, unit, number in view.splits("part.issued"))
    columns = (Column("配件", Look.TEXT, 12), Column("数量", Look.NUMBER), Column("单位", Look.TEXT, 4))
    rows = tuple((product, value, unit) for product, unit, value in found)
    return Table("money-issued", "配件领用", columns, rows, "不同单位不相加。", html_rows=100)
