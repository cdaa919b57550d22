"""Which kind a heading belongs to: exactly one must win by a margin, nothing is guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aftersales.clean.sheet_names import OWN_NAME
from aftersales.kinds.model import FieldType, Kind
from aftersales.model import Candidate
from aftersales.recognise.cells import Samples
from aftersales.recognise.headings import Block, Label
from aftersales.recognise.mapping import EXACT, ColumnMap, map_columns
from aftersales.recognise.remembered import Around
from aftersales.recognise.surroundings import FILE, SHEET, Clues
from aftersales.recognise.vocabulary import Vocabulary

ENOUGH = 5.5
"""So many points a kind needs: about what one telling heading and one other, or a title and two plain ones give."""
MARGIN, MARGIN_WITH_TITLE = 2.0, 1.0
FULL = 18.0
_NEARLY = 0.7
_STRANGE = 3.0
_DATES = (FieldType.DATE, FieldType.MOMENT)


@dataclass(frozen=True, slots=True)
class Try:
    """One kind tried on one heading: its points, how loudly a title speaks for it, what of the required is missing."""

    kind: Kind
    map: ColumnMap
    points: float
    title: float
    missing: tuple[tuple[str, ...], ...]
    evidence: tuple[str, ...]

    @property
    def candidate(self) -> Candidate:
        """The same for `explain` and for problems."""
        return Candidate(self.kind.id, round(max(0.0, min(1.0, self.points / FULL)), 2), self.evidence)

    @property
    def mapped(self) -> int:
        """How many columns feed a field."""
        return len(self.map.given)

    @property
    def in_a_row(self) -> int:
        """How many columns stand beside each other that say by their own words what they are; no form has many."""
        exact = sorted(at for at, (_, how) in self.map.given.items() if how == EXACT)
        longest = run = 0
        for at, before in zip(exact, [None, *exact], strict=False):
            run = run + 1 if before is not None and at == before + 1 else 1
            longest = max(longest, run)
        return longest


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked besides the heading: the cells under it, and what stands around it."""

    samples: Samples
    clues: Clues
    around: Around


@dataclass(frozen=True, slots=True)
class Verdict:
    """The one kind, or the code of the problem and the kinds that it is about, best first."""

    tries: tuple[Try, ...]
    won: Try | None = None
    code: str = ""
    about: tuple[Try, ...] = ()


def decide(block: Block, samples: Samples, clues: Clues, vocabulary: Vocabulary) -> Verdict:
    """Try every kind on a heading and take the one that clearly fits best, or what was taken for its like before."""
    around = Around(clues.around)
    key = (block.labels, tuple(clues.hints.items()), clues.labels, clues.day, clues.period)
    known: Verdict | None = vocabulary.remembered.recall(key, samples, around)
    if known is not None:
        return known
    verdict = _decided(block, _Asked(samples, clues, around), vocabulary)
    vocabulary.remembered.keep(key, samples, around, verdict)
    return verdict


def _decided(block: Block, asked: _Asked, vocabulary: Vocabulary) -> Verdict:
    clues = asked.clues
    strange = sum(not vocabulary.strange.isdisjoint(label.keys) for label in block.labels)
    tries = tuple(
        sorted(
            (_try(kind, block.labels, asked, vocabulary, strange) for kind in _thinkable(block, clues, vocabulary)),
            key=lambda attempt: (-attempt.points, attempt.kind.id),
        )
    )
    fit = [attempt for attempt in tries if _fits(attempt, clues)]
    missing = [t for t in tries if t.missing and t.points >= ENOUGH and t.mapped >= 3 and not _is_stranger(t, clues)]
    if fit:
        best = fit[0]
        if missing and missing[0].points >= best.points + MARGIN_WITH_TITLE:
            return Verdict(tries, None, "missing-column", (missing[0],))
        margin = MARGIN_WITH_TITLE if best.title >= FILE else MARGIN
        rivals = tuple(t for t in fit[1:] if t.points > best.points - margin or _stands_apart(t, best))
        return Verdict(tries, None, "ambiguous-sheet", (best, *rivals)) if rivals else Verdict(tries, best)
    if missing and (len(missing) == 1 or missing[0].points >= missing[1].points + MARGIN_WITH_TITLE):
        return Verdict(tries, None, "missing-column", (missing[0],))
    return _unknown(tries, clues)


def _thinkable(block: Block, clues: Clues, vocabulary: Vocabulary) -> list[Kind]:
    """The kinds that a title speaks for, or that know two of the headings, be they misspelt: no other can win."""
    known = Counter[str]()
    for label in block.labels:
        kinds = {kind for kind, words in vocabulary.meanings.items() if not words.keys().isdisjoint(label.keys)}
        known.update(kinds.union(vocabulary.near(label.keys[0])) if label.keys else ())
    return [kind for kind in vocabulary.kinds.values() if known[kind.id] > 1 or kind.id in clues.hints]


def _try(kind: Kind, labels: Sequence[Label], asked: _Asked, vocabulary: Vocabulary, strange: int) -> Try:
    clues = asked.clues
    hint = clues.hints.get(kind.id)
    columns = map_columns(kind, labels, asked.samples, vocabulary, hint.word if hint else "")
    told = {name: kind.signature.get(name, 0.0) * weight for name, weight in columns.weights.items()}
    title = hint.weight if hint else 0.0
    known = vocabulary.meanings[kind.id]
    given = {name for key in clues.labels if key in known for name in known[key].fields}
    missing = tuple(group for group in kind.required if not _has(kind, group, columns, given, asked))
    headings = {label.index: label.text for label in labels}
    texts = {name: headings[index] for index, (names, _) in columns.given.items() for name in names}
    loud = dict.fromkeys(texts[name] for name, points in sorted(told.items(), key=lambda t: -t[1]) if points >= 1)
    evidence = [f"表头有{'、'.join(loud)}"] if loud else []
    evidence += [f"{hint.where}有“{hint.word}”"] if hint else []
    evidence += [f"缺少{_zh(kind, group)}" for group in missing]
    against = _STRANGE * strange if strange >= 2 and title < FILE else 0.0
    points = sum(told.values()) + title - against
    return Try(kind, columns, points, title, missing, tuple(evidence))


def missing_names(attempt: Try) -> str:
    """The columns that a kind cannot do without and the sheet lacks, in Chinese."""
    return "、".join(_zh(attempt.kind, group) for group in attempt.missing)


def _zh(kind: Kind, group: tuple[str, ...]) -> str:
    return "或".join(kind.field(name).zh for name in group)


def _has(kind: Kind, group: tuple[str, ...], columns: ColumnMap, given: set[str], asked: _Asked) -> bool:
    """A column gives one of these, or a label above the table, or a name or title says whose, which day or period."""
    if any(name in columns.weights or name in given for name in group):
        return True
    clues = asked.clues
    if kind.owner in group and (clues.labels & OWN_NAME or asked.around.names_person(kind.titles)):
        return True
    events = [kind.field(name) for name in group if name in kind.event]
    if clues.period and any(event.type is FieldType.PERIOD or kind.month_of_file for event in events):
        return True
    return clues.day and any(event.type in _DATES for event in events)


def _fits(attempt: Try, clues: Clues) -> bool:
    if attempt.missing or attempt.points < ENOUGH or attempt.mapped < 2 or _is_stranger(attempt, clues):
        return False
    return attempt.mapped >= 3 or any(evidence == EXACT for _, evidence in attempt.map.given.values())


def _stands_apart(rival: Try, best: Try) -> bool:
    """Without a title, a kind nearly as strong whose own event stands in another column: 投诉日期 and 回访日期."""
    if best.title >= FILE or rival.points < _NEARLY * best.points:
        return False
    own, theirs = _event(rival), _event(best)
    return own is not None and theirs is not None and own != theirs


def _event(attempt: Try) -> int | None:
    """The column that gives the event by a wording of its own."""
    names = set(attempt.kind.event[:1])
    given = attempt.map.given.items()
    return next((at for at, (fields, how) in given if how == EXACT and not names.isdisjoint(fields)), None)


def _is_stranger(attempt: Try, clues: Clues) -> bool:
    """A title names a sort of sheet that is none of ours, and nothing but plain headings speaks against it."""
    stranger = clues.hints.get("")
    if not stranger or stranger.weight <= attempt.title:
        return False
    return stranger.weight >= SHEET and attempt.points - attempt.title < 10


def _unknown(tries: tuple[Try, ...], clues: Clues) -> Verdict:
    """Fits none, or too little of it fits two alike."""
    alike = tuple(t for t in tries if not t.missing and t.mapped >= 4 and t.points >= 1 and not _is_stranger(t, clues))
    alike = tuple(t for t in alike if t.points >= alike[0].points - 1)
    code = "ambiguous-sheet" if len(alike) > 1 else "unknown-sheet"
    nearest = tuple(t for t in tries if t.mapped >= 2 and t.points > 0)[:3]
    return Verdict(tries, None, code, alike if len(alike) > 1 else nearest)
