"""The appraisal of a run: what the schemes ask of the records and figures is laid out, scored, and proposed from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd

from aftersales.appraisal.assign import names_of, with_titles
from aftersales.appraisal.conduct_fines import conduct_fines, late_entries
from aftersales.appraisal.engine import Appraised, Company, When, appraise
from aftersales.appraisal.facts import Facts
from aftersales.appraisal.library import fields_of, measures_of
from aftersales.appraisal.model import Score
from aftersales.appraisal.rewards import reward_candidates
from aftersales.appraisal.wage import guarded
from aftersales.consolidate import Consolidated, UnbalancedError
from aftersales.consolidate.roster import Roster
from aftersales.kinds.model import Kind
from aftersales.measures import Month
from aftersales.measures.audit import bad_attitude, untrue
from aftersales.measures.catalogue import BY_ID
from aftersales.measures.model import Scope
from aftersales.periods import first_day, last_day, last_month
from aftersales.settings.model import Settings
from aftersales.settings.schemes import Scheme

LINES_OFF_BY = Decimal("1e-12")


@dataclass(frozen=True, slots=True)
class ByPerson:
    """One month's figures and members by person, of the measures that schemes ask for: small enough to keep."""

    figures: pd.DataFrame
    members: pd.DataFrame


def by_person(month: Month, wanted: frozenset[str]) -> ByPerson:
    """What of a month the schemes may ask."""
    figures, members = month.measures, month.members
    return ByPerson(
        figures[figures["measure"].isin(wanted) & figures["person"].notna()],
        members[members["measure"].isin(wanted) & members["person"].notna()],
    )


def asked_for(schemes: Mapping[str, Scheme]) -> frozenset[str]:
    """The measures that any scheme names."""
    return frozenset(measure for scheme in schemes.values() for measure in measures_of(scheme))


def fields_asked_for(schemes: Mapping[str, Scheme]) -> dict[str, frozenset[str]]:
    """Kind → the fields of its records that any scheme looks at itself."""
    named = {pair for scheme in schemes.values() for pair in fields_of(scheme)}
    return {kind: frozenset(name for of, name in named if of == kind) for kind, _ in named}


def with_schemes(consolidated: Consolidated, schemes: Mapping[str, Scheme]) -> Consolidated:
    """The records with each form's scheme taken from its title where no cell names it."""
    judgements = with_titles(consolidated.records["appraisal"], consolidated.sources, schemes)
    return replace(consolidated, records={**consolidated.records, "appraisal": judgements})


def appraise_all(
    consolidated: Consolidated,
    scopes: Mapping[str, Scope],
    persons: Mapping[str, ByPerson],
    kinds: Mapping[str, Kind],
    schemes: Mapping[str, Scheme],
    settings: Settings,
    when: When,
) -> Appraised:
    """Scores of all periods; proposals of every month with the fines and rewards that need no score."""
    called = names_of(schemes)
    zh = {id_: measure.zh for id_, measure in BY_ID.items()}
    units = {id_: str(measure.unit) for id_, measure in BY_ID.items()}

    def facts_of(period: str) -> Facts:
        month = last_month(period)
        own = persons[month] if period == month else ByPerson(persons[month].figures[:0], persons[month].members[:0])
        return Facts(period, scopes[month], kinds, own.figures, own.members, called, zh, settings.targets, units)

    records = consolidated.records
    judgements, objections, incidents = (records[kind] for kind in ("appraisal", "objection", "incident"))
    roster, rules = consolidated.roster, settings.appraisals
    company = Company(schemes, roster, judgements, objections, incidents, rules, when)
    done = appraise(list(scopes), facts_of, company)
    prove_scores([score for scores in done.scores.values() for score in scores])
    people = consolidated.roster.by_name
    wages = {name: member.wage for name, member in people.items() if member.wage is not None}
    for month in scopes:
        audits, complaints = (records[kind][records[kind]["month"] == month] for kind in ("audit", "complaint"))
        stores = _stores(consolidated.roster, month)
        late, events = late_entries(complaints), facts_of(month).incidents
        found = (untrue(audits), bad_attitude(audits), late)
        fines, unnamed = conduct_fines(month, *found, events, settings.fines, stores)
        done.problems += unnamed
        done.proposals[month] = [*fines, *reward_candidates(month, complaints, stores), *done.proposals.get(month, ())]
    for month in scopes:
        together = [period for period in done.proposals if last_month(period) == month]
        told = guarded([p for period in together for p in done.proposals[period]], wages, settings.wages)
        done.proposals |= {period: [p for p in told if p.period == period] for period in together}
    return done


def _stores(roster: Roster, month: str) -> dict[str, str]:
    """Each person's own store of the month; of who is not there any more, the last one."""
    first, last = first_day(month), last_day(month)
    posts = {name: member.in_post(first, last) for name, member in roster.by_name.items()}
    return {name: post.store if post else roster.by_name[name].store for name, post in posts.items()}


def prove_scores(scores: Sequence[Score]) -> None:
    """The points of a person's lines add up to the total: else it is our own bug, and nothing may be published."""
    for score in scores:
        if score.total is not None:
            points = sum((line.points for line in score.lines if line.points is not None), Decimal(0))
            if abs(points - score.total) > LINES_OFF_BY:
                raise UnbalancedError(
                    f"{score.period} {score.scheme} {score.person}: lines add up to {points}, not to {score.total}"
                )
