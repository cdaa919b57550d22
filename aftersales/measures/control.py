"""Control charts: which month differs from the months before it by more than chance. Source: docs/measures.md §3.9.

The limits come from a baseline, the first months of a series; the tested month is never in its own baseline.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

FULL_BASELINE = 12
LEAST_BASELINE = 6
D2 = 1.128  # the mean range of two values, in standard deviations
WHEELER, UPPER_RANGE, SCREEN = 2.66, 3.268, 3.267
LANEY_SIZE, LANEY_SIGMA = 500, 1.2

# Numbers of rules differ between books, so the pattern is printed with them.
PATTERNS = {
    "WE1": "超出控制限",
    "WE2": "连续3点中有2点在同侧超过2σ",
    "WE4": "连续8点在中心线同侧",
}
ATTRIBUTE_RULES = ("WE1", "WE4")
XMR_RULES = ("WE1", "WE2", "WE4")


@dataclass(frozen=True, slots=True)
class Point:
    """One month: its value and limits; all None where there was no population."""

    value: float | None
    low: float | None = None
    high: float | None = None
    sigma: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A centre line and its points. `trial` limits rest on fewer than twelve months.

    `sigma_z` is Laney's spread (p and u charts), `range_limit` the upper limit of moving ranges (XmR).
    """

    centre: float
    points: tuple[Point, ...]
    trial: bool
    rules: tuple[str, ...]
    sigma_z: float | None = None
    mean_range: float | None = None
    range_limit: float | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """The point at `index` breaks a rule."""

    index: int
    rule: str

    @property
    def pattern(self) -> str:
        """What the rule looks for, in words."""
        return PATTERNS[self.rule]


def baseline_of(months: int) -> int:
    """The first twelve months, but never the tested (last) one."""
    return max(0, min(FULL_BASELINE, months - 1))


def p_chart(hits: Sequence[float], sizes: Sequence[float], baseline: int | None = None) -> Chart | None:
    """p̄ = Σx/Σn over the baseline, σ_i = √(p̄(1−p̄)/n_i), limits p̄ ± 3σ_i within [0, 1]; None below six months."""
    return _attribute_chart(hits, sizes, baseline, top=1.0, per=1)


def u_chart(counts: Sequence[float], jobs: Sequence[float], baseline: int | None = None) -> Chart | None:
    """Per 100 jobs: ū = Σc/Σa with a = jobs/100, σ_i = √(ū/a_i), limits ū ± 3σ_i, at least 0; None below six months."""
    return _attribute_chart(counts, jobs, baseline, top=math.inf, per=100)


def _attribute_chart(
    counts: Sequence[float], sizes: Sequence[float], baseline: int | None, top: float, per: float
) -> Chart | None:
    length = baseline_of(len(counts)) if baseline is None else baseline
    usable = [at for at in range(length) if sizes[at] > 0]
    if len(usable) < LEAST_BASELINE:
        return None
    size = sum(sizes[at] for at in usable)
    centre = sum(counts[at] for at in usable) * per / size
    spread = math.sqrt(centre * (1 - centre) if per == 1 else centre)
    values = [count * per / n if n > 0 else None for count, n in zip(counts, sizes, strict=True)]
    sigmas = [spread / math.sqrt(n / per) if n > 0 else None for n in sizes]
    sigma_z = _laney([(values[at], sigmas[at]) for at in usable], centre)
    wider = sigma_z if sigma_z and sigma_z > LANEY_SIGMA and size / len(usable) > LANEY_SIZE else 1.0
    points = []
    for value, sigma in zip(values, sigmas, strict=True):
        if value is None or sigma is None:
            points.append(Point(None))
        else:
            wide = sigma * wider
            points.append(Point(value, max(0.0, centre - 3 * wide), min(top, centre + 3 * wide), wide))
    return Chart(centre, tuple(points), len(usable) < FULL_BASELINE, ATTRIBUTE_RULES, sigma_z=sigma_z)


def _laney(pairs: Sequence[tuple[float | None, float | None]], centre: float) -> float | None:
    """mean|Δz| / 1.128 of the standardised baseline. It only ever widens, and only where the counts are large."""
    scores = [(value - centre) / sigma for value, sigma in pairs if value is not None and sigma]
    ranges = [abs(after - before) for before, after in pairwise(scores)]
    return sum(ranges) / len(ranges) / D2 if ranges else None


def xmr_chart(values: Sequence[float], baseline: int | None = None, *, screen: bool = False) -> Chart | None:
    """X̄ ± 2.66·mR̄ and the range limit 3.268·mR̄ of the baseline; None below six months.

    `screen` leaves out, once, moving ranges of at least 3.267·mR̄.
    """
    length = baseline_of(len(values)) if baseline is None else baseline
    base = values[:length]
    if len(base) < LEAST_BASELINE:
        return None
    centre = sum(base) / len(base)
    ranges = [abs(after - before) for before, after in pairwise(base)]
    mean = sum(ranges) / len(ranges)
    if screen and (kept := [each for each in ranges if each < SCREEN * mean]):
        mean = sum(kept) / len(kept)
    reach = WHEELER * mean
    points = tuple(Point(value, centre - reach, centre + reach, reach / 3) for value in values)
    trial = len(base) < FULL_BASELINE
    return Chart(centre, points, trial, XMR_RULES, mean_range=mean, range_limit=UPPER_RANGE * mean)


# -- run rules --------------------------------------------------------------------------------------------------------


def flags(chart: Chart) -> tuple[Flag, ...]:
    """Every point that breaks one of the chart's rules, by point and rule."""
    found = {"WE1": _beyond_limits(chart), "WE2": _two_of_three(chart), "WE4": _eight_in_a_row(chart)}
    return tuple(sorted((Flag(at, rule) for rule in chart.rules for at in found[rule]), key=lambda flag: flag.index))


def _beyond_limits(chart: Chart) -> Iterator[int]:
    for at, point in enumerate(chart.points):
        if point.value is not None and point.low is not None and point.high is not None:
            slack = 1e-9 * max(1.0, abs(point.value))
            if point.value < point.low - slack or point.value > point.high + slack:
                yield at


def _distances(chart: Chart) -> list[tuple[int, float]]:
    """Index and signed distance from the centre in σ of the points that have a value."""
    found = []
    for at, point in enumerate(chart.points):
        if point.value is not None:
            away = point.value - chart.centre
            away = 0.0 if abs(away) < 1e-12 else away
            found.append((at, away / point.sigma if point.sigma else math.copysign(math.inf, away) if away else 0.0))
    return found


def _two_of_three(chart: Chart) -> Iterator[int]:
    distances = _distances(chart)
    for place, (at, away) in enumerate(distances):
        before = [other for _, other in distances[max(0, place - 2) : place]]
        if (away > 2 and any(other > 2 for other in before)) or (away < -2 and any(other < -2 for other in before)):
            yield at


def _eight_in_a_row(chart: Chart) -> Iterator[int]:
    """A point on the centre line is left out: the run goes on (as qicharts2 does; others let it break the run)."""
    run, side = 0, 0.0
    for at, away in _distances(chart):
        if away == 0:
            continue
        run = run + 1 if away * side > 0 else 1
        side = math.copysign(1.0, away)
        if run >= 8:
            yield at


def run_at(chart: Chart, index: int) -> int:
    """How many points in a row, ending with this one, lie on its side of the centre: positive above, negative below.

    Points on the centre line are left out, as in the rule of eight.
    """
    sides = [math.copysign(1, away) for at, away in _distances(chart) if at <= index and away]
    run = 0
    for side in reversed(sides):
        if side != sides[-1]:
            break
        run += int(side)
    return run


def assurance(chart: Chart, index: int, target: float, *, higher_is_better: bool) -> str:
    """What the process does about its target: 稳定达标 or 稳定不达标 where the target lies outside the limits of the point.

    Between the limits it is met by chance (时好时坏); blank where the point has no limits.
    """
    point = chart.points[index]
    if point.low is None or point.high is None:
        return ""
    above, below = target > point.high, target < point.low
    if not above and not below:
        return "时好时坏"
    return "稳定达标" if below is higher_is_better else "稳定不达标"


def anhoej(points: int) -> tuple[int, int]:
    """The longest run allowed, round(log2 n) + 3, and the fewest crossings, qbinom(.05, n−1, ½), of n points."""
    tosses = points - 1
    below, fewest = 0.5**tosses, 0
    while below < 0.05:
        fewest += 1
        below += math.comb(tosses, fewest) * 0.5**tosses
    return round(math.log2(points)) + 3, fewest
