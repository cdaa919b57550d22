"""One file, from bytes to clean columns: what a worker process does. Read → recognise → clean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from aftersales.civil_time import local_time
from aftersales.clean.hints import Hints
from aftersales.clean.table import clean
from aftersales.excerpts import excerpt
from aftersales.intake.readers import read
from aftersales.kinds.model import Kind
from aftersales.model import REPEATED, CleanTable, Digest, FoundFile, Grid, RowKind, SheetReport, TableReport, Tally
from aftersales.problems import Problem
from aftersales.recognise import recognise
from aftersales.settings.model import Limits


@dataclass(frozen=True, slots=True)
class Reading:
    """What a worker is told once: kinds, limits, the as-of date, the shop's own satisfaction words, passwords."""

    kinds: Mapping[str, Kind]
    limits: Limits
    as_of: date
    rating_words: Mapping[str, int]
    passwords: tuple[str, ...] = field(default=(), repr=False)

    def __call__(self, found: FoundFile) -> Digest:
        """Read, recognise and clean one file."""
        book = read(found, self.limits, self.passwords)
        hints = Hints(date.fromisoformat(local_time(book.modified)[:10]), self.as_of, self.rating_words)
        sheets: list[SheetReport] = []
        tables: list[tuple[int, CleanTable]] = []
        problems: list[Problem] = list(book.problems)
        for grid in book.grids:
            report, cleaned, said = _sheet(grid, self.kinds, hints)
            tables += [(len(sheets), table) for table in cleaned]
            sheets.append(report)
            problems += said
        for name, rows in book.unread:
            sheets.append(SheetReport(name, "", 0, Tally(rows=rows, note=rows)))
        return Digest(book.file, book.sha256, book.modified, book.reader, tuple(sheets), tuple(tables), tuple(problems))


def _sheet(grid: Grid, kinds: Mapping[str, Kind], hints: Hints) -> tuple[SheetReport, list[CleanTable], list[Problem]]:
    """One sheet: its line of `sources.csv`, its clean tables (two where two stand on it), its problems."""
    found = recognise(grid, kinds, grid.file)
    problems = list(found.problems)
    if not found.tables:
        rows = len(grid.rows)
        tally, kept = Tally(rows=rows, note=rows), excerpt(grid, found.row_kinds, problems)
        return SheetReport(grid.sheet, "", 0, tally, candidates=found.candidates, excerpt=kept), [], problems
    cleaned: list[CleanTable] = []
    for table in found.tables:
        product, said = clean(table, kinds[table.kind], hints)
        if table.layout == REPEATED:
            product = _beside(product, cleaned[-1])
        cleaned.append(product)
        problems += [problem for problem in said if problem.place.row or problem not in problems]
    report = SheetReport(
        grid.sheet,
        "、".join(dict.fromkeys(table.kind for table in found.tables)),
        found.tables[0].header_row,
        tally_of(found.row_kinds, cleaned),
        sum(row in grid.hidden_rows for row in range(grid.first_row, grid.first_row + len(grid.rows))),
        tuple(TableReport(table.kind, table.header_row, table.columns, table.layout) for table in found.tables),
        found.candidates,
        tuple(dict.fromkeys(title for table in found.tables for title in table.context.titles)),
        excerpt(grid, found.row_kinds, problems),
    )
    return report, cleaned, problems


def _beside(product: CleanTable, main: CleanTable) -> CleanTable:
    """Records that stand in groups beside others, each with the id of the record that has its row."""
    ids = dict(zip(main.columns["row"], main.columns["record_id"], strict=True))
    return replace(product, columns={**product.columns, "_of": [ids.get(row) for row in product.columns["row"]]})


def tally_of(row_kinds: Sequence[RowKind], tables: Iterable[CleanTable]) -> Tally:
    """Where every row of a sheet went: a row with any record that was kept is a record's, however many it has."""
    kept: set[object] = set()
    for table in tables:
        kept.update(table.columns["row"])
        for rows in table.columns.get("_rows", ()):
            kept.update(map(int, str(rows or "").split("、")) if rows else ())
    counts = Counter(row_kinds)
    return Tally(
        rows=len(row_kinds),
        records=len(kept),
        blank=counts[RowKind.BLANK],
        heading=counts[RowKind.HEADING],
        note=counts[RowKind.NOTE],
        rejected=counts[RowKind.RECORD] - len(kept),
    )
