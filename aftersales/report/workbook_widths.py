"""How wide Chinese text is in a cell and how many lines it takes; widths are in Excel's units (one digit = 1)."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

NARROWEST, WIDEST = 6.0, 60.0
WRAPS_AT = 42.0  # where a text that may wrap stops making its column wider
PADDING = 3.0  # the indent and the cell's own margins
HEADING_PADDING = 1.5  # a heading stands in the middle, without an indent
FILTER_BUTTON = 3.0
LINE_POINTS, ROW_POINTS, TALLEST = 15.0, 18.0, 409.0
_TWO = frozenset("WFA")  # ambiguous ones (“” … — ①) are wide in Chinese fonts
_ONE_OR_TWO = re.compile("[ -~—…、-〩一-鿿！-～]*")  # one byte and narrow, or three bytes and wide
_NONE = frozenset(("Mn", "Me", "Cf", "Cc"))


def display_width(text: str) -> float:
    """The width of one line of text.

    >>> display_width("abc"), display_width("满意率"), display_width("A级，95%")
    (3.0, 6.0, 8.0)
    """
    if text.isascii():
        return float(len(text))
    if _ONE_OR_TWO.fullmatch(text):  # nearly every text, and quickly
        return (len(text) + len(text.encode())) / 2
    return float(sum(map(_character, text)))


@cache
def _character(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in _NONE:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _TWO else 1


def widest_line(text: str) -> float:
    """The width of the widest of a text's lines."""
    return max((display_width(line) for line in text.split("\n")), default=0.0)


def clamp(width: float) -> float:
    """A width between the narrowest and the widest column we make."""
    return min(max(width, NARROWEST), WIDEST)


def line_count(text: str, width: float, scale: float = 1.0) -> int:
    r"""How many lines a text takes when it wraps in a column of this width; rather one too many than one cut.

    `scale` is the font's size over the body's.

    >>> line_count("短", 20), line_count("长" * 40, 22), line_count("甲\n乙", 20)
    (1, 5, 2)
    """
    room = max(width - PADDING, 2.0)
    if "\n" not in text:
        return max(1, math.ceil(display_width(text) * 1.04 * scale / room))
    return sum(max(1, math.ceil(display_width(line) * 1.04 * scale / room)) for line in text.split("\n"))


def needed_lines(text: str, width: float) -> int:
    r"""How many lines a text needs in a column of this width; more than one only if it has to wrap.

    >>> needed_lines("甲乙丙", 9), needed_lines("甲乙丙丁", 9), needed_lines("甲\n乙", 9)
    (1, 2, 2)
    """
    return 1 if "\n" not in text and display_width(text) + PADDING <= width else line_count(text, width)


def row_points(lines: int, scale: float = 1.0) -> float:
    """The height of a row that shows so many lines."""
    return min(max(ROW_POINTS, lines * LINE_POINTS * scale + 4), TALLEST)


def total_pixels(widths: Iterable[float]) -> int:
    """The pixels that columns of these widths take on the screen, as Excel counts them."""
    return sum(int(width * 7 + 0.5) + 5 for width in widths)


def pixels(points: float) -> int:
    """The pixels of a row of this height."""
    return int(points * 4 / 3 + 0.5)
