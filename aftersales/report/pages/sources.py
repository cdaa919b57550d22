"""对账: every sheet of every file, and where each of its rows went."""

from __future__ import annotations

from aftersales.report.build import by_category
from aftersales.report.page import Cell, Column, Look, Page, Table, Tone, Value
from aftersales.report.view import View

PARTS = ("rows", "records", "blank", "heading", "note", "duplicate", "rejected")
TITLES = ("总行数", "记录", "空行", "表头", "说明合计", "重复", "退回")


def page(view: View) -> Page:
    """Rows = records + blank + heading + note + duplicate + rejected, for every sheet of this month."""
    columns = (
        Column("文件", Look.WIDE, 22),
        Column("工作表", Look.TEXT, 10),
        Column("登记表种类", Look.TEXT, 10),
        Column("表头行", Look.COUNT, 6),
        *(Column(title, Look.COUNT, 6) for title in TITLES),
        Column("核对", Look.TEXT, 5),
    )
    rows: list[tuple[Value | Cell, ...]] = []
    for line in view.sources:
        counts = tuple(getattr(line, part) for part in PARTS)
        kinds = (
            "、".join(view.kinds[k].zh if k in view.kinds else k for k in line.kind.split("、")) if line.kind else None
        )
        rejected = Cell(line.rejected, tone=Tone.BAD if line.rejected else Tone.PLAIN)
        balanced = "相符" if counts[0] == sum(counts[1:]) else "不符"
        rows.append((line.file, line.sheet, kinds, line.header_row or None, *counts[:-1], rejected, balanced))
    if rows:
        totals = [sum(getattr(line, part) for line in view.sources) for part in PARTS]
        rows.append((Cell("合计", tone=Tone.STRONG), None, None, None, *totals, None))
    note = (
        "每张表：总行数 = 记录 + 空行 + 表头 + 说明合计 + 重复 + 退回。跨月的表在每个有关的月份都列出，数字是整张表的。"
        "这里的“记录”是行数；一行考勤有许多天、一行考核有许多项，各算一条记录，所以本月的记录可以比行数多。"
    )
    table = Table("sources-list", "来源与对账", columns, tuple(rows), note, total=bool(rows), html_rows=300)
    files = len({line.file for line in view.sources})
    own = sum(len(records) for kind, records in view.records.items() if kind != "staff")
    lead = f"本月 {own} 条记录，来自 {files} 个文件、{len(view.sources)} 张表。"
    names = {kind.id: kind.zh for kind in view.kinds.values()}
    first = Column("登记表种类", Look.TEXT, 10)
    complete = by_category(view, "sources-complete", "记录完整率", first, ("log.completeness",), names)
    return Page("sources", "对账", lead, (table, complete) if complete.rows else (table,))
