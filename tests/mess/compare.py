"""What a run made of a folder beside the truth about it: every difference, with its file, sheet and cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from aftersales.asked import Clock
from aftersales.consolidate import Consolidated
from aftersales.digest import Reading
from aftersales.intake.conflict_copies import held_back
from aftersales.intake.files import find
from aftersales.kinds import load_kinds
from aftersales.problems import Problem, Severity
from aftersales.working_out import bring_together, work_out
from tests.sheets import asked

from .truth import COUNTED, Truth

TOLD = ("kind", "header_row", "rows", *COUNTED)
PLACES = ("record_id", "file", "sheet", "row", "month", "extra", "household", "source", "table")


class Seen(NamedTuple):
    """What the stages made of a folder: every sheet and record, and everything that was said."""

    consolidated: Consolidated
    problems: list[Problem]

    @property
    def codes(self) -> list[str]:
        return sorted(problem.code for problem in self.problems)


def seen(folder: Path) -> Seen:
    """The stages of a night on the folder `inputs` in this one, all in this process; the run's own proofs hold too."""
    options = asked(folder)
    settings = options.settings
    found, problems = find(options.inputs, settings.limits)
    reading = Reading(load_kinds(settings.kinds), settings.limits, options.as_of.date(), settings.satisfaction.words)
    digests, held = held_back([reading(file) for file in found])
    clock = Clock(lambda *_: None)
    consolidated, taxonomy, more = bring_together(options, digests, clock)
    results = work_out(options, consolidated, taxonomy, [*problems, *held, *more], clock)
    return Seen(results.consolidated, list(results.problems))


def differences(truth: Truth, consolidated: Consolidated, problems: list[Problem]) -> list[str]:
    """One line for each thing that is not as the truth says; nothing where all of it is."""
    found: list[str] = []
    for file in truth["files"]:
        found += _of_sheets(file, consolidated)
        found += _of_values(file, consolidated.records)
    found += _of_problems(truth, problems)
    return found


def _of_sheets(file: Truth, consolidated: Consolidated) -> Iterator[str]:
    sources = {source.sheet: source for source in consolidated.sources if source.file == file["file"]}
    for sheet in file["sheets"]:
        source = sources.pop(sheet["sheet"], None)
        if source is None:
            yield f"{file['file']} › {sheet['sheet']}: the sheet is missing"
            continue
        tally = source.tally
        seen = {
            "kind": source.kind,
            "header_row": source.header_row,
            "rows": tally.rows,
            **{name: getattr(tally, name) for name in COUNTED},
        }
        wrong = [f"{name} {seen[name]!r}, not {sheet[name]!r}" for name in TOLD if seen[name] != sheet[name]]
        if wrong:
            yield f"{file['file']} › {sheet['sheet']}: {', '.join(wrong)}"
    for name, source in sources.items():
        if source.tally.records:
            yield f"{file['file']} › {name}: {source.tally.records} records that nobody wrote"


def _of_values(file: Truth, records: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    for sheet in file["sheets"]:
        if not sheet["values"]:
            continue
        frame = records.get(sheet["kind"])
        if frame is None:
            yield f"{file['file']} › {sheet['sheet']}: no records of kind {sheet['kind']}"
            continue
        rows = frame[(frame["file"] == file["file"]) & (frame["sheet"] == sheet["sheet"])]
        held = {int(record["row"]): record for record in rows.to_dict("records")}
        for line in sheet["values"]:
            yield from _of_record(f"{file['file']} › {sheet['sheet']} 第{line['row']}行", line, held.get(line["row"]))


def _of_record(place: str, line: Truth, record: Mapping[Any, Any] | None) -> Iterator[str]:
    if record is None:
        yield f"{place}: no record"
        return
    for name, value in record.items():
        if name in PLACES or str(name).startswith("_"):
            continue
        seen, wanted = None if pd.isna(value) else value, line["fields"].get(name)
        if seen != wanted:
            yield f"{place} {name}: {seen!r}, not {wanted!r}"


def _of_problems(truth: Truth, problems: list[Problem]) -> Iterator[str]:
    """Everything that must be said is said at its cell; no other error or warning is said of anything."""
    told = [
        (problem.place.file, problem.place.sheet, problem.place.cell, problem.place.row, problem.code)
        for problem in problems
    ]
    wanted = set()
    for file in truth["files"]:
        for problem in file["problems"] + [one for sheet in file["sheets"] for one in sheet["problems"]]:
            key = (file["file"], problem["sheet"], problem["cell"], problem.get("row", 0), problem["code"])
            hits = [one for one in told if _fits(one, key)]
            if not hits:
                yield f"{file['file']} › {problem['sheet']} {problem['cell']}: {problem['code']} was not said"
            wanted.update(hits)
    for problem, one in zip(problems, told, strict=True):
        if one not in wanted and problem.kind.severity is not Severity.INFO:
            yield f"said although nothing is wrong: {problem}"


def _fits(told: tuple[str, str, str, int, str], wanted: tuple[str, str, str, int, str]) -> bool:
    """The same code at the same place; where the truth names no cell or row, any of the sheet will do."""
    if told[4] != wanted[4] or told[0] != wanted[0] or told[1] != wanted[1]:
        return False
    return not (wanted[2] and told[2] != wanted[2]) and not (wanted[3] and told[3] not in (0, wanted[3]))
