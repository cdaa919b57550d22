"""A sample as a sheet to fill in: an audit log with what is known already, which our own reader takes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pandas as pd

from aftersales.blank_sheets.columns import BlankColumn, BlankSheet, Offered, blank_sheet
from aftersales.blank_sheets.examples import Value
from aftersales.consolidate.places import place_of
from aftersales.kinds.model import Field, FieldType, Kind
from aftersales.worklists.sample import Sample

KNOWN = {
    "callback_date": "date",
    "clerk": "called_by",
    "responsible": "responsible",
    "customer": "customer",
    "phone": "phone",
}
"""Fields of the audit that the callback answers."""
BESIDE = (("门店", 11.0), ("当时的评价", 11.0), ("回访记录在", 46.0))
"""Columns of our own, for whoever calls: the reader keeps them as they are."""
HINT = (
    "逐条打电话核实，填抽查日期、抽查人、核实情况；没有抽查的行请整行删掉。表头的字不要改，填好保存后放进登记表文件夹。"
)
GUIDE = (
    "每行是随机抽到的一次回访，由行政部再打一次电话核实。",
    "必须填抽查日期，请填抽查人、核实情况（从下拉里选）；客户说态度有问题的，在“服务态度问题”里选“是”。",
    "没有打的行请整行删掉；联系不上的不要删，核实情况选“联系不上”。",
    "同一个月再抽一次，抽到的还是这些；月份里补了回访，名单才会有一两条不同。",
    "电话是完整的，只用来核实，请不要另外传阅。",
)


def sample_sheet(sample: Sample, kind: Kind, people: Offered, as_of: datetime) -> BlankSheet:
    """The sheet of a sample; every row is one callback to check."""
    usual = blank_sheet(kind, people, as_of)
    extra = tuple(
        BlankColumn(Field(f"beside_{at}", FieldType.TEXT, zh), zh, width, advice="已填好，不用改")
        for at, (zh, width) in enumerate(BESIDE)
    )
    names = [column.field.name for column in usual.columns]
    rows = tuple(_row(callback, names) for _, callback in sample.callbacks.iterrows())
    place = f"抽查 {issue(sample.month)}的回访，共 {sample.of} 条，随机抽 {len(rows)} 条"
    guide = (f"抽查的是 {sample.month} 的回访。{GUIDE[0]}", *GUIDE[1:])
    return replace(usual, columns=(*usual.columns, *extra), rows=rows, place=place, hint=HINT, guide=guide)


def issue(month: str) -> str:
    """A month as the number of an issue: a sheet or file that named the month would ask for dates in it.

    >>> issue("2026-10")
    '2026年第10期'
    """
    return f"{month[:4]}年第{int(month[5:])}期"


def _row(callback: pd.Series, names: Sequence[str]) -> tuple[Value, ...]:
    """What is known of one callback, blank where the office has to write."""
    known = {name: _value(callback[source]) for name, source in KNOWN.items()}
    mark, word = callback["satisfaction"], _value(callback["_satisfaction_word"])
    said = word or (f"{mark:g} 分" if pd.notna(mark) else "未接通" if callback["outcome"] == "unreached" else None)
    return (*(known.get(name) for name in names), _value(callback["store"]), said, str(place_of(callback)))


def _value(cell: object) -> Value:
    """A day as a date, all else as text; blank as nothing."""
    if not isinstance(cell, str):
        return None
    try:
        return date.fromisoformat(cell[:10])
    except ValueError:
        return cell
