"""Which records a figure of the company rests on: taken from its members while they are at hand, the first of many."""

from __future__ import annotations

import numpy as np
import pandas as pd

from aftersales.measures.catalogue import MEASURES
from aftersales.measures.model import Summary
from aftersales.report.view import Evidence

NAMED = 60
"""So many records of each sort are named; all of them stand in members.csv."""
SPLITS = ("category", "product", "unit")


def evidence_of(members: pd.DataFrame) -> dict[str, Evidence]:
    """For every measure the records that count and those of its population that do not, each record once.

    For a share the latter are those not met; for a rate per 100 the population itself (deliveries).
    """
    whole = np.logical_and.reduce([members[name].cat.codes.to_numpy() < 0 for name in SPLITS])
    own = members.loc[whole, ["measure", "record_id", "numerator", "denominator"]]
    measures = own["measure"].cat.codes.to_numpy()
    ids = own["record_id"].array
    numerators, denominators = own["numerator"].to_numpy(), own["denominator"].to_numpy()
    per_100 = np.isin(measures, _codes(members, Summary.PER_100))
    timed = np.isin(measures, _codes(members, Summary.MEDIAN, Summary.P90, Summary.MEAN))
    hit = np.where(per_100, denominators == 0, timed | (numerators != 0))
    # the parts of a record shared by several people stand one after the other
    first = np.ones(len(own), dtype=bool)
    first[1:] = (measures[1:] != measures[:-1]) | (ids[1:] != ids[:-1])
    keys = measures.astype("int64")[first] * 2 + hit[first]
    order = np.argsort(keys, kind="stable")
    at = np.flatnonzero(first)[order]
    present, starts, counts = np.unique(keys[order], return_index=True, return_counts=True)
    named = {
        key: (tuple(ids[at[start : start + min(count, NAMED)]].tolist()), count)
        for key, start, count in zip(present.tolist(), starts.tolist(), counts.tolist(), strict=True)
    }
    found: dict[str, Evidence] = {}
    for code in sorted({key // 2 for key in named}):
        (hits, all_hits), (misses, all_misses) = (named.get(code * 2 + side, ((), 0)) for side in (1, 0))
        found[str(members["measure"].cat.categories[code])] = Evidence(hits, misses, all_hits, all_misses)
    return found


def _codes(members: pd.DataFrame, *summaries: Summary) -> list[int]:
    wanted = [measure.id for measure in MEASURES if measure.summary in summaries]
    return members["measure"].cat.categories.get_indexer(pd.Index(wanted)).tolist()
