"""Events that take points off an item: what counts, how often, how much, and what still waits for its check mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from aftersales.appraisal.facts_model import PersonFacts
from aftersales.appraisal.numbers import plain
from aftersales.settings.schemes import Counted, Item

ANY = "*"


@dataclass(frozen=True, slots=True)
class Off:
    """What the events of one item come to."""

    points: Decimal
    zero: bool
    basis: str
    evidence: tuple[str, ...]
    pending: tuple[str, ...]
    rules: tuple[str, ...]


def taken_off(events: Sequence[Counted], item: Item, facts: PersonFacts) -> Off:
    """All events of an item together; one record is charged once, under the first event that names it."""
    points, zero = Decimal(0), False
    words: list[str] = []
    evidence: dict[str, None] = {}
    pending: dict[str, None] = {}
    rules: dict[str, None] = {}
    for event in events:
        seen = [one for one in facts.counted(event) if one.record_id not in evidence]
        pending.update(dict.fromkeys(one.record_id for one in seen if not one.counts))
        counting = [one for one in seen if one.counts]
        times = sum((one.weight for one in counting), Decimal(0))
        if not times:
            continue
        each = event.each or event.percent * item.max / 100
        charged = max(Decimal(0), times - event.allowance)
        points += charged * each
        zero = zero or event.zero
        free = f"（前 {plain(event.allowance)} {event.unit}不扣）" if event.allowance else ""
        words.append(
            f"{named(event)} {plain(times)} {event.unit}{free}"
            + ("，本项记 0 分" if event.zero else f" × {plain(each)} 分")
        )
        evidence.update(dict.fromkeys(one.record_id for one in counting))
        rules[event.rule or item.rule] = None
    waiting = tuple(i for i in pending if i not in evidence)
    return Off(points, zero, "；".join(words) or "没有扣分", tuple(evidence), waiting, tuple(rules))


def named(event: Counted) -> str:
    """What is counted, for the person who reads the slip."""
    if event.name:
        return event.name
    if event.incidents:
        return event.incidents[0]
    if event.complaints:
        return "经核实投诉" if ANY in event.complaints else f"经核实的{'、'.join(event.complaints)}投诉"
    return "记录"
