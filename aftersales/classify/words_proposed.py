"""词典建议: words that remarks of a category have and its rules lack, found by counting; a person decides about them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from aftersales.classify.load import extended
from aftersales.classify.model import ProposedWord
from aftersales.classify.remark import fold
from aftersales.classify.taxonomy import Taxonomy
from aftersales.classify.word_checks import dead_words, shared_words

SIZES = (2, 3, 4)
SUPPORT = 3
PRECISION = 0.8
AT_MOST = 10
"""So many words a category: more than a shop would read."""
EXAMPLES = 3
_STRETCH = re.compile("[\u4e00-\u9fff]{2,}")
_EDGE = re.compile("^[的了着过们吗呢吧啊和与及也都就又很还有]|[的在把被和与及我你他她这那很也都就又还]$")
_ADDRESS = re.compile("女士|先生|小姐|师傅|老板|老师|客户|业主|顾客")


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A remark with the codes that clerks gave it and those that the rules give."""

    text: str
    said: frozenset[str]
    fired: frozenset[str]


@dataclass(slots=True)
class Word:
    """What was counted of one run of characters: in which missed remarks it stands, and what stands beside it there."""

    missed: set[int] = field(default_factory=set)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    right: int = 0
    times: int = 0

    @property
    def precision(self) -> float:
        """How often a confirmed remark that has the word belongs to the category."""
        return self.right / self.times if self.times else 0.0

    def rank(self, taken: set[int], word: str) -> tuple[int, int, float, int, str]:
        """More remarks not yet taken first; then what stands in changing company, as words do; then the shorter one."""
        return -len(self.missed - taken), -min(len(self.before), len(self.after)), -self.precision, len(word), word


def words_proposed(
    confirmed: Sequence[Confirmed], waiting: Mapping[str, int], taxonomy: Taxonomy
) -> tuple[ProposedWord, ...]:
    """The words by category, in the taxonomy's order. `waiting` are the texts in 待归类 with their number of records."""
    texts = [fold(each.text) for each in confirmed]
    runs = [frozenset(run for run, _, _ in _runs(text)) for text in texts]
    unread = [(fold(text), records) for text, records in waiting.items()]
    found: list[ProposedWord] = []
    for category in taxonomy.categories:
        if category.code not in taxonomy.active:
            continue
        missed = [at for at, each in enumerate(confirmed) if category.code in each.said - each.fired]
        belongs = [category.code in each.said for each in confirmed]
        chosen = _chosen(missed, texts, runs, belongs) if len(missed) >= SUPPORT else {}
        usable = _usable(category.code, chosen, taxonomy)
        found += [
            ProposedWord(
                category.zh,
                word,
                len(counted.missed),
                round(counted.precision, 2),
                sum(records for text, records in unread if word in text),
                tuple(
                    sorted((confirmed[at].text for at in counted.missed), key=lambda text: (len(text), text))[:EXAMPLES]
                ),
            )
            for word, counted in usable.items()
        ]
    return tuple(found)


def _chosen(
    missed: Sequence[int], texts: Sequence[str], runs: Sequence[frozenset[str]], belongs: Sequence[bool]
) -> dict[str, Word]:
    """The words that together cover the missed remarks, the most useful first."""
    words = _counted(missed, texts, runs)
    for own, right in zip(runs, belongs, strict=True):
        for run in own & words.keys():
            words[run].times += 1
            words[run].right += right
    good = {word: counted for word, counted in words.items() if counted.precision >= PRECISION}
    chosen: dict[str, Word] = {}
    taken: set[int] = set()
    while good and len(chosen) < AT_MOST:
        best = min(good, key=lambda word: good[word].rank(taken, word))
        if len(good[best].missed - taken) < SUPPORT:
            break
        chosen[best] = good.pop(best)
        taken |= chosen[best].missed
    return chosen


def _counted(missed: Sequence[int], texts: Sequence[str], runs: Sequence[frozenset[str]]) -> dict[str, Word]:
    """The runs of characters that enough of the missed remarks have."""
    times = Counter(run for at in missed for run in runs[at])
    words: defaultdict[str, Word] = defaultdict(Word)
    for at in missed:
        for run, before, after in _runs(texts[at]):
            if times[run] >= SUPPORT and not _EDGE.search(run) and not _ADDRESS.search(run):
                word = words[run]
                word.missed.add(at)
                word.before.add(before or str(at))  # the edge of a stretch is a new neighbour every time
                word.after.add(after or str(at))
    return dict(words)


def _runs(text: str) -> Iterator[tuple[str, str, str]]:
    """Every run of Chinese characters of a word's length, with the characters before and after it."""
    for stretch in _STRETCH.finditer(text):
        characters = stretch.group()
        for size in SIZES:
            for at in range(len(characters) - size + 1):
                yield (
                    characters[at : at + size],
                    characters[at - 1 : at] if at else "",
                    characters[at + size : at + size + 1],
                )


def _usable(code: str, chosen: Mapping[str, Word], taxonomy: Taxonomy) -> dict[str, Word]:
    """Without words that could never match, or that other categories would claim too."""
    if not chosen:
        return {}
    additions = {code: (tuple(chosen), ())}
    grown = extended(taxonomy, additions)
    useless = {each.word for each in dead_words(additions, grown)} | {
        each.word for each in shared_words(additions, grown)
    }
    return {word: counted for word, counted in chosen.items() if word not in useless}
