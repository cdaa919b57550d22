"""A look into .xlsb for what calamine leaves out: error values, hidden rows, merged blocks, and how far a sheet reaches.

Every part is a series of records: number and length in as many bytes as they need, then the content.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from aftersales.intake import relations
from aftersales.intake.marks import Marks
from aftersales.intake.refusal import Refused
from aftersales.intake.relations import BINARY
from aftersales.model import Merge

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from aftersales.intake.archive import Archive

SHEET, SHARED_TEXT, MERGE, ROW = 156, 19, 176, 0
ERRORS, TEXTS, SHARED_CELL = (3, 11), (6, 8), 7
VALUES = frozenset({2, 4, 5, 9, 10, 62})
HIDDEN = 0x10


def marks(archive: Archive) -> list[Marks]:
    """The marks of every sheet in the workbook's order."""
    blank = _blank_texts(archive.inflate(BINARY.shared)) if BINARY.shared in archive else frozenset[int]()
    targets = relations.targets(archive, BINARY)
    try:
        links = [_link(content) for number, content in _records(archive.inflate(BINARY.workbook)) if number == SHEET]
        parts = [targets.get(link, "") for link in links]
        return [_sheet(archive.inflate(part), blank) if part in archive else Marks() for part in parts]
    except (struct.error, IndexError) as fault:
        raise Refused("file-unreadable", detail="内容已损坏或不完整") from fault


def _link(content: bytes) -> str:
    length = struct.unpack_from("<I", content, 8)[0]
    return content[12 : 12 + 2 * length].decode("utf-16-le", "replace")


def _blank_texts(part: bytes) -> frozenset[int]:
    texts = (content for number, content in _records(part) if number == SHARED_TEXT)
    return frozenset(at for at, text in enumerate(texts) if text[1:5] == bytes(4))


def _sheet(part: bytes, blank: Container[int]) -> Marks:
    found = Marks()
    row = 0
    used: dict[int, tuple[int, int]] = {}
    for number, content in _records(part):
        if number == ROW:
            row = struct.unpack_from("<I", content)[0] + 1
            if content[11] & HIDDEN:
                found.hidden.add(row)
        elif number == MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", content)
            found.merges.append(Merge(top + 1, left + 1, bottom + 1, right + 1))
        elif _holds(number, content, blank):
            column = struct.unpack_from("<I", content)[0] + 1
            left, right = used.get(row, (column, column))
            used[row] = min(left, column), max(right, column)
            if number in ERRORS:
                found.note_error(row, column, content[8])
    found.used_rows = len(used)
    if used:
        found.box = min(used), min(left for left, _ in used.values()), max(used), max(r for _, r in used.values())
    return found


def _holds(number: int, content: bytes, blank: Container[int]) -> bool:
    """Whether a record is a cell with something in it."""
    if number in VALUES or number in ERRORS:
        return True
    if number == SHARED_CELL:
        return struct.unpack_from("<I", content, 8)[0] not in blank
    return number in TEXTS and content[8:12] != bytes(4)


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at, end = 0, len(part)
    while at < end:
        number = part[at]
        at += 1
        if number & 0x80:
            number = (number & 0x7F) | (part[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        for _ in range(4):
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        yield number, part[at : at + size]
        at += size
