"""The stored cells of one sheet of .xlsx, one by one: exact, slow, and never larger than what is stored.

Used for sheets that reach too far to be laid out as they are (one value in XFD1048576), for sheets written in an
unusual way, and to settle a difference in the count of rows. `compact` writes the cells close together for calamine,
which alone knows styles, dates and shared texts; `Compact.rows` and `.columns` say where each really stands.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat  # DTDs are refused before

from aftersales.intake.refusal import Refused, too_large
from aftersales.intake.sheet_xml import LAST_COLUMN, LAST_ROW, Address, Scan, column_number, merges
from aftersales.problems import column_letter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aftersales.settings.model import Limits

REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class StoredCell(NamedTuple):
    """A cell with a value, or with a formula whose result was never stored (`value` None)."""

    row: int
    column: int
    type: str
    style: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Cells:
    """All cells of a sheet that hold something; formatting alone is nothing."""

    cells: tuple[StoredCell, ...]
    scan: Scan


@dataclass(frozen=True, slots=True)
class Compact:
    """Cells moved together: `rows[i]` and `columns[j]` are the real numbers of compact row i and column j."""

    xml: bytes
    rows: tuple[int, ...]
    columns: tuple[int, ...]


def parse(xml: bytes, blank_texts: frozenset[int], limits: Limits) -> Cells:
    """Every stored cell; raises `Refused` when there are too many or the sheet is not well formed."""
    stored = xml.count(b"</v>")
    if stored > limits.cells:
        raise too_large("单元格数", stored, limits.cells, "limits.cells")
    collector = _Collector(blank_texts, limits.cells)
    _run(collector, xml)
    cells = collector.cells
    rows = [cell.row for cell in cells]
    scan = Scan(
        used_rows=collector.used_rows,
        first_row=min(rows, default=0),
        last_row=max(rows, default=0),
        last_column=max((cell.column for cell in cells), default=0),
        errors=tuple(((cell.row, cell.column), cell.value or "") for cell in cells if cell.type == "e"),
        uncached=tuple((cell.row, cell.column) for cell in cells if cell.value is None),
        hidden=frozenset(collector.hidden),
        merges=merges(xml),
    )
    return Cells(tuple(cells), scan)


def blank_texts(shared: bytes) -> frozenset[int]:
    """Which of the shared texts are empty: a cell that points to one is blank."""
    collector = _Texts()
    _run(collector, shared)
    return frozenset(collector.blank)


def compact(cells: Iterable[StoredCell]) -> Compact:
    """Write the cells as a small sheet without the rows and columns in which nothing stands."""
    by_row: dict[int, list[StoredCell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    rows = sorted(by_row)
    columns = sorted({cell.column for held in by_row.values() for cell in held})
    letters = {column: column_letter(index) for index, column in enumerate(columns, 1)}
    lines = [f'<worksheet xmlns="{MAIN}"><sheetData>']
    for index, row in enumerate(rows, 1):
        held = "".join(_written(cell, f"{letters[cell.column]}{index}") for cell in by_row[row])
        lines.append(f'<row r="{index}">{held}</row>')
    lines.append("</sheetData></worksheet>")
    return Compact("".join(lines).encode(), tuple(rows), tuple(columns))


def _written(cell: StoredCell, address: str) -> str:
    if cell.value is None:
        return ""
    style = f' s="{html.escape(cell.style)}"' if cell.style else ""
    text = html.escape(cell.value).replace("\r", "&#13;")
    if cell.type == "inlineStr":
        return f'<c r="{address}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    kind = f' t="{html.escape(cell.type)}"' if cell.type else ""
    return f'<c r="{address}"{style}{kind}><v>{text}</v></c>'


def _run(collector: _Collector | _Texts, xml: bytes) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.text
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - expat takes it by position only
    except expat.ExpatError as fault:
        raise Refused("sheet-unreadable", detail="内部的 XML 不完整或不合规范") from fault


class _Collector:
    """Follows the elements of a sheet and keeps its cells and hidden rows."""

    def __init__(self, blank: frozenset[int], most: int) -> None:
        self.cells: list[StoredCell] = []
        self.hidden: list[int] = []
        self.used_rows = 0
        self._blank = blank
        self._most = most
        self._row = self._column = 0
        self._before = 0
        self._type = self._style = ""
        self._formula = self._stored = self._phonetic = False
        self._parts: list[str] | None = None
        self._value: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "v" or (tag == "t" and not self._phonetic):
            self._parts = self._value
            self._stored = True
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "row":
            self._start_row(attributes)

    def end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag in ("v", "t"):
            self._parts = None
        elif tag == "c":
            self._end_cell()
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "row" and len(self.cells) > self._before:
            self.used_rows += 1

    def text(self, data: str) -> None:
        if self._parts is not None:
            self._parts.append(data)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isdecimal() else self._row + 1
        self._column = 0
        self._before = len(self.cells)
        if attributes.get("hidden") in ("1", "true"):
            self.hidden.append(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._row, self._column = self._place(attributes.get("r"))
        self._type, self._style = attributes.get("t", ""), attributes.get("s", "")
        self._formula = self._stored = False
        self._value = []

    def _place(self, reference: str | None) -> Address:
        if reference is None:
            return self._row, self._column + 1
        found = REFERENCE.fullmatch(reference)
        if found is None:
            raise Refused("sheet-unreadable", detail=f"单元格地址“{reference[:20]}”不合规范")
        return int(found[2]), column_number(found[1].encode())

    def _end_cell(self) -> None:
        value = "".join(self._value) or None
        stored = self._stored and self._type == "str"  # an empty text is a result too
        if value is None and (stored or not self._formula):
            return
        if self._type == "s" and value is not None and value.isdecimal() and int(value) in self._blank:
            return
        if self._row > LAST_ROW or self._column > LAST_COLUMN:
            raise Refused("sheet-unreadable", detail=f"第 {self._row} 行第 {self._column} 列超出了 Excel 的范围")
        self.cells.append(StoredCell(self._row, self._column, self._type, self._style, value))
        if len(self.cells) > self._most:
            raise too_large("单元格数", f"{self._most} 以上", self._most, "limits.cells")


class _Texts:
    """Follows the shared texts and notes which are empty, phonetic guides aside."""

    def __init__(self) -> None:
        self.blank: list[int] = []
        self._index = -1
        self._open = self._phonetic = False
        self._length = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "si":
            self._index += 1
            self._length = 0
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "t":
            self._open = not self._phonetic

    def end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag == "si" and not self._length:
            self.blank.append(self._index)
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "t":
            self._open = False

    def text(self, data: str) -> None:
        if self._open:
            self._length += len(data)
