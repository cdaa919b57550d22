"""The roster: who works here, under which names, from when to when. From 花名册 sheets and from config.yaml."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pandas as pd

from aftersales.clean.text import match_key
from aftersales.problems import Place, Problem
from aftersales.settings.model import Person

TITLES = ("师傅", "经理", "老师", "主管", "店长", "主任", "工", "总", "姐", "哥")
NICKNAMES = ("小", "老", "阿")


@dataclass(frozen=True, slots=True)
class Stint:
    """A time somebody worked in one post: ISO dates, both included, blank where unknown (open)."""

    from_: str = ""
    to: str = ""
    store: str = ""
    department: str = ""
    role: str = ""
    scheme: tuple[str, ...] = ()

    def covers(self, first: str, last: str) -> bool:
        """Whether some day from `first` to `last` lies in it."""
        return (not self.from_ or self.from_ <= last) and (not self.to or first <= self.to)


@dataclass(frozen=True, slots=True)
class Member:
    """One member of staff, with the present (or last) post. `from_` and `to` are ISO dates, blank where unknown.

    `earlier` are the posts before: somebody who moved to another store has one roster row for each. `place` is the
    roster row.
    """

    name: str
    aliases: tuple[str, ...] = ()
    staff_no: str = ""
    department: str = ""
    store: str = ""
    role: str = ""
    scheme: tuple[str, ...] = ()
    from_: str = ""
    to: str = ""
    place: Place = field(default_factory=Place)
    wage: float | None = None
    earlier: tuple[Stint, ...] = ()

    @property
    def label(self) -> str:
        """The name, with the staff number where two people share it."""
        return f"{self.name}({self.staff_no})" if self.staff_no else self.name

    @property
    def stints(self) -> tuple[Stint, ...]:
        """All posts, the earliest first."""
        return (*self.earlier, Stint(self.from_, self.to, self.store, self.department, self.role, self.scheme))

    def in_post(self, first: str, last: str = "") -> Stint | None:
        """The post held on a day, or at the end of a time; None if not employed then."""
        return next((stint for stint in reversed(self.stints) if stint.covers(first, last or first)), None)


@dataclass(frozen=True, slots=True)
class Roster:
    """All members, and every key that may mean one of them: a key that means two is ambiguous."""

    members: tuple[Member, ...] = ()
    by_key: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.members)

    @classmethod
    def of(cls, members: Iterable[Member]) -> Roster:
        """Index the members by name, alias and staff number."""
        listed = tuple(members)
        keys: dict[str, list[int]] = {}
        for at, member in enumerate(listed):
            for text in dict.fromkeys((member.name, *member.aliases, member.staff_no)):
                key = match_key(text)
                if key and at not in keys.setdefault(key, []):
                    keys[key].append(at)
        return cls(listed, {key: tuple(ats) for key, ats in keys.items()})

    @property
    def by_name(self) -> dict[str, Member]:
        """The members by the name that figures and proposals use: with the staff number where two share a name."""
        return {self.called(at): member for at, member in enumerate(self.members)}

    def called(self, at: int) -> str:
        """What a member is called in figures."""
        member = self.members[at]
        return member.name if len(self.by_key.get(match_key(member.name), ())) == 1 else member.label

    def named(self, name: str) -> Member | None:
        """The member with exactly this name, if there is only one."""
        found = self.by_key.get(match_key(name), ())
        return self.members[found[0]] if len(found) == 1 else None

    def in_stores(self, name: Callable[[str], str | None]) -> Roster:
        """The same members with their stores under the names that the reports use."""

        def named(member: Member) -> Member:
            earlier = tuple(replace(stint, store=name(stint.store) or stint.store) for stint in member.earlier)
            return replace(member, store=name(member.store) or member.store, earlier=earlier)

        return Roster(tuple(map(named, self.members)), self.by_key)

    def by_number(self, written: str) -> tuple[int, ...]:
        """Members with this staff number, whatever zeros Excel has taken from its front."""
        digits = match_key(written).lstrip("0")
        if not digits.isdecimal():
            return ()
        return tuple(at for at, member in enumerate(self.members) if match_key(member.staff_no).lstrip("0") == digits)

    def by_surname(self, surname: str) -> tuple[int, ...]:
        """Members whose name starts so: for 李师傅 and 小王, and only when nothing else fits."""
        return tuple(at for at, member in enumerate(self.members) if member.name.startswith(surname))


def build_roster(staff: pd.DataFrame, people: Sequence[Person]) -> tuple[Roster, list[Problem]]:
    """Merge the roster sheets with `people:` of the config; a contradiction is a problem and the first one stays.

    Two rows are the same member when name and staff number agree (a blank number agrees with any); members who share
    a name but not a number stay apart. Rows of one member that begin on different days are posts one after the other.
    """
    members: list[Member] = []
    problems: list[Problem] = []
    candidates = [*_from_config(people), *_from_sheets(staff)]
    for candidate in candidates:
        same = next((at for at, known in enumerate(members) if _is_same(known, candidate)), None)
        if same is None:
            members.append(candidate)
            continue
        members[same], contradictions = _merged(members[same], candidate)
        problems += contradictions
    return Roster.of(members), problems


def _is_same(known: Member, other: Member) -> bool:
    numbers = {known.staff_no, other.staff_no} - {""}
    return match_key(known.name) == match_key(other.name) and len(numbers) <= 1


def _moved(known: Member, other: Member) -> Member | None:
    """The member with one post more, where the two rows begin on different days; None if they speak of one post."""
    starts = [stint.from_ for stint in known.stints]
    if not other.from_ or not all(starts) or other.from_ in starts or _same_post(known, other):
        return None
    stints = sorted((*known.stints, *other.stints), key=lambda stint: stint.from_)
    ended = [replace(stint, to=min(stint.to or "9", _day_before(after.from_))) for stint, after in pairwise(stints)]
    latest = known if known.from_ > other.from_ else other
    aliases = tuple(dict.fromkeys((*known.aliases, *other.aliases)))
    number, wage = known.staff_no or other.staff_no, latest.wage or known.wage or other.wage
    return replace(latest, aliases=aliases, staff_no=number, wage=wage, earlier=tuple(ended))


def _same_post(known: Member, other: Member) -> bool:
    """Two rows that name the same post, only one of which may have ended before the other begins."""
    posts = [(match_key(m.store), match_key(m.department), match_key(m.role)) for m in (known, other)]
    ends = [m.to for m in (known, other)]
    return posts[0] == posts[1] and not any(ends)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _merged(known: Member, other: Member) -> tuple[Member, list[Problem]]:
    moved = _moved(known, other)
    if moved:
        return moved, []
    problems: list[Problem] = []
    filled: dict[str, Any] = {}
    for attribute, zh in (
        ("staff_no", "工号"),
        ("department", "部门"),
        ("store", "门店"),
        ("role", "岗位"),
        ("from_", "入职日期"),
        ("to", "离职日期"),
    ):
        first, second = getattr(known, attribute), getattr(other, attribute)
        if not first:
            filled[attribute] = second
        elif second and match_key(first) != match_key(second):
            facts = {"what": zh, "first": first, "second": second}
            problems.append(Problem("roster-contradiction", other.place, value=known.name, facts=facts))
    aliases = tuple(dict.fromkeys((*known.aliases, *other.aliases)))
    scheme = tuple(dict.fromkeys((*known.scheme, *other.scheme)))
    wage = known.wage if known.wage is not None else other.wage
    return replace(known, aliases=aliases, scheme=scheme, wage=wage, **filled), problems


def _from_config(people: Sequence[Person]) -> list[Member]:
    return [
        Member(
            person.name,
            person.aliases,
            person.staff_no,
            person.department,
            person.store,
            person.role,
            person.scheme,
            person.from_ or "",
            person.to or "",
            Place("config.yaml"),
            person.wage,
        )
        for person in people
    ]


def _from_sheets(staff: pd.DataFrame) -> list[Member]:
    def text(row: object, name: str) -> str:
        value = getattr(row, name, None)
        return value if isinstance(value, str) else ""

    def several(row: object, name: str) -> tuple[str, ...]:
        marks = str.maketrans(dict.fromkeys(",,;;/", "、"))
        return tuple(part.strip() for part in text(row, name).translate(marks).split("、") if part.strip())

    renamed = staff.rename(columns={"from": "from_"})
    return [
        Member(
            text(row, "name"),
            several(row, "aliases"),
            text(row, "staff_no"),
            text(row, "department"),
            text(row, "store"),
            text(row, "role"),
            several(row, "scheme"),
            text(row, "from_"),
            text(row, "to"),
            Place(str(row.file), str(row.sheet), int(row.row)),  # type: ignore[arg-type]  # a row number is one
            None if pd.isna(row.wage) else float(row.wage),  # type: ignore[arg-type]  # a column of numbers
        )
        for row in renamed.itertuples(index=False)
    ]
