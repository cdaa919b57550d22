"""What tables of several months' scores share: one month's cell, the mean, the grades that were reached."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from aftersales.appraisal.model import Score
from aftersales.report.page import Cell, Tone, Value
from aftersales.report.wording import STATUSES

CENT = Decimal("0.01")


def score_cell(score: Score | None) -> Value | Cell:
    """Score and grade in one cell, what stands for them where there is none."""
    if score is None:
        return Cell("—", tone=Tone.MUTED)
    if score.score is None:
        return Cell(score.grade or STATUSES[score.status], tone=Tone.MUTED)
    return f"{score.score} {score.grade}".strip()


def rated(scores: Iterable[Score]) -> list[Decimal]:
    """The scores that enter a mean: of those that are rated."""
    return [score.score for score in scores if score.status == "rated" and score.score is not None]


def mean_score(values: list[Decimal]) -> float | None:
    """Their mean to two decimals, half up as every score; None without any.

    >>> mean_score([Decimal("89.12"), Decimal("89.13")]), mean_score([])
    (89.13, None)
    """
    return float((sum(values, Decimal(0)) / len(values)).quantize(CENT, ROUND_HALF_UP)) if values else None


def grades_of(scores: Iterable[Score]) -> list[str]:
    """The grades that were reached, best first."""
    best: dict[str, Decimal] = {}
    for score in scores:
        if score.grade:
            best[score.grade] = max(best.get(score.grade, Decimal(0)), score.score or Decimal(0))
    return sorted(best, key=lambda grade: -best[grade])


def is_month(period: str) -> bool:
    """Whether a period is a month: a quarter's or year's own score is not one of those it is made of."""
    return "-" in period and "Q" not in period
