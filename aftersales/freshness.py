"""Who has not handed in: the last day with a record of each log and shop, against the shop's own rhythm in working days.

The rhythm is learned from the shop's own last twelve weeks: so many working days usually lie between two days with
records. Where they are irregular, or where a log is written only when something happens, there is no rhythm and nobody is
said to be late.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

import pandas as pd

from aftersales.kinds.model import FieldType, Kind
from aftersales.measures.working_days import is_worked

WHEN_SOMETHING_HAPPENS = frozenset(
    ("complaint", "receiving_error", "incident", "objection", "correction", "dictionary", "case", "audit", "survey")
)
WATCHED = 200
"""Days before the as-of day: a log without a record since then is not expected any more."""
LEARNED_FROM = 84
FEWEST = 6
"""So many gaps between days with records make a rhythm."""
MOSTLY = 0.95


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A log of a shop: the last day with a record, and how many working days may pass between two (0 = no rhythm)."""

    kind: str
    store: str
    last: str
    usual: int = 0

    @property
    def patience(self) -> int:
        """So many missing working days are no reason to ask yet."""
        return self.usual + max(1, self.usual // 4)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A rhythm as of a day: the working days without a record since the last one, the as-of day itself not counted."""

    rhythm: Rhythm
    missing: int

    @property
    def late(self) -> bool:
        """Whether somebody should be asked."""
        return self.rhythm.usual > 0 and self.missing > self.rhythm.patience


class WorkingDays:
    """Counts working days between two days of the last months."""

    def __init__(self, first: date, last: date, holidays: Mapping[str, bool]) -> None:
        self._first = first
        self._until: list[int] = [0]
        for at in range((last - first).days + 1):
            worked = is_worked((first + timedelta(days=at)).isoformat(), holidays)
            self._until.append(self._until[-1] + worked)

    def after(self, one: str, other: str) -> int:
        """The working days after one day up to and with the other."""
        start, end = ((date.fromisoformat(day) - self._first).days + 1 for day in (one, other))
        return self._until[end] - self._until[start]


def freshness(
    records: Mapping[str, pd.DataFrame], kinds: Mapping[str, Kind], today: date, holidays: Mapping[str, bool]
) -> list[Fresh]:
    """Every log and shop with a record in the last months, the longest missing first among the late ones, then by name."""
    first, yesterday = today - timedelta(days=WATCHED), (today - timedelta(days=1)).isoformat()
    days = WorkingDays(first, today, holidays)
    found = [
        Fresh(rhythm_of(kind, store, own, days), days.after(min(own[-1], yesterday), yesterday))
        for kind in sorted(records.keys() & kinds.keys())
        for store, own in days_by_store(records[kind], kinds[kind], first.isoformat(), today.isoformat()).items()
    ]
    return sorted(
        found, key=lambda one: (not one.late, -one.missing if one.late else 0, one.rhythm.store, one.rhythm.kind)
    )


def days_by_store(records: pd.DataFrame, kind: Kind, first: str, last: str) -> dict[str, list[str]]:
    """The days with a record between two days, by shop, in order; blank = no shop written."""
    dated = [name for name in kind.event if kind.field(name).type in (FieldType.DATE, FieldType.MOMENT)]
    if records.empty or not dated or len(dated) < len(kind.event):
        return {}
    days = records[dated[0]]
    for name in dated[1:]:
        days = days.fillna(records[name])
    days = days.str[:10]
    near = (days >= first) & (days <= last) & (days.str.len() == len(first))
    stores = records["store"].fillna("") if "store" in records else pd.Series("", index=records.index)
    chosen = pd.DataFrame({"store": stores[near], "day": days[near]}).drop_duplicates()
    return {str(store): sorted(map(str, own)) for store, own in chosen.groupby("store")["day"]}


def rhythm_of(kind: str, store: str, own: list[str], days: WorkingDays) -> Rhythm:
    """What is usual for a shop, from its days with records in order."""
    since = (date.fromisoformat(own[-1]) - timedelta(days=LEARNED_FROM)).isoformat()
    gaps = sorted(max(1, days.after(one, other)) for one, other in pairwise(day for day in own if day >= since))
    if kind in WHEN_SOMETHING_HAPPENS or len(gaps) < FEWEST:
        return Rhythm(kind, store, own[-1])
    usual = gaps[int(MOSTLY * (len(gaps) - 1))]
    regular = usual <= 2 * median(gaps) + 1
    return Rhythm(kind, store, own[-1], usual if regular else 0)
