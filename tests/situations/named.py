"""The mark that ties a test to the situation it shows; `python -m docs` reads it from the source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests.mess.compare import Seen, differences, seen
from tests.mess.drawn import File
from tests.mess.make import make
from tests.mess.truth import truth_of
from tests.mess.write import write_folder

Test = TypeVar("Test", bound=Callable[..., None])
IDS = tuple(
    f"{part}{number}" for part, last in zip("ABCD", (25, 24, 35, 18), strict=True) for number in range(1, last + 1)
)


def situation(number: str, what: str, behaviour: str) -> Callable[[Test], Test]:
    """Name the situation that a test shows, what it is, and what becomes of it in one line."""

    def named(test: Test) -> Test:
        test.__doc__ = f"{number} {what}: {behaviour}"
        return test

    return named


def shown(
    folder: Path, number: str, seed: int = 1, *, times: int = 1, kinds: tuple[str, ...] = ()
) -> tuple[Seen, File]:
    """Draw the situation in so many files, run them through every stage and hold them against their truth.

    Gives what was seen, and the first of the files.
    """
    drawn = make(seed, [number] * times, kinds=kinds)
    write_folder(drawn, folder / "inputs")
    found = seen(folder)
    wrong = differences(truth_of(drawn), *found)
    assert not wrong, "\n".join([f"{number}, seed {seed}:", *wrong])
    return found, next(file for file in drawn.files if number in file.situations)
