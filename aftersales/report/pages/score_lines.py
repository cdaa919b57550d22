"""考核明细: every line of every score, what was seen, by which clause, on which records."""

from __future__ import annotations

from aftersales.report.page import Column, Look, Page, Table
from aftersales.report.places import listed, places_of
from aftersales.report.view import View

SHOWN = 5


def page(view: View) -> Page | None:
    """One row a line; None in a month in which nobody is appraised."""
    if not view.scores:
        return None
    places = places_of(view, {i for s in view.scores for line in s.lines for i in line.evidence})
    columns = (
        Column("姓名", Look.TEXT, 5),
        Column("方案", Look.WIDE, 9),
        Column("期间", Look.TEXT, 7),
        Column("块", Look.WIDE, 6),
        Column("项目", Look.TEXT, 8),
        Column("依据", Look.WIDE, 18),
        Column("得分", Look.NUMBER, 6),
        Column("满分", Look.NUMBER, 6),
        Column("条款", Look.TEXT, 6),
        Column("来源", Look.WIDE, 19),
    )
    rows = tuple(
        (
            score.person,
            view.schemes[score.scheme].zh,
            score.period,
            line.part,
            line.item,
            line.basis,
            None if line.points is None else round(float(line.points), 4),
            None if line.max is None else round(float(line.max), 4),
            line.rule,
            listed(line.evidence, places, SHOWN),
        )
        for score in sorted(view.scores, key=lambda s: (s.person, s.scheme, s.period))
        for line in score.lines
    )
    note = "每个人各行得分相加等于合计；“来源”最多列 5 处，全部见 data/score_lines.csv。"
    table = Table("score-lines", "考核明细", columns, rows, note, filters=True)
    return Page(
        "score-lines", "考核明细", f"共 {len(rows)} 行，逐项写明看到了什么、依据哪一条。", (table,), details=True
    )
