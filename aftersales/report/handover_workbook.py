"""A handover list as a workbook to print, tick off and sign."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from aftersales.report.wording import plain
from aftersales.report.workbook_looks import BLUE, FONT, GREY, LINE, PALE
from aftersales.report.workbook_widths import display_width
from aftersales.worklists.model import Handover, Section

BY_HAND = (
    ("应收账款单据", "逐张点清，注明金额"),
    ("领用公物", "工具、手机、车辆、钥匙、工作服……"),
    ("系统账户", "只写账户名；密码当面移交并更改，不写在纸上"),
    ("其他", ""),
)
"""What no log sheet tells: written by the two who hand over (S4-10)."""
SIGN = ("交接人", "接收人", "监交人")
WIDTHS = (4, 15, 11, 12, 14, 34, 13, 11, 28)
LAST = len(WIDTHS) - 1
TICK = "□"
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


class _Looks:
    """The formats of the list."""

    def __init__(self, book: Workbook) -> None:
        base = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True}
        edge = {"border": 1, "border_color": LINE}

        def look(**more: object) -> Format:
            return book.add_format({**base, **more})

        self.title = look(font_size=16, bold=True, font_color=BLUE, text_wrap=False)
        self.meta = look(font_color=GREY, text_wrap=False)
        self.part = look(font_size=12, bold=True, font_color=BLUE, text_wrap=False)
        self.heading = look(bold=True, bg_color=PALE, align="center", **edge)
        self.text = look(**edge)
        self.number = look(num_format="#,##0.##", align="right", indent=1, **edge)
        self.tick = look(align="center", font_size=12, **edge)
        self.note = look(font_color=GREY, text_wrap=False)
        self.sign = look(bottom=1, text_wrap=False)


def write_handover(handover: Handover, path: Path) -> None:
    """Write the list. Equal lists give equal bytes."""
    with xlsxwriter.Workbook(path, _OPTIONS) as book:
        made = datetime.strptime(handover.day, "%Y-%m-%d")  # noqa: DTZ007 - the day of the list
        book.set_properties({"title": plain(f"{handover.person} 工作交接清单"), "created": made})
        looks = _Looks(book)
        sheet = book.add_worksheet("工作交接清单")
        _set_up(sheet, handover)
        row = _write_head(sheet, handover, looks)
        for number, section in enumerate(handover.sections, start=1):
            row = _write_section(sheet, row, f"{number}. {section.title}", section, looks)
        row = _write_by_hand(sheet, row, len(handover.sections) + 1, looks)
        _write_signatures(sheet, row + 1, looks)


def _set_up(sheet: Worksheet, handover: Handover) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.hide_gridlines(2)
    name = plain(handover.person).replace("&", "&&")[:40]
    sheet.set_footer(f"&L&9 {name} 工作交接清单 {handover.day}&R&9第 &P 页 / 共 &N 页")
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)


def _write_head(sheet: Worksheet, handover: Handover, looks: _Looks) -> int:
    about = [f"{label}：{text}" for label, text in (("姓名", handover.person), *handover.about)]
    told = "　".join((*about, f"截至 {handover.day}", f"共 {handover.count} 项"))
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, plain(f"{handover.company} 工作交接清单".strip()), looks.title)
    sheet.write_string(1, 0, plain(told), looks.meta)
    sheet.write_string(2, 0, "逐项当面点清，接收人在方格里打勾；没有的项目写“无”。", looks.meta)
    return 4


def _write_section(sheet: Worksheet, row: int, title: str, section: Section, looks: _Looks) -> int:
    """Its heading, its rows with a box to tick each, the last column as wide as what is left; where the next one begins."""
    sheet.write_string(row, 0, plain(f"{title}（{len(section.rows)}）"), looks.part)
    row += 1
    if section.note:
        sheet.write_string(row, 0, plain(section.note), looks.note)
        row += 1
    if not section.rows:
        sheet.write_string(row, 0, "无", looks.note)
        return row + 2
    last = len(section.columns)
    rooms = [*WIDTHS[1:last], sum(WIDTHS[last:])]
    if last < LAST:
        sheet.merge_range(row, last, row, LAST, "", looks.heading)
    for at, heading in enumerate(("", *section.columns)):
        sheet.write_string(row, at, heading, looks.heading)
    for values in section.rows:
        row += 1
        if last < LAST:
            sheet.merge_range(row, last, row, LAST, "", looks.text)
        sheet.write_string(row, 0, TICK, looks.tick)
        for at, value in enumerate(values, start=1):
            if isinstance(value, str):
                sheet.write_string(row, at, plain(value), looks.text)
            else:
                sheet.write_number(row, at, value, looks.number)
        sheet.set_row(row, 16 * max(_lines(str(value), room) for value, room in zip(values, rooms, strict=True)))
    return row + 2


def _write_by_hand(sheet: Worksheet, row: int, number: int, looks: _Looks) -> int:
    sheet.write_string(row, 0, f"{number}. 由双方填写", looks.part)
    for name, hint in BY_HAND:
        row += 1
        sheet.set_row(row, 32)
        sheet.write_string(row, 0, TICK, looks.tick)
        sheet.write_string(row, 1, name, looks.text)
        sheet.merge_range(row, 2, row, 4, "", looks.text)
        sheet.write_string(row, 2, hint, looks.text)
        sheet.merge_range(row, 5, row, LAST, "", looks.text)
    return row + 2


def _write_signatures(sheet: Worksheet, row: int, looks: _Looks) -> None:
    for label in SIGN:
        sheet.set_row(row, 30)
        sheet.merge_range(row, 1, row, 3, "", looks.sign)
        sheet.write_string(row, 1, f"{label}（签字）：", looks.sign)
        sheet.merge_range(row, 5, row, 6, "", looks.sign)
        sheet.write_string(row, 5, "日期：", looks.sign)
        row += 1


def _lines(text: str, width: int) -> int:
    return max(1, -(-int(1.15 * display_width(text)) // width))
