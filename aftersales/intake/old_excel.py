"""A look into .xls and .et for what calamine leaves out: error values, hidden rows, and how many rows hold anything.

The workbook is a stream of records inside an OLE container. Whatever does not fit ends the look, never the reading.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from aftersales.intake import old_texts
from aftersales.intake.marks import Marks

if TYPE_CHECKING:
    from collections.abc import Container

STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
IN_SMALL_SECTORS = 4096  # shorter streams lie elsewhere; Excel and WPS never write a workbook so short
LAST_SECTOR = 0xFFFFFFFA
BOF, EOF, BOUNDSHEET, SST, CONTINUE = 0x0809, 0x000A, 0x0085, 0x00FC, 0x003C
ROW, BOOLERR, FORMULA, STRING, LABEL_SST, LABEL, RSTRING = 0x0208, 0x0205, 0x0006, 0x0207, 0x00FD, 0x0204, 0x00D6
NUMBERS = frozenset({0x0203, 0x027E, 0x00BD})
SELDOM = frozenset({BOOLERR, FORMULA, STRING, LABEL, RSTRING, ROW})
NO_NUMBER = b"\xff\xff"  # at the end of a formula's result that is none
TEXT, ERROR, BLANK = 0, 2, 3
HIDDEN = 0x20


def marks(data: bytes) -> list[Marks]:
    """The marks of every sheet in the workbook's order; fewer, or none, where the container cannot be followed."""
    try:
        stream = _stream(data)
        records = _records(stream, 0)
        starts = [struct.unpack_from("<I", stream, at)[0] for code, at, _ in records if code == BOUNDSHEET]
        blank = old_texts.blank_texts(_shared_texts(stream, records))
        return [_sheet(stream, start, blank) for start in starts]
    except (struct.error, IndexError):
        return []


def _sheet(stream: bytes, start: int, blank: Container[int]) -> Marks:
    look = _Look(stream)
    for code, at, size in _records(stream, start):
        if code in NUMBERS:
            look.rows.add(_row(stream, at))
        elif code == LABEL_SST:
            if struct.unpack_from("<I", stream, at + 6)[0] not in blank:
                look.rows.add(_row(stream, at))
        elif code in SELDOM:
            look.seldom(code, at, size)
    look.found.used_rows = len(look.rows)
    return look.found


class _Look:
    """What is found in one sheet, record by record."""

    def __init__(self, stream: bytes) -> None:
        self.found = Marks()
        self.rows: set[int] = set()
        self._stream = stream
        self._formula = 0  # the row of a formula whose result, a text, stands in a record to come

    def seldom(self, code: int, at: int, size: int) -> None:
        """A record that is neither a number nor a shared text."""
        row = _row(self._stream, at)
        if code == BOOLERR and size >= 8:
            self.rows.add(row)
            if self._stream[at + 7] == 1:
                self.found.note_error(row, _column(self._stream, at), self._stream[at + 6])
        elif code == FORMULA and size >= 14:
            self._formula = self._result(row, at)
        elif code == STRING:
            if self._formula and struct.unpack_from("<H", self._stream, at)[0]:
                self.rows.add(self._formula)
            self._formula = 0
        elif code in (LABEL, RSTRING):
            if struct.unpack_from("<H", self._stream, at + 6)[0]:
                self.rows.add(row)
        elif code == ROW and size >= 14 and self._stream[at + 12] & HIDDEN:
            self.found.hidden.add(row)

    def _result(self, row: int, at: int) -> int:
        """Note the result of a formula; gives its row when the result is a text of a record to come, else 0."""
        kind = self._stream[at + 6]
        if self._stream[at + 12 : at + 14] == NO_NUMBER:
            if kind in (TEXT, BLANK):
                return row if kind == TEXT else 0
            if kind == ERROR:
                self.found.note_error(row, _column(self._stream, at), self._stream[at + 8])
        self.rows.add(row)
        return 0


def _row(stream: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", stream, at)[0]) + 1


def _column(stream: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", stream, at + 2)[0]) + 1


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


def _stream(data: bytes) -> bytes:
    """The workbook's stream, put together from its sectors."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    first_directory = struct.unpack_from("<I", data, 48)[0]
    table = _allocation(data, size)
    directory = _chain(data, size, table, first_directory)
    for at in range(0, len(directory) - 127, 128):
        name_length = struct.unpack_from("<H", directory, at + 64)[0]
        if directory[at : at + max(name_length - 2, 0)] in STREAMS:
            first, length = struct.unpack_from("<II", directory, at + 116)
            return _chain(data, size, table, first)[:length] if length >= IN_SMALL_SECTORS else b""
    return b""


def _allocation(data: bytes, size: int) -> list[int]:
    """Which sector follows each sector."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    following, count = struct.unpack_from("<II", data, 68)
    per_sector = size // 4
    for _ in range(min(count, len(data) // size)):
        if following >= LAST_SECTOR:
            break
        more = struct.unpack_from(f"<{per_sector}I", data, (following + 1) * size)
        sectors.extend(more[:-1])
        following = more[-1]
    table: list[int] = []
    for sector in sectors:
        if sector < LAST_SECTOR:
            table.extend(struct.unpack_from(f"<{per_sector}I", data, (sector + 1) * size))
    return table


def _chain(data: bytes, size: int, table: list[int], first: int) -> bytes:
    pieces: list[bytes] = []
    sector = first
    while sector < LAST_SECTOR and len(pieces) <= len(table):
        pieces.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = table[sector]
    return b"".join(pieces)
