"""What the pages of a quarter or year see: its figures, its months beside each other, scores and proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aftersales.appraisal.model import Score
from aftersales.periods import before
from aftersales.report.build import month_name
from aftersales.report.view import NOTHING, Number, View

QUARTERS = ("一", "二", "三", "四")


@dataclass(frozen=True, slots=True)
class PeriodState:
    """How far a period has come: the months with records, those without (as far as they are over), how many it has.

    `status` is 进行中, 待定稿 or 已完成; `last_year` are the same months a year before, where all of them have records.
    """

    period: str
    months: tuple[str, ...]
    missing: tuple[str, ...]
    whole: int
    status: str
    last_year: tuple[str, ...] = ()

    @property
    def is_year(self) -> bool:
        """Whether it is a year."""
        return "-" not in self.period

    @property
    def complete(self) -> bool:
        """Whether every month of it has records."""
        return len(self.months) == self.whole


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A quarter or year for its pages.

    `view` is a `View` whose `month` is the period, whose `months` are the months in it and whose `previous` is what it is
    fairly compared with; its records are left to the months' own reports. `year_ago` is the period that the figures of the
    same months a year before stand under, blank where there are none. `scores` are those of the period and of all that
    lies in it, `purged` the months whose own reports were cleared away.
    """

    view: View
    state: PeriodState
    year_ago: str
    scores: Sequence[Score]
    purged: Sequence[str] = ()

    def of_year_ago(self, measure: str, *, store: str = "", person: str = "", category: str = "") -> Number:
        """The figure of the same months a year before."""
        if not self.year_ago:
            return NOTHING
        return self.view.number(measure, month=self.year_ago, store=store, person=person, category=category)


def period_name(period: str) -> str:
    """A period as people say it.

    >>> period_name("2026-Q4"), period_name("2026"), period_name("2026-10")
    ('2026年第四季度', '2026年', '2026年10月')
    """
    year, _, rest = period.partition("-")
    if rest.startswith("Q"):
        return f"{year}年第{QUARTERS[int(rest[1:]) - 1]}季度"
    return month_name(period) if rest else f"{year}年"


def so_far(state: PeriodState) -> str:
    """How far it has come, for a title; blank once it is over and whole."""
    if state.status == "进行中":
        return f"截至 {state.months[-1]}，{state.whole} 个月中 {len(state.months)} 个月"
    return "" if state.complete else f"{state.whole} 个月中 {len(state.months)} 个月有记录"


def title_of(state: PeriodState) -> str:
    """The report's title.

    >>> title_of(PeriodState("2026-Q4", ("2026-10",), (), 3, "进行中"))
    '2026年第四季度售后季报（截至 2026-10，3 个月中 1 个月）'
    """
    told = so_far(state)
    name = period_name(state.period)
    name = f"{name}售后年报" if state.is_year else f"{name}售后季报"
    return f"{name}（{told}）" if told else name


def in_runs(months: Sequence[str]) -> str:
    """Months in words, those that follow each other as from – to.

    >>> in_runs(("2026-01", "2026-02", "2026-03", "2026-07", "2026-09"))
    '2026-01 至 2026-03、2026-07、2026-09'
    """
    runs: list[list[str]] = []
    for month in months:
        if runs and before(month) == runs[-1][-1]:
            runs[-1].append(month)
        else:
            runs.append([month])
    return "、".join(run[0] if len(run) == 1 else f"{run[0]} 至 {run[-1]}" for run in runs)


def short(month: str) -> str:
    """A month as the heading of a column in a report of its year: 2026-10 → 10月."""
    return f"{int(month[5:])}月"


def values_by_month(shown: PeriodView, measure: str, category: str = "") -> Mapping[str, float | None]:
    """The company's figure of every month of the period."""
    return {month: shown.view.number(measure, month=month, category=category).value for month in shown.view.months}
