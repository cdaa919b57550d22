"""What an appraisal works with and gives: facts about a person → lines → a score → proposals.

Nothing is ever applied by us (convention G6): a person decides on every proposal.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Status = Literal["rated", "not_rated", "void"]
ProposalStatus = Literal["建议", "待核实", "待核定", "待申请", "已申请", "已批"]


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that was seen: a record, how much of it is this person's (1/k of a shared one), whether it counts.

    `counts` is False for what still waits for its check mark: listed as 待核实, never charged.
    """

    record_id: str
    weight: Decimal = Decimal(1)
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """One typed judgement of an `appraisal` sheet: who gave it, on what, as a score, a level or a word."""

    record_id: str
    item: str
    sub_item: str
    rater: str
    rater_name: str
    score: Decimal | None
    level: Decimal | None
    word: str
    achievement: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of one person in one period, with the records it rests on."""

    measure: str
    zh: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    record_ids: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a score. The points of a person's lines add up to the total.

    `points` is None for what is only shown (a missing item, a figure that stands beside). `basis` says in plain
    Chinese what was seen (`2 次 × 1 分`, `33/39 = 84.6%`); `evidence` lists record ids.
    """

    part: str
    item: str
    basis: str
    points: Decimal | None
    max: Decimal | None
    rule: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """One person under one scheme in one period. `total` is the raw sum out of `max`; `score` is on 0–100."""

    period: str
    scheme: str
    person: str
    store: str
    total: Decimal | None = None
    max: Decimal | None = None
    score: Decimal | None = None
    grade: str = ""
    status: Status = "not_rated"
    note: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed consequence. `amount` is positive when given to the person, negative when taken, None when open."""

    period: str
    scheme: str
    person: str
    store: str
    proposal: str
    amount: float | None
    because: str
    rule: str
    status: str
    record_ids: tuple[str, ...]
