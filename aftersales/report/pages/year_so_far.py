"""年度累计: the scores of the year until this month, person by person, with how often each grade was reached."""

from __future__ import annotations

from collections import Counter

from aftersales.appraisal.model import Score
from aftersales.report.page import Cell, Column, Look, Page, Table, Tone, Value
from aftersales.report.score_tables import grades_of, is_month, mean_score, rated, score_cell
from aftersales.report.view import View

ENOUGH = 2


def page(view: View) -> Page | None:
    """One table a scheme; None before there are two months to lay beside each other."""
    tables = [made for scheme in view.schemes if (made := _table(view, scheme))]
    if not tables:
        return None
    return Page("year", "年度累计", f"{view.month[:4]} 年至今各期得分；未评级和考核取消的不进均分。", tuple(tables))


def _table(view: View, scheme: str) -> Table | None:
    own = [score for score in view.year_scores if score.scheme == scheme and is_month(score.period)]
    months = sorted({score.period for score in own})
    if len(months) < ENOUGH:
        return None
    grades = grades_of(own)
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
    counted = Counter(score.grade for score in scores.values())
    last = scores[max(scores)]
    return (
        Cell(name, tone=Tone.STRONG),
        last.store,
        *(score_cell(scores.get(month)) for month in months),
        mean_score(rated(scores.values())),
        *(counted[grade] or None for grade in grades),
    )
