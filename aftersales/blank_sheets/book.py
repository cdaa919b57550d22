"""Writes a blank sheet as a workbook: title, headings, an example, ruled rows with drop-downs, and how to fill it in."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter

from aftersales.blank_sheets.columns import BlankColumn, BlankSheet
from aftersales.blank_sheets.examples import Value
from aftersales.blank_sheets.rules import validation
from aftersales.kinds.model import FieldType
from aftersales.safe_text import without_unseen

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

EXAMPLE_MARK, NOTE_MARK = "例", "※这一行是例子"
"""In the column of numbers: an example that reads as a record while it stands alone, and one that never does."""
ACTING = frozenset(("correction",))
"""Kinds whose records change other records: their example must not even count alone."""
GUIDE, CHOICES = "填写说明", "选项"
TITLE, PLACE, HINT, HEADING, FIRST = range(5)
"""Rows from the top: title, shop and month, a hint, the heading, the example."""
RULED, CHECKED = 30, 2000
"""So many numbered rows are ruled in advance; so many rows have drop-downs."""
PLACE_LINE = "门店：　　　　　　　　　　月份：　　　　年　　月　　　　填表人："
HINT_LINE = "带 * 的列必须填。灰色斜体那一行是例子，填好后请删掉它。可以插入行、调整列的先后，也可以加自己的列；表头的字请不要改。"
_PAGE = 215.0
"""Characters that fit across a page lying down and can still be read; a wider sheet takes several pages."""
_NUMBERING = 6.0
_INK, _LINE, _HEAD, _MUST, _EXAMPLE = "#222222", "#8C9BAA", "#DCE6F1", "#FCE4D6", "#F2F2F2"
_FORMATS = {
    FieldType.DATE: "yyyy-mm-dd",
    FieldType.MOMENT: "yyyy-mm-dd hh:mm",
    FieldType.MONEY: "#,##0.00",
    FieldType.TIME: "hh:mm",
}
_FONT = {"font_name": "宋体", "font_size": 11, "font_color": _INK, "valign": "vcenter"}
_BOX = {"border": 1, "border_color": _LINE}


def write_blank_sheet(sheet: BlankSheet, company: str, as_of: datetime, path: Path) -> None:
    """One workbook: the sheet to fill in, how to fill it in, and what may be chosen. Same settings, same bytes."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": sheet.kind.zh, "created": as_of.replace(hour=0, minute=0, second=0, microsecond=0)})
    looks = _Looks(book)
    log = book.add_worksheet(sheet_name(sheet.kind.zh))
    guide = book.add_worksheet(GUIDE)
    lists = _write_choices(book, sheet.columns, looks)
    _write_log(log, sheet, company, looks, lists)
    _write_guide(guide, sheet, looks)
    log.activate()
    book.close()


def sheet_name(zh: str) -> str:
    """A kind's name as the name of a sheet.

    >>> sheet_name("售后服务跟踪表/回访记录")
    '售后服务跟踪表、回访记录'
    """
    for sign in "/\\":
        zh = zh.replace(sign, "、")
    return "".join(sign for sign in without_unseen(zh) if sign not in "[]:*?'")[:31]


class _Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, **how: Any) -> Format:
        """The format with these properties on top of the usual ones."""
        whole = {**_FONT, **how}
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(whole)
        return self._made[key]

    def cell(self, column: BlankColumn, **how: Any) -> Format:
        """A column's cells: numbers to the right, long text wrapped, codes and phones as text."""
        number = (
            "@"
            if column.is_code or column.field.type is FieldType.PERIOD
            else _FORMATS.get(column.field.type, "General")
        )
        long = column.field.type in (FieldType.TEXT, FieldType.ADDRESS) and not column.is_code
        align = "left" if long else "center"
        return self(num_format=number, text_wrap=long, align=align, **how)


def _write_log(
    log: Worksheet, sheet: BlankSheet, company: str, looks: _Looks, lists: Mapping[tuple[str, ...], str]
) -> None:
    last = len(sheet.columns)
    widths = [_NUMBERING, *(column.width for column in sheet.columns)]
    name = without_unseen(f"{company} {sheet.kind.zh}".strip())
    over = _on_first_page(widths)
    log.merge_range(TITLE, 0, TITLE, over, name, looks(font_size=18, bold=True, align="center"))
    log.merge_range(PLACE, 0, PLACE, over, sheet.place or PLACE_LINE, looks(align="left"))
    log.merge_range(HINT, 0, HINT, over, sheet.hint or HINT_LINE, looks(font_size=9, italic=True, font_color="#7F7F7F"))
    for row, height in ((TITLE, 34), (PLACE, 22), (HINT, 18), (HEADING, 34), (FIRST, 30)):
        log.set_row(row, height)
    log.set_column(0, 0, _NUMBERING, looks(align="center"))
    log.write_string(HEADING, 0, "序号", _heading_look(looks, must=False))
    top = FIRST if sheet.rows else FIRST + 1
    if not sheet.rows:
        mark = NOTE_MARK if sheet.kind.id in ACTING else EXAMPLE_MARK
        log.write_string(FIRST, 0, mark, looks(**_BOX, italic=True, bg_color=_EXAMPLE, align="center", text_wrap=True))
    for at, column in enumerate(sheet.columns, start=1):
        log.set_column(at, at, column.width, looks.cell(column))
        must = bool(column.required)
        log.write_string(HEADING, at, f"*{column.heading}" if must else column.heading, _heading_look(looks, must=must))
        if not sheet.rows:
            grey = looks.cell(column, **_BOX, italic=True, bg_color=_EXAMPLE, font_color="#7F7F7F")
            _put(log, FIRST, at, column.example, grey)
        log.data_validation(FIRST, at, FIRST + CHECKED, at, validation(column, lists))
    for row, values in enumerate(_numbered(sheet), start=top):
        log.set_row(row, 30 if sheet.rows else 22)
        log.write_number(row, 0, row - top + 1, looks(**_BOX, align="center"))
        for at, (column, value) in enumerate(zip(sheet.columns, values, strict=True), start=1):
            _put(log, row, at, value, looks.cell(column, **_BOX))
    _rule_further_rows(log, last, looks)
    log.freeze_panes(HEADING + 1, 2)
    _set_up_print(log, name, widths)


def _numbered(sheet: BlankSheet) -> list[tuple[Value, ...]]:
    """The numbered rows: those that are filled in already, else blank ones to write on."""
    return list(sheet.rows) or [(None,) * len(sheet.columns)] * RULED


def _heading_look(looks: _Looks, *, must: bool) -> Format:
    return looks(**_BOX, bold=True, text_wrap=True, align="center", bg_color=_MUST if must else _HEAD)


def _put(log: Worksheet, row: int, at: int, value: Value, look: Format) -> None:
    match value:
        case None:
            log.write_blank(row, at, None, look)
        case date() | time():
            log.write_datetime(row, at, value, look)
        case str():
            log.write_string(row, at, without_unseen(value), look)
        case _:
            log.write_number(row, at, value, look)


def _rule_further_rows(log: Worksheet, last: int, looks: _Looks) -> None:
    """A row below the ruled ones gets its lines as soon as something stands in it."""
    first = FIRST + RULED + 1
    filled = f"COUNTA($A{first + 1}:${_letter(last)}{first + 1})>0"
    ruled = {"type": "formula", "criteria": f"={filled}", "format": looks(**_BOX)}
    log.conditional_format(first, 0, FIRST + CHECKED, last, ruled)


def _letter(at: int) -> str:
    return str(xlsxwriter.utility.xl_col_to_name(at))


def _pages_across(widths: Sequence[float]) -> int:
    return math.ceil(sum(widths) / _PAGE)


def _on_first_page(widths: Sequence[float]) -> int:
    """The last column of the first page across: a title in the middle of all pages would be cut in two."""
    room = sum(widths) / _pages_across(widths)
    return sum(reached <= room + 0.1 for reached in accumulate(widths)) - 1


def _set_up_print(sheet: Worksheet, name: str, widths: Sequence[float]) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    across = _pages_across(widths)
    sheet.fit_to_pages(across, 0)
    sheet.repeat_rows(TITLE, HEADING)
    if across > 1:
        sheet.repeat_columns(0, 1)
    sheet.center_horizontally()
    shown = name.replace("&", "&&")[:60]
    sheet.set_footer(f"&L&9 {shown}&R&9第 &P 页 / 共 &N 页")


def _write_choices(
    book: xlsxwriter.Workbook, columns: Sequence[BlankColumn], looks: _Looks
) -> dict[tuple[str, ...], str]:
    """The lists to choose from, on a sheet of their own (a hidden one would be reported); gives each list's range."""
    found = dict.fromkeys(column.choices for column in columns if column.choices)
    if not found:
        return {}
    sheet = book.add_worksheet(CHOICES)
    sheet.set_row(0, 20)
    places: dict[tuple[str, ...], str] = {}
    for at, choices in enumerate(found):
        headings = [column.heading for column in columns if column.choices == choices]
        sheet.set_column(at, at, 18)
        sheet.write_string(0, at, f"可选：{'、'.join(headings)}", looks(bold=True, bg_color=_HEAD))
        for row, choice in enumerate(choices, start=1):
            sheet.write_string(row, at, choice, looks())
        letter = _letter(at)
        places[choices] = f"='{CHOICES}'!${letter}$2:${letter}${len(choices) + 1}"
    return places


def _write_guide(guide: Worksheet, sheet: BlankSheet, looks: _Looks) -> None:
    """The names of the columns stand in quotes, and no title names the kind: this is no log, and must not look it."""
    guide.hide_gridlines(2)
    for at, width in enumerate((16, 22, 58, 26)):
        guide.set_column(at, at, width)
    guide.merge_range(0, 0, 0, 3, "填写说明", looks(font_size=16, bold=True, align="center"))
    guide.set_row(0, 30)
    lines = sheet.guide or (
        f"一行写{sheet.kind.row}。",
        "“例”字那一行是例子，填好后请删掉；下面有了内容，它就不再计入。",
        "表头的字不要改；列的先后可以换，可以加自己的列，加的内容会原样保留。",
        "没有的内容空着就行，不要写 0。合计、签字可以写在最下面，不会当作记录。",
        "一个月一份，保存为 .xlsx，放进登记表文件夹。文件名里请写门店和月份。",
    )
    for row, line in enumerate(lines, start=1):
        guide.merge_range(row, 0, row, 3, f"{row}. {line}", looks())
        guide.set_row(row, 20)
    top = len(lines) + 2
    for at, word in enumerate(("列名", "必填吗", "怎样填", "例子")):
        guide.write_string(top, at, word, looks(**_BOX, bold=True, align="center", bg_color=_HEAD))
    for row, column in enumerate(sheet.columns, start=top + 1):
        need = column.required or ("请尽量填" if column.expected else "可以空着")
        cells = (f"“{column.heading}”", need, column.advice, _shown(column))
        for at, text in enumerate(cells):
            bold = bool(column.required) and at < 2
            guide.write_string(row, at, text, looks(**_BOX, text_wrap=True, bold=bold))
        guide.set_row(row, 20 * (1 + max(len(column.advice) // 30, len(need) // 12)))
    _set_up_print(guide, f"{sheet.kind.zh} 填写说明", (100.0,))
    guide.set_portrait()
    guide.repeat_rows(top, top)


def _shown(column: BlankColumn) -> str:
    match column.example:
        case None:
            return ""
        case datetime():
            return f"{column.example:%Y-%m-%d %H:%M}"
        case date():
            return column.example.isoformat()
        case time():
            return f"{column.example:%H:%M}"
        case str():
            return column.example
        case _:
            return f"{column.example:g}"
