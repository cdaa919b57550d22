"""What the sheets hold beside the records: rows that were left out, and answers that nobody could read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from aftersales.privacy import masked
from aftersales.problems import Effect, Place, Problem

UNREADABLE = frozenset(("not-a-rating", "two-ratings", "two-ticks", "cell-error"))
"""Problems of a rating that was given but is none of 1–5."""
PLACE = ["file", "sheet", "row"]


def rows_left_out(records: Mapping[str, pd.DataFrame], problems: Iterable[Problem]) -> pd.DataFrame:
    """One line a row that gave no record: `kind, month, record_id` (its place, phones masked), by the record that stands nearest.

    A row is left out because something of it is missing, often its date: so the record above it, else the one below,
    says which log and which month it belongs to. Rows of a sheet without any record belong to no month.
    """
    found = _frame(problem.place for problem in problems if problem.effect is Effect.ROW_LEFT_OUT and problem.place.row)
    if found.empty:
        return pd.DataFrame(columns=["kind", "month", "record_id"], dtype="str")
    parts = [
        _of_files(frame, found["file"]).assign(kind=kind)
        for kind, frame in records.items()
        if len(frame) and "month" in frame
    ]
    near = pd.concat([part[[*PLACE, "kind", "month"]] for part in parts])
    told = _nearest(found, near[near["month"].notna()], ["kind", "month"])
    told["record_id"] = [masked(str(Place(*place))) for place in told[PLACE].itertuples(index=False, name=None)]
    return told[["kind", "month", "record_id"]].reset_index(drop=True)


def answers_unread(records: pd.DataFrame, fields: Sequence[str], problems: Iterable[Problem]) -> pd.DataFrame:
    """One line an answer that could not be read: `record_id` and `field`; a form's cells stand below its first row."""
    told = [problem for problem in problems if problem.code in UNREADABLE and problem.field in fields]
    if not told or records.empty:
        return pd.DataFrame(columns=["record_id", "field"], dtype="str")
    found = _frame((problem.place for problem in told), [problem.field for problem in told])
    near = _of_files(records, found["file"])[[*PLACE, "record_id"]]
    return _nearest(found, near, ["record_id"])[["record_id", "field"]].reset_index(drop=True)


def _frame(places: Iterable[Place], fields: Sequence[str] | None = None) -> pd.DataFrame:
    found = pd.DataFrame([(place.file, place.sheet, place.row) for place in places], columns=PLACE).astype(
        {"file": "str", "sheet": "str", "row": "int64"}
    )
    if fields is not None:
        found["field"] = list(fields)
    return found.drop_duplicates()


def _of_files(records: pd.DataFrame, files: pd.Series) -> pd.DataFrame:
    """The records of these files, their place in plain columns."""
    chosen = records[records["file"].isin(files.unique())]
    return chosen.astype({"file": "str", "sheet": "str", "row": "int64"})


def _nearest(found: pd.DataFrame, near: pd.DataFrame, wanted: list[str]) -> pd.DataFrame:
    """The rows found with what the record above them in their sheet says, else the one below; others are dropped."""
    ordered, near = found.sort_values("row", kind="stable"), near.sort_values("row", kind="stable")
    above = pd.merge_asof(ordered, near, on="row", by=["file", "sheet"])
    below = pd.merge_asof(ordered, near, on="row", by=["file", "sheet"], direction="forward")
    above[wanted] = above[wanted].fillna(below[wanted])
    return above[above[wanted[0]].notna()].sort_values(PLACE, kind="stable")
