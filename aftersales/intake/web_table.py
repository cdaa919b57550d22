"""Reads HTML tables saved as .xls, as many web systems write them: every table in turn, on one sheet, as Excel shows it.

Text between the tables is a row of its own. A table within a cell is laid out where its row holds nothing else;
otherwise its text belongs to the cell. What is not shown (scripts, styles) is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from aftersales.intake.contents import Contents, Opened, miscounted
from aftersales.intake.grids import Raw, grid, with_marks
from aftersales.intake.refusal import Refused, too_large
from aftersales.intake.text_table import decoded, decoded_as
from aftersales.model import Merge
from aftersales.problems import Place, Problem

if TYPE_CHECKING:
    from aftersales.model import Grid
    from aftersales.settings.model import Limits

READER = "html"
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
HEAD = 4096
UNSHOWN = frozenset({"script", "style", "head", "template", "noscript", "title", "xml"})
BREAKS = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4"})
NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
WIDEST, TALLEST, DEEPEST = 1_000, 65_534, 30  # what browsers take for a span; no honest page nests so deep
SPACES = re.compile(r"[^\S\n]+")
TOO_NARROW = re.compile(r"#+")


@dataclass(slots=True)
class _Cell:
    down: int = 1
    across: int = 1
    number: str = ""  # what Excel notes beside a number that its column was too narrow to show
    text: list[str] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    hidden: bool
    cells: list[_Cell] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    rows: list[_Row] = field(default_factory=list)


Block = _Table | str


def workbook(opened: Opened, charset: str = "") -> Contents:
    """The one sheet that the tables of a page make up; refused when there is none."""
    page = _Page(opened.limits)
    page.feed(_decoded(opened.data, charset))
    page.close()
    if not any(isinstance(block, _Table) for block in page.blocks()):
        raise Refused("file-unknown-format", detail="网页，里面没有表格")
    lines = [line for block in page.blocks() for line in _lines(block)]
    read = _grid(opened.file, lines, opened.limits)
    said = Problem("html-xls", Place(opened.file))
    return Contents(READER, (read,), (), (said, *miscounted(read, sum(map(_holds, lines)))))


def _decoded(data: bytes, charset: str) -> str:
    declared = CHARSET.search(data[:HEAD])
    name = charset or (declared[1].decode("ascii") if declared else "")
    return decoded_as(data, name) if name else decoded(data)


class _Page(HTMLParser):
    """Collects the tables of a page, and the text around them."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self._limits = limits
        self._blocks: list[Block] = []
        self._open: list[_Table] = []
        self._around: list[str] = []
        self._unshown = 0
        self._cells = 0

    def blocks(self) -> list[Block]:
        """Tables and pieces of text, from the top of the page to its end."""
        self._end_text()
        return self._blocks

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in UNSHOWN:
            self._unshown += 1
        elif tag == "body":
            self._unshown = 0  # many a system never closes its head
        elif tag == "table":
            self._unshown = 0
            self._start_table()
        elif tag in BREAKS:
            self._say("\n")
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].rows.append(_Row(_hidden(dict(attributes))))
        elif tag in ("td", "th"):
            self._start_cell(dict(attributes))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in UNSHOWN:  # <o:p/> and the like open nothing that would have to be closed
            self.handle_starttag(tag, attributes)
            if tag == "table":
                self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSHOWN:
            self._unshown = max(self._unshown - 1, 0)
        elif tag == "table" and self._open:
            self._open.pop()
        elif tag in BREAKS:
            self._say("\n")

    def handle_data(self, data: str) -> None:
        if not self._unshown:
            self._say(data.replace("\r", " ").replace("\n", " "))

    def _say(self, text: str) -> None:
        if self._open and self._open[-1].rows and self._open[-1].rows[-1].cells:
            self._open[-1].rows[-1].cells[-1].text.append(text)
        else:
            self._around.append(text)

    def _start_table(self) -> None:
        table = _Table()
        if len(self._open) >= DEEPEST:
            raise Refused("file-suspicious", detail=f"表格套表格超过 {DEEPEST} 层")
        if self._open and self._open[-1].rows and self._open[-1].rows[-1].cells:
            self._open[-1].rows[-1].cells[-1].tables.append(table)
        else:
            self._end_text()
            self._blocks.append(table)
        self._open.append(table)

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        self._cells += 1
        if self._cells > self._limits.cells:
            raise too_large("单元格数", f"{self._limits.cells} 以上", self._limits.cells, "limits.cells")
        rows = self._open[-1].rows
        if not rows:
            rows.append(_Row(hidden=False))
        down, across = _span(attributes.get("rowspan"), TALLEST), _span(attributes.get("colspan"), WIDEST)
        rows[-1].cells.append(_Cell(down, across, attributes.get("x:num") or ""))

    def _end_text(self) -> None:
        text = _plain(self._around)
        self._around.clear()
        if text and not self._open:
            self._blocks.append(text)


def _hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(NOT_SHOWN.search(attributes.get("style") or ""))


def _span(text: str | None, most: int) -> int:
    text = (text or "").strip()
    return min(max(int(text), 1), most) if text.isdecimal() and len(text) < 9 else 1


def _plain(pieces: Sequence[str]) -> str:
    """The text as it is shown: runs of spaces are one, lines have none at their ends."""
    text = SPACES.sub(" ", "".join(pieces))
    return "\n".join(line for part in text.split("\n") if (line := part.strip()))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the sheet: its cells as text with their spans, and whether it is hidden."""

    cells: tuple[tuple[str, int, int], ...]
    hidden: bool = False


def _holds(line: _Line) -> bool:
    return any(text for text, _, _ in line.cells)


def _lines(block: Block) -> Iterator[_Line]:
    if isinstance(block, str):
        yield from (_Line(((line, 1, 1),)) for line in block.split("\n"))
        return
    for left, row in zip(range(len(block.rows), 0, -1), block.rows, strict=True):
        held = [cell for cell in row.cells if cell.tables or _plain(cell.text)]
        if len(held) == 1 and held[0].tables and not _plain(held[0].text):
            for table in held[0].tables:
                yield from _lines(table)
        else:
            yield _Line(tuple((_text(cell), min(cell.down, left), cell.across) for cell in row.cells), row.hidden)


def _text(cell: _Cell) -> str:
    shown = _plain(cell.text)
    if cell.number and TOO_NARROW.fullmatch(shown):
        return cell.number
    within = [text for table in cell.tables for line in _lines(table) for text, _, _ in line.cells if text]
    return "\n".join([shown, *within] if shown else within)


def _grid(file: str, lines: Sequence[_Line], limits: Limits) -> Grid:
    """The lines laid out, spans as merged blocks. Raises `Refused` when they fill too much."""
    merges: list[Merge] = []
    covered: dict[int, int] = {}  # column → the last row that a cell above reaches down to
    rows: list[dict[int, str]] = []
    for number, line in enumerate(lines, 1):
        column, held = 1, dict[int, str]()
        for text, down, across in line.cells:
            while covered.get(column, 0) >= number:
                column += 1
            bottom = min(number + down - 1, len(lines))
            if (down, across) != (1, 1):
                merges.append(Merge(number, column, bottom, column + across - 1))
            if text:
                held[column] = text
            if bottom > number:
                covered |= dict.fromkeys(range(column, column + across), bottom)
            column += across
        rows.append(held)
    width = max((max(held, default=0) for held in rows), default=0)
    if width * len(rows) > limits.cells:
        raise Refused("sheet-too-wide", detail=f"{len(rows)} 行 × {width} 列，上限 {limits.cells} 个单元格")
    laid = [[held.get(column, "") for column in range(1, width + 1)] for held in rows]
    hidden = [number for number, line in enumerate(lines, 1) if line.hidden]
    return with_marks(grid(file, "", Raw(laid, 1, 1), READER), merges, hidden)
