"""A drop folder before it is written: files, sheets, columns, lines. Each line knows what must become of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from typing import NamedTuple

Value = None | str | int | float | bool | date | datetime | time | timedelta
Parts = dict[str, bytes]
SUFFIXES = {"xlsx": ".xlsx", "xls": ".xls", "et": ".et", "html": ".xls", "xml": ".xls", "csv": ".csv", "bytes": ""}
"""How a file of each format is called; web tables and XML call themselves .xls."""
SEALED = "everything"


class Role(StrEnum):
    """What a used row must be counted as."""

    RECORD = "records"
    BLANK = "blank"
    HEADING = "heading"
    NOTE = "note"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"


class Shown(NamedTuple):
    """A value with the number format, the formula or the comment that goes with it."""

    value: Value
    format: str = ""
    formula: str = ""
    comment: str = ""


Written = Value | Shown


@dataclass(eq=False, slots=True)
class Column:
    """One column: its heading, the field it feeds (blank: none), and the sort of what stands in it."""

    heading: str
    field: str = ""
    sort: str = ""


class Said(NamedTuple):
    """A problem that must be told: its code, and the column of its cell (None: of the row, the sheet or the file)."""

    code: str
    column: Column | None = None


@dataclass(eq=False, slots=True)
class Line:
    """One row of a sheet. `cells` by column, `free` by position from the table's left edge (titles, notes)."""

    role: Role
    cells: dict[Column, Written] = field(default_factory=dict)
    free: dict[int, Written] = field(default_factory=dict)
    truth: dict[str, object] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    messed: set[Column] = field(default_factory=set)
    hidden: bool = False
    struck: bool = False
    colour: str = ""
    merged_to: int = 0


@dataclass(eq=False, slots=True)
class Sheet:
    """One sheet from its first to its last line, and where on the sheet it begins."""

    name: str
    kind: str
    columns: list[Column]
    lines: list[Line]
    month: str = ""
    first_row: int = 1
    first_column: int = 1
    state: str = ""
    unread: bool = False
    merges: list[tuple[Line, Line, int, int]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    far: list[tuple[int, int]] = field(default_factory=list)

    def row(self, line: Line) -> int:
        """The line's number as Excel shows it."""
        return self.first_row + self.lines.index(line)

    def number(self, column: Column) -> int:
        """The column's number as Excel counts (1 = A)."""
        return self.first_column + self.columns.index(column)

    def of(self, *roles: Role) -> list[Line]:
        return [line for line in self.lines if line.role in roles]

    def fed(self, name: str) -> Column | None:
        """The column of a field, if the sheet has one."""
        return next((column for column in self.columns if column.field == name), None)

    @property
    def heading(self) -> int:
        """The position of the first heading line."""
        return next(at for at, line in enumerate(self.lines) if line.role is Role.HEADING)

    @property
    def body(self) -> int:
        """The position of the first line under the heading."""
        at = self.heading
        while at < len(self.lines) and self.lines[at].role is Role.HEADING:
            at += 1
        return at


@dataclass(eq=False, slots=True)
class File:
    """One file: its sheets, how it is written, and what must be said of it."""

    name: str
    sheets: list[Sheet]
    format: str = "xlsx"
    suffix: str = ""
    separator: str = ","
    encoding: str = "gbk"
    only_xlsx: bool = False
    epoch_1904: bool = False
    left_out: bool = False
    held: bool = False  # read, but counted only when the clerk has said which version is right
    said: list[str] = field(default_factory=list)
    edits: list[Callable[[Parts], Parts]] = field(default_factory=list)
    bytes_edit: Callable[[bytes], bytes] | None = None
    content: bytes | None = None
    copy_of: File | None = None
    bundle: str = ""
    claimed: set[str] = field(default_factory=set)
    situations: list[str] = field(default_factory=list)

    @property
    def sheet(self) -> Sheet:
        """The first sheet: where an operator works."""
        return self.sheets[0]

    @property
    def path(self) -> str:
        """The file's name below the folder, with its suffix; behind the bundle's, where it lies in one."""
        name = self.name + (self.suffix or SUFFIXES[self.format])
        return f"{self.bundle}/{name}" if self.bundle else name


@dataclass(eq=False, slots=True)
class Folder:
    """All files of a drop folder."""

    seed: int
    random: Random
    files: list[File] = field(default_factory=list)
    strangers: set[str] = field(default_factory=set)  # names of customers that were handed out


@dataclass(slots=True)
class Spot:
    """Where one operator works. What it takes for itself no other operator of the same file touches."""

    folder: Folder
    file: File
    random: Random

    @property
    def sheet(self) -> Sheet:
        return self.file.sheet

    def claim(self, *things: str) -> bool:
        """Whether these parts of the file are still free; they are this operator's from now on."""
        if self.file.claimed.intersection((*things, SEALED)):
            return False
        self.file.claimed.update(things)
        return True

    def seal(self) -> bool:
        """Whether the file is as clean as it was drawn; no other operator touches it from now on."""
        if self.file.situations or not self.claim("layout", "format"):
            return False
        self.file.claimed.add(SEALED)
        return True

    def xlsx(self) -> bool:
        """Whether the file is an .xlsx, which it then stays."""
        if self.file.format != "xlsx" or SEALED in self.file.claimed:
            return False
        self.file.only_xlsx = True
        return True

    def convert(self, form: str) -> bool:
        """Whether the file can be written in another format."""
        if self.file.only_xlsx or self.file.format != "xlsx" or len(self.file.sheets) > 1 or not self.claim("format"):
            return False
        self.file.format = form
        return True

    def gap(self) -> int:
        """A position among the records, or behind them, at which a line may be put: never inside a merged block."""
        lines = self.sheet.lines
        last = max(at for at, line in enumerate(lines) if line.role in (Role.RECORD, Role.REJECTED, Role.DUPLICATE))
        spans = [(lines.index(first), lines.index(to)) for first, to, _, _ in self.sheet.merges]
        free = [at for at in range(self.sheet.body + 1, last + 2) if not any(a < at <= b for a, b in spans)]
        return self.random.choice(free)

    def cells(self, *sorts: str, role: Role = Role.RECORD) -> Iterator[tuple[Line, Column]]:
        """Cells of records that no operator has touched yet, in random order, of columns of these sorts."""
        if SEALED in self.file.claimed:
            return
        found = [
            (line, column)
            for line in self.sheet.of(role)
            for column in self.sheet.columns
            if column.sort in sorts and column not in line.messed and line.cells.get(column) is not None
        ]
        self.random.shuffle(found)
        yield from found

    def cell(self, *sorts: str) -> tuple[Line, Column] | None:
        """One such cell, which is this operator's from now on."""
        for line, column in self.cells(*sorts):
            line.messed.add(column)
            return line, column
        return None

    def column(self, *sorts: str) -> Column | None:
        """A whole column of which no cell was touched yet: this operator's from now on."""
        found = [
            column
            for column in self.sheet.columns
            if column.sort in sorts
            and SEALED not in self.file.claimed
            and not any(column in line.messed for line in self.sheet.of(Role.RECORD))
        ]
        if not found:
            return None
        chosen = self.random.choice(found)
        for line in self.sheet.of(Role.RECORD):
            line.messed.add(chosen)
        return chosen
