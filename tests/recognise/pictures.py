"""Sheets drawn as text: the first letter of a line says what the row is (N note, H heading, R record, B blank)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from aftersales.kinds import load_kinds
from aftersales.model import Cell, Grid, LogTable, Merge, Recognition
from aftersales.recognise import recognise

KINDS = load_kinds({})
LETTERS = {"note": "N", "heading": "H", "record": "R", "blank": "B"}


@dataclass(frozen=True)
class Picture:
    """A drawn sheet and what is expected of it. A blank kind means that it is not read, for the reason `code`."""

    name: str
    drawing: str
    kind: str = ""
    mapping: str = ""
    code: str = ""
    file: str = "九月.xlsx"
    sheet: str = "Sheet1"
    first_row: int = 1
    first_column: int = 1
    merges: tuple[Merge, ...] = ()


def cell(text: str) -> Cell:
    text = text.strip()
    if not text:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.fromisoformat(text)
    if re.fullmatch(r"-?\d{1,9}(\.\d+)?", text):
        return float(text)
    return text.replace("⏎", "\n")


def grid_of(picture: Picture) -> Grid:
    lines = [line.strip() for line in picture.drawing.strip().splitlines()]
    rows = [[cell(part) for part in line[1:].split("|")] for line in lines]
    width = max(len(row) for row in rows)
    padded = tuple((*row, *([None] * (width - len(row)))) for row in rows)
    return Grid(picture.file, picture.sheet, padded, picture.first_row, picture.first_column, picture.merges)


def letters_of(picture: Picture) -> str:
    return "".join(line.strip()[0] for line in picture.drawing.strip().splitlines())


def seen(picture: Picture) -> Recognition:
    return recognise(grid_of(picture), KINDS, picture.file)


def mapping_of(table: LogTable) -> dict[str, str]:
    return {column.heading: "+".join(column.fields) for column in table.columns if column.fields}


def wanted_mapping(text: str) -> dict[str, str]:
    return dict(pair.rsplit("=", 1) for pair in text.split())
