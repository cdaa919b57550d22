"""数字的依据: for every figure of the company what it means and on which rows of which sheets it rests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aftersales.report.build import records_link
from aftersales.report.page import Cell, Column, Look, Page, Table, Value
from aftersales.report.places import Place, by_sheet, rows_of
from aftersales.report.signals import with_sample
from aftersales.report.view import Evidence, View

Row = tuple[Value | Cell, ...]


def page(view: View) -> Page | None:
    """One row a figure; None in a month without any."""
    known = [measure for measure in view.info if measure in view.evidence]
    if not known:
        return None
    named = {record for measure in known for part in _named(view.evidence[measure]) for record in part}
    places = rows_of(view, named)
    columns = (
        Column("指标", Look.TEXT, 12),
        Column("本月", Look.TEXT, 9),
        Column("计入的行", Look.WIDE, 34, "计数的是这些行；比率的是满足的行；用时和均分的是参与计算的行"),
        Column("其余的行", Look.WIDE, 30, "比率里没有满足的行；每百户的是送货的行"),
        Column("怎么算的", Look.WIDE, 26),
    )
    rows = tuple(_row(view, measure, view.evidence[measure], places) for measure in known)
    note = (
        "行号是 Excel 里的行号；每一格最多写 60 条记录所在的行，全部见 data/members.csv。指标名通到这一种登记表的明细。"
    )
    table = Table("rows-list", "数字的依据", columns, rows, note, filters=True)
    return Page("rows", "数字的依据", "每个数字来自哪些文件、哪张表、哪几行。", (table,), details=True)


def _named(evidence: Evidence) -> tuple[Sequence[str], Sequence[str]]:
    return evidence.hits, evidence.misses


def _row(view: View, measure: str, evidence: Evidence, places: Mapping[str, Place]) -> Row:
    info = view.info[measure]
    return (
        Cell(info.zh, link=records_link(view, measure)),
        with_sample(view, measure, view.number(measure)),
        _told(evidence.hits, evidence.all_hits, places),
        _told(evidence.misses, evidence.all_misses, places),
        info.definition,
    )


def _told(named: Sequence[str], of: int, places: Mapping[str, Place]) -> str | None:
    if not of:
        return None
    here = [places[record] for record in named if record in places]
    more = [f"（共 {of} 条，写出前 {len(named)} 条）"] if of > len(named) else []
    earlier = [f"以前各期 {len(named) - len(here)} 条"] if len(here) < len(named) else []
    return "\n".join(part for part in (*more, by_sheet(here), *earlier) if part)
