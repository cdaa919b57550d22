"""年度累计: the scores of the year until this month, person by person, with how often each grade was reached."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from aftersales.appraisal.model import Score
from aftersales.report.page import Cell, Column, Look, Page, Table, Tone, Value
from aftersales.report.view import View
from aftersales.report.wording import STATUSES

ENOUGH = 2


def page(view: View) -> Page | None:
    """One table a scheme; None before there are two months to lay beside each other."""
    tables = [made for scheme in view.schemes if (made := _table(view, scheme))]
    if not tables:
        return None
    return Page("year", "年度累计", f"{view.month[:4]} 年至今各期得分；未评级和考核取消的不进均分。", tuple(tables))


def _table(view: View, scheme: str) -> Table | None:
    own = [score for score in view.year_scores if score.scheme == scheme and "Q" not in score.period]
    months = sorted({score.period for score in own if "-" in score.period})
    if len(months) < ENOUGH:
        return None
    best: dict[str, Decimal] = {}
    for score in own:
        if score.grade:
            best[score.grade] = max(best.get(score.grade, Decimal(0)), score.score or Decimal(0))
    grades = sorted(best, key=lambda grade: -best[grade])
    columns = (
        Column("姓名", Look.TEXT, 7),
        Column("门店", Look.TEXT, 8),
        *(Column(f"{int(month[5:])}月", Look.TEXT, 6) for month in months),
        Column("均分", Look.POINTS, 6),
        *(Column(f"{grade}次数", Look.COUNT, 5) for grade in grades),
    )
    people: dict[str, dict[str, Score]] = {}
    for score in own:
        people.setdefault(score.person, {})[score.period] = score
    rows = tuple(_row(name, scores, months, grades) for name, scores in sorted(people.items()))
    return Table(f"year-{scheme}", view.schemes[scheme].zh, columns, rows)


def _row(name: str, scores: dict[str, Score], months: list[str], grades: list[str]) -> tuple[Value | Cell, ...]:
    rated = [s.score for s in scores.values() if s.status == "rated" and s.score is not None]
    counted = Counter(score.grade for score in scores.values())
    last = scores[max(scores)]
    mean = None if not rated else float(round(sum(rated, Decimal(0)) / len(rated), 2))
    return (
        Cell(name, tone=Tone.STRONG),
        last.store,
        *(_cell(scores.get(month)) for month in months),
        mean,
        *(counted[grade] or None for grade in grades),
    )


def _cell(score: Score | None) -> Value | Cell:
    if score is None:
        return Cell("—", tone=Tone.MUTED)
    if score.score is None:
        return Cell(score.grade or STATUSES[score.status], tone=Tone.MUTED)
    return f"{score.score} {score.grade}".strip()
