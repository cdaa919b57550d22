"""What the kind of a form says about values that cells alone leave open: several ticks, a name as a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from aftersales.clean.text import is_nothing
from aftersales.kinds.model import FieldType, Kind
from aftersales.model import Grid
from aftersales.problems import Place, Problem, column_letter
from aftersales.recognise.cells import looks_like_date, looks_like_name
from aftersales.recognise.form_pairs import Pair
from aftersales.recognise.ticks import FULL, is_tick
from aftersales.recognise.vocabulary import Meaning

_READS_TICKS = frozenset((FieldType.YES_NO, FieldType.SATISFACTION, FieldType.STATUS, FieldType.CHOICE))
_SIGNING = re.compile(r"签字|签名|签章|签收|确认")
_WORDS = "是 否 有 无 已 未 √ × ✓ ✗ 已签 已签字 Y N y n"
_ANSWERS = frozenset(_WORDS.split())


def settle(pairs: Sequence[Pair], kind: Kind, asked: Mapping[str, Meaning], grid: Grid) -> Iterator[Problem]:
    """Settles the values of a form of this kind, and gives the problem of each that was left blank.

    Several ticks where one word is wanted are left blank, unless the field's own reader says so; what no field knows
    keeps all words that are ticked. A tick alone answers no question of how content somebody is. A name or a day behind 客户签字 means that it was signed.
    """
    for pair in pairs:
        if type(pair.value) is not str:
            continue
        meaning = asked.get(pair.key) if pair.known else None
        known = kind.field(meaning.fields[0]) if meaning else None
        if pair.value.count(FULL) > 1 and (known is None or known.type not in _READS_TICKS):
            chosen = "、".join(word.strip() for word in pair.value.split(FULL) if word.strip())
            pair.value = None if known else chosen
            if known:
                yield Problem(
                    "two-ticks", _place(pair, grid), known.name, chosen, {"field_zh": known.zh, "chosen": chosen}
                )
        elif known and known.type is FieldType.SATISFACTION and is_tick(pair.value) and "满意" not in pair.text:
            yield Problem("not-a-rating", _place(pair, grid), known.name, pair.value, {"field_zh": known.zh})
            pair.value = None
        elif known and known.type is FieldType.YES_NO and _SIGNING.search(pair.text) and _is_signed(pair.value):
            pair.value = "是"


def _place(pair: Pair, grid: Grid) -> Place:
    row, column = pair.at
    return Place(grid.file, grid.sheet, grid.first_row + row, column_letter(grid.first_column + column))


def _is_signed(value: str) -> bool:
    text = value.strip()
    if text in _ANSWERS or is_nothing(text) or text.startswith(("未", "没", "不", "拒")):
        return False
    return looks_like_name(text) or looks_like_date(text.split()[-1])
