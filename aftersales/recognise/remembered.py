"""Decisions that are remembered while the program runs: the sheets of a shop have the same headings month after month.

A decision rests on the headings, on what titles say, and on the answers to whatever was asked of the cells on the way to
it. Where all three are the same again, so is the decision, and nothing is thought through twice.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aftersales.clean.sheet_names import person_in
from aftersales.recognise.cells import Question, Samples

_MOST, _MOST_ALIKE = 256, 8


@dataclass(slots=True)
class Around:
    """The texts around a table, each behind where it stands, and who asked whether they name a person."""

    texts: Iterable[tuple[str, str]]
    asked: dict[tuple[str, ...], bool] = field(default_factory=dict)

    def names_person(self, titles: tuple[str, ...]) -> bool:
        """Whether the nearest of them speaks of one person; `titles` are words that are no part of a name."""
        if titles not in self.asked:
            self.asked[titles] = bool(person_in(self.texts, titles)[0])
        return self.asked[titles]


@dataclass(frozen=True, slots=True)
class _Kept:
    cells: Mapping[Question, int]
    people: Mapping[tuple[str, ...], bool]
    decision: Any

    def holds(self, samples: Samples, around: Around) -> bool:
        """Whether all that was asked is answered as it was then."""
        return all(samples.answer(question) == said for question, said in self.cells.items()) and all(
            around.names_person(titles) == said for titles, said in self.people.items()
        )


class Remembered:
    """What was decided, by heading and titles."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, list[_Kept]] = {}

    def recall(self, key: Hashable, samples: Samples, around: Around) -> Any | None:
        """The decision on the same heading whose questions these cells and texts answer alike; None if there is none."""
        return next((kept.decision for kept in self._kept.get(key, ()) if kept.holds(samples, around)), None)

    def keep(self, key: Hashable, samples: Samples, around: Around, decision: Any) -> None:
        """Remember a decision with what was asked for it; what has grown too long is forgotten as a whole."""
        if len(self._kept) >= _MOST:
            self._kept.clear()
        alike = self._kept.setdefault(key, [])
        if len(alike) >= _MOST_ALIKE:
            alike.clear()
        alike.append(_Kept(dict(samples.answers), dict(around.asked), decision))
