"""What happened to the records of a month since it was closed: added, edited, deleted, moved to another month.

A record's id holds its place, so a row inserted above gives every row below a new id. Records are therefore paired by what
they say: first those that say the same (only their place changed), then by id, by record number, and last, within one
sheet, by being mostly alike and about the same customer. Nothing is paired across sheets by likeness.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from aftersales.kinds.model import Field, FieldType, Kind
from aftersales.ledger.model import CORRECTED, DELETED, EDITED, LATE, MOVED, REREAD, RecordChange
from aftersales.problems import Place

PLACE = ("record_id", "file", "sheet", "row", "month")
_SHOWN = frozenset(
    {
        *(FieldType.DATE, FieldType.MOMENT, FieldType.TIME, FieldType.PERIOD, FieldType.NUMBER, FieldType.MONEY),
        *(FieldType.QUANTITY, FieldType.YES_NO, FieldType.SATISFACTION, FieldType.STATUS, FieldType.CATEGORY),
        *(FieldType.CHOICE, FieldType.PERSON, FieldType.STORE, FieldType.PRODUCT),
    }
)
"""Fields whose old and new value may be told; of all others only that they changed: they may hold a customer's data."""
_WHO = frozenset({FieldType.CUSTOMER, FieldType.PHONE, FieldType.ADDRESS})
_WORDS = {"yes": "是", "no": "否", "open": "未结", "closed": "已结", "cancelled": "取消"}
_MOST_PAIRS = 40_000
_LONGEST = 20

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Paired:
    """The records of one kind and month: what changed, and what did not.

    `moved` are the ids of those that only stand elsewhere now (old → new), `same` of those that are as they were.
    """

    changes: tuple[RecordChange, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    same: frozenset[str] = frozenset()


def changes_of(
    month: str,
    kind: Kind,
    then: pd.DataFrame,
    now: pd.DataFrame,
    elsewhere: Callable[[Row], Row | None],
    corrected: frozenset[tuple[str, str, str]],
) -> Paired:
    """Pair the published records of a kind with today's, both as text tables.

    `elsewhere` finds the record that stands in another month where this row stood; `corrected` are the places
    (file, sheet, row) that a 更正 sheet changed.
    """
    columns = [name for name in now.columns if name in then.columns] if len(then.columns) else list(now.columns)
    told = [name for name in columns if name not in PLACE]
    gone, came = _apart(_rows(then, columns), _rows(now, columns), lambda row: tuple(row[name] for name in columns))
    same = frozenset(now["record_id"]) - {row["record_id"] for row in came} if len(now) else frozenset()
    gone, came, moved = _only_moved(gone, came, told)
    changes: list[RecordChange] = []

    def told_as(what: str, old: Row | None, new: Row | None) -> None:
        changes.append(_change(month, kind, what, old, new, told))

    for by in (lambda row: row["record_id"], lambda row: row.get("record_no") or None):
        pairs, gone, came = _paired(gone, came, by)
        for old, new in pairs:
            told_as(_what(old, new, corrected), old, new)
    likeness = Likeness(told, tuple(f.name for f in kind.fields if f.type in _WHO))
    pairs, gone, came = _alike(gone, came, likeness)
    for old, new in pairs:
        told_as(EDITED, old, new)
    for old in gone:
        other = elsewhere(old)
        away = other if other is not None and likeness(old, other) else None
        told_as(MOVED if away else DELETED, old, away)
    for new in came:
        told_as(LATE, None, new)
    return Paired(tuple(changes), moved, same)


def _rows(table: pd.DataFrame, columns: Sequence[str]) -> list[Row]:
    own = (table[name] for name in columns)
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*own, strict=True)] if len(table) else []


def _apart(then: list[Row], now: list[Row], key: Callable[[Row], object]) -> tuple[list[Row], list[Row]]:
    """What stands on one side only, equal ones set off one against one."""
    here, there = Counter(map(key, then)), Counter(map(key, now))
    return _left(then, here - there, key), _left(now, there - here, key)


def _left(rows: list[Row], surplus: Counter[object], key: Callable[[Row], object]) -> list[Row]:
    kept = []
    for row in reversed(rows):
        if surplus[key(row)] > 0:
            surplus[key(row)] -= 1
            kept.append(row)
    return kept[::-1]


def _only_moved(gone: list[Row], came: list[Row], told: Sequence[str]) -> tuple[list[Row], list[Row], dict[str, str]]:
    """Set off records that say the same and only stand elsewhere; their ids, old → new."""
    waiting: dict[object, list[Row]] = defaultdict(list)
    for row in reversed(came):
        waiting[tuple(row[name] for name in told)].append(row)
    moved: dict[str, str] = {}
    left = []
    for row in gone:
        same = waiting[tuple(row[name] for name in told)]
        if same:
            moved[row["record_id"]] = same.pop()["record_id"]
        else:
            left.append(row)
    found = set(moved.values())
    return left, [row for row in came if row["record_id"] not in found], moved


def _paired(
    gone: list[Row], came: list[Row], by: Callable[[Row], str | None]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pair the rows by a key that stands once on either side."""
    old, new = _once(gone, by), _once(came, by)
    both = old.keys() & new.keys()
    pairs = [(row, new[key]) for key, row in old.items() if key in both]
    return pairs, [row for row in gone if by(row) not in both], [row for row in came if by(row) not in both]


def _once(rows: Iterable[Row], by: Callable[[Row], str | None]) -> dict[str, Row]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        key = by(row)
        if key:
            found[key].append(row)
    return {key: own[0] for key, own in found.items() if len(own) == 1}


def _alike(gone: list[Row], came: list[Row], likeness: Likeness) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pair the rows of one sheet that are mostly alike, the likest first; with very many, only those in the same row."""
    where = ("file", "sheet", "row") if len(gone) * len(came) > _MOST_PAIRS else ("file", "sheet")
    standing: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, row in enumerate(came):
        standing[tuple(row[name] for name in where)].append(at)
    candidates = [
        (-share, old["row"] != came[other]["row"], at, other)
        for at, old in enumerate(gone)
        for other in standing[tuple(old[name] for name in where)]
        if (share := likeness(old, came[other]))
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, other in sorted(candidates):
        if at not in pairs and other not in taken:
            pairs[at] = other
            taken.add(other)
    return (
        [(gone[at], came[other]) for at, other in sorted(pairs.items())],
        [row for at, row in enumerate(gone) if at not in pairs],
        [row for at, row in enumerate(came) if at not in taken],
    )


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two rows say the same: the share of filled fields that agree, 0 where they cannot be one record.

    That is where not even half agree, or where both name a customer, in the fields `who`, and none of these agrees.
    """

    told: Sequence[str]
    who: Sequence[str]

    def __call__(self, old: Row, new: Row) -> float:
        """From 0 to 1."""
        named = [name for name in self.who if old.get(name) and new.get(name)]
        if named and not any(old[name] == new[name] for name in named):
            return 0.0
        filled = [name for name in self.told if old.get(name) or new.get(name)]
        share = sum(old.get(name) == new.get(name) for name in filled) / len(filled) if filled else 0.0
        return share if 2 * share >= 1 else 0.0


def _what(old: Row, new: Row, corrected: frozenset[tuple[str, str, str]]) -> str:
    """Equal ids mean equal cells: then it was a correction, or we read them otherwise now."""
    if old["record_id"] != new["record_id"]:
        return EDITED
    return CORRECTED if (new["file"], new["sheet"], new["row"]) in corrected else REREAD


def _change(month: str, kind: Kind, what: str, old: Row | None, new: Row | None, told: Sequence[str]) -> RecordChange:
    return RecordChange(
        month,
        kind.zh,
        what,
        _place(old),
        _place(new),
        _fields(kind, old, new, told) if old and new else "",
        old["record_id"] if old else "",
        new["record_id"] if new else "",
    )


def _place(row: Row | None) -> str:
    return "" if row is None else str(Place(row["file"], row["sheet"], int(row["row"])))


def _fields(kind: Kind, old: Row, new: Row, told: Sequence[str]) -> str:
    """Which fields changed, from what to what where that tells nothing about a customer."""
    known = {field.name: field for field in kind.fields}
    words = []
    for name in told:
        if old.get(name, "") != new.get(name, ""):
            field_ = known.get(name)
            word = field_.zh if field_ else "其他列" if name == "extra" else name
            if field_ and field_.type in _SHOWN:
                word += f" {_short(field_, old.get(name, ''))}→{_short(field_, new.get(name, ''))}"
            words.append(word)
    return "，".join(words)


def _short(field_: Field, text: str) -> str:
    """A value in the words of the sheet."""
    said = (field_.options[text] or (text,))[0] if text in field_.options else _WORDS.get(text, text)
    return (said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…") or "空"
