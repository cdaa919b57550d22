"""Months → quarter → year: the period's own form where there is one, else the mean of what lies below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from aftersales.appraisal.model import Line, Score
from aftersales.appraisal.numbers import mean, printed
from aftersales.appraisal.score import IN_GAP, grade_of
from aftersales.settings.schemes import Scheme

MISSING = "缺考核"
ESTIMATED = "推算"


def rolled_up(scheme: Scheme, period: str, own: Score | None, parts: Sequence[Score], whole: int) -> Score:
    """The score of a longer period. `own` is that of its own form, `parts` those of the periods in it, `whole` how many.

    A void or unrated part is left out of the mean and named; without any rated part there is no score.
    """
    about = own or parts[0]
    rated = [part for part in parts if part.status == "rated" and part.score is not None]
    told = _counts(scheme, parts, whole)
    if own is not None and own.status == "rated" and scheme.own_form_wins:
        beside = f"{_level(parts)}均分 {printed(_mean(rated))}（{len(rated)}/{whole}）" if rated else ""
        return replace(own, note="；".join(note for note in (own.note, beside) if note))
    blank = Score(period, scheme.id, about.person, parts[-1].store if parts else about.store)
    if not rated:
        return replace(blank, note="；".join(note for note in (MISSING, told) if note))
    estimated = _estimated(scheme, blank, rated)
    notes = [f"{ESTIMATED} {len(rated)}/{whole}", estimated.note, told]
    return replace(estimated, note="；".join(note for note in notes if note))


def _estimated(scheme: Scheme, blank: Score, rated: Sequence[Score]) -> Score:
    """The mean of the parts, each of them a line."""
    share = Decimal(1) / len(rated)
    rule = scheme.items[0].rule if scheme.items else ""
    lines = []
    for part in rated:
        value = part.score if part.score is not None else Decimal(0)
        basis = f"{part.period} 得分 {value} ÷ {len(rated)}"
        lines.append(Line("", part.period, basis, value * share, scheme.out_of * share, rule, _evidence(part)))
    total = sum((line.points for line in lines if line.points is not None), Decimal(0))
    score = printed(_mean(rated))
    grade, in_gap = grade_of(scheme, score)
    note = IN_GAP if in_gap else ""
    return replace(
        blank, total=total, max=scheme.out_of, score=score, grade=grade, status="rated", note=note, lines=tuple(lines)
    )


def _mean(rated: Sequence[Score]) -> Decimal:
    return mean(score.score for score in rated if score.score is not None)


def _level(parts: Sequence[Score]) -> str:
    return "各季" if parts and "Q" in parts[0].period else "各月"


def _counts(scheme: Scheme, parts: Sequence[Score], whole: int) -> str:
    """How often each grade, how many void and missing periods: for a year of grades."""
    grades = Counter(part.grade for part in parts if part.grade)
    void = sum(part.status == "void" for part in parts)
    missing = whole - sum(part.status in {"rated", "void"} for part in parts)
    best_first = [*(g.name for g in sorted(scheme.grades, key=lambda g: -g.at)), scheme.below]
    words = [f"{grade} {grades[grade]} 次" for grade in best_first if grade in grades]
    words += [f"作废 {void} 期"] if void else []
    words += [f"缺 {missing} 期"] if missing else []
    return "、".join(words)


def _evidence(score: Score) -> tuple[str, ...]:
    return tuple(dict.fromkeys(record for line in score.lines for record in line.evidence))


def of_whole(score: Score) -> str:
    """A score in words.

    >>> of_whole(Score("2026-10", "s", "甲", "", None, None, Decimal("92.40"), "优秀", "rated", ""))
    '得分 92.40，优秀'
    """
    points = "" if score.score is None else f"得分 {score.score}"
    return "，".join(part for part in (points, score.grade) if part)
