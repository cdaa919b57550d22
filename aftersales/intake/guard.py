"""What a file really is: a private copy of its bytes, and the format they show whatever the suffix says."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aftersales.intake import ole, relations
from aftersales.intake.archive import MEGABYTE, Archive
from aftersales.intake.bundles import inflated
from aftersales.intake.refusal import Refused, too_large
from aftersales.intake.text_table import wide_encoding

if TYPE_CHECKING:
    from aftersales.model import FoundFile
    from aftersales.settings.model import Limits


class Format(StrEnum):
    """The formats that are read; the value is what a clerk knows it as."""

    XLSX = "Excel 工作簿(.xlsx)"
    XLSB = "Excel 二进制工作簿(.xlsb)"
    XLS = "旧版 Excel 工作簿(.xls)"
    ODS = "OpenDocument 表格(.ods)"
    TEXT = "文本表格(csv)"
    HTML = "网页表格(HTML)"
    XML = "XML 表格 2003"
    MHTML = "网页存档(MHTML)"


EXPECTED: dict[str, tuple[Format, ...]] = {
    ".xlsx": (Format.XLSX,),
    ".xlsm": (Format.XLSX,),
    ".xlsb": (Format.XLSB,),
    ".xls": (Format.XLS, Format.HTML),
    ".et": (Format.XLS, Format.XLSX),
    ".ods": (Format.ODS,),
    ".csv": (Format.TEXT,),
    ".tsv": (Format.TEXT,),
    ".txt": (Format.TEXT,),
}
"""The suffixes of tables and what may stand behind each of them; a web page under .xls is told in words of its own."""

SPREADSHEET_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
MIME = re.compile(rb"(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\n)*){0,20}?mime-version:", re.IGNORECASE)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
NUL_TAIL = 512
MOMENT = 0.3  # seconds until a second look at a file that somebody is just saving
LONGEST_HEADER = 30 + 2 * 0xFFFF  # before the content of a member of a bundle
CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27})

OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF 文档"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"{\\rtf", "RTF 文档"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"MZ", "程序"),
    (b"\x09\x00\x04\x00", "1990 年代的 Excel"),
    (b"\x09\x02\x06\x00", "1990 年代的 Excel"),
    (b"\x09\x04\x06\x00", "1990 年代的 Excel"),
)
MARKUP = re.compile(rb"<(?:!doctype html|html|head|meta|body|table|style|script|div)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A private copy of one file, and when it was last saved."""

    data: bytes
    sha256: str
    modified: float


def load(found: FoundFile, limits: Limits) -> Loaded:
    """Read the file once, whole; refused when it is no longer a plain file or changes meanwhile.

    It is opened read-only, without following a link and without waiting for the other end of a pipe.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(found.path, flags), "rb") as file:
        before = os.fstat(file.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise Refused("file-not-regular", detail="不是普通文件")
        if before.st_size > limits.file_mb * MEGABYTE:
            raise oversized(before.st_size, limits)
        whole = found.member is None
        file.seek(0 if found.member is None else found.member.offset)
        data = file.read(before.st_size + 1 if found.member is None else found.member.packed + LONGEST_HEADER)
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or (
        whole and len(data) != before.st_size
    ):
        raise Refused("file-vanished")
    if found.member is not None:
        data = inflated(data, found.member, found.size)
    return Loaded(data, hashlib.sha256(data).hexdigest(), before.st_mtime if whole else found.modified)


def load_settled(found: FoundFile, limits: Limits) -> Loaded:
    """Read the file as `load` does, once more after a moment when it was being replaced or written just then."""
    try:
        return load(found, limits)
    except FileNotFoundError:
        time.sleep(MOMENT)
    except Refused as refused:
        if refused.code != "file-vanished":
            raise
        time.sleep(MOMENT)
    return load(found, limits)


def oversized(size: int, limits: Limits) -> Refused:
    """The refusal of a file by its size alone."""
    return too_large("文件大小", f"{size // MEGABYTE} MB", f"{limits.file_mb} MB", "limits.file_mb")


def recognise(data: bytes, suffix: str, limits: Limits) -> tuple[Format, Archive | None]:
    """The format that the bytes show, with the opened archive where it is one; anything else is refused."""
    if not data:
        raise Refused("file-empty")
    if not data.strip(b"\0") or any(len(data) < len(magic) and magic.startswith(data) for magic in (*ZIP, OLE)):
        raise Refused("file-truncated")
    if data.startswith(ZIP):
        archive = Archive(data, limits)
        return _in_archive(archive, suffix), archive
    if data.startswith(OLE):
        return _in_ole(data), None
    for magic, what in OTHERS:
        if data.startswith(magic):
            raise _unknown(what, suffix)
    return _in_text(data, suffix), None


def _in_archive(archive: Archive, suffix: str) -> Format:
    where = relations.package(archive)
    if where is not None:
        archive.check_prologs()
        return Format.XLSB if where is relations.BINARY else Format.XLSX
    if "mimetype" in archive and "content.xml" in archive:
        if b"spreadsheet" not in archive.inflate("mimetype"):
            raise Refused("file-unknown-format", detail="OpenDocument 文档，不是表格")
        return Format.ODS
    if "word/document.xml" in archive:
        raise Refused("file-unknown-format", detail="Word 文档")
    if "ppt/presentation.xml" in archive:
        raise Refused("file-unknown-format", detail="PowerPoint 演示文稿")
    if "[content_types].xml" in archive:
        raise Refused("file-unknown-format", detail="Office 文件，里面没有工作簿")
    if suffix in EXPECTED:
        raise Refused("file-unknown-format", detail="压缩包，里面没有工作簿")
    raise Refused("unstable-archive")


def _in_ole(data: bytes) -> Format:
    """An OLE container: old Excel and WPS workbooks, or the shell around an encrypted one."""
    if _utf16("EncryptedPackage") in data:
        raise Refused("file-encrypted")
    if len(data) < 1536 or ole.cut_off(data):  # header, one sector of directory, one of allocation
        raise Refused("file-truncated")
    if any(name in data for name in (*ole.STREAMS, *ole.IN_CAPITALS)):
        return Format.XLS
    detail = "Word 文档" if _utf16("WordDocument") in data else "旧版 Office 文件，里面没有工作簿"
    raise Refused("file-unknown-format", detail=detail)


def _in_text(data: bytes, suffix: str) -> Format:
    """A text table, or one of the tables written as markup."""
    wide = data.startswith(BYTE_ORDER_MARKS) or bool(wide_encoding(data))
    if not wide and data[-NUL_TAIL:].strip(b"\0") == b"":
        raise Refused("file-truncated")
    head = data[:4096].replace(b"\0", b"") if wide else data[:4096]
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<"):
        return _in_markup(start, suffix)
    if start[:200].lower().startswith(b"mime-version:") or (suffix == ".xls" and MIME.match(start)):
        return Format.MHTML
    if not wide and len(data.translate(None, CONTROL)) != len(data):
        raise _unknown("内容不是文字", suffix)
    return Format.TEXT


def _in_markup(head: bytes, suffix: str) -> Format:
    if SPREADSHEET_XML in head and head.startswith((b"<?xml", b"<Workbook", b"<ss:Workbook")):
        return Format.XML
    if suffix in EXPECTED and MARKUP.search(head):
        return Format.HTML
    raise _unknown("网页，只是后缀像表格" if MARKUP.search(head) else "XML 文件", suffix)


def _unknown(what: str, suffix: str) -> Refused:
    """Of a file that claims to be a table this is an error; of any other it is only worth a note."""
    return Refused("file-unknown-format", detail=what) if suffix in EXPECTED else Refused("file-ignored")


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")
