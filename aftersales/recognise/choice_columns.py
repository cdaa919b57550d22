"""Columns headed by the options of one field: ticks under 内返 | 外返 or 是 | 否, quantities under 收入 | 发出."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from aftersales.clean.words import read_choice, read_status, read_yes_no
from aftersales.kinds.model import Field, FieldType, Kind
from aftersales.kinds.wording import heading_key
from aftersales.model import AMOUNT_OF, TICKED, Cell, MappedColumn
from aftersales.problems import BadCell
from aftersales.recognise.cells import is_blank
from aftersales.recognise.mapping import WEAK
from aftersales.recognise.tick_cells import Records, all_of, is_amount, is_mark, is_tick, none_but
from aftersales.recognise.vocabulary import Meaning, Vocabulary

_READ = {FieldType.YES_NO: read_yes_no, FieldType.STATUS: read_status}
_COUNTED = (FieldType.QUANTITY, FieldType.MONEY)
_OF_A_COUNT = ("数量", "金额", "数")

Keys = Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Headed:
    """A column headed by an option of a field: the option's id, and the word for it that the column's cells mean."""

    column: MappedColumn
    field: Field
    option: str
    word: str


def with_choices(
    columns: Sequence[MappedColumn], keys: Keys, records: Records, kind: Kind, vocabulary: Vocabulary
) -> list[MappedColumn]:
    """The columns; those that are headed by options and hold ticks or amounts belong to the field of these options."""
    columns = [_unless_unsaid(column, records, kind) for column in columns]
    settled = {column.index: column for column in columns}
    known = vocabulary.meanings[kind.id]
    headed = [own for column in columns for own in _headed(column, keys.get(column.index, ()), kind, vocabulary)]
    for known_field in dict.fromkeys(own.field.name for own in headed):
        group = [own for own in headed if own.field.name == known_field and own.column == settled[own.column.index]]
        settled |= {column.index: column for column in _ticked(group, columns, records)}
    amounts = _amounts(columns, records, kind, known)
    settled |= {column.index: column for column in amounts}
    if amounts:  # what a weak heading such as 摘要 would say of the same choice is only text beside them
        choice = kind.moving
        unsure = (c for c in columns if c.evidence == WEAK and choice is not None and c.fields == (choice.name,))
        settled |= {column.index: replace(column, fields=(), evidence="") for column in unsure}
    return [settled[column.index] for column in columns]


def _unless_unsaid(column: MappedColumn, records: Records, kind: Kind) -> MappedColumn:
    """A column such as 类别 that may say a choice, taken from it if none of its cells does: 油品 is no way of moving."""
    choice = kind.field(column.fields[0]) if column.evidence == WEAK and len(column.fields) == 1 else None
    if choice is None or choice.type is not FieldType.CHOICE:
        return column
    filled = {row[column.index] for row in records if not is_blank(row[column.index])}
    if not filled or any(_says(choice, cell) for cell in filled):
        return column
    return replace(column, fields=(), evidence="")


def _says(choice: Field, cell: Cell) -> bool:
    try:
        return read_choice(cell, choice.options).value is not None
    except BadCell:
        return False


def _headed(column: MappedColumn, keys: Sequence[str], kind: Kind, vocabulary: Vocabulary) -> Iterable[_Headed]:
    """The fields of which the column's own heading names an option, unless it means something else by itself.

    是 and 否 say of what only under the field's own heading.
    """
    word = heading_key(column.heading.rsplit("/", 1)[-1])
    if column.evidence == TICKED or word not in keys:
        return
    known = vocabulary.meanings[kind.id]
    above = {name for key in keys if key != word and key in known for name in known[key].fields}
    own = known[word].fields if word in known else ()
    options = {field.name: (field, option) for field, option in vocabulary.options[kind.id].get(word, ())}
    for name in sorted(above - options.keys()):
        if said := _answer(kind.field(name), word):
            options[name] = kind.field(name), said
    for field, option in options.values():
        if (len(word) > 1 or field.name in above) and (not own or field.name in own):
            yield _Headed(column, field, option, word)


def _answer(field: Field, word: str) -> str:
    """What the word says under the heading of a question or a status; blank if nothing."""
    try:
        return str(_READ[field.type](word).value or "") if field.type in _READ else ""
    except BadCell:
        return ""


def _ticked(group: Sequence[_Headed], columns: Sequence[MappedColumn], records: Records) -> Iterable[MappedColumn]:
    """The columns of a field's options under which only ticks stand: two at least, or one that nothing else says."""
    group = [own for own in group if none_but(records, own.column.index, is_tick)]
    if not any(is_mark(row[own.column.index]) for own in group for row in records):
        return
    field = group[0].field
    if len({own.option for own in group}) > 1:
        for own in group:
            yield replace(own.column, fields=(field.name,), unit=own.word, evidence=TICKED)
        return
    lone, said = group[0], any(field.name in column.fields for column in columns)
    if not said and not lone.column.fields and all_of(records, lone.column.index, is_tick):
        if lone.option == "yes" or any("√" in words for words in field.options.values()):
            yield replace(lone.column, fields=(field.name,), evidence=WEAK)
        else:
            yield replace(lone.column, fields=(field.name,), unit=lone.word, evidence=TICKED)


def _amounts(
    columns: Sequence[MappedColumn], records: Records, kind: Kind, known: Mapping[str, Meaning]
) -> list[MappedColumn]:
    """Columns such as 收入 | 发出, or 数量 and 金额 under each of them, that hold what came in and what went out."""
    choice = kind.moving
    if choice is None:
        return []
    ways = {heading_key(word): option for option, words in choice.options.items() for word in words}
    by_field: dict[str, list[tuple[MappedColumn, str]]] = {}
    for column in columns:
        way, field = _way_of(column, ways, kind, known)
        if field and column.fields in ((), (field,)) and none_but(records, column.index, is_amount):
            by_field.setdefault(field, []).append((column, way))
    return [
        replace(column, fields=(field,), unit=way, evidence=AMOUNT_OF)
        for field, group in by_field.items()
        if len({ways[way] for _, way in group}) > 1
        for column, way in group
    ]


def _way_of(column: MappedColumn, ways: Mapping[str, str], kind: Kind, known: Mapping[str, Meaning]) -> tuple[str, str]:
    """Which way and of which field the heading speaks: 收入, 收入数量, 收入/金额, 数量/发出."""
    way, field = "", next((f.name for f in kind.fields if f.type is FieldType.QUANTITY), "")
    for part in map(heading_key, column.heading.split("/")):
        bare = next((part.removesuffix(end) for end in _OF_A_COUNT if part.endswith(end)), part)
        way = bare if bare in ways else way
        if counted := part.removeprefix(bare) if bare in ways else part:
            meant = known[counted].fields[0] if counted in known else ""
            field = meant if meant and kind.field(meant).type in _COUNTED else ""
    return (way, field) if way else ("", "")
