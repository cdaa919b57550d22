"""Where the words and patterns of the categories stand in a remark, before anyone asks whether they are meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from aftersales.classify.sieve import Sieve
from aftersales.classify.taxonomy import Category

Span = tuple[int, int]
TERM, WEAK, PATTERN, DENIAL, VETO = "term", "weak", "pattern", "denial", "veto"
_NEGATORS = re.compile("[不没未无]")


@dataclass(frozen=True, slots=True)
class Hit:
    """One word or pattern of a category at `start:end`.

    `cores` are the words inside a pattern that carry its meaning: a negation between them negates the pattern.
    What is `firm` does not give way to another category.
    """

    category: Category
    kind: str
    rule: str
    start: int
    end: int
    cores: tuple[Span, ...] = ()
    firm: bool = False

    @property
    def code(self) -> str:
        """The category's code."""
        return self.category.code


class Finder:
    """All categories' words by their first two characters, longest first, and their patterns.

    One pass finds the words of every category. A weak word inside any term (`缺` in `缺角`) is part of another word.
    """

    def __init__(self, categories: Iterable[Category]) -> None:
        words: dict[str, list[tuple[str, str, Category]]] = defaultdict(list)
        self._patterns: list[tuple[Category, str, str]] = []
        for category in categories:
            for kind, listed in ((TERM, category.terms), (WEAK, category.weak), (VETO, category.veto)):
                for word in listed:
                    words[word[:2]].append((word, kind, category))
            for number, source in enumerate((*category.patterns, *category.firm), start=1):
                self._patterns.append((category, f"{category.code}.{PATTERN}.{number}", source))
        self._words = {first: sorted(entries, key=_longest_first) for first, entries in words.items()}
        self._sieve = Sieve([source for _, _, source in self._patterns])

    def find(self, text: str, clauses: list[tuple[int, int]], pattern_text: str) -> list[Hit]:
        """Every hit that no veto cancels, in the order of the text. Weak words need their context in the clause."""
        found = [Hit(category, kind, f"{category.code}.{kind}", *span) for kind, category, span in self._in(text)]
        vetoes: dict[str, list[Span]] = defaultdict(list)
        for hit in found:
            if hit.kind == VETO:
                vetoes[hit.code].append((hit.start, hit.end))
        terms = [hit for hit in found if hit.kind == TERM]
        weak = [
            hit
            for hit in found
            if hit.kind == WEAK
            and not any(term.start <= hit.start and hit.end <= term.end for term in terms)
            and _has_context(text, clauses, hit, vetoes[hit.code])
        ]
        hits = [*terms, *weak, *self.patterns_in(pattern_text)]
        return sorted(
            (hit for hit in hits if not _vetoed(hit, vetoes[hit.code])), key=lambda hit: (hit.start, -hit.end)
        )

    def _in(self, text: str) -> Iterator[tuple[str, Category, Span]]:
        for at, first in enumerate(text):
            two = text[at : at + 2]
            listed = self._words.get(two, ())
            if len(two) > 1 and first in self._words:
                listed = (*listed, *self._words[first])
            if not listed:
                continue
            seen = set()
            for word, kind, category in listed:
                if (category.code, kind) not in seen and text.startswith(word, at):
                    seen.add((category.code, kind))
                    yield kind, category, (at, at + len(word))

    def patterns_in(self, text: str) -> Iterator[Hit]:
        """The hits of the patterns alone."""
        for number in self._sieve.candidates(text):
            category, rule, source = self._patterns[number]
            pattern, negatable = _compiled(source)
            for match in pattern.finditer(text):
                groups = range(1, pattern.groups + 1)
                cores = tuple(sorted(match.span(group) for group in groups if match.group(group)))
                if match.end() > match.start():
                    span = match.span()
                    yield Hit(category, PATTERN, rule, *span, cores if negatable else (), source in category.firm)


@cache
def _compiled(source: str) -> tuple[re.Pattern[str], bool]:
    """Compiled when first needed: most remarks need few of the patterns."""
    return re.compile(source), _gaps_can_be_negated(source)


def _longest_first(entry: tuple[str, str, Category]) -> tuple[int, str, str, str]:
    word, kind, category = entry
    return -len(word), word, kind, category.code


def _gaps_can_be_negated(source: str) -> bool:
    """Whether a negator between the groups is the writer's: a pattern that spells one out there means it."""
    depth, outside = 0, []
    for character in re.sub(r"\[[^\]]*\]", "", source):
        depth += {"(": 1, ")": -1}.get(character, 0)
        outside.append(character if depth == 0 else "")
    return not _NEGATORS.search("".join(outside))


def _has_context(text: str, clauses: list[Span], hit: Hit, vetoes: list[Span]) -> bool:
    """Whether the clause has a context word besides the weak word; one inside a veto (`不贵`) does not help."""
    for left, right in clauses:
        if left <= hit.start < right:
            rest = text[left:right]
            for start, end in (*vetoes, (hit.start, hit.end)):
                if left <= start and end <= right:
                    rest = rest[: start - left] + "\0" * (end - start) + rest[end - left :]
            return any(word in rest for word in hit.category.context)
    return False


def _vetoed(hit: Hit, vetoes: list[Span]) -> bool:
    if hit.kind == PATTERN:
        return any(start < hit.end and hit.start < end for start, end in vetoes)
    return any(start <= hit.start and hit.end <= end for start, end in vetoes)
