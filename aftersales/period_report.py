"""Quarters and years: which reports there are, what is in them, and writing them into the folder of their year.

A period is reported from its first month with records on (进行中); it is 待定稿 when all its months are over, and 已完成 on
the day on which its last month closes. Months that have not come yet are in none.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from aftersales.appraisal.library import load_schemes
from aftersales.archive import DONE, YEAR_FILE, Facts, annual_report_done, report_name, size_of, stands, year_facts
from aftersales.asked import Options
from aftersales.assemble import INFO, Results, roles_of
from aftersales.measures.catalogue import MEASURES
from aftersales.measures.longer import measure_longer
from aftersales.outputs import write_json
from aftersales.periods import before, last_day, months_of, quarter_of
from aftersales.publish import Staging
from aftersales.report.html import render_html
from aftersales.report.in_language import in_language
from aftersales.report.languages import language
from aftersales.report.page import Report
from aftersales.report.period_pages import build_period_report
from aftersales.report.period_view import PeriodState, PeriodView
from aftersales.report.view import NOTHING, Key, Number, SchemeInfo, View, numbers_of
from aftersales.report.workbook import write_workbook
from aftersales.standings import leaders_of
from aftersales.trends import MOVED, share_moved

RUNNING, SETTLING = "进行中", "待定稿"
SETTLED_ON_DAY = 8
"""Of the next month, where no month closes by itself."""


def periods_of(options: Options, results: Results, months: Sequence[str]) -> list[str]:
    """The years of the months that are written and those not done yet, each with its quarters.

    A finished year that has lost months is left alone.
    """
    now = results.as_of.strftime("%Y-%m")
    years = {month[:4] for month in months if month <= now}
    if not options.months:
        come = {month[:4] for month in results.figures if month <= now}
        years |= {year for year in come if not annual_report_done(options.outputs, year)}
    found: list[str] = []
    for year in sorted(year for year in years if not _kept(options, results, year)):
        begun = [month for month in months_of(year) if month in results.figures and month <= now]
        found += [year, *dict.fromkeys(quarter_of(month) for month in begun)]
    return found


def _kept(options: Options, results: Results, year: str) -> bool:
    """Whether a finished annual report must stand as it is: months of it were cleared away, or have no records any more."""
    if not annual_report_done(options.outputs, year):
        return False
    told = year_facts(options.outputs / year)[year]["months"]
    cleared = any(month[:4] == year for month in options.purged) and not options.months
    return cleared or not set(told) <= set(results.figures)


def state_of(period: str, known: frozenset[str], today: date, settled_on_day: int) -> PeriodState:
    """How far a period has come; `known` are the months with records."""
    own, now = months_of(period), today.strftime("%Y-%m")
    months = tuple(month for month in own if month in known and month <= now)
    missing = tuple(month for month in own if month not in known and last_day(month) < today.isoformat())
    over = last_day(period) < today.isoformat()
    status = RUNNING if not over else DONE if today >= settled_on(period, settled_on_day) else SETTLING
    ago = tuple(f"{int(month[:4]) - 1}{month[4:]}" for month in months)
    return PeriodState(period, months, missing, len(own), status, ago if known.issuperset(ago) else ())


def settled_on(period: str, day: int) -> date:
    """The day of the next month from which a period's figures are settled.

    >>> settled_on("2026-Q4", 8).isoformat()
    '2027-01-08'
    """
    return date.fromisoformat(last_day(period)) + timedelta(days=day)


@dataclass(frozen=True, slots=True)
class PeriodWriter:
    """Writes the reports of periods below the staging folder. `numbers` are all figures of all months."""

    options: Options
    results: Results
    staging: Staging
    numbers: Mapping[Key, Number]

    def __call__(self, period: str) -> Facts:
        """Write one report; gives what the index and the archive need to know of it."""
        settled = self._settled(period)
        if settled is not None:
            return settled
        shown = self.view_of(period)
        report = build_period_report(shown)
        name = report_name(period)
        self._write(in_language(report, language(self.options.settings.language)), name)
        return {
            "title": report.title,
            "headline": report.headline,
            "status": shown.state.status,
            "months": list(shown.state.months),
            "missing": list(shown.state.missing),
            "settled_on": settled_on(period, self.settled_day).isoformat(),
            "html": f"{name}.html",
            "workbook": f"{name}.xlsx",
        }

    def _settled(self, period: str) -> Facts | None:
        """Take over the report of a period that is done and whose months are closed: nothing in it can have changed."""
        folder = self.options.outputs / period[:4]
        facts = year_facts(folder).get(period)
        if facts is None or facts["status"] != DONE or not stands(folder, period):
            return None
        months = list(self._state(period).months)
        if facts["months"] != months or not self.results.ledger.closed.issuperset(months):
            return None
        for name in (facts["html"], facts["workbook"]):
            shutil.copyfile(folder / name, self.staging.path(period[:4], name))
        return facts

    @property
    def settled_day(self) -> int:
        """The day of the next month on which figures stand."""
        return self.options.settings.close_on_day or SETTLED_ON_DAY

    def _write(self, report: Report, name: str) -> None:
        year = report.month[:4]
        write_workbook(report, self.staging.path(year, f"{name}.xlsx"))
        page = self.staging.path(year, f"{name}.html")
        page.write_text(render_html(report, self.options.templates), encoding="utf-8", newline="\n")

    def view_of(self, period: str) -> PeriodView:
        """A period for its pages, with the figures of what it is compared with."""
        results, settings = self.results, self.options.settings
        state = self._state(period)
        year_ago = f"{int(period[:4]) - 1}{period[4:]}" if state.last_year else ""
        previous = self._previous(state) or year_ago
        compared = {year_ago: state.last_year, previous: self._state(previous).months if previous else ()}
        compared |= {year_ago: state.last_year}  # the same months, also where the year before had more
        numbers = {key: number for key, number in self.numbers.items() if key[0] in state.months}
        for id_, months in {**compared, period: state.months}.items():
            numbers |= numbers_of(self._figures(id_, months)) if id_ else {}
        appraised = results.appraised
        inside = [one for one in appraised.scores if set(months_of(one)) <= set(months_of(period))]
        view = View(
            month=period,
            previous=previous,
            months=state.months,
            company=settings.company.name,
            as_of=results.as_of.strftime("%Y-%m-%dT%H:%M"),
            info=INFO,
            numbers=numbers,
            records={},
            kinds=results.kinds,
            proposals=[p for one in inside for p in appraised.proposals.get(one, ())],
            problems=[],
            sources=[],
            category_order=results.taxonomy.order,
            changed=_changed(numbers, period, previous),
            roles=roles_of(results),
            leaders=leaders_of(numbers, period),
            small_sample=settings.rules.small_sample,
            masked=settings.privacy.mask,
            fine_word=settings.fines.word,
            schemes={id_: SchemeInfo(one.zh, one.known) for id_, one in load_schemes(settings.schemes).items()},
        )
        scores = [score for one in inside for score in appraised.scores[one]]
        purged = sorted(month for month in self.options.purged if month in state.months)
        return PeriodView(view, state, year_ago, scores, purged)

    def _state(self, period: str) -> PeriodState:
        return state_of(period, frozenset(self.results.figures), self.results.as_of.date(), self.settled_day)

    def _previous(self, state: PeriodState) -> str:
        """The quarter before, where both are whole: a part is not compared with a whole."""
        if state.is_year or state.status == RUNNING or not state.complete:
            return ""
        previous = before(state.period)
        return previous if self._state(previous).complete else ""

    def _figures(self, period: str, months: Sequence[str]) -> pd.DataFrame:
        results, settings = self.results, self.options.settings
        own = {month: results.figures[month] for month in months}
        scope = replace(results.scopes[months[-1]], month=period)
        timed = [results.timed[month] for month in months]
        return measure_longer(scope, own, timed, MEASURES, settings.targets, settings.rules.small_sample)


def write_year_facts(options: Options, staging: Staging, written: Mapping[str, Facts]) -> None:
    """What each year's folder says of its reports, and how large the folders of its months are."""
    for year in sorted({period[:4] for period in written}):
        archive: dict[str, tuple[int, int]] = {}
        for month in months_of(year):
            folder = next((f for base in (staging.folder, options.outputs) if (f := base / month).is_dir()), None)
            if folder and not folder.is_symlink():
                archive[month] = size_of(folder)
        facts = {period: own for period, own in sorted(written.items()) if period[:4] == year}
        facts[year] = {**facts[year], "archive": archive}
        write_json(staging.path(year, YEAR_FILE), facts)


def _changed(numbers: Mapping[Key, Number], period: str, previous: str) -> dict[str, str]:
    """Rates of the company whose change is beyond chance."""
    found: dict[str, str] = {}
    for id_, info in INFO.items():
        now, then = (numbers.get((one, id_, "", "", "", "", ""), NOTHING) for one in (period, previous))
        if info.share and (direction := share_moved(now, then)):
            found[id_] = MOVED[direction]
    return found
