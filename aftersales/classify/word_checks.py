"""Whether words that were added to categories can do what they were added for: match, and mean one category only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aftersales.classify.rules import classify_texts
from aftersales.classify.taxonomy import Category, Taxonomy

SHORTEST = 2
"""A single character stands in too many other words to be a word of a category, or an exception from one."""
Additions = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""Code → the words added to it, and the words that do not count."""


@dataclass(frozen=True, slots=True)
class DeadWord:
    """A word that will never do anything, why, and what to write instead."""

    code: str
    word: str
    why: str
    fix: str


@dataclass(frozen=True, slots=True)
class SharedWord:
    """A word that gives other categories (Chinese names) too. `same` are those of them that have the very same word."""

    code: str
    word: str
    others: tuple[str, ...]
    same: tuple[str, ...]


def dead_words(additions: Additions, taxonomy: Taxonomy) -> Iterator[DeadWord]:
    """The added words that can never match; the taxonomy has them already. Categories not in use are left alone."""
    by_code = {category.code: category for category in taxonomy.categories}
    given = _given(additions, taxonomy)
    for code, (words, not_words) in additions.items():
        for word in (*words, *not_words):
            if len(word) < SHORTEST:
                yield DeadWord(code, word, "只有一个字，会在许多别的词里出现", "请写两个字以上的词")
        if code in taxonomy.active:
            for word in (each for each in words if len(each) >= SHORTEST):
                if code not in given[word]:
                    yield DeadWord(code, word, *_reason(word, by_code[code]))


def shared_words(additions: Additions, taxonomy: Taxonomy) -> Iterator[SharedWord]:
    """The added words that name several categories at once, where no exception (`不算`) decides between them."""
    given = _given(additions, taxonomy)
    for code, (words, _) in additions.items():
        for word in words:
            others = [other for other in given[word] if other != code]
            if code in given[word] and others:
                same = [each.zh for each in taxonomy.categories if each.code in others and word in each.terms]
                yield SharedWord(code, word, tuple(map(taxonomy.zh, others)), tuple(same))


def _given(additions: Additions, taxonomy: Taxonomy) -> dict[str, tuple[str, ...]]:
    """The codes that each added word gives when it stands alone."""
    labels = classify_texts((word for words, _ in additions.values() for word in words), taxonomy)
    return {word: tuple(label.code for label in found) for word, found in labels.items()}


def _reason(word: str, category: Category) -> tuple[str, str]:
    if word in category.veto:
        return f"“{category.zh}”把它列为不算的词", "请在“词”和“不算的词”里只留一处"
    return "单独读它也归不到这一类", "请写客户原话里的词，不要带问句和否定"
