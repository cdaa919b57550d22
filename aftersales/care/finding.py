"""One line of the doctor's: what was looked at, how it stands, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How it stands; only what is bad changes the exit code."""

    OK = "ok"
    NOTICE = "注意"
    BAD = "坏"


@dataclass(frozen=True, slots=True)
class Finding:
    """`remedy` is blank where there is nothing to do."""

    area: str
    level: Level
    what: str
    remedy: str = ""


def ok(area: str, what: str) -> Finding:
    """All is well."""
    return Finding(area, Level.OK, what)


def notice(area: str, what: str, remedy: str) -> Finding:
    """It works, but somebody should look."""
    return Finding(area, Level.NOTICE, what, remedy)


def bad(area: str, what: str, remedy: str) -> Finding:
    """A run will fail, or its report will be wrong."""
    return Finding(area, Level.BAD, what, remedy)
