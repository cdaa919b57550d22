"""The zip archive inside .xlsx, .xlsm, .xlsb and .ods: its directory is judged before anything is inflated.

Declared sizes decide whether the file is opened at all; while inflating, what comes out is counted and may never be
more than was declared. So neither an honest bomb nor a lying one is ever unpacked.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from aftersales.intake.refusal import Refused, too_large

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aftersales.settings.model import Limits

MEGABYTE = 1 << 20
BOMB_SHARE = 5  # a part beyond limits.ratio is refused when it alone fills more than a fifth of limits.inflated_mb
PROLOG = 1024  # bytes looked at for a DTD in parts that are not read themselves
END_OF_DIRECTORY = b"PK\x05\x06"
DIRECTORY_ENTRY = b"PK\x01\x02"


class Archive:
    """The parts of a zip file, found by name without regard to case or to the slant of slashes."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Judge the directory; raises `Refused` when it is broken, hostile or beyond the limits."""
        entries = data.count(DIRECTORY_ENTRY)
        if entries > limits.entries:
            raise too_large("压缩包内文件数", entries, limits.entries, "limits.entries")
        self._data = data
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for info in _directory(data):
            name = plain_name(info.filename)
            if name in self._parts:
                raise Refused("file-suspicious", detail=f"压缩包里有两个同名部件 {info.filename[:80]}")
            self._parts[name] = info
        _check_sizes(self._parts.values(), limits)

    @property
    def names(self) -> frozenset[str]:
        """The parts' names in lower case, with `/`."""
        return frozenset(self._parts)

    def __contains__(self, name: str) -> bool:
        return plain_name(name) in self._parts

    def inflate(self, name: str) -> bytes:
        """One whole part, refused if it holds a DTD or more than its directory entry declares."""
        info = self._parts[plain_name(name)]
        content = self._content(info, info.file_size + 1)
        if len(content) != info.file_size:
            raise Refused("file-suspicious", detail=f"部件 {info.filename[:80]} 的实际大小与声明不符")
        if has_dtd(content):
            raise _dtd(info.filename)
        return content

    def check_prologs(self) -> None:
        """Refuse a DTD at the head of any XML part, read or not."""
        for name, info in self._parts.items():
            if name.endswith((".xml", ".rels", ".vml")) and has_dtd(self._content(info, PROLOG)):
                raise _dtd(info.filename)

    def rebuilt(self, kept: Iterable[str], replaced: Mapping[str, bytes]) -> bytes:
        """A private copy, in memory, of those parts that are named, with some of them replaced."""
        parts = {plain_name(name): self.inflate(name) for name in kept if name in self}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as copy:
            for name, content in (parts | {plain_name(name): content for name, content in replaced.items()}).items():
                copy.writestr(zipfile.ZipInfo(self._parts[name].filename.replace("\\", "/")), content)
        return buffer.getvalue()

    def _content(self, info: zipfile.ZipInfo, most: int) -> bytes:
        header = self._data[info.header_offset : info.header_offset + 30]
        if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
            raise Refused("file-unreadable", detail="压缩包的目录与内容对不上")
        if info.flag_bits & 1:
            raise Refused("file-encrypted")
        name_length, extra_length = struct.unpack("<HH", header[26:30])
        start = info.header_offset + 30 + name_length + extra_length
        packed = memoryview(self._data)[start : start + info.compress_size]
        if info.compress_type == zipfile.ZIP_STORED:
            return bytes(packed[:most])
        if info.compress_type != zipfile.ZIP_DEFLATED:
            raise Refused("file-unreadable", detail="压缩包用了不认识的压缩方法")
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most)
        except zlib.error as fault:
            raise Refused("file-unreadable", detail="压缩包的内容已损坏") from fault


def plain_name(name: str) -> str:
    r"""The name by which a part is found.

    >>> plain_name("xl\\Worksheets\\sheet1.xml")
    'xl/worksheets/sheet1.xml'
    """
    return name.replace("\\", "/").lower()


def has_dtd(content: bytes) -> bool:
    """Whether XML holds a document type declaration, in any encoding a parser would find out by itself."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:4]:
        content = content.replace(b"\0", b"")
    return b"!" in content and (b"<!DOCTYPE" in content or b"<!ENTITY" in content)  # the single byte is found fastest


def _dtd(name: str) -> Refused:
    return Refused("file-suspicious", detail=f"部件 {name[:80]} 里有文档类型声明(DTD)")


def _directory(data: bytes) -> list[zipfile.ZipInfo]:
    if goes_on(data, _end_of(data)):
        raise Refused("file-truncated")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, struct.error, ValueError, OverflowError, NotImplementedError, EOFError) as fault:
        if _cut_off(data):
            raise Refused("file-truncated") from fault
        raise Refused("file-unreadable", detail="压缩包的目录已损坏") from fault


def _end_of(data: bytes) -> int:
    """Where the record stands that ends an archive; -1 where there is none."""
    return data.rfind(END_OF_DIRECTORY, max(len(data) - (1 << 16) - 22, 0))


def goes_on(data: bytes, at: int) -> bool:
    """Whether more of an archive follows the record at `at`: it is the end of one inside, and the outer one is cut off."""
    if at < 0 or len(data) < at + 22:
        return False
    return data.startswith(b"PK", at + 22 + int(struct.unpack_from("<H", data, at + 20)[0]))


def _cut_off(data: bytes) -> bool:
    """Whether the end of the archive is missing: its last record, a byte of that, or of the comment behind it."""
    at = _end_of(data)
    return at < 0 or len(data) < at + 22 or len(data) < at + 22 + struct.unpack_from("<H", data, at + 20)[0]


def _check_sizes(parts: Iterable[zipfile.ZipInfo], limits: Limits) -> None:
    most = limits.inflated_mb * MEGABYTE
    total = 0
    for info in parts:
        total += info.file_size
        if info.file_size * BOMB_SHARE > most and info.file_size > limits.ratio * info.compress_size:
            size, ratio = info.file_size // MEGABYTE, info.file_size // max(info.compress_size, 1)
            seen = f"{ratio} 倍（一个部件解压后 {size} MB，像压缩炸弹）"
            raise too_large("压缩倍数", seen, f"{limits.ratio} 倍", "limits.ratio")
    if total > most:
        raise too_large("解压后大小", f"{total // MEGABYTE} MB", f"{limits.inflated_mb} MB", "limits.inflated_mb")
