"""Sheets made of a kind's own words, some of them weak, some columns missing, in any order: never taken for another."""

from __future__ import annotations

from random import Random

import pytest

from aftersales.kinds.model import Field, FieldType, Kind
from tests.recognise.pictures import KINDS, Picture, seen

VALUES = {
    FieldType.STORE: ("五里牌店", "东城店"),
    FieldType.PERSON: ("张伟", "李娜"),
    FieldType.CUSTOMER: ("王芳", "陈静"),
    FieldType.PHONE: ("13800000001", "13800000002"),
    FieldType.DATE: ("2026-10-02", "2026-10-03"),
    FieldType.MOMENT: ("2026-10-02 09:30", "2026-10-03 10:00"),
    FieldType.TIME: ("08:02", "17:31"),
    FieldType.PERIOD: ("2026-10", "2026-09"),
    FieldType.NUMBER: ("3", "5"),
    FieldType.MONEY: ("120", "80"),
    FieldType.QUANTITY: ("3", "5"),
    FieldType.YES_NO: ("是", "否"),
    FieldType.SATISFACTION: ("满意", "一般"),
    FieldType.STATUS: ("已处理", "处理中"),
}


def value(field: Field, random: Random) -> str:
    options = next(iter(field.options.values()), ()) if field.type is FieldType.CHOICE else ()
    return random.choice(options or VALUES.get(field.type, ("见附件", "按要求办理")))


def sheet(kind: Kind, random: Random, *, titled: bool) -> Picture:
    """Three records under the required fields and some others, each in one of its first wordings."""
    needed = {random.choice(group) for group in kind.required}
    part = random.choice((0.4, 0.6, 0.8))
    fields = [field for field in kind.fields if field.name in needed or random.random() < part]
    if random.random() < 0.3:
        random.shuffle(fields)
    weak = 0.0 if titled else 0.3
    words = [random.choice(f.weak if f.weak and random.random() < weak else f.headings[:12]) for f in fields]
    lines = ["N " + random.choice(kind.titles)] if titled else []
    lines.append("H " + " | ".join(dict.fromkeys(words)))
    lines += ["R " + " | ".join(value(field, random) for field in fields) for _ in range(3)]
    return Picture(f"{kind.id} in its own words", "\n".join(lines))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
def test_words_of_a_kind_under_one_of_its_titles_are_that_kind(kind: Kind) -> None:
    random = Random(f"{kind.id} with a title")

    for _ in range(8):
        picture = sheet(kind, random, titled=True)
        assert [table.kind for table in seen(picture).tables] == [kind.id], picture.drawing


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
def test_words_of_a_kind_without_a_title_are_that_kind_or_asked_about(kind: Kind) -> None:
    random = Random(f"{kind.id} without a title")

    for _ in range(8):
        picture = sheet(kind, random, titled=False)
        assert {table.kind for table in seen(picture).tables} <= {kind.id}, picture.drawing
