"""Who is the same household: connected groups over all kinds of a run (ruling 4).

Links, strongest first: the same phone; the same name and address where one side has no phone; the same name and store
where neither has phone or address. A link that would join two different phones under different names is not made but
listed. A row without customer, phone and address is its own household.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from aftersales.clean.phones import is_phone
from aftersales.clean.text import match_key
from aftersales.consolidate.places import affected, place_of
from aftersales.kinds.model import FieldType, Kind
from aftersales.problems import Problem

Identity = tuple[str, str, str, str]
"""What a record says of its customer: phones joined by 、, name, address, store; match keys, blank where missing."""


@dataclass(slots=True)
class _Group:
    """A household in the making: its phones and names."""

    phones: set[str]
    names: set[str]

    @classmethod
    def of(cls, identity: Identity) -> _Group:
        phone, name, _, _ = identity
        return cls(set(phone.split("、")) if phone else set(), {name} if name else set())


def name_households(
    frames: Mapping[str, pd.DataFrame], kinds: Mapping[str, Kind]
) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Give every record of a kind with customers its `household` number; numbers follow the order of the records."""
    concerned = [kind_id for kind_id in frames if _has_customers(kinds[kind_id])]
    codes, identities = _identities([frames[kind_id] for kind_id in concerned])
    groups, refused = _connect(identities)
    anonymous = np.array([not any(identity[:3]) for identity in identities], dtype=bool)
    household = np.array(groups, dtype="int64")[codes]
    unknown = anonymous[codes]
    household[unknown] = len(identities) + np.arange(int(unknown.sum()))
    numbered: dict[str, pd.DataFrame] = {}
    start = 0
    for kind_id, frame in frames.items():
        if kind_id not in concerned:
            numbered[kind_id] = frame.assign(household=np.arange(len(frame)))
            continue
        end = start + len(frame)
        numbered[kind_id] = frame.assign(household=household[start:end])
        start = end
    return numbered, list(_problems(frames, kinds, concerned, codes, refused))


def _has_customers(kind: Kind) -> bool:
    return any(f.type is FieldType.CUSTOMER for f in kind.fields)


def _identities(frames: Sequence[pd.DataFrame]) -> tuple[np.ndarray, list[Identity]]:
    """The number of each record's identity, and the identities in the order in which they come.

    Each distinct text is normalised once; what follows are numbers.
    """
    combined = np.zeros(sum(len(frame) for frame in frames), dtype="int64")
    columns: list[tuple[np.ndarray, list[str]]] = []
    for name in ("phone", "customer", "address", "store"):
        codes, values = _coded(frames, name)
        columns.append((codes, values))
        combined = pd.factorize(combined * len(values) + codes)[0].astype("int64")
    first = pd.Series(combined).drop_duplicates().index.to_numpy()
    parts = [[values[code] for code in codes[first].tolist()] for codes, values in columns]
    return combined, list(zip(*parts, strict=True))


def _coded(frames: Sequence[pd.DataFrame], name: str) -> tuple[np.ndarray, list[str]]:
    """One match key of all records as numbers, and the keys; the blank key is always among them."""
    texts = [frame[name] if name in frame else pd.Series(None, index=frame.index, dtype="str") for frame in frames]
    raw, distinct = pd.factorize(pd.concat([*texts, pd.Series(dtype="str")], ignore_index=True))
    keys = list(map(_phones if name == "phone" else match_key, distinct.tolist()))
    number = {key: at for at, key in enumerate(dict.fromkeys(["", *keys]))}
    of_distinct = np.array([*(number[key] for key in keys), 0], dtype="int64")  # a blank is -1: the last one
    return of_distinct[raw], list(number)


def _phones(cell: str) -> str:
    """The numbers of a cell that can be somebody's: a mistyped one tells nothing about who it is."""
    return "、".join([part for part in cell.split("、") if is_phone(part)])


def _connect(identities: list[Identity]) -> tuple[list[int], list[tuple[int, int]]]:
    """Union the identities by the three links; give each its household and the pairs whose link was refused."""
    parent = list(range(len(identities)))
    known: dict[int, _Group] = {}  # only of identities that were ever linked
    refused: list[tuple[int, int]] = []

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def group(at: int) -> _Group:
        if at not in known:
            known[at] = _Group.of(identities[at])
        return known[at]

    for one, two in _links(identities):
        first, second = sorted((root(one), root(two)))
        if first == second:
            continue
        a, b = group(first), group(second)
        if a.names and b.names and a.names.isdisjoint(b.names) and a.phones - b.phones and b.phones - a.phones:
            refused.append((one, two))
            continue
        parent[second] = first
        a.phones |= b.phones
        a.names |= b.names
    for at, above in enumerate(parent):  # a parent comes before its children, so it has its household already
        parent[at] = parent[above]
    return parent, refused


def _links(identities: list[Identity]) -> Iterator[tuple[int, int]]:
    """Pairs that mean the same household, strongest first, in the order of the records."""
    by_phone: dict[str, int] = {}
    by_address: dict[tuple[str, str], list[int]] = {}
    by_store: dict[tuple[str, str], int] = {}
    for at, (phone, name, address, store) in enumerate(identities):
        for number in phone.split("、") if phone else ():
            if by_phone.setdefault(number, at) != at:
                yield by_phone[number], at
        if name and address:
            by_address.setdefault((name, address), []).append(at)
        elif name and store and not phone:
            by_store.setdefault((name, store), at)
    for same in by_address.values():
        silent = next((at for at in same if not identities[at][0]), None)
        if silent is not None:
            yield from ((silent, at) for at in same if at != silent)
    for at, (phone, name, address, store) in enumerate(identities):
        if name and store and not phone and not address and by_store[name, store] != at:
            yield by_store[name, store], at


def _problems(
    frames: Mapping[str, pd.DataFrame],
    kinds: Mapping[str, Kind],
    concerned: list[str],
    codes: np.ndarray,
    refused: list[tuple[int, int]],
) -> Iterator[Problem]:
    """A refused link is shown at the later record of the pair."""
    starts = np.cumsum([0, *(len(frames[kind_id]) for kind_id in concerned)])

    def record(identity: int) -> tuple[pd.Series, Kind]:
        at = int(np.argmax(codes == identity))
        kind_at = int(np.searchsorted(starts, at, side="right")) - 1
        kind_id = concerned[kind_at]
        return frames[kind_id].iloc[at - int(starts[kind_at])], kinds[kind_id]

    for one, two in refused:
        (first, _), (later, kind) = record(one), record(two)
        value = later["customer"] if isinstance(later["customer"], str) else ""
        facts = {"other": str(place_of(first)), "shared": _shared(first, later)}
        yield Problem("household-conflict", place_of(later), "customer", value, facts, affected(later, kind))


def _shared(first: pd.Series, later: pd.Series) -> str:
    """What two records have in common that would make them one household."""
    numbers = [row["phone"].split("、") if isinstance(row.get("phone"), str) else [] for row in (first, later)]
    same = [number for number in numbers[0] if number in numbers[1]]
    if same:
        return f"号码（尾号 {same[0][-4:]}）"
    address = later.get("address")
    return f"姓名和地址（{address}）" if isinstance(address, str) else "姓名和地址"
