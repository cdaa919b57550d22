"""Columns that only say something together with another one: ticks under words, units of a quantity, times of a day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from aftersales.kinds.model import Field, FieldType, Kind
from aftersales.kinds.wording import heading_key
from aftersales.model import TICKED, TIME_OF, UNIT_OF, Cell, MappedColumn
from aftersales.recognise.cells import Samples
from aftersales.recognise.choice_columns import with_choices
from aftersales.recognise.headings import Label
from aftersales.recognise.mapping import WEAK
from aftersales.recognise.tick_cells import NO_TICKS, Records, all_of, is_tick, plain_cell
from aftersales.recognise.vocabulary import Meaning, Vocabulary

_RATINGS = (
    "非常满意 十分满意 很满意 满意 基本满意 较满意 比较满意 一般 一般满意 不太满意 不满意 较不满意 很不满意 非常不满意"
)
RATINGS = frozenset(_RATINGS.split())
"""Words of satisfaction that head a column of ticks."""
_UNITS = frozenset(("单位", "计量单位", "单位名称", "数量单位", "计价单位"))
_DIGIT_UNITS = frozenset(("m2", "m3", "m²", "m³"))
_LONGEST_UNIT = 4
_SEEN = 30
_TIMES = frozenset(("时间", "时刻", "具体时间", "钟点", "时分", "几点"))
_NUMERAL = r"[\d一二两三四五六七八九十]{1,3}"
_TIME = re.compile(
    rf"(凌晨|早上|早|上午|中午|下午|傍晚|晚上|晚|am|pm)?({_NUMERAL}:\d{{1,2}}(:\d{{1,2}})?|{_NUMERAL}[点时](整|半|[一三]刻|{_NUMERAL}分?)?)(am|pm)?"
)


def with_companions(
    columns: tuple[MappedColumn, ...],
    labels: Sequence[Label],
    records: Records,
    kind: Kind,
    vocabulary: Vocabulary,
) -> tuple[MappedColumn, ...]:
    """The columns with what their headings and cells say about another column. `records` are the rows of the table."""
    keys = {label.index: label.keys for label in labels}
    fields = {name: kind.field(name) for column in columns for name in column.fields}
    rating = next((f for f in kind.fields if f.type is FieldType.SATISFACTION), None)
    known = vocabulary.meanings[kind.id]
    settled = [_ticked(c, keys.get(c.index, ()), rating, records, known) for c in columns]
    if not any("满意" in c.unit for c in settled if c.evidence == TICKED):  # 一般 alone may be a level of anything
        settled = list(columns)
    settled = with_choices(settled, keys, records, kind, vocabulary)
    settled = [_speaking_of_ratings(column, settled, rating, records, kind) for column in settled]
    if any(f.type is FieldType.QUANTITY for f in fields.values()):
        settled = [_unit(c, keys.get(c.index, ()), records) for c in settled]
    moments = [c for c in columns if any(fields[name].type is FieldType.MOMENT for name in c.fields)]
    if moments:
        for at, column in enumerate(settled):
            if not column.fields:
                own = keys.get(column.index, ())
                meant = next((known[key].fields[0] for key in own if key in known), "")
                settled[at] = _time(column, own, meant, moments, fields, records)
    return tuple(settled)


def _ticked(
    column: MappedColumn,
    keys: Sequence[str],
    rating: Field | None,
    records: Records,
    known: Mapping[str, Meaning],
) -> MappedColumn:
    """A column headed by a word of satisfaction under which only ticks stand, and no heading above it means another."""
    if rating is None or RATINGS.isdisjoint(keys) or (column.fields and column.fields != (rating.name,)):
        return column
    if any(rating.name not in known[key].fields for key in keys if key in known):
        return column
    word = heading_key(column.heading.rsplit("/", 1)[-1])
    if word not in RATINGS or word not in keys or not all_of(records, column.index, is_tick):
        return column
    return replace(column, fields=(rating.name,), unit=word, evidence=TICKED)


def _speaking_of_ratings(
    column: MappedColumn, columns: Sequence[MappedColumn], rating: Field | None, records: Records, kind: Kind
) -> MappedColumn:
    """A plain 结果 that says 满意 and 关机 is read as a 回访结果 is, where no other column rates."""
    if rating is None or column.evidence != WEAK or any(rating.name in other.fields for other in columns):
        return column
    group = next((g for g in kind.shares.values() if rating.name in g and set(column.fields) < set(g)), ())
    taken = {name for other in columns if other is not column for name in other.fields}
    if not group or Samples(records[:_SEEN]).agreement(column.index, rating) < 1:
        return column
    return replace(column, fields=tuple(name for name in group if name not in taken))


def _unit(column: MappedColumn, keys: Sequence[str], records: Records) -> MappedColumn:
    if column.fields or _UNITS.isdisjoint(keys) or not all_of(records, column.index, _is_unit):
        return column
    return replace(column, evidence=UNIT_OF)


def _time(
    column: MappedColumn,
    keys: Sequence[str],
    meant: str,
    moments: Sequence[MappedColumn],
    fields: Mapping[str, Field],
    records: Records,
) -> MappedColumn:
    """A column of times beside one of days: headed as the same moment, or 时间 next to it."""
    days = [c for c in moments if meant in c.fields]
    if not days and not _TIMES.isdisjoint(keys):
        days = [c for c in moments if c.index == column.index - 1]
    if not days or not all_of(records, column.index, _is_time):
        return column
    names = (meant,) if meant in days[0].fields else days[0].fields
    moment = next(name for name in names if fields[name].type is FieldType.MOMENT)
    return replace(column, fields=(moment,), evidence=TIME_OF)


def _is_unit(cell: Cell) -> bool:
    text = plain_cell(cell)
    if text in NO_TICKS or text in _DIGIT_UNITS:
        return True
    return len(text) <= _LONGEST_UNIT and not any(character.isdigit() for character in text)


def _is_time(cell: Cell) -> bool:
    if isinstance(cell, time):
        return True
    if isinstance(cell, timedelta):
        return timedelta(0) <= cell <= timedelta(days=1)
    if isinstance(cell, bool | date):
        return False
    if isinstance(cell, int | float):
        return 0 <= cell < 1
    text = plain_cell(cell)
    return text in NO_TICKS or _TIME.fullmatch(text) is not None
