"""Remarks → categories, each with the words that were the reason. Rules alone: nothing here learns or guesses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from aftersales.classify.hits import DENIAL, PATTERN, TERM, Finder, Hit
from aftersales.classify.negation import Negation, Span, one_of
from aftersales.classify.remark import Remark, pieces, read, spans
from aftersales.classify.taxonomy import DISPUTE, NO_COMPLAINT, OTHER, Category, Label, Taxonomy

_PATTERN_BREAKS = str.maketrans("！？~\n", "。。。。")
_SENTENCE = re.compile("[。！？\n]")
LONGEST = 400
_STRENGTH = {TERM: 0, DENIAL: 1, PATTERN: 2}


def classify_texts(texts: Iterable[str], taxonomy: Taxonomy) -> dict[str, tuple[Label, ...]]:
    """The labels of every distinct text, in the taxonomy's order; () where no rule understands the text."""
    rules = _Rules(taxonomy)
    return {text: rules.classify(text) for text in dict.fromkeys(texts)}


class _Rules:
    """A taxonomy compiled once for many texts."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        remarks = [each for each in taxonomy.categories if each.code not in (NO_COMPLAINT, OTHER)]
        self._active = taxonomy.active
        self._place = {category.code: at for at, category in enumerate(taxonomy.categories)}
        self._by_code = {category.code: category for category in taxonomy.categories}
        self._finder = Finder(remarks, taxonomy.active)
        self._emotion = Finder([self._by_code[OTHER]], taxonomy.active)
        self._negation = Negation(taxonomy.negation)
        self._resolved = re.compile(one_of(taxonomy.negation.resolved))
        self._nothing = frozenset(self._by_code[NO_COMPLAINT].terms)
        self._nothing_patterns = [re.compile(source) for source in self._by_code[NO_COMPLAINT].patterns]

    def classify(self, written: str) -> tuple[Label, ...]:
        remark = read(written)
        rule = self._no_complaint(remark.text)
        if rule:
            whole = Hit(self._by_code[NO_COMPLAINT], TERM, rule, 0, len(remark.text))
            return (self._label(remark, [(0, len(remark.text))], [whole], [whole]),)
        clauses = spans(remark.text, self._negation.breaks)
        meant = self._meant(remark.text, self._finder)
        kept = self._after_yielding(remark.text, meant)
        codes = sorted({hit.code for hit in kept}, key=self._place.__getitem__)
        if not codes:
            kept = meant = self._meant(remark.text, self._emotion)
            codes = [OTHER] if kept else []
        return tuple(
            self._label(
                remark,
                clauses,
                [hit for hit in kept if hit.code == code],
                [hit for hit in meant if hit.code == code],
            )
            for code in codes
        )

    def _no_complaint(self, text: str) -> str:
        """The rule by which the whole text says that there is nothing to complain of; blank if none."""
        bare = text.strip().rstrip("。！~ ")
        if bare in self._nothing and NO_COMPLAINT in self._active:
            return f"{NO_COMPLAINT}.{TERM}"
        for number, pattern in enumerate(self._nothing_patterns, start=1):
            if pattern.search(text.strip()) and NO_COMPLAINT in self._active:
                return f"{NO_COMPLAINT}.{PATTERN}.{number}"
        return ""

    def _meant(self, text: str, finder: Finder) -> list[Hit]:
        """The hits that count. A very long text is read a piece at a time, or it would take minutes."""
        meant = []
        for start, end in pieces(text, _SENTENCE, LONGEST):
            piece = text[start:end]
            clauses = spans(piece, self._negation.breaks)
            hits = finder.find(piece, clauses, piece.translate(_PATTERN_BREAKS))
            unmeant = self._negation.unmeant(piece, clauses, hits)
            found = [hit for hit in hits if hit not in unmeant]
            if finder is self._finder:
                found += [
                    Hit(self._by_code[DISPUTE], DENIAL, f"{DISPUTE}.{DENIAL}", *span)
                    for span in self._negation.denials(piece)
                ]
            meant += [replace(hit, start=hit.start + start, end=hit.end + start) for hit in found]
        return [hit for hit in meant if hit.code in self._active]

    def _after_yielding(self, text: str, meant: Sequence[Hit]) -> list[Hit]:
        """Weak words and patterns of waiting give way to what is waited for, where the same sentence names it."""
        sentences = spans(text, _SENTENCE)

        def sentence(hit: Hit) -> int:
            return bisect_right(sentences, (hit.start, len(text)))

        named = {(sentence(hit), hit.code) for hit in meant}
        return [
            hit
            for hit in meant
            if hit.kind == TERM or not any((sentence(hit), code) in named for code in hit.category.yields_to)
        ]

    def _label(self, remark: Remark, clauses: Sequence[Span], kept: Sequence[Hit], shown: Sequence[Hit]) -> Label:
        category: Category = kept[0].category
        best = min(kept, key=lambda hit: (_STRENGTH.get(hit.kind, 3), hit.start))
        start, end = next((clause for clause in clauses if clause[0] <= best.start < clause[1]), (best.start, best.end))
        places = tuple(remark.slice(*span) for span in _joined(shown))
        clause = slice(*remark.slice(start, end))
        return Label(
            code=category.code,
            zh=category.zh,
            words=tuple(remark.written[left:right] for left, right in places),
            spans=places,
            clause=remark.written[clause],
            rule=best.rule,
            resolved=bool(self._resolved.search(remark.text)),
        )


def _joined(hits: Sequence[Hit]) -> list[Span]:
    """The places of the hits, overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted((hit.start, hit.end) for hit in hits):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
