"""The ways of awarding: an item of a scheme and the facts of one person → points, and in words what was seen.

One function a way, registered in `_WAYS`. None as points means that there is nothing to award from: what a missing item
does is the scheme's to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from aftersales.appraisal.events import taken_off
from aftersales.appraisal.facts_model import PersonFacts
from aftersales.appraisal.figure_words import in_words, share_of_target
from aftersales.appraisal.judged import Judged, judge
from aftersales.appraisal.model import Mark
from aftersales.appraisal.numbers import plain, reached
from aftersales.clean.text import match_key
from aftersales.settings.schemes import (
    Binary,
    Feed,
    Item,
    Level,
    Linear,
    PerEvent,
    Proportion,
    Rating,
    RatioToTarget,
    Steps,
    Typed,
    Words,
)

_AROUND = re.compile(r"[()（）\s]|[级等档]$|(?<=[A-Ea-e])[级等档]")
"""What may stand around a word of judgement: B级, A（优秀）."""


@dataclass(frozen=True, slots=True)
class Awarded:
    """Points on the item's own scale. `pending` are records that still wait for their check mark: shown, not charged."""

    points: Decimal | None
    basis: str
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    rules: tuple[str, ...] = field(default=())


def awarded(item: Item, facts: PersonFacts) -> Awarded:
    """The points of one item, between 0 (or the award's floor) and the item's maximum."""
    return _WAYS[item.award.by](item, item.award, facts)


# -- judgements -------------------------------------------------------------------------------------------------------


def _rating(item: Item, award: Rating, facts: PersonFacts) -> Awarded:
    def value(mark: Mark) -> Decimal | None:
        return mark.score

    judged = judge(item, facts, value)
    if judged.value is None and item.fallback:
        return _instead(item, award, facts)
    return _scaled(item, judged, award.out_of)


def _instead(item: Item, award: Rating, facts: PersonFacts) -> Awarded:
    """A measure in place of a rating that nobody gave."""
    fallback = item.fallback
    figure = facts.figure(fallback.measure) if fallback else None
    if fallback is None or figure is None or figure.value is None:
        return _nothing()
    share = min(figure.value * fallback.times / award.out_of, Decimal(1))
    return Awarded(share * item.max, f"没有评分，按{in_words(figure)}", figure.record_ids)


def _scaled(item: Item, judged: Judged, out_of: Decimal) -> Awarded:
    if judged.value is None:
        return _nothing(judged)
    value, notes = _within(judged.value, out_of, item.name)
    basis = judged.words + _bracket(f"满分 {plain(out_of)}", *judged.aside)
    return Awarded(value / out_of * item.max, basis, judged.evidence, (*judged.notes, *notes))


def _typed(item: Item, _award: Typed, facts: PersonFacts) -> Awarded:
    return _scaled(item, judge(item, facts, lambda mark: mark.score), item.max)


def _level(item: Item, award: Level, facts: PersonFacts) -> Awarded:
    def value(mark: Mark) -> Decimal | None:
        level = mark.level if mark.level is not None else mark.score
        return level if level is not None and 1 <= level <= award.levels else None

    judged = judge(item, facts, value)
    if judged.value is None:
        return _nothing(judged)
    points = min(judged.value * award.each, item.max)
    several = judged.words.endswith("平均")
    told = f"{judged.words} {plain(judged.value)}" if several else f"{judged.words}{_bracket(*judged.aside)}"
    basis = f"{told} 级 × {plain(award.each)} 分"
    return Awarded(points, basis, judged.evidence, judged.notes)


def _words(item: Item, award: Words, facts: PersonFacts) -> Awarded:
    known = {match_key(word): points for word, points in award.words.items()}

    def value(mark: Mark) -> Decimal | None:
        if mark.word:
            key = match_key(mark.word)
            return known.get(key, known.get(match_key(_AROUND.sub("", mark.word))))
        return mark.score if mark.score in known.values() else None

    judged = judge(item, facts, value, middle=True)
    if judged.value is None:
        return _nothing(judged)
    said = {points: word for word, points in reversed(award.words.items())}.get(judged.value, "")
    basis = f"“{said}” → {plain(judged.value)} 分" if said else f"{judged.words}"
    return Awarded(min(judged.value, item.max), basis, judged.evidence, judged.notes)


# -- figures ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Fed:
    value: Decimal
    basis: str
    evidence: tuple[str, ...]


def _steps(item: Item, award: Steps, facts: PersonFacts) -> Awarded:
    fed = _feed(item, award.of, facts)
    if fed is None:
        return _nothing()
    reached = (s for s in award.steps if (fed.value <= s.at if award.lower_is_better else fed.value >= s.at))
    step = next(reached, None)
    points = step.points if step else award.otherwise
    beside = _typed_beside(item, facts) if not award.of.rating else ""
    return Awarded(min(points, item.max), f"{fed.basis} → {plain(points)} 分{beside}", fed.evidence)


def _typed_beside(item: Item, facts: PersonFacts) -> str:
    """Scores that a form holds for an item whose points are worked out: shown, never used."""
    typed = judge(item, facts, lambda mark: mark.score)
    told = typed.words.removeprefix("只有").partition("，")[0] if typed.value is None else typed.words
    return _bracket("表中得分 " + "、".join(part for part in (told, *typed.aside) if part)) if told else ""


def _linear(item: Item, award: Linear, facts: PersonFacts) -> Awarded:
    fed = _feed(item, award.of, facts)
    if fed is None:
        return _nothing()
    worst, best = award.worst, award.best
    share = (fed.value - worst.at) / (best.at - worst.at)
    points = worst.points + (best.points - worst.points) * max(Decimal(0), min(Decimal(1), share))
    return Awarded(min(points, item.max), f"{fed.basis}，按直线折算", fed.evidence)


def _ratio(item: Item, award: RatioToTarget, facts: PersonFacts) -> Awarded:
    fed = _feed(item, award.of, facts)
    if fed is None:
        return _nothing()
    share = max(Decimal(0), min(fed.value, award.cap))
    return Awarded(min(share * item.max, item.max * award.cap), fed.basis, fed.evidence)


def _proportion(item: Item, award: Proportion, facts: PersonFacts) -> Awarded:
    figure = facts.figure(award.measure)
    if figure is None or figure.value is None:
        return _nothing()
    share = 1 - figure.value if award.bad else figure.value
    return Awarded(max(Decimal(0), min(share, Decimal(1))) * item.max, in_words(figure), figure.record_ids)


def _feed(item: Item, of: Feed, facts: PersonFacts) -> _Fed | None:
    """The first figure that is there: a typed achievement, a measure (against its target), a rating."""
    marks = facts.marks((item.name, *item.aliases))
    typed = [mark for mark in marks if mark.achievement and mark.score is not None]
    if of.achievement and typed and (share := typed[-1].score) is not None:
        return _Fed(share, f"达成 {reached(share)}", (typed[-1].record_id,))
    figure = facts.figure(of.measure) if of.measure else None
    if figure is not None and figure.value is not None:
        target = of.target
        if target is None and of.from_targets:
            target = facts.target((item.name, *item.aliases), of.measure)
        if target:
            return _Fed(*share_of_target(figure, target), figure.record_ids)
        if not of.from_targets:
            return _Fed(figure.value, in_words(figure), figure.record_ids)
    judged = judge(item, facts, lambda mark: mark.score) if of.rating else Judged(None)
    return None if judged.value is None else _Fed(judged.value, judged.words, judged.evidence)


# -- events -----------------------------------------------------------------------------------------------------------


def _per_event(item: Item, award: PerEvent, facts: PersonFacts) -> Awarded:
    off = taken_off(award.events, item, facts)
    left = item.max - off.points
    points = Decimal(0) if off.zero else max(award.floor, min(left, item.max))
    return Awarded(points, off.basis, off.evidence, (), off.pending, off.rules)


def _binary(item: Item, award: Binary, facts: PersonFacts) -> Awarded:
    off = taken_off(award.events, item, facts)
    happened = bool(off.evidence)
    basis = off.basis if happened else "没有发生"
    return Awarded(Decimal(0) if happened else item.max, basis, off.evidence, (), off.pending, off.rules)


def _within(value: Decimal, most: Decimal, name: str) -> tuple[Decimal, tuple[str, ...]]:
    if value > most:
        return most, (f"{name}填了 {plain(value)}，超过满分，按 {plain(most)}",)
    if value < 0:
        return Decimal(0), (f"{name}填了 {plain(value)}，按 0",)
    return value, ()


def _nothing(judged: Judged | None = None) -> Awarded:
    return Awarded(None, (judged and judged.words) or "没有评分", judged.evidence if judged else ())


def _bracket(*words: str) -> str:
    return f"（{'，'.join(words)}）" if words else ""


_WAYS: Mapping[str, Callable[[Item, Any, PersonFacts], Awarded]] = {
    "rating": _rating,
    "level": _level,
    "words": _words,
    "steps": _steps,
    "linear": _linear,
    "per_event": _per_event,
    "proportion": _proportion,
    "ratio_to_target": _ratio,
    "binary": _binary,
    "typed": _typed,
}
