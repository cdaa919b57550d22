"""Working days without an entry in a log that is kept daily (S0-12, S4-12)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import pandas as pd

from aftersales.measures.attendance import FIELD_WORK, field_days
from aftersales.worklists.model import Line, listed
from aftersales.worklists.today import Today

BY_PERSON = frozenset(("attendance",))
"""Logs in which everybody has a row of his own on every day."""
LEAST = 10
"""So many working days a log must have been kept before its own pace can be told."""
WEEK = "一二三四五六日"


def missing(today: Today) -> pd.DataFrame | None:
    """A log with entries on nearly all working days is a daily one: its gaps are listed, and that it has stopped.

    Told by shop, attendance by person. A day is asked for when a further working day has passed. Attendance often comes
    once a month from a machine: nobody is asked beyond its last day, nor on days on which he left a trace in the field.
    """
    lines: list[Line] = []
    kept = [kind for kind in today.lists.daily_logs if len(today.scope.records.get(kind, ()))]
    worked = today.working_days(today.ago(today.lists.back_days + 1))
    for kind in kept:
        outside = _outside(today) if kind in BY_PERSON else frozenset()
        owners = _by_owner(today, kind)
        until = max((str(entries["day"].iloc[-1]) for _, entries in owners), default="") if kind in BY_PERSON else "9"
        for name, entries in owners:
            days = [day for day in worked if day <= until and f"{name}|{day}" not in outside]
            lines += _gaps(today, kind, name, entries, days)
    return listed(lines) if kept else None


def _by_owner(today: Today, kind: str) -> list[tuple[str, pd.DataFrame]]:
    """The entries of the last months, by shop or person: the last of every day, in order, with `day`."""
    records = today.scope.records[kind]
    day = pd.Series(None, index=records.index, dtype="str")
    for name in today.scope.kinds[kind].event:
        day = day.fillna(records[name].str[:10])
    everybody = pd.Series("", index=records.index, dtype="str")
    owner = records.get("person" if kind in BY_PERSON else "store", everybody).fillna("")
    dated = records[["record_id", "file", "sheet", "row"]].assign(day=day, owner=owner)
    dated = dated[(day <= today.day).fillna(value=False) & today.recent(day)]
    dated = dated.drop_duplicates(["owner", "day"], keep="last").sort_values(["owner", "day"], kind="stable")
    return [(str(name), entries) for name, entries in dated.groupby("owner", sort=True)]


def _outside(today: Today) -> frozenset[str]:
    """`person|day` of all field work."""
    known = {kind: today.scope.records[kind] for kind in FIELD_WORK}
    since = today.ago(today.lists.back_days)[: len("2026-10")]
    near = {kind: records[(records["month"] >= since).fillna(value=False)] for kind, records in known.items()}
    proofs = [field_days(records, kind) for kind, records in near.items() if len(records)]
    return frozenset(pd.concat(proofs)) if proofs else frozenset()


def _gaps(today: Today, kind: str, name: str, entries: pd.DataFrame, worked: Sequence[str]) -> list[Line]:
    """The missing days between the first and the last entry, and that there is none since."""
    days = entries["day"].tolist()
    between = worked[bisect_left(worked, days[0]) : bisect_right(worked, days[-1])]
    gaps = sorted(set(between) - set(days))
    if len(between) < LEAST or len(gaps) > (1 - today.lists.daily_share) * len(between):
        return []
    zh, grace = today.scope.kinds[kind].zh, today.lists.entry_days
    over = today.working_days(days[0])
    asked = [(day, f"《{zh}》{_named(day)}没有登记") for day in gaps if len(over) - bisect_right(over, day) >= grace]
    since = worked[bisect_right(worked, days[-1]) :]
    if len(since) > grace:
        asked.append((since[0], f"《{zh}》{_named(days[-1])}以后没有登记，缺 {len(since)} 个工作日"))
    return [_line(today, kind, name, entries.iloc[bisect_left(days, day) - 1], day, what) for day, what in asked
            if _employed(today, kind, name, day)]  # fmt: skip


def _line(today: Today, kind: str, name: str, before: pd.Series, day: str, what: str) -> Line:
    """A missing day, shown at the entry before it."""
    person = name if kind in BY_PERSON else ""
    member = today.roster.by_name.get(person)
    post = member.in_post(day) if member else None
    store = name if not person else post.store if post else ""
    place = (str(before["file"]), str(before["sheet"]), int(before["row"]))
    return Line(person, store, what, day, "", "", str(before["record_id"]), kind, *place)


def _employed(today: Today, kind: str, name: str, day: str) -> bool:
    member = today.roster.by_name.get(name) if kind in BY_PERSON else None
    return member is None or bool(member.in_post(day) and (not member.to or member.to >= today.day))


def _named(day: str) -> str:
    """A day with its name in the week.

    >>> _named("2026-10-15")
    '10-15（周四）'
    """
    return f"{day[5:]}（周{WEEK[pd.Timestamp(day).weekday()]}）"
