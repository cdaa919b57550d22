"""Columns that are read together: ticks under words, the units beside a quantity, the time beside a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aftersales.clean.columns import Column
from aftersales.clean.derived import on_day
from aftersales.clean.reading import Note
from aftersales.clean.text import is_nothing, one_line, plain, spoken
from aftersales.kinds.model import FieldType
from aftersales.model import AMOUNT_OF, TICKED, UNIT_OF, Cell, LogTable, MappedColumn
from aftersales.problems import column_letter

_TICKS = frozenset(("√", "✓", "✔", "☑", "■", "●", "1", "是", "y", "v"))
_DAY = len("YYYY-MM-DD")


def words_for_ticks(table: LogTable, cells: dict[int, Sequence[Cell]]) -> dict[int, list[tuple[int, Note]]]:
    """Puts the heading's word for every tick; a row with two ticks has none. The notes are by column."""
    columns = [column for column in table.columns if column.evidence == TICKED]
    notes: dict[int, list[tuple[int, Note]]] = {}
    if not columns:
        return notes
    chosen: dict[tuple[int, tuple[str, ...]], list[MappedColumn]] = {}
    for column in columns:
        for at, cell in enumerate(cells[column.index]):
            if plain(cell).casefold() in _TICKS:
                chosen.setdefault((at, column.fields), []).append(column)
    for column in columns:
        words = {at: column.unit for (at, _), marked in chosen.items() if marked == [column]}
        cells[column.index] = [words.get(at) for at in range(len(cells[column.index]))]
    for (at, _), marked in chosen.items():
        if len(marked) > 1:
            note = Note("two-ticks", {"chosen": "、".join(column.unit for column in marked)})
            notes.setdefault(marked[0].index, []).append((at, note))
    return notes


def ways_of_amounts(
    table: LogTable, cells: dict[int, Sequence[Cell]]
) -> tuple[list[Cell], dict[int, list[tuple[int, Note]]]]:
    """Which way each record's amounts went, as the heading over them says; a row with both ways has no amount.

    The words are by record, empty where the sheet has no such columns. The notes are by column.
    """
    notes: dict[int, list[tuple[int, Note]]] = {}
    columns = [column for column in table.columns if column.evidence == AMOUNT_OF]
    if not columns:
        return [], notes
    ways: list[Cell] = [None] * len(cells[columns[0].index])
    for at in range(len(ways)):
        filled = [column for column in columns if not _is_no_amount(cells[column.index][at])]
        said = list(dict.fromkeys(column.unit for column in filled))
        ways[at] = said[0] if len(said) == 1 else None
        if len(said) > 1:
            note = Note("two-ways", {"chosen": "、".join(said), "written": cells[filled[0].index][at]})
            notes.setdefault(filled[0].index, []).append((at, note))
    for column in columns:
        own = cells[column.index]
        cells[column.index] = [own[at] if way == column.unit else None for at, way in enumerate(ways)]
    return ways, notes


def _is_no_amount(cell: Cell) -> bool:
    return cell is None or cell == 0 or is_nothing(plain(cell))


def units_beside(table: LogTable, cells: Mapping[int, Sequence[Cell]], columns: Sequence[Column]) -> None:
    """Gives quantities without a unit the one in the same row of the unit column; it belongs to the nearest."""
    quantities = {column.letter: column for column in columns if column.known.type is FieldType.QUANTITY}
    first = table.grid.first_column
    at_index = {c.index: quantities[s] for c in table.columns if (s := column_letter(first + c.index)) in quantities}
    for beside in (c.index for c in table.columns if c.evidence == UNIT_OF):
        if not at_index:
            return
        column = at_index[min(at_index, key=lambda index: (abs(index - beside), index))]
        asides = list(column.asides) or [None] * len(column.values)
        for at, cell in enumerate(cells[beside]):
            unit = one_line(spoken(cell))
            if asides[at] is None and column.values[at] is not None and not is_nothing(unit):
                asides[at] = unit
        column.asides = asides


def together(first: Column, second: Column) -> Column:
    """One field's column of two: the second fills what the first leaves blank, gives the time, or a further phone."""
    values = [_joined(first, one, other) for one, other in zip(first.values, second.values, strict=True)]
    asides = first.asides
    if second.asides:
        own = first.asides or [None] * len(values)
        triples = zip(first.values, own, second.asides, strict=True)
        asides = [aside if one is not None or aside is not None else other for one, aside, other in triples]
    return Column(first.known, first.letter, first.cells, values, asides, first.notes)


def _joined(column: Column, one: object, other: object) -> object:
    if column.known.type is FieldType.PHONE:
        return "、".join(dict.fromkeys(str(value) for value in (one, other) if value is not None)) or None
    if isinstance(one, str) and isinstance(other, str) and len(one) == _DAY and other.startswith("T"):
        return on_day(one, other)
    return one if one is not None else other
