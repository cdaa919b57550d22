"""A look into content.xml of .ods for what calamine leaves out: error values, hidden and filtered rows, merged blocks.

A row or a cell may say that it stands for thousands (`number-rows-repeated`); calamine writes them all out, so their
number is held against the limit before calamine opens the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat  # DTDs are refused before

from aftersales.intake.marks import Marks
from aftersales.intake.refusal import Refused, too_large
from aftersales.model import CellError, Merge

if TYPE_CHECKING:
    from aftersales.intake.archive import Archive
    from aftersales.settings.model import Limits

SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE, TEXT = f"{SPACE}table:1.0}}", f"{SPACE}office:1.0}}", f"{SPACE}text:1.0}}"
NOTE = f"{OFFICE}annotation"
ROW = f"{TABLE}table-row"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
CONTENT, MANIFEST, ENCRYPTED = "content.xml", "meta-inf/manifest.xml", b"encryption-data"
BETWEEN_CELLS = re.compile(
    rb"(</?table:[\w-]*(?:cell|row)(?:\s[^>]*)?>|</text:p>)[ \t]*[\r\n]\s*(?=</?(?:table:|text:p\b))"
)
SHOWN_ERROR = re.compile(r"#(?:N/A|[A-Z]+(?:/0)?[!?])|Err:\d+")


def marks(archive: Archive, limits: Limits) -> list[Marks]:
    """The marks of every sheet in order; refused when the sheets would fill more cells than the limit."""
    if MANIFEST in archive and ENCRYPTED in archive.inflate(MANIFEST):
        raise Refused("file-encrypted")
    content = archive.inflate(CONTENT)
    look = _Look(limits.cells)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    parser.CharacterDataHandler = look.text
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes it by position only
    except (expat.ExpatError, ValueError) as fault:
        raise Refused("file-unreadable", detail="内部的 XML 不完整或不合规范") from fault
    return look.sheets


def without_breaks(archive: Archive) -> bytes | None:
    """The document without line breaks between its cells, which calamine stumbles over; None where it has none.

    Office programs write none. Some other programs write one behind every element.
    """
    if not BETWEEN_CELLS.search(archive.inflate(CONTENT)):
        return None
    return archive.rebuilt(("mimetype", MANIFEST), {CONTENT: BETWEEN_CELLS.sub(rb"\1", archive.inflate(CONTENT))})


@dataclass(slots=True)
class _Cell:
    """The cell that is being read: where it stands, and what it says of itself."""

    row: int
    column: int
    rows: int
    columns: int
    formula: bool
    error: bool
    holds: bool  # something even without a text: a number, a date


class _Look:
    """Follows the tables and their rows and cells; numbers count from 1 as in a sheet."""

    def __init__(self, most: int) -> None:
        self.sheets: list[Marks] = []
        self._most = most
        self._depth = 0
        self._row = self._rows = self._column = 0
        self._used = self._aside = False
        self._last_row = self._last_column = 0
        self._hidden: list[range] = []
        self._cell: _Cell | None = None
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{TABLE}table":
            self._depth += 1
            if self._depth == 1:
                self.sheets.append(Marks(used_rows=0))
                self._row = self._rows = self._last_row = self._last_column = 0
                self._hidden = []
        elif self._depth != 1:
            return
        elif tag == ROW:
            self._row += max(self._rows, 1)
            self._rows = _count(attributes, "number-rows-repeated")
            self._column = 1
            self._used = False
            if attributes.get(f"{TABLE}visibility") in ("collapse", "filter"):
                self._hidden.append(range(self._row, self._row + self._rows))
        elif tag in CELLS:
            self._start_cell(attributes)
        elif tag == NOTE:
            self._aside = True
        elif tag == f"{TEXT}p" and self._cell is not None and not self._aside:
            self._text = []

    def end(self, tag: str) -> None:
        if tag == f"{TABLE}table":
            self._depth -= 1
            if self._depth == 0:
                bottom = self._last_row
                self.sheets[-1].hidden.update(row for held in self._hidden for row in held if row <= bottom)
        elif self._depth == 1 and tag in CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = self._text = None
        elif tag == NOTE:
            self._aside = False
        elif self._depth == 1 and tag == ROW and self._used:
            self.sheets[-1].used_rows = (self.sheets[-1].used_rows or 0) + self._rows

    def text(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)
            self._used = True

    def _start_cell(self, attributes: dict[str, str]) -> None:
        columns = _count(attributes, "number-columns-repeated")
        if any(name.endswith("}value-type") for name in attributes):
            cell = _Cell(
                self._row, self._column, self._rows, columns,
                formula=f"{TABLE}formula" in attributes,
                error=any(name.endswith("}value-type") and value == "error" for name, value in attributes.items()),
                holds=attributes.get(f"{OFFICE}value-type") != "string" or bool(attributes.get(f"{OFFICE}string-value")),
            )  # fmt: skip
            self._cell = cell
            self._grow(cell)
            bottom = cell.row + _count(attributes, "number-rows-spanned") - 1
            right = cell.column + _count(attributes, "number-columns-spanned") - 1
            if (bottom, right) != (cell.row, cell.column):
                self.sheets[-1].merges.append(Merge(cell.row, cell.column, bottom, right))
        self._column += columns

    def _grow(self, cell: _Cell) -> None:
        self._last_row = max(self._last_row, cell.row + cell.rows - 1)
        self._last_column = max(self._last_column, cell.column + cell.columns - 1)
        filled = self._last_row * self._last_column
        if filled > self._most:
            raise too_large("单元格数", filled, self._most, "limits.cells")

    def _end_cell(self, cell: _Cell) -> None:
        self._used = self._used or cell.holds
        shown = "".join(self._text or ()).strip()
        if cell.error or (cell.formula and SHOWN_ERROR.fullmatch(shown)):
            error = CellError(shown or "#VALUE!")
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    self.sheets[-1].errors[row, column] = error


def _count(attributes: dict[str, str], name: str) -> int:
    """How many rows or columns an attribute speaks of; 1 where it says nothing."""
    number = attributes.get(TABLE + name, "")
    return max(int(number), 1) if number.isdecimal() and len(number) < 9 else 1
