"""The trend of one figure as the pages see it: its months, its control limits, and the patterns named in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What is usual: the centre line and for each month shown the limits within which chance alone moves it.

    `kind` is the chart they come from (p 图, u 图, XmR 图); `basis` names the months they rest on; fewer than twelve
    make them `trial` limits.
    """

    kind: str
    centre: float
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    basis: str
    trial: bool


@dataclass(frozen=True, slots=True)
class Signal:
    """A pattern that chance does not make: what it is in words, in which month, in which direction, by which rule."""

    month: str
    told: str
    upward: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure of the company over the months shown, oldest first; None where there is no figure.

    `limits` is None where `without` says why there are none. `assurance` says what the process does about its target.
    """

    measure: str
    category: str
    months: tuple[str, ...]
    values: tuple[float | None, ...]
    limits: Limits | None = None
    signals: tuple[Signal, ...] = ()
    assurance: str = ""
    without: str = ""

    @property
    def now(self) -> tuple[Signal, ...]:
        """The patterns of the month itself."""
        return tuple(signal for signal in self.signals if signal.month == self.months[-1])


@dataclass(frozen=True, slots=True)
class Standing:
    """The best and the worst rank somebody may have; `above` are surely better, `below` surely worse (95 %)."""

    best: int
    worst: int
    above: tuple[str, ...]
    below: tuple[str, ...]

    @property
    def indistinct(self) -> bool:
        """Whether no difference to anybody can be read."""
        return not self.above and not self.below


@dataclass(frozen=True, slots=True)
class StandOut:
    """A model or batch with complaints, beside what its share of the deliveries would bring.

    `count` are the complaints of the months looked at, `now` those of this month; `delivered` households of the same
    months, None where the delivery log does not name it. `rate` is per 100 with its exact interval; `chance` is the
    probability of so many by chance, corrected for all that were looked at; None where nothing was compared.
    """

    product: str
    batch: str
    count: int
    now: int
    delivered: int | None = None
    expected: float | None = None
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None
    stands_out: bool = False
