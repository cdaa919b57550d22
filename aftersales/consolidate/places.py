"""Where the cells of a records frame stand, and whom a problem in them concerns."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from aftersales.kinds.model import FieldType, Kind
from aftersales.problems import Place


def affected(record: pd.Series, kind: Kind) -> str:
    """The record's store and people: those whose figures a problem may change."""
    names = [
        record[field.name]
        for field in kind.fields
        if field.type in {FieldType.STORE, FieldType.PERSON} and isinstance(record[field.name], str)
    ]
    return "、".join(dict.fromkeys("、".join(names).split("、"))) if names else ""


def place_of(record: pd.Series) -> Place:
    """The row a record stands in."""
    return Place(str(record["file"]), str(record["sheet"]), int(record["row"]))


def cells_of(
    records: pd.DataFrame, kind: Kind, field: str, wanted: frozenset[str] | None
) -> Iterator[tuple[str, Place, str]]:
    """(value, place, whom it concerns) of the cells of one field whose value is wanted; None = every filled cell."""
    chosen = records[field].isin(list(wanted)) if wanted is not None else records[field].notna()
    for _, record in records[chosen].iterrows():
        yield str(record[field]), place_of(record), affected(record, kind)
