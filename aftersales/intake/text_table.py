"""Text tables (csv, tsv, tab-separated txt): encoding, separator and rows; a cell is always text.

The encoding is never guessed by frequency: byte order mark, else strict UTF-8, else strict GB18030.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING

from aftersales.intake.contents import Contents, Opened
from aftersales.intake.grids import Raw, grid
from aftersales.intake.refusal import Refused, too_large
from aftersales.problems import Place, Problem

if TYPE_CHECKING:
    from aftersales.settings.model import Limits

SEPARATORS = ",\t;"
CHINESE_SEPARATORS = "\uff0c、"
LINES_LOOKED_AT = 20
READER = "csv"
MUST_BE_SEPARATED = (".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".txt")
MAY_BE_TEXT = (*MUST_BE_SEPARATED, ".csv", ".tsv")
UNPRINTED = re.compile(r"[\x00-\x06\x0e-\x19\x1c-\x1f]")
DECLARATION = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]{2,20})["'][^>]*\?>""", re.IGNORECASE)
KNOWN_TO_PARSER = frozenset({b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1", b"ascii"})
SEPARATOR_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)


def decoded(data: bytes) -> str:
    """The text, strictly decoded; refused when no encoding fits."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    elif wide := wide_encoding(data):
        encodings = (wide,)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("file-unreadable", detail="文字编码既不是 UTF-8 也不是 GB18030")


def decoded_as(data: bytes, name: str) -> str:
    """The text in the encoding that it declares; where that is unknown or does not fit, as if it declared none."""
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        known = codecs.lookup(name).name
        encoding = "gb18030" if known in ("gb2312", "gbk", "hz") else known
        return decoded(data) if marked else data.decode(encoding)
    except (LookupError, UnicodeError):
        return decoded(data)


def wide_encoding(data: bytes) -> str:
    r"""UTF-16 without a byte order mark, by the zeros beside its separators and line ends; blank when it is not.

    >>> wide_encoding("客户,备注\n".encode("utf-16-le")), wide_encoding("客户,备注\n".encode())
    ('utf-16-le', '')
    """
    if len(data) % 2 or b"\0" not in data:
        return ""
    low, high = data[::2], data[1::2]
    for encoding, zeros, letters in (("utf-16-le", high, low), ("utf-16-be", low, high)):
        if b"\0" in zeros and b"\0" not in letters.rstrip(b"\0"):
            text = data.decode(encoding, "replace")
            return "" if "\ufffd" in text or UNPRINTED.search(text) else encoding
    return ""


def as_utf8(xml: bytes) -> bytes:
    """XML in an encoding that the parser does not know (GBK, mostly), as UTF-8; any other as it is."""
    declared = DECLARATION.match(xml)
    if declared is None or declared[1].lower() in KNOWN_TO_PARSER:
        return xml
    return decoded_as(xml[declared.end() :], declared[1].decode("ascii")).encode("utf-8", "replace")


def separator(text: str) -> str:
    r"""What separates the columns, or blank when nothing does: what most of the first lines have in the same number.

    >>> separator("日期;备注\n2026-10-01;好,很好\n")
    ';'
    """
    lines = [line for line in text[: 1 << 16].splitlines() if line.strip()][:LINES_LOOKED_AT]
    for candidates in (SEPARATORS, CHINESE_SEPARATORS):
        best, steadiest = "", 0
        for mark in candidates:
            counts = [_outside_quotes(line).count(mark) for line in lines]
            used = [count for count in counts if count]
            steady = max((used.count(count) for count in used), default=0)
            if steady > steadiest:
                best, steadiest = mark, steady
        if best:
            return best
    return ""


def workbook(opened: Opened) -> Contents:
    """The one table of a text file; a text without any is refused, under a name that promises none as none of ours."""
    if opened.suffix and opened.suffix not in MAY_BE_TEXT:
        raise Refused("file-ignored")
    rows, in_order = read(opened.data, opened.suffix, opened.limits)
    width = max(map(len, rows), default=0)
    if len(rows) * width > opened.limits.cells:
        detail = f"{len(rows)} 行 × {width} 列，上限 {opened.limits.cells} 个单元格"
        raise Refused("sheet-too-wide", detail=detail)
    even = [row + [""] * (width - len(row)) for row in rows]
    problems = () if in_order else (Problem("text-quotes", Place(opened.file)),)
    return Contents(READER, (grid(opened.file, "", Raw(even, 1, 1), READER),), (), problems)


def read(data: bytes, suffix: str, limits: Limits) -> tuple[list[list[str]], bool]:
    """The rows as they stand, blank ones included, and whether the quotes were in order.

    Where a quote is never closed every line is taken as a row, so that no row disappears into a cell.
    """
    text = decoded(data)
    mark, text = _declared(text)
    mark = mark or separator(text)
    if not mark and suffix in MUST_BE_SEPARATED:
        raise Refused("file-ignored" if suffix == ".txt" else "file-unknown-format", detail="只有文字，没有分列")
    try:
        return _rows(text, mark or ",", limits, csv.QUOTE_MINIMAL), True
    except csv.Error:
        pass  # a quote is never closed, or a cell is too long
    try:
        return _rows(text, mark or ",", limits, csv.QUOTE_NONE), False
    except csv.Error as fault:
        raise too_large("一格的字数", f"{limits.letters} 以上", limits.letters, "limits.letters") from fault


def _rows(text: str, mark: str, limits: Limits, quoting: int) -> list[list[str]]:
    rows = []
    stored = 0
    csv.field_size_limit(limits.letters)
    lines = io.StringIO(text, newline="")
    for row in csv.reader(lines, delimiter=mark, quoting=quoting, strict=quoting != csv.QUOTE_NONE):  # type: ignore[arg-type]
        stored += len(row)
        if stored > limits.cells:
            raise too_large("单元格数", f"{limits.cells} 以上", limits.cells, "limits.cells")
        rows.append(row)
    return rows


def _declared(text: str) -> tuple[str, str]:
    """The separator that the first line declares (`sep=;`, a line that Excel itself does not show)."""
    first, _, rest = text.partition("\n")
    found = SEPARATOR_LINE.fullmatch(first)
    return (found[1], rest) if found else ("", text)


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])
