"""Finds the blocks of a cross-tab: a heading of days, the people beside or below it, and what each column holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aftersales.kinds.wording import heading_key
from aftersales.model import Cell
from aftersales.recognise.cells import is_blank
from aftersales.recognise.crosstab_cells import Slot
from aftersales.recognise.crosstab_days import FEWEST, Day, Days, days_across, is_weekdays
from aftersales.recognise.crosstab_people import PEOPLE, Heading, Member, heading_of, labelled_members, members, role_of
from aftersales.recognise.punches import COMING, ROLES

_COMING = frozenset(word for word, role in ROLES.items() if role == COMING)
_SEARCHED, _FEW = 30, 3


@dataclass(frozen=True, slots=True)
class Block:
    """The days of one month with the people below them; `end` is the row behind the last one."""

    days: Days
    slots: tuple[Slot, ...]
    heading: Heading | None
    members: tuple[Member, ...]
    top: int
    bottom: int
    end: int


def first_days(rows: Sequence[tuple[Cell, ...]]) -> Days | None:
    """The first heading of days among the first rows: a look at the numbers and dates of each row, no more."""
    return next((days for i, row in enumerate(rows[:_SEARCHED]) if (days := days_across(row, i))), None)


def few_days(rows: Sequence[tuple[Cell, ...]]) -> Days | None:
    """A heading of fewer days, as of a part of a week: 姓名 beside them, and cells that can be nothing but days."""
    for index, row in enumerate(rows[:_SEARCHED]):
        days = days_across(row, index, _FEW)
        if days is None or not all(day.month or _names_day(row[day.column]) for day in days.days):
            continue
        heading, _, _ = _heading(rows, days)
        if heading and (is_blank(beside := row[heading.person]) or heading_key(str(beside)) in PEOPLE):
            return days
    return None


def _names_day(cell: Cell) -> bool:
    return type(cell) is str and cell.strip().endswith(("日", "号"))


def unnamed_days(rows: Sequence[tuple[Cell, ...]]) -> Days | None:
    """上班 and 下班 over and over in one row, with nothing that says which days they are of: the first, the second, the third."""
    for index, row in enumerate(rows[:_SEARCHED]):
        if _COMING.isdisjoint(row):
            continue
        columns = [at for at, cell in enumerate(row) if cell in _COMING]
        if len(columns) >= FEWEST and len({b - a for a, b in pairwise(columns)}) == 1:
            above = max(0, index - 1)
            if all(is_blank(rows[above][at]) for at in columns):
                return Days(above, tuple(Day(at, 0, 0, number) for number, at in enumerate(columns, 1)), named=False)
    return None


def blocks_of(rows: Sequence[tuple[Cell, ...]], first: Days) -> Iterator[Block]:
    """Every heading of days with people beside or below it, from top to bottom."""
    found = [first, *(d for i in range(first.index + 1, len(rows)) if first.named and (d := days_across(rows[i], i)))]
    headed = [(days, *_heading(rows, days)) for days in found]
    kept = [(d, h, s, b) for d, h, s, b in headed if h is not None] or headed[:1]
    for at, (days, heading, slots, bottom) in enumerate(kept):
        top = heading.top if heading else days.index
        following = kept[at + 1] if at + 1 < len(kept) else None
        end = (following[1].top if following[1] else following[0].index) if following else len(rows)
        columns = [slot.column for slot in slots]
        people = members(rows, heading, end, columns) if heading else labelled_members(rows, bottom + 1, end)
        yield Block(days, slots, heading, tuple(people), top, bottom, end)


def _heading(rows: Sequence[tuple[Cell, ...]], days: Days) -> tuple[Heading | None, tuple[Slot, ...], int]:
    """The people's heading, the columns of the days, and the last row of the heading."""
    slots, bottom = _slots(rows, days)
    return heading_of(rows, days.index, days.first, bottom), slots, bottom


def _slots(rows: Sequence[tuple[Cell, ...]], days: Days) -> tuple[tuple[Slot, ...], int]:
    """Every column of every day, by the rows of weekdays and of 上班 and 下班 below the days."""
    row = rows[days.index]
    starts = [day.column for day in days.days]
    width = min((b - a for a, b in pairwise(starts)), default=1)
    bottom = days.index
    roles: dict[int, str] = {}
    for at in range(days.index + 1, min(days.index + 4, len(rows))):
        told = {c: role_of(rows[at][c]) for c in range(starts[0], len(row)) if role_of(rows[at][c])}
        if len(told) >= len(starts) and not roles:
            roles, bottom = told, at
        elif is_weekdays(rows[at], starts):
            bottom = at
        else:
            break
    slots = []
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else start + width
        own = [c for c in range(start, min(stop, len(row))) if c == start or _continues(row[c], c, roles)]
        slots += [Slot(number, column, roles.get(column, "")) for column in own]
    return tuple(slots), bottom


def _continues(above: Cell, column: int, roles: Mapping[int, str]) -> bool:
    """Whether a column still belongs to the day on its left: nothing stands over it, and it has its own sub-heading."""
    return is_blank(above) and (column in roles or not roles)


def explaining(rows: Sequence[tuple[Cell, ...]], blocks: Sequence[Block]) -> list[tuple[Cell, ...]]:
    """The rows that may hold a legend: all but those of the headings and of the people."""
    used = {at for b in blocks for m in b.members for at, _ in m.rows}
    used |= {at for b in blocks for at in range(b.days.index, b.bottom + 1)}
    return [row for at, row in enumerate(rows) if at not in used]
