"""One month's outputs; the workbook, which takes as long as all the rest, may be written by a process of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from aftersales.asked import Options
from aftersales.assemble import Results, problems_of, slips_in, sources_of, view_of
from aftersales.closed_written import carry_facts
from aftersales.ledger.seal import table_marks
from aftersales.outputs import (
    month_tables,
    write_book,
    write_data,
    write_json,
    write_page,
    write_records,
    write_slips,
)
from aftersales.problems import Severity
from aftersales.publish import Staging
from aftersales.report.in_language import in_language, slip_in
from aftersales.report.languages import Language, language
from aftersales.report.page import Report
from aftersales.report.pages import build_report
from aftersales.report.view import Key, Number
from aftersales.returns import ToMend
from aftersales.side_by_side import side_by_side
from aftersales.worklist_rows import worklist_tables


def left_over(months: Sequence[str], workers: int) -> frozenset[str]:
    """The last months, where these do not go round: their workbook is written beside their page, which takes as long.

    >>> sorted(left_over(["2026-08", "2026-09", "2026-10"], 2)), sorted(left_over(["2026-09", "2026-10"], 2))
    (['2026-10'], [])
    """
    over = len(months) % workers
    return frozenset(months[-over:] if 0 < 2 * over <= workers else ())


@dataclass(frozen=True, slots=True)
class MonthWriter:
    """Writes months below the staging folder. `facts` are what every run.json says, `numbers` all figures of all months.

    The `halved` months are written by two processes.
    """

    options: Options
    results: Results
    mend: ToMend
    staging: Staging
    facts: Mapping[str, object]
    numbers: Mapping[Key, Number]
    halved: frozenset[str] = frozenset()

    def __call__(self, month: str) -> None:
        """Write everything of a month."""
        report = build_report(self.mend.told_in(view_of(self.results, month, self.numbers, self.options.settings)))
        printed = in_language(report, self._words)
        # the page stays in this process: where charts were drawn before, a forked one could draw none
        halves = (partial(self._rest, month, report, printed), partial(write_book, self.staging, printed))
        side_by_side(halves, lambda half: half(), 2 if month in self.halved else 1)

    @property
    def _words(self) -> Language:
        return language(self.options.settings.language)

    def _rest(self, month: str, report: Report, printed: Report) -> None:
        """All but the workbook; the facts of a month stay in Chinese, whatever language its report speaks."""
        options, results, staging = self.options, self.results, self.staging
        problems = problems_of(results, month)
        tables = month_tables(
            results.figures[month],
            results.appraised.proposed_in(month),
            results.appraised.of_month(month),
            problems,
            [results.consolidated.sources[n] for n in sources_of(results, month)],
            results.restatements.rows
            if month == results.restatements.shown_in and month not in results.ledger.closing
            else (),
            hide=options.settings.privacy.mask,
        )
        if month == results.latest:
            tables |= worklist_tables(results.todo, hide=options.settings.privacy.mask)
        write_data(staging.folder / month / "data", tables)
        if options.settings.privacy.records:
            write_records(staging.folder / month / "data" / "records", results.this[month], results.kinds)
        write_page(staging, printed, options.templates)
        slips = (slip_in(slip, self._words) for slip in slips_in(results, month, options.settings))
        write_slips(staging, month, slips, options.templates)
        told = {"month": month, "title": report.title, "headline": report.headline}
        to_mend = sum(problem.kind.severity is not Severity.INFO for problem in problems)
        counts = {"records": sum(len(records) for records in results.this[month].values()), "problems": to_mend}
        write_json(
            staging.path(month, "run.json"),
            {
                **self.facts,
                **told,
                **carry_facts(results, month),
                "month_counts": counts,
                "tables": table_marks(staging.folder / month),
            },
        )
