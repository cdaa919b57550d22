"""Typed judgements → one value: mean inside a rater group, then of the groups, then of the sub-items."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median_low

from aftersales.appraisal.facts_model import PersonFacts
from aftersales.appraisal.model import Mark
from aftersales.appraisal.numbers import mean, plain
from aftersales.settings.schemes import Item

RATERS = {
    "self": "自评",
    "superior": "上级",
    "peer": "同事",
    "customer": "客户",
    "hr": "人事",
    "exam": "笔试",
    "practice": "实操",
    "case": "案例",
    "result": "结果",
}
_FAR_APART = {"level": Decimal(2), "score": Decimal(40)}
"""Two of five levels: from here on a self-rating above the superior's is worth a word."""
Valued = Callable[[Mark], Decimal | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """The value that the raters agree on, in words, and the records it stands in.

    Without a value `words` says what was written all the same, if anything was. `aside` is what was written and does
    not count: a self-rating, a typed result.
    """

    value: Decimal | None
    words: str = ""
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


def judge(item: Item, facts: PersonFacts, valued: Valued, *, middle: bool = False) -> Judged:
    """What was judged about an item, or about its sub-items one by one. `middle` takes the median of several.

    A blank rater is the superior; a typed result, else the superior, stands in where none of the item's raters rated.
    """
    own = [mark for mark in facts.marks((item.name, *item.aliases)) if not mark.achievement]
    named = {
        name: [m for m in (*own, *facts.marks((name,))) if name in {m.sub_item, m.item}] for name in item.sub_items
    }
    if any(named.values()):
        parts = {name: _of_raters(item, marks, valued) for name, marks in named.items() if marks}
        parts = {name: part for name, part in parts.items() if part.value is not None}
    elif middle and len({mark.sub_item for mark in own}) > 1:
        by_line = {sub: [m for m in own if m.sub_item == sub] for sub in dict.fromkeys(m.sub_item for m in own)}
        found = {sub: _of_raters(item, marks, valued) for sub, marks in by_line.items()}
        values = [part.value for part in found.values() if part.value is not None]
        evidence = tuple(i for part in found.values() for i in part.evidence)
        return Judged(median_low(values), f"{len(values)} 条的中位", evidence) if values else Judged(None)
    else:
        return _of_raters(item, own, valued)
    if not parts:
        return _of_raters(item, own, valued)
    words = "、".join(f"{name} {plain(part.value)}" for name, part in parts.items() if part.value is not None)
    return Judged(
        mean(part.value for part in parts.values() if part.value is not None),
        f"{words}，平均",
        tuple(dict.fromkeys(i for part in parts.values() for i in part.evidence)),
        tuple(dict.fromkeys(note for part in parts.values() for note in part.notes)),
        tuple(f"{name}{aside}" for name, part in parts.items() for aside in part.aside),
    )


def _of_raters(item: Item, marks: Sequence[Mark], valued: Valued) -> Judged:
    groups: dict[str, list[tuple[Mark, Decimal]]] = {}
    for mark in marks:
        value = valued(mark)
        if value is not None:
            groups.setdefault(mark.rater or "superior", []).append((mark, value))
    results = groups.get("result")
    counted: dict[str, list[tuple[Mark, Decimal]]] = {r: groups[r] for r in item.raters if r in groups}
    rated = _mean_of(item, counted)
    if results and (item.result_wins or not counted):
        counted = {"result": results}
    elif not counted and "superior" in groups:
        counted = {"superior": groups["superior"]}
    value = _mean_of(item, counted)
    aside = [
        f"{RATERS[rater]} {plain(mean(v for _, v in given))}" for rater, given in groups.items() if rater not in counted
    ]
    if value is None:
        return _unused(item, marks, aside)
    typed = mean(v for _, v in results) if results else None
    notes = _notes(item, groups, counted)
    if typed is not None and rated is not None and typed != rated:
        notes = (*notes, f"{item.name}表中结果 {plain(typed)}，按评分算是 {plain(rated)}")
    means = {rater: mean(value for _, value in given) for rater, given in counted.items()}
    words = "、".join(f"{RATERS[rater]} {plain(m)}" for rater, m in means.items()) + (
        "，平均" if len(means) > 1 else ""
    )
    evidence = tuple(dict.fromkeys(mark.record_id for given in counted.values() for mark, _ in given))
    return Judged(value, words, evidence, notes, tuple(aside))


def _mean_of(item: Item, counted: Mapping[str, Sequence[tuple[Mark, Decimal]]]) -> Decimal | None:
    """The weighted mean of the groups' own means."""
    if not counted:
        return None
    weights = {rater: item.raters.get(rater, Decimal(1)) for rater in counted}  # type: ignore[call-overload]
    means = {rater: mean(value for _, value in given) for rater, given in counted.items()}
    return sum((weights[r] * means[r] for r in means), Decimal(0)) / sum(weights.values(), Decimal(0))


def _unused(item: Item, marks: Sequence[Mark], aside: Sequence[str]) -> Judged:
    """What was written about an item and gives no value: other people's ratings, a word that has no points."""
    said = list(dict.fromkeys(mark.word for mark in marks if mark.word))
    words = [f"只有{'、'.join(aside)}，没有{RATERS[next(iter(item.raters))]}评分"] if aside else []
    words += [f"写的是“{'”“'.join(said)}”，没有对应的分数"] if said and not aside else []
    return Judged(None, "；".join(words), tuple(mark.record_id for mark in marks) if words else ())


def _notes(
    item: Item, groups: dict[str, list[tuple[Mark, Decimal]]], counted: dict[str, list[tuple[Mark, Decimal]]]
) -> tuple[str, ...]:
    notes = []
    if len(item.raters) > 1 and len(counted) < len(item.raters) and "result" not in counted:
        missing = "、".join(RATERS[rater] for rater in item.raters if rater not in counted)
        notes.append(f"{item.name}缺{missing}")
    if "self" in groups and "superior" in groups:
        own, above = (mean(value for _, value in groups[rater]) for rater in ("self", "superior"))
        apart = _FAR_APART["level" if max(own, above) <= 10 else "score"]  # levels end at ten
        if own - above >= apart:
            notes.append(f"{item.name}自评高于上级两级以上")
    return tuple(notes)
