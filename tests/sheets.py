"""Log sheets drawn as text → files → the real pipeline → its figures, for tests of everything after the cells.

A picture is the lines of a sheet. `| a | b |` is a row, its cells apart by `|`; a line without a bar is a title or note in
column A; an empty line is a blank row. `2026-10-03` and `2026-10-03 14:30` become dates, short numbers numbers.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from aftersales.appraisal.model import Score
from aftersales.asked import Clock, Options, Outcome
from aftersales.assemble import Results
from aftersales.digest import Reading
from aftersales.intake.files import find
from aftersales.kinds import load_kinds
from aftersales.measures import Month, measure
from aftersales.measures.catalogue import MEASURES
from aftersales.run import run
from aftersales.settings.model import Settings
from aftersales.working_out import bring_together, work_out

AS_OF = datetime(2026, 11, 2, 9, 0)  # noqa: DTZ001 - the shop's own time
SAVED = 1_793_500_000.0
"""When every file was saved: 1 November 2026."""
BLANK = ("store", "person", "category", "product", "unit")
Cell = str | float | datetime | None
Sheets = str | Mapping[str, str]
"""One picture, or several by the name of their sheet."""


def cell(text: str) -> Cell:
    """The value that stands in a drawn cell."""
    text = text.strip().replace("⏎", "\n")
    if re.fullmatch(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?", text):
        return datetime.fromisoformat(text)
    if re.fullmatch(r"-?\d{1,9}(\.\d+)?", text):
        return float(text)
    return text or None


def rows_of(picture: str) -> list[list[Cell]]:
    """The cells of a picture, line by line."""
    lines = [line.strip() for line in picture.strip("\n").splitlines()]
    return [[cell(part) for part in line.strip("|").split("|")] if "|" in line else [cell(line)] for line in lines]


def write(folder: Path, files: Mapping[str, Sheets]) -> Path:
    """Write the pictures as workbooks below the folder; a name may hold folders and needs no `.xlsx`."""
    for name, sheets in files.items():
        book = Workbook()
        book.remove(book.active)
        for title, picture in (sheets if isinstance(sheets, Mapping) else {"Sheet1": sheets}).items():
            sheet = book.create_sheet(title)
            for at, row in enumerate(rows_of(picture), start=1):
                for column, value in enumerate(row, start=1):
                    sheet.cell(at, column).value = value
                    if isinstance(value, str):
                        sheet.cell(at, column).data_type = "s"  # =A1 is drawn as the text it is
        path = folder / name if name.endswith(".xlsx") else folder / f"{name}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
        os.utime(path, (SAVED, SAVED))
    return folder


def asked(folder: Path, **options: object) -> Options:
    """Options of a run in a folder of its own: `inputs`, `outputs`, `state`; settings given as plain values."""
    given = {"as_of": AS_OF, "settings": Settings(workers=1), **options}
    settings = given.pop("settings")
    if isinstance(settings, Mapping):
        settings = Settings.model_validate({"workers": 1, **settings})
    places = {"inputs": folder / "inputs", "outputs": folder / "outputs", "state": folder / "state"}
    return Options(**{**places, "settings": settings, **given})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Night:
    """What a run published: its tables, as text."""

    outcome: Outcome
    outputs: Path

    def table(self, name: str, month: str = "2026-10") -> list[dict[str, str]]:
        """One CSV file, a mapping a row."""
        return read_csv(self.outputs / month / "data" / f"{name}.csv")


def read_csv(path: Path) -> list[dict[str, str]]:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return [{str(key): str(value) for key, value in row.items()} for row in frame.to_dict("records")]


def night(folder: Path, files: Mapping[str, Sheets], **options: object) -> Night:
    """The whole nightly job on drawn files, worker process and all."""
    (folder / "inputs").mkdir(parents=True, exist_ok=True)
    write(folder / "inputs", files)
    chosen = asked(folder, **options)
    return Night(run(chosen, lambda *_: None), chosen.outputs)


@dataclass(frozen=True)
class Worked:
    """What a run worked out, before anything is written."""

    results: Results
    options: Options

    def figure(self, measure: str, month: str = "2026-10", **where: str) -> float | None:
        """The value of the one figure with exactly these dimensions; None where there is no such row or no value."""
        row = self.row(measure, month, **where)
        return None if row is None or pd.isna(row["value"]) else float(row["value"])

    def row(self, measure: str, month: str = "2026-10", **where: str) -> pd.Series | None:
        if month not in self.results.figures:
            return None
        figures = self.results.figures[month]
        chosen = figures[figures["measure"] == measure]
        for name in BLANK:
            chosen = chosen[chosen[name].fillna("") == where.get(name, "")]
        assert len(chosen) < 2
        return chosen.iloc[0] if len(chosen) else None

    def parts(self, measure: str, month: str = "2026-10", **where: str) -> tuple[float, float] | None:
        """Numerator and denominator."""
        row = self.row(measure, month, **where)
        return None if row is None else (float(row["numerator"]), float(row["denominator"]))

    def split(self, measure: str, by: str, month: str = "2026-10") -> dict[str, float]:
        """The values by one dimension, the others blank."""
        figures = self.results.figures[month]
        chosen = figures[(figures["measure"] == measure) & figures[by].notna() & figures["value"].notna()]
        for name in BLANK:
            if name != by:
                chosen = chosen[chosen[name].isna()]
        return {str(key): float(value) for key, value in zip(chosen[by], chosen["value"], strict=True)}

    def judged(self, month: str = "2026-10") -> Month:
        """The members of a month beside its figures."""
        settings = self.options.settings
        return measure(self.results.scopes[month], MEASURES, settings.targets, settings.rules.small_sample)

    def records(self, kind: str) -> pd.DataFrame:
        return self.results.consolidated.records[kind]

    def column(self, kind: str, field: str) -> list[object]:
        """One field of all records, blank as None."""
        return [None if pd.isna(value) else value for value in self.records(kind)[field]]

    @property
    def codes(self) -> list[str]:
        """The codes of all problems, sorted."""
        return sorted(problem.code for problem in self.results.problems)

    def said(self, code: str) -> list[str]:
        """The messages of one code, each with its place."""
        return [f"{problem.place}: {problem.message}" for problem in self.results.problems if problem.code == code]

    def tally(self, file: str) -> str:
        """Where the rows of a file's first sheet went: `rows=records+blank+heading+note+duplicate+rejected`."""
        name = file if file.endswith(".xlsx") else f"{file}.xlsx"
        tally = next(s.tally for s in self.results.consolidated.sources if s.file == name)
        parts = (tally.records, tally.blank, tally.heading, tally.note, tally.duplicate, tally.rejected)
        return f"{tally.rows}={'+'.join(map(str, parts))}"

    def proposals(self, month: str = "2026-10") -> dict[tuple[str, str], float | None]:
        """(person, rule) → amount."""
        return {(p.person, p.rule): p.amount for p in self.results.appraised.proposed_in(month)}

    def score(self, person: str, scheme: str, period: str = "2026-10") -> Score:
        """The one score of a person under a scheme in a period."""
        (found,) = [s for s in self.results.appraised.scores[period] if (s.person, s.scheme) == (person, scheme)]
        return found


def worked(folder: Path, files: Mapping[str, Sheets], **options: object) -> Worked:
    """The same stages on the same files, all in this process: no pool, nothing written."""
    (folder / "inputs").mkdir(parents=True, exist_ok=True)
    write(folder / "inputs", files)
    chosen = asked(folder, **options)
    settings = chosen.settings
    found, problems = find(chosen.inputs, settings.limits)
    kinds = load_kinds(settings.kinds)
    reading = Reading(kinds, settings.limits, chosen.as_of.date(), settings.satisfaction.words)
    clock = Clock(lambda *_: None)
    consolidated, taxonomy, more = bring_together(chosen, [reading(file) for file in found], clock)
    return Worked(work_out(chosen, consolidated, taxonomy, [*problems, *more], clock), chosen)
