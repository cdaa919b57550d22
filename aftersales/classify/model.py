"""What is learned from clerks, as the report shows it: suggested categories and proposed words. Nothing here is applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Add a category to a remark, or drop one (`adds` is false). `likely` is the probability that it is right there.

    `present` are the Chinese names the rules gave; the record named is the first of `records` in its month that say so.
    """

    adds: bool
    category: str
    likely: float
    text: str
    present: tuple[str, ...]
    records: int
    kind: str
    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class ProposedWord:
    """A word of confirmed remarks that no rule of their category has; or (`counts` is false) one that does not count.

    `support` counts the remarks that the rules get wrong and that have it, `precision` is the share of all confirmed
    remarks it touches in which it is right; `waiting` counts the records in 待归类 that have it.
    """

    category: str
    word: str
    support: int
    precision: float
    waiting: int
    examples: tuple[str, ...]
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Advice:
    """All that was learned. `suggestions` stand by month, the most useful first, and `found` says how many there were.

    `confirmed` counts the distinct remarks whose category a clerk typed; `learned` are the categories with enough of them.
    """

    confirmed: int = 0
    learned: tuple[str, ...] = ()
    suggestions: Mapping[str, tuple[Suggestion, ...]] = field(default_factory=dict)
    found: Mapping[str, int] = field(default_factory=dict)
    words: tuple[ProposedWord, ...] = ()
