"""S2-22: complaints in which most of the claimed loss was saved and the customer was content → reward candidates.

The department applies in writing and the general manager signs; we only list who might, with 待申请.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from aftersales.appraisal.model import Proposal

SCHEME, RULE, TO_APPLY = "conduct-fines", "S2-22", "待申请"
MOST = 0.5
CONTENT = 4


def reward_candidates(month: str, complaints: pd.DataFrame, stores: Mapping[str, str]) -> list[Proposal]:
    """One proposal a person who handled such complaints of the month, the amount open."""
    standing = complaints[(complaints["status"].fillna("") != "cancelled") & (complaints["verified"] == "yes")]
    spared = (standing["claimed_amount"] - standing["compensation_amount"].fillna(0.0)).fillna(standing["saved"])
    mostly = standing["claimed_amount"].isna() | (spared > MOST * standing["claimed_amount"])
    chosen = standing.assign(_spared=spared)[mostly & (spared > 0) & (standing["satisfaction"] >= CONTENT)]
    found: dict[str, list[tuple[str, float]]] = {}
    columns = chosen[chosen["handled_by"].notna()][["record_id", "handled_by", "_spared"]]
    for record_id, cell, saved in columns.itertuples(index=False, name=None):
        for person in cell.split("、"):
            found.setdefault(person, []).append((record_id, saved))
    return [
        Proposal(
            month,
            SCHEME,
            person,
            stores.get(person, ""),
            "reward",
            None,
            f"{len(saved)} 件投诉为公司挽回 {sum(part for _, part in saved):g} 元且客户满意，金额待定",
            RULE,
            TO_APPLY,
            tuple(record for record, _ in saved),
        )
        for person, saved in sorted(found.items())
    ]
