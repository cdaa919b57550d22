"""Appraise: facts → scores of every month, quarter and year → what is proposed. One pass over the periods, oldest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from aftersales.appraisal.assign import Appraisee, appraisees, in_force, names_of, unknown_schemes, without_scheme
from aftersales.appraisal.consequences import consequences_of, countdown
from aftersales.appraisal.facts import Facts
from aftersales.appraisal.facts_model import PersonFacts
from aftersales.appraisal.model import Proposal, Score
from aftersales.appraisal.objections import heard, objections_of
from aftersales.appraisal.rollup import MISSING, rolled_up
from aftersales.appraisal.score import NOT_ENOUGH, score_person
from aftersales.appraisal.typed_total import typed_total
from aftersales.appraisal.unmatched import incidents_without_clause
from aftersales.consolidate.roster import Roster
from aftersales.periods import last_day, last_month, months_of, quarter_of
from aftersales.problems import Problem
from aftersales.settings.model import Appraisals
from aftersales.settings.schemes import Period, Scheme

IN_PROGRESS = "本期未结束"
FactsOf = Callable[[str], Facts]
"""The facts of a period, laid out once."""


@dataclass(slots=True)
class Appraised:
    """Everything that was worked out: scores and proposals by period, and what could not be worked out."""

    scores: dict[str, list[Score]] = field(default_factory=dict)
    proposals: dict[str, list[Proposal]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def of_month(self, month: str) -> list[Score]:
        """The scores that stand in a month's folder: its own, and those of a quarter or year that ends with it."""
        return [score for period, scores in self.scores.items() if last_month(period) == month for score in scores]

    def proposed_in(self, month: str) -> list[Proposal]:
        """The proposals of the same periods."""
        return [one for period, found in self.proposals.items() if last_month(period) == month for one in found]


@dataclass(frozen=True, slots=True)
class When:
    """Today, and the day on which each month was `closed`."""

    today: str
    closed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Company:
    """What an appraisal needs besides the facts: the schemes, the roster, what is written, the days that matter."""

    schemes: Mapping[str, Scheme]
    roster: Roster
    judgements: pd.DataFrame
    objections: pd.DataFrame
    incidents: pd.DataFrame
    rules: Appraisals
    when: When


def appraise(months: Sequence[str], facts_of: FactsOf, company: Company) -> Appraised:
    """Scores and proposals of all months that have records, and of the quarters and years that have ended with them."""
    done = Appraised()
    called = names_of(company.schemes)
    done.problems += unknown_schemes(company.roster, called)
    objections = objections_of(company.objections, called)
    for period in periods(months, company.when.today):
        facts = facts_of(period)
        scores: list[Score] = []
        for scheme in in_force(company.schemes, period):
            if scheme.items and _level(period) in (scheme.period, *scheme.rolls_up):
                scores += _scores(scheme, period, facts, company, done, called)
        own = [one for one in objections if one.period == period]
        scores, said = heard(scores, own, company.schemes, company.rules, company.when.closed)
        done.problems += said
        done.scores[period] = scores
        _propose(period, company, done)
        if _level(period) == "month":
            covered: dict[str, set[str]] = {}
            for score in scores:
                covered.setdefault(score.person, set()).add(score.scheme)
            done.problems += without_scheme(period, company.schemes.values(), covered, facts, company.judgements)
            done.problems += incidents_without_clause(facts, covered, company.schemes, company.incidents)
    return done


def periods(months: Iterable[str], today: str) -> list[str]:
    """The months, then after its last month each quarter and year that is over, in the order they end.

    >>> periods(["2026-02", "2026-03"], "2026-04-01"), periods(["2026-03"], "2026-03-20")
    (['2026-02', '2026-03', '2026-Q1'], ['2026-03'])
    """
    found: list[str] = []
    for month in sorted(months):
        found.append(month)
        found += [p for p in (quarter_of(month), month[:4]) if last_month(p) == month and last_day(p) < today]
    return found


def _level(period: str) -> Period:
    return "quarter" if "Q" in period else "month" if "-" in period else "year"


def _scores(
    scheme: Scheme, period: str, facts: Facts, company: Company, done: Appraised, called: Mapping[str, str]
) -> list[Score]:
    people = appraisees(scheme, period, company.roster, facts, called)
    if _level(period) == scheme.period:
        return [_own(scheme, period, who, facts, company.when.today) for who in people]
    chain: tuple[Period, ...] = (scheme.period, *scheme.rolls_up)
    below = chain[chain.index(_level(period)) - 1]
    parts = _below(scheme, period, below, done)
    named = {who.person: who for who in people}
    whole = len(_periods_in(period, below))
    rolled: list[Score] = []
    for person in sorted({*named, *parts}):
        own = None
        if person in facts.marks:
            who = named.get(person) or Appraisee(person, parts[person][-1].store)
            seen = facts.of(person, who.store, scheme.id)
            own = score_person(scheme, person, who.store, period, seen)
            own = replace(own, note="；".join(filter(None, (own.note, typed_total(scheme, own, seen)))))
        if own is not None or person in parts:
            rolled.append(rolled_up(scheme, period, own, parts.get(person, ()), whole))
    return rolled


def _own(scheme: Scheme, period: str, who: Appraisee, facts: Facts, today: str) -> Score:
    """A person's score of the scheme's own period, with what is to be said about the time."""
    own = facts.of(who.person, who.store, scheme.id)
    score = score_person(scheme, who.person, who.store, period, own)
    notes = [score.note, typed_total(scheme, score, own), who.note]
    if last_day(period) >= today:
        notes.append(IN_PROGRESS)
    elif score.status == "not_rated" and not _judged(scheme, own):
        notes = [MISSING, *(note for note in notes if note != NOT_ENOUGH)]
    return replace(score, note="；".join(dict.fromkeys(note for note in notes if note)))


def _judged(scheme: Scheme, own: PersonFacts) -> bool:
    """Whether anybody wrote anything about an item of the scheme."""
    return any(own.marks((item.name, *item.aliases, *item.sub_items)) for item in scheme.items)


def _periods_in(period: str, level: Period) -> list[str]:
    months = months_of(period)
    return list(dict.fromkeys(quarter_of(m) for m in months)) if level == "quarter" else list(months)


def _below(scheme: Scheme, period: str, level: Period, done: Appraised) -> dict[str, list[Score]]:
    """The scores of the periods inside, by person, in order."""
    found: dict[str, list[Score]] = {}
    for part in _periods_in(period, level):
        for score in done.scores.get(part, ()):
            if score.scheme == scheme.id:
                found.setdefault(score.person, []).append(score)
    return found


def _propose(period: str, company: Company, done: Appraised) -> None:
    """Proposals of one period that is over; the countdown goes into the notes of its scores."""
    if last_day(period) >= company.when.today:
        done.proposals[period] = []
        return
    histories: dict[tuple[str, str], dict[str, Score]] = {}
    for past, scores in done.scores.items():
        if _level(past) == _level(period) and past <= period:
            for score in scores:
                histories.setdefault((score.scheme, score.person), {})[past] = score
    found: list[Proposal] = []
    told: list[Score] = []
    for score in done.scores[period]:
        scheme, history = company.schemes[score.scheme], histories[score.scheme, score.person]
        found += consequences_of(scheme, period, history)
        near = countdown(scheme, period, history)
        told.append(replace(score, note="；".join(part for part in (score.note, near) if part)))
    done.scores[period] = told
    done.proposals[period] = found
