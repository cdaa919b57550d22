"""What the ledger of closed months knows: how each was closed and reopened, and what would now be different.

Plain values, so that the pages can show them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

AUTOMATIC = "自动"
ASKED = "命令"
LATE, EDITED, DELETED, MOVED, CORRECTED = "补登", "修改", "删除", "改到别的月份", "更正"
REREAD = "读出的内容不同"
"""What may have happened to a record: the last where its cells are the same and names, words or program are not."""


@dataclass(frozen=True, slots=True)
class Event:
    """A month was closed or reopened: the version of its figures, when, by itself or by command, and why.

    `as_of` is the moment as of which the figures were worked out; `sha256` stands for all files of that version.
    """

    what: Literal["closed", "reopened"]
    version: int
    at: str
    by: str = ASKED
    why: str = ""
    as_of: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Carry:
    """Money of a closed month that a later month's report carried over. `amount` is positive when given, in 元."""

    month: str
    scheme: str
    person: str
    store: str
    proposal: str
    rule: str
    amount: float

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What the money is about."""
        return self.month, self.scheme, self.person, self.proposal, self.rule


@dataclass(frozen=True, slots=True)
class Seal:
    """One month in the ledger: its history, and for a closed one what its figures were made from.

    `files` has size and SHA-256 of every file of the month's folder by its place in it, `version` and `code` say which
    program made them, `settings` has a hash for each block of the settings; the hashes of the inputs are in `run.json`.
    """

    month: str
    history: tuple[Event, ...]
    files: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    version: str = ""
    code: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    carried: tuple[Carry, ...] = ()

    @property
    def closed(self) -> bool:
        return self.history[-1].what == "closed"

    @property
    def last(self) -> Event:
        """What happened last."""
        return self.history[-1]

    @property
    def published_on(self) -> str:
        """The day on which the latest version of its figures became final."""
        days = [event.at[:10] for event in self.history if event.what == "closed"]
        return days[-1] if days else ""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What happened to one record after its month was closed: where it stood, where it stands, which fields changed."""

    month: str
    kind: str
    what: str
    then: str
    now: str
    fields: str
    before: str = ""
    after: str = ""

    @property
    def place(self) -> str:
        """Where to look."""
        return self.now or self.then


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that gave a closed month records then or gives it some now, and its SHA-256; blank = there was none."""

    month: str
    file: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Restated:
    """One row of `restatements.csv`: a figure of a closed month that would now differ."""

    month: str
    measure: str
    store: str
    person: str
    category: str
    product: str
    unit: str
    published: float | None
    now: float | None
    difference: float | None
    because: str
    record_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Regraded:
    """A person's score of a closed month that would now differ."""

    period: str
    scheme: str
    person: str
    store: str
    published: float | None
    now: float | None
    grade: str
    grade_now: str
    because: str


@dataclass(frozen=True, slots=True)
class Owed:
    """Money of a closed month that would now differ, and how much of it is still to be carried over."""

    carry: Carry
    published: float
    now: float
    carried: float
    because: str


@dataclass(frozen=True, slots=True)
class Restatements:
    """All that the months in the ledger have to say in a night; the open month `shown_in` tells it on a page.

    `told` are the problems that the closed months' own reports told already.
    """

    seals: tuple[Seal, ...] = ()
    rows: tuple[Restated, ...] = ()
    scores: tuple[Regraded, ...] = ()
    owed: tuple[Owed, ...] = ()
    changes: tuple[RecordChange, ...] = ()
    files: tuple[FileChange, ...] = ()
    damaged: tuple[str, ...] = ()
    shown_in: str = ""
    told: frozenset[tuple[str, ...]] = frozenset()

    def of(self, month: str) -> tuple[Restated, ...]:
        """The rows of one closed month."""
        return tuple(row for row in self.rows if row.month == month)

    @property
    def carried(self) -> tuple[Carry, ...]:
        """What the month that shows this carries over."""
        return tuple(one.carry for one in self.owed if one.carry.amount)
