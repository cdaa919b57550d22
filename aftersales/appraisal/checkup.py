"""A scheme's check-up when it is loaded: what cannot work is refused, what is odd is told.

The shipped schemes have oddities of their sources; each says in `known` how it was closed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from aftersales.appraisal.events import ANY, named
from aftersales.appraisal.numbers import plain
from aftersales.kinds.model import Kind
from aftersales.settings.schemes import (
    Binary,
    Counted,
    Feed,
    Item,
    Linear,
    PerEvent,
    Proportion,
    RatioToTarget,
    Scheme,
    Steps,
    Words,
)

HIGHEST = Decimal(100)


@dataclass(frozen=True, slots=True)
class Known:
    """What exists for a scheme to name."""

    measures: Collection[str]
    kinds: Mapping[str, Kind]
    categories: Collection[str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a scheme. `where` is a dotted place below the scheme; what is `wrong` keeps it from working."""

    where: str
    text: str
    wrong: bool = False


def check_up(scheme: Scheme, known: Known) -> list[Finding]:
    """Everything that is wrong or odd about a scheme, in the order of its file."""
    return [*_items(scheme, known), *_total(scheme), *_grades(scheme), *_clauses(scheme), *_consequences(scheme)]


# -- items ------------------------------------------------------------------------------------------------------------


def _items(scheme: Scheme, known: Known) -> Iterator[Finding]:
    names = Counter(item.name for item in scheme.items)
    for at, item in enumerate(scheme.items):
        where = f"items.{at}"
        if names[item.name] > 1:
            yield Finding(f"{where}.name", f"项目“{item.name}”写了两次", wrong=True)
        if scheme.parts and item.part not in scheme.parts:
            yield Finding(f"{where}.part", f"项目“{item.name}”的块“{item.part}”不在 parts 里", wrong=True)
        for measure in (*item.beside, *([item.fallback.measure] if item.fallback else ())):
            yield from _measure(measure, where, known)
        yield from _award(item, where, known)
    for at, deduction in enumerate(scheme.deductions):
        yield from _counted(deduction, f"deductions.{at}", known)
    for at, void in enumerate(scheme.void):
        yield from _counted(void, f"void.{at}", known)


def _award(item: Item, where: str, known: Known) -> Iterator[Finding]:
    award = item.award
    if isinstance(award, Steps | Linear | RatioToTarget):
        yield from _feed(award.of, item, where, known)
    if isinstance(award, Steps):
        yield from _steps(item, award, where)
    elif isinstance(award, Linear):
        if award.worst.at == award.best.at or award.best.points < award.worst.points:
            yield Finding(f"{where}.award", f"“{item.name}”的直线要从最差到最好", wrong=True)
        yield from _reach(item, award.best.points, where)
    elif isinstance(award, Proportion):
        yield from _measure(award.measure, where, known)
    elif isinstance(award, Words):
        yield from _reach(item, max(award.words.values(), default=Decimal(0)), where)
    elif isinstance(award, PerEvent | Binary):
        for at, event in enumerate(award.events):
            yield from _counted(event, f"{where}.award.events.{at}", known)
            if isinstance(award, PerEvent) and not (event.each or event.percent or event.zero):
                yield Finding(f"{where}.award.events.{at}", f"“{item.name}”没有写扣几分", wrong=True)


def _steps(item: Item, award: Steps, where: str) -> Iterator[Finding]:
    bounds = [step.at for step in award.steps]
    points = [*(step.points for step in award.steps), award.otherwise]
    if bounds != sorted(bounds, reverse=not award.lower_is_better) or len(set(bounds)) < len(bounds):
        yield Finding(f"{where}.award.steps", f"“{item.name}”的档次要从最好到最差，不能重复", wrong=True)
    elif any(after > before for before, after in pairwise(points)):
        yield Finding(f"{where}.award.steps", f"“{item.name}”的分数不随档次递减", wrong=True)
    yield from _reach(item, max(points), where)


def _reach(item: Item, most: Decimal, where: str) -> Iterator[Finding]:
    if most < item.max:
        yield Finding(f"{where}.max", f"“{item.name}”最多得 {plain(most)} 分，到不了满分 {plain(item.max)}")
    elif most > item.max:
        yield Finding(f"{where}.max", f"“{item.name}”可得 {plain(most)} 分，超过满分 {plain(item.max)}", wrong=True)


def _feed(of: Feed, item: Item, where: str, known: Known) -> Iterator[Finding]:
    if not (of.achievement or of.measure or of.rating):
        yield Finding(f"{where}.award.of", f"“{item.name}”没有写取自哪里", wrong=True)
    if of.measure:
        yield from _measure(of.measure, where, known)


def _counted(event: Counted, where: str, known: Known) -> Iterator[Finding]:
    sources = [bool(event.incidents), bool(event.complaints), bool(event.measure), bool(event.records)]
    if sum(sources) != 1:
        yield Finding(where, "incidents、complaints、measure、records 要写且只写一个", wrong=True)
    if event.measure:
        yield from _measure(event.measure, where, known)
    for category in event.complaints:
        if category != ANY and category not in known.categories:
            yield Finding(f"{where}.complaints", f"没有投诉类别“{category}”", wrong=True)
    if event.records:
        kind = known.kinds.get(event.records)
        wanted = (*event.where, *([event.role] if event.role else ()))
        if kind is None:
            yield Finding(f"{where}.records", f"没有登记表种类“{event.records}”", wrong=True)
        elif not event.role or any(name not in kind.names for name in wanted):
            yield Finding(where, f"“{kind.zh}”里没有这些字段，或没有写 role：{'、'.join(wanted)}", wrong=True)


def _measure(measure: str, where: str, known: Known) -> Iterator[Finding]:
    if measure not in known.measures:
        yield Finding(where, f"没有指标“{measure}”", wrong=True)


# -- the whole --------------------------------------------------------------------------------------------------------


def _total(scheme: Scheme) -> Iterator[Finding]:
    weights = [block.weight for block in scheme.parts.values() if block.weight != 1]
    if weights and sum(weights, Decimal(0)) != 1:
        yield Finding("parts", f"各块的权重合计 {plain(sum(weights, Decimal(0)))}，不是 1", wrong=True)
    if scheme.stated_total is None or not scheme.items:
        return
    blocks = scheme.parts
    total = sum((i.max * (blocks[i.part].weight if i.part in blocks else 1) for i in scheme.items), Decimal(0))
    if total != scheme.stated_total:
        yield Finding("stated_total", f"各项合计 {plain(total)} 分，与总分 {plain(scheme.stated_total)} 不符")


def _grades(scheme: Scheme) -> Iterator[Finding]:
    bounds = [grade.at for grade in scheme.grades]
    names = [*(grade.name for grade in scheme.grades), *([scheme.below] if scheme.below else ())]
    for name, count in Counter(names).items():
        if count > 1:
            yield Finding("grades", f"等级“{name}”写了两次，分数段重叠", wrong=True)
    for bound, count in Counter(bounds).items():
        if count > 1:
            yield Finding("grades", f"{plain(bound)} 分同时属于两个等级", wrong=True)
    if bounds != sorted(bounds, reverse=True):
        yield Finding("grades", "等级要从高到低写", wrong=True)
    for grade in scheme.grades:
        if grade.at > HIGHEST:
            yield Finding("grades", f"“{grade.name}”要 {plain(grade.at)} 分，永远到不了")
    if scheme.grades and not scheme.below and min(bounds) > 0:
        yield Finding("grades", f"{plain(min(bounds))} 分以下没有等级")
    for gap in scheme.gaps:
        yield Finding("gaps", f"原文没有规定 {plain(gap.over)} 与 {plain(gap.under)} 之间的得分")


def _clauses(scheme: Scheme) -> Iterator[Finding]:
    """One event that two clauses of the scheme would charge."""
    hit: dict[str, list[str]] = {}
    for item in scheme.items:
        if isinstance(item.award, PerEvent | Binary):
            for event in item.award.events:
                for word in _words(event):
                    hit.setdefault(word, []).append(item.name)
    for deduction in scheme.deductions:
        for word in _words(deduction):
            hit.setdefault(word, []).append(named(deduction))
    anything = hit.pop(f"投诉 {ANY}", [])
    for word, items in hit.items():
        both = list(dict.fromkeys([*items, *(anything if word.startswith("投诉 ") else ())]))
        if len(both) > 1:
            yield Finding("items", f"{word}同时被两条扣分：{'、'.join(both)}")


def _words(event: Counted) -> Iterator[str]:
    yield from (f"事项 {name}" for name in event.incidents)
    yield from (f"投诉 {name}" for name in event.complaints)
    if event.measure:
        yield f"指标 {event.measure}"


def _consequences(scheme: Scheme) -> Iterator[Finding]:
    grades = {*(grade.name for grade in scheme.grades), *scheme.letters, *([scheme.below] if scheme.below else ())}
    for at, consequence in enumerate(scheme.consequences):
        if consequence.grade not in grades:
            yield Finding(f"consequences.{at}.grade", f"没有等级“{consequence.grade}”", wrong=True)
        if consequence.adjacent and consequence.not_adjacent:
            yield Finding(f"consequences.{at}", "adjacent 和 not_adjacent 不能同时写", wrong=True)
