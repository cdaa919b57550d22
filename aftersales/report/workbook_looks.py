"""How values look in the workbook: the palette, the number formats and the styles, as plain data.

The palette is told apart by people with colour-blindness and in a grey print: fills differ in lightness, a bad
figure is bold as well, and a verdict is written in words with a sign. The colours are explained on the first sheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from aftersales.report.languages import Language
from aftersales.report.page import Cell, Look, Tone, Value
from aftersales.report.styles import (
    LIGHT,
    POINTS_OF_A_RATE,
    SHEET_FONT,
    SHEET_FORMATS,
    UNITS,
    VERDICT_MARKS,
)

FONT = SHEET_FONT
BLUE, PALE, LINE, INK, GREY, LINK = LIGHT.accent, LIGHT.soft, LIGHT.line, LIGHT.ink, LIGHT.muted, LIGHT.link
PAPER, TARGET = LIGHT.paper, LIGHT.target

# fill, font, bold; the meaning is printed in the legend
TONES: dict[Tone, tuple[str, str, bool]] = {
    Tone.PLAIN: ("", INK, False),
    Tone.GOOD: (LIGHT.good_soft, LIGHT.good, False),
    Tone.BAD: (LIGHT.bad_soft, LIGHT.bad, True),
    Tone.WARN: (LIGHT.warn_soft, LIGHT.warn, False),
    Tone.MUTED: ("", GREY, False),
    Tone.STRONG: ("", INK, True),
}
SIGNS = {verdict: f"{mark} {verdict}" for verdict, mark in VERDICT_MARKS.items()}

_QUOTED = re.compile('"( ?)([^"]*)"')
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?", re.ASCII)
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's day zero has no zone


class Role(StrEnum):
    """What a cell is on its sheet."""

    TITLE = "title"
    HEADLINE = "headline"
    LEAD = "lead"
    SECTION = "section"
    NOTE = "note"
    WARNING = "warning"
    HEADING = "heading"
    BODY = "body"
    MARKED = "marked"
    TOTAL = "total"
    EMPTY = "empty"
    CARD_NAME = "card-name"
    CARD_VALUE = "card-value"
    CARD_LINE = "card-line"
    CARD_END = "card-end"
    CARD_SPARK = "card-spark"


class Style(NamedTuple):
    """All that decides a cell's format; one workbook format per distinct style."""

    role: Role
    number: str = ""
    tone: Tone = Tone.PLAIN
    align: str = "left"
    wrap: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Formatted(Cell):
    """A cell with a number format of its own, such as `▲ 2.1 个百分点`.

    `formula` is a rule over the cells of its row, which are named by their columns: `{本月}-{上月}`.
    """

    number: str = ""
    formula: str = ""


_BELOW: dict[str, object] = {"bottom": 1, "bottom_color": LINE}
_SIDES: dict[str, object] = {"left": 1, "left_color": LINE, "right": 1, "right_color": LINE}
_ROLES: dict[Role, dict[str, object]] = {
    Role.TITLE: {"font_size": 18, "bold": True, "font_color": BLUE, "bottom": 2, "bottom_color": BLUE},
    Role.HEADLINE: {"font_size": 12, "bold": True, "font_color": BLUE, "bg_color": PALE},
    Role.LEAD: {"font_size": 11, "font_color": INK},
    Role.SECTION: {"font_size": 12, "bold": True, "font_color": BLUE},
    Role.NOTE: {"font_size": 9, "font_color": GREY},
    Role.WARNING: {
        "font_size": 10,
        "bg_color": LIGHT.warn_soft,
        "font_color": LIGHT.warn,
        "left": 5,
        "left_color": LIGHT.warn,
    },
    Role.HEADING: {"bold": True, "font_color": PAPER, "bg_color": BLUE, "border": 1, "border_color": LINE},
    Role.BODY: {"border": 1, "border_color": LINE},
    Role.MARKED: {"border": 2, "border_color": LIGHT.bad, "bold": True},
    Role.TOTAL: {"border": 1, "border_color": LINE, "top": 2, "top_color": BLUE, "bold": True, "bg_color": PALE},
    Role.EMPTY: {"font_color": GREY, "border": 1, "border_color": LINE},
    Role.CARD_NAME: {"bold": True, "font_color": GREY, "top": 5, **_SIDES},
    Role.CARD_VALUE: {"font_size": 18, "bold": True, "font_color": INK, **_SIDES},
    Role.CARD_LINE: {"font_size": 9, "font_color": INK, **_SIDES},
    Role.CARD_END: {"font_size": 9, "font_color": GREY, "left": 1, "left_color": LINE, **_BELOW},
    Role.CARD_SPARK: {"right": 1, "right_color": LINE, **_BELOW},
}
_INDENTED = (Role.BODY, Role.MARKED, Role.TOTAL, Role.EMPTY, *(role for role in Role if role.startswith("card")))


def properties(style: Style) -> dict[str, object]:
    """The format of a style in XlsxWriter's words."""
    found: dict[str, object] = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "align": style.align}
    found |= _ROLES[style.role]
    if style.role is Role.CARD_NAME:  # a bar of the tone's colour along its top
        found["top_color"] = TONES[style.tone][1] if style.tone is not Tone.PLAIN else GREY
    elif style.tone is not Tone.PLAIN:
        found |= over(style.tone)
    if style.linked:
        found |= {"font_color": LINK, "underline": 1}
    if style.role in _INDENTED and style.align != "center":
        found["indent"] = 1
    if style.number:
        found["num_format"] = style.number
    if style.wrap:
        found["text_wrap"] = True
    return found


def over(tone: Tone) -> dict[str, object]:
    """What a tone changes of a cell that keeps the rest of its format."""
    fill, font, bold = TONES[tone]
    return {"font_color": font} | ({"bg_color": fill} if fill else {}) | ({"bold": True} if bold else {})


def whole(value: float) -> bool:
    """True if nothing is lost by showing no decimals."""
    return float(value).is_integer()


def number_format(look: Look, value: float) -> str:
    """Excel's format of a number; shares of a record (0.5 件) keep their decimals.

    >>> number_format(Look.COUNT, 1248), number_format(Look.COUNT, 0.5), number_format(Look.RATE, 0.846)
    ('#,##0', '#,##0.0#', '0.0%')
    """
    if look in SHEET_FORMATS:
        return SHEET_FORMATS[look]
    if look in (Look.COUNT, Look.NUMBER):
        return "#,##0" if whole(value) else "#,##0.0#"
    return "0" if whole(value) else "0.0#####"


def with_unit(look: Look, value: Value) -> str:
    """The number format of a key figure, which stands without a heading that names its unit."""
    if not isinstance(value, int | float):
        return ""
    unit = UNITS.get(look, "")
    return number_format(look, value) + (f'" {unit}"' if unit else "")


def change_format(look: Look, value: float) -> str:
    """The number format of a change: an arrow, its size without a sign, its unit; rates change by percentage points."""
    size = "0.0" if look is Look.RATE else number_format(look, value)
    unit = POINTS_OF_A_RATE if look is Look.RATE else UNITS.get(look, "")
    tail = f'" {unit}"' if unit else ""
    return f'"▲ "{size}{tail};"▼ "{size}{tail};"持平"'


def said_format(number: str, words: Language) -> str:
    """A number format with its words in the language: `0.0" 天"` → `0.0" d"`."""
    return _QUOTED.sub(lambda quoted: f'"{quoted[1]}{words.say(quoted[2])}"', number)


def serial(text: str) -> tuple[float, str] | None:
    """Excel's number and format for a full ISO date or moment; None for any other text, which then stays text.

    >>> serial("2026-10-03"), serial("2026-10-03T06:00"), serial("10月中旬")
    ((46298.0, 'yyyy-mm-dd'), (46298.25, 'yyyy-mm-dd hh:mm'), None)
    """
    if not _DAY.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:  # 2026-02-30: shown as it stands
        return None
    gap = moment - _EPOCH
    if gap.days < 61:  # Excel's calendar is wrong before March 1900
        return None
    return gap.days + gap.seconds / 86400, "yyyy-mm-dd hh:mm" if "T" in text else "yyyy-mm-dd"
