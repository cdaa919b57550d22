"""Events about people as clerks write them down: what they are, how often, and whether they were checked (ruling 21)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from aftersales.appraisal.model import Seen
from aftersales.appraisal.naming import item_key

SEPARATOR = "、"
_NEGATED = re.compile(r"[未无没非不]$")


@dataclass(frozen=True, slots=True)
class Incident:
    """One event about one person. `checked` says that its sheet has a column for the check mark."""

    record_id: str
    item: str
    weight: Decimal
    verified: str
    checked: bool

    def seen(self, confirmed: bool) -> Seen:  # noqa: FBT001 - the one thing it is asked
        """The event for a clause: without a column for it, it counts as verified, unless a mark is asked for."""
        counts = self.verified == "yes" if confirmed or self.checked else True
        return Seen(self.record_id, self.weight, counts)


def incidents_of(records: pd.DataFrame, checked: Collection[str]) -> dict[str, list[Incident]]:
    """Incident records by person; times are shared by the people of a cell. `checked` are ids with a 核实 column."""
    found: dict[str, list[Incident]] = {}
    for row in records[records["person"].notna()].itertuples(index=False):
        people = str(row.person).split(SEPARATOR)
        times = Decimal(1) if pd.isna(row.times) else Decimal(str(row.times))  # type: ignore[arg-type]
        incident = Incident(
            str(row.record_id), str(row.item), times / len(people), str(row.verified or ""), row.record_id in checked
        )
        for person in people:
            found.setdefault(person, []).append(incident)
    return found


def means(written: str, names: Sequence[str]) -> bool:
    """Whether an item is one of these: the same words, or the words with others around them that do not deny it.

    >>> means("私自接单收费", ["私自接单"]), means("未泄密", ["泄密"]), means("工具遗失", ["工具损坏"])
    (True, False, False)
    """
    key = item_key(written)
    for name in map(item_key, names):
        if key == name:
            return True
        at = key.find(name) if len(name) > 1 else -1
        if at >= 0 and not _NEGATED.search(key[:at]):
            return True
    return False
