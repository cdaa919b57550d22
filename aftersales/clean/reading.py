"""What a cell parser gives back: the value, and what a reader should know about how it was understood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from aftersales.problems import CATALOGUE, BadCell, Effect


class Note(NamedTuple):
    """Something to say about a value, by its code in the catalogue."""

    code: str
    facts: Mapping[str, Any]

    @property
    def leaves_blank(self) -> bool:
        """Whether the cell gave no value because of it."""
        return CATALOGUE[self.code].effect is Effect.VALUE_LEFT_BLANK


class Reading(NamedTuple):
    """A cell as it was understood; `aside` is what stood beside the value: a unit, a word, a remark on a name."""

    value: str | float | None = None
    notes: tuple[Note, ...] = ()
    aside: str | float | None = None


BLANK = Reading()


def unread(bad: BadCell) -> Reading:
    """A reading without a value, saying why."""
    return Reading(None, (Note(bad.code, bad.facts),))
