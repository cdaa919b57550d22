"""Building members: who carries a figure, and with which part."""

from __future__ import annotations

import numpy as np
import pandas as pd

from aftersales.frames import LABELS, UNASSIGNED

COLUMNS = ["record_id", "store", "person", "category", "product", "unit", "numerator", "denominator"]
Part = float | pd.Series | None
NOBODY = pd.DataFrame(
    {name: pd.Series([], dtype="float64" if name in {"numerator", "denominator"} else "str") for name in COLUMNS}
)
"""No member at all."""


def members_of(
    records: pd.DataFrame,
    role: str = "",
    numerator: Part = 1.0,
    denominator: Part = None,
    *,
    durations: bool = False,
    **dimensions: str | pd.Series,
) -> pd.DataFrame:
    """One member a record and person; a record shared by k people is split into k parts of 1/k.

    Blank stores and people stand under 未分配; a measure without a role has blank people. `dimensions` are category,
    product, unit. `durations` are listed whole for each person; only their denominator (0 = still open) is shared.
    """
    nothing = pd.Series(None, index=records.index, dtype="str")
    made = pd.DataFrame(
        {
            "record_id": records["record_id"],
            "store": records["store"].fillna(UNASSIGNED) if "store" in records else nothing,
            "person": records[role].fillna(UNASSIGNED) if role else nothing,
            **{name: dimensions.get(name, nothing) for name in ("category", "product", "unit")},
            "numerator": numerator,
            "denominator": float("nan") if denominator is None else denominator,
        }
    )
    return split_by_person(made, durations=durations) if role else made


def split_by_person(members: pd.DataFrame, *, durations: bool = False) -> pd.DataFrame:
    """Several people in one cell (张三、李四) share the record equally."""
    shared = members["person"].str.contains("、", regex=False).fillna(value=False).to_numpy(dtype=bool)
    if not shared.any():
        return members
    names = [cell.split("、") for cell in members.loc[shared, "person"].tolist()]
    people = np.ones(len(members), dtype="int64")
    people[shared] = [len(cell) for cell in names]
    split = members.iloc[np.repeat(np.arange(len(members)), people)]
    split.loc[np.repeat(shared, people), "person"] = [name for cell in names for name in cell]
    for part in ["denominator"] if durations else ["numerator", "denominator"]:
        split[part] = split[part].to_numpy() / np.repeat(people, people)
    return split.sort_index(kind="stable")


def latest(records: pd.DataFrame, date: str = "date") -> pd.DataFrame:
    """The record that decides each household: the last by date, then by row order."""
    ordered = records[["household", date]].sort_values(date, kind="stable", na_position="first")
    return records.loc[ordered.drop_duplicates("household", keep="last").index.sort_values()]


def split_by_label(records: pd.DataFrame, labels: str) -> pd.DataFrame:
    """One row a record and label, for a column of labels joined by ；; the label stands in `category`."""
    several = records.assign(category=records[labels].str.split(LABELS))
    return several.explode("category").astype({"category": "str"})
