"""The story of a night, one line a stage: find → read → consolidate → classify → measure → propose → publish."""

from __future__ import annotations

from dataclasses import replace

from aftersales.archive import purged_months
from aftersales.asked import Clock, Options, Outcome, Progress
from aftersales.assemble import Results
from aftersales.index_page import tell_unpublished
from aftersales.ledger.closing import close_due, keep_closed
from aftersales.ledger.lock import only_run
from aftersales.ledger.months import Ledger, open_ledger
from aftersales.night import write_night
from aftersales.problems import Effect, Severity
from aftersales.publish import Staging, discard, open_staging, publish
from aftersales.reading import may_be_table, read_night, workers
from aftersales.restating import restate
from aftersales.working_out import bring_together, work_out

__all__ = ["Options", "Outcome", "run"]


def run(options: Options, progress: Progress) -> Outcome:
    """The nightly job. Nothing is published where inputs are missing; every stage is timed."""
    options = replace(options, purged=frozenset(purged_months(options.outputs)))
    with only_run(options.state, None if options.dry_run else options.outputs) as remarks:
        staging = None if options.dry_run else open_staging(options.outputs)
        try:
            clock = Clock(progress)
            options = replace(options, ledger=ledger_of(options, staging))
            digests, problems, shelf = read_night(options, clock, keeps=not options.dry_run)
            if not any(map(may_be_table, digests)):
                return Outcome((), {"files": len(digests)}, problems, missing_inputs=True, remarks=remarks)
            files = len(digests)
            consolidated, taxonomy, more = bring_together(options, digests, clock)
            del digests  # half of the memory of a large night
            results = work_out(options, consolidated, taxonomy, [*problems, *more], clock, staging)
            results = restate(results, options)
            missing = shelf.missing(frozenset(problem.place.file for problem in problems))
            outcome = replace(judge_gates(options, results, files, clock), changes=missing)
            outcome = replace(outcome, remarks=(*remarks, *options.ledger.remarks))
            if staging is None:
                return outcome
            write_night(options, results, outcome, staging, clock, workers(options))
            published = publish(staging, options.as_of, unless_only=("run.json",))
            kept = (*shelf.keep(), *keep_closed(options.ledger))
            clock.done("publish")
            outcome = replace(outcome, published=published)
            told = tell_unpublished(options, results, outcome) if published.beside else ()
            return replace(outcome, remarks=(*outcome.remarks, *kept, *told))
        finally:
            if staging is not None:
                discard(staging)


def ledger_of(options: Options, staging: Staging | None) -> Ledger:
    """The closed months, with those closed that are due; a run that publishes nothing only looks."""
    ledger = open_ledger(options.outputs, options.state, write=staging is not None, cleared=options.purged)
    if staging is None:
        return ledger
    return close_due(ledger, options.as_of, options.settings.close_on_day, options.wants)


def judge_gates(options: Options, results: Results, files: int, clock: Clock) -> Outcome:
    """Counts, and the conditions under which a run ends with another exit code."""
    gates = options.settings.gates
    sources = results.consolidated.sources
    records = sum(source.tally.records for source in sources)
    rejected = sum(source.tally.rejected for source in sources)
    unread = sum(
        problem.effect is Effect.FILE_LEFT_OUT and problem.kind.severity is not Severity.INFO
        for problem in results.problems
    )
    failures: list[str] = []
    if options.strict and unread:
        failures.append(f"有 {unread} 个文件读不了")
    share = rejected / (records + rejected) if records + rejected else 0.0
    if gates.max_rejected_share is not None and share > gates.max_rejected_share:
        failures.append(f"退回的行占 {share:.1%}，超过 {gates.max_rejected_share:.1%}")
    failures += [f"封存的 {month} 台账损坏" for month in results.ledger.damaged]
    stale = tuple(kind for kind in gates.required_kinds if results.consolidated.records[kind].empty)
    counts = {
        "files": files,
        "files_unread": unread,
        "sheets": len(sources),
        "records": records,
        "rejected": rejected,
        "duplicates": sum(source.tally.duplicate for source in sources),
        "problems": len(results.problems),
    }
    months = tuple(month for month in results.figures if options.wants(month) and month not in results.ledger.closed)
    return Outcome(months, counts, results.problems, gate_failures=tuple(failures), stale=stale, seconds=clock.seconds)
