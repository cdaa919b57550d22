"""The front page of the outputs, put together: what stands there after this night, and how the run went."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from aftersales.archive import DONE, MONTH_FOLDER, YEAR_FOLDER, Facts, in_words, purged_months, year_facts
from aftersales.asked import Options, Outcome
from aftersales.assemble import Results
from aftersales.freshness import freshness
from aftersales.ledger.seal import DamagedSealError, read_seal
from aftersales.outputs import shown_as
from aftersales.problems import Effect, Problem, Severity
from aftersales.report.html_index import (
    IndexArchived,
    IndexCleared,
    IndexFile,
    IndexFolder,
    IndexFresh,
    IndexMonth,
    IndexPeriod,
    IndexRest,
    IndexState,
    render_index,
)

INDEX = "index.html"
NO_STORE = "（没写门店）"


def index_page(options: Options, results: Results, outcome: Outcome, aside: Path | None = None) -> str:
    """The front page as one text; what stands in the folder `aside` will replace what is published under its name."""
    bases = [base for base in (options.outputs, aside) if base is not None]
    standing = {folder.name: folder for folder in _folders(bases, MONTH_FOLDER) if (folder / "run.json").is_file()}
    months = {name: _month(folder) for name, folder in standing.items()}
    years = {folder.name: year_facts(folder) for folder in _folders(bases, YEAR_FOLDER)}
    rest = IndexRest(
        [_period(year, period, facts) for year, own in years.items() for period, facts in own.items()],
        _fresh(options, results),
        [one for year, own in years.items() if year in own for one in _archived(own[year], frozenset(months))],
        _cleared(options, results, frozenset(months)),
    )
    state = _state(options, results, outcome)
    return render_index(list(months.values()), state, options.templates, rest, options.settings.language)


def tell_unpublished(options: Options, results: Results, outcome: Outcome) -> tuple[str, ...]:
    """Write the front page once more, now that something could not be replaced; a remark where even that fails."""
    if INDEX in outcome.published.beside:
        return ()
    waiting = options.outputs / f".{INDEX}"
    try:
        waiting.write_text(index_page(options, results, outcome), encoding="utf-8", newline="\n")
        waiting.replace(options.outputs / INDEX)
    except OSError as error:
        return (f"首页没有写上换不掉的文件：{error}",)
    return ()


def _folders(bases: Sequence[Path], called: re.Pattern[str]) -> Iterator[Path]:
    for base in bases:
        yield from (folder for folder in sorted(base.iterdir()) if called.fullmatch(folder.name))


def _state(options: Options, results: Results, outcome: Outcome) -> IndexState:
    shown = shown_as(options)
    left_out = [
        problem
        for problem in sorted(results.problems, key=lambda problem: problem.place)
        if problem.effect is Effect.FILE_LEFT_OUT and problem.kind.severity is not Severity.INFO
    ]

    def told(waits: bool) -> tuple[IndexFile, ...]:  # noqa: FBT001 - which of the two lists
        chosen: list[Problem] = [one for one in left_out if one.kind.waits is waits]
        return tuple(IndexFile(shown(one.place.file), shown(one.message)) for one in chosen)

    reasons = [f"没能替换 {name}" + (f"，新的放在“{there}”" if there else "，旁边也写不进去")
               for name, there in outcome.published.beside.items()]  # fmt: skip
    reasons += outcome.gate_failures
    reasons += [f"缺少必须有的登记表：{results.kinds[kind].zh}" for kind in outcome.stale]
    return IndexState(
        options.settings.company.name,
        results.as_of.strftime("%Y-%m-%dT%H:%M"),
        outcome.exit_code,
        outcome.counts["files"],
        told(True),  # noqa: FBT003
        told(False),  # noqa: FBT003
        tuple(map(shown, reasons)),
    )


def _month(folder: Path) -> IndexMonth:
    """An old month's line; one whose run.json is damaged keeps its links, without its headline."""
    name = f"售后月报-{folder.name}"
    title, headline, records, problems = _told_of(folder) or (name, "", 0, 0)
    return IndexMonth(
        folder.name,
        title,
        headline,
        f"{folder.name}/{name}.html",
        f"{folder.name}/{name}.xlsx",
        records,
        problems,
        _within(folder, "个人", ".html"),
        _within(folder, "退回单", ".xlsx"),
        _closed(folder),
    )


def _told_of(folder: Path) -> tuple[str, str, int, int] | None:
    """Title, headline, and how many records and problems a month has by its run.json; None where that is damaged."""
    try:
        facts = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except ValueError:
        return None
    match facts:
        case {
            "title": str(title),
            "headline": str(headline),
            "month_counts": {"records": int(records), "problems": int(problems)},
        }:
            return title, headline, records, problems
    return None


def _closed(folder: Path) -> str:
    """Since when a month's figures stand, by the seal on its folder."""
    try:
        seal = read_seal(folder)
    except DamagedSealError:
        return "已封存，封条损坏"
    return f"已封存：{seal.last.at[:10]}，第 {seal.last.version} 版" if seal and seal.closed else ""


def _within(month: Path, name: str, ending: str) -> IndexFolder:
    """A folder of a month, if it has one."""
    try:
        files = sorted(path.name for path in (month / name).iterdir() if path.suffix == ending)
    except FileNotFoundError:
        return IndexFolder()
    return IndexFolder(f"{month.name}/{name}", tuple(files)) if files else IndexFolder()


def _period(year: str, period: str, facts: Facts) -> IndexPeriod:
    html, workbook = (f"{year}/{facts[name]}" for name in ("html", "workbook"))
    return IndexPeriod(period, facts["title"], facts["headline"], facts["status"], html, workbook)


def _fresh(options: Options, results: Results) -> list[IndexFresh]:
    shown = shown_as(options)
    found = freshness(results.consolidated.records, results.kinds, results.as_of.date(), options.settings.holidays)
    return [
        IndexFresh(
            shown(one.rhythm.store) or NO_STORE,
            results.kinds[one.rhythm.kind].zh,
            one.rhythm.last,
            one.missing,
            one.rhythm.usual,
            one.late,
        )
        for one in found
    ]


def _archived(annual: Facts, standing: frozenset[str]) -> list[IndexArchived]:
    """The months of a year that still stand, and from when on they may go (S2-10)."""
    status = annual["status"]
    when = "现在可以" if status == DONE else f"年报完成以后，最早 {annual['settled_on']}"
    return [
        IndexArchived(month, files, in_words(size), status, when)
        for month, (files, size) in sorted(annual.get("archive", {}).items())
        if month in standing
    ]


def _cleared(options: Options, results: Results, standing: frozenset[str]) -> list[IndexCleared]:
    """The months that were cleared away, with a word where the drop folder now holds other records of them."""
    found = []
    for month, one in purged_months(options.outputs).items():
        now = sum(map(len, results.this.get(month, {}).values()))
        note = ""
        if month in standing:
            note = "以后又重新生成过"
        elif one.records is not None and now > one.records:
            note = f"以后又收到 {now - one.records} 条记录，要看请运行 run --month {month}"
        found.append(IndexCleared(month, one.on, note))
    return found
