"""Writing all outputs of a night aside: every month's tables, workbook, page and run.json; the index; the whole folder's tables."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aftersales import __version__, frames
from aftersales.asked import Clock, Options, Outcome
from aftersales.assemble import Results
from aftersales.closed_written import closing_facts, write_closed
from aftersales.ledger.making import code_sha256, settings_hashes
from aftersales.measures import Month
from aftersales.month_written import MonthWriter, shares
from aftersales.outputs import problem_rows, source_rows, without_phones, write_data, write_records
from aftersales.privacy import masked
from aftersales.problems import Effect, Severity
from aftersales.publish import Staging
from aftersales.report.charts import any_drawn
from aftersales.report.html_index import IndexFile, IndexMonth, IndexState, render_index
from aftersales.returns import to_mend, write_returns
from aftersales.side_by_side import side_by_side

MONTH_FOLDER = re.compile(r"\d{4}-\d{2}")


def write_members(staging: Staging, month: Month, *, hide: bool) -> None:
    """The one table that is too long to be carried about: written where it was made."""
    members = without_phones(month.members) if hide else month.members
    write_data(staging.folder / month.month / "data", {"members": (members, frames.MEMBERS)})


def write_night(
    options: Options, results: Results, outcome: Outcome, staging: Staging, clock: Clock, workers: int = 1
) -> None:
    """Everything under its final name below the staging folder, several months at once."""
    mend = to_mend(results, hide=options.settings.privacy.mask)
    write = MonthWriter(options, results, mend, staging, _run_facts(options, results, outcome), results.numbers)
    clock.progress("写报表", 0, len(outcome.months))
    hands = 1 if any_drawn() else workers
    side_by_side(shares(outcome.months, hands), write, hands)
    clock.progress("写报表", len(outcome.months), len(outcome.months))
    clock.done("report")
    write_returns(options, results, mend, outcome.months, staging, workers)
    clock.done("returns")
    write_closed(options, results, staging, outcome.months)
    clock.done("ledger")
    _write_folder(options, results, staging)
    staging.path("index.html").write_text(_index(options, results, outcome, staging), encoding="utf-8", newline="\n")
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


def shown_as(options: Options) -> Callable[[str], str]:
    """How a text from the inputs is shown to people: its phones masked, unless the shop wants to see them."""
    return masked if options.settings.privacy.mask else str


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _index(options: Options, results: Results, outcome: Outcome, staging: Staging) -> str:
    """All months that stand in the outputs after this night, and how the run went."""
    months: dict[str, IndexMonth] = {}
    for base in (options.outputs, staging.folder):
        for folder in sorted(base.iterdir()):
            if MONTH_FOLDER.fullmatch(folder.name) and (folder / "run.json").is_file():
                months[folder.name] = _index_month(folder)
    shown = shown_as(options)
    failed = tuple(
        IndexFile(shown(p.place.file), shown(p.message))
        for p in sorted(results.problems, key=lambda p: p.place)
        if p.effect is Effect.FILE_LEFT_OUT and p.kind.severity is not Severity.INFO
    )
    state = IndexState(
        options.settings.company.name,
        results.as_of.strftime("%Y-%m-%dT%H:%M"),
        outcome.exit_code,
        outcome.counts["files"],
        (),
        failed,
    )
    return render_index(list(months.values()), state, options.templates)


def _index_month(folder: Path) -> IndexMonth:
    """An old month's line; one whose run.json is damaged keeps its links, without its headline."""
    name = f"售后月报-{folder.name}"
    nothing: dict[str, Any] = {"title": name, "headline": "", "month_counts": {"records": 0, "problems": 0}}
    try:
        facts = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except ValueError:
        facts = nothing
    facts = facts if isinstance(facts, dict) and facts.keys() >= nothing.keys() else nothing
    counts = facts["month_counts"]
    return IndexMonth(
        folder.name,
        facts["title"],
        facts["headline"],
        f"{folder.name}/{name}.html",
        f"{folder.name}/{name}.xlsx",
        counts["records"],
        counts["problems"],
    )
