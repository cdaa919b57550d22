"""What stands in the cells of a column of ticks, or of amounts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from aftersales.model import Cell
from aftersales.recognise.cells import is_blank

Records = Sequence[tuple[Cell, ...]]
_MARKS = frozenset(("√", "✓", "✔", "☑", "■", "●", "是", "y", "v"))
_AMOUNT = re.compile(r"-?\d[\d,]*(\.\d+)?\D{0,2}")
NO_TICKS = frozenset(("□", "☐", "○", "0", "否", "×", "✗", "✘", "x", "n", "/", "-", "—", "无"))


def all_of(records: Records, index: int, fits: Callable[[Cell], bool]) -> bool:
    """Whether something stands in the column and all of it fits."""
    cells = {row[index] for row in records if not is_blank(row[index])}
    return bool(cells) and all(map(fits, cells))


def none_but(records: Records, index: int, fits: Callable[[Cell], bool]) -> bool:
    """Whether all that stands in the column fits, if anything does."""
    return all(fits(row[index]) for row in records if not is_blank(row[index]))


def is_mark(cell: Cell) -> bool:
    """A tick that can be nothing else, as 1 can."""
    return cell is True or plain_cell(cell) in _MARKS


def is_tick(cell: Cell) -> bool:
    """A tick, or what stands where there is none."""
    if isinstance(cell, bool):
        return True
    text = plain_cell(cell)
    return text in _MARKS or text == "1" or text in NO_TICKS


def is_amount(cell: Cell) -> bool:
    """A number, perhaps with its unit behind it, or what stands where there is none."""
    if isinstance(cell, int | float):
        return not isinstance(cell, bool)
    text = plain_cell(cell)
    return text in NO_TICKS or _AMOUNT.fullmatch(text) is not None


def plain_cell(cell: Cell) -> str:
    """The cell's text in one width and case without spaces; 3.0 is 3."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
