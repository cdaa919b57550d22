"""What a form spreads over cells as one value: `2026 | 年 | 10 | 月 | 5 | 日`, one digit a box, ticks beside words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aftersales.clean.text import one_line, spoken
from aftersales.model import Cell
from aftersales.recognise.cells import looks_like_date, looks_like_phone
from aftersales.recognise.form_cells import Piece
from aftersales.recognise.ticks import choice_beside, choice_in

_PLACES = {
    "亿": 8,
    "千万": 7,
    "仟万": 7,
    "百万": 6,
    "佰万": 6,
    "十万": 5,
    "拾万": 5,
    "万": 4,
    "千": 3,
    "仟": 3,
    "百": 2,
    "佰": 2,
    "十": 1,
    "拾": 1,
    "元": 0,
    "圆": 0,
    "角": -1,
    "分": -2,
}
_DATE_WORDS = frozenset("年月日号")
_EMPTY_DATE = re.compile(r"(20)?[_\s]*年[_\s]*月[_\s]*[日号]?([_\s]*[时点][_\s]*分?)?")
_DATE = re.compile(r"(\d{2,4}年)?\d{1,2}月\d{1,2}[日号]?(\d{1,2}[时点:](\d{1,2}分?)?)?")
_DAY_BEHIND = re.compile(r"(\S.*?)\s{2,}(\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?)", re.DOTALL)
_ROOM = re.compile(r"[_＿\s\u3000.。…()（）]*")
_LINE = re.compile(r"[_＿]+")
_UNIT = re.compile(r"[^\d\s:：]{1,3}|m2|㎡|m²")
_FIGURE = re.compile(r"[¥￥]?-?[\d,]+(\.\d+)?")
_BOXES = 3
_SIGN = "¥￥RMBrmb"


def value_of(cell: Cell) -> Cell:
    """The cell as a value: of boxes the ticked word, of room for a date or a word nothing.

    >>> value_of("☑上门 □送修"), value_of("    年  月  日"), value_of("____"), value_of("__王芳__")
    ('上门', None, None, '王芳')
    """
    if type(cell) is not str:
        return cell
    choice = choice_in(cell)
    if choice is not None:
        return choice.value
    if _ROOM.fullmatch(cell) or _EMPTY_DATE.fullmatch(cell.strip()):
        return None
    if "_" in cell or "＿" in cell:  # the line on which the clerk wrote
        bare = _LINE.sub("", cell)
        return bare if _DATE.fullmatch("".join(bare.split())) else cell.strip("_＿ \u3000")
    return cell


def without_day(text: str) -> tuple[str, str]:
    """The text without the day that stands apart behind it, and that day: `TS-01      2026 年 10 月 5 日`.

    >>> without_day("TS-01      2026 年 10 月 5 日"), without_day("王芳")
    (('TS-01', '2026 年 10 月 5 日'), ('王芳', ''))
    """
    found = _DAY_BEHIND.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")


def joined(run: Sequence[Piece], first: int) -> tuple[Cell, int]:
    """The value of the cells behind a label and how many of them it takes. `first` is the column behind the label."""
    if not run:
        return None, 0
    choice = choice_beside([(piece.column, piece.cell) for piece in run], first)
    if choice is not None:
        return choice.value, len(run)
    day = _date_in_parts(run)
    if day is not None:
        return value_of(day), len(run)
    amount = _amount_in_words(run)
    if amount is not None:
        return amount, len(run)
    value = value_of(run[0].cell)
    if len(run) > 1 and _is_figure(run[0].cell) and _is_unit(run[1].cell):
        return one_line(spoken(run[0].cell) + one_line(run[1].text)), 2
    return value, 1


def places_of(run: Sequence[Piece]) -> dict[int, int]:
    """The boxes of an amount by column: 百 over one, 十 over the next; none if the cells are no such boxes."""
    places = {piece.column: _PLACES[text] for piece in run if (text := one_line(piece.text)) in _PLACES}
    powers = list(places.values())
    return places if len(places) >= _BOXES and powers == sorted(powers, reverse=True) else {}


def amount_in_boxes(places: dict[int, int], below: Sequence[Piece]) -> float | None:
    """The amount whose digits stand under the names of their places; None where a cell is no digit.

    >>> amount_in_boxes({3: 2, 4: 1, 5: 0, 6: -1}, [Piece(1, at, at, 1, digit) for at, digit in ((3, 1.0), (4, "2"), (5, 0))])
    120.0
    """
    digits = {}
    for piece in below:
        text = one_line(spoken(piece.cell)).strip(_SIGN + " ")
        if piece.column not in places or (text and not (text.isdecimal() and len(text) == 1)):
            if text and text not in ("零", "⊗", "×", "/", "-"):
                return None
            continue
        if text:
            digits[piece.column] = int(text)
    return round(sum(digit * 10.0 ** places[at] for at, digit in digits.items()), 2) if digits else None


def _amount_in_words(run: Sequence[Piece]) -> float | None:
    """`3 | 百 | 5 | 十 | 0 | 元`."""
    texts = [one_line(spoken(piece.cell)) for piece in run if one_line(spoken(piece.cell)) not in _SIGN]
    names = [text for text in texts if text in _PLACES]
    if len(names) < 2 or any(not (text in _PLACES or (text.isdecimal() and len(text) == 1)) for text in texts):
        return None
    total, digit = 0.0, 0
    for text in texts:
        if text in _PLACES:
            total, digit = total + digit * 10.0 ** _PLACES[text], 0
        else:
            digit = int(text)
    return round(total, 2)


def _date_in_parts(run: Sequence[Piece]) -> str | None:
    """The text of a day whose numbers and 年 月 日 stand in cells of their own."""
    texts = [one_line(spoken(piece.cell)).replace(" ", "") for piece in run]
    if len(texts) == 1:
        text = texts[0]
        return text if _DATE.fullmatch(text) and type(run[0].cell) is str else None
    if not any(text in _DATE_WORDS or text.strip("0123456789") in _DATE_WORDS for text in texts if text):
        return None
    text = "".join(texts)
    if _DATE.fullmatch(text) or _EMPTY_DATE.fullmatch(text):
        return text
    return None


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return False
    return isinstance(cell, int | float) or (type(cell) is str and _FIGURE.fullmatch(cell.strip()) is not None)


def _is_unit(cell: Cell) -> bool:
    if type(cell) is not str or looks_like_date(cell) or looks_like_phone(cell):
        return False
    return _UNIT.fullmatch(cell.strip()) is not None
