"""Where a cell is a formula: wherever the cells beside it prove our figure, it is worked out from them.

Our own value stays in the cell, so that a viewer which does not calculate shows the same. What the cells do not prove,
such as a total of households that stand in several lines, stays a plain value.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from xlsxwriter.utility import xl_col_to_name

from aftersales.report.page import Cell, Look, Table, Value
from aftersales.report.workbook_looks import Formatted

ADDED = frozenset((Look.COUNT, Look.NUMBER, Look.MONEY))
FEWEST_SUMMED = 2
FEWEST_PROVEN = 3  # rows in which a sum across columns must hold
OF_A_HUNDRED = 100
Place = tuple[int, int]
Numbers = list[list[float | None]]


def formulas(table: Table, first: int) -> dict[Place, str]:
    """The formula of each cell that has one, by sheet row and column; `first` is the table's first row of data."""
    if not table.rows:
        return {}
    found = dict(_told(table, first))
    numbers = [[_number(value) for value in column] for column in zip(*table.rows, strict=True)]
    found.update(_across(table, numbers, first))
    for at, column in enumerate(table.columns):
        if column.look is Look.RATE:
            found.update(_running(table, numbers, at, first))
        elif table.total and column.look in ADDED:
            found.update(_total(table, numbers[at], at, first))
    return found


def measured_by_bars(table: Table, found: Mapping[Place, str], first: int) -> int | None:
    """The first column whose cells add up to its total or to a running share: a bar in each shows its part of the whole."""
    end = first + len(table.rows) - 1
    counts = [at for at, column in enumerate(table.columns) if column.look in ADDED]
    if len(table.rows) - table.total < FEWEST_PROVEN:
        return None
    summed = [at for at in counts if table.total and "(" in found.get((end, at), "")]
    shared = [at for at in counts if f"SUM({xl_col_to_name(at)}$" in found.get((first, at + 1), "")]
    return next(iter([*shared, *summed]), None)


def _number(value: Value | Cell) -> float | None:
    value = value.value if isinstance(value, Cell) else value
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def _told(table: Table, first: int) -> Iterator[tuple[Place, str]]:
    """What a cell says of itself: a rule over the other columns of its row, or the two parts of a rate."""
    letters = {column.title: xl_col_to_name(at) for at, column in enumerate(table.columns)}
    for index, row in enumerate(table.rows):
        for at, cell in enumerate(row):
            if isinstance(cell, Formatted) and cell.formula:
                names = {title: f"{letter}{first + index + 1}" for title, letter in letters.items()}
                yield (first + index, at), cell.formula.format_map(names)
            elif isinstance(cell, Cell) and cell.parts and (rate := _rate(cell)):
                yield (first + index, at), rate


def _rate(cell: Cell) -> str:
    """A rate as its numerator over its denominator, where both are whole and give the value."""
    value, (over, under) = _number(cell), cell.parts or (0.0, 0.0)
    if value is None or not under or not float(over).is_integer() or not float(under).is_integer():
        return ""
    plain = f"{int(over)}/{int(under)}"
    return plain if _same(value, over / under) else f"100*{plain}" if _same(value, OF_A_HUNDRED * over / under) else ""


def _total(table: Table, column: Sequence[float | None], at: int, first: int) -> Iterator[tuple[Place, str]]:
    """The total line of a column whose cells add up to it; under a filter it counts what is shown."""
    *body, total = column
    if total is None or len(body) < FEWEST_SUMMED or not _same(math.fsum(value or 0 for value in body), total):
        return
    letter, last = xl_col_to_name(at), first + len(body)
    cells = f"{letter}{first + 1}:{letter}{last}"
    yield (last, at), f"SUBTOTAL(9,{cells})" if table.filters else f"SUM({cells})"


def _running(table: Table, numbers: Numbers, at: int, first: int) -> Iterator[tuple[Place, str]]:
    """A running share: the counts of a column until here over all of them."""
    rows = len(table.rows) - table.total
    shares = numbers[at][:rows]
    for counted in (place for place in range(at) if table.columns[place].look is Look.COUNT):
        counts = [value or 0.0 for value in numbers[counted][:rows]]
        whole = math.fsum(counts)
        if rows >= FEWEST_PROVEN and whole and _all_same(shares, [so_far / whole for so_far in accumulate(counts)]):
            letter, top, last = xl_col_to_name(counted), first + 1, first + rows
            for index in range(rows):
                so_far = f"SUM({letter}${top}:{letter}{top + index})"
                yield (first + index, at), f"{so_far}/SUM({letter}${top}:{letter}${last})"
            return


def _across(table: Table, numbers: Numbers, first: int) -> Iterator[tuple[Place, str]]:
    """A count that is the sum of all counts right beside it, in every row."""
    looks = [column.look for column in table.columns]
    for at, look in enumerate(looks):
        end = next((place for place in range(at + 1, len(looks)) if looks[place] is not Look.COUNT), len(looks))
        if look is not Look.COUNT or end - at <= FEWEST_SUMMED or len(table.rows) < FEWEST_PROVEN:
            continue
        sums = [math.fsum(numbers[place][row] or 0 for place in range(at + 1, end)) for row in range(len(table.rows))]
        if any(sums) and _all_same(numbers[at], sums):
            left, right = xl_col_to_name(at + 1), xl_col_to_name(end - 1)
            for row in range(first, first + len(sums)):
                yield (row, at), f"SUM({left}{row + 1}:{right}{row + 1})"


def _all_same(ours: Sequence[float | None], others: Sequence[float]) -> bool:
    return all(one is not None and _same(one, other) for one, other in zip(ours, others, strict=True))
