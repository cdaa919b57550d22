"""One file, from bytes to clean columns: what a worker process does. Read → recognise → clean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aftersales.clean import Hints, clean
from aftersales.intake import read
from aftersales.kinds.model import Kind
from aftersales.model import Digest, FoundFile, Grid, LogTable, RowKind, SheetReport, Tally, Workbook
from aftersales.problems import Problem, column_letter
from aftersales.recognise import recognise
from aftersales.settings.model import Limits


@dataclass(frozen=True, slots=True)
class Reading:
    """What a worker is told once: the kinds, the limits, the as-of date, the shop's own satisfaction words."""

    kinds: Mapping[str, Kind]
    limits: Limits
    as_of: str
    satisfaction_words: Mapping[str, int]

    def __call__(self, found: FoundFile) -> Digest:
        """Digest one file."""
        return digest(read(found, self.limits), self)
