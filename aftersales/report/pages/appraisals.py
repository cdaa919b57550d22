"""考核总表: everybody's score under each scheme, item by item; no ranking, the lines stand in 考核明细."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import fmean

from aftersales.appraisal.model import Score
from aftersales.report.page import Cell, Column, Link, Look, Note, Page, Table, Tone, Value
from aftersales.report.view import View
from aftersales.report.wording import STATUSES

FEW = 3
TONES = {"rated": Tone.PLAIN, "not_rated": Tone.MUTED, "void": Tone.BAD}


def page(view: View) -> Page | None:
    """One table a scheme and period; None in a month in which nobody is appraised."""
    if not view.scores:
        return None
    groups = list(dict.fromkeys((score.scheme, score.period) for score in view.scores))
    tables = [_table(view, scheme, period) for scheme, period in groups]
    tables += [made for scheme, period in groups if (made := _by_store(view, scheme, period))]
    rated = sum(score.status == "rated" for score in view.scores)
    people = len({score.person for score in view.scores})
    lead = f"应考核 {people} 人，有 {rated} 份得分；未评级和考核取消的不算 0 分。"
    known = [f"{view.schemes[scheme].zh}：{text}" for scheme, _ in groups for text in view.schemes[scheme].known]
    notes = (Note("方案原文没有写明、由程序补上的规则：", items=tuple(dict.fromkeys(known))),) if known else ()
    return Page("appraisals", "考核总表", lead, (*tables, *notes))


def _table(view: View, scheme: str, period: str) -> Table:
    scores = sorted(
        (s for s in view.scores if (s.scheme, s.period) == (scheme, period)), key=lambda s: (s.store or "~", s.person)
    )
    items = _items(scores)
    columns = (  # the same ones first in every table, so that tables below each other keep the columns narrow
        Column("姓名", Look.TEXT, 5),
        Column("门店", Look.TEXT, 6),
        Column("得分", Look.POINTS, 6, "合计 ÷ 满分 × 100，四舍五入到两位小数；等级按印出的得分"),
        Column("等级", Look.TEXT, 5),
        Column("合计", Look.NUMBER, 6),
        Column("满分", Look.NUMBER, 6),
        Column("说明", Look.WIDE, 14),
        *(Column(name, Look.NUMBER, 5, f"满分 {float(most):g}" if most is not None else "") for name, most in items),
    )
    rows = tuple(_row(score, [name for name, _ in items]) for score in scores)
    return Table(f"appraisals-{scheme}-{period}", f"{view.schemes[scheme].zh} · {period}", columns, rows)


def _by_store(view: View, scheme: str, period: str) -> Table | None:
    """A shop's score is the mean of its people under one scheme (S4-15); schemes are never averaged together."""
    rated: dict[str, list[float]] = {}
    for score in view.scores:
        if (score.scheme, score.period, score.status) == (scheme, period, "rated") and score.score is not None:
            rated.setdefault(score.store or "未分配", []).append(float(score.score))
    if sum(map(len, rated.values())) < FEW:
        return None
    everybody = [value for values in rated.values() for value in values]
    rows: list[tuple[Value | Cell, ...]] = [
        (store, len(values), Cell(round(fmean(values), 2), tone=Tone.MUTED if len(values) < FEW else Tone.PLAIN))
        for store, values in sorted(rated.items())
    ]
    rows.append((Cell("全体", tone=Tone.STRONG), len(everybody), round(fmean(everybody), 2)))
    columns = (Column("门店", Look.TEXT, 6), Column("人数", Look.COUNT, 5), Column("平均得分", Look.POINTS, 5))
    title = f"{view.schemes[scheme].zh} · {period} · 按门店"
    note = f"部门得分 = 本方案已评级人员的平均；不到 {FEW} 人的只供参考。"
    return Table(f"appraisals-stores-{scheme}-{period}", title, columns, tuple(rows), note, total=True)


def _items(scores: Sequence[Score]) -> list[tuple[str, Decimal | None]]:
    """The items of a scheme in their order, each with its maximum; lines without one stand behind them."""
    found: dict[str, Decimal | None] = {}
    for score in scores:
        for line in score.lines:
            if line.max is not None or line.points:
                found.setdefault(line.item, line.max)
    return list(found.items())


def _row(score: Score, items: Sequence[str]) -> tuple[Value | Cell, ...]:
    points: dict[str, float] = {}
    for line in score.lines:
        if line.points is not None:
            points[line.item] = points.get(line.item, 0.0) + float(line.points)
    status = "" if score.status == "rated" else STATUSES[score.status]
    grade = score.grade or status
    return (
        Cell(score.person, tone=Tone.STRONG),
        score.store,
        Cell(None if score.score is None else float(score.score), Look.POINTS, link=Link("score-lines", "score-lines")),
        Cell(grade, tone=TONES[score.status]),
        None if score.total is None else round(float(score.total), 2),
        None if score.max is None else round(float(score.max), 2),
        score.note,
        *(None if item not in points else round(points[item], 2) for item in items),
    )
