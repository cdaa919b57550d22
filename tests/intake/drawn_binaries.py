"""Binary workbooks drawn record by record (.xlsb), and containers of .xls with chosen streams."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from tests.intake.drawn_books import OLE, PACKAGE, RELATIONS, zipped

Value = str | float | bool | None
NOTHING = 0xFFFFFFFF
ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}


def record(number: int, content: bytes = b"") -> bytes:
    """One record: number and length in as many bytes as they need."""
    head = bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80, number >> 7])
    size, length = len(content), bytearray()
    while True:
        length.append(size & 0x7F | (0x80 if size > 0x7F else 0))
        size >>= 7
        if not size:
            return head + bytes(length) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_cell(column: int, value: Value) -> bytes:
    """A cell; an error by the text that Excel shows for it."""
    place = struct.pack("<II", column, 0)
    if value is None:
        return record(1, place)
    if isinstance(value, bool):
        return record(4, place + bytes([value]))
    if isinstance(value, float | int):
        return record(5, place + struct.pack("<d", value))
    if value in ERRORS:
        return record(3, place + bytes([ERRORS[value]]))
    return record(6, place + wide(value))


def binary_sheet(
    rows: Sequence[Sequence[Value]], first: int = 0, hidden: Sequence[int] = (), merges: Sequence[tuple[int, ...]] = ()
) -> bytes:
    """The part of one sheet; `first` is the number of its first row from 0, `merges` are (top, bottom, left, right)."""
    width = max(map(len, rows), default=1)
    size = struct.pack("<4I", first, first + max(len(rows) - 1, 0), 0, width - 1)
    lines = [record(129), record(148, size), record(145)]
    for number, row in enumerate(rows, first):
        flags = 0x10 if number in hidden else 0
        lines.append(record(0, struct.pack("<IIHBB", number, 0, 300, 0, flags) + bytes(5)))
        lines += [binary_cell(column, value) for column, value in enumerate(row)]
    lines.append(record(146))
    if merges:
        lines += [record(177, struct.pack("<I", len(merges)))]
        lines += [record(176, struct.pack("<4I", *merge)) for merge in merges]
        lines.append(record(178))
    return b"".join((*lines, record(130)))


def binary_book(sheets: dict[str, bytes]) -> bytes:
    """A workbook of .xlsb around the parts of its sheets."""
    listed = b"".join(
        record(156, struct.pack("<II", 0, number) + wide(f"rId{number}") + wide(name))
        for number, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, len(sheets) + 1)
    )
    workbook = record(131) + record(153, bytes(12)) + record(143) + listed + record(144) + record(132)
    root = f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.bin"/>'
    parts: list[tuple[str, str | bytes]] = [
        ("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
        ("_rels/.rels", f'<Relationships xmlns="{PACKAGE}">{root}</Relationships>'),
        ("xl/workbook.bin", workbook),
        ("xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'),
    ]
    return zipped([*parts, *((f"xl/worksheets/sheet{n}.bin", part) for n, part in enumerate(sheets.values(), 1))])


def container(*streams: tuple[str, bytes, bool]) -> bytes:
    """A container of streams by name, each in the outermost folder or in one within it, in the order of the directory."""
    body, entries, starts = b"", [], []
    for _, content, _ in streams:
        starts.append(len(body) // 512)
        body += content + bytes(-len(content) % 512)
    outer = [1, *(at for at, (_, _, inside) in enumerate(streams, 2) if not inside)]
    inner = [at for at, (_, _, inside) in enumerate(streams, 2) if inside]
    lines = [("Root Entry", 5, 1, NOTHING - 1, 0), ("Object", 1, inner[0] if inner else NOTHING, 0, 0)]
    lines += [(name, 2, NOTHING, start, len(held)) for (name, held, _), start in zip(streams, starts, strict=True)]
    for at, (name, kind, child, start, length) in enumerate(lines):
        folder = outer if at in outer else inner
        following = folder[folder.index(at) + 1] if at in folder and at != folder[-1] else NOTHING
        text = name.encode("utf-16-le")
        tree = struct.pack("<HBBIII", len(text) + 2, kind, 1, NOTHING, following, child)
        entries.append(text.ljust(64, b"\0") + tree + bytes(36) + struct.pack("<III", start, length, 0))
    directory = b"".join(entries)
    directory += bytes(-len(directory) % 512)
    used, listed = len(body) // 512, len(directory) // 512
    table: list[int] = []
    for _, content, _ in streams:
        table += [*range(len(table) + 1, len(table) + -(-len(content) // 512)), NOTHING - 1]
    table += [*range(used + 1, used + listed), NOTHING - 1, NOTHING - 2]
    sectors = struct.pack("<128I", *table, *[NOTHING] * (128 - len(table)))
    head = OLE + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6) + struct.pack("<II", 0, 1)
    head += struct.pack("<IIIIIII", used, 0, 4096, NOTHING - 1, 0, NOTHING - 1, 0)
    head += struct.pack("<109I", used + listed, *[NOTHING] * 108)
    return head + body + directory + sectors
