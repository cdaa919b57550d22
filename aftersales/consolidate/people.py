"""Names as clerks write them → people of the roster. Never guessed: what the roster does not settle stays as written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from aftersales.clean.text import match_key
from aftersales.consolidate.gather import Source
from aftersales.consolidate.places import Cells
from aftersales.consolidate.roster import NICKNAMES, TITLES, Roster
from aftersales.kinds.model import FieldType, Kind
from aftersales.problems import Problem

SEPARATOR = "、"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one written name means: the name to use (None = nobody), and the problem it gives, if any."""

    name: str | None
    code: str = ""
    facts: Mapping[str, str] | None = None


def read_name(written: str, roster: Roster) -> Reading:
    """One name → one member: by name, alias or number; then without a title; then by surname if only one fits."""
    found = roster.by_key.get(match_key(written), ())
    if len(found) == 1:
        return Reading(roster.called(found[0]))
    bare = _without_title(written)
    if not found and bare != written and len(bare) > 1:
        found = roster.by_key.get(match_key(bare), ())
        if len(found) == 1:
            return Reading(roster.called(found[0]))
    if len(found) > 1:
        candidates = SEPARATOR.join(roster.members[at].label for at in found)
        return Reading(None, "ambiguous-person", {"candidates": candidates})
    if bare != written and len(bare) == 1:
        found = roster.by_surname(bare)
        if len(found) == 1:
            name = roster.called(found[0])
            return Reading(name, "person-by-surname", {"name": name})
    return Reading(written, "unknown-person", {"hint": _hint(written, roster)})


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
        problems += _left_before(named[kind_id], kinds[kind_id], roster, sources)
    return named, problems


def _read_column(records: pd.DataFrame, cells: Cells, roster: Roster) -> tuple[pd.Series, list[Problem]]:
    field = cells.field
    distinct = records[field.name].dropna().unique()
    meaning: dict[str, str | None] = {}
    troubled: dict[str, list[tuple[str, Reading]]] = {}
    for cell in distinct:
        readings = [(name, read_name(name, roster)) for name in cell.split(SEPARATOR)]
        names = dict.fromkeys(reading.name for _, reading in readings if reading.name)
        meaning[cell] = SEPARATOR.join(names) or None
        trouble = [(name, reading) for name, reading in readings if reading.code]
        if trouble:
            troubled[cell] = trouble
    problems: list[Problem] = []
    for cell, place, affects in cells.of(records, frozenset(troubled)):
        for name, reading in troubled[cell]:
            facts = {"field_zh": field.zh, **(reading.facts or {})}
            problems.append(Problem(reading.code, place, field.name, name, facts, affects))
    return records[field.name].map(meaning).astype("str"), problems


def _left_before(records: pd.DataFrame, kind: Kind, roster: Roster, sources: Sequence[Source]) -> list[Problem]:
    """Records of people dated after they left: kept, and asked about."""
    leavers = {member.name: member.to for member in roster.members if member.to}
    if not leavers or not kind.event:
        return []
    problems: list[Problem] = []
    dated = records[kind.event[0]].astype("str").str[:10]
    for field in kind.fields:
        if field.type is not FieldType.PERSON:
            continue
        left = records[field.name].map(leavers).astype("str")
        late = records.assign(_dated=dated)[(left < dated).fillna(value=False)]
        for on, (cell, place, affects) in zip(late["_dated"], Cells(kind, field, sources).of(late), strict=True):
            facts = {"left": leavers[cell], "on": on}
            problems.append(Problem("person-left", place, field.name, cell, facts, affects))
    return problems
