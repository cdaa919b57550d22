"""Prints the goals R1–R6 as figures: over a folder that it makes itself, and over any folder of foreign files."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from aftersales.digest import Reading
from aftersales.intake.files import find
from aftersales.kinds import load_kinds
from aftersales.settings.model import Limits
from tests.reliability import folder, outgoing, seeded
from tests.reliability.measured import Figures, measure

LINES = 12


def main() -> int:
    """Measure and print; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="a folder of foreign files; nothing in it is changed")
    parser.add_argument("--losses", type=int, default=100, help="rows taken away per format")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    reading = Reading(load_kinds({}), Limits(), date(2026, 11, 2), {})
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        missed = _own(place, reading, asked.workers, asked.losses)
    if asked.corpus is not None:
        found, problems = find(asked.corpus, reading.limits)
        figures, _ = measure(found, reading, asked.workers)
        _say(f"\n{asked.corpus.name}: {len(found)} files ({len(problems)} more were not opened)")
        missed += _print(figures)
    return min(missed, 1)


def _own(place: Path, reading: Reading, workers: int, losses: int) -> int:
    (place / "hostile").mkdir()
    expected = folder.hostile(place / "hostile")
    found, problems = find(place / "hostile", reading.limits)
    figures, digests = measure(found, reading, workers)
    codes = {name: {problem.code for problem in digest.problems} for name, digest in digests.items()}
    for problem in problems:
        codes.setdefault(problem.place.file, set()).add(problem.code)
    wrong = [f"{name}: {code} ≠ {codes[name]}" for name, code in expected.items() if code and code not in codes[name]]
    innocents = [digest for name, digest in digests.items() if folder.INNOCENT in name]
    lost = [one.file for one in innocents if sum(sheet.tally.rows for sheet in one.sheets) != folder.ROWS]
    _say(f"own hostile folder: {len(expected)} cases, {len(innocents)} innocent files between them")
    missed = _print(figures)
    missed += _line("R1", "innocent files lost", lost)
    missed += _line("R6", "refused for another reason than expected", wrong)
    reported = seeded.reported(place, losses)
    short = [f"{name}: {seen}" for name, seen in reported.items() if seen != losses]
    _say(f"R2  {losses} rows taken away behind the reader, reported: {reported}")
    missed += _line("R2", "of them not reported", short)
    seen = outgoing.night(place / "night")
    _say(f"R5  a night on hostile texts wrote {seen.files} files, {seen.cells} cells")
    missed += _line("R5", "live formulas or links in outputs", seen.live_cells)
    missed += _line("R5", "unescaped markup in pages", seen.markup)
    missed += _line("R5", "bidirectional overrides in outputs", seen.overrides)
    return missed + _line("R5", "files outside the outputs", seen.outside)


def _print(figures: Figures) -> int:
    _say(f"    {figures.files} files, {figures.read} read, {figures.sheets} sheets")
    missed = _line("R1", "uncaught exits", figures.uncaught)
    missed += _line("R2", "sheets whose rows do not add up", figures.unbalanced)
    _say(f"R2  {figures.counted} sheets of .xlsx counted independently; {len(figures.told)} differ and are told")
    _listed(figures.told)
    missed += _line("R2", "that differ in silence", figures.silent)
    _say(f"R3  {figures.errors} error values counted independently")
    missed += _line("R3", "sheets in which some were lost in silence", figures.errors_lost)
    seconds, name = figures.slowest
    _say(f"R4  slowest file {seconds:.1f} s ({name}); all {figures.seconds:.0f} s")
    _say(f"R4  largest worker {figures.child_mb} MB, parent {figures.parent_mb} MB")
    _say(f"R4  files given up after the limit: {len(figures.over)}")
    _listed(figures.over)
    _say(f"    sheets taken for a log: {len(figures.logs)}")
    _listed(figures.logs)
    missed += _line("R6", "files not read without a code", figures.without_code)
    missed += _line("R6", "refusals in the words of programs", figures.foreign_words)
    _say("    " + ", ".join(f"{code} {number}" for code, number in sorted(figures.codes.items())))
    return missed


def _line(goal: str, what: str, found: Sequence[str]) -> int:
    _say(f"{goal}  {what}: {len(found)}")
    _listed(found)
    return len(found)


def _listed(found: Iterable[str]) -> None:
    for text in list(found)[:LINES]:
        _say(f"      {text}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
