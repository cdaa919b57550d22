"""Problems: what is wrong with the inputs, where, what became of it, and what to write instead.

A data problem is a value and never an exception: the run goes on. `ConfigError` is the operator's; any other
exception is our own bug. Messages are Chinese and are rendered late from `facts`, so that the table, the workbook,
the page and the terminal say the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from aftersales.problem_catalogue import ENTRIES


class ConfigError(Exception):
    """The configuration is wrong. `complaints` are lines `file:line:column: what`, all of them at once."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = complaints


class Effect(StrEnum):
    """What became of the thing that has the problem."""

    FILE_LEFT_OUT = "file_left_out"
    SHEET_LEFT_OUT = "sheet_left_out"
    ROW_LEFT_OUT = "row_left_out"
    VALUE_LEFT_BLANK = "value_left_blank"
    KEPT = "kept"
    MERGED = "merged"


class Severity(StrEnum):
    """How much it matters: an error keeps something out, a warning may change a figure, info is for reading."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One entry of the catalogue. `message` and `remedy` are format strings over a problem's facts."""

    code: str
    severity: Severity
    effect: Effect
    title: str
    message: str
    remedy: str

    @property
    def waits(self) -> bool:
        """Whether it will be gone by itself, as its title says."""
        return self.title.startswith("等待")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something is, in the words a person uses to find it in Excel. `column` is a letter such as `C`."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""

    @property
    def cell(self) -> str:
        """`C3` where both are known, else blank."""
        return f"{self.column}{self.row}" if self.column and self.row else ""

    def __str__(self) -> str:
        address = self.cell or (f"第{self.row}行" if self.row else "")
        return " › ".join(part for part in (self.file, self.sheet, address) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place. `field` is the field's id, `value` what stood there, `affects` whom it concerns."""

    code: str
    place: Place
    field: str = ""
    value: str = ""
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    affects: str = ""

    @property
    def kind(self) -> ProblemKind:
        return CATALOGUE[self.code]

    @property
    def message(self) -> str:
        return self.kind.message.format(value=self.value, **self.facts)

    @property
    def remedy(self) -> str:
        return self.kind.remedy.format(value=self.value, **self.facts)

    @property
    def effect(self) -> Effect:
        return self.kind.effect

    def __str__(self) -> str:
        return f"{self.place}: {self.message} [{self.code}]"


class BadCell(Exception):  # noqa: N818 - reads as what it is where it is raised
    """A value that a cell parser cannot read. Raised by parsers, caught where the place is known, never elsewhere."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def column_letter(number: int) -> str:
    """Excel's name of a column.

    >>> column_letter(1), column_letter(27), column_letter(16384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column by Excel's name.

    >>> column_number("A"), column_number("AA"), column_number("XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _catalogue() -> dict[str, ProblemKind]:
    kinds = [
        ProblemKind(code, Severity(sev), Effect(eff), title, msg, fix) for code, sev, eff, title, msg, fix in ENTRIES
    ]
    by_code = {kind.code: kind for kind in kinds}
    if len(by_code) != len(kinds):
        raise ValueError("a problem code stands twice in the catalogue")
    return by_code


CATALOGUE: Mapping[str, ProblemKind] = _catalogue()
