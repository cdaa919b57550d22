"""Members → figures: for the company, each store and each person, for every category, product and unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from aftersales.measures.model import Measure, Summary
from aftersales.measures.statistics import poisson_interval, wilson
from aftersales.measures.survival import quantile_duration

SPLITS = ["category", "product", "unit"]
WHOM: tuple[list[str], ...] = ([], ["store"], ["person"])
PARTS = ["numerator", "denominator"]


def summarise(members: pd.DataFrame, measures: Sequence[Measure]) -> pd.DataFrame:
    """One row a figure: `measure, store, person, category, product, unit, value, numerator, denominator, low, high`.

    Blank store and person mean the whole company. Splits of a measure that has no role or no store make no rows.
    """
    by_id = {measure.id: measure for measure in measures}
    order = {measure.id: at for at, measure in enumerate(measures)}
    parts = [_figures(members, whom, by_id) for whom in WHOM]
    figures = pd.concat([part for part in parts if not part.empty] or parts[:1], ignore_index=True)
    figures["_order"] = figures["measure"].map(order)
    keys = ["_order", *SPLITS, "store", "person"]
    return figures.sort_values(keys, na_position="first", kind="stable").drop(columns="_order").reset_index(drop=True)


def _figures(members: pd.DataFrame, whom: list[str], by_id: Mapping[str, Measure]) -> pd.DataFrame:
    named = members[whom].notna().all(axis="columns")
    chosen = members if named.all() else members[named]
    sums = _sums(chosen, ["measure", *whom, *SPLITS])
    for column in ("store", "person"):
        if column not in sums:
            sums[column] = pd.Series(None, index=sums.index, dtype="str")
    summary = worked_out(sums, by_id)
    for how in (Summary.MEDIAN, Summary.P90):
        timed = summary == how
        if timed.any():
            sums.loc[timed, "value"] = _quantiles(chosen, sums[timed], [*whom, *SPLITS], how.quantile or 0.5)
            sums.loc[timed, "numerator"] = np.nan
    return sums


def worked_out(sums: pd.DataFrame, by_id: Mapping[str, Measure]) -> pd.Series:
    """Add `value`, `low` and `high` to numerators and denominators added up; gives how each figure is made."""
    summary = sums["measure"].map({id_: measure.summary.value for id_, measure in by_id.items()})
    sums["value"] = _values(sums, summary)
    sums[["low", "high"]] = _intervals(sums, summary)
    return summary


def _sums(members: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The parts added up by keys; all keys of a member make one number, as that is sooner found than several keys."""
    words = {key: members[key].cat.categories for key in keys}
    codes = np.zeros(len(members), dtype="int64")
    for key in keys:
        codes = codes * (len(words[key]) + 1) + members[key].cat.codes.to_numpy() + 1
    sums = members[PARTS].groupby(codes, sort=False).sum(min_count=1)
    left = sums.index.to_numpy()
    for key in reversed(keys):
        left, code = np.divmod(left, len(words[key]) + 1)
        sums[key] = spelt(words[key], code - 1)
    return sums.reset_index(drop=True)


def spelt(words: pd.Index, codes: np.ndarray[Any, Any]) -> pd.api.extensions.ExtensionArray:
    """The words with these numbers as plain texts, blank for -1: much sooner than by turning categories into texts."""
    texts: pd.api.extensions.ExtensionArray = words.astype("str").array
    return texts.take(codes, allow_fill=True)


def _values(sums: pd.DataFrame, summary: pd.Series) -> pd.Series:
    """The figure of a group; an empty denominator gives no figure, never 0 and never 100 %."""
    times = np.where(summary == Summary.PER_100, 100.0, 1.0)  # before dividing: 7 of 100 are 7, not a hair more
    quotient = sums["numerator"] * times / sums["denominator"].where(sums["denominator"] > 0)
    return sums["numerator"].where(summary == Summary.SUM, quotient)


def _intervals(sums: pd.DataFrame, summary: pd.Series) -> pd.DataFrame:
    """95 % intervals: Wilson for shares, exact Poisson for counts per 100."""
    rows: list[tuple[float, float]] = []
    for how, numerator, denominator in zip(summary, sums["numerator"], sums["denominator"], strict=True):
        if how == Summary.SHARE and denominator > 0:
            rows.append(wilson(numerator, denominator))
        elif how == Summary.PER_100 and denominator > 0:
            low, high = poisson_interval(round(numerator))
            rows.append((low / denominator * 100, high / denominator * 100))
        else:
            rows.append((np.nan, np.nan))
    return pd.DataFrame(rows, index=sums.index, columns=["low", "high"], dtype="float64")


def _quantiles(members: pd.DataFrame, figures: pd.DataFrame, keys: list[str], q: float) -> list[float]:
    """The Kaplan–Meier quantile of each group: values are durations, a denominator of 0 marks a case still open."""
    names = ["measure", *keys]
    timed = members.loc[members["measure"].isin(figures["measure"].unique()), [*names, *PARTS, "_weight"]]
    values, closed, weights = (timed[part].to_numpy() for part in ("numerator", "denominator", "_weight"))
    places = {
        tuple(_text(part) for part in np.atleast_1d(np.array(key, dtype=object))): at
        for key, at in timed.groupby(names, dropna=False, observed=True, sort=False).indices.items()
    }
    rows = (places[tuple(_text(part) for part in figure)] for figure in figures[names].itertuples(index=False))
    return [quantile_duration(values[at], closed[at] > 0, weights[at], q) for at in rows]


def _text(part: object) -> str:
    """A part of a key; blank where it is missing."""
    return part if isinstance(part, str) else ""
