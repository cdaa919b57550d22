"""Read and check only, with nothing computed or published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aftersales.asked import Clock, Options
from aftersales.classify.dictionary import with_dictionary
from aftersales.classify.load import load_taxonomy
from aftersales.consolidate import consolidate
from aftersales.consolidate.questions import questions
from aftersales.kinds import load_kinds
from aftersales.model import Digest, FoundFile
from aftersales.problems import Problem
from aftersales.reading import read_all
from aftersales.working_out import letters_in


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
