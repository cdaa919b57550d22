"""Shares, rates and their intervals, in plain Python. Sources: docs/measures.md §3.

Where there is no population there is no number: NaN or None, never 0 and never 1.
Counts may be fractions where two people share a record.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from aftersales.measures.survival import Survival, kaplan_meier

__all__ = [
    "Attainment",
    "Bar",
    "Nps",
    "Survival",
    "attainment",
    "half_up",
    "kaplan_meier",
    "leader_is_clear",
    "newcombe",
    "nps",
    "pareto",
    "percent",
    "poisson_interval",
    "rank_range",
    "wilson",
]

Z = 1.959964  # the two-sided 95 % point of the normal distribution
TAIL = 0.025
Interval = tuple[float, float]
_EXACT = Context(prec=400)


def half_up(value: float | Decimal, places: int) -> Decimal:
    """Rounded once, halves away from zero, as a clerk does. The written figure counts, not the binary one.

    >>> half_up(2.675, 2), half_up(-0.004, 2)
    (Decimal('2.68'), Decimal('0.00'))
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_EXACT)
    return rounded or abs(rounded)  # no -0.00


def percent(rate: float, places: int = 1) -> Decimal:
    """A rate of 0–1 as per cent, rounded once.

    >>> percent(0.1625), percent(0.575, 0)
    (Decimal('16.3'), Decimal('58'))
    """
    return half_up(Decimal(repr(float(rate))) * 100, places)


def wilson(x: float, n: float) -> Interval:
    """The 95 % interval of the share x/n: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n). §3.5."""
    if n <= 0:
        return math.nan, math.nan
    p, z2 = x / n, Z * Z
    centre = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * math.sqrt(max(0.0, p * (1 - p)) / n + z2 / (4 * n * n))
    return (0.0 if x <= 0 else max(0.0, centre - half)), (1.0 if x >= n else min(1.0, centre + half))


def newcombe(x1: float, n1: float, x2: float, n2: float) -> Interval:
    """The 95 % interval of x1/n1 − x2/n2: d − √((p1−l1)² + (u2−p2)²), d + √((u1−p1)² + (p2−l2)²). §3.5."""
    if n1 <= 0 or n2 <= 0:
        return math.nan, math.nan
    one, two = wilson(x1, n1), wilson(x2, n2)
    p1, p2 = x1 / n1, x2 / n2
    difference = p1 - p2
    return difference - math.hypot(p1 - one[0], two[1] - p2), difference + math.hypot(one[1] - p1, p2 - two[0])


def rank_range(shares: Sequence[tuple[float, float]]) -> tuple[tuple[int, int], ...]:
    """For each (x, n) the best and the worst rank it may have: 1 + those surely above, N − those surely below. §3.5."""
    ranges = []
    for mine in shares:
        against = [newcombe(*mine, *other) for other in shares]  # against itself: never sure
        above = sum(high < 0 for _, high in against)
        below = sum(low > 0 for low, _ in against)
        ranges.append((1 + above, len(shares) - below))
    return tuple(ranges)


def poisson_interval(count: int) -> Interval:
    """The exact 95 % interval of a count: χ²(.025, 2c)/2 to χ²(.975, 2c+2)/2, found on the Poisson CDF. §3.7.

    For complaints per 100 jobs multiply both ends by 100/J.
    """
    if count < 0:
        raise ValueError(f"a count cannot be {count}")
    reach = 10 * math.sqrt(count) + 10
    least = max(0.0, count - reach)
    low = 0.0 if count == 0 else _bisect(lambda mean: _poisson_cdf(count - 1, mean) - (1 - TAIL), least, count)
    return low, _bisect(lambda mean: _poisson_cdf(count, mean) - TAIL, count, count + reach)


def _poisson_cdf(count: int, mean: float) -> float:
    """P(X ≤ count), summed from the last term down until nothing is added."""
    if mean <= 0:
        return 1.0
    term = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))
    total = term
    for k in range(count, 0, -1):
        term *= k / mean
        total += term
        if k < mean and term < total * 1e-17:
            break
    return total


def _bisect(falling: Callable[[float], float], low: float, high: float) -> float:
    """Where a falling function crosses zero between two places."""
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return (low + high) / 2


@dataclass(frozen=True, slots=True)
class Attainment:
    """How many kept the target: among the judged, and if all undecided ones missed (floor) or kept it (ceiling)."""

    judged: float | None
    floor: float | None
    ceiling: float | None


def attainment(*, met: float, late: float, overdue: float, pending: float = 0, paused: float = 0) -> Attainment:
    """met/(met+late+overdue); met/all; (met+pending+paused)/all. §3.3."""
    judged = met + late + overdue
    everything = judged + pending + paused
    return Attainment(
        judged=met / judged if judged else None,
        floor=met / everything if everything else None,
        ceiling=(met + pending + paused) / everything if everything else None,
    )


@dataclass(frozen=True, slots=True)
class Nps:
    """The net promoter score in points, and the adjusted score with its 95 % interval."""

    score: float
    adjusted: float
    low: float
    high: float


def nps(promoters: int, passives: int, detractors: int) -> Nps | None:
    """100(P − D); adjusted Wald interval: n+3, promoters +¾, detractors +¾, var = P + D − (P−D)². §3.6."""
    n = promoters + passives + detractors
    if n <= 0:
        return None
    more = n + 3
    p, d = (promoters + 0.75) / more, (detractors + 0.75) / more
    half = Z * math.sqrt((p + d - (p - d) ** 2) / more)
    ends = max(-1.0, p - d - half), min(1.0, p - d + half)
    return Nps(100 * (promoters - detractors) / n, 100 * (p - d), 100 * ends[0], 100 * ends[1])


# -- Pareto -----------------------------------------------------------------------------------------------------------

DRAWN_LAST = ("其他", "待归类")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a Pareto chart. The A class is the shortest run of bars from the left that reaches 80 %."""

    name: str
    value: float
    share: float | None
    cumulative: float | None
    a_class: bool


def pareto(values: Mapping[str, float], order: Sequence[str] = (), last: Sequence[str] = DRAWN_LAST) -> tuple[Bar, ...]:
    """By value, ties in the given order; 其他 and 待归类 last whatever their size; shares over all. §3.8."""
    place = {name: at for at, name in enumerate(order)}

    def key(name: str) -> tuple[int, float, int, str]:
        if name in last:
            return 1 + last.index(name), 0.0, 0, name
        return 0, -values[name], place.get(name, len(place)), name

    total = math.fsum(values.values())
    bars: list[Bar] = []
    drawn: list[float] = []
    for name in sorted(values, key=key):
        before = math.fsum(drawn)
        drawn.append(values[name])
        share = values[name] / total if total > 0 else None
        cumulative = math.fsum(drawn) / total if total > 0 else None
        bars.append(Bar(name, values[name], share, cumulative, total > 0 and before / total < 0.8 - 1e-12))
    return tuple(bars)


def leader_is_clear(first: float, second: float, n: float) -> bool:
    """Whether first is surely ahead: (p1−p2) − 1.96·√((p1+p2−(p1−p2)²)/n) > 0, two shares of one sample. §3.8."""
    if n <= 0:
        return False
    p1, p2 = first / n, second / n
    return (p1 - p2) - 1.96 * math.sqrt(max(0.0, p1 + p2 - (p1 - p2) ** 2) / n) > 0
