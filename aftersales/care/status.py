"""How the nights go: the last good run, the files that wait, the shops that have not handed in, what is next."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from aftersales.archive import MONTH_FOLDER
from aftersales.care.last_run import LastRuns, last_runs
from aftersales.kinds.model import Kind
from aftersales.problems import CATALOGUE, Severity

if TYPE_CHECKING:
    import pandas as pd

MONTHS = 8
"""So many months are looked at: those in which a log is still expected."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was not taken in as it is now, and why."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Stale:
    """A log that a shop has not handed in as it uses to: the working days without a record, and how many are usual."""

    kind: str
    store: str
    last: str
    days: int
    usual: int


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


def status_of(
    outputs: Path,
    state: Path,
    kinds: Mapping[str, Kind],
    holidays: Mapping[str, bool],
    now: datetime,
    max_age: timedelta,
) -> Status:
    """Read from what the runs left; nothing of it need be there yet."""
    problems = list(_rows(outputs / "data" / "problems.csv"))
    codes = [(row, CATALOGUE[row["code"]]) for row in problems if row.get("code") in CATALOGUE]
    to_mend = [row["file"] for row, kind in codes if kind.severity is not Severity.INFO]
    waiting = {row["file"]: row["message"] for row, kind in codes if kind.waits}
    return Status(
        last_runs(state, outputs / "logs", now),
        now,
        max_age,
        tuple(Waiting(file, why) for file, why in sorted(waiting.items())),
        tuple(_stale(outputs, kinds, holidays, now)),
        (len(set(to_mend)), len(to_mend)),
    )


def _stale(outputs: Path, kinds: Mapping[str, Kind], holidays: Mapping[str, bool], now: datetime) -> Iterator[Stale]:
    """Who is late by the rhythm of the front page, the longest first; without record tables nobody can be."""
    tables: dict[str, list[Path]] = defaultdict(list)
    for month in _months(outputs, f"{now:%Y-%m}"):
        for path in sorted((outputs / month / "data" / "records").glob("*.csv")):
            if path.stem in kinds:
                tables[path.stem].append(path)
    if not tables:
        return
    from aftersales.freshness import freshness  # noqa: PLC0415 - pandas, which a look at the last run does not need

    records = {kind: _frame(paths, (*kinds[kind].event, "store")) for kind, paths in tables.items()}
    for one in freshness(records, kinds, now.date(), holidays):
        if one.late:
            own = one.rhythm
            yield Stale(kinds[own.kind].zh, own.store, own.last, one.missing, own.usual)


def _frame(paths: Sequence[Path], columns: Collection[str]) -> pd.DataFrame:
    """The columns for days and shops of a kind's record tables; a table that cannot be read is left out."""
    import pandas as pd  # noqa: PLC0415 - as above

    parts = [pd.DataFrame({name: pd.Series(dtype="str") for name in columns})]
    for path in paths:
        with suppress(OSError, ValueError):  # being swapped at this moment, or damaged
            parts.append(pd.read_csv(path, dtype="str", encoding="utf-8-sig", usecols=lambda name: name in columns))
    return pd.concat(parts, ignore_index=True)


def _months(outputs: Path, newest: str) -> list[str]:
    """The last months that have come; a mistyped year is not one of them."""
    if not outputs.is_dir():
        return []
    names = (entry.name for entry in outputs.iterdir() if MONTH_FOLDER.fullmatch(entry.name))
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
