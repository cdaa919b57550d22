"""One month worked out: its figures, what schemes and pages may ask of its members, and for a closed one what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from aftersales.appraise import ByPerson, by_person
from aftersales.asked import Options
from aftersales.evidence import evidence_of
from aftersales.ledger.compare import Differing, differing, published_figures
from aftersales.measures import measure
from aftersales.measures.catalogue import MEASURES
from aftersales.measures.model import Scope
from aftersales.measures.prove import prove_figures
from aftersales.night import write_members
from aftersales.publish import Staging
from aftersales.report.view import Evidence


@dataclass(frozen=True, slots=True)
class MonthWorked:
    """What is kept of a month: the figures that stand, not the members, which are too many."""

    figures: pd.DataFrame
    persons: ByPerson
    evidence: Mapping[str, Evidence]
    differing: Differing | None = None


@dataclass(frozen=True, slots=True)
class MonthWorker:
    """Works months out. Members go straight to the staging folder, where there is one; closed months keep their figures."""

    options: Options
    scopes: Mapping[str, Scope]
    asked: frozenset[str]
    staging: Staging | None

    def __call__(self, month: str) -> MonthWorked:
        """Measure a month, prove it, and write its members or lay it beside what was published."""
        settings, ledger = self.options.settings, self.options.ledger
        hide = settings.privacy.mask
        judged = measure(self.scopes[month], MEASURES, settings.targets, settings.rules.small_sample)
        prove_figures(judged)
        persons, evidence = by_person(judged, self.asked), evidence_of(judged.members)
        if ledger.compared(month):
            published = published_figures(ledger.folder(month))
            found = differing(published, judged.measures, judged.members, hide=hide)
            return MonthWorked(published, persons, evidence, found)
        if self.staging is not None and self.options.wants(month) and month not in ledger.closed:
            write_members(self.staging, judged, hide=hide)
        return MonthWorked(judged.measures, persons, evidence)
