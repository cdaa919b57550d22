"""Remarks → categories, each with the words that were the reason. Rules alone: nothing here learns or guesses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from aftersales.classify.hits import DENIAL, PATTERN, TERM, Finder, Hit
from aftersales.classify.negation import Negation, Span, one_of
from aftersales.classify.remark import Remark, pieces, read, spans
from aftersales.classify.taxonomy import DISPUTE, NO_COMPLAINT, OTHER, Category, Label, NegationWords, Taxonomy
from aftersales.side_by_side import side_by_side

_PATTERN_BREAKS = str.maketrans("！？~\n", "。。。。")
_SENTENCE = re.compile("[。！？\n]")
_STRETCH = re.compile("[，。；！？、 ~\n]|(?=但|就是|只是|不过|主要|偏偏)")
_BUT = re.compile("但|可(?!以|能)|就(?!好|行|来|想|问)|只是|不过|主要|偏偏|结果|却|然而|唯独|美中不足")
LONGEST, AT_ONCE = 400, 10_000
SHORT, EXPLAINS = 3, 9
_STRENGTH = {TERM: 0, DENIAL: 1, PATTERN: 2}


def classify_texts(texts: Iterable[str], taxonomy: Taxonomy, hands: int = 1) -> dict[str, tuple[Label, ...]]:
    """The labels of every distinct text, in the taxonomy's order; () where no rule understands the text.

    Tens of thousands of texts are shared out to so many `hands` (processes).
    """
    rules = _compiled(taxonomy.categories, taxonomy.active, taxonomy.negation)
    distinct = list(dict.fromkeys(texts))
    parts = [distinct[at : at + AT_ONCE] for at in range(0, len(distinct), AT_ONCE)]
    found = side_by_side(parts, lambda part: [rules.classify(text) for text in part], hands)
    return dict(zip(distinct, chain.from_iterable(found), strict=True))


@lru_cache(maxsize=8)
def _compiled(categories: tuple[Category, ...], active: frozenset[str], negation: NegationWords) -> _Rules:
    return _Rules(categories, active, negation)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The hits of a remark: those that count, those of categories the trade does not use, and those that are denied."""

    meant: list[Hit]
    foreign: list[Hit]
    denied: list[Hit]


class _Rules:
    """The rules of a taxonomy, compiled."""

    def __init__(self, categories: Sequence[Category], active: frozenset[str], negation: NegationWords) -> None:
        self._active = active
        self._place = {category.code: at for at, category in enumerate(categories)}
        self._by_code = {category.code: category for category in categories}
        whole = self._by_code[NO_COMPLAINT]
        # words of an unspecific 其他 are searched with the others: they may stand inside words that mean something
        self._finder = Finder(each for each in categories if each is not whole)
        self._calm = Finder([whole])
        self._negation = Negation(negation)
        self._resolved = re.compile(one_of(negation.resolved))
        self._nothing = frozenset(whole.terms)

    def classify(self, written: str) -> tuple[Label, ...]:
        remark = read(written)
        rule = self._nothing_said(remark.text)
        if rule:
            return (self._no_complaint(remark, rule),)
        reading = self._read(remark.text)
        causes = [hit for hit in reading.meant if hit.code != OTHER]
        kept = self._after_yielding(remark.text, causes, reading.foreign)
        if kept:
            clauses = spans(remark.text, self._negation.breaks)
            codes = sorted({hit.code for hit in kept}, key=self._place.__getitem__)
            shown = [*causes, *_beside(kept, reading.denied, remark.text)]
            return tuple(self._label(remark, clauses, *_of(code, kept, shown)) for code in codes)
        return self._without_cause(remark, reading)

    def _without_cause(self, remark: Remark, reading: _Reading) -> tuple[Label, ...]:
        """Feelings, or a cause that the trade has no category for, are 其他; denial, praise and questions no complaint."""
        shown = [hit for hit in reading.meant if hit.code == OTHER] + reading.foreign
        if shown and OTHER in self._active:
            other = self._by_code[OTHER]
            hits = [replace(hit, category=other, rule=_under(OTHER, hit.rule)) for hit in shown]
            return (self._label(remark, spans(remark.text, self._negation.breaks), hits, hits),)
        text = remark.text.translate(_PATTERN_BREAKS)
        calm = list(self._calm.patterns_in(text))
        rule = next((hit.rule for hit in calm), f"{NO_COMPLAINT}.{DENIAL}" * bool(reading.denied))
        if not rule or NO_COMPLAINT not in self._active or _something_else(text, [*calm, *reading.denied]):
            return ()
        return (self._no_complaint(remark, rule),)

    def _nothing_said(self, text: str) -> str:
        """The rule by which the whole text is one of the words for nothing; blank if it is not."""
        bare = text.strip().rstrip("。！~ ")
        return f"{NO_COMPLAINT}.{TERM}" if bare in self._nothing and NO_COMPLAINT in self._active else ""

    def _no_complaint(self, remark: Remark, rule: str) -> Label:
        whole = Hit(self._by_code[NO_COMPLAINT], TERM, rule, 0, len(remark.text))
        return self._label(remark, [(0, len(remark.text))], [whole], [whole])

    def _read(self, text: str) -> _Reading:
        """A very long text is read a piece at a time, or it would take minutes."""
        meant: list[Hit] = []
        denied: list[Hit] = []
        for start, end in pieces(text, _SENTENCE, LONGEST):
            piece = text[start:end]
            clauses = spans(piece, self._negation.breaks)
            hits = self._finder.find(piece, clauses, piece.translate(_PATTERN_BREAKS))
            unmeant = self._negation.unmeant(piece, clauses, hits)
            found = [hit for hit in hits if hit not in unmeant]
            found += [
                Hit(self._by_code[DISPUTE], DENIAL, f"{DISPUTE}.{DENIAL}", *span)
                for span in self._negation.denials(piece)
            ]
            meant += _moved(found, start)
            denied += _moved([hit for hit in hits if hit in unmeant], start)
        return _Reading(
            meant=[hit for hit in meant if hit.code in self._active],
            foreign=[hit for hit in meant if hit.code not in self._active and hit.kind != DENIAL and hit.code != OTHER],
            denied=denied,
        )

    def _after_yielding(self, text: str, meant: Sequence[Hit], foreign: Sequence[Hit]) -> list[Hit]:
        """Weak words and patterns of waiting give way to what is waited for, where the same sentence names it.

        They do so too where the trade has no category for it. Those that give way to each other all stay.
        """
        sentences = spans(text, _SENTENCE)

        def sentence(hit: Hit) -> int:
            return bisect_right(sentences, (hit.start, len(text)))

        outweighed = {code for hit in meant for code in hit.category.outweighs}
        left = [hit for hit in meant if hit.code not in outweighed]
        for others in ([*meant, *foreign], foreign):
            named = {(sentence(hit), hit.code) for hit in others}
            kept = [
                hit
                for hit in left
                if hit.kind == TERM
                or hit.firm
                or not any((sentence(hit), code) in named for code in hit.category.yields_to)
            ]
            if kept:
                break
        return kept

    def _label(self, remark: Remark, clauses: Sequence[Span], kept: Sequence[Hit], shown: Sequence[Hit]) -> Label:
        category: Category = kept[0].category
        best = min(kept, key=lambda hit: (_STRENGTH.get(hit.kind, 3), hit.start))
        start, end = next((clause for clause in clauses if clause[0] <= best.start < clause[1]), (best.start, best.end))
        places = tuple(remark.slice(*span) for span in _cut(remark.text, _joined(shown), self._negation.breaks))
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


def _something_else(text: str, known: Sequence[Hit]) -> bool:
    """Whether praise or denial is not all of it: what no rule understands goes on with a 但 or 就是, or is long.

    Long only where nothing but a denial is understood: 没裂，是划线没擦干净 explains, but whoever goes on complains.
    """
    unknown = [
        (start, end)
        for start, end in spans(text, _STRETCH)
        if end - start > SHORT and not any(hit.start < end and start < hit.end for hit in known)
    ]
    much = sum(end - start for start, end in unknown) > EXPLAINS and not any(hit.firm for hit in known)
    return much or any(_BUT.match(text, start) for start, _ in unknown)


def _of(code: str, *listed: Sequence[Hit]) -> Iterator[list[Hit]]:
    """The hits of one category in each list."""
    return ([hit for hit in hits if hit.code == code] for hits in listed)


def _beside(kept: Sequence[Hit], denied: Sequence[Hit], text: str) -> list[Hit]:
    """Denied words in a sentence that a label of their category has words in: without those they might count."""
    sentences = spans(text, _SENTENCE)

    def place(hit: Hit) -> tuple[str, int]:
        return hit.code, bisect_right(sentences, (hit.start, len(text)))

    there = {place(hit) for hit in kept}
    return [hit for hit in denied if place(hit) in there]


def _moved(hits: Sequence[Hit], by: int) -> list[Hit]:
    """The hits so many characters further on."""
    return [replace(hit, start=hit.start + by, end=hit.end + by) for hit in hits] if by else list(hits)


def _under(code: str, rule: str) -> str:
    return rule if rule.startswith(code) else f"{code}.{rule}"


def _cut(text: str, places: Iterable[Span], breaks: re.Pattern[str]) -> Iterator[Span]:
    """The places without the punctuation in them: it is no part of the reason."""
    for start, end in places:
        for left, right in spans(text[start:end], breaks):
            yield start + left, start + right


def _joined(hits: Sequence[Hit]) -> list[Span]:
    """The places of the hits, overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted((hit.start, hit.end) for hit in hits):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
