"""Grades over time → proposals. Nothing is applied: every row says what it rests on, and a person decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aftersales.appraisal.model import Proposal, Score
from aftersales.appraisal.numbers import plain
from aftersales.appraisal.rollup import of_whole
from aftersales.periods import before, months_of
from aftersales.settings.schemes import Consequence, Scheme

PERSONNEL = frozenset({"warning", "demotion", "retraining", "dismissal"})
SUGGESTED, TO_BE_SETTLED = "建议", "待核定"
OPEN_AMOUNT = frozenset({"raise", "reward"})


def consequences_of(scheme: Scheme, period: str, history: Mapping[str, Score]) -> Iterator[Proposal]:
    """What follows for one person from the score of one period. `history` are the person's scores by period.

    Of warning, demotion, retraining and dismissal only the severest step that applies is proposed.
    """
    now = history[period]
    applying = [c for c in scheme.consequences if _every(scheme, c) == _level(period) and _applies(c, period, history)]
    severest = max(((c.adjacent, c.times) for c in applying if c.proposal in PERSONNEL), default=None)
    for one in applying:
        if one.proposal in PERSONNEL and (one.adjacent, one.times) != severest:
            continue
        yield _proposal(scheme, now, one, _because(one, period, history), _resting_on(one, period, history))
    if scheme.pay_ratio is not None and now.grade in scheme.pay_ratio and _level(period) == scheme.period:
        share = scheme.pay_ratio[now.grade]
        because = f"{of_whole(now)}，按 {plain(share * 100 if share <= 2 else share)}% 发放"
        yield _other(scheme, now, "pay_ratio", because, SUGGESTED)
    elif scheme.pay_ratio_open and now.status == "rated" and _level(period) == scheme.period:
        yield _other(scheme, now, "pay_ratio", f"{of_whole(now)}；工资发放比例原文待核定", TO_BE_SETTLED)


def countdown(scheme: Scheme, period: str, history: Mapping[str, Score]) -> str:
    """How far a person is from what so many grades in a year bring, from the point where it is worth saying."""
    words = []
    for one in scheme.consequences:
        if not one.in_year or one.warn_from is None:
            continue
        times = _in_year(one, period, history)
        if one.warn_from <= times < one.times:
            words.append(f"本年 {one.grade} {times} 次，满 {one.times} 次：{one.words or one.proposal}")
    return "；".join(dict.fromkeys(words))


def _every(scheme: Scheme, one: Consequence) -> str:
    return one.every or scheme.period


def _level(period: str) -> str:
    return "quarter" if "Q" in period else "month" if "-" in period else "year"


def _is(history: Mapping[str, Score], period: str, grade: str) -> bool:
    score = history.get(period)
    return score is not None and score.status == "rated" and score.grade == grade


def _applies(one: Consequence, period: str, history: Mapping[str, Score]) -> bool:
    if not _is(history, period, one.grade):
        return False
    if one.in_year:
        return _in_year(one, period, history) == one.times
    adjacent = _is(history, before(period), one.grade)
    if one.adjacent:
        return _streak(one, period, history) >= one.times
    if one.not_adjacent and adjacent:
        return False
    return len(_earlier(one, period, history)) + 1 >= one.times


def _in_year(one: Consequence, period: str, history: Mapping[str, Score]) -> int:
    """How often the grade was reached in the calendar year, up to and with this period."""
    return sum(_is(history, p, one.grade) for p in history if p[:4] == period[:4] and p <= period)


def _streak(one: Consequence, period: str, history: Mapping[str, Score]) -> int:
    length = 0
    while _is(history, period, one.grade):
        length, period = length + 1, before(period)
    return length


def _earlier(one: Consequence, period: str, history: Mapping[str, Score]) -> list[str]:
    """The earlier periods with this grade, as far back as it counts."""
    most = one.within_months
    now = _number(period)
    return [
        p
        for p in sorted(history)
        if p < period and _is(history, p, one.grade) and (most is None or now - _number(p) <= most)
    ]


def _number(period: str) -> int:
    year, month = map(int, months_of(period)[-1].split("-"))
    return year * 12 + month


def _because(one: Consequence, period: str, history: Mapping[str, Score]) -> str:
    words = f"{period} {of_whole(history[period])}"
    if one.in_year:
        words += f"，本年第 {one.times} 次 {one.grade}"
    elif one.adjacent:
        words += f"；上一期 {before(period)} {of_whole(history[before(period)])}"
    elif one.times > 1:
        earlier = "、".join(f"{p} {of_whole(history[p])}" for p in _earlier(one, period, history))
        words += f"；{one.within_months} 个月内还有 {earlier}"
    return f"{words}：{one.words}" if one.words else words


def _resting_on(one: Consequence, period: str, history: Mapping[str, Score]) -> list[str]:
    periods = [period]
    if one.adjacent:
        periods = [before(period), period]
    elif one.in_year:
        periods = [p for p in sorted(history) if p[:4] == period[:4] and p <= period and _is(history, p, one.grade)]
    elif one.times > 1:
        periods = [*_earlier(one, period, history), period]
    return list(dict.fromkeys(r for p in periods for line in history[p].lines for r in line.evidence))


def _proposal(scheme: Scheme, now: Score, one: Consequence, because: str, records: Sequence[str]) -> Proposal:
    amount = None if one.amount is None else float(one.amount)
    if amount is None and one.proposal in OPEN_AMOUNT:
        because += "，金额待定"
    store = now.store
    return Proposal(
        now.period, scheme.id, now.person, store, one.proposal, amount, because, one.rule, SUGGESTED, tuple(records)
    )


def _other(scheme: Scheme, now: Score, proposal: str, because: str, status: str) -> Proposal:
    rule = "S4-20" if scheme.pay_ratio_open else ""
    ids = tuple(dict.fromkeys(r for line in now.lines for r in line.evidence))
    return Proposal(now.period, scheme.id, now.person, now.store, proposal, None, because, rule, status, ids)
