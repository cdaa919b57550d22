"""The records that pass between the stages, in the order they come to be.

Where there are many rows of one shape a pandas frame is used; see `aftersales/frames.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from aftersales.problems import Problem


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value that Excel shows in a cell, such as `#N/A`: never a blank, never a number."""

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Uncached:
    """A formula whose result was never stored: the file must be opened and saved once."""

    def __str__(self) -> str:
        return ""


Cell = None | str | int | float | bool | datetime | date | time | timedelta | CellError | Uncached


# -- intake: the drop folder -> files -> grids ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """Where a file lies within a zip bundle, as the bundle's directory says."""

    offset: int
    packed: int
    method: int
    checksum: int


@dataclass(frozen=True, slots=True, order=True)
class FoundFile:
    """One regular file of the drop folder, or one within a zip bundle of it (`member` says where in `path`).

    `name` is its path below the inputs folder, with `/`; in a bundle `bundle.zip/folder/name`. `stamp`: how it looked.
    """

    name: str
    path: str
    size: int
    modified: float
    member: Member | None = None
    stamp: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged block, in Excel's own numbers (1-based, both ends included)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Unfolding:
    """Where the cells of a grid come from that was not a list on its sheet: a form, a cross-tab, a repeating group.

    `rows[i]` are the sheet's rows (Excel's numbers) that record `i` rests on; the first one is where it is said to
    stand. `cells[i][j]` is the Excel row and column of the value in `Grid.rows[i][j]`.
    """

    rows: tuple[tuple[int, ...], ...]
    cells: tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as it was read: the cells and where each of them stands.

    `rows[i]` is the row that Excel numbers `first_row + i`; `rows[i][j]` stands in column `first_column + j` (1 = A).
    The rows run from the sheet's first to its last non-empty row, all have the same length, blank cells are None. Nobody
    ever counts rows again: ask `number` and `address`. A grid that was `unfolded` holds one row a record, which may stand
    in several rows of the sheet and share them. `part` counts tables that stand side by side: 0 is the left one.
    """

    file: str
    sheet: str
    rows: tuple[tuple[Cell, ...], ...]
    first_row: int = 1
    first_column: int = 1
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    reader: str = ""
    unfolded: Unfolding | None = None
    part: int = 0

    def number(self, index: int) -> int:
        """The row's number as Excel shows it."""
        return self.first_row + index if self.unfolded is None else self.unfolded.rows[index][0]

    def address(self, index: int, column: int) -> tuple[int, int]:
        """Excel's row and column of a cell."""
        if self.unfolded is not None:
            return self.unfolded.cells[index][column]
        return self.first_row + index, self.first_column + column


@dataclass(frozen=True, slots=True)
class Workbook:
    """One file as it was read. `unread` names the sheets seen and not read, such as hidden ones, with their used rows."""

    file: str
    sha256: str
    modified: float
    reader: str
    grids: tuple[Grid, ...]
    unread: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()


# -- recognise: grids -> tables ---------------------------------------------------------------------------------------


class RowKind(StrEnum):
    """What a used row of a sheet is. A row is exactly one of them; `RECORD` rows are settled by cleaning."""

    RECORD = "record"
    BLANK = "blank"
    HEADING = "heading"
    NOTE = "note"


REPEATED = "重复列组"  # the layout of a table laid out from groups of columns beside the records of the one before
TICKED, AMOUNT_OF, UNIT_OF, TIME_OF = "勾选列", "分列的数量", "数量的单位", "日期的时间"
"""Evidence of columns read with others: ticks or amounts under an option (in `unit`), units of a quantity, times."""


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of a table and the fields it feeds.

    `index` is the position in `Grid.rows[i]`; `fields` is empty for a column that no field knows (it goes to `extra` under
    `heading`, unique in its table); `unit` stood in brackets; `evidence` says how it was understood (表头近似 …).
    """

    index: int
    heading: str
    fields: tuple[str, ...] = ()
    unit: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A kind that was tried on a sheet: its score (0–1) and the evidence, for `explain` and for problems."""

    kind: str
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What stands above a table: the texts of title and note rows, and label-value pairs (`门店：五里牌店`)."""

    titles: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LogTable:
    """A table of which exactly one kind was recognised.

    `row_kinds[i]` belongs to `grid.rows[first_index + i]`. Tables one below the other have only their own rows, side by
    side they share them. `layout` is the Chinese word for a table that is no list (表单, 交叉表 …): its grid was unfolded.
    """

    grid: Grid
    kind: str
    header_row: int
    columns: tuple[MappedColumn, ...]
    row_kinds: tuple[RowKind, ...]
    context: Context
    candidates: tuple[Candidate, ...] = ()
    first_index: int = 0
    layout: str = ""

    def lines(self) -> Iterator[tuple[int, tuple[Cell, ...], RowKind]]:
        """Its rows in order: Excel's number, the cells, and what kind of row it is."""
        for offset, kind in enumerate(self.row_kinds):
            index = self.first_index + offset
            yield self.grid.number(index), self.grid.rows[index], kind


@dataclass(frozen=True, slots=True)
class Recognition:
    """What became of one sheet: its tables from top to bottom, or none, with the problem that says why.

    A cover or empty sheet has neither. `row_kinds` covers every row read; one that any record rests on is a `RECORD`.
    """

    tables: tuple[LogTable, ...] = ()
    row_kinds: tuple[RowKind, ...] = ()
    problems: tuple[Problem, ...] = ()
    candidates: tuple[Candidate, ...] = ()


# -- clean: tables -> columns of values -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """Where every used row of one sheet went. `balanced` is the promise that no row is lost."""

    rows: int = 0
    records: int = 0
    blank: int = 0
    heading: int = 0
    note: int = 0
    duplicate: int = 0
    rejected: int = 0

    @property
    def balanced(self) -> bool:
        """Whether every row went to exactly one place."""
        parts = (self.records, self.blank, self.heading, self.note, self.duplicate, self.rejected)
        return self.rows == sum(parts) and min(parts) >= 0


@dataclass(frozen=True, slots=True)
class CleanTable:
    """One table of one sheet, its values cleaned and laid out by column; all columns have the same length.

    `columns` holds for every field that the sheet has a column for (or that its surroundings give) a list of plain values
    in the written form of the contract: dates and moments as ISO text, numbers as float, words by their id, all else as
    text; None where blank. `row` (Excel's number) and `record_id` are always there. Person fields hold the cleaned text
    of the cell: only the whole run knows the roster. Fields that start with `_` are for the stages after cleaning and are
    never written; `_rows` names the rows of a record that rests on several, `_of` the record it stands beside. `letters`
    says in which of Excel's columns a field stands, where that is one for all records.
    """

    kind: str
    columns: Mapping[str, list[object]]
    mapped: frozenset[str]
    titles: tuple[str, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableReport:
    """How one table of a sheet was understood, for `explain`. `layout` is blank for a list."""

    kind: str
    header_row: int
    columns: tuple[MappedColumn, ...] = ()
    layout: str = ""


@dataclass(frozen=True, slots=True)
class SheetReport:
    """One line of `sources.csv`: what became of one sheet, how it was understood, the rows to show (`excerpts`)."""

    sheet: str
    kind: str
    header_row: int
    tally: Tally
    hidden_rows: int = 0
    tables: tuple[TableReport, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    titles: tuple[str, ...] = ()
    excerpt: tuple[Grid, tuple[RowKind, ...]] | None = None

    @property
    def columns(self) -> tuple[MappedColumn, ...]:
        """The columns of all its tables."""
        return tuple(column for table in self.tables for column in table.columns)


@dataclass(frozen=True, slots=True)
class Digest:
    """All that one file gave: the product of one worker, read → recognised → cleaned."""

    file: str
    sha256: str
    modified: float
    reader: str
    sheets: tuple[SheetReport, ...] = ()
    tables: tuple[tuple[int, CleanTable], ...] = ()
    problems: tuple[Problem, ...] = ()
