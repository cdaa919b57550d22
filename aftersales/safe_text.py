"""Text from a cell made harmless for what it is put into: a table, a terminal, a file name.

Nothing here repairs data; it only keeps a cell's text from acting: no live formula, no control or direction-changing
character, no path that leads elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

UNSEEN_RANGES = (
    ("\x00", "\x08"),
    ("\x0b", "\x0c"),
    ("\x0e", "\x1f"),
    ("\x7f", "\x9f"),  # up to here control characters, without tab, line feed and carriage return
    ("\u061c", "\u061c"),
    ("\u200e", "\u200f"),
    ("\u202a", "\u202e"),
    ("\u2066", "\u2069"),  # up to here marks, embeddings, overrides and isolates of direction
    ("\u2028", "\u2029"),
    ("\ufeff", "\ufeff"),
    ("\ufff9", "\ufffb"),  # up to here line separators, byte order mark, annotations
)
SURROGATES = ("\ud800", "\udfff")
"""Halves of a pair stand for the bytes of a file name that is no UTF-8."""
_UNSEEN = re.compile("[" + "".join(f"{low}-{high}" for low, high in (*UNSEEN_RANGES, SURROGATES)) + "]")
_LINES = re.compile("\r\n?")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The last four are the full-width forms, which Chinese and Japanese editions of Excel take for the narrow ones."""
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{device}{n}" for device in ("COM", "LPT") for n in range(1, 10))}
LONGEST = 80


def without_unseen(text: str) -> str:
    r"""The text without control and direction characters; line ends become `\n`, tabs stay.

    >>> without_unseen("a\x1b[31mb\u202ec\r\nd")
    'a[31mbc\nd'
    """
    return _UNSEEN.sub("", _LINES.sub("\n", text))


def one_line(text: str) -> str:
    r"""The text as a terminal or a log line may show it.

    >>> one_line("王芳\n\t来电\x07")
    '王芳 来电'
    """
    return " ".join(without_unseen(text).split())


def formula_safe(text: str) -> str:
    """The text as a cell of a CSV file; a spreadsheet opens it as text and never as a formula.

    >>> formula_safe("=1+1"), formula_safe("13800000001"), formula_safe("-")
    ("'=1+1", '13800000001', "'-")
    """
    plain = without_unseen(text)
    return f"'{plain}" if text.startswith(FORMULA_STARTS) or plain.startswith(FORMULA_STARTS) else plain


def safe_name(text: str, taken: Collection[str] = ()) -> str:
    """The text as the name of one file or folder, on every system; none of `taken`, whatever their case.

    >>> safe_name("../王芳:张三"), safe_name("con.xlsx"), safe_name(""), safe_name("王芳", {"王芳"})
    ('_王芳_张三', '_con.xlsx', '未命名', '王芳~2')
    """
    name = re.sub(r'[/\\:*?"<>|\t\n]', "_", without_unseen(unicodedata.normalize("NFC", text)))
    name = name.strip().lstrip(".").rstrip(" .") or "未命名"
    if name.split(".")[0].rstrip().upper() in RESERVED:
        name = f"_{name}"
    known = {other.casefold() for other in taken}
    found, count = _shortened(name, ""), 1
    while found.casefold() in known:
        count += 1
        found = _shortened(name, f"~{count}")
    return found


def _shortened(name: str, end: str) -> str:
    """The name with `end` before its suffix, at most `LONGEST` characters and 240 bytes long."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or len(suffix) > 10:
        stem, suffix = name, ""
    tail = f"{end}.{suffix}" if suffix else end
    stem = stem[: LONGEST - len(tail)]
    while len(f"{stem}{tail}".encode()) > 240:
        stem = stem[:-1]
    return f"{stem.rstrip(' .')}{tail}"
