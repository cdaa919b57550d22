"""Scores of label sets against label sets: F1, intervals, agreement of two hands."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Labels = frozenset[str]
NO_FAULT = frozenset({"O02"})
WITHOUT_CAUSE = frozenset({"O02", "O99"})
ROUNDS = 400


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one category (or of all labels together), and how many texts carry it."""

    precision: float
    recall: float
    f1: float
    support: int


def score(pairs: Iterable[tuple[Labels, Labels]]) -> dict[str, Score]:
    """(true, found) label sets → one score a category, and `*` for all labels together."""
    right: Counter[str] = Counter()
    true: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for gold, ours in pairs:
        right.update(gold & ours)
        true.update(gold)
        found.update(ours)
    scores = {code: _of(right[code], true[code], found[code]) for code in sorted({*true, *found})}
    scores["*"] = _of(right.total(), true.total(), found.total())
    return scores


def _of(right: int, true: int, found: int) -> Score:
    precision, recall = right / found if found else 0.0, right / true if true else 0.0
    return Score(precision, recall, 2 * right / (true + found) if true + found else 0.0, true)


def macro(scores: Mapping[str, Score], codes: Iterable[str]) -> float:
    """The mean F1 of the categories that occur."""
    there = [scores[code].f1 for code in codes if code in scores and scores[code].support]
    return sum(there) / len(there) if there else 0.0


def interval(pairs: Sequence[tuple[Labels, Labels]], figure: str, codes: Sequence[str] = ()) -> tuple[float, float]:
    """The 95 % interval of `micro`, `macro` or a code's F1 under drawing the texts again, with a fixed seed."""
    draw = random.Random(7)
    values = []
    for _ in range(ROUNDS):
        scores = score(draw.choices(pairs, k=len(pairs)))
        if figure == "macro":
            values.append(macro(scores, codes))
        else:
            values.append(
                scores["*" if figure == "micro" else figure].f1 if figure == "micro" or figure in scores else 0.0
            )
    values.sort()
    return values[int(0.025 * ROUNDS)], values[int(0.975 * ROUNDS)]


def kappa(one: Sequence[Labels], two: Sequence[Labels], code: str) -> float:
    """Cohen's kappa of two hands on one category."""
    n = len(one)
    both = sum((code in a) == (code in b) for a, b in zip(one, two, strict=True)) / n
    first, second = (sum(code in each for each in hand) / n for hand in (one, two))
    chance = first * second + (1 - first) * (1 - second)
    return 1.0 if chance == 1 else (both - chance) / (1 - chance)
