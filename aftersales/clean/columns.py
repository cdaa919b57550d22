"""One column of cells → one column of values: each distinct cell is read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from aftersales.clean.fill import any_ditto, blanks_in_group, fill_blanks, resolve_ditto
from aftersales.clean.readers import Reader, Way, reader_for
from aftersales.clean.reading import BLANK, Note, Reading, unread
from aftersales.clean.text import ERROR_VALUES, match_key
from aftersales.kinds.model import Field, FieldType, Kind
from aftersales.model import Cell, CellError, Uncached
from aftersales.problems import BadCell

_INSISTENT = frozenset(("two-ratings", "two-ticks", "cell-error", "formula-without-value"))


@dataclass(slots=True)
class Column:
    """One field of a table while it is being cleaned; all lists are by record. `letter` is blank without a column."""

    known: Field
    letter: str
    cells: Sequence[Cell]
    values: list[object]
    asides: list[object] = field(default_factory=list)
    notes: list[tuple[int, Note]] = field(default_factory=list)


def read_columns(fields: Sequence[Field], letter: str, cells: Sequence[Cell], way: Way) -> list[Column]:
    """The fields that one column of cells feeds. What one of several cannot read is no problem if another can."""
    cells = _without_bools(cells)
    distinct = dict.fromkeys(cells)
    about_ditto: list[tuple[int, Note]] = []
    if any_ditto(distinct):
        cells, about_ditto, copied = resolve_ditto(cells, allowed=any(known.ditto for known in fields))
        if copied:
            about_ditto.append((copied[0], Note("ditto-filled", {"rows": len(copied)})))
        distinct = dict.fromkeys(cells)
    if any(known.blank_above for known in fields):
        cells, copied = fill_blanks(cells)
        if copied:
            about_ditto.append((copied[0], Note("blank-filled", {"cells": len(copied)})))
    elif fields[0].type is FieldType.STORE and way.kind.event and _has_customers(way.kind):
        blank = blanks_in_group(cells)
        about_ditto += [(at, Note("blank-in-group", {"cells": len(blank)})) for at in blank[:1]]
    distinct.pop(None, None)
    found = [_read_all(distinct, reader_for(known, distinct, way)) for known in fields]
    if len(fields) > 1:
        found = _share(_without_choices(fields, found))
    columns = [_column(known, letter, cells, readings) for known, readings in zip(fields, found, strict=True)]
    columns[0].notes += about_ditto
    return columns


def _has_customers(kind: Kind) -> bool:
    """Whether a shop answers for each record; a target without a shop is everybody's, a part without one the store's."""
    return any(known.type is FieldType.CUSTOMER for known in kind.fields)


def _column(known: Field, letter: str, cells: Sequence[Cell], readings: dict[Cell, Reading]) -> Column:
    readings[None] = BLANK
    column = Column(known, letter, cells, [readings[cell].value for cell in cells])
    _, notes, asides = zip(*readings.values(), strict=True)
    if asides.count(None) < len(asides):
        column.asides = [readings[cell].aside for cell in cells]
    if any(notes):
        column.notes = [(at, note) for at, cell in enumerate(cells) for note in readings[cell].notes]
    return column


def _read_all(cells: Iterable[Cell], read: Reader) -> dict[Cell, Reading]:
    readings: dict[Cell, Reading] = {}
    for cell in cells:
        if type(cell) is Uncached:
            readings[cell] = unread(BadCell("formula-without-value"))
        elif type(cell) is CellError or cell in ERROR_VALUES:
            readings[cell] = unread(BadCell("cell-error"))
        else:
            try:
                readings[cell] = read(cell)
            except BadCell as bad:
                readings[cell] = unread(bad)
    return readings


def _share(found: list[dict[Cell, Reading]]) -> list[dict[Cell, Reading]]:
    """Readings of one column by several fields: a problem is said once, and only where none could read the cell."""
    shared: list[dict[Cell, Reading]] = [{} for _ in found]
    for cell in found[0]:
        readings = [by_cell[cell] for by_cell in found]
        settled = any(reading.value is not None for reading in readings)
        said: set[str] = set()
        for target, reading in zip(shared, readings, strict=True):
            kept = tuple(
                note
                for note in reading.notes
                if note.code not in said and (note.code in _INSISTENT or not (settled and note.leaves_blank))
            )
            settled = settled or any(note.leaves_blank for note in kept)
            said.update(note.code for note in kept)
            target[cell] = reading._replace(notes=kept)
    return shared


def _without_choices(fields: Sequence[Field], found: list[dict[Cell, Reading]]) -> list[dict[Cell, Reading]]:
    """A word that is an option and nothing more is no category beside it: 上门 is how, 安装 is what."""
    pairs = list(zip(fields, found, strict=True))
    chosen = next(((known, by_cell) for known, by_cell in pairs if known.type is FieldType.CHOICE), None)
    if chosen is None:
        return found
    words = {match_key(word) for option, own in chosen[0].options.items() for word in (option, *own)}
    return [
        {cell: BLANK if _is_word_of(reading, words) else reading for cell, reading in by_cell.items()}
        if known.type is FieldType.CATEGORY
        else by_cell
        for known, by_cell in pairs
    ]


def _is_word_of(reading: Reading, words: set[str]) -> bool:
    return isinstance(reading.value, str) and match_key(reading.value) in words


def _without_bools(cells: Sequence[Cell]) -> Sequence[Cell]:
    """A tick box gives true or false, which Python takes for 1 and 0."""
    if bool not in set(map(type, cells)):
        return cells
    return [("是" if cell else "否") if isinstance(cell, bool) else cell for cell in cells]
