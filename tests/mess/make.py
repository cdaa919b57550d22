"""A folder of drawn files with the situations that were asked for, or with a few that the seed chooses."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from . import files, records, sheets, values
from .drawn import SEALED, File, Folder, Spot
from .logs import LOGS, Log, new_file
from .staff import roster
from .truth import truth_of
from .write import write_folder

Operator = Callable[[Spot], bool]
"""Changes what stands in a file, and its truth; False where the file has no place for it (nothing changed then)."""
OPERATORS: dict[str, Operator] = {**files.OPERATORS, **sheets.OPERATORS, **values.OPERATORS, **records.OPERATORS}
MOST = 6
TRIES = 50


def make(seed: int, situations: Sequence[str] = (), *, count: int = 4, kinds: Sequence[str] = ()) -> Folder:
    """A folder of `count` files. Every situation asked for stands in a file of its own; without any the seed chooses."""
    folder = Folder(seed, Random(seed))
    roster(folder)
    for situation in situations:
        _with_one(folder, situation, kinds)
    while not situations and len(folder.files) <= count:
        file = _drawn(folder, kinds)
        for situation in folder.random.sample(sorted(OPERATORS), folder.random.randint(2, MOST)):
            _apply(situation, Spot(folder, file, folder.random))
    return folder


def write(folder: Folder, out: Path) -> None:
    """The drop folder at `out`, and `truth.json` beside it."""
    write_folder(folder, out)
    truth = json.dumps(truth_of(folder), ensure_ascii=False, indent=1, default=str)
    (out.parent / "truth.json").write_text(truth + "\n", encoding="utf-8")


def _with_one(folder: Folder, situation: str, kinds: Sequence[str]) -> None:
    for _ in range(TRIES):
        file = _drawn(folder, kinds)
        if _apply(situation, Spot(folder, file, folder.random)):
            return
        folder.files.remove(file)
    raise LookupError(f"no log of {kinds or sorted(LOGS)} has a place for {situation}")


def _drawn(folder: Folder, kinds: Sequence[str]) -> File:
    log: Log = LOGS[folder.random.choice(list(kinds or LOGS))]
    file = new_file(folder, log)
    folder.files.append(file)
    return file


def _apply(situation: str, spot: Spot) -> bool:
    done = SEALED not in spot.file.claimed and OPERATORS[situation](spot)
    if done:
        spot.file.situations.append(situation)
    return done
