"""What a work list is, and what came of all of them: one row a thing to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from aftersales.frames import WORKLISTS

COLUMNS = (*WORKLISTS, "held_by", "kind", "file", "sheet", "row")
"""Those of `worklists.csv`, who held it before it fell to the shop, and where the record stands."""
NOTHING = pd.DataFrame({name: pd.Series([], dtype="int64" if name in {"days", "row"} else "str") for name in COLUMNS})
VIP = "重要客户："
"""Stands before what is to be done for an important customer."""
WORDS = 60
"""So much of what a clerk wrote is quoted in a line of what is to be done."""


@dataclass(frozen=True, slots=True)
class ListInfo:
    """One work list as people read it, `short` over a column. `kept` says whether any sheet has what it is made from."""

    id: str
    zh: str
    short: str
    definition: str
    rules: tuple[str, ...]
    kept: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class ToDo:
    """Everything that is to be done on a day: the lists in their order, and their items in `COLUMNS`.

    `since` is the day on which it began (the complaint, the delivery, the last call), `days` the calendar days since
    then. The items stand list by list, the oldest first, then by store and person.
    """

    lists: tuple[ListInfo, ...]
    items: pd.DataFrame


def told(
    records: pd.DataFrame, kind: str, since: pd.Series, what: str | pd.Series, role: str | pd.Series = ""
) -> pd.DataFrame:
    """One item a record: what is to be done since when, and by whom (a person field of the record, or the people)."""
    nothing = pd.Series(None, index=records.index, dtype="str")
    person = records[role] if isinstance(role, str) and role else nothing if isinstance(role, str) else role
    return pd.DataFrame(
        {
            "person": person,
            **{name: records.get(name, nothing) for name in ("store", "customer", "phone")},
            "what": what,
            "since": since.str[:10],
            "record_id": records["record_id"],
            "kind": kind,
            **{name: records[name].astype("str") for name in ("file", "sheet")},
            "row": records["row"],
            "household": records["household"].astype("float64") if "customer" in records else float("nan"),
        },
        index=records.index,
    )


def quoted(texts: pd.Series) -> pd.Series:
    """What clerks wrote, in one line and not too long; blank stays empty. Each distinct text is looked at once."""
    codes, distinct = pd.factorize(texts)
    short = ["：" + _short(str(text)) for text in distinct]
    return pd.Series([short[code] if code >= 0 else "" for code in codes.tolist()], index=texts.index, dtype="str")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WORDS else f"{line[: WORDS - 1]}…"


class Line(NamedTuple):
    """One item that no single record stands for: a day without entries, a form that is not there."""

    person: str = ""
    store: str = ""
    what: str = ""
    since: str = ""
    customer: str = ""
    phone: str = ""
    record_id: str = ""
    kind: str = ""
    file: str = ""
    sheet: str = ""
    row: int = 0


def listed(lines: Sequence[Line]) -> pd.DataFrame:
    """Lines as items; empty text is no value."""
    made = pd.DataFrame(list(lines), columns=list(Line._fields))
    texts = [name for name in Line._fields if name != "row"]
    named = made[texts].astype("str")
    return named.where(named != "").assign(row=made["row"].astype("int64"), household=float("nan"))


@dataclass(frozen=True, slots=True)
class Section:
    """One sort of things that are passed on: a heading, its columns and rows, and what is to be known of it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """Everything open that a leaver or mover passes on, as of a day. `about` are label-value lines on the person."""

    person: str
    company: str
    day: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]

    @property
    def count(self) -> int:
        """How many things there are."""
        return sum(len(section.rows) for section in self.sections)
