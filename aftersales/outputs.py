"""Writing a night aside: the data tables, the workbook and page of every month, the index. Nothing is computed here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import pandas as pd

from aftersales import frames
from aftersales.appraisal.model import Proposal, Score
from aftersales.asked import Options
from aftersales.consolidate import Source
from aftersales.kinds.model import Kind
from aftersales.ledger.model import Restated
from aftersales.privacy import masked
from aftersales.problems import Problem
from aftersales.publish import Staging
from aftersales.report.html import render_html
from aftersales.report.page import Report
from aftersales.report.slip import Slip
from aftersales.report.slip_html import render_slip
from aftersales.report.slip_workbook import write_slip
from aftersales.report.workbook import write_workbook
from aftersales.tables import write_csv

SLIPS = "个人"
POINTS = 6
"""Decimals of points: enough for the lines to add up to the total."""


def problem_rows(problems: Iterable[Problem], *, hide: bool) -> pd.DataFrame:
    """Problems as rows of `problems.csv`, sorted by place; phones masked."""
    ordered = sorted(problems, key=lambda p: (p.place, p.code, p.field, p.value))
    rows = [
        (
            p.code,
            p.kind.severity.value,
            p.effect.value,
            p.place.file,
            p.place.sheet,
            p.place.cell,
            p.place.row or None,
            p.field,
            p.value,
            p.message,
            p.remedy,
            p.affects,
        )
        for p in ordered
    ]
    made = _blank(pd.DataFrame(rows, columns=list(frames.PROBLEMS)), number="row")
    return without_phones(made, ("file", "sheet", "value", "message", "remedy", "affects")) if hide else made


def source_rows(sources: Sequence[Source], *, hide: bool) -> pd.DataFrame:
    """Sheets as rows of `sources.csv`; phones in their names masked."""
    rows = [
        (
            s.file,
            s.sheet,
            s.kind,
            s.header_row or None,
            *(getattr(s.tally, part) for part in frames.SOURCES[4:11]),
            s.sha256,
            s.modified,
            s.reader,
        )
        for s in sources
    ]
    made = _blank(pd.DataFrame(rows, columns=list(frames.SOURCES)), number="header_row")
    return without_phones(made, ("file", "sheet")) if hide else made


def proposal_rows(proposals: Sequence[Proposal]) -> pd.DataFrame:
    """Proposals as rows of `proposals.csv`."""
    rows = [tuple({**asdict(p), "record_ids": "、".join(p.record_ids)}.values()) for p in proposals]
    return pd.DataFrame(rows, columns=list(frames.PROPOSALS)).astype({"amount": "float64"})


def restatement_rows(restated: Sequence[Restated], *, hide: bool) -> pd.DataFrame:
    """Figures of closed months that would now differ as rows of `restatements.csv`, sorted."""
    ordered = sorted(restated, key=lambda r: (r.month, r.measure, r.store, r.person, r.category, r.product, r.unit))
    rows = [tuple({**asdict(r), "record_ids": "、".join(r.record_ids)}.values()) for r in ordered]
    numbers = dict.fromkeys(("published", "now", "difference"), "float64")
    made = _texts(pd.DataFrame(rows, columns=list(frames.RESTATEMENTS)).astype(numbers))
    return without_phones(made, (*WRITTEN, "because")) if hide else made


def score_rows(scores: Sequence[Score]) -> pd.DataFrame:
    """Scores as rows of `scores.csv`."""
    rows = [
        (
            s.period,
            s.scheme,
            s.person,
            s.store,
            _float(s.total),
            _float(s.max),
            _float(s.score),
            s.grade,
            s.status,
            s.note,
        )
        for s in scores
    ]
    numbers = dict.fromkeys(("total", "max", "score"), "float64")
    return _texts(pd.DataFrame(rows, columns=list(frames.SCORES)).astype(numbers))


def score_line_rows(scores: Sequence[Score]) -> pd.DataFrame:
    """The lines of scores as rows of `score_lines.csv`."""
    rows = [
        (
            *(s.period, s.scheme, s.person, s.store, line.part, line.item, line.basis),
            *(_float(line.points), _float(line.max), line.rule, "、".join(line.evidence)),
        )
        for s in scores
        for line in s.lines
    ]
    made = pd.DataFrame(rows, columns=list(frames.SCORE_LINES)).astype({"points": "float64", "max": "float64"})
    return _texts(made)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(round(value, POINTS))


def _texts(rows: pd.DataFrame) -> pd.DataFrame:
    """Empty text is no value."""
    texts = rows.select_dtypes(include=["object", "str"]).columns
    return rows.assign(**{name: rows[name].astype("str").replace("", None) for name in texts})


def _blank(rows: pd.DataFrame, number: str) -> pd.DataFrame:
    """Empty text is no value; the numbers of a column that may be blank stay whole."""
    texts = rows.select_dtypes(include=["object", "str"]).columns
    cleaned = rows.assign(**{name: rows[name].astype("str").replace("", None) for name in texts if name != number})
    return cleaned.assign(**{number: rows[number].astype("Int64")})


def write_data(folder: Path, tables: Mapping[str, tuple[pd.DataFrame, Sequence[str]]]) -> None:
    """Write tables as CSV files into a data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (rows, columns) in tables.items():
        write_csv(rows, folder / f"{name}.csv", columns)


def month_tables(
    figures: pd.DataFrame,
    proposals: Sequence[Proposal],
    scores: Sequence[Score],
    problems: Sequence[Problem],
    sources: Sequence[Source],
    restated: Sequence[Restated] = (),
    *,
    hide: bool,
) -> dict[str, tuple[pd.DataFrame, Sequence[str]]]:
    """The tables of one month's data folder, without the records and the members."""
    return {
        "measures": (without_phones(figures) if hide else figures, frames.MEASURES),
        **judged_tables(proposals, scores, hide=hide),
        "problems": (problem_rows(problems, hide=hide), frames.PROBLEMS),
        "sources": (source_rows(sources, hide=hide), frames.SOURCES),
        "restatements": (restatement_rows(restated, hide=hide), frames.RESTATEMENTS),
    }


def judged_tables(
    proposals: Sequence[Proposal], scores: Sequence[Score], *, hide: bool
) -> dict[str, tuple[pd.DataFrame, Sequence[str]]]:
    """The tables about people."""
    fines = proposal_rows(proposals)
    return {
        "scores": (_shown(score_rows(scores), hide=hide), frames.SCORES),
        "score_lines": (_shown(score_line_rows(scores), hide=hide), frames.SCORE_LINES),
        "proposals": (without_phones(fines, ("person", "store", "because")) if hide else fines, frames.PROPOSALS),
    }


def _shown(rows: pd.DataFrame, *, hide: bool) -> pd.DataFrame:
    """Scores without the phones that may stand in names and words."""
    named = tuple(name for name in ("person", "store", "basis", "note") if name in rows)
    return without_phones(rows, named) if hide else rows


WRITTEN = ("store", "person", "category", "product")
"""What a figure is split by: any text that a clerk wrote."""


def without_phones(rows: pd.DataFrame, columns: Sequence[str] = WRITTEN) -> pd.DataFrame:
    """The rows with the phones in these columns masked, each distinct text once."""
    meaning = {name: {text: masked(text) for text in rows[name].dropna().unique()} for name in columns}
    changed = {name: texts for name, texts in meaning.items() if any(new != old for old, new in texts.items())}
    return rows.assign(**{name: rows[name].astype("str").map(texts) for name, texts in changed.items()})


def shown_as(options: Options) -> Callable[[str], str]:
    """How a text from the inputs is shown to people: its phones masked, unless the shop wants to see them."""
    return masked if options.settings.privacy.mask else str


def write_records(folder: Path, records: Mapping[str, pd.DataFrame], kinds: Mapping[str, Kind]) -> None:
    """One file for every kind that has a record."""
    for kind_id, rows in records.items():
        if len(rows):
            folder.mkdir(parents=True, exist_ok=True)
            write_csv(rows, folder / f"{kind_id}.csv", record_columns(kinds[kind_id]))


def record_columns(kind: Kind) -> tuple[str, ...]:
    """The columns of `records/<kind>.csv`."""
    return ("record_id", "file", "sheet", "row", "month", *kind.written_columns, "extra")


def write_book(staging: Staging, report: Report) -> None:
    """The workbook of one month."""
    write_workbook(report, staging.path(report.month, f"售后月报-{report.month}.xlsx"))


def write_page(staging: Staging, report: Report, templates: Path | None) -> None:
    """The page of one month."""
    page = staging.path(report.month, f"售后月报-{report.month}.html")
    page.write_text(render_html(report, templates), encoding="utf-8", newline="\n")


def write_slips(staging: Staging, month: str, slips: Iterable[Slip], templates: Path | None) -> None:
    """A page and a workbook for everybody who has a score in the month's folder."""
    for slip in slips:
        page, book = (staging.path(month, SLIPS, f"{slip.name}.{ending}") for ending in ("html", "xlsx"))
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(render_slip(slip, templates), encoding="utf-8", newline="\n")
        write_slip(slip, book)


def write_json(path: Path, facts: Mapping[str, object]) -> None:
    """Readable JSON in the order given."""
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
