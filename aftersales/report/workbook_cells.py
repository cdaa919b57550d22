"""Writing one cell: by its type, with every return code of XlsxWriter checked, and nothing in it ever live."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from aftersales.report.workbook_looks import FONT, PAPER, Style, over, properties

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from aftersales.report.page import Tone

LONGEST_TEXT = 32_767
CUT_MARK = "……（内容过长，已截断）"
MOST_LINKS = 65_530  # per worksheet, Excel's own limit
EXACT = 10**15  # Excel keeps 15 digits of a number
# what XML cannot hold, and the marks that turn the reading direction: unseen, so they can only deceive
_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


class WorkbookError(Exception):
    """The workbook could not hold what it was given: our bug, never the data's."""


def clean(text: str) -> str:
    """A text as XML and Excel can hold it: without control characters, not longer than a cell."""
    if text.isprintable() and len(text) <= LONGEST_TEXT // 2 and text[:3] != "<r>":  # nearly every cell, and quickly
        return text
    text = _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if text.startswith("<r>") and text.endswith("</r>"):  # XlsxWriter would write it as markup of its own
        text += " "
    if len(text) > LONGEST_TEXT // 2 and len(encoded := text.encode("utf-16-le")) > LONGEST_TEXT * 2:
        room = (LONGEST_TEXT - len(CUT_MARK)) * 2
        text = encoded[:room].decode("utf-16-le", "ignore") + CUT_MARK
    return text


def held(value: object) -> str | float | None:
    """What a cell holds of a value: 是 or 否, every digit of a huge number as text, and a NaN is no figure.

    >>> held(True), held(10**15), held(-0.0), held(float("nan")), held("=1+1")
    ('是', '1000000000000000', 0.0, None, '=1+1')
    """
    match value:
        case None | str():
            return value
        case bool():
            return "是" if value else "否"
        case int():
            return value if abs(value) < EXACT else str(value)
        case float() if math.isnan(value):
            return None
        case float() if math.isfinite(value):
            return value + 0.0  # no minus before a zero
        case _:
            raise WorkbookError(f"no cell holds the {type(value).__name__} {value!r}")


def put(sheet: Worksheet, row: int, at: int, value: object, look: Format | None) -> None:
    """Write one cell by its type; text never becomes a formula, a link or a number."""
    match held(value):
        case None:
            trouble = sheet.write_blank(row, at, None, look)
        case str() as text:
            trouble = sheet.write_string(row, at, clean(text), look)
        case number:
            trouble = sheet.write_number(row, at, number, look)
    if trouble:
        raise WorkbookError(f"{sheet.name} row {row + 1} column {at + 1}: xlsxwriter returned {trouble}")


def put_formula(sheet: Worksheet, place: tuple[int, int], formula: str, value: object, look: Format) -> None:
    """Write a formula of ours with our value, which shows until the program works it out anew."""
    number = held(value)
    if not isinstance(number, int | float):
        raise WorkbookError(f"{sheet.name} row {place[0] + 1}: a formula for {number!r}, which is no number")
    if sheet.write_formula(*place, f"={formula}", look, number):
        raise WorkbookError(f"{sheet.name} row {place[0] + 1} column {place[1] + 1}: no formula {formula}")


def put_link(sheet: Worksheet, row: int, at: int, target: str, look: Format) -> None:
    """Make a cell lead to a place in this workbook; its value is put afterwards and stays what it is."""
    if sheet.hlink_count >= MOST_LINKS:
        return
    trouble = sheet.write_url(row, at, f"internal:{target}", look)
    if trouble:
        raise WorkbookError(f"{sheet.name} row {row + 1} column {at + 1}: link to {target} returned {trouble}")


def put_note(sheet: Worksheet, row: int, at: int, text: str) -> None:
    """Give a cell a note that shows when the pointer rests on it."""
    text = clean(text)
    height = 24 + 20 * (len(text) // 18 + 1 + text.count("\n"))
    options = {"author": "", "font_name": FONT, "font_size": 9, "width": 260, "height": height, "color": PAPER}
    trouble = sheet.write_comment(row, at, text, options)
    if trouble:
        raise WorkbookError(f"{sheet.name} row {row + 1} column {at + 1}: note returned {trouble}")


class Formats:
    """The formats of one workbook, made once per style."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[Style, Format] = {}
        self._tones: dict[Tone, Format] = {}

    def __getitem__(self, style: Style) -> Format:
        found = self._made.get(style)
        if found is None:
            found = self._made[style] = self._workbook.add_format(properties(style))
        return found

    def tone(self, tone: Tone) -> Format:
        """What a conditional format lays over a cell."""
        found = self._tones.get(tone)
        if found is None:
            found = self._tones[tone] = self._workbook.add_format(over(tone))
        return found
