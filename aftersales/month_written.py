"""One month's outputs, written whole or in two halves: a worker that would have no month takes half of another's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

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
from aftersales.worklist_rows import worklist_tables


class Part(Enum):
    """What of a month is to be written: the workbook takes about as long as all the rest."""

    ALL = "all"
    BOOK = "book"
    REST = "rest"


def shares(months: Sequence[str], workers: int) -> list[tuple[str, Part]]:
    """The months as work for so many workers who take them in turn; the last ones in halves where this evens it out.

    >>> [(month, part.value) for month, part in shares(["2026-08", "2026-09", "2026-10"], 2)]
    [('2026-08', 'all'), ('2026-09', 'all'), ('2026-10', 'book'), ('2026-10', 'rest')]
    """
    over = len(months) % workers
    split = over if 2 * over <= workers else 0
    whole, halved = months[: len(months) - split], months[len(months) - split :]
    return [(month, Part.ALL) for month in whole] + [
        (month, part) for part in (Part.BOOK, Part.REST) for month in halved
    ]


@dataclass(frozen=True, slots=True)
class MonthWriter:
    """Writes months below the staging folder. `facts` are what every run.json says, `numbers` all figures of all months."""

    options: Options
    results: Results
    mend: ToMend
    staging: Staging
    facts: Mapping[str, object]
    numbers: Mapping[Key, Number]

    def __call__(self, share: tuple[str, Part]) -> None:
        """Write a month, or half of it."""
        month, part = share
        report = build_report(self.mend.told_in(view_of(self.results, month, self.numbers, self.options.settings)))
        printed = in_language(report, self._words)
        if part is not Part.REST:
            write_book(self.staging, printed)
        if part is not Part.BOOK:
            self._rest(month, report, printed)

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
