"""When a run last ended, and when one last ended well: from the state folder, and from the logs where that is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from aftersales.logs import PUBLISHED, runs
from aftersales.unchanged import LAST_RUN

CHINA = timezone(timedelta(hours=8))
SKEW = timedelta(hours=1)
"""So far ahead of now a run may seem to have ended: clocks differ."""


@dataclass(frozen=True, slots=True)
class LastRun:
    """One run: when it ended (a later look that found nothing new counts), how, and up to when it counted."""

    at: datetime
    exit_code: int
    as_of: str = ""
    months: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()

    @property
    def good(self) -> bool:
        """Whether a whole report stands after it."""
        return self.exit_code in PUBLISHED


@dataclass(frozen=True, slots=True)
class LastRuns:
    """The latest run and the latest good one; `ahead` is the latest that claims to have ended in the future."""

    latest: LastRun | None = None
    good: LastRun | None = None
    ahead: LastRun | None = None


def last_runs(state: Path, logs: Path, now: datetime) -> LastRuns:
    """What the state folder and the logs know of earlier runs. One from the future proves nothing but a wrong clock."""
    known = [run for run in (_remembered(state), *map(_logged, runs(logs))) if run is not None]
    past = [run for run in known if run.at <= now + SKEW]
    return LastRuns(
        _latest(past),
        _latest(run for run in past if run.good),
        _latest(run for run in known if run.at > now + SKEW),
    )


def _latest(known: Iterable[LastRun]) -> LastRun | None:
    return max(known, key=lambda run: run.at, default=None)


def _remembered(state: Path) -> LastRun | None:
    try:
        facts = json.loads((state / LAST_RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none yet, or damaged: the logs know
        return None
    if not isinstance(facts, dict):
        return None
    moments = [moment for name in ("finished", "looked") if (moment := _moment(facts.get(name))) is not None]
    return _run(max(moments), facts) if moments else None


def _logged(facts: Mapping[str, object]) -> LastRun | None:
    at = _moment(facts.get("at"))
    return None if at is None else _run(at, facts)


def _run(at: datetime, facts: Mapping[str, object]) -> LastRun | None:
    code, months, counts = facts.get("exit_code"), facts.get("months"), facts.get("counts")
    if not isinstance(code, int):
        return None
    return LastRun(
        at,
        code,
        str(facts.get("as_of") or ""),
        tuple(map(str, months)) if isinstance(months, list) else (),
        tuple((str(name), count) for name, count in counts.items() if isinstance(count, int))
        if isinstance(counts, dict)
        else (),
    )


def _moment(written: object) -> datetime | None:
    """Civil time of the stores."""
    try:
        read = datetime.fromisoformat(str(written))
    except ValueError:
        return None
    return read.astimezone(CHINA).replace(tzinfo=None) if read.tzinfo else read
