"""The second proof of a run: figures are what their members add up to, and splits add up to the whole."""

from __future__ import annotations

import math

import pandas as pd

from aftersales.consolidate.reconcile import UnbalancedError
from aftersales.measures import Month
from aftersales.measures.catalogue import BY_ID

KEYS = ["measure", "category", "product", "unit"]
CLOSE = 1e-6


def prove_figures(month: Month) -> None:
    """Raise UnbalancedError where a figure is not the sum of its members, or its stores or people not the company."""
    figures = month.measures.assign(**{key: month.measures[key].fillna("") for key in [*KEYS, "store", "person"]})
    whole = figures[(figures["store"] == "") & (figures["person"] == "")].set_index(KEYS)
    quantiles = [id_ for id_, measure in BY_ID.items() if measure.summary.quantile]
    for part in ("numerator", "denominator"):
        told = _by_key(whole[part])
        _compare(month, part, told, _members(month.members, part), quantiles, "its members")
        for whom in ("store", "person"):
            split = figures[figures[whom] != ""].groupby(KEYS)[part].sum(min_count=1)
            _compare(month, part, told, _by_key(split), quantiles, f"its {whom} rows", partial=True)


def _members(members: pd.DataFrame, part: str) -> dict[tuple[str, ...], float]:
    """Members added up by key, apart from the code that makes the figures; a key without any value is NaN."""
    filled = members[part].notna()
    sums: dict[tuple[str, ...], float] = {}
    codes = members[KEYS].apply(lambda column: column.cat.codes)
    for at in codes.groupby(KEYS, sort=False).indices.values():
        key = tuple("" if pd.isna(value) else str(value) for value in members.iloc[at[0]][KEYS])
        values = members[part].to_numpy()[at][filled.to_numpy()[at]]
        sums[key] = float(values.sum()) if len(values) else math.nan
    return sums


def _by_key(values: pd.Series) -> dict[tuple[str, ...], float]:
    return {tuple(str(part) for part in key): float(value) for key, value in values.items()}  # type: ignore[attr-defined]  # the keys are tuples


def _compare(
    month: Month,
    part: str,
    told: dict[tuple[str, ...], float],
    counted: dict[tuple[str, ...], float],
    quantiles: list[str],
    what: str,
    *,
    partial: bool = False,
) -> None:
    keys = counted if partial else told.keys() | counted.keys()
    for key in keys:
        if part == "numerator" and key[0] in quantiles:
            continue
        one, two = told.get(key, math.nan), counted.get(key, math.nan)
        if (math.isnan(one) or one == 0) and math.isnan(two):
            continue
        if not math.isclose(one, two, rel_tol=CLOSE, abs_tol=CLOSE):
            raise UnbalancedError(f"{month.month} {key}: {part} is {one}, but {what} add up to {two}")
