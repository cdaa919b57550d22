"""Zip bundles in the drop folder: their directory is judged, and each workbook within is a file of its own.

Nothing is unpacked here. The directory is read as bytes, its size and what it declares are held against the limits
before; a worker then inflates one member at a time, and never more of it than was declared.
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from aftersales.civil_time import EAST_OF_GREENWICH
from aftersales.intake.archive import MEGABYTE, goes_on
from aftersales.intake.refusal import Refused, too_large
from aftersales.model import Member

if TYPE_CHECKING:
    from aftersales.settings.model import Limits

END, ENTRY, LOCAL = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
END_SIZE, LONGEST_COMMENT, ENTRY_SIZE, LOCAL_SIZE = 22, 1 << 16, 46, 30
LONGEST_NAME = 1 << 10
IN_UTF8, ENCRYPTED = 0x800, 0x1
STORED, DEFLATED = 0, 8
FIRST_YEAR = 1981  # 1980 is what tools write that know no date


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that the directory of a bundle names. `fault` says in Chinese why it must not be read."""

    name: str
    size: int
    modified: float
    member: Member
    encrypted: bool = False
    fault: str = ""


def entries(path: str, size: int, limits: Limits) -> list[Entry]:
    """Every file that a bundle names; raises `Refused` when it is broken or beyond the limits."""
    with Path(path).open("rb") as file:
        directory, shift = _directory(file, size, limits)
    found = list(_entries(directory, shift))
    total = sum(entry.size for entry in found)
    if total > limits.inflated_mb * MEGABYTE:
        raise too_large("解压后大小", f"{total // MEGABYTE} MB", f"{limits.inflated_mb} MB", "limits.inflated_mb")
    return found


def inflated(packed: bytes, member: Member, size: int) -> bytes:
    """The content of a member; `packed` begins at its local header and holds at least what the directory says."""
    if packed[:4] != LOCAL or len(packed) < LOCAL_SIZE:
        raise _mismatch()
    start = LOCAL_SIZE + sum(struct.unpack_from("<HH", packed, 26))
    held = packed[start : start + member.packed]
    if member.method not in (STORED, DEFLATED):
        raise Refused("file-unreadable", detail="压缩包用了不认识的压缩方法")
    try:
        content = held if member.method == STORED else zlib.decompressobj(-zlib.MAX_WBITS).decompress(held, size + 1)
    except zlib.error as fault:
        raise Refused("file-unreadable", detail="压缩包的内容已损坏") from fault
    if len(content) != size or zlib.crc32(content) != member.checksum:
        raise _mismatch()
    return content


def _mismatch() -> Refused:
    return Refused("file-unreadable", detail="压缩包的目录与内容对不上")


def _directory(file: BinaryIO, size: int, limits: Limits) -> tuple[bytes, int]:
    """The bytes of the directory, and how far all offsets are shifted by what stands before the archive."""
    file.seek(max(size - END_SIZE - LONGEST_COMMENT, 0))
    tail = file.read(END_SIZE + LONGEST_COMMENT)
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + END_SIZE or goes_on(tail, at):
        raise Refused("file-truncated")
    count, length, offset = struct.unpack_from("<HII", tail, at + 10)
    if count > limits.entries or length > limits.entries * (ENTRY_SIZE + LONGEST_NAME):
        raise too_large("压缩包内文件数", count, limits.entries, "limits.entries")
    begin = size - len(tail) + at - length
    if begin < offset:
        raise Refused("file-unreadable", detail="压缩包的目录已损坏")
    file.seek(begin)
    return file.read(length), begin - offset


def _entries(directory: bytes, shift: int) -> Iterator[Entry]:
    at = 0
    while at + ENTRY_SIZE <= len(directory):
        if directory[at : at + 4] != ENTRY:
            raise Refused("file-unreadable", detail="压缩包的目录已损坏")
        made_by, _, flags, method, clock, day, checksum, packed, size, name, extra, comment, _, _, mode, offset = (
            struct.unpack_from("<HHHHHHIIIHHHHHII", directory, at + 4)
        )
        raw = directory[at + ENTRY_SIZE : at + ENTRY_SIZE + name]
        at += ENTRY_SIZE + name + extra + comment
        shown = _decoded(raw, flags)
        if not shown.endswith("/"):
            unix = made_by >> 8 == 3
            fault = "这是链接，不是文件" if unix and stat.S_ISLNK(mode >> 16) else _fault(shown)
            member = Member(shift + offset, packed, method, checksum)
            yield Entry(shown.lstrip("/"), size, _moment(day, clock), member, bool(flags & ENCRYPTED), fault)


def _decoded(raw: bytes, flags: int) -> str:
    """The name of a member. Where the flag for UTF-8 is off, Windows wrote it in GBK."""
    for encoding in ("utf-8",) if flags & IN_UTF8 else ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return raw.decode("gb18030", "replace").replace("\\", "/")


def _fault(name: str) -> str:
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or ":" in parts[0]:
        return "压缩包里的路径指向文件夹之外"
    return "压缩包里的路径过长" if len(name) > LONGEST_NAME else ""


def _moment(day: int, clock: int) -> float:
    """When a member was saved, by the clock of the shop; 0 where the bundle does not know."""
    year, month, date = 1980 + (day >> 9), day >> 5 & 0xF, day & 0x1F
    try:
        moment = datetime(year, month, date, clock >> 11, clock >> 5 & 0x3F, (clock & 0x1F) * 2, tzinfo=UTC)
    except ValueError:
        return 0.0
    return moment.timestamp() - EAST_OF_GREENWICH if year >= FIRST_YEAR else 0.0
