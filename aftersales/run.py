"""The story of a night, one line a stage: find → read → consolidate → classify → measure → propose → publish."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pandas as pd

from aftersales.appraisal.library import load_schemes
from aftersales.appraise import ByPerson, appraise_all, asked_for, by_person, with_schemes
from aftersales.asked import Clock, Options, Outcome, Progress
from aftersales.assemble import Results, by_month, months_by_source
from aftersales.classify.dictionary import with_dictionary
from aftersales.classify.load import load_taxonomy
from aftersales.classify.records import Letters, classify
from aftersales.classify.suggest import suggest
from aftersales.classify.taxonomy import Taxonomy
from aftersales.consolidate import Consolidated, consolidate
from aftersales.consolidate.questions import questions
from aftersales.digest import Reading
from aftersales.intake.conflict_copies import held_back
from aftersales.intake.encrypted import passwords
from aftersales.intake.files import find
from aftersales.intake.pool import each
from aftersales.kinds import load_kinds
from aftersales.kinds.model import Kind
from aftersales.ledger.lock import only_run
from aftersales.measures import measure
from aftersales.measures.callback import BASIC
from aftersales.measures.catalogue import MEASURES
from aftersales.measures.left_out import answers_unread, rows_left_out
from aftersales.measures.log import with_completeness
from aftersales.measures.model import Scope
from aftersales.measures.prove import prove_figures
from aftersales.measures.survey import QUESTIONS
from aftersales.model import Digest, FoundFile
from aftersales.night import write_members, write_night
from aftersales.problems import Effect, Problem, Severity
from aftersales.publish import Staging, discard, open_staging, publish
from aftersales.settings.schemes import Scheme
from aftersales.side_by_side import side_by_side

__all__ = ["CheckResult", "Options", "Outcome", "check", "run"]


def run(options: Options, progress: Progress) -> Outcome:
    """The nightly job. Nothing is published where inputs are missing; every stage is timed."""
    with only_run(options.state, None if options.dry_run else options.outputs) as remarks:
        staging = None if options.dry_run else open_staging(options.outputs)
        try:
            clock = Clock(progress)
            digests, problems = read_all(options, clock)
            if not any(map(_may_be_table, digests)):
                return Outcome((), {"files": len(digests)}, problems, missing_inputs=True, remarks=remarks)
            files = len(digests)
            consolidated, taxonomy, more = bring_together(options, digests, clock)
            del digests  # half of the memory of a large night
            results = work_out(options, consolidated, taxonomy, [*problems, *more], clock, staging)
            outcome = judge_gates(options, results, files, clock)
            if staging is None:
                return replace(outcome, remarks=remarks)
            write_night(options, results, outcome, staging, clock, workers(options))
            published = publish(staging, options.as_of, unless_only=("run.json",))
            clock.done("publish")
            return replace(outcome, published=published, remarks=remarks)
        finally:
            if staging is not None:
                discard(staging)


def _may_be_table(digest: Digest) -> bool:
    """Whether it is a file that clerks log in: a text without any log is no more than a note beside the sheets."""
    return not digest.file.lower().endswith((".txt", ".xml")) or any(sheet.kind for sheet in digest.sheets)


def read_all(
    options: Options, clock: Clock, named: list[FoundFile] | None = None
) -> tuple[list[Digest], list[Problem]]:
    """Find every file of the drop folder (or take those named) and digest it in worker processes, in name order."""
    try:
        found, problems = find(options.inputs, options.settings.limits) if named is None else (named, [])
    except OSError:  # the drop folder itself is missing or closed to us: no file was found, and the outcome says so
        found, problems = [], []
    clock.done("find")
    kinds = load_kinds(options.settings.kinds)
    words = options.settings.satisfaction.words
    reading = Reading(kinds, options.settings.limits, options.as_of.date(), words, passwords(os.environ))
    digests, held = held_back(
        list(
            each(
                found,
                reading,
                workers=workers(options),
                limits=options.settings.limits,
                on_done=counter(clock, "读取", len(found)),
            )
        )
    )
    gc.freeze()  # what was read holds no cycles: searching it for some again and again takes seconds
    clock.done("read")
    return digests, [*problems, *held]


def workers(options: Options) -> int:
    """How many processes to use."""
    return options.settings.workers or os.cpu_count() or 1


def wanted(options: Options, month: str) -> bool:
    """Whether a month is to be published."""
    return not options.months or month in options.months


def counter(clock: Clock, stage: str, total: int) -> Callable[[FoundFile], None]:
    """Tell whoever watches how many files are done."""
    done = count(1)
    return lambda _: clock.progress(stage, next(done), total)


def bring_together(
    options: Options, digests: Sequence[Digest], clock: Clock
) -> tuple[Consolidated, Taxonomy, list[Problem]]:
    """The records of the run, each once, with their categories; after this the digests are not needed any more."""
    settings = options.settings
    consolidated, problems = consolidate(digests, load_kinds(settings.kinds), settings.people, settings.stores)
    clock.done("consolidate")
    basic = BASIC if settings.satisfaction.basic_counts_as_satisfied else frozenset()
    letters = letters_in(consolidated)
    taxonomy, useless = with_dictionary(load_taxonomy(settings.categories), consolidated.records, letters)
    records, unclassified = classify(consolidated.records, taxonomy, letters, basic_is_satisfied=basic)
    clock.done("classify")
    return replace(consolidated, records=records), taxonomy, [*problems, *useless, *unclassified]


def letters_in(consolidated: Consolidated) -> Letters:
    """Where the fields of a sheet stand."""
    return lambda at, name: consolidated.sources[at].letters.get(name, "")


def work_out(
    options: Options,
    consolidated: Consolidated,
    taxonomy: Taxonomy,
    found: Sequence[Problem],
    clock: Clock,
    staging: Staging | None = None,
    schemes: Mapping[str, Scheme] | None = None,
) -> Results:
    """From records to figures and proposals; members go straight to the staging folder, where there is one.

    `schemes` stand in for those of the settings, to try one out.
    """
    settings, kinds = options.settings, load_kinds(options.settings.kinds)
    schemes = load_schemes(settings.schemes) if schemes is None else schemes
    asked = asked_for(schemes)
    consolidated = with_schemes(consolidated, schemes)
    records, sources = consolidated.records, consolidated.sources
    this = by_month(records)
    scopes = scopes_of(options, consolidated, this, kinds, found)

    def figures_of(month: str) -> tuple[pd.DataFrame, ByPerson]:
        judged = measure(scopes[month], MEASURES, settings.targets, settings.rules.small_sample)
        prove_figures(judged)
        if staging is not None and wanted(options, month):
            write_members(staging, judged, hide=settings.privacy.mask)
        return judged.measures, by_person(judged, asked)

    worked = dict(zip(this, side_by_side(list(this), figures_of, workers(options)), strict=True))
    figures = {month: own for month, (own, _) in worked.items()}
    clock.done("measure")
    persons = {month: own for month, (_, own) in worked.items()}
    appraised = appraise_all(consolidated, scopes, persons, kinds, schemes, settings, options.as_of.date().isoformat())
    clock.done("appraise")
    listed = [*found, *appraised.problems, *questions(records, kinds, sources)]
    belongs, advice = months_by_source(consolidated), suggest(records, taxonomy)
    clock.done("suggest")
    return Results(
        consolidated, kinds, taxonomy, this, scopes, figures, appraised, listed, options.as_of, belongs, advice
    )


def scopes_of(
    options: Options,
    consolidated: Consolidated,
    this: Mapping[str, Mapping[str, pd.DataFrame]],
    kinds: Mapping[str, Kind],
    problems: Sequence[Problem],
) -> dict[str, Scope]:
    """What the measures of each month may look at."""
    mapped = [mapped for source in consolidated.sources for _, mapped in sorted(source.tables.items())]
    records, settings = consolidated.records, options.settings
    every = Scope.slim(records)
    left_out = rows_left_out(records, problems)
    unread = answers_unread(records.get("survey", pd.DataFrame()), QUESTIONS, problems)
    return {
        month: Scope(
            month,
            options.as_of,
            Scope.slim(with_completeness(own, kinds, mapped)),
            every,
            mapped,
            settings.rules,
            settings.satisfaction.basic_counts_as_satisfied,
            kinds,
            settings.holidays,
            left_out,
            unread,
        )
        for month, own in this.items()
    }


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
    months = tuple(month for month in results.figures if wanted(options, month))
    return Outcome(months, counts, results.problems, gate_failures=tuple(failures), stale=stale, seconds=clock.seconds)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How files were read: their digests and every problem, with nothing computed from them."""

    digests: tuple[Digest, ...]
    problems: tuple[Problem, ...]


def check(options: Options, files: Sequence[Path] = ()) -> CheckResult:
    """Read and check only: the files named, or the whole drop folder, through the same stages as a night."""
    clock = Clock(lambda *_: None)
    found = [named(path, options.inputs) for path in files] if files else None
    digests, problems = read_all(options, clock, found)
    kinds = load_kinds(options.settings.kinds)
    consolidated, told = consolidate(digests, kinds, options.settings.people, options.settings.stores)
    settled = {(source.file, source.sheet): source.tally for source in consolidated.sources}
    balanced = [
        replace(
            digest,
            sheets=tuple(replace(sheet, tally=settled[digest.file, sheet.sheet]) for sheet in digest.sheets),
        )
        for digest in digests
    ]
    _, useless = with_dictionary(
        load_taxonomy(options.settings.categories), consolidated.records, letters_in(consolidated)
    )
    asked = questions(consolidated.records, kinds, consolidated.sources)
    return CheckResult(tuple(balanced), (*problems, *told, *asked, *useless))


def named(path: Path, inputs: Path) -> FoundFile:
    """A file the operator named, called by its place in the drop folder where it is in it."""
    full = path.resolve()
    name = full.relative_to(inputs.resolve()).as_posix() if full.is_relative_to(inputs.resolve()) else path.name
    stat = full.stat()
    return FoundFile(name, str(full), stat.st_size, stat.st_mtime)
