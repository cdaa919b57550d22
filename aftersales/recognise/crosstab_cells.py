"""What the cells of a cross-tab say of each person and day: when they came and went, and how the day is marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aftersales.clean.text import one_line, spoken
from aftersales.model import Cell
from aftersales.recognise.cells import is_blank
from aftersales.recognise.crosstab_marks import PRESENT, Marks, Said
from aftersales.recognise.crosstab_people import Member
from aftersales.recognise.punches import COMING, GOING, come_and_gone

_OVERTIME, _HOURS = "over", "hours"


@dataclass(frozen=True, slots=True)
class Slot:
    """One column of a day: which day of the heading, where, and what stands in it (上班, 下班, 加班 …)."""

    day: int
    column: int
    role: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """One day of one person that says anything. `written` is what was written where it says more than the mark.

    `unknown` are signs that nobody explains; `judged` says that a lone time was taken for coming or going by the hour.
    """

    member: Member
    day: int
    at: tuple[int, int]
    first_in: str | None = None
    last_out: str | None = None
    mark: str | None = None
    hours: float | None = None
    written: str = ""
    unknown: tuple[str, ...] = ()
    judged: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    role: str
    said: Said
    at: tuple[int, int]
    text: str


def filled_days(
    rows: Sequence[tuple[Cell, ...]], people: Sequence[Member], slots: Sequence[Slot], marks: Marks, *, hours: bool
) -> Iterator[Filled]:
    """Every day of every person that says anything; a blank day is no record. `hours`: bare numbers are hours."""
    by_day: dict[int, list[Slot]] = {}
    for slot in slots:
        by_day.setdefault(slot.day, []).append(slot)
    for member in people:
        extra = _rows_of_overtime(rows, member, slots)
        for day, own in by_day.items():
            parts = list(_parts(rows, member, own, marks, extra))
            if parts:
                yield from _filled(member, day, parts, hours=hours)


def _parts(
    rows: Sequence[tuple[Cell, ...]], member: Member, slots: Sequence[Slot], marks: Marks, extra: frozenset[int]
) -> Iterator[_Part]:
    for index, row_role in member.rows:
        for slot in slots:
            cell = rows[index][slot.column]
            if cell is None or is_blank(cell):
                continue
            role = slot.role or row_role or (_OVERTIME if index in extra else "")
            said = marks.read(cell, fractions=role in (COMING, GOING))
            if said != Said():
                yield _Part(role, said, (index, slot.column), one_line(spoken(cell)))


def _rows_of_overtime(rows: Sequence[tuple[Cell, ...]], member: Member, slots: Sequence[Slot]) -> frozenset[int]:
    """The last of three rows of a person, if it alone has nothing but numbers: the hours worked over time."""
    if len(member.rows) != 3 or any(role for _, role in member.rows):
        return frozenset()
    plain = [index for index, _ in member.rows if _only_numbers(rows[index], slots)]
    return frozenset(plain) if plain == [member.rows[2][0]] else frozenset()


def _only_numbers(row: tuple[Cell, ...], slots: Sequence[Slot]) -> bool:
    cells = [row[slot.column] for slot in slots if not is_blank(row[slot.column])]
    return bool(cells) and all(isinstance(cell, int | float) for cell in cells)


def _filled(member: Member, day: int, parts: Sequence[_Part], *, hours: bool) -> Iterator[Filled]:
    """One record, or two where a day was both late and cut short: neither may hide the other."""
    first, last, judged = come_and_gone((part.role, at) for part in parts for at in part.said.times)
    found = list(dict.fromkeys(mark for part in parts for mark in part.said.marks))
    kept = [mark for mark in found if mark != PRESENT] or found[:1]
    worked, unknown = _numbers(parts, hours=hours)
    unknown = (*dict.fromkeys(sign for part in parts for sign in part.said.unknown), *unknown)
    several = len(found) > 1 or bool(unknown)
    texts = [part.text if several else part.said.word for part in parts if several or part.said.word]
    overtime = [f"加班{part.said.number:g}小时" for part in parts if part.role == _OVERTIME and part.said.number]
    written = " ".join([*(dict.fromkeys(texts) if len(found) < 2 else texts), *overtime])
    telling = next((part for part in parts if part.said.marks and part.said.marks[0] in kept), parts[0])
    if not kept and not unknown and first is None and last is None and worked is None and not overtime:
        return
    mark = kept[0] if kept else None
    yield Filled(member, day, telling.at, first, last, mark, worked, written, unknown, judged)
    for mark in kept[1:]:
        at = next(part.at for part in parts if mark in part.said.marks)
        yield Filled(member, day, at, mark=mark, written=written)


def _numbers(parts: Sequence[_Part], *, hours: bool) -> tuple[float | None, tuple[str, ...]]:
    """The hours worked, and the numbers that nobody explains. A nought says nothing."""
    worked = [p.said.number for p in parts if p.said.number and (p.role == _HOURS or (hours and p.role != _OVERTIME))]
    strange = [p for p in parts if p.said.number and p.role not in (_OVERTIME, _HOURS) and not hours]
    return (sum(worked) if worked else None), tuple(dict.fromkeys(f"{p.said.number:g}" for p in strange))
