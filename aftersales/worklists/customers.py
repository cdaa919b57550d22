"""Customers whom nobody has called for long: in warranty, and old ones (S4-07)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.department import warranty_start
from aftersales.measures.model import remembered
from aftersales.problems import Place, Problem
from aftersales.worklists.model import told
from aftersales.worklists.today import Today


def in_warranty_due(today: Today) -> pd.DataFrame | None:
    """In warranty today, the last call longer ago than the rule allows; without any call, counted from the start."""
    found = _households(today)
    if found is None:
        return None
    late = today.days_since(found["_since"]) > today.lists.callback_days
    due = found[found["_warranted"] & late]
    what = "保修期内，" + _last_call(due) + due["_tried"]
    return told(due, "customer", due["_since"], what, due["_person"])


def old_due(today: Today) -> pd.DataFrame | None:
    """Out of warranty, or nobody knows since when in it; the same with a longer limit."""
    found = _households(today)
    if found is None:
        return None
    late = today.days_since(found["_since"]) > today.lists.old_customer_days
    due = found[~found["_warranted"] & found["_since"].notna() & late]
    sort = due["_start"].notna().map({True: "老客户，", False: "老客户（没有写购买日期），"}).astype("str")
    what = sort + _last_call(due) + due["_tried"]
    return told(due, "customer", due["_since"], what, due["_person"])


def without_start(today: Today) -> list[Problem]:
    """Customers of whom no day is known at all: they are on neither list, so each sheet is told once."""
    found = _households(today)
    if found is None:
        return []
    unknown = found[found["_since"].isna()]
    sheets = unknown[["file", "sheet"]].astype("str").value_counts().sort_index()
    return [
        Problem("customer-without-date", Place(file, sheet), facts={"count": str(count)})
        for (file, sheet), count in zip(sheets.index.to_list(), sheets.to_list(), strict=True)
    ]


@remembered
def _households(today: Today) -> pd.DataFrame | None:
    """One card a household, the one with the latest start, with what the lists ask of it.

    `_start` is the start of the warranty, `_since` the last call (one that was answered, or of which nothing else is
    said), else the start, else the day of the first contact. None where no cards or no calls are kept.
    """
    cards, calls = today.scope.records["customer"], today.kept("callback", "date")
    if cards.empty or calls is None:
        return None
    cards = cards.assign(_start=warranty_start(cards).str[:10])
    cards = cards[~(cards["_start"] > today.day).fillna(value=False)]
    cards = cards.sort_values("_start", kind="stable", na_position="first").drop_duplicates("household", keep="last")
    cards = cards.sort_index()
    if calls["store"].notna().all():
        cards = cards[cards["store"].isna() | cards["store"].isin(calls["store"].unique())]
    warranted = today.in_warranty(cards["household"])
    reached = calls[calls["outcome"].fillna("") != "unreached"].sort_values("date", kind="stable")
    last = reached.drop_duplicates("household", keep="last").set_index("household")
    tried = calls[calls["outcome"] == "unreached"].groupby("household")["date"].max()
    called = _looked_up(cards, last["date"]).str[:10]
    return cards.assign(
        _warranted=warranted,
        _called=called,
        _since=called.fillna(cards["_start"]).fillna(_known(cards["first_seen_on"], today)),
        _person=cards["owner"].fillna(_looked_up(cards, last["called_by"])),
        _tried=_attempts(_looked_up(cards, tried).str[:10], called),
        store=cards["store"].fillna(_looked_up(cards, last["store"])),
    )


def _known(days: pd.Series, today: Today) -> pd.Series:
    return days.str[:10].where((days.str[:10] <= today.day).fillna(value=False))


def _looked_up(cards: pd.DataFrame, by_household: pd.Series) -> pd.Series:
    return cards["household"].map(by_household).astype("str")


def _last_call(due: pd.DataFrame) -> pd.Series:
    return ("上次回访 " + due["_called"]).fillna("还没有回访过")


def _attempts(tried: pd.Series, called: pd.Series) -> pd.Series:
    """A call that nobody answered is no visit, but it is said."""
    later = tried.notna() & ~(tried <= called).fillna(value=False)
    return ("（" + tried + " 打过，未接通）").where(later, "").astype("str")
