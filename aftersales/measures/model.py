"""What a measure is: a question, the records it rests on, and how their parts become one figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

import numpy as np
import pandas as pd

from aftersales.kinds.model import Kind
from aftersales.settings.model import Rules

UNCOUNTED = (
    "file",
    "sheet",
    "row",
    "extra",
    "customer",
    "phone",
    "address",
    "remark",
    "problem",
    "result",
    "cause",
    "solution",
    "channel",
    "severity",
    "spec",
    "brand",
    "salesperson",
    "record_no",
    "_told",
    "_category_basis",
    "_category_evidence",
)


COUNTED = {"repair": frozenset(("remark",))}
"""Of these columns those that a figure of one kind does look at."""
NOTHING: Mapping[str, frozenset[str]] = {}
WRITTEN_WHEN_THERE_IS_ONE = frozenset(("complaint", "receiving_error"))
"""Logs in which an empty month means that there was nothing to write down."""
ONLY_SPLIT = frozenset(("guidance.rework_reason", "repair.mode"))
"""Counts that have no figure without a category."""
ANY_TIME = "*"
"""Made of records of other months too."""
FAMILIES = {"service": "callback", "receiving": "receiving_error", "department": "survey"}
"""First part of a measure's id → the kind it counts, where these differ."""


remembered = lru_cache(maxsize=1)
"""For what several measures of a month start from: worked out once a scope. The frame is nobody's to change."""


class Summary(StrEnum):
    """How members become a figure: added up, added up and divided, or a quantile of durations with open cases.

    A ratio is a quotient of amounts: unlike a share it counts no cases, so it has no interval.
    """

    SUM = "sum"
    SHARE = "share"
    PER_100 = "per_100"
    MEAN = "mean"
    RATIO = "ratio"
    MEDIAN = "median"
    P90 = "p90"

    @property
    def adds_up(self) -> bool:
        """Whether the figures of three months make that of their quarter."""
        return self is Summary.SUM

    @property
    def quantile(self) -> float | None:
        """Which quantile of the members' durations the figure is; None where it is their sum or quotient."""
        return {Summary.MEDIAN: 0.5, Summary.P90: 0.9}.get(self)


class Unit(StrEnum):
    """What a figure counts in; decides how it is printed."""

    COUNT = "count"
    RATE = "rate"
    MONEY = "money"
    QUANTITY = "quantity"
    HOURS = "hours"
    DAYS = "days"
    NUMBER = "number"
    POINTS = "points"


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """What a measure may look at: one month's records, all records up to its end, and all of the run.

    A scope is equal to itself alone, so what several measures need of it can be remembered (`remembered`).

    `this` are the records of the month, `records` those of the whole run. `mapped` says for every table which fields
    it has. `until` is the moment at which open cases are judged.
    """

    month: str
    until: datetime
    this: Mapping[str, pd.DataFrame]
    records: Mapping[str, pd.DataFrame]
    mapped: Sequence[frozenset[str]]
    rules: Rules = field(default_factory=Rules)
    basic_counts_as_satisfied: bool = False
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    holidays: Mapping[str, bool] = field(default_factory=dict)
    left_out: pd.DataFrame | None = None
    unread: pd.DataFrame | None = None

    @classmethod
    def slim(
        cls, records: Mapping[str, pd.DataFrame], asked: Mapping[str, frozenset[str]] = NOTHING
    ) -> dict[str, pd.DataFrame]:
        """The records without the columns that no figure counts: a filter copies every column that it is given.

        Those that are `asked` for by a scheme stay.
        """
        stay = {kind: COUNTED.get(kind, frozenset()) | asked.get(kind, frozenset()) for kind in records}
        return {
            kind: frame.drop(columns=[name for name in UNCOUNTED if name in frame and name not in stay[kind]])
            for kind, frame in records.items()
        }

    def of(self, kind: str) -> pd.DataFrame:
        """The kind's records of the month."""
        return self.this[kind]

    def up_to(self, kind: str) -> pd.DataFrame:
        """The kind's records of the month and before."""
        frame = self.records[kind]
        return frame[frame["month"] <= self.month]

    def every(self, kind: str) -> pd.DataFrame:
        """All records of the kind."""
        return self.records[kind]

    def logs(self, measure: Measure) -> bool:
        """Whether the log was kept: it has records of the month that could have given the measure a member.

        Complaints are written down only when there is one: once that log has begun, a month without an entry had none.
        """
        if measure.kind not in self.this:
            return False
        rare = measure.kind in WRITTEN_WHEN_THERE_IS_ONE
        records = self.up_to(measure.kind) if rare else self.of(measure.kind)
        needed = measure.needs.split()
        return any(not self.has(records, name).empty for name in needed) if needed else not records.empty

    def has_any(self, records: pd.DataFrame, *fields: str) -> pd.DataFrame:
        """The records whose table has a column for one of these fields."""
        if records.empty:
            return records
        return self._able(records, [not mapped.isdisjoint(fields) for mapped in self.mapped])

    def has(self, records: pd.DataFrame, *fields: str) -> pd.DataFrame:
        """The records whose table has a column for all these fields."""
        if records.empty:
            return records
        return self._able(records, [mapped.issuperset(fields) for mapped in self.mapped])

    def _able(self, records: pd.DataFrame, tables: list[bool]) -> pd.DataFrame:
        able = np.array(tables, dtype=bool)
        return records if able.all() else records[able[records["table"].to_numpy()]]


Members = Callable[[Scope], pd.DataFrame]
"""Who carries a figure of one month: one row a record's part."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One entry of the catalogue.

    `members` gives one row a record's part (`record_id, store, person, category, product, unit, numerator,
    denominator`), `role` is the person field it is split by, blank if none. `rules` are ids of docs/rules.md.
    `needs` are the fields of which some sheet must have a column before nothing found means zero. `made_of` are the
    kinds of whose records of the month it is made (blank = its own): without any of them nobody is asked for members.
    `target` is the value to reach unless the shop sets its own.
    """

    id: str
    zh: str
    unit: Unit
    summary: Summary
    rules: tuple[str, ...]
    definition: str
    members: Members
    role: str = ""
    higher_is_better: bool | None = None
    needs: str = ""
    made_of: str = ""
    target: float | None = None

    def idle(self, scope: Scope) -> bool:
        """Whether the month has no record that could give it a member."""
        kinds = (self.made_of or self.kind).split()
        return self.made_of != ANY_TIME and not any(len(scope.this.get(kind, ())) for kind in kinds)

    @property
    def zero(self) -> bool:
        """Whether finding nothing can mean zero: not for what is only ever split by reason, model or unit."""
        return self.unit in {Unit.COUNT, Unit.MONEY} and self.id not in ONLY_SPLIT

    @property
    def kind(self) -> str:
        """The log sheet kind whose records the measure counts."""
        family = self.id.split(".", maxsplit=1)[0]
        return FAMILIES.get(family, family)
