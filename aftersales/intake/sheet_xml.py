"""A quick look over the XML of one sheet of .xlsx, by byte searches alone: how far it reaches, how many rows it uses.

This is the independent count beside calamine, and it finds what calamine does not tell: error values, formulas
without a stored result, hidden rows. Sheets written in an unusual way are left to `sheet_cells`: exact and slow.
Where a single byte is looked for before a longer mark, it is because that is twenty times faster and mostly settles it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aftersales.model import Merge

if TYPE_CHECKING:
    from collections.abc import Iterator

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
BLOCK = 8 << 20
HEAD = 4096

SHEET_DATA = re.compile(rb"<sheetData[ >/]")
UNUSUAL = re.compile(rb"""\s(?:r|t|s|hidden)(?:\s+=|=\s|=')|>\s+<""")
ROW_ALONE = re.compile(rb'<row r="(\d{1,10})"(?: [\w:]+="[^"]*")*>')
ROW = re.compile(rb'<row [^>]*?\br="(\d{1,10})"')
HIDDEN = re.compile(rb"hidden=")
HIDDEN_ROW = re.compile(rb'<row (?=[^>]*?\bhidden="(?:1|true)")[^>]*?\br="(\d{1,10})"')
WIDE = re.compile(rb' r="[A-Za-z]{2}')
REFERENCE = re.compile(rb' r="([A-Za-z]{1,4})\d')
ERROR = re.compile(rb'<c (?=[^>]*?\bt="e")([^>]*)>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v[^>]*>([^<]*)</v>')
FORMULA = re.compile(rb"<c( [^>]*)?>(?:<f(?:\s[^>]*)?/>|<f(?:\s[^>]*)?>[^<]*</f>)(<v[^>]*/>|<v[^>]*></v>)?(?!<v)")
ADDRESS = re.compile(rb'\br="([A-Za-z]{1,3})(\d{1,7})"')
TEXT_RESULT = re.compile(rb'\bt="str"')
MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})["']""")

Address = tuple[int, int]  # row, column, from 1


@dataclass(frozen=True, slots=True)
class Scan:
    """What the XML of a sheet says about it. `used_rows` counts row elements that hold a value or a formula.

    `last_column` may be more than the last used one, never less.
    """

    used_rows: int
    first_row: int
    last_row: int
    last_column: int
    errors: tuple[tuple[Address, str], ...] = ()
    uncached: tuple[Address, ...] = ()
    hidden: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()

    @property
    def span(self) -> int:
        """The rows from the first to the last used one."""
        return self.last_row - self.first_row + 1 if self.used_rows else 0


def scan(xml: bytes, most: int) -> Scan | None:
    """Look a sheet over; None when it is written in a way that only `sheet_cells` can be trusted with.

    `most` is how many cells may be laid out: below it nobody needs the last column exactly.
    """
    start = SHEET_DATA.search(xml, 0)
    if start is None or (b"!" in xml and b"<!" in xml):
        return None
    if UNUSUAL.search(xml, start.start(), start.start() + HEAD):
        return None
    used = _used_rows(xml)
    if used is None:
        return None
    count, first, last = used
    uncached = _uncached(xml, start.start())
    errors = _errors(xml)
    if uncached is None or errors is None:
        return None
    columns = _last_column(xml, most // max(last, 1))
    hidden = _hidden_rows(xml, start.end(), last)
    return Scan(count, first, last, columns, errors, uncached, hidden, merges(xml))


def merges(xml: bytes) -> tuple[Merge, ...]:
    """The merged blocks, which stand behind the cells."""
    tail = xml.rfind(b"sheetData")
    found = MERGE.finditer(xml, max(tail, 0))
    return tuple(Merge(int(m[2]), column_number(m[1]), int(m[4]), column_number(m[3])) for m in found)


def column_number(letters: bytes) -> int:
    """The number of a column, whatever the case of its letters.

    >>> column_number(b"A"), column_number(b"aa"), column_number(b"XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _used_rows(xml: bytes) -> tuple[int, int, int] | None:
    """Count, first and last of the rows with content; None when a row does not say its number."""
    numbers = []
    for chunk in _rows(xml):
        if b"<v" in chunk or b"<is" in chunk or b"<f" in chunk:
            row = ROW_ALONE.match(chunk) or ROW.match(chunk, chunk.rfind(b"<row"))
            if row is None:
                return None
            numbers.append(int(row[1]))
    return len(numbers), min(numbers, default=0), max(numbers, default=0)


def _rows(xml: bytes) -> Iterator[bytes]:
    """The text up to each end of a row: empty rows without an end of their own stick to the next one, unseen."""
    start = 0
    while (cut := xml.find(b"</row>", start + BLOCK)) >= 0:
        yield from xml[start:cut].split(b"</row>")
        start = cut + 6
    stop = xml.rfind(b"</row>", start)
    if stop >= 0:
        yield from xml[start:stop].split(b"</row>")


def _hidden_rows(xml: bytes, start: int, last: int) -> frozenset[int]:
    if xml.find(b"h", start, xml.rfind(b"</sheetData>")) < 0 or not HIDDEN.search(xml):
        return frozenset()
    return frozenset(number for row in HIDDEN_ROW.finditer(xml) if (number := int(row[1])) <= last)


def _last_column(xml: bytes, most: int) -> int:
    if most >= LAST_COLUMN:
        return LAST_COLUMN
    if most >= 26 and not WIDE.search(xml):
        return 26
    return max((column_number(letters) for letters in set(REFERENCE.findall(xml))), default=26)


def _errors(xml: bytes) -> tuple[tuple[Address, str], ...] | None:
    if b"#" not in xml or b't="e"' not in xml:
        return ()
    found = []
    for cell in ERROR.finditer(xml):
        address = _address(cell[1])
        if address is None:
            return None
        found.append((address, cell[2].decode("utf-8", "replace")))
    return tuple(found) if len(found) == xml.count(b't="e"') else None


def _uncached(xml: bytes, start: int) -> tuple[Address, ...] | None:
    if xml.find(b"f", start, xml.rfind(b"</sheetData>")) < 0 or b"<f" not in xml:
        return ()
    found = []
    for cell in FORMULA.finditer(xml):
        attributes = cell[1] or b""
        if cell[2] and TEXT_RESULT.search(attributes):
            continue  # the formula's result is an empty text, and stored as such
        address = _address(attributes)
        if address is None:
            return None
        found.append(address)
    return tuple(found)


def _address(attributes: bytes) -> Address | None:
    found = ADDRESS.search(attributes)
    return (int(found[2]), column_number(found[1])) if found else None
