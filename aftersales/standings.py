"""Fair comparison of people and of shops: who is surely better or worse than whom, and where no difference can be read."""

from __future__ import annotations

from collections.abc import Mapping

from aftersales.frames import UNASSIGNED
from aftersales.measures.statistics import DRAWN_LAST, leader_is_clear, newcombe
from aftersales.report.trend import Standing
from aftersales.report.view import Key, Number

COMPARED = (
    ("service.satisfaction_rate", "person"),
    ("callback.satisfaction_rate", "store"),
    ("guidance.satisfaction_rate", "person"),
    ("guidance.satisfaction_rate", "store"),
    ("repair.satisfaction_rate", "person"),
    ("repair.first_time_fix_rate", "person"),
    ("survey.satisfaction_rate", "person"),
    ("survey.satisfaction_rate", "store"),
)
"""What tells of the work of people or shops; a caller is not compared by what others were rated for."""

CATEGORISED = ("complaint.by_category", "callback.problem_households")


def standings_of(
    numbers: Mapping[Key, Number], month: str, small_sample: int
) -> dict[tuple[str, str], dict[str, Standing]]:
    """(measure, person or store) → name → standing, among those with enough cases; none where fewer than two have."""
    found: dict[tuple[str, str], dict[str, Standing]] = {}
    for measure, whom in COMPARED:
        shares = _shares(numbers, month, measure, whom)
        enough = {name: share for name, share in shares.items() if share[1] >= small_sample}
        if len(enough) > 1:
            found[measure, whom] = {name: _standing(name, enough) for name in enough}
    return found


def leaders_of(numbers: Mapping[Key, Number], month: str) -> frozenset[str]:
    """The measures whose largest category is surely ahead of the second (§3.8); 其他 and 待归类 lead nothing."""
    found = set()
    for measure in CATEGORISED:
        counts = sorted(
            (number.value or 0.0 for key, number in numbers.items()
             if key[:4] == (month, measure, "", "") and key[4] and key[4] not in DRAWN_LAST),
            reverse=True,
        )  # fmt: skip
        whole = numbers.get((month, measure, "", "", "", "", ""))
        if counts and whole and leader_is_clear(counts[0], (*counts, 0.0)[1], whole.value or 0.0):
            found.add(measure)
    return frozenset(found)


def _shares(numbers: Mapping[Key, Number], month: str, measure: str, whom: str) -> dict[str, tuple[float, float]]:
    at, other = (3, 2) if whom == "person" else (2, 3)
    return {
        key[at]: (number.numerator or 0.0, number.denominator)
        for key, number in sorted(numbers.items())
        if key[:2] == (month, measure) and not key[other] and not key[4] and key[at] not in ("", UNASSIGNED)
        and number.denominator
    }  # fmt: skip


def _standing(name: str, shares: Mapping[str, tuple[float, float]]) -> Standing:
    """Those whose share differs surely: Newcombe's 95 % interval of the difference leaves out 0 (§3.5)."""
    gaps = {other: newcombe(*shares[name], *share) for other, share in shares.items() if other != name}
    above = tuple(other for other, (_, high) in gaps.items() if high < 0)
    below = tuple(other for other, (low, _) in gaps.items() if low > 0)
    return Standing(1 + len(above), len(shares) - len(below), above, below)
