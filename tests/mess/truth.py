"""What must come of a drawn folder: per file and sheet the kind, the heading row, every row's fate, values, problems."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter

from .drawn import File, Folder, Line, Role, Sheet

Truth = dict[str, Any]
COUNTED = tuple(role.value for role in Role)


def truth_of(folder: Folder) -> Truth:
    """The truth of the whole folder, as it is written into truth.json."""
    return {"seed": folder.seed, "files": [_file(file) for file in folder.files]}


def _file(file: File) -> Truth:
    original = file.copy_of or file
    sheets = (
        []
        if original.left_out
        else [_sheet(sheet, text=original.format in ("csv", "html"), held=original.held) for sheet in original.sheets]
    )
    if file.copy_of:
        sheets = [_copied(sheet) for sheet in sheets]
    return {
        "file": file.path,
        "situations": file.situations,
        "left_out": original.left_out,
        "problems": [{"code": code, "sheet": "", "cell": ""} for code in file.said],
        "sheets": sheets,
    }


def _copied(sheet: Truth) -> Truth:
    """A sheet of a file that stands in the folder twice: all its rows are duplicates."""
    return sheet | dict.fromkeys(COUNTED, 0) | {"duplicate": sheet["rows"], "values": [], "problems": []}


def _sheet(sheet: Sheet, *, text: bool, held: bool) -> Truth:
    name = "" if text else sheet.name
    said = [{"code": code, "sheet": name, "cell": ""} for code in sheet.said if not held]
    if sheet.state == "chart":
        return {"sheet": name, "kind": "", "header_row": 0, "rows": 0, **dict.fromkeys(COUNTED, 0), "note": 0,
                "values": [], "problems": said}  # fmt: skip
    if sheet.unread or sheet.state or held:
        rows = len(sheet.lines)
        counts = dict.fromkeys(COUNTED, 0) | {"note": rows}
        return {"sheet": name, "kind": "", "header_row": 0, "rows": rows, **counts, "values": [], "problems": said}
    counts = {role.value: len(sheet.of(role)) for role in Role}
    return {
        "sheet": name,
        "kind": sheet.kind,
        "header_row": sheet.first_row + sheet.heading,
        "rows": len(sheet.lines),
        **counts,
        "values": [{"row": sheet.row(line), "fields": line.truth} for line in sheet.of(Role.RECORD)],
        "problems": [*said, *(problem for line in sheet.lines for problem in _said(sheet, line, name))],
    }


def _said(sheet: Sheet, line: Line, name: str) -> list[Truth]:
    row = sheet.row(line)
    return [
        {
            "code": said.code,
            "sheet": name,
            "cell": f"{get_column_letter(sheet.number(said.column))}{row}" if said.column else "",
            "row": row,
        }
        for said in line.said
    ]
