"""What a measure is: a question, the records it rests on, and how their parts become one figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

import numpy as np
import pandas as pd

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
    "_told",
    "_category_basis",
)


remembered = lru_cache(maxsize=1)
"""For what several measures of a month start from: worked out once a scope. The frame is nobody's to change."""


class Summary(StrEnum):
    """How members become a figure: added up, added up and divided, or the middle of durations with open cases."""

    SUM = "sum"
    SHARE = "share"
    PER_100 = "per_100"
    MEAN = "mean"
    MEDIAN = "median"


class Unit(StrEnum):
    """What a figure counts in; decides how it is printed."""

    COUNT = "count"
    RATE = "rate"
    MONEY = "money"
    QUANTITY = "quantity"
    HOURS = "hours"
    DAYS = "days"
    NUMBER = "number"


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
    first_contact_hours: int = 24
    basic_counts_as_satisfied: bool = False

    @classmethod
    def slim(cls, records: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        """The records without the columns that no figure counts: a filter copies every column that it is given."""
        return {
            kind: frame.drop(columns=[name for name in UNCOUNTED if name in frame]) for kind, frame in records.items()
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
        records = self.up_to(measure.kind) if measure.kind == "complaint" else self.of(measure.kind)
        needed = measure.needs.split()
        return any(not self.has(records, name).empty for name in needed) if needed else not records.empty

    def has_any(self, records: pd.DataFrame, *fields: str) -> pd.DataFrame:
        """The records whose table has a column for one of these fields."""
        return self._able(records, [not mapped.isdisjoint(fields) for mapped in self.mapped])

    def has(self, records: pd.DataFrame, *fields: str) -> pd.DataFrame:
        """The records whose table has a column for all these fields."""
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
    `needs` are the fields of which some sheet must have a column before nothing found means zero.
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

    @property
    def zero(self) -> bool:
        """Whether finding nothing can mean zero: not for what is only ever split by reason, model or unit."""
        return self.unit in {Unit.COUNT, Unit.MONEY} and self.id != "guidance.rework_reason"

    @property
    def kind(self) -> str:
        """The log sheet kind whose records the measure counts."""
        family = self.id.split(".", maxsplit=1)[0]
        return "callback" if family == "service" else family
