"""Lists of records inside a page: the first few hundred, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from aftersales.kinds.model import FieldType
from aftersales.report.page import Cell, Column, Link, Look, Table
from aftersales.report.view import View

LISTED = 300
DATES = frozenset({FieldType.DATE, FieldType.MOMENT})
SPOKEN = frozenset({FieldType.YES_NO, FieldType.STATUS, FieldType.CHOICE})
PLACE = Column("来源", Look.TEXT, 16)
WORDS = {
    "yes": "是",
    "no": "否",
    "open": "未结案",
    "closed": "已结案",
    "cancelled": "已取消",
    "reached": "接通",
    "unreached": "未接通",
    "genuine": "属实",
    "false": "不属实",
    "not_called": "未回访",
    "unreachable": "联系不上",
    "present": "出勤",
    "late": "迟到",
    "early": "早退",
    "absent": "旷工",
    "leave": "请假",
    "field": "外勤",
    "rest": "休息",
    "missing_punch": "缺卡",
    "in": "入库",
    "out": "领用",
    "return": "退回",
    "sale": "销售",
    "self": "自评",
    "superior": "上级",
    "peer": "同事",
    "customer": "客户",
    "hr": "人事",
    "exam": "笔试",
    "practice": "实操",
    "case": "案例",
    "result": "结果",
}


def listing(
    view: View, id_: str, title: str, kind: str, records: pd.DataFrame, fields: Sequence[tuple[Column, str]]
) -> Table:
    """A table of records with the fields that are named, in the order of the records."""
    shown = records.iloc[:LISTED]
    types = {field.name: field.type for field in view.kinds[kind].fields}
    columns = [texts(shown[field], types.get(field, FieldType.TEXT)) for _, field in fields]
    places = [place_cell(view, kind, *place) for place in zip(shown["file"], shown["sheet"], shown["row"], strict=True)]
    note = ""
    if len(records) > LISTED:
        note = f"共 {len(records)} 条，这里列出前 {LISTED} 条，其余见明细。"
    rows = tuple(zip(*columns, places, strict=True))
    headings = (*(column for column, _ in fields), PLACE)
    return Table(id_, title, headings, rows, note, filters=True, html_rows=LISTED)


def place_cell(view: View, kind: str, file: object, sheet: object, row: object) -> Cell:
    """Where a record stands, leading to the records of its kind."""
    page = f"details-{kind}"
    link = Link(page, page) if len(view.records[kind]) else None
    return Cell(" › ".join(part for part in (str(file), str(sheet), f"第{row}行") if part), link=link)


def texts(column: pd.Series, type_: FieldType) -> list[str | None]:
    """A column's values as people read them, each distinct one worded once; what clerks wrote stays as it is."""
    codes, distinct = pd.factorize(column)
    words = [_worded(str(value), type_) for value in distinct]
    return [words[code] if code >= 0 else None for code in codes.tolist()]


def _worded(value: str, type_: FieldType) -> str:
    if type_ in DATES:  # a column of dates may hold 是 or 否
        return WORDS.get(value, value.replace("T", " "))
    return WORDS.get(value, value) if type_ in SPOKEN else value
