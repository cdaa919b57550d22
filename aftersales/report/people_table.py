"""人员: everybody's figures side by side, by store and name; small samples grey, no ranking. A month and a period show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from aftersales.report.build import UNASSIGNED, cell
from aftersales.report.page import Cell, Column, Look, Page, Table, Tone, Value
from aftersales.report.view import View


def people_page(
    view: View,
    measures: Sequence[str],
    others: Iterable[str] = (),
    last: Mapping[Column, Mapping[str, float]] | None = None,
) -> Page:
    """One row for everybody with a figure and for `others`; the `last` columns hold what they say of a name."""
    shown = [m for m in measures if view.names(m, "person")]
    names = {name for m in shown for name in view.names(m, "person")}.union(others)
    more = last or {}
    columns = (
        Column("姓名", Look.TEXT, 7),
        Column("门店 / 岗位", Look.TEXT, 12),
        *(Column(view.info[m].zh, view.info[m].look, 0, view.info[m].definition) for m in shown),
        *more,
    )
    rows: list[tuple[Value | Cell, ...]] = [
        (
            Cell(name, tone=Tone.STRONG if name != UNASSIGNED else Tone.MUTED),
            view.roles.get(name, ""),
            *(cell(view, m, view.number(m, person=name)) for m in shown),
            *(values.get(name) for values in more.values()),
        )
        for name in sorted(names, key=lambda n: (n == UNASSIGNED, view.roles.get(n, "~"), n))
    ]
    note = "同一条记录有几个人时平分；没有写人的记在“未分配”。灰色的比率样本太少，不作比较。"
    table = Table("people-table", "人员一览", columns, tuple(rows), note, filters=True)
    return Page("people", "人员", f"共 {len(names - {UNASSIGNED})} 人有记录。", (table,))
