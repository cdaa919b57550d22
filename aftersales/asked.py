"""What a run is asked to do, how it ended, and its stop-watch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import perf_counter

from aftersales.ledger.months import NONE, Ledger
from aftersales.problems import Problem
from aftersales.publish import Published
from aftersales.settings.model import Settings

Progress = Callable[[str, int, int], None]
"""(stage, done, of how many)."""


@dataclass(frozen=True, slots=True)
class Options:
    """What one run is asked to do."""

    inputs: Path
    outputs: Path
    state: Path
    settings: Settings
    as_of: datetime
    months: tuple[str, ...] = ()
    dry_run: bool = False
    strict: bool = False
    rebuild: bool = False
    templates: Path | None = None
    started: datetime | None = None
    """When the run really began, by the stores' clock; without it no file is believed to be left alone."""

    purged: frozenset[str] = frozenset()
    """Months that were cleared away: they are published again only when they are asked for."""

    ledger: Ledger = NONE

    def wants(self, month: str) -> bool:
        """Whether a month is to be published."""
        return month in self.months if self.months else month not in self.purged


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended, for the command line and the log."""

    months: tuple[str, ...]
    counts: Mapping[str, int]
    problems: Sequence[Problem]
    published: Published = field(default_factory=Published)
    gate_failures: tuple[str, ...] = ()
    missing_inputs: bool = False
    stale: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    """What the last run still found in the drop folder and this one did not."""

    @property
    def unpublished(self) -> tuple[str, ...]:
        """What could not be replaced."""
        return tuple(self.published.beside)

    @property
    def exit_code(self) -> int:
        """The first of 5, 4, 3 that applies (ruling 28), else 0."""
        if self.unpublished:
            return 5
        if self.missing_inputs or self.stale:
            return 4
        return 3 if self.gate_failures else 0


@dataclass(slots=True)
class Clock:
    """Seconds each stage took, and word of progress to whoever watches."""

    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)
    _since: float = field(default_factory=perf_counter)

    def done(self, stage: str) -> None:
        """A stage has ended: note its seconds, and start counting the next one's."""
        now = perf_counter()
        self.seconds[stage] = round(now - self._since, 3)
        self._since = now
