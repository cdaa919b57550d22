"""Wordings that mean the same on every sort of sheet, given to each kind that does not use them for something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from aftersales.kinds.model import Field, FieldType, Kind
from aftersales.kinds.wording import heading_key

EVENT, REMARK = "event", "remark"
_DATES = (FieldType.DATE, FieldType.MOMENT)
_PLAIN_DAY = "日期"
"""The heading of a sheet with one date only: what it means, the longer ways to say it mean too."""


@dataclass(frozen=True, slots=True)
class SharedWords:
    """Wordings for one sort of field: those that mean it, and those that may."""

    headings: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


def with_shared(kind: Kind, shared: Mapping[str, SharedWords]) -> Kind:
    """The kind with the shared wordings behind its own; whatever its file or the shop has said of a wording stands."""
    claimed = {heading_key(word) for f in kind.fields for word in (*f.headings, *f.weak)}
    claimed |= {heading_key(word) for word in (*kind.shares, *kind.aside)}
    fields = list(kind.fields)
    for sort, words in shared.items():
        at = _place(kind, sort)
        if at is not None:
            headings, weak = _free(words.headings, claimed), _free(words.weak, claimed)
            own = fields[at]
            fields[at] = replace(own, headings=(*own.headings, *headings), weak=(*own.weak, *weak))
    return replace(kind, fields=tuple(fields))


def _place(kind: Kind, sort: str) -> int | None:
    """Which field of the kind is of this sort, if exactly one is."""
    places = [at for at, known in enumerate(kind.fields) if _is(known, kind, sort)]
    return places[0] if len(places) == 1 else None


def _is(known: Field, kind: Kind, sort: str) -> bool:
    if sort == EVENT:
        return known.name in kind.event and known.type in _DATES and _PLAIN_DAY in (*known.headings, *known.weak)
    return known.name == sort if sort == REMARK else known.type == sort


def _free(words: tuple[str, ...], claimed: set[str]) -> tuple[str, ...]:
    """Those words that nothing claims yet; from now on they are claimed."""
    free: list[str] = []
    for word in words:
        key = heading_key(word)
        if key not in claimed:
            claimed.add(key)
            free.append(word)
    return tuple(free)
