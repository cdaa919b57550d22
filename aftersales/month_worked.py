"""One month worked out: its figures, what schemes and pages may ask of its members, and for a closed one what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from aftersales.appraise import ByPerson, by_person
from aftersales.asked import Options
from aftersales.evidence import evidence_of
from aftersales.frames import MEMBERS
from aftersales.ledger.compare import Differing, differing, published_figures
from aftersales.measures import measure
from aftersales.measures.catalogue import MEASURES
from aftersales.measures.longer import timed_members
from aftersales.measures.model import Scope
from aftersales.measures.prove import prove_figures
from aftersales.night import write_members
from aftersales.publish import Staging
from aftersales.report.view import Evidence

TIMED = frozenset(one.id for one in MEASURES if one.summary.quantile)


@dataclass(frozen=True, slots=True)
class MonthWorked:
    """What is kept of a month: the figures that stand, not the members, which are too many, but for those of durations."""

    figures: pd.DataFrame
    persons: ByPerson
    evidence: Mapping[str, Evidence]
    timed: pd.DataFrame
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
        timed = timed_members(judged.members, MEASURES)
        if ledger.compared(month):
            published = published_figures(ledger.folder(month))
            found = differing(published, judged.measures, judged.members, hide=hide)
            if found.rows["measure"].isin(TIMED).any():
                timed = _timed_as_published(ledger.folder(month))
            return MonthWorked(published, persons, evidence, timed, found)
        if self.staging is not None and self.options.wants(month) and month not in ledger.closed:
            write_members(self.staging, judged, hide=hide)
        return MonthWorked(judged.measures, persons, evidence, timed)


def _timed_as_published(folder: Path) -> pd.DataFrame:
    """The members of durations from a sealed month's table: where they differ, a quarter is made of these."""
    texts = dict.fromkeys(MEMBERS[:-2], "category") | {"record_id": "str"}
    found = pd.read_csv(
        folder / "data" / "members.csv", dtype=texts, keep_default_na=False, na_values=[""], encoding="utf-8-sig"
    )
    return timed_members(found, MEASURES)
