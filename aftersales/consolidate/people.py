"""Names as clerks write them → people of the roster. Never guessed: what the roster does not settle stays as written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from aftersales.clean.text import match_key
from aftersales.consolidate.gather import Source
from aftersales.consolidate.namesakes import Beside, beside, told_apart
from aftersales.consolidate.places import Cells, event_days, renamed
from aftersales.consolidate.roster import NICKNAMES, TITLES, Member, Roster
from aftersales.kinds.model import FieldType, Kind
from aftersales.periods import first_day
from aftersales.problems import Problem

SEPARATOR = "、"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one written name means: the name to use (None = nobody), and the problem it gives, if any."""

    name: str | None
    code: str = ""
    facts: Mapping[str, str] | None = None


def read_name(written: str, roster: Roster, said: Beside | None = None) -> Reading:
    """One name → one member: by name, alias or number; then without a title; then by surname if only one fits.

    Namesakes are told apart by what stands beside the name: the number, the store, the day (`said`).
    """
    found = roster.by_key.get(match_key(written), ())
    bare = _without_title(written)
    if not found and bare != written and len(bare) > 1:
        found = roster.by_key.get(match_key(bare), ())
    if len(found) == 1:
        return Reading(roster.called(found[0]))
    if len(found) > 1:
        return _of_namesakes(found, roster, said)
    padded = roster.by_number(written)
    if len(padded) == 1:
        facts = {"name": roster.called(padded[0]), "number": roster.members[padded[0]].staff_no}
        return Reading(facts["name"], "staff-number-padded", facts)
    if bare != written and len(bare) == 1:
        found = roster.by_surname(bare)
        if len(found) == 1:
            name = roster.called(found[0])
            return Reading(name, "person-by-surname", {"name": name})
    return Reading(written, "unknown-person", {"hint": _hint(written, roster)})


def _of_namesakes(found: Sequence[int], roster: Roster, said: Beside | None) -> Reading:
    at, by = told_apart(found, roster, said) if said else (None, "")
    if at is None:
        candidates = SEPARATOR.join(roster.members[at].label for at in found)
        return Reading(None, "ambiguous-person", {"candidates": candidates})
    name = roster.called(at)
    return Reading(name, "person-by-store", {"by": by, "name": name}) if by else Reading(name)


def _without_title(written: str) -> str:
    for title in TITLES:
        if written.endswith(title) and len(written) > len(title):
            return written[: -len(title)]
    if len(written) == 2 and written[0] in NICKNAMES:
        return written[1]
    return written


def _hint(written: str, roster: Roster) -> str:
    """Members that sound the same or differ in one character: a suggestion to the clerk, never a decision."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionary takes a quarter of a second, and few nights need it

    sound = lazy_pinyin(written)
    near = [
        member.name
        for member in roster.members
        if lazy_pinyin(member.name) == sound
        or (
            len(member.name) == len(written) > 1
            and sum(a != b for a, b in zip(member.name, written, strict=True)) == 1
            and member.name[0] == written[0]
        )
    ]
    return f"，是不是 {SEPARATOR.join(near[:3])}？" if near else ""


def name_people(
    frames: Mapping[str, pd.DataFrame], kinds: Mapping[str, Kind], roster: Roster, sources: Sequence[Source]
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Replace every written name by the roster's; each distinct cell is read once. Without a roster all stay."""
    if not roster:
        return dict(frames), []
    named: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for kind_id, records in frames.items():
        changes: dict[str, pd.Series] = {}
        for field in kinds[kind_id].fields:
            if field.type is FieldType.PERSON and records[field.name].notna().any():
                changes[field.name], found = _read_column(records, Cells(kinds[kind_id], field, sources), roster)
                problems += found
        named[kind_id] = records.assign(**changes) if changes else records
        problems += _not_employed(named[kind_id], kinds[kind_id], roster, sources)
    return named, problems


def _read_column(records: pd.DataFrame, cells: Cells, roster: Roster) -> tuple[pd.Series, list[Problem]]:
    """The column with the roster's names. Cells with a namesake in them are read once for each row's surroundings."""
    field = cells.field
    meaning: dict[str, str | None] = {}
    troubled: dict[str, list[tuple[str, Reading]]] = {}
    unclear: set[str] = set()
    for cell in records[field.name].dropna().unique():
        readings = [(name, read_name(name, roster)) for name in cell.split(SEPARATOR)]
        meaning[cell] = _joined(readings)
        if trouble := [(name, reading) for name, reading in readings if reading.code]:
            troubled[cell] = trouble
            unclear.update(cell for _, reading in trouble if reading.code == "ambiguous-person")
    values = renamed(records[field.name], meaning)
    beside_them: dict[tuple[str, int], list[tuple[str, Reading]]] = {}
    for at, cell, said in beside(records, field, cells.kind, unclear):
        readings = [(name, read_name(name, roster, said)) for name in cell.split(SEPARATOR)]
        values.iloc[at] = _joined(readings)
        beside_them[cell, at] = [(name, reading) for name, reading in readings if reading.code]
    problems: list[Problem] = []
    for at, cell, place, affects in cells.numbered(records, frozenset(troubled)):
        for name, reading in beside_them.get((cell, at), troubled[cell]):
            facts = {"field_zh": field.zh, **(reading.facts or {})}
            problems.append(Problem(reading.code, place, field.name, name, facts, affects))
    return values, problems


def _joined(readings: Iterable[tuple[str, Reading]]) -> str | None:
    return SEPARATOR.join(dict.fromkeys(reading.name for _, reading in readings if reading.name)) or None


def _not_employed(records: pd.DataFrame, kind: Kind, roster: Roster, sources: Sequence[Source]) -> list[Problem]:
    """Records of people dated before they came or after they left: kept, and asked about."""
    if not kind.event or records.empty:
        return []
    by_name = roster.by_name
    days = event_days(records, kind)
    problems: list[Problem] = []
    for field in (field for field in kind.fields if field.type is FieldType.PERSON):
        written = records[field.name]
        spans = {cell: _employed(cell, by_name) for cell in written.dropna().unique()}
        if set(spans.values()) <= {_ALWAYS}:
            continue
        first, last = (written.map({cell: span[end] for cell, span in spans.items()}).astype("str") for end in (0, 1))
        outside = ((days < first) | (days > last)).fillna(value=False).astype(bool)
        if outside.any():
            beginning = records["period"].map(first_day, na_action="ignore") if kind.event == ("period",) else days
            chosen = records[outside].assign(_first=beginning[outside], _day=days[outside])
            problems += _asked(chosen, Cells(kind, field, sources), roster)
    return problems


_ALWAYS = ("", "9")
"""The first and the last day of who is not known to have come or left: before and after any date."""


def _employed(cell: str, by_name: Mapping[str, Member]) -> tuple[str, str]:
    """The days on which everybody in the cell was certainly employed; anything may lie between them."""
    firsts, lasts = [_ALWAYS[0]], [_ALWAYS[1]]
    for name in cell.split(SEPARATOR):
        member = by_name.get(name)
        if member is not None:
            firsts.append(member.stints[0].from_)
            lasts.append(member.to or "9")
    return max(firsts), min(lasts)


def _asked(records: pd.DataFrame, cells: Cells, roster: Roster) -> list[Problem]:
    problems: list[Problem] = []
    by_name = roster.by_name
    times = zip(records["_first"], records["_day"], strict=True)
    for (cell, place, affects), (first, day) in zip(cells.of(records), times, strict=True):
        for name in cell.split(SEPARATOR):
            member = by_name.get(name)
            if member is None or member.in_post(first, day):
                continue
            came = member.stints[0].from_
            code = "person-early" if came and day < came else "person-left"
            facts = {"joined": came, "left": member.to, "on": day}
            problems.append(Problem(code, place, cells.field.name, name, facts, affects))
    return problems
