"""How long cases take when some are still open: the Kaplan–Meier curve. Source: docs/measures.md §3.2.

An open case is no missing value: it took at least as long as it has been open.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

_EXACT = 1e-12  # products of fractions that are 0.5 on paper may come out a hair above


@dataclass(frozen=True, slots=True)
class Step:
    """At `time` so many of those at risk closed; `survival` is the share still open right after it."""

    time: float
    at_risk: float
    closed: float
    survival: float


@dataclass(frozen=True, slots=True)
class Survival:
    """The curve as its steps down, in the order of time. Before the first step all are open."""

    steps: tuple[Step, ...]

    def open_at(self, time: float) -> float:
        """S(t): the share still open after so long; 1 − S is the share closed by then."""
        return next((step.survival for step in reversed(self.steps) if step.time <= time), 1.0)

    def quantile(self, q: float) -> float | None:
        """The smallest t with S(t) ≤ 1 − q; None if never reached."""
        return next((step.time for step in self.steps if step.survival <= 1 - q + _EXACT), None)

    @property
    def median(self) -> float | None:
        """The smallest t with S(t) ≤ 0.5; None if never reached."""
        return self.quantile(0.5)

    def rmst(self, limit: float = 30) -> float:
        """∫ S from 0 to the limit: the mean time of a case, counting none beyond the limit."""
        area, at, survival = 0.0, 0.0, 1.0
        for step in self.steps:
            if step.time >= limit:
                break
            area += survival * (step.time - at)
            at, survival = step.time, step.survival
        return area + survival * (limit - at)


def kaplan_meier(
    durations: Iterable[float], closed: Iterable[bool], weights: Iterable[float] | None = None
) -> Survival:
    """S(t) = Π (1 − d_u / n_u) over the close ages u ≤ t; a case censored at u is still at risk at u. §3.2.

    `closed` tells which durations ended with a close; weights are the shares of a case that two people share.
    """
    times = np.asarray(list(durations), dtype="float64")
    shares = np.ones(len(times)) if weights is None else np.asarray(list(weights), dtype="float64")
    rows = zip(*(part.tolist() for part in _curve(times, np.asarray(list(closed), dtype=bool), shares)), strict=True)
    return Survival(tuple(Step(*row) for row in rows))


def quantile_duration(durations: np.ndarray, closed: np.ndarray, weights: np.ndarray, q: float = 0.5) -> float:
    """A quantile of `kaplan_meier` alone, for many groups; NaN if it is never reached."""
    ages, _, _, survival = _curve(durations, closed, weights)
    reached = np.flatnonzero(survival <= 1 - q + _EXACT)
    return float(ages[reached[0]]) if len(reached) else math.nan


def _curve(
    times: np.ndarray, closed: np.ndarray, shares: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Close ages, weight at risk, weight closed and survival right after, in the order of time."""
    ages, place = np.unique(times, return_inverse=True)
    leaving = np.bincount(place, weights=shares, minlength=len(ages))
    closing = np.bincount(place, weights=shares * closed, minlength=len(ages))
    at_risk = shares.sum() - np.cumsum(leaving) + leaving
    stepping = closing > 0
    ages, closing, at_risk = ages[stepping], closing[stepping], at_risk[stepping]
    return ages, at_risk, closing, np.cumprod(np.maximum(0.0, 1 - closing / at_risk))
