"""What a message may say of a night: figures, months, files and codes. No text from a cell ever comes here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from aftersales.logs import PUBLISHED

When = Literal["always", "changes", "failures"]


@dataclass(frozen=True, slots=True)
class Night:
    """How one run ended. `months` maps the months that changed to their headlines; `to_mend` files to their problems.

    `standing` are all months of the run, changed or not.
    `faults` are sentences for the operator, made by us: gates, what could not be replaced, what to do about an exit code.
    """

    company: str
    at: str
    exit_code: int
    months: Mapping[str, str] = field(default_factory=dict)
    to_mend: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()

    @property
    def problems(self) -> int:
        """How many things are to be mended in all files."""
        return sum(self.to_mend.values())


@dataclass(frozen=True, slots=True)
class Known:
    """What was known after the run before: its exit code, every month, and the problems of each file (its hash)."""

    exit_code: int = 0
    months: tuple[str, ...] = ()
    to_mend: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class News:
    """What is new since the run before."""

    months: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()
    problems: int = 0
    failed: bool = False
    recovered: bool = False


def key_of(file: str) -> str:
    """How a file is remembered: nobody reads its name there."""
    return hashlib.sha256(file.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def news_of(night: Night, known: Known) -> News:
    """What this night brought that the one before did not have."""
    more = {file: count - known.to_mend.get(key_of(file), 0) for file, count in night.to_mend.items()}
    grown = {file: count for file, count in more.items() if count > 0}
    return News(
        tuple(sorted(set(night.months) - set(known.months))),
        frozenset(grown),
        sum(grown.values()),
        failed=night.exit_code != 0,
        recovered=night.exit_code == 0 and known.exit_code != 0,
    )


def worth_telling(night: Night, news: News, when: When) -> bool:
    """Whether anybody should be disturbed: never on a night that changed nothing, and by `when` on the others.

    >>> quiet = Night("", "", 0)
    >>> worth_telling(quiet, News(), "always"), worth_telling(quiet, News(recovered=True), "failures")
    (False, True)
    """
    if news.failed or news.recovered:
        return True
    if when == "failures":
        return False
    new = bool(news.months or news.files)
    return new or (when == "always" and bool(night.months))


def remembered(night: Night, known: Known) -> Known:
    """What is known after this night; one that published nothing changes no more than the exit code."""
    if night.exit_code not in PUBLISHED:
        return Known(night.exit_code, known.months, known.to_mend)
    months = tuple(sorted({*known.months, *night.months, *night.standing}))
    return Known(night.exit_code, months, {key_of(file): count for file, count in night.to_mend.items()})
