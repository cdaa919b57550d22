"""Log sheets drawn as lists of rows: headings are field names, `a+b` feeds two fields, anything else is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aftersales.clean.hints import Hints
from aftersales.clean.table import clean
from aftersales.digest import tally_of
from aftersales.kinds.load import built_in_kinds
from aftersales.kinds.model import Kind
from aftersales.model import Cell, CleanTable, Context, Grid, LogTable, MappedColumn, Merge, RowKind, Tally
from aftersales.problems import Problem

KINDS = built_in_kinds()
HINTS = Hints(saved=date(2025, 10, 1), as_of=date(2025, 10, 5))


def drawn(
    kind: Kind,
    headings: str,
    *rows: Sequence[Cell],
    titles: tuple[str, ...] = (),
    file: str = "回访.xlsx",
    sheet: str = "Sheet1",
    merges: tuple[Merge, ...] = (),
    values: dict[str, str] | None = None,
    units: dict[str, str] | None = None,
    first_column: int = 1,
    hidden: frozenset[int] = frozenset(),
) -> LogTable:
    """A table with its heading in row 1 and a record in each row below it; a row of None is blank."""
    names = headings.split()
    columns = []
    for index, name in enumerate(names):
        fields = tuple(name.split("+")) if name.split("+")[0] in kind.names else ()
        columns.append(MappedColumn(index, name, fields, (units or {}).get(name, "")))
    kinds = (RowKind.HEADING, *(RowKind.RECORD if any(c is not None for c in row) else RowKind.BLANK for row in rows))
    grid = Grid(file, sheet, (tuple(names), *map(tuple, rows)), 1, first_column, merges, hidden)
    return LogTable(grid, kind.id, 1, tuple(columns), kinds, Context(titles, values or {}))


def cleaned(
    kind_id: str, headings: str, *rows: Sequence[Cell], hints: Hints = HINTS, **around: object
) -> tuple[CleanTable, Tally, list[Problem]]:
    """The drawn table of a built-in kind, cleaned."""
    kind = KINDS[kind_id]
    table = drawn(kind, headings, *rows, **around)  # type: ignore[arg-type]
    product, problems = clean(table, kind, hints)
    return product, tally_of(table.row_kinds, [product]), problems


def said(problems: list[Problem]) -> list[str]:
    """The problems as `C3 code`."""
    return [f"{problem.place.cell or problem.place.row} {problem.code}" for problem in problems]
