"""One file of the drop folder → its sheets as grids. What the suffix says is a hint; what the bytes show decides."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from aftersales.intake import old_excel, open_document, text_table, workbooks
from aftersales.intake.grids import Raw, grid, with_marks
from aftersales.intake.guard import EXPECTED, Format, load, recognise
from aftersales.intake.old_excel import Marks
from aftersales.intake.open_xml import OpenXml
from aftersales.intake.refusal import Refused
from aftersales.model import FoundFile, Grid, Workbook
from aftersales.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from python_calamine import CalamineWorkbook

    from aftersales.intake.archive import Archive
    from aftersales.intake.guard import Loaded
    from aftersales.intake.workbooks import Listed
    from aftersales.settings.model import Limits

Unread = tuple[str, int]
MACROS = "_VBA_PROJECT".encode("utf-16-le")
MACRO_PART = "xl/vbaProject.bin"


def read(found: FoundFile, limits: Limits) -> Workbook:
    """The file's sheets; a refused file gives a workbook without grids and the problem that says why.

    Raises OSError when the file cannot be opened; a panic of the compiled reader passes through to the process
    boundary in `pool`.
    """
    sha256, modified = "", found.modified
    try:
        loaded = load(found, limits)
        sha256, modified = loaded.sha256, loaded.modified
        return _read(found, loaded, limits)
    except Refused as refused:
        problem = Problem(refused.code, Place(found.name), facts=refused.facts)
        return Workbook(found.name, sha256, modified, "", (), problems=(problem,))


def _read(found: FoundFile, loaded: Loaded, limits: Limits) -> Workbook:
    suffix = suffix_of(found.name)
    form, archive = recognise(loaded.data, suffix, limits)
    problems = _about_file(found.name, suffix, form, loaded.data, archive)
    if form is Format.TEXT:
        if suffix and suffix not in EXPECTED:
            raise Refused("file-ignored")
        read, more = _text(found.name, loaded.data, suffix, limits)
        grids, unread, reader = [read], list[Unread](), "csv"
    elif form is Format.XLSX and archive is not None:
        opened = OpenXml.open(found.name, loaded.data, archive, limits)
        grids, unread, more = _sheets(found.name, workbooks.listed(opened.book), limits, opened.read, opened.count)
        more, reader = [*more, *opened.problems], workbooks.READER
    else:
        marks = _marks(form, loaded.data, archive, limits)
        book = workbooks.open_book(loaded.data)
        sheets = _Compiled(found.name, book, limits, marks)
        grids, unread, more = _sheets(found.name, workbooks.listed(sheets.book), limits, sheets.read, sheets.count)
        reader = workbooks.READER
    return Workbook(found.name, loaded.sha256, loaded.modified, reader, tuple(grids), tuple(unread), (*problems, *more))


def suffix_of(name: str) -> str:
    """The suffix in lower case; blank where a name has none.

    >>> suffix_of("一组/回访.XLSX"), suffix_of("回访登记")
    ('.xlsx', '')
    """
    return posixpath.splitext(name)[1].lower()


class _Compiled:
    """A workbook of a format whose inside only calamine looks at: .xls, .et, .xlsb, .ods."""

    def __init__(self, file: str, book: CalamineWorkbook, limits: Limits, marks: Sequence[Marks]) -> None:
        self.book = book
        self._file = file
        self._limits = limits
        self._marks = marks

    def read(self, sheet: Listed) -> Grid:
        opened = workbooks.open_sheet(self.book, sheet.index)
        marks = self._marks[sheet.index] if sheet.index < len(self._marks) else Marks()
        raw = workbooks.raw(opened, self._limits)
        errors = {address: cell for address, cell in marks.errors.items() if raw.holds(address)}
        read = grid(self._file, sheet.name, raw, workbooks.READER, errors)
        return with_marks(read, (*workbooks.merged(opened), *marks.merges), marks.hidden)

    def count(self, sheet: Listed) -> int:
        return workbooks.open_sheet(self.book, sheet.index).height


def _sheets(
    file: str,
    listed: Iterable[Listed],
    limits: Limits,
    read: Callable[[Listed], Grid],
    count: Callable[[Listed], int],
) -> tuple[list[Grid], list[Unread], list[Problem]]:
    """Every sheet either as a grid or as unread; charts are unread without a problem."""
    grids: list[Grid] = []
    unread: list[Unread] = []
    problems: list[Problem] = []
    for sheet in listed:
        place = Place(file, sheet.name)
        if not sheet.cells:
            unread.append((sheet.name, 0))
            continue
        try:
            _check_number(sheet, limits)
            if not sheet.hidden:
                grids.append(read(sheet))
                continue
            rows = count(sheet)
            unread.append((sheet.name, rows))
            problems.append(Problem("hidden-sheet", place, facts={"rows": rows}))
        except Refused as refused:
            if refused.code.startswith("file-"):
                raise
            unread.append((sheet.name, 0))
            problems.append(Problem(refused.code, place, facts=refused.facts))
    return grids, unread, problems


def _check_number(sheet: Listed, limits: Limits) -> None:
    if sheet.index >= limits.sheets:
        raise Refused("too-many-sheets", limit=limits.sheets)


def _text(file: str, data: bytes, suffix: str, limits: Limits) -> tuple[Grid, list[Problem]]:
    rows, in_order = text_table.read(data, suffix, limits)
    width = max(map(len, rows), default=0)
    if len(rows) * width > limits.cells:
        raise Refused("sheet-too-wide", detail=f"{len(rows)} 行 × {width} 列，上限 {limits.cells} 个单元格")
    even = [row + [""] * (width - len(row)) for row in rows]
    problems = [] if in_order else [Problem("text-quotes", Place(file))]
    return grid(file, "", Raw(even, 1, 1), "csv"), problems


def _about_file(file: str, suffix: str, form: Format, data: bytes, archive: Archive | None) -> list[Problem]:
    problems = []
    if suffix in EXPECTED and form not in EXPECTED[suffix]:
        problems.append(Problem("wrong-suffix", Place(file), facts={"suffix": suffix, "actual": str(form)}))
    if MACRO_PART in archive if archive is not None else form is Format.XLS and MACROS in data:
        problems.append(Problem("macro-file", Place(file)))
    return problems


def _marks(form: Format, data: bytes, archive: Archive | None, limits: Limits) -> list[Marks]:
    """What calamine does not tell of the sheets; what comes out of every part that it will read is counted before."""
    if archive is None:
        return old_excel.marks(data) if form is Format.XLS else []
    if form is Format.ODS:
        return open_document.marks(archive.inflate("content.xml"), limits)
    for name in sorted(archive.names):
        if name.endswith((".bin", ".rels")):
            archive.inflate(name)
    return []
