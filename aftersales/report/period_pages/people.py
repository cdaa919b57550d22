"""人员: everybody's figures over the period."""

from __future__ import annotations

from aftersales.report.build import UNASSIGNED, cell
from aftersales.report.page import Cell, Column, Look, Page, Table, Tone, Value
from aftersales.report.period_view import PeriodView

SHOWN = (
    "callback.calls",
    "callback.satisfaction_rate",
    "service.satisfaction_rate",
    "measuring.count",
    "guidance.households",
    "guidance.satisfaction_rate",
    "guidance.rework",
    "delivery.lines",
    "complaint.count",
    "complaint.verified",
    "repair.jobs",
    "repair.repeat_rate",
    "repair.satisfaction_rate",
    "survey.mean",
    "audit.false",
    "attendance.late",
    "payment.open_balance",
)


def page(shown: PeriodView) -> Page | None:
    """One row a person, by shop and name: nobody is ranked."""
    view = shown.view
    known = [m for m in SHOWN if view.names(m, "person")]
    names = {name for m in known for name in view.names(m, "person")}
    if not names:
        return None
    columns = (
        Column("姓名", Look.TEXT, 7),
        Column("门店 / 岗位", Look.TEXT, 12),
        *(Column(view.info[m].zh, view.info[m].look, 0, view.info[m].definition) for m in known),
    )
    rows: list[tuple[Value | Cell, ...]] = [
        (
            Cell(name, tone=Tone.STRONG if name != UNASSIGNED else Tone.MUTED),
            view.roles.get(name, ""),
            *(cell(view, m, view.number(m, person=name)) for m in known),
        )
        for name in sorted(names, key=lambda n: (n == UNASSIGNED, view.roles.get(n, "~"), n))
    ]
    note = "同一条记录有几个人时平分；没有写人的记在“未分配”。灰色的比率样本太少，不作比较。"
    table = Table("people-table", "人员一览", columns, tuple(rows), note, filters=True)
    return Page("people", "人员", f"共 {len(names - {UNASSIGNED})} 人有记录。", (table,))
