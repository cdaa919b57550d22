"""The container around .xls and .et: a file system of sectors, in which the workbook is one stream.

Header, allocation table (which sector follows which), directory, streams. Whatever does not fit raises struct.error or
IndexError; those who look in decide what that means.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
IN_CAPITALS = {name.decode("utf-16-le").upper().encode("utf-16-le"): name for name in STREAMS}  # other programs
ROOT = 5  # the kind of directory entry whose stream holds all the small ones
IN_SMALL_SECTORS, SMALL = 4096, 64  # shorter streams lie in small sectors
LAST_SECTOR = 0xFFFFFFFA
SECTORS = (512, 4096)
ENTRY = 128  # bytes of a line of the directory


def workbook_stream(data: bytes) -> bytes:
    """The workbook's stream, put together from its sectors; empty where there is none."""
    table, found = _found(data)
    size = _sector_size(data)
    first, length = _workbook(found)
    if length >= IN_SMALL_SECTORS or b"" not in found:
        return _chain(data, size, table, first)[:length]
    held = _chain(data, size, table, found[b""][0])
    small = _sectors(_following(data, size, table), first)
    return b"".join(held[sector * SMALL : (sector + 1) * SMALL] for sector in small)[:length]


def _workbook(found: dict[bytes, tuple[int, int]]) -> tuple[int, int]:
    return next((found[name] for name in STREAMS if name in found), (LAST_SECTOR, 0))


def cut_off(data: bytes) -> bool:
    """Whether something of the table, the directory or the workbook lies behind the end of the file."""
    size = _sector_size(data)
    if size not in SECTORS:
        return False
    if (struct.unpack_from("<I", data, 48)[0] + 1) * size >= len(data):
        return True
    try:
        table, found = _found(data)
    except struct.error:
        return True
    except IndexError:
        return False
    first, length = _workbook(found)
    if 0 < length < IN_SMALL_SECTORS and b"" in found:
        held = _sectors(_following(data, size, table), first)
        first, length = found[b""][0], max((sector + 1) * SMALL for sector in held) - (-length % SMALL)
    needed = [(sector, size) for sector in _sectors(table, struct.unpack_from("<I", data, 48)[0])]
    held = _sectors(table, first)
    needed += [(sector, min(size, length - at * size)) for at, sector in enumerate(held) if length > at * size]
    return any((sector + 1) * size + used > len(data) for sector, used in needed)


def prepared(data: bytes) -> bytes:
    """The file as calamine needs it: its last sector filled up, its workbook under the usual name, and no other one within.

    Some programs leave off the end of the last sector. An embedded workbook may stand before the outer one in the
    directory, and would be taken for it.
    """
    size = _sector_size(data)
    if size not in SECTORS:
        return data
    copy = bytearray(data + bytes(-len(data) % size))
    try:
        held = _sectors(_allocation(data, size), struct.unpack_from("<I", data, 48)[0])
        entries = _entries(b"".join(data[(sector + 1) * size : (sector + 2) * size] for sector in held))
    except (struct.error, IndexError):
        return bytes(copy)
    outer = _at_the_root(entries)
    for number, entry in enumerate(entries):
        if entry.name in STREAMS:
            sector, at = divmod(number * ENTRY, size)
            start = (held[sector] + 1) * size + at
            copy[start : start + len(entry.name)] = entry.name if number in outer else b"_" + entry.name[1:]
    return bytes(copy)


def _sector_size(data: bytes) -> int:
    return 1 << int(struct.unpack_from("<H", data, 30)[0]) % 32


def _found(data: bytes) -> tuple[list[int], dict[bytes, tuple[int, int]]]:
    """The allocation table; first sector and length of every stream by its name, of the small ones' holder as blank."""
    size = _sector_size(data)
    table = _allocation(data, size)
    entries = _entries(_chain(data, size, table, struct.unpack_from("<I", data, 48)[0]))
    outer = _at_the_root(entries)
    found = {entry.name: (entry.first, entry.length) for at, entry in enumerate(entries) if at in outer and entry.name}
    if entries and entries[0].kind == ROOT:
        found[b""] = (entries[0].first, entries[0].length)
    return table, found


class _Entry(NamedTuple):
    """One line of the directory. `left` and `right` are its neighbours in their folder, `child` is one within it."""

    name: bytes
    kind: int
    left: int
    right: int
    child: int
    first: int
    length: int


def _entries(directory: bytes) -> list[_Entry]:
    found = []
    for at in range(0, len(directory) - ENTRY + 1, ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        left, right, child = struct.unpack_from("<III", directory, at + 68)
        first, size = struct.unpack_from("<II", directory, at + 116)
        name = directory[at : at + max(length - 2, 0)]
        found.append(_Entry(IN_CAPITALS.get(name, name), kind, left, right, child, first, size))
    return found


def _at_the_root(entries: list[_Entry]) -> set[int]:
    """The entries of the outermost folder; all of them where its tree names no workbook."""
    found = set[int]()
    waiting = [entries[0].child] if entries else []
    while waiting:
        number = waiting.pop()
        if number < len(entries) and number not in found:
            found.add(number)
            waiting += (entries[number].left, entries[number].right)
    named = any(entries[number].name in STREAMS for number in found)
    return found if named else set(range(len(entries)))


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


def _following(data: bytes, size: int, table: list[int]) -> list[int]:
    """The table of the small sectors."""
    held = _chain(data, size, table, struct.unpack_from("<I", data, 60)[0])
    return list(struct.unpack(f"<{len(held) // 4}I", held[: len(held) // 4 * 4]))


def _sectors(table: list[int], first: int) -> list[int]:
    """The sectors of a chain; one that runs in a circle ends when it has been everywhere."""
    found: list[int] = []
    sector = first
    while sector < LAST_SECTOR and len(found) <= len(table):
        found.append(sector)
        if sector >= len(table):
            break
        sector = table[sector]
    return found


def _chain(data: bytes, size: int, table: list[int], first: int) -> bytes:
    return b"".join(data[(sector + 1) * size : (sector + 2) * size] for sector in _sectors(table, first))
