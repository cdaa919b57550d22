"""明细: the records themselves, one page a kind, as they were understood."""

from __future__ import annotations

import pandas as pd

from aftersales.kinds.model import FieldType, Kind
from aftersales.privacy import masked
from aftersales.report.listing import DATES, texts
from aftersales.report.page import Column, Look, Page, Table, Value
from aftersales.report.view import View

NUMBERS = {
    FieldType.NUMBER: Look.NUMBER,
    FieldType.MONEY: Look.MONEY,
    FieldType.QUANTITY: Look.NUMBER,
    FieldType.SATISFACTION: Look.COUNT,
}
LONG = frozenset({"description", "problem", "result", "remark", "solution", "cause", "address", "rework_reason"})
HTML_ROWS = 100


def pages(view: View) -> tuple[Page, ...]:
    """One page for every kind with records this month."""
    return tuple(
        _page(view, view.kinds[kind_id], records)
        for kind_id, records in view.records.items()
        if len(records) and kind_id != "staff"
    )


def _page(view: View, kind: Kind, records: pd.DataFrame) -> Page:
    shown = records.iloc[: view.detail_rows]
    fields = [field for field in kind.fields if shown[field.name].notna().any()]
    columns: list[Column] = []
    values: list[list[Value]] = []
    for field in fields:
        look = NUMBERS.get(field.type, Look.DATE if field.type in DATES else Look.TEXT)
        columns.append(Column(field.zh, Look.WIDE if field.name in LONG else look, 18 if field.name in LONG else 0))
        values.append(_values(shown[field.name], field.type, hide=view.masked))
        if field.type is FieldType.QUANTITY:
            columns.append(Column("单位", Look.TEXT, 4))
            values.append(_values(shown[f"{field.name}_unit"], FieldType.TEXT, hide=view.masked))
    if "_categories" in shown and shown["_categories"].notna().any():
        columns += [Column("类别", Look.TEXT, 10), Column("依据", Look.WIDE, 24, "归类的字词、所在的分句和规则")]
        values += [
            _values(shown[name], FieldType.TEXT, hide=view.masked) for name in ("_categories", "_category_evidence")
        ]
    columns += [Column("文件", Look.TEXT, 16), Column("工作表", Look.TEXT, 8), Column("行", Look.COUNT, 5)]
    values += [
        *(_values(shown[name], FieldType.TEXT, hide=view.masked) for name in ("file", "sheet")),
        list(shown["row"]),
    ]
    note = ""
    if len(records) > len(shown):
        note = f"本月共 {len(records)} 条，这里列出前 {len(shown)} 条，全部见 data/records/{kind.id}.csv。"
    id_ = f"details-{kind.id}"
    table = Table(
        id_,
        kind.zh,
        tuple(columns),
        tuple(zip(*values, strict=True)),
        note,
        filters=True,
        html_rows=HTML_ROWS,
    )
    return Page(id_, f"明细-{kind.zh}", f"{kind.zh} {len(records)} 条。", (table,), details=True)


def _values(column: pd.Series, type_: FieldType, *, hide: bool) -> list[Value]:
    """Plain values for writing; phones masked wherever they stand; codes in Chinese words."""
    if type_ in NUMBERS:
        return [None if pd.isna(value) else _plain(value) for value in column.astype("float64").tolist()]
    told = texts(column, type_)
    if not hide or type_ in DATES:
        return list(told)
    hidden = {text: masked(text) for text in dict.fromkeys(told) if text}
    return [hidden.get(text or "") for text in told]


def _plain(value: float) -> int | float:
    return int(value) if value.is_integer() else value
