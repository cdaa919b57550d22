"""Writing all outputs of a night aside: every month's tables, workbook, page and run.json; the index; the whole folder's tables."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable
from functools import partial

from aftersales import __version__, frames
from aftersales.archive import Facts
from aftersales.asked import Clock, Options, Outcome
from aftersales.assemble import Results
from aftersales.closed_written import closing_facts, write_closed
from aftersales.index_page import INDEX, index_page
from aftersales.ledger.making import code_sha256, settings_hashes
from aftersales.measures import Month
from aftersales.month_written import MonthWriter, left_over
from aftersales.outputs import problem_rows, shown_as, source_rows, without_phones, write_data, write_records
from aftersales.period_report import PeriodWriter, periods_of, write_year_facts
from aftersales.publish import Staging
from aftersales.report.charts import any_drawn
from aftersales.returns import to_mend, write_returns
from aftersales.side_by_side import side_by_side


def write_members(staging: Staging, month: Month, *, hide: bool) -> None:
    """The one table that is too long to be carried about: written where it was made."""
    members = without_phones(month.members) if hide else month.members
    write_data(staging.folder / month.month / "data", {"members": (members, frames.MEMBERS)})


def write_night(
    options: Options, results: Results, outcome: Outcome, staging: Staging, clock: Clock, workers: int = 1
) -> None:
    """Everything under its final name below the staging folder, several months at once."""
    mend = to_mend(results, hide=options.settings.privacy.mask)
    hands = 1 if any_drawn() else workers
    told, halved = _run_facts(options, results, outcome), left_over(outcome.months, hands)
    write = MonthWriter(options, results, mend, staging, told, results.numbers, halved)
    write_period = PeriodWriter(options, results, staging, write.numbers)
    clock.progress("写报表", 0, len(outcome.months))
    periods = periods_of(options, results, outcome.months)
    work: list[Callable[[], Facts | None]] = [
        *(partial(write, month) for month in outcome.months),
        *(partial(write_period, period) for period in periods),
    ]
    written = side_by_side(work, lambda one: one(), hands)[len(outcome.months) :]
    facts = {period: own for period, own in zip(periods, written, strict=True) if own is not None}
    clock.progress("写报表", len(outcome.months), len(outcome.months))
    clock.done("report")
    write_returns(options, results, mend, outcome.months, staging, workers)
    clock.done("returns")
    write_closed(options, results, staging, outcome.months)
    clock.done("ledger")
    _write_folder(options, results, staging)
    write_year_facts(options, staging, facts)
    front = index_page(options, results, outcome, staging.folder)
    staging.path(INDEX).write_text(front, encoding="utf-8", newline="\n")
    clock.done("index")


def _write_folder(options: Options, results: Results, staging: Staging) -> None:
    """`outputs/data`: sources and problems of the whole drop folder, and the records that belong to no month."""
    hide = options.settings.privacy.mask
    tables = {
        "sources": (source_rows(results.consolidated.sources, hide=hide), frames.SOURCES),
        "problems": (problem_rows(results.problems, hide=hide), frames.PROBLEMS),
    }
    folder = staging.folder / "data"
    write_data(folder, tables)
    if options.settings.privacy.records:
        undated = {k: f[f["month"].isna()] for k, f in results.consolidated.records.items()}
        write_records(folder / "records", undated, results.kinds)


def _run_facts(options: Options, results: Results, outcome: Outcome) -> dict[str, object]:
    """What was run on what: versions, hashes, counts, seconds."""
    shown = shown_as(options)
    inputs = sorted({(s.file, s.sha256) for s in results.consolidated.sources})
    return {
        "version": __version__,
        "python": platform.python_version(),
        "as_of": results.as_of.strftime("%Y-%m-%dT%H:%M"),
        "code_sha256": code_sha256(),
        "settings": settings_hashes(options.settings),
        "config_sha256": _hash(options.settings.model_dump_json()),
        "inputs_sha256": _hash(json.dumps(inputs, ensure_ascii=False)),
        "inputs": [{"file": shown(file), "sha256": digest} for file, digest in inputs],
        "counts": dict(outcome.counts),
        "months": list(outcome.months),
        "seconds": dict(outcome.seconds),
        "changes": [shown(change) for change in outcome.changes],
        **closing_facts(results),
    }


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
