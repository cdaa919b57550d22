"""The office's random check of a month's callbacks: which ones are to be called again (S2-17)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from hashlib import sha256

import pandas as pd

from aftersales.settings.worklists import WorkLists


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """The callbacks drawn, in the order in which they are to be called: by shop, clerk and day. `of` is how many there are."""

    month: str
    callbacks: pd.DataFrame
    of: int


def drawn(callbacks: pd.DataFrame, month: str, day: str, limits: WorkLists) -> Sample:
    """A share of the month's callbacks up to a day, at least so many, every one as likely as the others.

    A callback is drawn by the hash of the month and its record id: asked again, the same are drawn; a callback that is
    added later changes the list by one at most.
    """
    own = callbacks[(callbacks["month"] == month) & (callbacks["date"].str[:10] <= day)]
    wanted = min(len(own), max(limits.sample_least, math.ceil(limits.sample_share * len(own))))
    lots = own["record_id"].map(lambda record: sha256(f"{month}|{record}".encode()).hexdigest()).astype("str")
    chosen = own.loc[lots.sort_values(kind="stable").index[:wanted]]
    order = ["store", "called_by", "date", "file", "sheet", "row"]
    return Sample(month, chosen.sort_values(order, kind="stable", ignore_index=True), len(own))
