"""How the nights go: the last good run, the files that wait, the logs in which nobody has written for days, what is next."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from aftersales.care.last_run import LastRuns, last_runs
from aftersales.kinds.model import Kind
from aftersales.problems import CATALOGUE, Severity

MONTH = re.compile(r"\d{4}-\d{2}")
MONTHS = 3
"""So many months are looked at for the last record of each log and shop."""
DAILY = 10
"""A log counts as kept day by day where its records fall on so many days of them."""
SILENT = 7
"""Days without a record after which such a log is called stale."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was not taken in as it is now, and why."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Stale:
    """A log that a shop keeps day by day and in which nothing was written for days; `store` is blank where it names none."""

    kind: str
    store: str
    last: str
    days: int


@dataclass(frozen=True, slots=True)
class Status:
    """All of it. `too_old` where no good run ended within the age allowed; `due` is until when the next one must."""

    runs: LastRuns
    now: datetime
    max_age: timedelta
    waiting: tuple[Waiting, ...] = ()
    stale: tuple[Stale, ...] = ()
    to_mend: tuple[int, int] = (0, 0)

    @property
    def age(self) -> timedelta | None:
        """How long ago the last good run ended."""
        return None if self.runs.good is None else max(self.now - self.runs.good.at, timedelta())

    @property
    def too_old(self) -> bool:
        """Whether somebody must look."""
        return self.age is None or self.age > self.max_age

    @property
    def due(self) -> datetime | None:
        """Until when the next run must have ended well."""
        return None if self.runs.good is None else self.runs.good.at + self.max_age


def status_of(outputs: Path, state: Path, kinds: Mapping[str, Kind], now: datetime, max_age: timedelta) -> Status:
    """Read from what the runs left; nothing of it need be there yet."""
    problems = list(_rows(outputs / "data" / "problems.csv"))
    codes = [(row, CATALOGUE[row["code"]]) for row in problems if row.get("code") in CATALOGUE]
    to_mend = [row["file"] for row, kind in codes if kind.severity is not Severity.INFO]
    waiting = {row["file"]: row["message"] for row, kind in codes if kind.title.startswith("等待")}
    return Status(
        last_runs(state, outputs / "logs", now),
        now,
        max_age,
        tuple(Waiting(file, why) for file, why in sorted(waiting.items())),
        tuple(_stale(outputs, kinds, now)),
        (len(set(to_mend)), len(to_mend)),
    )


def _stale(outputs: Path, kinds: Mapping[str, Kind], now: datetime) -> Iterator[Stale]:
    """The logs kept day by day whose last record is too long ago, the longest first."""
    today = now.date()
    days: dict[tuple[str, str], set[str]] = defaultdict(set)
    for month in _months(outputs, f"{now:%Y-%m}"):
        for path in sorted((outputs / month / "data" / "records").glob("*.csv")):
            kind = kinds.get(path.stem)
            if kind is not None:
                for row in _rows(path):
                    day = next((row[name] for name in kind.event if row.get(name)), "")[:10]
                    if len(day) == len("2026-10-01") and day <= today.isoformat():
                        days[kind.zh, row.get("store") or ""].add(day)
    found = []
    for (kind_zh, store), on in days.items():
        last = max(on)
        silent = (today - datetime.fromisoformat(last).date()).days
        if len(on) >= DAILY and silent > SILENT:
            found.append(Stale(kind_zh, store, last, silent))
    yield from sorted(found, key=lambda one: (-one.days, one.kind, one.store))


def _months(outputs: Path, newest: str) -> list[str]:
    """The last months that have come; a mistyped year is not one of them."""
    if not outputs.is_dir():
        return []
    names = (entry.name for entry in outputs.iterdir() if MONTH.fullmatch(entry.name))
    return sorted((name for name in names if name <= newest), reverse=True)[:MONTHS]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as table:
            yield from csv.DictReader(table)
    except (
        OSError,
        csv.Error,
        UnicodeDecodeError,
    ):  # not written yet, being swapped, or damaged: what there is must do
        return
