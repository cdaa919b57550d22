"""What the pages see of a month, put together from what the stages gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from aftersales.appraisal.model import Proposal
from aftersales.classify.taxonomy import Taxonomy
from aftersales.consolidate import Consolidated, Source
from aftersales.kinds.model import Kind
from aftersales.measures import Month
from aftersales.measures.catalogue import MEASURES
from aftersales.measures.complaint_times import closed
from aftersales.measures.model import Measure, Scope, Summary, Unit
from aftersales.measures.statistics import newcombe
from aftersales.problems import Problem
from aftersales.report.page import Look
from aftersales.report.view import Key, MeasureInfo, Number, SourceLine, View, numbers_of
from aftersales.settings.model import Settings

LOOKS = {
    Unit.COUNT: Look.COUNT,
    Unit.RATE: Look.RATE,
    Unit.MONEY: Look.MONEY,
    Unit.QUANTITY: Look.NUMBER,
    Unit.HOURS: Look.HOURS,
    Unit.DAYS: Look.DAYS,
    Unit.NUMBER: Look.NUMBER,
}


def info_of(measure: Measure) -> MeasureInfo:
    """A measure as the pages know it."""
    return MeasureInfo(
        measure.id,
        measure.zh,
        LOOKS[measure.unit],
        "、".join(measure.rules),
        measure.definition,
        measure.higher_is_better,
        measure.summary is Summary.SHARE,
    )


INFO = {measure.id: info_of(measure) for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Results:
    """All that a run has worked out, by month where it belongs to one."""

    consolidated: Consolidated
    kinds: Mapping[str, Kind]
    taxonomy: Taxonomy
    months: Mapping[str, Month]
    proposals: Mapping[str, Sequence[Proposal]]
    problems: Sequence[Problem]
    as_of: datetime

    @property
    def numbers(self) -> dict[Key, Number]:
        """Every figure of every month, for looking up."""
        return {key: number for month in self.months.values() for key, number in numbers_of(month.measures).items()}


def sources_of(results: Results, month: str) -> list[int]:
    """The sheets that gave the month a record, or that belong to it only through a problem of a file it uses."""
    used: set[int] = set()
    for records in results.consolidated.records.values():
        used |= {int(at) for at in records.loc[records["month"] == month, "source"].unique()}
    return sorted(used)


def problems_of(results: Results, month: str, numbers: Sequence[int]) -> list[Problem]:
    """Problems of the sheets that gave this month a record; those of files without any month stand in every month.

    A row left out belongs to the months of its sheet, since its own date may be the very thing that is wrong.
    """
    sources = results.consolidated.sources
    sheets = {(sources[at].file, sources[at].sheet) for at in numbers}
    files = {file for file, _ in sheets}
    dated = {
        (s.file, s.sheet)
        for at, s in enumerate(sources)
        if any((frame["source"] == at).any() for frame in results.consolidated.records.values())
    }
    dated_files = {file for file, _ in dated}
    latest = max(results.months, default="")
    chosen: list[Problem] = []
    for problem in results.problems:
        place = problem.place
        if place.sheet and (place.file, place.sheet) in dated:
            wanted = (place.file, place.sheet) in sheets
        elif place.file in dated_files:
            wanted = place.file in files
        else:
            wanted = month == latest
        if wanted:
            chosen.append(problem)
    return chosen


def view_of(results: Results, month: str, numbers: Mapping[Key, Number], settings: Settings, scope: Scope) -> View:
    """One month for the pages."""
    known = sorted(m for m in results.months if m <= month)
    previous = _month_before(month)
    previous = previous if previous in results.months else ""
    records = {kind_id: frame[frame["month"] == month] for kind_id, frame in results.consolidated.records.items()}
    records["complaint"] = records["complaint"].assign(_closed=closed(records["complaint"], scope))
    at = sources_of(results, month)
    return View(
        month=month,
        previous=previous,
        months=tuple(known[-settings.report.history_months :]),
        company=settings.company.name,
        as_of=results.as_of.strftime("%Y-%m-%dT%H:%M"),
        info=INFO,
        numbers=numbers,
        records=records,
        kinds=results.kinds,
        proposals=results.proposals[month],
        problems=problems_of(results, month, at),
        sources=[_line(results.consolidated.sources[n]) for n in at],
        category_order=results.taxonomy.order,
        changed=_changed(numbers, month, previous),
        roles=_roles(results),
        small_sample=settings.rules.small_sample,
        detail_rows=settings.report.detail_rows,
        masked=settings.privacy.mask,
        fine_word=settings.fines.word,
    )


def _line(source: Source) -> SourceLine:
    t = source.tally
    return SourceLine(
        source.file,
        source.sheet,
        source.kind,
        source.header_row,
        t.rows,
        t.records,
        t.blank,
        t.heading,
        t.note,
        t.duplicate,
        t.rejected,
    )


def _month_before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}"


def _changed(numbers: Mapping[Key, Number], month: str, previous: str) -> dict[str, str]:
    """Share measures of the company whose change is beyond chance: Newcombe's 95 % interval leaves out 0."""
    found: dict[str, str] = {}
    for id_, info in INFO.items():
        now, before = (numbers.get((m, id_, "", "", "", "", "")) for m in (month, previous))
        if not info.share or not now or not before or not now.denominator or not before.denominator:
            continue
        low, high = newcombe(now.numerator or 0.0, now.denominator, before.numerator or 0.0, before.denominator)
        if low > 0 or high < 0:
            found[id_] = "上升" if low > 0 else "下降"
    return found


def _roles(results: Results) -> dict[str, str]:
    return {
        member.name: " ".join(part for part in (member.store, member.role) if part)
        for member in results.consolidated.roster.members
    }


def months_of(records: Mapping[str, pd.DataFrame]) -> list[str]:
    """Every month that has a record, oldest first."""
    return sorted({month for frame in records.values() for month in frame["month"].dropna().unique()})
