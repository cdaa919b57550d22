"""One file's return sheets, from its problems to the bytes of the workbooks: what a worker process does a second time.

The file is read again where more of its rows are needed than were kept (`excerpts`); what was read before and what is
there now must be the same bytes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from aftersales.civil_time import local_time
from aftersales.clean.text import spoken
from aftersales.excerpts import BEGINNING, Excerpt, covers
from aftersales.intake.guard import load_settled
from aftersales.intake.readers import read
from aftersales.intake.refusal import Refused
from aftersales.kinds.model import Kind
from aftersales.model import FoundFile, Grid, Merge, RowKind
from aftersales.problems import Effect, Place, Problem, Severity, column_number
from aftersales.recognise import recognise
from aftersales.report.in_language import returned_in
from aftersales.report.languages import CHINESE, language
from aftersales.report.return_workbook import write_return
from aftersales.report.returns import CopiedRow, CopiedSheet, Mend, ReturnSheet
from aftersales.settings.model import Limits

MOST_LISTED = 2_000
MOST_ROWS, MOST_COLUMNS, LONGEST = 300, 120, 1_000
MOST_HEADING = 4
CHANGED = "（原表在检查之后有改动，所以没有照抄有问题的行，请按位置在原表里找。）"
UNREAD = "（没有照抄有问题的行，请按位置在原表里找。）"
_EFFECTS = {effect: at for at, effect in enumerate(Effect)}
_SEVERITIES = {severity: at for at, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Ordered(FoundFile):
    """A file with what is wrong with it, by month; `sha256` is that of the file whose problems they are.

    `kept` are the rows of its sheets that were kept when it was read, by the sheet's name.
    """

    sha256: str = ""
    months: Mapping[str, Sequence[Problem]] = field(default_factory=dict)
    kept: Mapping[str, Excerpt] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Returned:
    """The finished return sheets of one file: month → the bytes of a workbook."""

    file: str
    books: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Returning:
    """What a worker is told once."""

    company: str
    kinds: Mapping[str, Kind]
    limits: Limits
    passwords: tuple[str, ...] = field(default=(), repr=False)
    spoken: str = CHINESE

    def __call__(self, ordered: FoundFile) -> Returned:
        """Write the file's return sheets with the rows concerned; it is read again where they were not kept."""
        assert isinstance(ordered, Ordered)  # noqa: S101 - we ordered it
        if not any(problem.place.sheet or problem.place.row for own in ordered.months.values() for problem in own):
            return self.without_copies(ordered)
        if not ordered.path:
            return self.without_copies(ordered, UNREAD)
        wanted = _by_sheet(ordered)
        if all(sheet in ordered.kept and covers(ordered.kept[sheet], own) for sheet, own in wanted.items()):
            if self._hash(ordered) != ordered.sha256:
                return self.without_copies(ordered, CHANGED)
            return self._written(ordered, {sheet: Seen(*ordered.kept[sheet]) for sheet in wanted})
        book = read(ordered, self.limits, self.passwords)
        if book.sha256 != ordered.sha256:
            return self.without_copies(ordered, CHANGED)
        seen = {grid.sheet: self._seen(grid) for grid in book.grids if grid.sheet in wanted}
        return self._written(ordered, seen)

    def _hash(self, ordered: Ordered) -> str:
        """The hash of the file as it is now; blank where it is refused, which it was not before."""
        try:
            return load_settled(ordered, self.limits).sha256
        except Refused:
            return ""

    def without_copies(self, ordered: Ordered, remark: str = "") -> Returned:
        """The return sheets of a file that is not read: what to change, without the rows."""
        return self._written(ordered, {}, remark)

    def _seen(self, grid: Grid) -> Seen:
        return Seen(grid, recognise(grid, self.kinds, grid.file).row_kinds)

    def _written(self, ordered: Ordered, sheets: Mapping[str, Seen], remark: str = "") -> Returned:
        checked = f"按 {local_time(ordered.modified).replace('T', ' ')} 保存的原表检查" if ordered.modified else ""
        books: dict[str, bytes] = {}
        for month, problems in ordered.months.items():
            cells = _by_cell(sorted(problems, key=_rank))[:MOST_LISTED]
            mends = tuple(mend_of(own[0], sheets.get(own[0].place.sheet), len(own)) for own in cells)
            made = (seen.copied([m for m in mends if m.sheet == sheet]) for sheet, seen in sheets.items())
            copies = tuple(copy for copy in made if copy.rows)
            period = f"{int(month[:4])}年{int(month[5:])}月"
            more = len(problems) - sum(mend.times for mend in mends)
            out = BytesIO()
            sheet = ReturnSheet(self.company, period, ordered.name, checked, mends, copies, more, remark)
            write_return(returned_in(sheet, language(self.spoken)), out)
            books[month] = out.getvalue()
        return Returned(ordered.name, books)


def _by_sheet(ordered: Ordered) -> dict[str, list[Problem]]:
    """The problems that stand in a sheet, of all months; the only sheet of a text table has no name."""
    wanted: dict[str, list[Problem]] = {}
    for own in ordered.months.values():
        for problem in own:
            if problem.place.sheet or problem.place.row or problem.effect is Effect.SHEET_LEFT_OUT:
                wanted.setdefault(problem.place.sheet, []).append(problem)
    return wanted


def _rank(problem: Problem) -> tuple[int, int, str, int, int, str, str]:
    """The costliest first, then as they stand in the file."""
    place = problem.place
    effect, severity = _EFFECTS[problem.effect], _SEVERITIES[problem.kind.severity]
    return effect, severity, place.sheet, place.row, column_number(place.column), problem.code, problem.value


def _by_cell(problems: Sequence[Problem]) -> list[list[Problem]]:
    """The problems in their order, those together that say the same of one cell, as of a name beside thirty-one days."""
    found: dict[object, list[Problem]] = {}
    for at, problem in enumerate(problems):
        place = problem.place
        same = (place, problem.code, problem.value, problem.remedy) if place.cell else at
        found.setdefault(same, []).append(problem)
    return list(found.values())


class Seen:
    """A sheet as its clerk sees it: the text of each cell, over all of a merged block the value that stands in it."""

    def __init__(self, grid: Grid, row_kinds: Sequence[RowKind]) -> None:
        self.grid = grid
        self._headings = [at for at, kind in enumerate(row_kinds) if kind is RowKind.HEADING]
        self._merges: dict[int, list[Merge]] = {}

    def text(self, row: int, column: int) -> str:
        """The text at Excel's row and column."""
        text = self._cell(row, column)
        if not text:
            for merge in self._merges_over(row):
                if merge.left <= column <= merge.right:
                    text = self._cell(merge.top, merge.left)
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}……（后面还有，见原表）"

    def _cell(self, row: int, column: int) -> str:
        at, place = row - self.grid.first_row, column - self.grid.first_column
        inside = 0 <= at < len(self.grid.rows) and 0 <= place < len(self.grid.rows[at])
        return spoken(self.grid.rows[at][place]) if inside else ""

    def _merges_over(self, row: int) -> list[Merge]:
        if row not in self._merges:
            self._merges[row] = [merge for merge in self.grid.merges if merge.top <= row <= merge.bottom]
        return self._merges[row]

    def holds(self, row: int) -> bool:
        """Whether the row lies within the sheet."""
        return 0 <= row - self.grid.first_row < len(self.grid.rows)

    def heading_of(self, row: int) -> list[int]:
        """The rows of the heading that a row stands under: the next block of heading rows above it."""
        above = bisect_left(self._headings, row - self.grid.first_row)
        block = self._headings[max(0, above - MOST_HEADING) : above]
        return [self.grid.first_row + at for n, at in enumerate(block) if block[-1] - at == len(block) - 1 - n]

    def copied(self, mends: Sequence[Mend]) -> CopiedSheet:
        """The rows that have something to change, the costliest where they are too many, and their headings."""
        grid = self.grid
        rows = list(dict.fromkeys(mend.row for mend in mends if self.holds(mend.row)))
        kept = set(rows[:MOST_ROWS])
        if not kept and any(mend.effect is Effect.SHEET_LEFT_OUT for mend in mends):
            kept = set(range(grid.first_row, grid.first_row + min(len(grid.rows), BEGINNING)))
        headings = {number for row in kept for number in self.heading_of(row)} - kept
        width = min(len(grid.rows[0]) if grid.rows else 0, MOST_COLUMNS)
        columns = range(grid.first_column, grid.first_column + width)
        made = tuple(
            CopiedRow(number, tuple(self.text(number, column) for column in columns), number in headings)
            for number in sorted(kept | headings)
        )
        return CopiedSheet(grid.sheet, grid.first_column, made, len(rows[MOST_ROWS:]))


def mend_of(problem: Problem, seen: Seen | None, times: int = 1) -> Mend:
    """What a clerk reads about one problem; what stands in the cell is taken from the sheet, where it was read again."""
    place = problem.place
    again = f"（这一格同样的问题共 {times} 处）" if times > 1 else ""
    column = column_number(place.column) if place.row else 0
    return Mend(
        place.sheet,
        place.row,
        column,
        str(Place("", place.sheet, place.row, place.column)) or "整个文件",
        _written(problem, seen, column),
        problem.message + again,
        problem.remedy,
        problem.effect,
        problem.kind.severity,
        problem.affects,
        times,
    )


def _written(problem: Problem, seen: Seen | None, column: int) -> str:
    """What stands there now."""
    place = problem.place
    if not column:
        return "（整行）" if place.row else "（整张表）" if place.sheet else "（整个文件）"
    text = problem.value if seen is None else seen.text(place.row, column)
    return text if text.strip() else "（空白）"
