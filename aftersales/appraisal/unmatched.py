"""Incidents that no clause of a person's schemes speaks of: nothing is taken for them, and the clerk is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from aftersales.appraisal.facts import Facts
from aftersales.appraisal.incidents import means
from aftersales.problems import Place, Problem
from aftersales.settings.schemes import Binary, Counted, PerEvent, Scheme

OF_FINES = ("未及时进场",)


def incidents_without_clause(
    facts: Facts, covered: Mapping[str, set[str]], schemes: Mapping[str, Scheme], incidents: pd.DataFrame
) -> Iterator[Problem]:
    """One problem a record and person. `covered` maps people to the schemes they are scored under.

    Who has no scheme that counts incidents is left out.
    """
    for person, own in sorted(facts.incidents.items()):
        counting = [schemes[id_] for id_ in sorted(covered.get(person, ())) if any(clauses(schemes[id_]))]
        known = [*OF_FINES, *(word for scheme in counting for clause in clauses(scheme) for word in clause.incidents)]
        for one in own if counting else ():
            if not means(one.item, known):
                row = incidents[incidents["record_id"] == one.record_id].iloc[0]
                place = Place(str(row["file"]), str(row["sheet"]), int(row["row"]))
                said = {"person": person, "schemes": "、".join(scheme.zh for scheme in counting)}
                yield Problem("incident-without-clause", place, "item", one.item, said, person)


def clauses(scheme: Scheme) -> Iterator[Counted]:
    """Everything of a scheme that counts incidents."""
    for item in scheme.items:
        if isinstance(item.award, PerEvent | Binary):
            yield from (event for event in item.award.events if event.incidents)
    yield from (one for one in (*scheme.deductions, *scheme.void) if one.incidents)
