"""The second proof of a run: figures are what their members add up to, and splits add up to the whole."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
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
    rows = _rows_by_key(month.members)
    for part in ("numerator", "denominator"):
        told = _by_key(whole[part])
        _compare(month, part, told, _members(month.members[part], rows), quantiles, "its members")
        for whom in ("store", "person"):
            split = figures[figures[whom] != ""].groupby(KEYS)[part].sum(min_count=1)
            _compare(month, part, told, _by_key(split), quantiles, f"its {whom} rows", partial=True)


def _rows_by_key(members: pd.DataFrame) -> dict[tuple[str, ...], np.ndarray]:
    """The positions of the members of each key, apart from the code that makes the figures."""
    if members.empty:
        return {}
    codes = np.zeros(len(members), dtype="int64")
    for name in KEYS:
        column = members[name].cat
        codes = codes * (len(column.categories) + 1) + column.codes.to_numpy() + 1
    order = np.argsort(codes, kind="stable")
    starts = np.flatnonzero(np.diff(codes[order], prepend=-1))
    heads = members[KEYS].iloc[order[starts]].astype("object").itertuples(index=False)
    keys = (tuple("" if pd.isna(part) else str(part) for part in head) for head in heads)
    return dict(zip(keys, np.split(order, starts[1:]), strict=True))


def _members(values: pd.Series, rows: Mapping[tuple[str, ...], np.ndarray]) -> dict[tuple[str, ...], float]:
    """Members added up by key; a key without any value is NaN."""
    all_values = values.to_numpy()
    filled = ~np.isnan(all_values)
    return {key: float(all_values[at][filled[at]].sum()) if filled[at].any() else math.nan for key, at in rows.items()}


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
