"""What the pages see of a month, put together from what the stages gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

import pandas as pd

from aftersales.appraisal.engine import Appraised
from aftersales.appraisal.library import load_schemes
from aftersales.appraisal.model import Score
from aftersales.classify.model import Advice
from aftersales.classify.taxonomy import Taxonomy
from aftersales.consolidate import Consolidated, Source
from aftersales.frames import UNASSIGNED
from aftersales.kinds.model import Kind
from aftersales.ledger.compare import Differing
from aftersales.ledger.model import Restatements
from aftersales.ledger.months import NONE, Ledger
from aftersales.measures.catalogue import MEASURES
from aftersales.measures.complaint_times import still_open
from aftersales.measures.model import Measure, Scope, Summary, Unit
from aftersales.measures.statistics import rank_range
from aftersales.periods import before, last_month
from aftersales.privacy import masked
from aftersales.problems import Problem
from aftersales.report.page import Look
from aftersales.report.slip import Slip
from aftersales.report.view import Evidence, Key, MeasureInfo, Number, SchemeInfo, SourceLine, View, numbers_of
from aftersales.safe_text import formula_safe
from aftersales.settings.model import Settings
from aftersales.slips import slip_names, slips_of
from aftersales.stand_outs import Goods, goods_of, stand_outs
from aftersales.standings import leaders_of, standings_of
from aftersales.trends import moved, trends_of
from aftersales.worklists.model import ToDo

LOOKS = {
    Unit.COUNT: Look.COUNT,
    Unit.RATE: Look.RATE,
    Unit.MONEY: Look.MONEY,
    Unit.QUANTITY: Look.NUMBER,
    Unit.HOURS: Look.HOURS,
    Unit.DAYS: Look.DAYS,
    Unit.NUMBER: Look.NUMBER,
    Unit.POINTS: Look.POINTS,
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
        measure.role,
        measure.kind,
    )


INFO = {measure.id: info_of(measure) for measure in MEASURES}


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """All that a run has worked out, by month where it belongs to one. Only itself is equal to it."""

    consolidated: Consolidated
    kinds: Mapping[str, Kind]
    taxonomy: Taxonomy
    this: Mapping[str, Mapping[str, pd.DataFrame]]
    scopes: Mapping[str, Scope]
    figures: Mapping[str, pd.DataFrame]
    appraised: Appraised
    problems: Sequence[Problem]
    as_of: datetime
    belongs: tuple[frozenset[str], ...]
    advice: Advice = field(default_factory=Advice)
    todo: ToDo | None = None
    evidence: Mapping[str, Mapping[str, Evidence]] = field(default_factory=dict)
    ledger: Ledger = NONE
    differing: Mapping[str, Differing] = field(default_factory=dict)
    restatements: Restatements = field(default_factory=Restatements)
    timed: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def latest(self) -> str:
        """The newest month that has come: what belongs to no month is shown there, not under a mistyped year."""
        now = self.as_of.strftime("%Y-%m")
        return max((month for month in self.figures if month <= now), default=max(self.figures))

    @property
    def numbers(self) -> dict[Key, Number]:
        """Every figure of every month, for looking up."""
        return {key: number for figures in self.figures.values() for key, number in numbers_of(figures).items()}


def months_by_source(consolidated: Consolidated) -> tuple[frozenset[str], ...]:
    """The months that each sheet gave a record to; a copy of a file belongs where the file itself does."""
    months: list[set[str]] = [set() for _ in consolidated.sources]
    for records in consolidated.records.values():
        pairs = records[["source", "month"]].dropna().drop_duplicates()
        for source, month in pairs.itertuples(index=False, name=None):
            months[source].add(month)
    of_file: dict[str, set[str]] = {}
    for source, own in zip(consolidated.sources, months, strict=True):
        of_file.setdefault(source.sha256, set()).update(own)
    copies = {source.sha256 for source in consolidated.sources if source.tally.rows == source.tally.duplicate > 0}
    return tuple(
        frozenset(own or (of_file[source.sha256] if source.sha256 in copies else ()))
        for source, own in zip(consolidated.sources, months, strict=True)
    )


def sources_of(results: Results, month: str) -> list[int]:
    """The sheets that gave the month a record or a problem; those without any month stand in the latest one."""
    troubled = {(problem.place.file, problem.place.sheet) for problem in results.problems}
    latest = month == results.latest
    return [
        at
        for at, (source, months) in enumerate(zip(results.consolidated.sources, results.belongs, strict=True))
        if month in months or (latest and not months and (source.file, source.sheet) in troubled)
    ]


def problems_of(results: Results, month: str) -> list[Problem]:
    """Problems of the sheets (or, without a sheet, of the files) of this month; the latest month has those of none."""
    belongs = months_of_problems(results)
    return [problem for problem, months in zip(results.problems, belongs, strict=True) if month in months]


@lru_cache(maxsize=1)
def months_of_problems(results: Results) -> tuple[frozenset[str], ...]:
    """The months that each problem belongs to.

    A row that gave a record belongs to the record's month; a row left out to the months of its sheet, since its own
    date may be the very thing that is wrong. What is new about a closed month is told in the month that is still open.
    """
    of_sheet: dict[tuple[str, str], frozenset[str]] = {}
    of_file: dict[str, frozenset[str]] = {}
    for source, months in zip(results.consolidated.sources, results.belongs, strict=True):
        of_sheet[source.file, source.sheet] = months
        of_file[source.file] = of_file.get(source.file, frozenset()) | months
    nowhere = frozenset((results.latest,))
    of_row = _months_of_rows(results)
    found: list[frozenset[str]] = []
    for problem in results.problems:
        place = problem.place
        own = of_sheet.get((place.file, place.sheet)) if place.sheet or place.row else of_file.get(place.file)
        if problem.code == "row-duplicate" and problem.value[:7] in results.figures:  # its row holds no record now
            own = frozenset((problem.value[:7],))
        months = of_row.get((place.file, place.sheet, place.row)) or own or nowhere
        late = months <= results.ledger.closed and place_key(problem) not in results.restatements.told
        found.append(frozenset((results.restatements.shown_in or results.latest,)) if late else months)
    return tuple(found)


def place_key(problem: Problem) -> tuple[str, ...]:
    """What makes two nights' problems the same one, as `problems.csv` has it."""
    place = problem.place
    file, sheet = (formula_safe(masked(text)) for text in (place.file, place.sheet))
    return problem.code, file, sheet, str(place.row or ""), problem.field


def _months_of_rows(results: Results) -> dict[tuple[str, str, int], frozenset[str]]:
    """The month of every row that has a problem and gave a record."""
    troubled = {(p.place.file, p.place.sheet, p.place.row) for p in results.problems if p.place.row}
    files = list({file for file, _, _ in troubled})
    months: dict[tuple[str, str, int], frozenset[str]] = {}
    for records in results.consolidated.records.values():
        near = records.loc[records["file"].isin(files) & records["month"].notna(), ["file", "sheet", "row", "month"]]
        for file, sheet, row, month in near.itertuples(index=False, name=None):
            if (file, sheet, row) in troubled:
                months[file, sheet, row] = frozenset((month,))
    return months


def view_of(results: Results, month: str, numbers: Mapping[Key, Number], settings: Settings) -> View:
    """One month for the pages."""
    scope = results.scopes[month]
    known = sorted(m for m in results.figures if m <= month)
    previous = before(month)
    previous = previous if previous in results.figures else ""
    records = dict(results.this[month])
    waiting = records["complaint"].index.isin(still_open(records["complaint"], scope).index)
    records["complaint"] = records["complaint"].assign(_waiting=waiting)
    at = sources_of(results, month)
    view = View(
        month=month,
        previous=previous,
        months=tuple(known[-settings.report.history_months :]),
        company=settings.company.name,
        as_of=results.as_of.strftime("%Y-%m-%dT%H:%M"),
        info=INFO,
        numbers=numbers,
        records=records,
        kinds=results.kinds,
        proposals=results.appraised.proposed_in(month),
        problems=problems_of(results, month),
        sources=[_line(results.consolidated.sources[n]) for n in at],
        category_order=results.taxonomy.order,
        changed={},
        roles=roles_of(results),
        small_sample=settings.rules.small_sample,
        detail_rows=settings.report.detail_rows,
        masked=settings.privacy.mask,
        fine_word=settings.fines.word,
        scores=results.appraised.of_month(month),
        year_scores=_of_year(results.appraised, month),
        schemes={id_: SchemeInfo(scheme.zh, scheme.known) for id_, scheme in load_schemes(settings.schemes).items()},
        rank_ranges=_rank_ranges(numbers, month),
        advice=results.advice if month == results.latest else replace(results.advice, words=()),
        todo=results.todo if month == results.latest else None,
    )
    return _compared(view, results, known, settings)


def _compared(view: View, results: Results, known: Sequence[str], settings: Settings) -> View:
    """The view with what puts its figures beside others: trends, standings, what stands out, the records behind them."""
    month, numbers = view.month, view.numbers
    shown = masked if settings.privacy.mask else str
    own = {key: number for key, number in numbers.items() if key[0] == month}
    return replace(
        view,
        changed=moved(numbers, month, view.as_of) if view.previous else {},
        trends=trends_of(numbers, known, results.taxonomy.order, view.as_of, settings.report.history_months),
        standings=standings_of(own, month, settings.rules.small_sample),
        stand_outs=stand_outs(_goods(results), known),
        departments={name: results.taxonomy.department(name) for name in results.taxonomy.order},
        leaders=leaders_of(own, month),
        slips=slip_names((score.person for score in view.scores), month, shown),
        evidence=results.evidence.get(month, {}),
        restated=results.restatements if month == results.restatements.shown_in else None,
        closing=results.as_of.strftime("%Y-%m-%d") if month in results.ledger.closing else "",
    )


def slips_in(results: Results, month: str, settings: Settings) -> list[Slip]:
    """The score slips of a month's folder; what a clerk wrote in them goes without phones."""
    schemes = load_schemes(settings.schemes)
    as_of = results.as_of.strftime("%Y-%m-%dT%H:%M")
    return slips_of(month, results.appraised, schemes, results.consolidated.records, settings, as_of)


@lru_cache(maxsize=1)
def _goods(results: Results) -> Goods:
    return goods_of(results.consolidated.records)


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


def _of_year(appraised: Appraised, month: str) -> list[Score]:
    """The scores of the year's months until this one."""
    return [
        s
        for period, own in appraised.scores.items()
        if period[:4] == month[:4] and last_month(period) <= month
        for s in own
    ]


def _rank_ranges(numbers: Mapping[Key, Number], month: str) -> dict[str, tuple[int, int]]:
    """Best and worst rank of each person's satisfaction: those clearly above and those clearly below are counted."""
    shares = {
        key[3]: (number.numerator or 0.0, number.denominator)
        for key, number in numbers.items()
        if key[:3] == (month, "service.satisfaction_rate", "") and key[3] not in ("", UNASSIGNED) and number.denominator
    }
    return dict(zip(shares, rank_range(list(shares.values())), strict=True))


def roles_of(results: Results) -> dict[str, str]:
    """Everybody's store and post, as the pages say it."""
    return {
        name: " ".join(part for part in (member.store, member.role) if part)
        for name, member in results.consolidated.roster.by_name.items()
    }
