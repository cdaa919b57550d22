"""One person's score: the lines of a scheme, what missing items do, deductions, a void period, the grade.

The points of the lines add up to the total, always; `score` is total ÷ max × 100, rounded half up once, and the grade is
decided on the rounded score that is printed (convention G1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from aftersales.appraisal.award import Awarded, awarded
from aftersales.appraisal.events import named
from aftersales.appraisal.facts_model import PersonFacts
from aftersales.appraisal.figure_words import in_words
from aftersales.appraisal.model import Line, Score
from aftersales.appraisal.numbers import mean, plain, printed
from aftersales.settings.schemes import Block, Item, Scheme

RESCALED, VOID = "折算", "作废"
NOT_RATED, PENDING = "没有评分", "待核实"
IN_GAP = "落在原文空档"
NOT_ENOUGH = "评分不足，不评级"
_WHOLE = Block()


@dataclass(frozen=True, slots=True)
class _Entry:
    """An item with what it was awarded; `line` carries its points on the scheme's scale, the block's weight applied."""

    item: Item
    award: Awarded
    line: Line

    @property
    def rated(self) -> bool:
        return self.line.points is not None


def score_person(scheme: Scheme, person: str, store: str, period: str, facts: PersonFacts) -> Score:
    """A person's score of one period under one scheme that has items."""
    entries = [_entry(scheme, item, facts) for item in scheme.items]
    notes = [note for entry in entries for note in entry.award.notes]
    lines = [line for entry in entries for line in (entry.line, *_pending(entry))]
    blank = Score(period, scheme.id, person, store, lines=tuple(lines))
    if not facts.present or not _enough(scheme, entries):
        unpaid = tuple(replace(line, points=None) for line in lines)
        note = "本期没有任何记录" if not facts.present else NOT_ENOUGH
        return replace(blank, lines=unpaid, note=_joined([note, *notes]))
    extra, told = _rescaled(scheme, entries)
    lines += extra
    lines += _deducted(scheme, lines, facts)
    notes += told
    total = sum((line.points for line in lines if line.points is not None), Decimal(0))
    most = _max(scheme, entries)
    if void := _void(scheme, facts):
        line, why = void
        lines.append(replace(line, points=-total))
        return replace(
            blank, total=Decimal(0), max=most, status="void", note=_joined([why, *notes]), lines=tuple(lines)
        )
    if scheme.lowest_counts:
        grade = _lowest(scheme, entries)
        notes += _mean_letter(scheme, entries)
        return replace(
            blank, total=total, max=most, grade=grade, status="rated", note=_joined(notes), lines=tuple(lines)
        )
    if scheme.total_when == "weighted":
        notes.append("没有给权重，不合成总分")
        return replace(blank, status="rated", note=_joined(notes), lines=tuple(lines))
    score = printed(total / most * scheme.out_of)
    notes += _left_out(scheme, entries, most)
    grade, in_gap = grade_of(scheme, score)
    notes += [IN_GAP] if in_gap else []
    return replace(
        blank, total=total, max=most, score=score, grade=grade, status="rated", note=_joined(notes), lines=tuple(lines)
    )


def grade_of(scheme: Scheme, score: Decimal) -> tuple[str, bool]:
    """The grade of a printed score, and whether the source says nothing of such a score."""
    if not scheme.grades:
        return "", False
    grade = next((g.name for g in sorted(scheme.grades, key=lambda g: -g.at) if score >= g.at), scheme.below)
    return grade, any(gap.over < score < gap.under for gap in scheme.gaps)


def block_of(scheme: Scheme, item: Item) -> Block:
    """The block an item belongs to; one without weight of its own where the scheme says nothing of it."""
    return scheme.parts.get(item.part, _WHOLE)


# -- the lines --------------------------------------------------------------------------------------------------------


def _entry(scheme: Scheme, item: Item, facts: PersonFacts) -> _Entry:
    award = awarded(item, facts)
    weight = block_of(scheme, item).weight
    missing = item.missing or scheme.missing
    points = award.points
    basis = award.basis
    if points is None and missing == "zero":
        points, basis = Decimal(0), f"{basis}，按 0 分"
    if weight != 1 and points is not None:
        basis = f"{basis} × {plain(weight)}"
    besides = [words for name in item.beside if (words := _beside(facts, name))]
    basis = f"{basis}（旁注：{'、'.join(besides)}）" if besides else basis
    rule = "、".join(award.rules) or item.rule
    scaled = None if points is None else points * weight
    line = Line(item.part, item.name, basis, scaled, item.max * weight, rule, award.evidence)
    return _Entry(item, award, line)


def _beside(facts: PersonFacts, measure: str) -> str:
    """A figure that is printed beside an item and gives no points."""
    figure = facts.figure(measure)
    return "" if figure is None or figure.value is None else in_words(figure)


def _pending(entry: _Entry) -> Iterable[Line]:
    """What waits for its check mark is listed, and takes nothing."""
    if entry.award.pending:
        times = len(entry.award.pending)
        line = entry.line
        yield Line(
            line.part, line.item, f"{PENDING} {times} 次，未扣分", Decimal(0), None, line.rule, entry.award.pending
        )


def _enough(scheme: Scheme, entries: Sequence[_Entry]) -> bool:
    """Whether enough of the weight is rated; an optional block that is missing counts as not asked for."""
    asked = [e for e in entries if not (block_of(scheme, e.item).optional and not e.rated)]
    whole = sum((e.line.max for e in asked if e.line.max is not None), Decimal(0))
    rated = sum((e.line.max for e in asked if e.rated and e.line.max is not None), Decimal(0))
    if any(not e.rated and (e.item.missing or scheme.missing) == "not_rated" for e in asked):
        return scheme.lowest_counts and rated > 0
    return whole > 0 and rated >= scheme.enough * whole


def _max(scheme: Scheme, entries: Sequence[_Entry]) -> Decimal:
    """The maximum of what is rated; blocks are whole, since what is missing inside them has been rescaled."""
    if not scheme.parts:
        return sum((e.line.max for e in entries if e.rated and e.line.max is not None), Decimal(0))
    rated = {e.item.part for e in entries if e.rated}
    kept = rated | {name for name, block in scheme.parts.items() if block.optional}
    return sum((e.line.max for e in entries if e.item.part in kept and e.line.max is not None), Decimal(0))


def _rescaled(scheme: Scheme, entries: Sequence[_Entry]) -> tuple[list[Line], list[str]]:
    """Lines that make up for what is missing inside a block, then for an optional block that is missing as a whole."""
    if not scheme.parts:
        return [], []
    lines: list[Line] = []
    for part in scheme.parts:
        own = [e for e in entries if e.item.part == part]
        points, rated, whole = _sums(own)
        if rated and rated < whole:
            basis = f"{part}已评 {plain(rated)} 分中的 {plain(points)}，按 {plain(whole)} 分折算"
            lines.append(Line(part, RESCALED, basis, points * whole / rated - points, whole - rated, own[0].line.rule))
    absent = [
        (name, block)
        for name, block in scheme.parts.items()
        if block.optional and not any(e.rated for e in entries if e.item.part == name)
    ]
    if not absent:
        return lines, []
    there = [e for e in entries if e.item.part not in dict(absent)]
    have = sum((e.line.points or Decimal(0) for e in there), Decimal(0)) + sum(
        (line.points or Decimal(0) for line in lines), Decimal(0)
    )
    kept = {e.item.part for e in there if e.rated}
    base = sum((e.line.max for e in there if e.item.part in kept and e.line.max is not None), Decimal(0))
    lost = sum((e.line.max for e in entries if e.item.part in dict(absent) and e.line.max is not None), Decimal(0))
    rule = next(e.line.rule for e in entries if e.item.part in dict(absent))
    basis = f"没有{'、'.join(dict(absent))}评分，{plain(have)} × {plain(lost)} ÷ {plain(base)}"
    lines.append(Line("", RESCALED, basis, have * lost / base, lost, rule))
    return lines, [block.rescale_note for _, block in absent if block.rescale_note]


def _left_out(scheme: Scheme, entries: Sequence[_Entry], most: Decimal) -> list[str]:
    """What was not rated, where no line tells that the rest was rescaled."""
    names = [entry.item.name for entry in entries if not entry.rated]
    return [f"{'、'.join(names)}没有评分，按已评的 {plain(most)} 分折算"] if names and not scheme.parts else []


def _sums(entries: Sequence[_Entry]) -> tuple[Decimal, Decimal, Decimal]:
    """Points, rated maximum and whole maximum of some entries."""
    points = sum((e.line.points for e in entries if e.line.points is not None), Decimal(0))
    rated = sum((e.line.max for e in entries if e.rated and e.line.max is not None), Decimal(0))
    return points, rated, sum((e.line.max for e in entries if e.line.max is not None), Decimal(0))


def _deducted(scheme: Scheme, lines: Sequence[Line], facts: PersonFacts) -> list[Line]:
    """Points off the whole, never below zero: a line carries the points that were really taken off."""
    left = sum((line.points for line in lines if line.points is not None), Decimal(0))
    found: list[Line] = []
    for deduction in scheme.deductions:
        seen = facts.counted(deduction)
        counting = [one for one in seen if one.counts]
        waiting = tuple(one.record_id for one in seen if not one.counts)
        times = sum((one.weight for one in counting), Decimal(0))
        if times:
            off = min(left, times * deduction.each)
            left -= off
            ids = tuple(one.record_id for one in counting)
            capped = f"，最多扣到 0，实扣 {plain(off)} 分" if off < times * deduction.each else ""
            basis = f"{plain(times)} 次 × {plain(deduction.each)} 分{capped}"
            found.append(Line("", deduction.name, basis, -off, None, deduction.rule, ids))
        if waiting:
            basis = f"{PENDING} {len(waiting)} 次，未扣分"
            found.append(Line("", deduction.name, basis, Decimal(0), None, deduction.rule, waiting))
    return found


def _void(scheme: Scheme, facts: PersonFacts) -> tuple[Line, str] | None:
    """The line that cancels the period, and why."""
    for cause in scheme.void:
        ids = tuple(one.record_id for one in facts.counted(cause) if one.counts)
        if ids:
            return Line("", VOID, f"{named(cause)} {len(ids)} 次，经核实", None, None, cause.rule, ids), cause.note
    return None


def _lowest(scheme: Scheme, entries: Sequence[_Entry]) -> str:
    """The letter of the lowest item; an item that is not rated leaves the person without a grade."""
    points = [e.line.points for e in entries]
    if any(value is None for value in points):
        return scheme.below
    lowest = min(value for value in points if value is not None)
    return next((letter for letter, value in scheme.letters.items() if value == lowest), scheme.below)


def _mean_letter(scheme: Scheme, entries: Sequence[_Entry]) -> list[str]:
    """Beside the lowest letter what the letters are on average (S3-23)."""
    if not all(entry.rated for entry in entries):
        return []
    points = [entry.line.points for entry in entries if entry.line.points is not None]
    letters = "、".join(f"{letter} 计 {plain(value)}" for letter, value in scheme.letters.items())
    return [f"平均 {printed(mean(points))}（{letters}）"]


def _joined(notes: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(note for note in notes if note))
