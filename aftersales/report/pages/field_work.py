"""量房与送货: homes measured, goods delivered, the SMS of the day (S2-11, S2-23, S2-24, S0-36)."""

from __future__ import annotations

from aftersales.report.build import by_whom, figures
from aftersales.report.page import Cell, Column, Figures, Look, Page, Table, Tone, Value
from aftersales.report.view import View

KEY = (
    "measuring.count",
    "measuring.done",
    "measuring.on_day_rate",
    "delivery.households",
    "delivery.lines",
    "delivery.special_orders",
    "delivery.sms_same_day_rate",
)


def page(view: View) -> Page:
    """Measuring and delivery."""
    measured = view.number("measuring.count").value or 0
    delivered = view.number("delivery.households").value or 0
    stores = ("measuring.count", "measuring.done", "measuring.on_day_rate", "delivery.households", "delivery.lines")
    return Page(
        "field",
        "量房与送货",
        f"量房登记 {measured:g} 条，送货（含补货、退货、加工）{delivered:g} 户。",
        (
            Figures("field-key", figures(view, KEY)),
            _types(view),
            by_whom(view, "field-stores", "按门店", "store", (*stores, "delivery.sms_same_day_rate")),
            by_whom(view, "field-measurers", "按量房人", "person", stores[:3], first="量房人"),
            by_whom(view, "field-drivers", "按送货人", "person", stores[3:], first="送货人"),
        ),
    )


def _types(view: View) -> Table:
    """Households, lines and quantities by type; quantities stand per unit and are never added."""
    units = sorted({unit for _, _, unit, _ in view.splits("delivery.quantity")})
    quantities = {(category, unit): n.value for category, _, unit, n in view.splits("delivery.quantity")}
    columns = (
        Column("业务类型", Look.TEXT, 8),
        Column("户数", Look.COUNT, 6),
        Column("单数", Look.COUNT, 6),
        *(Column(f"数量（{unit or '未写单位'}）", Look.NUMBER, 8) for unit in units),
    )

    def row(category: str, label: Value | Cell) -> tuple[Value | Cell, ...]:
        households = view.number("delivery.households", category=category).value
        lines = view.number("delivery.lines", category=category).value
        return (label, households, lines, *(quantities.get((category, unit)) for unit in units))

    types = sorted({category for category, _, _, _ in view.splits("delivery.lines") if category})
    rows = [row(category, category) for category in types]
    if rows:
        rows.append(row("", Cell("合计", tone=Tone.STRONG)))
    note = "箱、片、㎡ 不相加；同一户有几种业务时，各类户数相加会多于合计。"
    return Table("field-types", "按业务类型", columns, tuple(rows), note, total=bool(rows))
