"""Double entry: every used row of every sheet went somewhere, and the run proves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from aftersales.consolidate.gather import Source


class UnbalancedError(Exception):
    """Rows or figures do not add up: our own bug, so nothing may be published."""


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
    held: dict[int, int] = {}
    for records in frames.values():
        for source, rows in records.groupby("source", sort=True)["row"].nunique().items():
            held[int(str(source))] = held.get(int(str(source)), 0) + int(rows)
    for at, source in enumerate(sources):
        if not source.tally.balanced:
            raise UnbalancedError(f"{source.file} › {source.sheet}: {source.tally}")
        if held.get(at, 0) != source.tally.records:
            raise UnbalancedError(
                f"{source.file} › {source.sheet}: {source.tally.records} records counted, {held.get(at, 0)} held"
            )
