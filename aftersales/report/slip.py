"""A score slip as data: what one person reads, may check line by line, and may object to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line of a score with the places of the records it rests on."""

    part: str
    item: str
    basis: str
    points: Decimal | None
    max: Decimal | None
    rule: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlipScore:
    """One score of the person: `facts` are short sentences about it, `so_far` the scores of the year until now."""

    scheme: str
    period: str
    status: str
    total: Decimal | None
    max: Decimal | None
    out_of: Decimal
    score: Decimal | None
    grade: str
    note: str
    lines: tuple[SlipLine, ...]
    facts: tuple[tuple[str, str], ...] = ()
    so_far: tuple[tuple[str, str, str], ...] = ()
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlipProposal:
    """One proposal about the person, as it is printed."""

    what: str
    amount: str
    because: str
    rule: str
    status: str


@dataclass(frozen=True, slots=True)
class Slip:
    """Everything about one person in one month's folder. `until` is the last day to object."""

    company: str
    person: str
    store: str
    month: str
    as_of: str
    scores: tuple[SlipScore, ...]
    proposals: tuple[SlipProposal, ...]
    until: str
    days: int
    name: str
    """The file's name without its ending."""
    language: str = "zh"
    """The one that its texts are in."""
