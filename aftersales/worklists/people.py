"""Whose an item is: of those named on the record the ones who still work here, else the shop."""

from __future__ import annotations

import pandas as pd

from aftersales.consolidate.roster import Roster

SEPARATOR = "、"


def handed_on(items: pd.DataFrame, roster: Roster, day: str) -> pd.DataFrame:
    """The items with `held_by`, those who are named; who has left by this day is no longer the `person`, and is told."""
    left = {name for name, member in roster.by_name.items() if member.to and member.to < day}
    named = items["person"]
    people = {text: _still_here(str(text), left) for text in named.dropna().unique()}
    gone = {text: _gone(str(text), left) for text in people}
    return items.assign(
        held_by=named,
        person=named.map(people).astype("str").replace("", None),
        what=items["what"] + named.map(gone).astype("str").fillna(""),
    )


def _still_here(names: str, left: set[str]) -> str:
    return SEPARATOR.join(name for name in names.split(SEPARATOR) if name not in left)


def _gone(names: str, left: set[str]) -> str:
    gone = [name for name in names.split(SEPARATOR) if name in left]
    return f"（{SEPARATOR.join(gone)} 已离职）" if gone else ""
