"""A look into .xls and .et for what calamine leaves out: error values and hidden rows, sheet by sheet.

The workbook is a stream of records inside an OLE container. Whatever does not fit ends the look, never the reading.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aftersales.model import CellError, Merge

if TYPE_CHECKING:
    from aftersales.intake.sheet_xml import Address
    from aftersales.model import Cell

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
IN_SMALL_SECTORS = 4096  # shorter streams lie elsewhere; Excel and WPS never write a workbook so short
LAST_SECTOR = 0xFFFFFFFA
BOF, EOF, BOUNDSHEET, ROW, BOOLERR, FORMULA = 0x0809, 0x000A, 0x0085, 0x0208, 0x0205, 0x0006
HIDDEN = 0x20


@dataclass(slots=True)
class Marks:
    """What one sheet holds beside its values."""

    errors: dict[Address, Cell] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)


def marks(data: bytes) -> list[Marks]:
    """The marks of every sheet in the workbook's order; fewer, or none, where the container cannot be followed."""
    try:
        stream = _stream(data)
        starts = [struct.unpack_from("<I", stream, at)[0] for code, at, _ in _records(stream, 0) if code == BOUNDSHEET]
        return [_sheet(stream, start) for start in starts]
    except (struct.error, IndexError):
        return []


def _sheet(stream: bytes, start: int) -> Marks:
    found = Marks()
    for code, at, size in _records(stream, start):
        if code == BOOLERR and size >= 8 and stream[at + 7] == 1:
            _note(found, stream, at, stream[at + 6])
        elif code == FORMULA and size >= 14 and stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2:
            _note(found, stream, at, stream[at + 8])
        elif code == ROW and size >= 14 and stream[at + 12] & HIDDEN:
            found.hidden.add(struct.unpack_from("<H", stream, at)[0] + 1)
    return found


def _note(found: Marks, stream: bytes, at: int, code: int) -> None:
    row, column = struct.unpack_from("<HH", stream, at)
    if code in ERRORS:
        found.errors[row + 1, column + 1] = CellError(ERRORS[code])


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
