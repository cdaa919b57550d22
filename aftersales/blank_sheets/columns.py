"""The columns of a blank sheet, made from a kind alone: a shop's own kind gets its sheet like any other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from aftersales.blank_sheets.advice import advice
from aftersales.blank_sheets.examples import Value, examples
from aftersales.kinds.model import Field, FieldType, Kind
from aftersales.kinds.wording import heading_key
from aftersales.settings.model import Person

_FIXED: Mapping[FieldType, tuple[str, ...]] = {
    FieldType.YES_NO: ("是", "否"),
    FieldType.SATISFACTION: ("非常满意", "满意", "一般", "不满意", "非常不满意"),
    FieldType.STATUS: ("处理中", "已结案", "取消"),
}
_MONEY_UNIT = "（元）"
_WIDTHS = {
    FieldType.DATE: 12.0,
    FieldType.MOMENT: 17.0,
    FieldType.PHONE: 14.0,
    FieldType.ADDRESS: 18.0,
    FieldType.PRODUCT: 12.0,
    FieldType.STORE: 11.0,
    FieldType.MONEY: 10.0,
    FieldType.SATISFACTION: 11.0,
    FieldType.YES_NO: 7.0,
    FieldType.PERSON: 8.0,
}
_WIDTH, _WIDE = 9.0, 20.0
_ONE_LINE = 4
"""A longer heading is broken in two."""
_LONG_TEXTS = ("内容", "描述", "原因", "结果", "备注", "意见", "诉求", "过程", "现象", "措施", "经过", "建议", "说明")
_CODES = ("号", "码", "代号")


@dataclass(frozen=True, slots=True)
class Offered:
    """What the shop is known to have: its stores and its people, to choose from and to take for the example."""

    stores: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class BlankColumn:
    """One column: its heading, what may be chosen in it, how it is to be filled in, and the example's value.

    `required` is blank, or says in Chinese what must be there. `choices` are offered in a drop-down; `closed` ones are
    all that there is, of the others something else may be typed.
    """

    field: Field
    heading: str
    width: float
    required: str = ""
    expected: bool = False
    choices: tuple[str, ...] = ()
    closed: bool = False
    advice: str = ""
    example: Value = None
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class BlankSheet:
    """All of one kind's blank sheet.

    `rows` are filled in already, a value a column, and stand in place of the example; `place`, `hint` and `guide` are
    what is said above them and on the sheet that explains, where the usual words do not fit.
    """

    kind: Kind
    columns: tuple[BlankColumn, ...] = field(default=())
    rows: tuple[tuple[Value, ...], ...] = ()
    place: str = ""
    hint: str = ""
    guide: tuple[str, ...] = ()


def blank_sheet(kind: Kind, offered: Offered, as_of: datetime) -> BlankSheet:
    """The blank sheet of a kind: every field that a heading can name, in the kind's order."""
    known = [(f, heading) for f in kind.fields if (heading := _heading(f, kind))]
    person = offered.people[0] if offered.people else None
    filled = examples(kind, tuple(f for f, _ in known), offered.stores, person, as_of)
    columns = tuple(_column(f, heading, kind, offered, filled) for f, heading in known)
    return BlankSheet(kind, columns)


def _column(f: Field, heading: str, kind: Kind, offered: Offered, filled: Mapping[str, Value]) -> BlankColumn:
    choices, closed = _choices(f, offered)
    return BlankColumn(
        field=f,
        heading=heading + (_MONEY_UNIT if f.type is FieldType.MONEY and "元" not in heading else ""),
        width=_width(f, heading),
        required=_required(f, kind),
        expected=f.name in kind.expected,
        choices=choices,
        closed=closed,
        advice=advice(f, choices),
        example=filled.get(f.name),
        is_code=f.type is FieldType.PHONE or (f.type is FieldType.TEXT and f.zh.endswith(_CODES)),
    )


def _heading(f: Field, kind: Kind) -> str:
    """The field's name where it is a heading of its own, else the customary wording; blank where there is none."""
    own = {heading_key(word) for word in f.headings}
    shared = {heading_key(word) for word, names in kind.shares.items() if names[0] != f.name}
    if heading_key(f.zh) in own - shared:
        return f.zh
    return next((word for word in f.headings if heading_key(word) not in shared), "")


def _required(f: Field, kind: Kind) -> str:
    """`必填`, or which of several columns must be filled in."""
    for group in kind.required:
        if f.name in group:
            return "必填" if len(group) == 1 else f"{'、'.join(kind.field(n).zh for n in group)}至少填一项"
    return ""


def _choices(f: Field, offered: Offered) -> tuple[tuple[str, ...], bool]:
    if f.type is FieldType.CHOICE:
        return tuple(words[0] if words else option for option, words in f.options.items()), True
    if f.type in (FieldType.STORE, FieldType.PERSON):
        people = tuple(person.name for person in offered.people)
        return offered.stores if f.type is FieldType.STORE else people, False
    return _FIXED.get(f.type, ()), f.type is not FieldType.STATUS


def _width(f: Field, heading: str) -> float:
    wide = _WIDTHS.get(f.type, _WIDTH)
    if f.type is FieldType.TEXT and any(word in f.zh for word in _LONG_TEXTS):
        wide = _WIDE
    lines = 2 if len(heading) > _ONE_LINE else 1
    return max(wide, 2.0 * math.ceil(len(heading) / lines) + 2.5)
