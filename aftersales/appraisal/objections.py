"""申诉单 → signed adjustment lines. The original lines stay; what comes too late is refused with the date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from aftersales.appraisal.model import Line, Score
from aftersales.appraisal.naming import item_key
from aftersales.appraisal.numbers import plain, printed
from aftersales.appraisal.score import IN_GAP, grade_of
from aftersales.periods import last_day, last_month
from aftersales.problems import Place, Problem
from aftersales.settings.model import Appraisals
from aftersales.settings.schemes import Scheme

ADJUSTED = "申诉调整"
_GRANTED = re.compile(r"同意|成立|采纳|支持|属实|通过|更正|改判|恢复|调整")
_REFUSED = re.compile(r"不(同意|成立|予|采纳|支持|属实|通过)|未(采纳|通过)|驳回|维持|无效|不调整")


@dataclass(frozen=True, slots=True)
class Objection:
    """One decided or pending objection. `granted` is None while nothing is decided."""

    record_id: str
    place: Place
    date: str
    person: str
    period: str
    scheme: str
    item: str
    granted: bool | None
    points: Decimal | None
    decided_by: str


def objections_of(records: pd.DataFrame, scheme_ids: Mapping[str, str]) -> list[Objection]:
    """The objections of the run, in the order of the records."""
    return [
        Objection(
            str(row.record_id),
            Place(str(row.file), str(row.sheet), int(str(row.row))),
            str(row.date)[:10],
            str(row.person),
            str(row.period),
            scheme_ids.get(item_key(row.scheme), row.scheme) if isinstance(row.scheme, str) else "",
            str(row.item),
            _granted(row.decision),
            None if pd.isna(row.points) else Decimal(str(row.points)),  # type: ignore[arg-type]
            row.decided_by if isinstance(row.decided_by, str) else "",
        )
        for row in records.itertuples(index=False)
    ]


def last_chance(period: str, rules: Appraisals, closed: Mapping[str, str] | None = None) -> str:
    """The last day on which an objection to a period's score is taken: so many days after it was published.

    That is the day on which its last month was `closed` (month → day); before that, the day that the rules name.
    """
    after = date.fromisoformat(last_day(period)) + timedelta(days=1)
    day = (closed or {}).get(last_month(period), "")
    published = date.fromisoformat(day) if day else after.replace(day=rules.published_on_day)
    return (published + timedelta(days=rules.objection_days)).isoformat()


def heard(
    scores: Sequence[Score],
    objections: Sequence[Objection],
    schemes: Mapping[str, Scheme],
    rules: Appraisals,
    closed: Mapping[str, str] | None = None,
) -> tuple[list[Score], list[Problem]]:
    """The scores of one period after its objections, and those that came too late or fit no score."""
    adjusted = list(scores)
    problems: list[Problem] = []
    for one in objections:
        until = last_chance(one.period, rules, closed)
        if one.date > until:
            facts = {"until": until}
            problems.append(Problem("objection-late", one.place, "date", one.date, facts, one.person))
            continue
        at = [n for n, score in enumerate(adjusted) if _concerns(one, score)]
        if len(at) != 1:
            hint = "，同时对上几个方案" if at else ""
            facts = {"person": one.person, "period": one.period, "hint": hint}
            problems.append(Problem("objection-unmatched", one.place, "item", one.item, facts, one.person))
            continue
        adjusted[at[0]] = _after(adjusted[at[0]], one, schemes[adjusted[at[0]].scheme])
    return adjusted, problems


def _granted(decision: object) -> bool | None:
    if not isinstance(decision, str):
        return None
    if _REFUSED.search(decision):
        return False
    return True if _GRANTED.search(decision) else None


def _concerns(one: Objection, score: Score) -> bool:
    if score.person != one.person or one.scheme not in {"", score.scheme}:
        return False
    return any(item_key(line.item) == item_key(one.item) for line in score.lines)


def _after(score: Score, one: Objection, scheme: Scheme) -> Score:
    """The score with the adjustment as a line of its own; while nothing is decided only a note."""
    if one.granted is None or score.total is None or score.max is None or score.status != "rated":
        return replace(score, note=_with(score.note, f"{one.item}申诉中"))
    if not one.granted:
        return replace(score, note=_with(score.note, f"{one.item}申诉未采纳"))
    if one.points is None:
        return replace(score, note=_with(score.note, f"{one.item}申诉成立，未写调整分数"))
    line = next(line for line in score.lines if item_key(line.item) == item_key(one.item))
    highest = score.max - score.total
    points = min(one.points, highest)
    basis = f"{one.item}申诉成立，{'+' if points >= 0 else ''}{plain(points)} 分"
    basis += f"（{one.decided_by}）" if one.decided_by else ""
    total = max(Decimal(0), score.total + points)
    lines = (*score.lines, Line(line.part, ADJUSTED, basis, total - score.total, None, line.rule, (one.record_id,)))
    if score.score is None:
        return replace(score, total=total, lines=lines, note=_with(score.note, "有申诉调整"))
    now = printed(total / score.max * scheme.out_of)
    grade, in_gap = grade_of(scheme, now)
    note = "；".join(part for part in score.note.split("；") if part != IN_GAP)
    told = f"申诉前 {score.score}" + (f" {score.grade}" if score.grade else "")
    note = _with(_with(note, told), IN_GAP if in_gap else "")
    return replace(score, total=total, score=now, grade=grade, lines=lines, note=note)


def _with(note: str, more: str) -> str:
    return "；".join(part for part in (note, more) if part)
