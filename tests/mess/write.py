"""Writes a drawn folder: .xlsx, .xls, .et, csv in any dress, web pages and XML that call themselves .xls."""

from __future__ import annotations

import html
import io
import os
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt  # type: ignore[import-untyped]

from .drawn import File, Folder, Line, Parts, Sheet, Shown, Value

SAVED = 1_793_500_000.0
"""When every file was saved: 1 November 2026."""


def write_folder(folder: Folder, out: Path) -> None:
    """Write every file below `out`; the names in the folder are final after that."""
    for file in folder.files:
        path = out / (file.bundle or file.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bundled(file) if file.bundle else content_of(file))
        os.utime(path, (SAVED, SAVED))


class _OldName(zipfile.ZipInfo):
    """A member whose name is written in GBK, without saying so, as Chinese Windows does."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's own name
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def _bundled(file: File) -> bytes:
    """A zip with this one file in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        member = _OldName(file.path.removeprefix(f"{file.bundle}/"), (2026, 11, 1, 8, 0, 0))
        archive.writestr(member, content_of(file))
    return buffer.getvalue()


def content_of(file: File) -> bytes:
    """The bytes of one file."""
    if file.content is not None:
        return file.content
    if file.copy_of is not None:
        return content_of(file.copy_of)
    if file.format == "xlsx":
        content = _edited(_xlsx(file), file)
    elif file.format in ("xls", "et"):
        content = _xls(file)
    elif file.format == "html":
        content = _encoded(_html(file.sheet), "gbk")
    elif file.format == "xml":
        content = _xml(file.sheet).encode()
    else:
        content = _encoded(_text(file.sheet, file.separator), file.encoding)
    return file.bytes_edit(content) if file.bytes_edit else content


def _encoded(text: str, encoding: str) -> bytes:
    """The text in that encoding, or in the larger one of the same family where it holds a rare character."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("gb18030")


def cells_of(sheet: Sheet, line: Line) -> Iterator[tuple[int, Shown]]:
    """What stands in a line, by column from the table's left edge."""
    laid = {sheet.columns.index(column): value for column, value in line.cells.items()} | line.free
    for at, value in sorted(laid.items()):
        shown = value if isinstance(value, Shown) else Shown(value)
        if shown.value is not None or shown.formula or shown.comment:
            yield at, shown


# -- Excel --------------------------------------------------------------------------------------------------------------


def _xlsx(file: File) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, {**options, "date_1904": file.epoch_1904, "default_date_format": "yyyy/m/d"})
    book.set_properties({"created": datetime(2026, 11, 1, 8)})  # noqa: DTZ001 - the same bytes every time
    looks: dict[tuple[str, bool, str], Any] = {}
    for sheet in file.sheets:
        if sheet.state == "chart":
            chart = book.add_chart({"type": "line"})
            chart.add_series({"values": [file.sheet.name, 1, 1, 4, 1]})
            book.add_chartsheet(sheet.name).set_chart(chart)
            continue
        page = book.add_worksheet(sheet.name)
        for line in sheet.lines:
            _put_line(book, page, sheet, line, looks)
        for first, last, left, right in sheet.merges:
            _merge(page, sheet, first, last, (left, right))
        for row, column in sheet.far:
            page.write_blank(row - 1, column - 1, None, _look(book, looks, "", struck=False, colour="#FFFF00"))
        if sheet.state == "hidden":
            page.hide()
        elif sheet.state == "veryHidden":
            page.very_hidden()
    book.close()
    return buffer.getvalue()


def _look(book: Any, looks: dict[tuple[str, bool, str], Any], number: str, *, struck: bool, colour: str) -> Any:
    key = (number, struck, colour)
    if key not in looks:
        wanted: dict[str, Any] = {"font_strikeout": struck} | ({"bg_color": colour} if colour else {})
        looks[key] = book.add_format(
            wanted | ({"num_format": int(number) if number.isdigit() else number} if number else {})
        )
    return looks[key]


def _put_line(book: Any, page: Any, sheet: Sheet, line: Line, looks: dict[tuple[str, bool, str], Any]) -> None:
    row = sheet.row(line) - 1
    if line.hidden:
        page.set_row(row, None, None, {"hidden": True})
    for at, shown in cells_of(sheet, line):
        column = sheet.first_column - 1 + at
        number = shown.format or _format_for(shown.value)
        look = (
            _look(book, looks, number, struck=line.struck, colour=line.colour)
            if number or line.struck or line.colour
            else None
        )
        _put(page, row, column, shown, look)
        if shown.comment:
            page.write_comment(row, column, shown.comment)


def _put(page: Any, row: int, column: int, shown: Shown, look: Any) -> None:
    value = shown.value
    if shown.formula:
        page.write_formula(row, column, shown.formula, look, "" if value is None else value)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, look)
    elif isinstance(value, datetime | date | time | timedelta):
        page.write_datetime(row, column, value, look)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, look)
    elif value is not None:
        page.write_string(row, column, value, look)


def _format_for(value: Value) -> str:
    if isinstance(value, datetime):
        return "yyyy-mm-dd hh:mm"
    if isinstance(value, date):
        return "yyyy/m/d"
    if isinstance(value, timedelta):
        return "[h]:mm"
    return "hh:mm" if isinstance(value, time) else ""


def _merge(page: Any, sheet: Sheet, first: Line, last: Line, between: tuple[int, int]) -> None:
    """Merge cells that are written already: the top left one keeps what it holds."""
    left = sheet.first_column - 1
    top, bottom = sheet.row(first) - 1, sheet.row(last) - 1
    page.merge.append([top, left + between[0], bottom, left + between[1]])


def _edited(content: bytes, file: File) -> bytes:
    """The same workbook after the edits of its parts."""
    if not file.edits:
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: Parts = {name: archive.read(name) for name in archive.namelist()}
    for edit in file.edits:
        parts = edit(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            info = zipfile.ZipInfo("part")
            info.filename = name  # a back slash stays one
            archive.writestr(info, part)
    return buffer.getvalue()


def _xls(file: File) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    looks = {form: xlwt.easyxf(num_format_str=form) for form in ("yyyy/m/d", "yyyy-mm-dd hh:mm", "hh:mm", "[h]:mm")}
    for sheet in file.sheets:
        page = book.add_sheet(sheet.name)
        for line in sheet.lines:
            for at, shown in cells_of(sheet, line):
                form = _format_for(shown.value)
                place = (sheet.row(line) - 1, sheet.first_column - 1 + at, shown.value)
                page.write(*place, looks[form]) if form else page.write(*place)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


# -- text ---------------------------------------------------------------------------------------------------------------


def as_text(value: Value) -> str:
    """A cell as Excel writes it into a text file."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    if isinstance(value, int | float) and abs(value) >= 1e11:
        return f"{value:.5E}"
    return f"{value:.11g}" if isinstance(value, float) else str(value)


def _rows(sheet: Sheet) -> Iterator[list[str]]:
    width = sheet.first_column - 1 + len(sheet.columns)
    yield from ([""] * width for _ in range(sheet.first_row - 1))
    for line in sheet.lines:
        row = [""] * width
        for at, shown in cells_of(sheet, line):
            row[sheet.first_column - 1 + at] = as_text(shown.value)
        yield row


def _text(sheet: Sheet, separator: str) -> str:
    quoted = [
        [
            '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in '"\n' + separator) else cell
            for cell in row
        ]
        for row in _rows(sheet)
    ]
    return "".join(separator.join(row) + "\r\n" for row in quoted)


def _html(sheet: Sheet) -> str:
    cells = [[html.escape(cell).replace("\n", "<br>") for cell in row] for row in _rows(sheet)]
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gbk"></head><body>'
    return f"{head}<table border=1>{rows}</table></body></html>"


def _xml(sheet: Sheet) -> str:
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{html.escape(cell)}</Data></Cell>' for cell in row) + "</Row>"
        for row in _rows(sheet)
    )
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{name}" xmlns:ss="{name}">'
        f'<Worksheet ss:Name="{sheet.name}"><Table>{rows}</Table></Worksheet></Workbook>'
    )
