"""What a scheme may ask of one person's period: the only thing that awards see."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from aftersales.appraisal.model import Figure, Mark, Seen
from aftersales.settings.schemes import Counted


class PersonFacts(Protocol):
    """The facts of one person in one period."""

    @property
    def present(self) -> bool:
        """Whether there is any record, rating or attendance of the person in the period."""

    def marks(self, names: tuple[str, ...]) -> tuple[Mark, ...]:
        """The typed judgements on an item or sub-item that any of these names means, in the order of the records."""

    def counted(self, source: Counted) -> tuple[Seen, ...]:
        """What a source counts, each with its weight (times × 1/k), those still waiting for their check mark included."""

    def figure(self, measure: str) -> Figure | None:
        """A measure of the person, or None where there is none."""

    def target(self, names: tuple[str, ...], measure: str) -> Decimal | None:
        """What the person was to reach on an item (by any of its names) or a measure."""
