"""Whom a scheme is for in a period: those whose roster row names it, those the settings name, those rated under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from aftersales.appraisal.facts import Facts
from aftersales.appraisal.model import Mark
from aftersales.appraisal.naming import item_key
from aftersales.appraisal.typed_total import NAMES as TOTALS
from aftersales.clean.text import match_key
from aftersales.consolidate.gather import Source
from aftersales.consolidate.roster import Member, Roster, Stint
from aftersales.frames import UNASSIGNED
from aftersales.periods import first_day, last_day
from aftersales.problems import Place, Problem
from aftersales.settings.schemes import Assigned, Scheme


@dataclass(frozen=True, slots=True)
class Appraisee:
    """Somebody a scheme is for in a period, the store he worked in, and what is to be said of the time employed."""

    person: str
    store: str
    note: str = ""


def in_force(schemes: Mapping[str, Scheme], period: str) -> Iterator[Scheme]:
    """The schemes valid on the last day of a period (S0-09)."""
    day = last_day(period)
    for scheme in schemes.values():
        if (scheme.effective_from or "") <= day <= (scheme.effective_to or "9"):
            yield scheme


def names_of(schemes: Mapping[str, Scheme]) -> dict[str, str]:
    """Everything a sheet may call a scheme → its id."""
    return {item_key(name): s.id for s in schemes.values() for name in (s.id, s.zh, *s.aliases)}


def unknown_schemes(roster: Roster, called: Mapping[str, str]) -> list[Problem]:
    """Roster rows that name a scheme nobody knows."""
    return [
        Problem("unknown-scheme", member.place, "scheme", name, {"person": member.name}, member.name)
        for member in roster.members
        for name in dict.fromkeys(name for stint in member.stints for name in stint.scheme)
        if item_key(name) not in called
    ]


def appraisees(scheme: Scheme, period: str, roster: Roster, facts: Facts, called: Mapping[str, str]) -> list[Appraisee]:
    """Everybody a scheme is for, by name. Who was not employed in the period is left out."""
    found: dict[str, Appraisee] = {}
    first, last = first_day(period), last_day(period)
    for name, member in roster.by_name.items():
        stint = member.in_post(first, last)
        if stint and (_of_roster(scheme, stint, called) or _of_settings(scheme.applies_to, name, member, stint)):
            found[name] = Appraisee(name, stint.store, _employed(member, first, last))
    known = roster.by_name
    for name in sorted(_rated(scheme, facts) | set(scheme.applies_to.names) - {UNASSIGNED}):
        if name not in found and (name not in known or known[name].in_post(first, last)):
            post = known[name].in_post(first, last) if name in known else None
            if name in facts.present or name in facts.marks or name in known:
                found[name] = Appraisee(name, post.store if post else "")
    return [found[name] for name in sorted(found)]


def _of_roster(scheme: Scheme, stint: Stint, called: Mapping[str, str]) -> bool:
    return any(called.get(item_key(name)) == scheme.id for name in stint.scheme)


def _of_settings(wanted: Assigned, name: str, member: Member, stint: Stint) -> bool:
    if wanted.everyone or name in wanted.names or member.name in wanted.names:
        return True
    pairs = ((stint.role, wanted.roles), (stint.store, wanted.stores), (stint.department, wanted.departments))
    return any(value and match_key(value) in map(match_key, listed) for value, listed in pairs)


def _rated(scheme: Scheme, facts: Facts) -> set[str]:
    """People whose form names this scheme."""
    return {person for person, marks in facts.marks.items() if any(named == scheme.id for named, _ in marks)}


def _employed(member: Member, first: str, last: str) -> str:
    came, left = member.stints[0].from_, member.to
    words = [f"{came} 入职"] if first < came <= last else []
    words += [f"{left} 离职"] if left and first <= left < last else []
    return "、".join(words)


def with_titles(records: pd.DataFrame, sources: Sequence[Source], schemes: Mapping[str, Scheme]) -> pd.DataFrame:
    """Judgements with the scheme that the title, the sheet or the file of their form names, where they name none.

    A title is often as general as 售后人员考核表: it is believed where most items of the form are of that scheme.
    """
    blank = records["scheme"].isna()
    if not blank.any():
        return records
    called = names_of(schemes)
    told = {}
    for at, items in records[blank].groupby("source")["item"].unique().items():
        named = _in_titles(sources[at], called)  # type: ignore[call-overload]
        told[at] = named if named and _mostly(schemes[named], items) else ""
    given = records["source"].map({at: name for at, name in told.items() if name})
    return records.assign(scheme=records["scheme"].fillna(given.astype("str")))


def _mostly(scheme: Scheme, items: Iterable[str]) -> bool:
    keys = {item_key(item) for item in items} - {item_key(name) for name in TOTALS}
    known = {item_key(n) for item in scheme.items for n in (item.name, *item.aliases, *item.sub_items)}
    return 2 * len(keys & known) >= len(keys)


def _in_titles(source: Source, called: Mapping[str, str]) -> str:
    """The scheme that the nearest text names: the longest name in it, if it means one scheme."""
    for text in (*source.titles, source.sheet, source.file.rpartition("/")[2]):
        key = item_key(text)
        inside = [name for name in called if len(name) > 3 and name in key]
        longest = max(map(len, inside), default=0)
        meant = {called[name] for name in inside if len(name) == longest}
        if len(meant) == 1:
            return meant.pop()
    return ""


def without_scheme(
    period: str, schemes: Iterable[Scheme], covered: Mapping[str, set[str]], facts: Facts, records: pd.DataFrame
) -> list[Problem]:
    """Forms of people whom no scheme covers: nothing is scored from them, and the clerk is asked. One a person.

    `covered` maps a person to the schemes that he is scored under in the period.
    """
    found: list[Problem] = []
    listed = list(schemes)
    own = records[records["period"] == period]
    for person, marks in sorted(facts.marks.items()):
        blank = [mark for named, mark in marks if not named]
        if not blank or covered.get(person):
            continue
        near = [s.zh for s in listed if len(_fitting(s, blank)) >= max(2, len(s.items) // 2)]
        row = own[own["record_id"] == blank[0].record_id].iloc[0]
        hint = f"；项目像“{'”“'.join(near[:3])}”" if near else ""
        place = Place(str(row["file"]), str(row["sheet"]), int(row["row"]))
        found.append(Problem("appraisal-without-scheme", place, "scheme", person, {"hint": hint}, person))
    return found


def _fitting(scheme: Scheme, marks: Iterable[Mark]) -> set[str]:
    items = {item_key(mark.item) for mark in marks}
    return {item.name for item in scheme.items if {item_key(n) for n in (item.name, *item.aliases)} & items}
