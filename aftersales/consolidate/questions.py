"""Records that count, but about which somebody should be asked: listed, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from aftersales.consolidate.gather import Source
from aftersales.consolidate.places import affected, place_of
from aftersales.kinds.model import Kind
from aftersales.problems import Problem


def questions(
    records: Mapping[str, pd.DataFrame], kinds: Mapping[str, Kind], sources: Sequence[Source]
) -> list[Problem]:
    """Complaints closed without or with an impossible date, rework without a reason (ruling 9, S2-16)."""
    complaints, visits = records["complaint"], records["guidance"]
    status, closed_at = complaints["status"].fillna(""), complaints["closed_at"]
    backwards = (closed_at.str[:10] < complaints["received_at"].str[:10]).fillna(value=False)
    reworked = (visits["rework"] == "yes") | (visits["rework_times"] > 0)
    chosen = (
        ("closed-without-date", "complaint", (status == "closed") & closed_at.isna(), "closed_at"),
        ("closed-before-received", "complaint", backwards, "closed_at"),
        (
            "rework-without-reason",
            "guidance",
            reworked.fillna(value=False) & visits["rework_reason"].isna(),
            "rework_reason",
        ),
    )
    return [
        problem
        for code, kind, rows, field in chosen
        for problem in _listed(records[kind][rows], kinds[kind], sources, code, field)
    ]


def _listed(rows: pd.DataFrame, kind: Kind, sources: Sequence[Source], code: str, field: str) -> Iterator[Problem]:
    for _, record in rows.iterrows():
        letter = sources[int(record["source"])].letters.get(field, "")
        value = str(record[field]) if isinstance(record[field], str) else ""
        facts = {"other": str(record["received_at"])} if code == "closed-before-received" else {}
        yield Problem(code, place_of(record, letter), field, value, facts, affected(record, kind))
