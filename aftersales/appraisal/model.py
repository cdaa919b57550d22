"""Proposals: consequences that a person decides on. Nothing is ever applied by us (convention G6)."""

from __future__ import annotations

from dataclasses import dataclass


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
