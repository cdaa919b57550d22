"""The value that each figure is to reach: the measure's own, the shop's setting, or what a 目标值 sheet says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from aftersales.clean.text import match_key
from aftersales.measures.members import NOBODY
from aftersales.measures.model import Measure, Scope, Unit
from aftersales.periods import months_of


def with_targets(
    figures: pd.DataFrame, scope: Scope, measures: Sequence[Measure], settings: Mapping[str, float]
) -> pd.DataFrame:
    """The figures with `target`, and `_own`: whether it was set for just this store or person.

    A sheet goes before the settings, they before the measure; a target without store and person holds for all.
    """
    told = _of_sheets(scope, measures)
    general = {m.id: m.target for m in measures if m.target is not None} | dict(settings)
    if months_of(scope.month) != (scope.month,):  # so many a month are not so many a quarter
        general = {
            id_: value for id_, value in general.items() if id_ not in {m.id for m in measures if m.summary.adds_up}
        }
    general |= {id_: value for (id_, store, person), value in told.items() if not store and not person}
    target = figures["measure"].map(general).astype("float64")
    own = np.zeros(len(figures), dtype=bool)
    for (id_, store, person), value in told.items():
        if store or person:
            here = figures["measure"] == id_
            here &= (figures["store"].fillna("") == store) & (figures["person"].fillna("") == person)
            target, own = target.mask(here, value), own | here.to_numpy()
    return figures.assign(target=target, _own=own)


def _of_sheets(scope: Scope, measures: Sequence[Measure]) -> dict[tuple[str, str, str], float]:
    """(measure, store, person) → the target of this month; the last row that names it counts.

    A target of a quarter or year holds in its months only for what does not add up over them: rates, means, medians.
    """
    rows = scope.records.get("target", NOBODY)
    if rows.empty:
        return {}
    by_name = {match_key(name): measure for measure in measures for name in (measure.id, measure.zh)}
    told: dict[tuple[str, str, str], float] = {}
    for row in rows[["period", "measure", "item", "store", "person", "target"]].itertuples(index=False):
        period, *names, store, person, target = (None if pd.isna(value) else value for value in row)
        measure = next((by_name[key] for name in names if name and (key := match_key(name)) in by_name), None)
        if measure is None or target is None or not set(months_of(scope.month)) <= set(months_of(str(period))):
            continue
        if period != scope.month and measure.summary.adds_up:
            continue
        percent = measure.unit is Unit.RATE and target > 1
        told[measure.id, store or "", person or ""] = target / 100 if percent else target
    return told
