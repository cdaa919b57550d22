"""Mess of records (D): the same thing twice, in one sheet or two; people who left; records of another month."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from .drawn import Column, File, Line, Role, Said, Sheet, Spot

NUMBERED = ("complaint", "delivery", "repair")
"""Kinds whose records have a number of their own."""


def pasted_twice(spot: Spot) -> bool:
    """D1: rows of yesterday pasted again under today's."""
    sheet = spot.sheet
    clean = [line for line in sheet.of(Role.RECORD) if not line.messed]
    if len(clean) < 2 or not spot.claim("store", "duplicates"):
        return False
    for line in spot.random.sample(clean, 2):
        twin = Line(Role.DUPLICATE, dict(line.cells), said=[Said("row-duplicate")])
        line.messed.update(line.cells)
        twin.messed.update(line.cells)
        sheet.lines.insert(_end(sheet), twin)
    return True


def in_two_files(spot: Spot) -> bool:
    """D2: a record stands in the sheet of another clerk too."""
    sheet = spot.sheet
    clean = [line for line in sheet.of(Role.RECORD) if not line.messed]
    if not clean or not spot.claim("store", "duplicates", "date", "name"):
        return False
    line = spot.random.choice(clean)
    line.messed.update(line.cells)
    columns = [Column(column.heading, column.field, column.sort) for column in sheet.columns if column.field]
    heading = Line(Role.HEADING, {column: column.heading for column in columns})
    values = {column.field: value for column, value in line.cells.items() if column.field}
    twin = Line(Role.DUPLICATE, {column: values[column.field] for column in columns}, said=[Said("row-duplicate")])
    twin.messed.update(columns)
    other = Sheet("Sheet1", sheet.kind, columns, [heading, twin], sheet.month)
    spot.folder.files.append(File(f"99{spot.file.name.rpartition('/')[2]}", [other], situations=["D2"]))
    spot.folder.files[-1].claimed.update(spot.file.claimed)
    return True


def nearly_twice(spot: Spot) -> bool:
    """D3: the same day and customer with another remark: perhaps the same, perhaps not."""
    sheet, remark = spot.sheet, spot.sheet.fed("remark")
    clean = [line for line in sheet.of(Role.RECORD) if not line.messed]
    if remark is None or not clean or sheet.kind in NUMBERED or not spot.claim("store", "duplicates"):
        return False
    line = spot.random.choice(clean)
    near = Line(Role.RECORD, dict(line.cells), truth=dict(line.truth), said=[Said("row-near")])
    near.cells[remark] = near.truth["remark"] = "当天又来电一次"
    line.messed.update(line.cells)
    near.messed.update(line.cells)
    sheet.lines.insert(_end(sheet), near)
    return True


def alike(spot: Spot) -> bool:
    """D4: two rows that say the same of nobody: both count."""
    sheet = spot.sheet
    who = [column for column in (sheet.fed("customer"), sheet.fed("phone")) if column]
    clean = [line for line in sheet.of(Role.RECORD) if not line.messed]
    if sheet.kind not in ("guidance", "audit") or not clean or not spot.claim("store", "duplicates"):
        return False
    line = spot.random.choice(clean)
    for column in who:
        line.cells[column] = None
        line.truth[column.field] = None
    same = Line(Role.RECORD, dict(line.cells), truth=dict(line.truth), said=[Said("row-alike")])
    line.messed.update(line.cells)
    same.messed.update(line.cells)
    sheet.lines.insert(_end(sheet), same)
    return True


def other_month(spot: Spot) -> bool:
    """D7: a record of August in a sheet that says September or October."""
    name = {"complaint": "received_at", "measuring": "measured_on", "repair": "finished_at"}.get(
        spot.sheet.kind, "date"
    )
    column = spot.sheet.fed(name)
    records = [line for line in spot.sheet.of(Role.RECORD) if column and column not in line.messed]
    if column is None or not records or not spot.claim("name", "period"):
        return False
    year, month = spot.sheet.month.split("-")
    spot.file.name = f"{spot.file.name}{year}年{int(month)}月"
    line = spot.random.choice(records)
    line.cells[column] = date(2026, 8, 20)
    line.truth[name] = "2026-08-20"
    line.said.append(Said("other-month", column))
    line.messed.add(column)
    return True


def stranger(spot: Spot) -> bool:
    """D8: somebody whom the roster does not know, or who had left."""
    found = spot.cell("person")
    if found is None:
        return False
    line, column = found
    left = str(line.truth.get("date") or line.truth.get("received_at") or "")[:10] > "2026-10-15"
    name, code = ("吴刚", "person-left") if left and spot.random.random() < 0.5 else ("欧阳铁柱", "unknown-person")
    line.cells[column] = line.truth[column.field] = name
    line.said.append(Said(code, column))
    return True


def _end(sheet: Sheet) -> int:
    """The position behind the last record."""
    told = sheet.of(Role.RECORD, Role.REJECTED, Role.DUPLICATE)
    return max(sheet.lines.index(line) for line in told) + 1


OPERATORS: Mapping[str, Callable[[Spot], bool]] = {
    "D1": pasted_twice, "D2": in_two_files, "D3": nearly_twice, "D4": alike, "D7": other_month, "D8": stranger,
}  # fmt: skip
