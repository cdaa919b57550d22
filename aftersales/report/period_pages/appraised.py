"""得分: the scores of the period beside those of its months, scheme by scheme; nobody is ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from aftersales.appraisal.model import Score
from aftersales.report.page import Cell, Column, Look, Page, Table, Tone, Value
from aftersales.report.period_view import PeriodView, period_name, short
from aftersales.report.score_tables import grades_of, is_month, mean_score, rated, score_cell
from aftersales.report.wording import STATUSES

By = Mapping[str, Score]


def page(shown: PeriodView) -> Page | None:
    """One table a scheme; None where nobody was appraised."""
    schemes = list(dict.fromkeys(score.scheme for score in shown.scores))
    tables = tuple(_table(shown, scheme) for scheme in schemes)
    if not tables:
        return None
    own = sum(score.period == shown.state.period and score.status == "rated" for score in shown.scores)
    return Page("appraised", "得分", _lead(shown, own), tables)


def _lead(shown: PeriodView, own: int) -> str:
    """What scores there are of the period itself."""
    if own:
        return f"{period_name(shown.state.period)}已有 {own} 份得分。"
    running = shown.state.status == "进行中"
    return (
        "本期得分在本期结束以后算出，以下是其中各期的得分。"
        if running
        else "方案没有本期的总评，以下是其中各期的得分。"
    )


def _table(shown: PeriodView, scheme: str) -> Table:
    own = [score for score in shown.scores if score.scheme == scheme]
    inside = _ordered({score.period for score in own} - {shown.state.period})
    people: dict[str, dict[str, Score]] = {}
    for score in own:
        people.setdefault(score.person, {})[score.period] = score
    grades = grades_of(score for score in own if is_month(score.period))
    whole = any(score.period == shown.state.period for score in own)
    columns = (
        Column("姓名", Look.TEXT, 6),
        Column("门店", Look.TEXT, 7),
        *((Column("本期得分", Look.POINTS, 6), Column("等级", Look.TEXT, 5)) if whole else ()),
        Column("各月均分", Look.POINTS, 6, "已评级各月得分的平均；未评级和考核取消的不算"),
        Column("已评月数", Look.COUNT, 5),
        *(Column(f"{grade}次数", Look.COUNT, 5, "各月得到这一等级的次数") for grade in grades),
        *(Column(_heading(period), Look.TEXT, 6, period) for period in inside),
        *((Column("说明", Look.WIDE, 14),) if whole else ()),
    )
    ordered = sorted(people.items(), key=lambda pair: (pair[1][max(pair[1])].store or "~", pair[0]))
    rows = tuple(_row(shown.state.period, name, by, inside, grades, whole=whole) for name, by in ordered)
    named = shown.view.schemes.get(scheme)
    return Table(f"appraised-{scheme}", named.zh if named else scheme, columns, rows, filters=True)


def _row(
    period: str, name: str, by: By, inside: Sequence[str], grades: Sequence[str], *, whole: bool
) -> tuple[Value | Cell, ...]:
    months = [score for at, score in by.items() if is_month(at)]
    counting = rated(months)
    counted = Counter(score.grade for score in months if score.grade)
    own = by.get(period)
    return (
        Cell(name, tone=Tone.STRONG),
        (own or by[max(by)]).store,
        *(_own(own) if whole else ()),
        mean_score(counting),
        len(counting),
        *(counted[grade] or None for grade in grades),
        *(score_cell(by.get(at)) for at in inside),
        *((own.note if own else "",) if whole else ()),
    )


def _own(score: Score | None) -> tuple[Value | Cell, ...]:
    """The period's own score and grade."""
    if score is None:
        return None, Cell("—", tone=Tone.MUTED)
    said = score.grade or ("" if score.status == "rated" else STATUSES[score.status])
    value = None if score.score is None else float(score.score)
    return Cell(value, Look.POINTS, Tone.STRONG), Cell(said, tone=Tone.PLAIN if score.grade else Tone.MUTED)


def _ordered(periods: set[str]) -> list[str]:
    """Quarters first, then months."""
    return sorted(periods, key=lambda period: (is_month(period), period))


def _heading(period: str) -> str:
    return short(period) if is_month(period) else period[5:]
