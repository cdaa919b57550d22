"""Trends: the figures of all months of a run → control charts, patterns in words, what is more than chance. §3.9.

Shares take a p chart, rates per 100 a u chart, all other monthly figures an XmR chart; a category of complaints takes
a u chart where deliveries are logged. The first twelve months with a figure are the baseline; the months after the
last hole of a year count, so that one mistyped year makes no history. Limits need six months before the tested one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from aftersales.measures.catalogue import MEASURES
from aftersales.measures.control import (
    LEAST_BASELINE,
    Chart,
    assurance,
    baseline_of,
    flags,
    p_chart,
    run_at,
    u_chart,
    xmr_chart,
)
from aftersales.measures.model import Measure, Summary, Unit
from aftersales.measures.outliers import rates_differ
from aftersales.measures.statistics import newcombe
from aftersales.periods import before, last_day
from aftersales.report.trend import Limits, Signal, Trend
from aftersales.report.view import NOTHING, Key, Number

COMPANY = (
    "callback.satisfaction_rate",
    "callback.reached_rate",
    "callback.households",
    "complaint.count",
    "complaint.rate_per_100_deliveries",
    "complaint.compensation_amount",
    "complaint.solved_rate",
    "complaint.first_contact_in_time_rate",
    "complaint.backlog",
    "guidance.satisfaction_rate",
    "guidance.coverage_rate",
    "guidance.rework",
    "repair.first_time_fix_rate",
    "repair.repeat_rate",
    "repair.satisfaction_rate",
    "survey.satisfaction_rate",
    "measuring.count",
    "delivery.households",
    "delivery.sms_same_day_rate",
    "audit.genuine_rate",
)
PER_100 = "complaint.rate_per_100_deliveries"
BY_CATEGORY = {"complaint.by_category": PER_100, "callback.problem_households": "callback.rated"}
"""Counts by category → the figure that has what they are counted among: delivered or rated households."""
BY_ID = {measure.id: measure for measure in MEASURES}
TOO_FEW = f"满 {LEAST_BASELINE + 1} 个月才有控制限"
RARE = "太少，不画控制限"
UNCHANGING = "以前各月都一样，不画控制限"
UNFINISHED = "本月还没有过完，不作判断"
HOLE = 12
MOVED = {1: "上升", -1: "下降"}
Numbers = Mapping[Key, Number]


@dataclass(frozen=True, slots=True)
class Series:
    """The months that have a figure, oldest first, with its parts; `kind` is the chart they take."""

    kind: str
    months: tuple[str, ...]
    values: tuple[float, ...]
    counts: tuple[float, ...] = ()
    sizes: tuple[float, ...] = ()

    def chart(self) -> Chart | None:
        """The control chart; None where there are too few months."""
        if self.kind == "XmR":
            return xmr_chart(self.values)
        made = p_chart if self.kind == "p" else u_chart
        return made(self.counts, self.sizes)


def trends_of(
    numbers: Numbers, known: Sequence[str], categories: Sequence[str], as_of: str, shown: int
) -> dict[tuple[str, str], Trend]:
    """The trend of every charted figure, by measure and category; the `known` months with figures end with the one asked for.

    `shown` months end with it; the month before the first of a full year is shown too: it is the same month last year.
    """
    month = known[-1]
    known = _history([each for each in known if each <= as_of[:7] or each == month])
    window = _between(max(known[0], _back(month, shown)), month)
    whole = as_of[:10] > last_day(month)
    found: dict[tuple[str, str], Trend] = {}
    for id_ in COMPANY:
        series = _of_company(numbers, BY_ID[id_], known)
        if series.months:
            found[id_, ""] = _trend(series, (id_, ""), window, numbers, whole=whole)
    for id_, base in BY_CATEGORY.items():
        for category in categories:
            if any(_number(numbers, each, id_, category).value is not None for each in known):
                series = _of_category(numbers, id_, category, base, known)
                found[id_, category] = _trend(series, (id_, category), window, numbers, whole=whole)
    return found


def moved(numbers: Numbers, month: str, as_of: str) -> dict[str, str]:
    """Figures of the company that differ from the month before by more than chance (95 %): 上升 or 下降.

    Shares by Newcombe's interval; complaints per 100 and counts of what should not happen by the exact comparison of
    two Poisson rates, counts per day of their months. A count of a month that is not over is not compared.
    """
    previous, whole = before(month), as_of[:10] > last_day(month)
    found: dict[str, str] = {}
    for measure in MEASURES:
        now, was = (_number(numbers, m, measure.id) for m in (month, previous))
        if now.value is None or was.value is None:
            continue
        rare = measure.summary is Summary.SUM and measure.unit is Unit.COUNT and measure.higher_is_better is False
        direction = 0
        if measure.summary is Summary.SHARE:
            direction = share_moved(now, was)
        elif measure.summary is Summary.PER_100:
            sizes = (now.denominator or 0.0, was.denominator or 0.0)
            direction = rates_differ(round(now.numerator or 0), sizes[0], round(was.numerator or 0), sizes[1])
        elif rare and whole:
            days = (int(last_day(m)[8:]) for m in (month, previous))
            direction = rates_differ(round(now.value), next(days), round(was.value), next(days))
        if direction:
            found[measure.id] = MOVED[direction]
    return found


def share_moved(now: Number, was: Number) -> int:
    """1 or −1 where a share is higher or lower than another by more than chance (95 %, Newcombe's interval), else 0."""
    if not now.denominator or not was.denominator:
        return 0
    low, high = newcombe(now.numerator or 0.0, now.denominator, was.numerator or 0.0, was.denominator)
    return (low > 0) - (high < 0)


def _number(numbers: Numbers, month: str, measure: str, category: str = "") -> Number:
    return numbers.get((month, measure, "", "", category, "", ""), NOTHING)


def _back(month: str, by: int) -> str:
    for _ in range(by):
        month = before(month)
    return month


def _between(first: str, last: str) -> tuple[str, ...]:
    """Every calendar month from one to another."""
    found = [last]
    while found[-1] > first:
        found.append(before(found[-1]))
    return tuple(reversed(found))


def _history(known: Sequence[str]) -> tuple[str, ...]:
    """The months since the last hole of a year."""
    start = max((at for at in range(1, len(known)) if _back(known[at], HOLE) > known[at - 1]), default=0)
    return tuple(known[start:])


def _of_company(numbers: Numbers, measure: Measure, months: Sequence[str]) -> Series:
    pairs = [(month, number) for month in months if (number := _number(numbers, month, measure.id)).value is not None]
    kind = {Summary.SHARE: "p", Summary.PER_100: "u"}.get(measure.summary, "XmR")
    return _series(kind, pairs)


def _of_category(numbers: Numbers, measure: str, category: str, base: str, months: Sequence[str]) -> Series:
    """A category's counts; in a month whose log was kept without one there are none: 0. Per 100 where that is known."""
    pairs = [
        (
            month,
            number if (number := _number(numbers, month, measure, category)).value is not None else Number(0.0, 0.0),
        )
        for month in months
        if _number(numbers, month, measure).value is not None
    ]
    sizes = {month: number.denominator if base == PER_100 else number.value
             for month, _ in pairs for number in [_number(numbers, month, base)]}  # fmt: skip
    if any(not sizes[month] for month, _ in pairs):
        return _series("XmR", pairs)
    kind, per = ("u", 100) if base == PER_100 else ("p", 1)
    rated = [(month, (number.value or 0.0, sizes[month] or 0.0)) for month, number in pairs]
    return Series(
        kind,
        tuple(month for month, _ in rated),
        tuple(count * per / size for _, (count, size) in rated),
        tuple(count for _, (count, _) in rated),
        tuple(size for _, (_, size) in rated),
    )


def _series(kind: str, pairs: Sequence[tuple[str, Number]]) -> Series:
    return Series(
        kind,
        tuple(month for month, _ in pairs),
        tuple(number.value or 0.0 for _, number in pairs),
        tuple(number.numerator or 0.0 for _, number in pairs),
        tuple(number.denominator or 0.0 for _, number in pairs),
    )


def _trend(series: Series, what: tuple[str, str], window: tuple[str, ...], numbers: Numbers, *, whole: bool) -> Trend:
    """One trend: its values in the window and, where the months allow it, limits, patterns and what it does about its target."""
    at = {month: place for place, month in enumerate(series.months)}
    values = tuple(series.values[at[month]] if month in at else None for month in window)
    plain = partial(Trend, *what, window, values)
    amounts = series.kind == "XmR"
    if amounts and not whole and window[-1] in at:
        return plain(without=UNFINISHED)
    chart = series.chart()
    if chart is None:
        return plain(without=TOO_FEW)
    base = series.months[: baseline_of(len(series.months))]
    if what[1] and sum(series.counts[: len(base)]) < len(base):
        return plain(without=RARE)
    if not any(point.sigma for point in chart.points):
        return plain(without=UNCHANGING)
    ends = [(chart.points[at[month]].low, chart.points[at[month]].high) if month in at else (None, None)
            for month in window]  # fmt: skip
    floor = 0.0 if min(series.values) >= 0 else None
    limits = Limits(
        f"{series.kind} 图",
        chart.centre,
        tuple(low if low is None or floor is None else max(floor, low) for low, _ in ends),
        tuple(high for _, high in ends),
        f"{base[0]} 至 {base[-1]}",
        chart.trial,
    )
    signals = tuple(signal for signal in _signals(chart, series) if signal.month in window)
    aim = _number(numbers, window[-1], what[0]).target if not what[1] else None
    measure = BY_ID[what[0]]
    said = ""
    if aim is not None and measure.higher_is_better is not None and window[-1] in at:
        said = assurance(chart, at[window[-1]], aim, higher_is_better=measure.higher_is_better)
    return plain(limits=limits, signals=signals, assurance=said)


def _signals(chart: Chart, series: Series) -> tuple[Signal, ...]:
    """The patterns in words, each once a month: a month beyond its limits is not also told as part of a run."""
    found: dict[int, Signal] = {}
    for flag in flags(chart):
        value = chart.points[flag.index].value
        if value is None or flag.index in found:
            continue
        upward = value > chart.centre
        side = "高于" if upward else "低于"
        told = {
            "WE1": f"{side}控制{'上' if upward else '下'}限",
            "WE2": f"3 个月里有 2 个月{side}平常很多（超过 2σ）",
            "WE4": f"连续 {abs(run_at(chart, flag.index))} 个月{side}中心线",
        }[flag.rule]
        found[flag.index] = Signal(series.months[flag.index], told, upward, flag.rule)
    return tuple(found.values())
