"""What stands around a table for fields without a column: labels above it, a day, a person or a shop as its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from aftersales.clean.hints import period_of, spoken_option, texts_around
from aftersales.clean.periods import told_period
from aftersales.clean.sheet_names import OWN_NAME, day_above, day_in, person_in, store_in
from aftersales.kinds.model import Field, FieldType, Kind
from aftersales.kinds.wording import heading_key
from aftersales.model import LogTable
from aftersales.problems import Place, Problem

_DATES = (FieldType.DATE, FieldType.MOMENT)
_INSTRUCTIONS = re.compile(r"备注|注|附注|(备注|填[表写报]|登记|使用|注意|其他)?(说明|须知|要求|事项)")
_SENTENCE = re.compile(r"[，。；！？,;!?]|\d\s*[.、)）]\s*\D|^.{20}", re.DOTALL)
"""What stands above a table to be read by clerks: it says nothing of any record."""
_FROM_NAME = {FieldType.STORE: "store-from-name", FieldType.PERSON: "person-from-name"}


@dataclass(frozen=True, slots=True)
class Given:
    """The text for one field. `source` says where a name was taken from that nobody had labelled; it is told."""

    text: str
    source: str = ""


def given_values(table: LogTable, kind: Kind, mapped: Iterable[str]) -> dict[str, Given]:
    """What stands around the table for fields without a column: `门店：五里牌店`, a day as sheet name.

    A choice takes the option that the titles, the sheet, the file or, in the end, the kind's own name speak of. A name
    is taken from a title, the sheet or the file only where it can hardly be anything else.
    """
    has = set(mapped)
    labelled = {
        heading_key(label): value
        for label, value in table.context.values.items()
        if value.strip() and not _INSTRUCTIONS.fullmatch(heading_key(label))
    }
    given: dict[str, Given] = {}
    for known in kind.fields:
        if known.name in has:
            continue
        value = next((labelled[key] for key in _labels(known, kind) if key in labelled), None)
        if value is not None and known.type is FieldType.TEXT and _SENTENCE.search(value):
            value = None
        if value is None and known.type is FieldType.PERIOD:
            value = told_period(text for _, text in texts_around(table))
        if value is None and known.type is FieldType.CHOICE and known.spoken:
            value = spoken_option(known, (*(text for _, text in texts_around(table)), kind.zh))
        if value is not None:
            given[known.name] = Given(value)
        elif name := _name(table, kind, known, has):
            given[known.name] = name
    return given


def told(given: Given, known: Field, table: LogTable) -> Problem:
    """That a value was taken from a name."""
    code = _FROM_NAME.get(known.type, "date-from-name")
    facts = {"source": given.source, "field_zh": known.zh}
    return Problem(code, Place(table.grid.file, table.grid.sheet), known.name, given.text, facts)


def _labels(known: Field, kind: Kind) -> list[str]:
    """What may stand before the field's value above the table."""
    words = [*known.headings, known.zh, *known.above]
    words += known.weak if known.type in _DATES else ()
    words += sorted(OWN_NAME) if known.name == kind.owner else ()
    return [heading_key(word) for word in words]


def _name(table: LogTable, kind: Kind, known: Field, has: set[str]) -> Given | None:
    """The day, the person or the shop that the sheet or its title is named after."""
    text, source = "", ""
    if known.name in kind.event[:1] and known.type in _DATES and not has.intersection(kind.event):
        text, source = day_in(table.grid.sheet, month=period_of(table).month), "工作表名"
        if not text:
            text, source = day_above(table.context.titles), "表头上方的日期"
    elif known.type is FieldType.STORE:
        text, source = store_in(_around(table))
    elif known.name == kind.owner and known.type is FieldType.PERSON and _others_named(kind, has):
        text, source = person_in(_around(table), kind.titles)
    return Given(text, source) if text else None


def _others_named(kind: Kind, has: set[str]) -> bool:
    """Whether the customers have a column: else the sheet may be named after its customer."""
    return all(known.name in has for known in kind.fields if known.type is FieldType.CUSTOMER)


def _around(table: LogTable) -> list[tuple[str, str]]:
    """The titles, the sheet and the file; not the folders, and not the values of labels."""
    labelled = set(table.context.values.values())
    return [pair for pair in texts_around(table) if pair[0] != "文件夹" and pair[1] not in labelled]
