"""The records of a details page written as rows of XML text, many times faster than cell by cell.

A details page has tens of thousands of rows of plain values, and the cells of a column differ in little but their
text. So each distinct value becomes markup once a block, and a row is these pieces joined by its number. The text
goes into the file in which XlsxWriter collects the rows of a streamed sheet; everything else stays XlsxWriter's.

This relies on private names of XlsxWriter: `Worksheet.row_data_fh` (that file), `Worksheet._write_single_row` (ends
the row before), `Worksheet._check_dimensions` (grows the sheet) and `Format._get_xf_index` (a format's number).
Without them `row_writer` gives None and the cells are put one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import TYPE_CHECKING

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from aftersales.report.page import Cell, Look, Value
from aftersales.report.styles import NO_FIGURE
from aftersales.report.workbook_cells import EXACT, LONGEST_TEXT, Formats, WorkbookError, clean, held
from aftersales.report.workbook_looks import Style, whole
from aftersales.report.workbook_widths import ROW_POINTS, pixels, row_points

if TYPE_CHECKING:
    from aftersales.report.workbook_lines import TableRows

BLOCK = 1_000  # rows that are in memory as text at a time
PLAIN = frozenset((str, int, float, bool, type(None)))
PRIVATE = ((Worksheet, "_write_single_row"), (Worksheet, "_check_dimensions"), (Format, "_get_xf_index"))
_BETWEEN = "\x1f"
_AWKWARD = ("&", "<", ">", "_x", f"{_BETWEEN} ", f" {_BETWEEN}")
_ESCAPE = re.compile("_x[0-9a-fA-F]{4}_")  # Excel reads _x0041_ as A
Row = tuple[Value | Cell, ...]


def row_writer(sheet: Worksheet, rows: TableRows, formats: Formats) -> RowWriter | None:
    """What writes the rows of a table as text; None if this sheet, table or XlsxWriter does not allow it."""
    return RowWriter(sheet, rows, formats) if takes_text(sheet) and rows.span == 1 else None


def takes_text(sheet: Worksheet) -> bool:
    """Whether rows can be written as text into this sheet."""
    offered = all(hasattr(owner, name) for owner, name in PRIVATE)
    return offered and getattr(sheet, "row_data_fh", None) is not None


class RowWriter:
    """Writes blocks of rows, from the top down."""

    def __init__(self, sheet: Worksheet, rows: TableRows, formats: Formats) -> None:
        self._sheet, self._rows, self._formats = sheet, rows, formats
        self._looks = [column.look for column in rows.table.columns]
        following = [f'<c r="{xl_col_to_name(at)}' for at in range(1, len(self._looks))]
        self._ends = [*following, "</row>"]
        self._openings: dict[int, str] = {}
        self._numbers: dict[tuple[int, bool], str] = {}

    def write(self, top: int, first: int, end: int) -> bool:
        """Write some rows of the table, whose first stands in row `top`; False if a cell is more than a value."""
        table = self._rows.table
        block = table.rows[first:end]
        columns = list(zip(*block, strict=True))
        ends_in_total = table.total and end >= len(table.rows)
        if ends_in_total or not all(PLAIN.issuperset(map(type, column)) for column in columns):
            return False
        lines: list[list[int]] = []
        pieces = [self._pieces(at, column, lines) for at, column in enumerate(columns)]
        heights = map(max, repeat(1), *lines) if lines else repeat(1, len(block))
        self._append(top + first, len(block), map(self._row_opening, heights), pieces)
        return True

    def _append(self, row: int, count: int, openings: Iterable[str], pieces: Sequence[Iterable[str]]) -> None:
        sheet, last = self._sheet, row + count - 1
        if sheet._check_dimensions(row, 0) or sheet._check_dimensions(last, len(pieces) - 1):  # noqa: SLF001 - see above
            raise WorkbookError(f"{sheet.name}: no rows {row + 1} to {last + 1}")
        sheet._write_single_row(row)  # noqa: SLF001 - see above
        numbers = map(str, range(row + 1, last + 2))
        sheet.row_data_fh.write(
            "".join(map(str.join, numbers, zip(repeat('<row r="'), openings, *pieces, strict=False)))
        )
        sheet._write_single_row(last + 1)  # noqa: SLF001 - see above

    def _row_opening(self, lines: int) -> str:
        """From behind a row's number to the first cell's, for a row so many lines high."""
        found = self._openings.get(lines)
        if found is None:
            height = pixels(ROW_POINTS if lines == 1 else row_points(lines)) * 0.75
            hidden, level = (' hidden="1"', ' outlineLevel="1"') if self._rows.table.outline else ("", "")
            found = f'" ht="{height:.16g}"{hidden} customHeight="1"{level}><c r="A'
            self._openings[lines] = found
        return found

    def _pieces(self, at: int, column: Sequence[Value], lines: list[list[int]]) -> Iterable[str]:
        """For each value from behind its cell's number to the next cell's; adds the column's heights if any is tall."""
        kinds = set(map(type, column))
        if bool in kinds or (int in kinds and any(type(value) is int and abs(value) >= EXACT for value in column)):
            column = [held(value) for value in column]  # become texts; and a dict would take True for 1
            kinds = set(map(type, column))
        distinct = dict.fromkeys(column)
        pieces: dict[Value, str] = {}
        if str in kinds and self._looks[at] is not Look.DATE:
            texts = [value for value in distinct if type(value) is str]
            tall = self._tall(at, texts)
            pieces = self._texts(at, texts, tall)
            if tall:
                lines.append([tall.get(value, 1) for value in column])
        if len(pieces) < len(distinct):
            pieces |= {value: self._piece(at, value) for value in distinct if value not in pieces}
        return map(pieces.__getitem__, column)

    def _tall(self, at: int, texts: Sequence[str]) -> dict[Value, int]:
        """The texts that take more than a line, with their lines."""
        joined = "".join(texts)
        room, breaks = self._rows.room(at, joined), "\n" in joined or "\r" in joined
        suspects = texts if breaks else [text for text in texts if len(text) > room]
        return {text: lines for text in suspects if (lines := self._rows.height(at, text)) > 1}

    def _texts(self, at: int, texts: Sequence[str], tall: dict[Value, int]) -> dict[Value, str]:
        style = self._rows.ink(at, "").style
        one, many = (
            f'{self._opening(style._replace(wrap=wraps))} t="inlineStr"><is><t' if not wraps or tall else ""
            for wraps in (False, True)
        )
        contents = map(">".__add__, texts) if _harmless(texts) else map(content, texts)
        end = f"</t></is></c>{self._ends[at]}"
        pieces: dict[Value, str] = {
            text: f"{many if text in tall else one}{content}{end}"
            for text, content in zip(texts, contents, strict=True)
        }
        pieces.pop(NO_FIGURE, None)  # looks different
        return pieces

    def _piece(self, at: int, value: Value) -> str:
        """Any value's piece; the format of a number depends on no more than whether it is whole."""
        key = None
        if isinstance(value, int | float) and -EXACT < value < EXACT:
            key = (at, whole(value))
            if key in self._numbers:
                return f"{self._numbers[key]}{value + 0.0:.16G}</v></c>{self._ends[at]}"
        ink = self._rows.ink(at, value)
        opening = self._opening(ink.style)
        if ink.value is None:
            return f"{opening}/>{self._ends[at]}"
        if isinstance(ink.value, str):
            return f'{opening} t="inlineStr"><is><t{content(ink.value)}</t></is></c>{self._ends[at]}'
        if key:
            self._numbers[key] = f"{opening}><v>"
        return f"{opening}><v>{ink.value:.16G}</v></c>{self._ends[at]}"

    def _opening(self, style: Style) -> str:
        """From behind a cell's number to the end of its format."""
        return f'" s="{self._formats[style]._get_xf_index()}"'  # noqa: SLF001 - see above


def _harmless(texts: Sequence[str]) -> bool:
    """True if none of the texts needs a second look before it is written as markup."""
    joined = _BETWEEN.join(("", *texts, ""))
    short = len(max(texts, key=len)) <= LONGEST_TEXT // 2
    return short and "".join(texts).isprintable() and not any(mark in joined for mark in _AWKWARD)


def content(text: str) -> str:
    """A text as markup, behind the name of its element."""
    text = _ESCAPE.sub(r"_x005F\g<0>", clean(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    keep = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f"{keep}>{text}"
