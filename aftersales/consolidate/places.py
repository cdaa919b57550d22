"""Where the cells of a records frame stand, and whom a problem in them concerns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd

from aftersales.consolidate.gather import Source
from aftersales.kinds.model import Field, FieldType, Kind
from aftersales.periods import last_day
from aftersales.problems import Place


class Said(Protocol):
    """One record: what it says under each name. A row of a frame, or the same as a dict."""

    def __getitem__(self, name: str, /) -> Any:
        """The value under a column's name."""


def affected(record: Said, kind: Kind) -> str:
    """The record's store and people: those whose figures a problem may change."""
    names = [
        record[field.name]
        for field in kind.fields
        if field.type in {FieldType.STORE, FieldType.PERSON} and isinstance(record[field.name], str)
    ]
    return "、".join(dict.fromkeys("、".join(names).split("、"))) if names else ""


def place_of(record: Said, column: str = "") -> Place:
    """The row a record stands in, or its cell in a column."""
    return Place(str(record["file"]), str(record["sheet"]), int(record["row"]), column)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one field of one kind, wherever its sheets keep them."""

    kind: Kind
    field: Field
    sources: Sequence[Source]

    def of(self, records: pd.DataFrame, wanted: frozenset[str] | None = None) -> Iterator[tuple[str, Place, str]]:
        """(value, place, whom it concerns) of the cells whose value is wanted; None = every filled cell."""
        for _, cell, place, affects in self.numbered(records, wanted):
            yield cell, place, affects

    def numbered(
        self, records: pd.DataFrame, wanted: frozenset[str] | None = None
    ) -> Iterator[tuple[int, str, Place, str]]:
        """The same, each with its position in the frame before."""
        column = records[self.field.name]
        chosen = (column.isin(list(wanted)) if wanted is not None else column.notna()).to_numpy().nonzero()[0]
        for at, (_, record) in zip(chosen, records.iloc[chosen].iterrows(), strict=True):
            letter = self.sources[int(record["source"])].letters.get(self.field.name, "")
            yield int(at), str(record[self.field.name]), place_of(record, letter), affected(record, self.kind)


def renamed(texts: pd.Series, meaning: Mapping[str, str | None]) -> pd.Series:
    """The texts under the names that they mean, blank where they mean none; most nights nothing is to be changed."""
    if all(text == name for text, name in meaning.items()):
        return texts
    return texts.map(meaning).astype("str")


def event_days(records: pd.DataFrame, kind: Kind) -> pd.Series:
    """The day of each record's own event, blank where it has none; of a period it is the last day."""
    days = pd.Series(None, index=records.index, dtype="str")
    for name in kind.event:
        days = days.fillna(records[name].astype("str").str[:10])
    whole = {day: last_day(day) for day in days.dropna().unique() if len(day) < len("2026-10-05")}
    return days.replace(whole) if whole else days
