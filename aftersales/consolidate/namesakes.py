"""Two members of one name: the number, the store or the day beside the name says which one is meant, or nobody is."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from aftersales.clean.text import match_key
from aftersales.consolidate.places import event_days
from aftersales.consolidate.roster import Roster
from aftersales.consolidate.stores import store_key
from aftersales.kinds.model import Field, Kind

_NUMBER_HEADINGS = ("工号", "员工编号", "员工号", "员工工号", "人员编号", "职工编号", "工牌号")
_WORDS = re.compile(r"[A-Za-z\d]+")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a name: a staff number (in brackets, or in a column of its own), the store, the day."""

    numbers: frozenset[str]
    store: str
    day: str


def told_apart(found: Sequence[int], roster: Roster, said: Beside) -> tuple[int | None, str]:
    """The one member that fits what stands beside the name, and by what he was told: blank for the plain number.

    Who was not employed on the day is left out first; then the store decides. None where several remain.
    """
    numbered = [at for at in found if match_key(roster.members[at].staff_no).lstrip("0") in said.numbers]
    if len(numbered) == 1:
        return numbered[0], ""
    posts = {at: roster.members[at].in_post(said.day) if said.day else roster.members[at].stints[-1] for at in found}
    there = [at for at in found if posts[at]]
    if len(there) == 1:
        return there[0], "在职日期"
    stores = {at: store_key(post.store) for at in there if (post := posts[at])}
    same = [at for at in there if said.store and stores[at] == store_key(said.store)]
    return (same[0], "门店") if len(same) == 1 else (None, "")


def beside(
    records: pd.DataFrame, field: Field, kind: Kind, wanted: Collection[str]
) -> Iterator[tuple[int, str, Beside]]:
    """(position, cell, what stands beside it) of the records whose cell of this field is wanted."""
    if not wanted:
        return
    rows = records[records[field.name].isin(list(wanted))]
    positions = records.index.get_indexer(rows.index)
    days = event_days(rows, kind) if kind.event else pd.Series("", index=rows.index)
    note = f"_{field.name}_note"
    for at, (_, row), day in zip(positions, rows.iterrows(), days, strict=True):
        store = row["store"] if "store" in rows and isinstance(row["store"], str) else ""
        notes = row[note] if note in rows and isinstance(row[note], str) else ""
        own = json.loads(row["extra"]) if isinstance(row["extra"], str) else {}
        texts = (notes, *(str(own[heading]) for heading in _NUMBER_HEADINGS if heading in own))
        numbers = frozenset(match_key(word).lstrip("0") for text in texts for word in _WORDS.findall(text))
        yield int(at), str(row[field.name]), Beside(numbers - {""}, store, day if isinstance(day, str) else "")
