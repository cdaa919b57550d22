"""How completely the logs are kept: rows with all that their log expects, by who wrote them down (S1-12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from aftersales.frames import UNASSIGNED
from aftersales.kinds.model import FieldType, Kind
from aftersales.measures.members import NOBODY, members_of
from aftersales.measures.model import ANY_TIME, Measure, Scope, Summary, Unit

COMPLETE = "_complete"


def with_completeness(
    records: Mapping[str, pd.DataFrame], kinds: Mapping[str, Kind], mapped: Sequence[frozenset[str]]
) -> dict[str, pd.DataFrame]:
    """The records with `_complete`: whether all expected fields that their table has a column for are filled.

    A rating that says why there is none (未接) is filled.
    """
    return {
        kind_id: frame.assign(_complete=_complete(frame, kinds[kind_id], mapped))
        if len(frame) and kinds[kind_id].expected
        else frame
        for kind_id, frame in records.items()
    }


def _complete(records: pd.DataFrame, kind: Kind, mapped: Sequence[frozenset[str]]) -> pd.Series:
    tables = records["table"].to_numpy()
    used = np.unique(tables)
    complete = pd.Series(data=True, index=records.index)
    for name in kind.expected:
        lacking = [table for table in used if name not in mapped[table]]
        filled = records[name].notna() | np.isin(tables, lacking)
        word = f"_{name}_word"
        complete &= filled | records[word].notna() if word in records else filled
    return complete


def _completeness(scope: Scope) -> pd.DataFrame:
    """Rows of every log, those left out as incomplete ones; which of them was whose is not known."""
    parts = []
    for kind_id, kind in scope.kinds.items():
        records = scope.this.get(kind_id, NOBODY)
        if len(records) and COMPLETE in records:
            label = pd.Series(kind_id, index=records.index, dtype="str")
            complete = records[COMPLETE].astype(float)
            parts.append(members_of(records, kind.logged_by, complete, 1.0, category=label))
    if scope.left_out is not None and len(scope.left_out):
        parts.append(_left_out(scope, scope.left_out))
    parts = [part for part in parts if len(part)]
    return pd.concat(parts) if parts else NOBODY


def _left_out(scope: Scope, rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows[(rows["month"] == scope.month) & rows["kind"].isin([k.id for k in scope.kinds.values() if k.expected])]
    stored = [kind.id for kind in scope.kinds.values() if any(f.type is FieldType.STORE for f in kind.fields)]
    signed = [kind.id for kind in scope.kinds.values() if kind.logged_by]
    everybody = pd.Series(UNASSIGNED, index=rows.index, dtype="str")
    rows = rows.assign(store=everybody.where(rows["kind"].isin(stored)))
    made = members_of(rows, "", 0.0, 1.0, category=rows["kind"])
    blank = rows["store"].isna()
    return made.assign(store=made["store"].mask(blank), person=everybody.where(rows["kind"].isin(signed)))


MEASURES = (
    Measure(
        "log.completeness",
        "记录完整率",
        Unit.RATE,
        Summary.SHARE,
        ("S1-12",),
        "应填各项都填了的行 ÷ 全部行，按登记表分列；表里没有的列不算，被退回的行算不完整；按登记人。",
        _completeness,
        higher_is_better=True,
        made_of=ANY_TIME,
    ),
)
