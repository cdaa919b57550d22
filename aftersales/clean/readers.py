"""Which parser reads a field: by its type, with all that the parser needs besides the cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from aftersales.clean.bounds import read_bound
from aftersales.clean.clock_times import read_arrival, read_departure
from aftersales.clean.dates import DateHint, read_date, read_moment
from aftersales.clean.hints import Hints, for_field
from aftersales.clean.months import read_months
from aftersales.clean.numbers import read_money, read_number, read_quantity
from aftersales.clean.people import read_people
from aftersales.clean.periods import read_period
from aftersales.clean.phones import read_customer, read_phone
from aftersales.clean.ratings import read_rating, scale_of
from aftersales.clean.reading import Note, Reading
from aftersales.clean.text import plain, read_name, read_text
from aftersales.clean.words import read_category, read_choice, read_status, read_yes_no, read_yes_no_times
from aftersales.kinds.model import Field, FieldType, Kind
from aftersales.model import Cell

Reader = Callable[[Cell], Reading]

BOOKED = "booked_for"
DONE = frozenset(("measured_on", "visited_at"))
"""Dates of what was done, and where a planned one belongs."""
AIM = "target"
"""The number that says on which side of it one must be."""
LAST = "last_out"
"""The time of which the last in a cell counts; of any other the first does."""
_ASKING = ("是否", "有无", "有没有")
_SAID_PLANNED = re.compile(
    r"\s*[(（\[【]?\s*(?:已?预约|预计|预定|计划|拟定?|约定?|意向)(?:于|在|到|时间|日期)?\s*[)）\]】]?\s*[:：]?\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Way:
    """What reading a column depends on, apart from its cells. A `shared` column feeds several fields."""

    kind: Kind
    hints: Hints
    dates: DateHint
    heading: str = ""
    unit: str = ""
    shared: bool = False


def reader_for(known: Field, cells: Iterable[Cell], way: Way) -> Reader:
    """The parser for one field of a column with these cells."""
    return _READERS[known.type](known, cells, way)


def _dates(known: Field, cells: Iterable[Cell], way: Way) -> Reader:
    hint = for_field(way.dates, known).of_column(cells)
    read: Reader = partial(read_date if known.type is FieldType.DATE else read_moment, hint=hint)
    if known.name in DONE and BOOKED in way.kind.names:
        read = partial(_done_or_planned, read=read, planned=replace(hint, saved=None, as_of=None))
    return partial(_date_or_word, read=read, options=known.options) if known.options else read


def _done_or_planned(cell: Cell, read: Reader, planned: DateHint) -> Reading:
    """A day on which something was done; one that is said to be planned is no such day, and stands aside."""
    if not isinstance(cell, str) or not (said := _SAID_PLANNED.match(cell)):
        return read(cell)
    day = read_moment(cell[said.end() :], planned).value
    if day is None or str(day).startswith("T"):
        return read(cell)
    return Reading(None, (Note("date-is-planned", {}),), day)


def _date_or_word(cell: Cell, read: Reader, options: Mapping[str, tuple[str, ...]]) -> Reading:
    """A date, or one of the few words that a field takes instead."""
    text = plain(cell)
    for word, meant in options.items():
        if text == word or text in meant:
            return Reading(word)
    return read(cell)


def _time(known: Field, _cells: Iterable[Cell], _way: Way) -> Reader:
    return read_departure if known.name == LAST else read_arrival


def _period(known: Field, _cells: Iterable[Cell], way: Way) -> Reader:
    return partial(read_period, hint=for_field(way.dates, known))


def _number(known: Field, _cells: Iterable[Cell], way: Way) -> Reader:
    if "(月)" in known.zh:
        return partial(read_months, low=known.low, high=known.high, unit=way.unit)
    unit = way.unit or ("小时" if "小时" in known.zh or known.name == "hours" else "")
    read = read_bound if known.name == AIM else read_number
    return partial(read, low=known.low, high=known.high, unit=unit)


def _money(known: Field, _cells: Iterable[Cell], way: Way) -> Reader:
    return partial(read_money, low=known.low, high=known.high, unit=way.unit)


def _quantity(known: Field, _cells: Iterable[Cell], way: Way) -> Reader:
    return partial(read_quantity, low=known.low, high=known.high, unit=way.unit)


def _yes_no(known: Field, _cells: Iterable[Cell], way: Way) -> Reader:
    if f"{known.name}_times" in way.kind.names:
        return read_yes_no_times
    words = {word: option for option, own in known.options.items() for word in own}
    return partial(read_yes_no, words=words) if words else read_yes_no


def _rating(_known: Field, cells: Iterable[Cell], way: Way) -> Reader:
    scale = scale_of(cells, f"{way.heading}({way.unit})")
    return partial(read_rating, words=way.hints.rating_words, scale=scale, shared=way.shared)


def _choice(known: Field, _cells: Iterable[Cell], way: Way) -> Reader:
    return partial(read_choice, options=known.options, asked=way.heading.startswith(_ASKING))


def _always(read: Reader) -> Callable[[Field, Iterable[Cell], Way], Reader]:
    return lambda _known, _cells, _way: read


_READERS: Mapping[FieldType, Callable[[Field, Iterable[Cell], Way], Reader]] = {
    FieldType.TEXT: _always(read_text),
    FieldType.STORE: _always(read_name),
    FieldType.PERSON: _always(read_people),
    FieldType.CUSTOMER: _always(read_customer),
    FieldType.PHONE: _always(read_phone),
    FieldType.ADDRESS: _always(read_name),
    FieldType.PRODUCT: _always(read_name),
    FieldType.DATE: _dates,
    FieldType.MOMENT: _dates,
    FieldType.TIME: _time,
    FieldType.PERIOD: _period,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.QUANTITY: _quantity,
    FieldType.YES_NO: _yes_no,
    FieldType.SATISFACTION: _rating,
    FieldType.STATUS: _always(read_status),
    FieldType.CATEGORY: _always(read_category),
    FieldType.CHOICE: _choice,
}
