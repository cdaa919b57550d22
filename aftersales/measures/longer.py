"""The figures of a quarter or year: what the members of all its months add up to, never an average of averages.

A household counts once in a month (as everywhere), so a household that was called in two months counts in both. What
stands at the end of a month (a backlog, a balance) is that of the last month. Medians are taken anew over the cases of
all months.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from aftersales.measures import TEXTS, finished, measure
from aftersales.measures.model import Measure, Scope
from aftersales.measures.summarise import PARTS, worked_out

AT_THE_END = frozenset(("complaint.backlog", "payment.open_balance"))
"""Measures of how things stand when the period ends: months of them are never added up."""
KEYS = ["measure", *TEXTS]


def measure_longer(
    period: str,
    figures: Mapping[str, pd.DataFrame],
    scopes: Mapping[str, Scope],
    measures: Sequence[Measure],
    targets: Mapping[str, float],
    small_sample: int,
) -> pd.DataFrame:
    """The figures of a period from those of its months (in order), in the columns of `measures.csv`.

    `figures` and `scopes` are those of the months that are in it. The column `month` holds the period.
    """
    last = list(figures)[-1]
    timed = [one for one in measures if one.summary.quantile]
    added = [one for one in measures if not one.summary.quantile]
    scope = replace(scopes[last], month=period, this=_together([scopes[month] for month in figures], timed))
    sums = _added_up(figures, last, [one.id for one in added])
    worked_out(sums, {one.id: one for one in added})
    parts = [finished(sums, scope, added, targets, small_sample)]
    parts.append(measure(scope, timed, targets, small_sample).measures)
    order = {one.id: at for at, one in enumerate(measures)}
    whole = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    keys = ["_order", "category", "product", "unit", "store", "person"]
    ordered = whole.assign(_order=whole["measure"].map(order)).sort_values(keys, na_position="first", kind="stable")
    return ordered.drop(columns="_order").reset_index(drop=True)


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


def _together(scopes: Sequence[Scope], timed: Sequence[Measure]) -> dict[str, pd.DataFrame]:
    """The records of all months, of the kinds whose durations are ranked."""
    kinds = dict.fromkeys(kind for one in timed for kind in (one.made_of or one.kind).split())
    return {
        kind: pd.concat([scope.this[kind] for scope in scopes if kind in scope.this], ignore_index=True)
        for kind in kinds
        if any(kind in scope.this for scope in scopes)
    }
