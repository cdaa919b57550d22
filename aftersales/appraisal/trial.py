"""A candidate scheme beside what is in force: pairs of scores, changes of grade, how far the order of people moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aftersales.appraisal.model import Score
from aftersales.settings.schemes import Assigned, Scheme

FEWEST = 3
"""Below so many people an order says nothing."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One person's score of one period under the candidate, and under the scheme in force (None = none)."""

    period: str
    person: str
    now: Score | None
    then: Score

    @property
    def changes(self) -> bool:
        """Whether the grade differs, or one of the two has none."""
        return self.now is not None and (self.now.grade, self.now.status) != (self.then.grade, self.then.status)


def for_everyone(candidate: Scheme, known: Iterable[str]) -> Scheme:
    """A candidate that nobody is assigned to yet is tried on everybody."""
    if candidate.id in known or candidate.applies_to != Assigned():
        return candidate
    return candidate.model_copy(update={"applies_to": Assigned(everyone=True)})


def compare(
    months: Sequence[str], now: Mapping[str, Sequence[Score]], then: Mapping[str, Sequence[Score]], candidate: Scheme
) -> list[Pair]:
    """Every score of the candidate in these months beside the person's present one; who has none of ours stays alone."""
    pairs: list[Pair] = []
    for month in months:
        present: dict[str, Score] = {}
        for score in now.get(month, ()):
            if score.person not in present or score.scheme == candidate.id:
                present[score.person] = score
        pairs += [
            Pair(month, score.person, present.get(score.person), score)
            for score in then.get(month, ())
            if score.scheme == candidate.id
        ]
    return pairs


def rank_correlation(pairs: Sequence[Pair]) -> float | None:
    """Spearman's correlation of the two orders over people scored by both (ties share a rank); None for too few.

    >>> rank_correlation([]) is None
    True
    """
    both = [(p.now.score, p.then.score) for p in pairs if p.now is not None]
    scored = [(float(a), float(b)) for a, b in both if a is not None and b is not None]
    if len(scored) < FEWEST:
        return None
    one, two = (_ranks([pair[at] for pair in scored]) for at in (0, 1))
    mean = (len(scored) + 1) / 2
    above = sum((a - mean) * (b - mean) for a, b in zip(one, two, strict=True))
    spread = (sum((a - mean) ** 2 for a in one) * sum((b - mean) ** 2 for b in two)) ** 0.5
    return above / spread if spread else None


def _ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value, ties at the middle of their ranks."""
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) + 1) / 2 for value in values]
