"""From digests to results: records brought together, what the measures may look at, the figures of every month, scores and proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from aftersales.appraisal.engine import When
from aftersales.appraisal.library import load_schemes
from aftersales.appraise import appraise_all, asked_for, fields_asked_for, with_schemes
from aftersales.asked import Clock, Options
from aftersales.assemble import Results, months_by_source
from aftersales.calendar_years import check_calendar
from aftersales.classify.dictionary import with_dictionary
from aftersales.classify.load import load_taxonomy
from aftersales.classify.records import Letters, classify
from aftersales.classify.suggest import suggest
from aftersales.classify.taxonomy import Taxonomy
from aftersales.consolidate import Consolidated, consolidate
from aftersales.consolidate.questions import questions
from aftersales.kinds import load_kinds
from aftersales.kinds.model import Kind
from aftersales.measures.callback import BASIC
from aftersales.measures.left_out import answers_unread, rows_left_out
from aftersales.measures.log import with_completeness
from aftersales.measures.model import Scope
from aftersales.measures.survey import QUESTIONS
from aftersales.model import Digest
from aftersales.month_worked import MonthWorked, MonthWorker
from aftersales.problems import Problem
from aftersales.publish import Staging
from aftersales.reading import workers
from aftersales.settings.schemes import Scheme
from aftersales.side_by_side import side_by_side
from aftersales.worklists import Today, worklist
from aftersales.worklists.model import ToDo


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
    records, unclassified = classify(
        consolidated.records, taxonomy, letters, basic_is_satisfied=basic, hands=workers(options)
    )
    clock.done("classify")
    unknown = check_calendar(options.as_of.date(), settings.holidays)
    return replace(consolidated, records=records), taxonomy, [*problems, *useless, *unclassified, *unknown]


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

    `schemes` stand in for those of the settings, to try one out; closed months keep their figures.
    """
    settings, kinds, ledger = options.settings, load_kinds(options.settings.kinds), options.ledger
    schemes = load_schemes(settings.schemes) if schemes is None else schemes
    asked = asked_for(schemes)
    consolidated = with_schemes(consolidated, schemes)
    records, sources = consolidated.records, consolidated.sources
    this = by_month(records, filter(ledger.compared, ledger.seals))
    scopes = scopes_of(options, consolidated, this, kinds, found, fields_asked_for(schemes))
    work = MonthWorker(options, scopes, asked, staging)
    today = Today.of(consolidated, kinds, schemes, settings, options.as_of)
    worked, (todo, undated) = _months_and_lists(work, list(this), today, workers(options))
    figures = {month: own.figures for month, own in worked.items()}
    clock.done("measure")
    persons = {month: own.persons for month, own in worked.items()}
    when = When(options.as_of.date().isoformat(), ledger.published_on)
    appraised = appraise_all(consolidated, scopes, persons, kinds, schemes, settings, when)
    clock.done("appraise")
    belongs, advice = months_by_source(consolidated), suggest(records, taxonomy)
    clock.done("suggest")
    listed = [*found, *appraised.problems, *questions(records, kinds, sources), *undated]
    results = Results(
        consolidated, kinds, taxonomy, this, scopes, figures, appraised, listed, options.as_of, belongs, advice
    )
    evidence = {month: own.evidence for month, own in worked.items()}
    differing = {month: own.differing for month, own in worked.items() if own.differing is not None}
    timed = {month: own.timed for month, own in worked.items()}
    return replace(results, todo=todo, evidence=evidence, ledger=ledger, differing=differing, timed=timed)


def by_month(records: Mapping[str, pd.DataFrame], also: Iterable[str] = ()) -> dict[str, dict[str, pd.DataFrame]]:
    """The records of every month that has one, oldest first, by kind; their order stays. `also` are months without any."""
    months = sorted({*also, *(month for frame in records.values() for month in frame["month"].dropna().unique())})
    parts: dict[str, dict[str, pd.DataFrame]] = {month: {} for month in months}
    for kind_id, frame in records.items():
        indices = frame.groupby("month", sort=False).indices
        for month in months:
            at = indices.get(month)
            parts[month][kind_id] = frame.iloc[:0] if at is None else frame.iloc[at]
    return parts


def _months_and_lists(
    work: MonthWorker, months: Sequence[str], today: Today, hands: int
) -> tuple[dict[str, MonthWorked], tuple[ToDo, list[Problem]]]:
    """The lists of today ask for no figure: they are made beside the months, by whoever has one month less."""
    jobs: list[Callable[[], Any]] = [*(partial(work, month) for month in months), partial(worklist, today)]
    *worked, lists = side_by_side(jobs, lambda job: job(), hands)
    return dict(zip(months, worked, strict=True)), lists


def scopes_of(
    options: Options,
    consolidated: Consolidated,
    this: Mapping[str, Mapping[str, pd.DataFrame]],
    kinds: Mapping[str, Kind],
    problems: Sequence[Problem],
    asked: Mapping[str, frozenset[str]],
) -> dict[str, Scope]:
    """What the measures of each month may look at; a closed month is asked as of the moment of its own figures.

    `asked` are the fields, by kind, that a scheme looks at itself.
    """
    mapped = [mapped for source in consolidated.sources for _, mapped in sorted(source.tables.items())]
    records, settings = consolidated.records, options.settings
    every = Scope.slim(records, asked)
    left_out = rows_left_out(records, problems)
    unread = answers_unread(records.get("survey", pd.DataFrame()), QUESTIONS, problems)
    return {
        month: Scope(
            month,
            options.ledger.as_of(month, options.as_of),
            Scope.slim(with_completeness(own, kinds, mapped), asked),
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
