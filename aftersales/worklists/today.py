"""What the work lists may look at: all records of the run, and the day on which they are asked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

from aftersales.consolidate import Consolidated, Roster
from aftersales.kinds.model import Kind
from aftersales.measures.department import in_warranty
from aftersales.measures.model import Scope
from aftersales.measures.working_days import is_worked
from aftersales.settings.model import Settings
from aftersales.settings.schemes import Scheme
from aftersales.settings.worklists import WorkLists

LONG_AGO = 400
"""Days: nobody asks how many working days are over of what is older."""


@dataclass(frozen=True, slots=True, eq=False)
class Today:
    """The records of the whole run as a day sees them: nothing dated later, and only what its sheet has a column for."""

    scope: Scope
    roster: Roster
    schemes: Mapping[str, Scheme]
    lists: WorkLists

    @classmethod
    def of(
        cls,
        consolidated: Consolidated,
        kinds: Mapping[str, Kind],
        schemes: Mapping[str, Scheme],
        settings: Settings,
        as_of: datetime,
    ) -> Today:
        """The day of the as-of moment."""
        mapped = [fields for source in consolidated.sources for _, fields in sorted(source.tables.items())]
        records = consolidated.records
        month, rules, holidays = f"{as_of:%Y-%m}", settings.rules, settings.holidays
        scope = Scope(month, as_of, {}, records, mapped, rules, kinds=kinds, holidays=holidays)
        return cls(scope, consolidated.roster, schemes, settings.worklists)

    @property
    def day(self) -> str:
        """The day itself, as the records write it."""
        return self.scope.until.strftime("%Y-%m-%d")

    def ago(self, days: int) -> str:
        """The day so many days before."""
        return (self.scope.until.date() - timedelta(days=days)).isoformat()

    def kept(self, kind: str, date_field: str, *needs: str) -> pd.DataFrame | None:
        """The kind's records up to today whose sheet has all these columns; None where no sheet has them."""
        records = self.scope.has(self.scope.records[kind], *needs)
        return None if records.empty else self.up_to(records, date_field)

    def up_to(self, records: pd.DataFrame, date_field: str) -> pd.DataFrame:
        """Those of the records that are dated, and not later than today."""
        return records[(records[date_field].str[:10] <= self.day).fillna(value=False)]

    def in_warranty(self, households: pd.Series) -> pd.Series:
        """Whether each household is in warranty today, by any of its cards (S4-07)."""
        asked = pd.DataFrame({"household": households, "date": self.day}).astype({"date": "str"})
        return in_warranty(asked, self.scope.records["customer"], self.scope.rules.warranty_months)

    def asks(self, records: pd.DataFrame, field: str) -> pd.Series:
        """Whether the sheet of each record has a column for this field."""
        able = np.array([field in fields for fields in self.scope.mapped], dtype=bool)
        return pd.Series(able[records["table"].to_numpy()], index=records.index, dtype="bool")

    def recent(self, days: pd.Series) -> pd.Series:
        """Whether what began on these days is still worth a reminder."""
        return (days.str[:10] >= self.ago(self.lists.back_days)).fillna(value=False)

    def days_since(self, days: pd.Series) -> pd.Series:
        """Calendar days from each of these days to today."""
        today = self.scope.until.date()
        return _of_distinct(days, lambda day: (today - date.fromisoformat(day)).days)

    def worked_since(self, days: pd.Series) -> pd.Series:
        """Working days that are over since each of these days: those after it and before today."""
        told = days.str[:10].dropna()
        if told.empty:
            return pd.Series(0, index=days.index, dtype="int64")
        over = self.working_days(max(str(told.min()), self.ago(LONG_AGO)))
        return _of_distinct(days, lambda day: len(over) - bisect_right(over, day))

    def working_days(self, after: str) -> list[str]:
        """The working days after a day and before today."""
        first, count = date.fromisoformat(after), (self.scope.until.date() - date.fromisoformat(after)).days
        days = ((first + timedelta(days=at)).isoformat() for at in range(1, count))
        return [day for day in days if is_worked(day, self.scope.holidays)]


def _of_distinct(days: pd.Series, number: Callable[[str], int]) -> pd.Series:
    """A number for each day, worked out once a distinct day; 0 where there is none."""
    codes, distinct = pd.factorize(days.str[:10])
    numbers = [number(str(day)) for day in distinct]
    return pd.Series([numbers[code] if code >= 0 else 0 for code in codes.tolist()], index=days.index, dtype="int64")
