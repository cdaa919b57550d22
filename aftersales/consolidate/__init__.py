"""Consolidate: what the files gave → the records of the run, each once, each with its people, household and month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from aftersales.clean.hints import MONTH_OF_FILE
from aftersales.clean.periods import month_of
from aftersales.consolidate.corrections import apply_corrections
from aftersales.consolidate.duplicates import without_duplicates
from aftersales.consolidate.gather import Source, gather, without_copies
from aftersales.consolidate.households import name_households
from aftersales.consolidate.people import name_people
from aftersales.consolidate.reconcile import UnbalancedError, prove_rows, settle
from aftersales.consolidate.roster import Roster, build_roster
from aftersales.consolidate.stores import name_stores, store_names, written_stores
from aftersales.kinds.model import FieldType, Kind
from aftersales.model import Digest
from aftersales.problems import Problem
from aftersales.settings.model import Person, Store

__all__ = ["Consolidated", "Roster", "Source", "UnbalancedError", "consolidate"]


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The records of the run by kind (see `aftersales/frames.py`), the sheets they came from, and the roster."""

    records: Mapping[str, pd.DataFrame]
    sources: Sequence[Source]
    roster: Roster


def consolidate(
    digests: Sequence[Digest], kinds: Mapping[str, Kind], people: Sequence[Person], stores: Sequence[Store]
) -> tuple[Consolidated, list[Problem]]:
    """Bring all files together; every problem of the files is passed on, but for those of mere copies."""
    digests, copies = without_copies(digests)
    problems = [problem for digest in digests for problem in digest.problems] + copies
    frames, sources = gather(digests, kinds)
    frames, sources, corrected = apply_corrections(frames, kinds, sources)
    roster, contradictions = build_roster(frames["staff"], people)
    names = store_names(stores, roster, written_stores(frames))
    roster = roster.in_stores(names.name)
    frames, sources, strangers = name_stores(frames, kinds, names, sources)
    frames, unknown = name_people(frames, kinds, roster, sources)
    frames, lost, repeated = without_duplicates(frames, kinds)
    frames, conflicts = name_households(frames, kinds)
    frames = {kind_id: _with_month(records, kinds[kind_id]) for kind_id, records in frames.items()}
    sources = settle(sources, lost)
    prove_rows(sources, frames)
    return Consolidated(frames, sources, roster), [
        *problems,
        *corrected,
        *contradictions,
        *unknown,
        *strangers,
        *repeated,
        *conflicts,
    ]


def _with_month(records: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """The month of the record's own event date, the last one of its period, else its file's; blank without any."""
    month = pd.Series(None, index=records.index, dtype="str")
    for name in kind.event:
        written = records[name].astype("str")
        periods = kind.field(name).type is FieldType.PERIOD
        month = month.fillna(written.map(month_of, na_action="ignore") if periods else written.str[:7])
    if MONTH_OF_FILE in records:
        month = month.fillna(records[MONTH_OF_FILE].astype("str"))
    return records.assign(month=month)
