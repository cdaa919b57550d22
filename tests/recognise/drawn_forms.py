"""Forms drawn by chance from the kinds themselves, with the values that must come out of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from aftersales.kinds.model import Field, FieldType, Kind
from aftersales.model import Cell, Grid
from tests.recognise.pictures import KINDS

FORMS_OF = ("complaint", "callback", "measuring", "guidance", "repair", "survey", "customer", "expense", "payment")
_SCALE = (("非常满意", 5.0), ("满意", 4.0), ("一般", 3.0), ("不满意", 2.0))
_YES_NO = {
    "yes": ("是", "☑是 □否", "是√ 否□", "（√）是 （ ）否", "■是 □否"),
    "no": ("否", "□是 ☑否", "是□ 否√", "（ ）是 （√）否", "□是 ■否"),
}
_TEXTS = ("客厅空鼓两块", "已与客户沟通好", "砖面有划痕", "按约定处理", "卫生间漏水")


@dataclass(frozen=True)
class Hand:
    """How a clerk lays out a form."""

    per_row: int
    colon: str
    spaces: int
    blanks: float
    inline: bool
    room: int
    below: bool

    @classmethod
    def of(cls, chance: random.Random) -> Hand:
        return cls(
            chance.choice((1, 2, 2, 3)),
            chance.choice(("", "：", ":")),
            chance.choice((0, 0, 1, 2)),
            chance.choice((0, 0.1, 0.3)),
            chance.random() < 0.2,
            chance.choice((0, 0, 1)),
            chance.random() < 0.25,
        )

    def label(self, heading: str) -> str:
        wide = (" " * self.spaces).join(heading) if self.spaces and len(heading) <= 4 else heading
        return wide + self.colon


@dataclass(frozen=True)
class Drawn:
    """A sheet, its kind, and for each form on it what every field that was filled must hold."""

    grid: Grid
    kind: str
    wanted: tuple[dict[str, object], ...]


def draw(seed: int) -> Drawn:
    """The sheet of this seed: one to three forms of one kind, below or beside each other."""
    chance = random.Random(seed)
    kind = KINDS[chance.choice(FORMS_OF)]
    hand = Hand.of(chance)
    needed = {group[0] for group in kind.required} | set(kind.event[:1])
    chosen = [f for f in kind.fields if f.name in needed or kind.signature.get(f.name, 0) >= 2 or chance.random() < 0.4]
    asked = [(f, chance.choice(f.headings[:4])) for f in chosen if f.headings]
    forms = [_form(asked, needed, hand, chance) for _ in range(chance.choice((1, 1, 2, 3)))]
    title = chance.choice([word for word in kind.titles if len(word) >= 4])
    beside = len(forms) > 1 and not hand.inline and chance.random() < 0.3
    rows = _beside(title, [rows for rows, _ in forms]) if beside else list(_below(title, forms, chance))
    while not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows))
    grid = Grid("十月.xlsx", "Sheet1", tuple((*row, *([None] * (width - len(row)))) for row in rows))
    return Drawn(grid, kind.id, tuple(wanted for _, wanted in forms))


def _form(
    asked: list[tuple[Field, str]], needed: set[str], hand: Hand, chance: random.Random
) -> tuple[list[list[Cell]], dict[str, object]]:
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    wanted: dict[str, object] = {}
    for field, heading in asked:
        written, meant = _value(field, chance)
        if field.name not in needed and chance.random() < hand.blanks:
            written = meant = None
        if meant is not None:
            wanted[field.name] = meant
        boxed = field.type is FieldType.TEXT and field.name != "record_no"
        if hand.inline:
            row.append(f"{heading}：{_said(written)}")
        elif boxed and hand.below:
            rows += [row, [hand.label(heading)], [written]] if row else [[hand.label(heading)], [written]]
            row = []
            continue
        else:
            row += [hand.label(heading), written, *([None] * hand.room)]
        if boxed or len(row) >= hand.per_row * (1 if hand.inline else 2 + hand.room):
            rows.append(row)
            row = []
    return [*rows, row] if row else rows, wanted


def _below(
    title: str, forms: list[tuple[list[list[Cell]], dict[str, object]]], chance: random.Random
) -> Iterator[list[Cell]]:
    for rows, _ in forms:
        yield [title]
        yield from rows
        if chance.random() < 0.6:
            yield ["审核：", None, "主管签字："]
        yield [None]


def _beside(title: str, forms: list[list[list[Cell]]]) -> list[list[Cell]]:
    width = 1 + max(len(row) for rows in forms for row in rows)
    height = max(map(len, forms))
    padded = [
        [(*row, *([None] * (width - len(row)))) for row in [*rows, *([[]] * (height - len(rows)))]] for rows in forms
    ]
    return [[title], *([cell for part in parts for cell in part] for parts in zip(*padded, strict=True))]


def _said(written: Cell) -> str:
    if isinstance(written, datetime):
        return written.date().isoformat()
    return "" if written is None else str(int(written) if isinstance(written, float) else written)


def _value(field: Field, chance: random.Random) -> tuple[Cell, object]:  # noqa: PLR0911 - one for each type
    """What a clerk writes into a field, and what it must be read as; None where the reading is not for us to judge."""
    match field.type:
        case FieldType.DATE | FieldType.MOMENT:
            day = datetime(2026, 10, chance.randint(1, 28))  # noqa: DTZ001 - the shop's own time
            said = (day, day.date().isoformat(), f"{day:%Y年%m月%d日}", f"{day.year}.{day.month}.{day.day}")
            return chance.choice(said), day.date().isoformat()
        case FieldType.PHONE:
            number = f"138{chance.randint(0, 99999999):08}"
            return number, number
        case FieldType.YES_NO:
            answer = chance.choice(("yes", "no"))
            return chance.choice(_YES_NO[answer]), answer
        case FieldType.SATISFACTION:
            word, mark = chance.choice(_SCALE)
            ticked = " ".join(("☑" if own == word else "□") + own for own, _ in _SCALE)
            return chance.choice((word, ticked, mark)), mark
        case FieldType.NUMBER | FieldType.MONEY | FieldType.QUANTITY:
            number = float(chance.randint(1, 12))
            return number, number
        case FieldType.STATUS:
            return "处理中", "open"
        case FieldType.CHOICE:
            option = chance.choice(list(field.options))
            return field.options[option][0], option
        case FieldType.PERSON | FieldType.CUSTOMER:
            name = chance.choice("王李张刘陈") + chance.choice("芳静敏伟强")
            return name, name
        case FieldType.STORE:
            return "五里牌店", "五里牌店"
        case _:
            text = chance.choice(_TEXTS)
            return text, text


def unread(kind: Kind, record: dict[str, object], wanted: dict[str, object]) -> dict[str, tuple[object, object]]:
    """The fields of a record that do not hold what was written."""
    return {
        name: (meant, record.get(name))
        for name, meant in wanted.items()
        if name in kind.names and record.get(name) != meant
    }
