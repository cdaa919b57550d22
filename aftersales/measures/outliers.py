"""What stands out among many: counts against what their share would be, two counts against each other. Exact, §3.7.

Where many products or batches are looked at together, one of them looks odd by chance alone: Holm's correction keeps
the chance that anything is named without reason at 5 % for the whole list.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LEVEL = 0.05
LEAST = 3
"""Fewer cases than this are never said to stand out."""


def poisson_at_least(count: int, mean: float) -> float:
    """P(X ≥ count) where so many are expected, summed from the larger end so that a small chance stays exact."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    if count <= mean:
        return max(0.0, 1.0 - math.fsum(_poisson(k, mean) for k in range(count)))
    term, total, k = _poisson(count, mean), 0.0, count
    while term > total * 1e-17:
        total += term
        k += 1
        term *= mean / k
    return min(1.0, total)


def _poisson(k: int, mean: float) -> float:
    return math.exp(k * math.log(mean) - mean - math.lgamma(k + 1))


def binomial_at_least(hits: int, tries: int, share: float) -> float:
    """P(X ≥ hits) of so many tries."""
    if hits <= 0:
        return 1.0
    if share <= 0 or share >= 1:
        return float(share >= 1)
    ways, hit, miss = math.lgamma(tries + 1), math.log(share), math.log1p(-share)
    terms: list[float] = []
    for k in range(hits, tries + 1):
        log = ways - math.lgamma(k + 1) - math.lgamma(tries - k + 1) + k * hit + (tries - k) * miss
        terms.append(math.exp(log))
        if k > tries * share and terms[-1] < terms[0] * 1e-20:  # from here on they only become smaller
            break
    return min(1.0, math.fsum(terms))


def rates_differ(now: int, exposure_now: float, before: int, exposure_before: float) -> int:
    """1 or −1 where a count is higher or lower than another by more than chance (95 %, two-sided), else 0.

    Given their sum, the one is binomial with the share of its exposure: the exact comparison of two Poisson rates.
    """
    both = exposure_now + exposure_before
    if exposure_now <= 0 or exposure_before <= 0:
        return 0
    if binomial_at_least(now, now + before, exposure_now / both) <= LEVEL / 2:
        return 1
    return -1 if binomial_at_least(before, now + before, exposure_before / both) <= LEVEL / 2 else 0


@dataclass(frozen=True, slots=True)
class Excess:
    """A count beside what was to be expected; `adjusted` is its chance after Holm's correction for the whole list."""

    count: int
    expected: float
    chance: float
    adjusted: float

    @property
    def stands_out(self) -> bool:
        """Whether there are more than chance explains, and enough of them to speak of."""
        return self.count >= LEAST and self.adjusted <= LEVEL


def excesses(counts: Sequence[int], exposures: Sequence[float]) -> tuple[Excess, ...]:
    """Each count beside its share of all, by exposure: P(X ≥ c | c̄ = Σc · a/Σa), corrected after Holm (1979)."""
    whole, exposed = sum(counts), math.fsum(exposures)
    expected = [whole * exposure / exposed if exposed > 0 else 0.0 for exposure in exposures]
    chances = [poisson_at_least(count, mean) for count, mean in zip(counts, expected, strict=True)]
    adjusted = [1.0] * len(chances)
    reached = 0.0
    for place, at in enumerate(sorted(range(len(chances)), key=lambda at: (chances[at], at))):
        reached = max(reached, min(1.0, chances[at] * (len(chances) - place)))
        adjusted[at] = reached
    return tuple(map(Excess, counts, expected, chances, adjusted))
