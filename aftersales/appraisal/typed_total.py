"""A total or grade that a form holds already: kept, shown beside ours, flagged where it differs (convention G9)."""

from __future__ import annotations

from decimal import Decimal

from aftersales.appraisal.facts_model import PersonFacts
from aftersales.appraisal.model import Line, Score
from aftersales.appraisal.numbers import mean, plain, printed
from aftersales.settings.schemes import Rating, Scheme

NAMES = ("总分", "总得分", "合计", "总计", "最终得分", "综合得分", "考核总分", "合计得分")


def typed_total(scheme: Scheme, score: Score, facts: PersonFacts) -> str:
    """What to note of a typed total; blank where there is none or where it is ours."""
    marks = [mark for mark in facts.marks(NAMES) if mark.rater in {"", "superior", "result"}]
    typed = [mark.score for mark in marks if mark.score is not None]
    words = [mark.word for mark in marks if mark.word]
    judged = any(line.evidence for line in score.lines)
    if score.status != "rated" or score.score is None:
        return f"表中只有总分 {plain(mean(typed))}，没有分项" if typed and not judged else ""
    notes = []
    if typed and printed(mean(typed)) not in _ours(scheme, score):
        notes.append(f"表中总分 {plain(mean(typed))}，按规则算是 {score.score}")
    if words and score.grade and words[-1] not in {score.grade, f"{score.grade}等", f"{score.grade}级"}:
        notes.append(f"表中等级“{words[-1]}”，按规则算是“{score.grade}”")
    return "；".join(notes)


def _ours(scheme: Scheme, score: Score) -> set[Decimal]:
    """The figures that a clerk may rightly call the total: the score, the points, the plain sum of what was rated."""
    wholes = {item.name: item.award.out_of for item in scheme.items if isinstance(item.award, Rating)}
    raw = sum((_raw(line, wholes[line.item]) for line in score.lines if line.item in wholes), Decimal(0))
    return {printed(value) for value in (score.score, score.total, raw) if value is not None}


def _raw(line: Line, out_of: Decimal) -> Decimal:
    return line.points / line.max * out_of if line.points is not None and line.max else Decimal(0)
