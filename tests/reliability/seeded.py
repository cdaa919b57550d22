"""Loss on purpose: a row taken away behind the reader, in random places, must be reported every time."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import xlwt

from aftersales.intake import workbooks
from aftersales.intake.grids import Raw
from tests.intake.drawn_binaries import binary_book, binary_sheet
from tests.intake.drawn_books import book, cell, codes, open_document, opened, row

ROWS = 200


def _old() -> bytes:
    made = xlwt.Workbook()
    page = made.add_sheet("回访")
    for number in range(ROWS):
        page.write(number, 0, f"客户{number}")
        page.write(number, 1, number)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _open_xml() -> bytes:
    return book("".join(row(n, cell(f"A{n}", f"客户{n}"), f'<c r="B{n}"><v>{n}</v></c>') for n in range(1, ROWS + 1)))


def _open_document() -> bytes:
    line = '<table:table-row><table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell></table:table-row>'
    return open_document(line * ROWS)


def _binary() -> bytes:
    return binary_book({"回访": binary_sheet([(f"客户{n}", float(n)) for n in range(ROWS)])})


FORMATS: dict[str, Callable[[], bytes]] = {
    "a.xlsx": _open_xml,
    "a.xls": _old,
    "a.xlsb": _binary,
    "a.ods": _open_document,
}


def reported(folder: Path, times: int, seed: int = 1) -> dict[str, int]:
    """How many of so many losses were reported, by format."""
    chance = random.Random(seed)
    real = workbooks.raw
    found: dict[str, int] = {}
    for name, made in FORMATS.items():
        data = made()
        for _ in range(times):
            lost = chance.randrange(ROWS)
            workbooks.raw = lambda sheet, limits, lost=lost: _without(real(sheet, limits), lost)  # type: ignore[misc]
            try:
                found[name] = found.get(name, 0) + ("rows-miscounted" in codes(opened(folder, name, data)))
            finally:
                workbooks.raw = real
    return found


def _without(raw: Raw, at: int) -> Raw:
    return Raw([*raw.rows[:at], [""] * len(raw.rows[0]), *raw.rows[at + 1 :]], raw.top, raw.left)
