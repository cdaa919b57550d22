"""Double entry: every used row of every sheet went somewhere, and the run proves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from aftersales.consolidate.gather import Source

_ROW_BITS = 24
"""Enough for every row that a sheet can have."""


class UnbalancedError(Exception):
    """Rows or figures do not add up: our own bug, so nothing may be published."""


def rows_of(frames: Iterable[pd.DataFrame]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The rows of sheets that these records rest on, each as one number; a row may come several times."""
    parts = [np.empty(0, dtype="int64")]
    for records in frames:
        parts.append((records["source"].to_numpy() << _ROW_BITS) | records["row"].to_numpy())
        if "_rows" in records:
            told = records.loc[records["_rows"].notna(), ["source", "_rows"]]
            for source, rows in zip(told["source"], told["_rows"], strict=True):
                parts.append(np.array([(source << _ROW_BITS) | int(row) for row in rows.split("、")], dtype="int64"))
    return np.concatenate(parts)


def count_rows(rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> dict[int, int]:
    """How many of these rows each source has."""
    sources, counts = np.unique(rows >> _ROW_BITS, return_counts=True)
    return dict(zip(sources.tolist(), counts.tolist(), strict=True))


def settle(sources: Sequence[Source], lost: Mapping[int, int]) -> list[Source]:
    """Move the duplicates that were found across sheets from `records` to `duplicate`."""
    settled = list(sources)
    for at, count in lost.items():
        tally = settled[at].tally
        settled[at] = replace(
            settled[at], tally=replace(tally, records=tally.records - count, duplicate=tally.duplicate + count)
        )
    return settled


def prove_rows(sources: Sequence[Source], frames: Mapping[str, pd.DataFrame]) -> None:
    """Rows = records + blank + heading + note + duplicate + rejected, and the frames hold just those records."""
    held = count_rows(np.unique(rows_of(frames.values())))
    for at, source in enumerate(sources):
        if not source.tally.balanced:
            raise UnbalancedError(f"{source.file} › {source.sheet}: {source.tally}")
        if held.get(at, 0) != source.tally.records:
            raise UnbalancedError(
                f"{source.file} › {source.sheet}: {source.tally.records} records counted, {held.get(at, 0)} held"
            )
