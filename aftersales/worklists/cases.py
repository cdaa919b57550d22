"""Case studies with blanks, and complaints that ought to be one (S2-21)."""

from __future__ import annotations

import pandas as pd

from aftersales.clean.text import match_key
from aftersales.measures.complaint_times import closed
from aftersales.worklists.model import quoted, told
from aftersales.worklists.today import Today

PARTS = {
    "cause": "原因",
    "process": "处理过程",
    "result": "处理结果",
    "shared_with": "分享部门",
    "advice": "领导建议",
}
TYPICAL = "典型|案例|重大"
"""Words in the column of severity that make a closed complaint a case."""


def incomplete(today: Today) -> pd.DataFrame | None:
    """Cases that lack one of the parts that their sheet has a column for, and cases that nobody wrote."""
    cases = today.kept("case", "date")
    if cases is None:
        return None
    written = _with_blanks(today, cases)
    missing = _unwritten(today, cases)
    return pd.concat([written, missing], ignore_index=True)


def _with_blanks(today: Today, cases: pd.DataFrame) -> pd.DataFrame:
    lacking = pd.Series("", index=cases.index, dtype="str")
    for name, zh in PARTS.items():
        lacking = lacking.where(~(today.asks(cases, name) & cases[name].isna()), lacking + "、" + zh)
    late = today.worked_since(cases["date"]) >= today.lists.entry_days
    chosen = cases[(lacking != "") & late & today.recent(cases["date"])]
    about = today.scope.records["complaint"]
    keys = _keys(about["record_no"])
    known = about.assign(key=keys)[keys != ""].drop_duplicates("key").set_index("key")
    at = _keys(chosen["complaint_no"])
    fields = ("store", "customer", "phone", "handled_by")
    chosen = chosen.assign(**{name: at.map(known[name]).astype("str") for name in fields})
    chosen = chosen.assign(household=at.map(known["household"]))
    what = "案例缺" + lacking[chosen.index].str[1:] + quoted(chosen["complaint_no"])
    return told(chosen, "case", chosen["date"], what, "handled_by")


def _unwritten(today: Today, cases: pd.DataFrame) -> pd.DataFrame:
    """Closed complaints called typical, or compensated, that no case names; only where cases name complaints at all."""
    complaints = today.scope.records["complaint"]
    written = set(_keys(cases["complaint_no"])) - {""}
    begun = str(cases["date"].min())[:10]
    keys = _keys(complaints["record_no"])
    ended = complaints["closed_at"].fillna(complaints["received_at"])
    paid = (complaints["compensation_amount"] > 0) | (complaints["compensation_quantity"] > 0)
    typical = complaints["severity"].str.contains(TYPICAL).fillna(value=False).astype(bool)
    asked = closed(complaints, today.scope) & (complaints["status"].fillna("") != "cancelled") & (paid | typical)
    asked &= (keys != "") & ~keys.isin(written) & (ended.str[:10] >= begun).fillna(value=False)
    asked &= today.recent(ended) & (today.worked_since(ended) >= today.lists.complaint_days)
    chosen = complaints[asked & bool(written)]
    why = typical[chosen.index].map({True: "典型投诉", False: "有赔偿的投诉"}).astype("str")
    what = why + "已结案，没有写案例" + quoted(chosen["record_no"])
    return told(chosen, "complaint", ended[chosen.index], what, "handled_by")


def _keys(numbers: pd.Series) -> pd.Series:
    """Complaint numbers as they are compared; blank where there is none."""
    distinct = {text: match_key(text) for text in numbers.dropna().unique()}
    return numbers.map(distinct).astype("str").fillna("")
