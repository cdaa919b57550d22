"""The records of the complaint taxonomy: categories with their words, the words of negation, and labels.

`aftersales.classify.load` reads them from `categories.yaml` and adds what a shop configured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aftersales.frames import UNCLASSIFIED

NO_COMPLAINT = "O02"
OTHER = "O99"
DISPUTE = "S05"


@dataclass(frozen=True, slots=True)
class Category:
    """One category. `polarity` says what a negation before its words means: defect, intrinsic or action.

    `patterns` give way to the categories of `yields_to`, as weak words do; `firm` patterns do not, as words do not.
    """

    code: str
    zh: str
    group: str
    core: bool
    owner: str
    polarity: str
    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    firm: tuple[str, ...] = ()
    veto: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    outweighs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NegationWords:
    """The words of the `negation` section; patterns are Python regular expressions."""

    clause_breaks: str
    max_gap: int
    post_max_gap: int
    stop_words: tuple[str, ...]
    cues: tuple[str, ...]
    action_verbs: tuple[str, ...]
    cues_intrinsic: tuple[str, ...]
    cues_adjacent: tuple[str, ...]
    adjacent_gap_words: tuple[str, ...]
    post_cues: tuple[str, ...]
    pseudo: tuple[str, ...]
    double_negation: tuple[str, ...]
    either_or: str
    contrast: str
    rhetorical: tuple[str, ...]
    hypothetical: tuple[str, ...]
    hypothetical_not: tuple[str, ...]
    question_words: tuple[str, ...]
    question_forms: tuple[str, ...]
    reported_denial: str
    resolved: tuple[str, ...]
    adverse: str
    settled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The categories in display order, which of them are in use, and how clerks may write them.

    `active` are the codes that remarks are classified into (the trade's profile); a clerk may type any category.
    """

    categories: tuple[Category, ...]
    active: frozenset[str]
    negation: NegationWords
    departments: Mapping[str, str]
    typed: Mapping[str, str] = field(repr=False)

    @property
    def order(self) -> tuple[str, ...]:
        """The Chinese names in display order; what no rule understands stands last."""
        return (*(category.zh for category in self.categories), UNCLASSIFIED)

    def zh(self, code: str) -> str:
        """The Chinese name of a code; an unknown code is our own mistake."""
        return next(category.zh for category in self.categories if category.code == code)

    def department(self, zh: str) -> str:
        """The department that answers for a category unless the case owner decides otherwise; blank if unknown."""
        return next((self.departments[each.owner] for each in self.categories if each.zh == zh), "")


@dataclass(frozen=True, slots=True)
class Label:
    """One category of a remark with its evidence: without the `words` at `spans` the label would not be there.

    `clause` and `rule` are those of the strongest hit; `resolved` says that the remark calls the matter settled.
    """

    code: str
    zh: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    clause: str
    rule: str
    resolved: bool = False
