"""The figures of a quarter or year: what the members of all its months add up to, never an average of averages.

A household counts once in a month (as everywhere), so a household that was called in two months counts in both. What
stands at the end of a month (a backlog, a balance) is that of the last month. Medians are taken anew over the cases of
all months.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from aftersales.measures import TEXTS, finished, weighted
from aftersales.measures.model import Measure, Scope
from aftersales.measures.summarise import PARTS, spelt, summarise, worked_out

AT_THE_END = frozenset(("complaint.backlog", "payment.open_balance"))
"""Measures of how things stand when the period ends: months of them are never added up."""
KEYS = ["measure", *TEXTS]


def measure_longer(
    scope: Scope,
    figures: Mapping[str, pd.DataFrame],
    timed: Sequence[pd.DataFrame],
    measures: Sequence[Measure],
    targets: Mapping[str, float],
    small_sample: int,
) -> pd.DataFrame:
    """The figures of a period from those of its months (in order), in the columns of `measures.csv`.

    `scope` is that of one of its months with the period as its `month`, for the targets; `figures` are those of the
    months that are in it, `timed` the members of their durations (see `timed_members`). The column `month` holds the
    period.
    """
    last = list(figures)[-1]
    added = [one for one in measures if not one.summary.quantile]
    sums = _added_up(figures, last, [one.id for one in added])
    worked_out(sums, {one.id: one for one in added})
    members = pd.concat(timed, ignore_index=True).astype(dict.fromkeys(KEYS, "category"))
    parts = [sums, summarise(weighted(members, measures), measures)]
    whole = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    order = {one.id: at for at, one in enumerate(measures)}
    keys = ["_order", "category", "product", "unit", "store", "person"]
    ordered = whole.assign(_order=whole["measure"].map(order)).sort_values(keys, na_position="first", kind="stable")
    return finished(ordered.drop(columns="_order").reset_index(drop=True), scope, measures, targets, small_sample)


def timed_members(members: pd.DataFrame, measures: Sequence[Measure]) -> pd.DataFrame:
    """Of a month's members those of durations, as plain texts and numbers: a median cannot be had from figures."""
    timed = members[members["measure"].isin([one.id for one in measures if one.summary.quantile])]
    texts = {name: spelt(timed[name].cat.categories, timed[name].cat.codes.to_numpy()) for name in ("month", *KEYS)}
    return timed.assign(**texts).reset_index(drop=True)


def _added_up(figures: Mapping[str, pd.DataFrame], last: str, wanted: Sequence[str]) -> pd.DataFrame:
    """Numerators and denominators by key; of what stands at the end, those of the last month."""
    parts = [
        own[own["measure"].isin([id_ for id_ in wanted if month == last or id_ not in AT_THE_END])]
        for month, own in figures.items()
    ]
    together = pd.concat(parts, ignore_index=True)
    keys = together[KEYS].fillna("").astype("str")
    sums = together[PARTS].groupby([keys[name] for name in KEYS], sort=False).sum(min_count=1).reset_index()
    texts = {name: sums[name].where(sums[name] != "") for name in TEXTS}
    return sums.assign(**texts)
