"""Text tables (csv, tsv, tab-separated txt): encoding, separator and rows; a cell is always text.

The encoding is never guessed by frequency: byte order mark, else strict UTF-8, else strict GB18030.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING

from aftersales.intake.refusal import Refused, too_large

if TYPE_CHECKING:
    from aftersales.settings.model import Limits

SEPARATORS = ",\t;"
CHINESE_SEPARATORS = "\uff0c、"
LINES_LOOKED_AT = 20
LONGEST_FIELD = 1 << 20
MUST_BE_SEPARATED = (".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".txt")
SEPARATOR_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)


def decoded(data: bytes) -> str:
    """The text, strictly decoded; refused when no encoding fits."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("file-unreadable", detail="文字编码既不是 UTF-8 也不是 GB18030")


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
        return _rows(text, mark or ",", limits, csv.QUOTE_NONE), False


def _rows(text: str, mark: str, limits: Limits, quoting: int) -> list[list[str]]:
    rows = []
    stored = 0
    csv.field_size_limit(LONGEST_FIELD)
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
