"""Measure: the records of a month → members → figures. A figure is the sum of its members and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from aftersales.frames import MEASURES as MEASURE_COLUMNS
from aftersales.frames import MEMBERS as MEMBER_COLUMNS
from aftersales.measures.members import COLUMNS, NOBODY
from aftersales.measures.model import Measure, Scope, Summary
from aftersales.measures.summarise import summarise
from aftersales.measures.targets import with_targets

TEXTS = ("store", "person", "category", "product", "unit")


@dataclass(frozen=True, slots=True)
class Month:
    """One month's members and figures, in the columns of `aftersales/frames.py`."""

    month: str
    members: pd.DataFrame
    measures: pd.DataFrame


def judge(scope: Scope, measures: Sequence[Measure]) -> pd.DataFrame:
    """The members of every measure in one month, in the order of the catalogue and of the records."""
    parts: list[pd.DataFrame] = []
    lengths: list[int] = []
    for measure in measures:
        part = NOBODY if measure.idle(scope) else measure.members(scope)[COLUMNS]
        parts += [part] if len(part) else []
        lengths.append(len(part))
    members = pd.concat(parts or [NOBODY], ignore_index=True)
    ids = [measure.id for measure in measures]
    codes = np.repeat(np.arange(len(ids)), lengths)
    members["measure"] = pd.Categorical.from_codes(codes, categories=pd.Index(ids))
    members["month"] = pd.Categorical.from_codes(
        np.zeros(len(members), dtype="int8"), categories=pd.Index([scope.month])
    )
    for name in TEXTS:
        members[name] = members[name].astype("category")
    return members[list(MEMBER_COLUMNS)]


def measure(scope: Scope, measures: Sequence[Measure], targets: Mapping[str, float], small_sample: int) -> Month:
    """Members and figures of one month; verdicts against the targets that are set."""
    members = judge(scope, measures)
    figures = _with_zeros(summarise(weighted(members, measures), measures), scope, measures)
    return Month(scope.month, members, finished(figures, scope, measures, targets, small_sample))


def finished(
    figures: pd.DataFrame,
    scope: Scope,
    measures: Sequence[Measure],
    targets: Mapping[str, float],
    small_sample: int,
) -> pd.DataFrame:
    """Figures with their period, rule, target and verdict, in the columns of `measures.csv`."""
    figures["month"] = scope.month
    rules = {m.id: "、".join(m.rules) for m in measures}
    figures["rule"] = figures["measure"].map(rules)
    figures = with_targets(figures, scope, measures, targets)
    figures["verdict"] = _verdicts(figures, measures, small_sample)
    return figures[list(MEASURE_COLUMNS)]


def _with_zeros(figures: pd.DataFrame, scope: Scope, measures: Sequence[Measure]) -> pd.DataFrame:
    """A count that found nothing in a log that was kept is 0 for the company; without the log there is no figure."""
    found = set(figures["measure"])
    none = [m.id for m in measures if m.summary is Summary.SUM and m.zero and m.id not in found and scope.logs(m)]
    zeros = pd.DataFrame({"measure": none, "value": 0.0, "numerator": 0.0}).astype({"measure": "str"})
    return pd.concat([figures, zeros], ignore_index=True) if none else figures


def weighted(members: pd.DataFrame, measures: Sequence[Measure]) -> pd.DataFrame:
    """Durations get a weight: a case shared by two people enters each one's median with half of it."""
    quantiles = [m.id for m in measures if m.summary.quantile]
    timed = members.loc[members["measure"].isin(quantiles), ["measure", "record_id"]]
    sharing = timed.groupby(["measure", "record_id"], observed=True)["record_id"].transform("size")
    return members.assign(_weight=1.0 / sharing)


def _verdicts(figures: pd.DataFrame, measures: Sequence[Measure], small_sample: int) -> pd.Series:
    """达标, 未达标 or 样本不足 where there is a target and a value; blank elsewhere."""
    falling = {m.id for m in measures if m.higher_is_better is False}
    shares = {m.id for m in measures if m.summary is Summary.SHARE}
    lower = figures["measure"].isin(list(falling))
    met = (figures["value"] >= figures["target"]).where(~lower, figures["value"] <= figures["target"])
    verdict = met.map({True: "达标", False: "未达标"}).astype("str")
    few = figures["measure"].isin(list(shares)) & (figures["denominator"] < small_sample)
    whole = figures["store"].isna() & figures["person"].isna()
    # a target of so many is the company's, not each one's, unless it was set for just that one
    comparable = whole | figures["_own"] | figures["measure"].isin(list(shares))
    return verdict.mask(few, "样本不足").where(figures["target"].notna() & figures["value"].notna() & comparable)
