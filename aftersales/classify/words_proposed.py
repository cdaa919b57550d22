"""词典建议: words that remarks of a category have and its rules lack, and words that mislead its rules.

Both are found by counting in remarks whose category clerks confirmed; a person decides about them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from aftersales.classify.load import extended
from aftersales.classify.model import ProposedWord
from aftersales.classify.remark import fold
from aftersales.classify.rules import classify_texts
from aftersales.classify.taxonomy import Category, Taxonomy
from aftersales.classify.word_checks import dead_words, shared_words

SIZES = (2, 3, 4)
SUPPORT = 3
PRECISION = 0.8
AT_MOST = 10
"""So many words a category: more than a shop would read."""
EXAMPLES = 3
CONTEXT = 2
"""So many characters may stand beside a misleading word in what excepts it."""
_STRETCH = re.compile("[\u4e00-\u9fff]{2,}")
_EDGE = re.compile("^[的了着过们吗呢吧啊和与及也都就又很还有]|[的在把被和与及我你他她这那很也都就又还]$")
_ADDRESS = re.compile("女士|先生|小姐|师傅|老板|老师|客户|业主|顾客")


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A remark with the codes that clerks gave it and those that the rules give, each with its words."""

    text: str
    said: frozenset[str]
    fired: Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class Word:
    """What was counted of one run of characters: in which remarks it would help, and what stands beside it there.

    `times` counts all confirmed remarks that it would touch, `right` those of them that it would help.
    """

    helped: set[int] = field(default_factory=set)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    right: int = 0
    times: int = 0

    @property
    def precision(self) -> float:
        """How often it would be right."""
        return self.right / self.times if self.times else 0.0

    def rank(self, taken: set[int], word: str) -> tuple[int, int, float, int, str]:
        """More remarks not yet taken first; then what stands in changing company, as words do; then the shorter one."""
        return -len(self.helped - taken), -min(len(self.before), len(self.after)), -self.precision, len(word), word


def words_proposed(
    confirmed: Sequence[Confirmed], waiting: Mapping[str, int], taxonomy: Taxonomy
) -> tuple[ProposedWord, ...]:
    """The words by category, in the taxonomy's order. `waiting` are the texts in 待归类 with their number of records."""
    texts = [fold(each.text) for each in confirmed]
    runs = [frozenset(run for run, _, _ in _runs(text)) for text in texts]
    unread = [(fold(text), records) for text, records in waiting.items()]
    found: list[ProposedWord] = []
    for code in (each.code for each in taxonomy.categories if each.code in taxonomy.active):
        for word, counted in _missing(code, confirmed, texts, runs, taxonomy).items():
            more = sum(records for text, records in unread if word in text)
            found.append(_proposed(taxonomy.zh(code), word, counted, confirmed, waiting=more))
        for word, counted in _misleading(code, confirmed, texts, taxonomy).items():
            found.append(_proposed(taxonomy.zh(code), word, counted, confirmed, counts=False))
    return tuple(found)


def _proposed(
    zh: str, word: str, counted: Word, confirmed: Sequence[Confirmed], *, waiting: int = 0, counts: bool = True
) -> ProposedWord:
    texts = sorted((confirmed[at].text for at in counted.helped), key=lambda text: (len(text), text))
    return ProposedWord(zh, word, len(texts), round(counted.precision, 2), waiting, tuple(texts[:EXAMPLES]), counts)


# -- what the rules lack ----------------------------------------------------------------------------------------------


def _missing(
    code: str, confirmed: Sequence[Confirmed], texts: Sequence[str], runs: Sequence[frozenset[str]], taxonomy: Taxonomy
) -> dict[str, Word]:
    """Words of the remarks that clerks put into the category and the rules did not."""
    missed = [at for at, each in enumerate(confirmed) if code in each.said and code not in each.fired]
    if len(missed) < SUPPORT:
        return {}
    times = Counter(run for at in missed for run in runs[at])
    common = {run for run, many in times.items() if many >= SUPPORT and not _EDGE.search(run)}
    words = _counted((at, *run) for at in missed for run in _runs(texts[at]) if run[0] in common)
    for own, each in zip(runs, confirmed, strict=True):
        for run in own & words.keys():
            words[run].times += 1
            words[run].right += code in each.said
    chosen = _chosen(words)
    additions = {code: (tuple(chosen), ())}
    grown = extended(taxonomy, additions)
    useless = {fault.word for find in (dead_words, shared_words) for fault in find(additions, grown)}
    return {word: counted for word, counted in chosen.items() if word not in useless}


def _runs(text: str) -> Iterator[tuple[str, str, str]]:
    """Every run of Chinese characters of a word's length, with the characters before and after it."""
    for stretch in _STRETCH.finditer(text):
        characters = stretch.group()
        for size in SIZES:
            for at in range(len(characters) - size + 1):
                end = at + size
                yield characters[at:end], characters[at - 1 : at] if at else "", characters[end : end + 1]


# -- what misleads the rules ------------------------------------------------------------------------------------------


def _misleading(code: str, confirmed: Sequence[Confirmed], texts: Sequence[str], taxonomy: Taxonomy) -> dict[str, Word]:
    """Words, or longer ones around them, by which the rules give the category where clerks do not."""
    fired = [at for at, each in enumerate(confirmed) if code in each.fired]
    wrong = [at for at in fired if code not in confirmed[at].said]
    if len(wrong) < SUPPORT:
        return {}
    own = next(each for each in taxonomy.categories if each.code == code)
    near = [
        (at, *run)
        for at in wrong
        for shown in confirmed[at].fired[code]
        for word in _cores(fold(shown), own)
        for run in _around(word, texts[at])
    ]
    times = Counter(run for run, _ in {(run, at) for at, run, _, _ in near})
    words = _counted(each for each in near if times[each[1]] >= SUPPORT)
    for run, counted in words.items():
        counted.right = len(counted.helped)
        counted.times = sum(run in texts[at] for at in fired)
    chosen = _chosen(words)
    grown = extended(taxonomy, {code: ((), tuple(chosen))})
    left = classify_texts([confirmed[at].text for at in wrong], grown)
    gone = {at for at in wrong if code not in {label.code for label in left[confirmed[at].text]}}
    return {word: counted for word, counted in chosen.items() if len(counted.helped & gone) >= SUPPORT}


def _cores(shown: str, category: Category) -> list[str]:
    """What an exception must hold to cancel the words shown: a word of the category in them, else all of them."""
    return [word for word in category.terms if word in shown] or [shown]


def _around(word: str, text: str) -> Iterator[tuple[str, str, str]]:
    """The word where it stands in the text, and the runs of Chinese characters that begin or end a little further out."""
    start = text.find(word)
    while start >= 0:
        for left in range(max(start - CONTEXT, 0), start + 1):
            for right in range(start + len(word), min(start + len(word) + CONTEXT, len(text)) + 1):
                run = text[left:right]
                if _STRETCH.fullmatch(run) and right - left <= len(word) + CONTEXT:
                    yield run, text[left - 1 : left] if left else "", text[right : right + 1]
        start = text.find(word, start + 1)


# -- both -------------------------------------------------------------------------------------------------------------


def _counted(occurrences: Iterable[tuple[int, str, str, str]]) -> dict[str, Word]:
    """(number of the remark, run, character before, character after) → what was counted of each run."""
    words: defaultdict[str, Word] = defaultdict(Word)
    for at, run, before, after in occurrences:
        if not _ADDRESS.search(run):
            word = words[run]
            word.helped.add(at)
            word.before.add(before or str(at))  # the edge of a stretch is a new neighbour every time
            word.after.add(after or str(at))
    return dict(words)


def _chosen(words: Mapping[str, Word]) -> dict[str, Word]:
    """The words that together help the most remarks, the most useful first."""
    good = {word: counted for word, counted in words.items() if counted.precision >= PRECISION}
    chosen: dict[str, Word] = {}
    taken: set[int] = set()
    while good and len(chosen) < AT_MOST:
        best = min(good, key=lambda word: good[word].rank(taken, word))
        if len(good[best].helped - taken) < SUPPORT:
            break
        chosen[best] = good.pop(best)
        taken |= chosen[best].helped
    return chosen
