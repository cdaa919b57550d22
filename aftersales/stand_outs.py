"""Models and batches with more complaints than their share of the deliveries explains: exact Poisson, Holm-corrected.

Complaints of a model come months after it was delivered, so both are counted over the twelve months that end with the
month; only what was complained about in the month itself is shown. A model that no delivery names is listed, not judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import pandas as pd

from aftersales.measures.outliers import excesses
from aftersales.measures.statistics import poisson_interval
from aftersales.report.trend import StandOut

WINDOW = 12
DELIVERED = "送货"
MODEL, BATCH = ["product"], ["product", "batch"]
Name = tuple[str, str]
"""A model, and a batch of it (blank: all of them)."""


@dataclass(frozen=True, slots=True)
class Goods:
    """By month: complaints and delivered households of every model, then of every batch."""

    complaints: tuple[Mapping[str, Mapping[Name, int]], ...]
    deliveries: tuple[Mapping[str, Mapping[Name, int]], ...]


def goods_of(records: Mapping[str, pd.DataFrame]) -> Goods:
    """Count what all later questions rest on, once for a run; cancelled complaints are left out."""
    complaints, deliveries = records["complaint"], records["delivery"]
    kept = complaints[complaints["status"].fillna("") != "cancelled"]
    sent = deliveries.loc[deliveries["type"] == DELIVERED, ["month", "household", *BATCH]]
    return Goods(
        tuple(_sizes(kept, columns) for columns in (MODEL, BATCH)),
        tuple(_sizes(sent.drop_duplicates(["month", "household", *columns]), columns) for columns in (MODEL, BATCH)),
    )


def stand_outs(goods: Goods, months: Sequence[str]) -> tuple[StandOut, ...]:
    """Models first, then batches, those that stand out before the others; `months` end with the month itself."""
    shown = months[-WINDOW:]
    return tuple(
        found
        for complaints, deliveries in zip(goods.complaints, goods.deliveries, strict=True)
        for found in _judged(_added(complaints, shown), complaints.get(shown[-1], {}), _added(deliveries, shown))
    )


def _judged(counts: Mapping[Name, int], now: Mapping[Name, int], delivered: Mapping[Name, int]) -> list[StandOut]:
    """All that are delivered are compared with each other, whether they were complained about or not."""
    compared = sorted(delivered)
    judged = dict(
        zip(compared, excesses([counts.get(name, 0) for name in compared], [delivered[name] for name in compared]),
            strict=True)
    )  # fmt: skip
    found = []
    for name in now:
        count, excess = counts[name], judged.get(name)
        if excess is None or len(compared) < 2:  # one alone has nothing to be compared with
            found.append(StandOut(*name, count, now[name]))
            continue
        households = delivered[name]
        low, high = poisson_interval(count)
        rates = (count / households * 100, low / households * 100, high / households * 100)
        found.append(
            StandOut(*name, count, now[name], households, excess.expected, *rates, excess.adjusted, excess.stands_out)
        )
    return sorted(found, key=lambda one: (not one.stands_out, -one.count, one.product, one.batch))


def _added(by_month: Mapping[str, Mapping[Name, int]], months: Sequence[str]) -> dict[Name, int]:
    total: dict[Name, int] = {}
    for month in months:
        for name, count in by_month.get(month, {}).items():
            total[name] = total.get(name, 0) + count
    return total


def _sizes(records: pd.DataFrame, columns: list[str]) -> dict[str, dict[Name, int]]:
    """How many rows name each model (and batch), by month."""
    named = records[["month", *columns]].dropna()
    found: dict[str, dict[Name, int]] = {}
    for key, rows in named.groupby(["month", *columns], sort=True).indices.items():
        month, product, *batch = cast("tuple[str, ...]", key)
        found.setdefault(month, {})[product, batch[0] if batch else ""] = len(rows)
    return found
