"""A look into .xls and .et for what calamine leaves out: error values, hidden rows, and how many rows hold anything.

The workbook is a stream of records inside an OLE container. Whatever does not fit ends the look, never the reading.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from aftersales.intake import old_texts, ole
from aftersales.intake.marks import Marks
from aftersales.intake.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Container

FILEPASS = 0x002F
BOF, EOF, BOUNDSHEET, SST, CONTINUE = 0x0809, 0x000A, 0x0085, 0x00FC, 0x003C
ROW, BOOLERR, FORMULA, STRING, LABEL_SST, LABEL, RSTRING = 0x0208, 0x0205, 0x0006, 0x0207, 0x00FD, 0x0204, 0x00D6
SEVERAL = 0x00BD
NUMBERS = frozenset({0x0203, 0x027E, SEVERAL})
FORMULAS = frozenset({FORMULA, 0x0206, 0x0406})  # the last two are older, and calamine passes over them
SELDOM = frozenset({BOOLERR, *FORMULAS, STRING, LABEL, RSTRING, ROW})
NO_NUMBER = b"\xff\xff"  # at the end of a formula's result that is none
TEXT, ERROR, BLANK = 0, 2, 3
HIDDEN = 0x20


def marks(data: bytes) -> list[Marks]:
    """The marks of every sheet in the workbook's order; fewer, or none, where the container cannot be followed.

    Raises `Refused` when the workbook has a password.
    """
    try:
        stream = ole.workbook_stream(data)
        records = _records(stream, 0)
        if any(code == FILEPASS for code, _, _ in records):
            raise Refused("file-encrypted")
        starts = [struct.unpack_from("<I", stream, at)[0] for code, at, _ in records if code == BOUNDSHEET]
        blank = old_texts.blank_texts(_shared_texts(stream, records))
        return [_sheet(stream, start, blank) for start in starts]
    except (struct.error, IndexError):
        return []


def _sheet(stream: bytes, start: int, blank: Container[int]) -> Marks:
    look = _Look(stream)
    for code, at, size in _records(stream, start):
        if code in NUMBERS:
            look.holds(at)
            if code == SEVERAL:
                look.columns.add(struct.unpack_from("<H", stream, at + size - 2)[0] + 1)
        elif code == LABEL_SST:
            if struct.unpack_from("<I", stream, at + 6)[0] not in blank:
                look.holds(at)
        elif code in SELDOM:
            look.seldom(code, at, size)
    look.found.used_rows = len(look.rows)
    if look.rows:
        look.found.box = min(look.rows), min(look.columns), max(look.rows), max(look.columns)
    return look.found


class _Look:
    """What is found in one sheet, record by record."""

    def __init__(self, stream: bytes) -> None:
        self.found = Marks()
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self._stream = stream
        self._formula = 0  # where a formula stands whose result, a text, is in a record to come

    def holds(self, at: int) -> tuple[int, int]:
        """A cell with something in it; gives its row and column."""
        row, column = struct.unpack_from("<HH", self._stream, at)
        self.rows.add(row + 1)
        self.columns.add(column + 1)
        return row + 1, column + 1

    def seldom(self, code: int, at: int, size: int) -> None:
        """A record that is neither a number nor a shared text."""
        if code == BOOLERR and size >= 8:
            row, column = self.holds(at)
            if self._stream[at + 7] == 1:
                self.found.note_error(row, column, self._stream[at + 6])
        elif code in FORMULAS and size >= 14:
            self._formula = self._result(at)
        elif code == STRING:
            if self._formula and struct.unpack_from("<H", self._stream, at)[0]:
                self.holds(self._formula)
            self._formula = 0
        elif code in (LABEL, RSTRING):
            if struct.unpack_from("<H", self._stream, at + 6)[0]:
                self.holds(at)
        elif code == ROW and size >= 14 and self._stream[at + 12] & HIDDEN:
            self.found.hidden.add(struct.unpack_from("<H", self._stream, at)[0] + 1)

    def _result(self, at: int) -> int:
        """Note the result of a formula; gives its place when the result is a text of a record to come, else 0."""
        kind = self._stream[at + 6]
        if self._stream[at + 12 : at + 14] == NO_NUMBER and kind in (TEXT, BLANK):
            return at if kind == TEXT else 0
        row, column = self.holds(at)
        if self._stream[at + 12 : at + 14] == NO_NUMBER and kind == ERROR:
            self.found.note_error(row, column, self._stream[at + 8])
        return 0


def _shared_texts(stream: bytes, records: list[tuple[int, int, int]]) -> list[bytes]:
    """The table of shared texts: one record and those that continue it."""
    pieces: list[bytes] = []
    for code, at, size in records:
        if code == SST or (pieces and code == CONTINUE):
            pieces.append(stream[at : at + size])
        elif pieces:
            break
    return pieces


def _records(stream: bytes, start: int) -> list[tuple[int, int, int]]:
    """Code, place and size of the records from `start` to the end of its part; parts within it (charts) are left out."""
    records = []
    at, depth, end = start, 0, len(stream)
    while at + 4 <= end:
        code, size = struct.unpack_from("<HH", stream, at)
        depth += (code == BOF) - (code == EOF)
        if depth <= 0:
            break
        if depth == 1 and at + 4 + size <= end:
            records.append((code, at + 4, size))
        at += 4 + size
    return records
