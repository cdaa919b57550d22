"""Digests files in the real workers and notes of each what the goals ask: how long, how large, how many rows and errors."""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aftersales.digest import Reading
from aftersales.intake.grids import used_rows
from aftersales.intake.pool import WorkError, each
from aftersales.intake.readers import read
from aftersales.model import CellError, Digest, FoundFile
from aftersales.problems import CATALOGUE
from aftersales.settings.model import Limits
from tests.reliability.independent import Count, count

OURS = ("Error", "Exception", "Traceback", "panicked", "None")
"""Words of programs, which no clerk must ever read."""

PATIENCE = 4  # each file is read twice and counted, which must not be taken for slowness


@dataclass(frozen=True, slots=True)
class Measured(Digest):
    """A digest with what it took, and its sheets counted twice: as they were read, and by the independent walk."""

    seconds: float = 0.0
    read: dict[str, Count] = field(default_factory=dict)
    counted: dict[str, Count] = field(default_factory=dict)
    peak_mb: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker does with one file: the night's own reading, timed, then the counts."""

    reading: Reading

    def __call__(self, found: FoundFile) -> Digest:
        begun = time.monotonic()
        digest = self.reading(found)
        seconds = time.monotonic() - begun
        book = read(found, self.reading.limits)
        taken = {
            grid.sheet: Count(used_rows(grid), sum(isinstance(cell, CellError) for row in grid.rows for cell in row))
            for grid in book.grids
        }
        counted = count(Path(found.path)) if found.member is None and taken else {}
        return Measured(
            digest.file, digest.sha256, digest.modified, digest.reader, digest.sheets, (), digest.problems,
            seconds, taken, counted, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        )  # fmt: skip


@dataclass(slots=True)
class Figures:
    """What was seen over all files; lists name the offenders."""

    files: int = 0
    read: int = 0
    uncaught: list[str] = field(default_factory=list)
    sheets: int = 0
    unbalanced: list[str] = field(default_factory=list)
    counted: int = 0
    told: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    errors: int = 0
    errors_lost: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    over: list[str] = field(default_factory=list)
    child_mb: int = 0
    parent_mb: int = 0
    seconds: float = 0.0
    codes: dict[str, int] = field(default_factory=dict)
    without_code: list[str] = field(default_factory=list)
    foreign_words: list[str] = field(default_factory=list)
    logs: list[str] = field(default_factory=list)


def measure(files: Sequence[FoundFile], reading: Reading, workers: int) -> tuple[Figures, dict[str, Digest]]:
    """The figures of these files, and each one's digest by name; an uncaught fault is noted and the rest goes on."""
    figures, digests = Figures(files=len(files)), dict[str, Digest]()
    begun = time.monotonic()
    patient = reading.limits.model_copy(update={"seconds_per_file": PATIENCE * reading.limits.seconds_per_file})
    left = list(files)
    while left:
        try:
            for digest in each(left, Work(reading), workers=workers, limits=patient):
                digests[digest.file] = digest
        except WorkError as fault:
            name = str(fault).partition("\n")[0]
            figures.uncaught.append(str(fault))
            digests[name] = Digest(name, "", 0.0, "")
        left = [found for found in left if found.name not in digests]
    figures.seconds = time.monotonic() - begun
    for digest in digests.values():
        _note(figures, digest, reading.limits)
    figures.parent_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures, digests


def _note(figures: Figures, digest: Digest, limits: Limits) -> None:
    codes = [problem.code for problem in digest.problems]
    for code in codes:
        figures.codes[code] = figures.codes.get(code, 0) + 1
    if digest.sheets:
        figures.read += 1
    elif not any(code in CATALOGUE for code in codes):
        figures.without_code.append(digest.file)
    said = [f"{problem.message} {problem.remedy}" for problem in digest.problems if problem.effect == "file_left_out"]
    figures.foreign_words += [f"{digest.file}: {text}" for text in said if any(word in text for word in OURS)]
    figures.sheets += len(digest.sheets)
    figures.logs += [f"{digest.file} › {one.sheet}: {one.kind}" for one in digest.sheets if one.kind]
    figures.unbalanced += [f"{digest.file} › {one.sheet}" for one in digest.sheets if not one.tally.balanced]
    if "file-too-slow" in codes:
        figures.over.append(digest.file)
    if isinstance(digest, Measured):
        figures.child_mb = max(figures.child_mb, digest.peak_mb)
        figures.slowest = max(figures.slowest, (digest.seconds, digest.file))
        if digest.seconds > limits.seconds_per_file:
            figures.over.append(digest.file)
        _compare(figures, digest)


def _compare(figures: Figures, digest: Measured) -> None:
    """The rows and errors of every sheet that both counted."""
    told = {problem.place.sheet for problem in digest.problems if problem.code in ("rows-miscounted", "far-cells")}
    for sheet in digest.read.keys() & digest.counted.keys():
        figures.counted += 1
        read, counted, where = digest.read[sheet], digest.counted[sheet], f"{digest.file} › {sheet}"
        if read.rows != counted.rows:
            (figures.told if sheet in told else figures.silent).append(f"{where}: {counted.rows} ≠ {read.rows}")
        figures.errors += counted.errors
        if read.errors < counted.errors and sheet not in told:
            figures.errors_lost.append(f"{where}: {counted.errors} ≠ {read.errors}")
