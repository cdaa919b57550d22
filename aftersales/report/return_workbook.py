"""A return sheet as a workbook: the list of cells to change, then the rows concerned, each bad cell marked and explained."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import xlsxwriter

from aftersales.problems import Severity
from aftersales.report.languages import Language, language
from aftersales.report.page import Tone
from aftersales.report.return_workbook_copies import Copy, lay_out, write_copy
from aftersales.report.return_workbook_print import set_up_print
from aftersales.report.returns import EFFECTS, Mend, ReturnSheet
from aftersales.report.workbook_cells import Formats, clean, put, put_link
from aftersales.report.workbook_looks import BLUE, Role, Style
from aftersales.report.workbook_names import sheet_names
from aftersales.report.workbook_widths import line_count, row_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

LIST = "要改的格"
COLUMNS = (
    ("序号", 7.0),
    ("位置", 20.0),
    ("现在写的", 22.0),
    ("哪里不对", 36.0),
    ("应该怎样写", 36.0),
    ("没改之前怎样算", 20.0),
    ("影响谁", 15.0),
    ("改好打√", 9.0),
)
HOW = "请在原来的表上照“应该怎样写”改好、保存，放回原处。下次运行自动重算，改好的就不再列出，全部改好后这张退回单自己消失。改这张退回单没有用。"
HEADING_ROW = 4
TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARN, Severity.INFO: Tone.MUTED}
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the same bytes whenever it is written


def write_return(returned: ReturnSheet, out: BinaryIO | Path) -> None:
    """Write the return sheet as an .xlsx file. Equal ones give equal bytes."""
    words = language(returned.language)
    names = sheet_names([words.say(LIST), *(copy.sheet for copy in returned.copies)])
    copies = [lay_out(copy, name, returned.mends) for copy, name in zip(returned.copies, names[1:], strict=True)]
    with xlsxwriter.Workbook(str(out) if isinstance(out, Path) else out, OPTIONS) as book:
        book.set_properties({"title": clean(words.say(f"退回单 {returned.file}")), "created": _CREATED})
        formats = Formats(book)
        _write_list(book.add_worksheet(names[0]), returned, copies, formats, words)
        for copy in copies:
            write_copy(book.add_worksheet(copy.name), copy, formats, f"'{names[0]}'!A1", words)
            set_up_print(book.get_worksheet_by_name(copy.name), copy.widths, copy.heading_rows, returned)


def _write_list(
    sheet: Worksheet, returned: ReturnSheet, copies: Sequence[Copy], formats: Formats, words: Language
) -> None:
    """The first sheet: one row a thing to change."""
    for at, (_, width) in enumerate(COLUMNS):
        sheet.set_column(at, at, width)
    _write_head(sheet, returned, formats, words)
    for at, (title, _) in enumerate(COLUMNS):
        put(sheet, HEADING_ROW, at, words.say(title), formats[Style(Role.HEADING, align="center", wrap=True)])
    sheet.set_row(HEADING_ROW, 22)
    targets = {(copy.sheet, *key): f"'{copy.quoted}'!{cell}" for copy in copies for key, cell in copy.cells.items()}
    for number, mend in enumerate(returned.mends, 1):
        target = targets.get((mend.sheet, mend.row, mend.column), "") if mend.row else ""
        _write_mend(sheet, HEADING_ROW + number, number, mend, target, formats, words)
    last = HEADING_ROW + len(returned.mends)
    sheet.freeze_panes(HEADING_ROW + 1, 0)
    sheet.autofilter(HEADING_ROW, 0, last, len(COLUMNS) - 1)
    sheet.set_tab_color(BLUE)
    set_up_print(sheet, [width for _, width in COLUMNS], (HEADING_ROW, HEADING_ROW), returned)


def _write_head(sheet: Worksheet, returned: ReturnSheet, formats: Formats, words: Language) -> None:
    said = "　".join(part for part in (returned.company, returned.month, returned.checked) if part)
    more = [f"另有 {returned.unlisted} 处没有列出，这些改好后会接着列。"] if returned.unlisted else []
    remarks = [returned.remark] if returned.remark else []
    last = len(COLUMNS) - 1
    lines = (
        (words.say(f"退回单：{returned.file}"), Role.TITLE, 1.8),
        (said, Role.NOTE, 0.9),
        (words.say(returned.headline), Role.HEADLINE, 1.2),
        (words["space"].join(map(words.say, [HOW, *more, *remarks])), Role.LEAD, 1.1),
    )
    width = sum(width for _, width in COLUMNS)
    for row, (text, role, scale) in enumerate(lines):
        look = formats[Style(role, wrap=True)]
        sheet.merge_range(row, 0, row, last, "", look)
        put(sheet, row, 0, text, look)
        sheet.set_row(row, row_points(line_count(clean(text), width, scale), scale))


def _write_mend(
    sheet: Worksheet, row: int, number: int, mend: Mend, target: str, formats: Formats, words: Language
) -> None:
    tone = TONES[mend.severity]
    plain, marked = Style(Role.BODY, wrap=True), Style(Role.BODY, tone=tone, wrap=True)
    texts = (mend.where, mend.written, mend.wrong, mend.write, words.say(EFFECTS[mend.effect]), mend.affects)
    looks = (plain._replace(linked=bool(target)), marked, plain, plain._replace(tone=Tone.STRONG), plain, plain)
    put(sheet, row, 0, number, formats[Style(Role.BODY, align="center")])
    for at, (text, look) in enumerate(zip(texts, looks, strict=True), 1):
        if at == 1 and target:
            put_link(sheet, row, at, target, formats[look])
        put(sheet, row, at, text or None, formats[look])
    put(sheet, row, len(COLUMNS) - 1, None, formats[Style(Role.BODY)])
    lines = max(line_count(clean(text), width) for text, (_, width) in zip(texts, COLUMNS[1:], strict=False))
    sheet.set_row(row, row_points(lines))
