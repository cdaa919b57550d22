"""The sheets of those who go out, and of the office that checks: measuring, tiling guidance, audits, the roster."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import xlwt  # type: ignore[import-untyped]
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from .books import Notes, new_book, save
from .cells import Cell, Row, Table, merge_runs, number_empty_rows, put_table, put_title, serial, sign, spoken
from .company import AUDITOR, COMPANY, STAFF, STAFF_HEADINGS, STORES
from .plans import MONTHS, OCTOBER, SEPTEMBER
from .records import Guidance, Measuring, Story

Month = tuple[int, int]
_MEASURING = [
    "序号",
    "申请日期",
    "门店",
    "导购",
    "客户姓名",
    "电话",
    "小区/地址",
    "预约量房时间",
    "量房时间",
    "量房人",
    "面积（㎡）",
    "备注",
]


def write_measurings(folder: Path, month: Month, story: Story, notes: Notes) -> None:
    """An old .xls in the first month, a workbook with plain numbers for dates in the second."""
    rows = [row for row in story.measurings if (row.requested_on.year, row.requested_on.month) == month]
    rows.sort(key=lambda row: STORES.index(row.customer.store))
    if month == SEPTEMBER:
        _measuring_xls(folder / f"量房登记表{month[1]}月.xls", month, rows)
    else:
        _measuring_xlsx(folder / f"量房登记表{month[1]}月.xlsx", month, rows, notes)


def _measured(row: Measuring, index: int, days: tuple[Cell, Cell, Cell], surveyor: str) -> Row:
    customer = row.customer
    area: Cell = f"{row.area:g}㎡" if index % 5 == 2 else row.area
    return [
        index + 1, days[0], customer.store, row.salesperson, customer.name, customer.phone, customer.address, days[1],
        days[2], surveyor, area, "" if row.measured_on else "客户出差，改期",
    ]  # fmt: skip


def _measuring_xls(path: Path, month: Month, rows: list[Measuring]) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("量房")
    sheet.write_merge(0, 0, 0, 11, f"{COMPANY}量房登记表 {month[0]}年{month[1]}月")
    dated = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for column, heading in enumerate(_MEASURING):
        sheet.write(1, column, heading)
    for index, row in enumerate(rows):
        booked: Cell = f"预约:{row.booked_for.isoformat()}" if index % 3 == 1 else row.booked_for
        for column, value in enumerate(
            _measured(row, index, (row.requested_on, booked, row.measured_on or "/"), row.measured_by)
        ):
            if isinstance(value, date):
                sheet.write(index + 2, column, value, dated)
            else:
                sheet.write(index + 2, column, value)
    sheet.write(len(rows) + 2, 0, "合计")
    sheet.write(len(rows) + 2, 4, f"{len(rows)}户")
    book.add_sheet("Sheet2")
    raw = io.BytesIO()
    book.save(raw)
    path.write_bytes(raw.getvalue())


def _measuring_xlsx(path: Path, month: Month, rows: list[Measuring], notes: Notes) -> None:
    book, sheet = new_book(f"{month[1]}月")
    table = Table(_MEASURING)
    for index, row in enumerate(rows):
        surveyor = row.measured_by
        if index == 6:
            surveyor = "邓海滔"
            notes.query(f"{path.parent.name}/{path.name}", surveyor, "unknown-person")
        measured = serial(row.measured_on) if row.measured_on else "/"
        days: tuple[Cell, Cell, Cell] = (serial(row.requested_on), serial(row.booked_for), measured)
        table.rows.append(_measured(row, index, days, surveyor))
    put_title(sheet, 1, f"{COMPANY}量房登记表", 12)
    sheet.cell(2, 10, f"{month[0]}年{month[1]}月")
    first = put_table(sheet, 3, table)
    merge_runs(sheet, first, table.rows, 2, [2])
    number_empty_rows(sheet, first, len(table.rows), 40)
    save(book, path)


def write_guidances(folder: Path, month: Month, story: Story, notes: Notes) -> None:
    """Three ticks under one heading, names with notes glued on, a shop written once for all its rows."""
    rows = [row for row in story.guidances if (row.day.year, row.day.month) == month]
    rows.sort(key=lambda row: STORES.index(row.customer.store))
    book, sheet = new_book("铺贴指导")
    headings = [
        "序号",
        "门店",
        "指导日期",
        "客户姓名",
        "电话",
        "地址",
        "型号",
        "泥工师傅",
        "进场日期",
        "指导人",
        "第几次上门",
    ]
    headings += ["泡水", "留缝", "错缝", "客户满意情况", "是否返工", "返工原因", "备注"]
    table = Table(headings, groups={"注意事项交代": (11, 13)})
    name = f"铺贴指导记录{month[1]}月.xlsx"
    table.rows = [_guided(row, index, month) for index, row in enumerate(rows)]
    if month == OCTOBER:
        table.rows[4][8] = "2027.10.9"
        notes.query(f"{folder.name}/{name}", "2027.10.9", "future-date")
    title = "补贴指导记录" if month == SEPTEMBER else "铺贴指导记录"
    put_title(sheet, 1, f"{COMPANY}{month[0]}年{month[1]}月{title}", len(headings))
    first = put_table(sheet, 2, table)
    merge_runs(sheet, first, table.rows, 1, [1])
    sign(sheet, first + len(table.rows), "合计", "售后经理：彭程")
    _instructions(book.create_sheet("说明"))
    save(book, folder / name)


def _guided(row: Guidance, index: int, month: Month) -> Row:
    day: Cell = row.day
    if month == SEPTEMBER:
        day = spoken(row.day) if index % 2 else f"{row.day:%Y/%m/%d}"
    people = "、".join(row.guided_by)
    if index % 4 == 1:
        notes = {"王芳": "王芳(组长)", "李建国": "李师傅", "吴刚": "吴刚10月15离职" if month == OCTOBER else "吴刚"}
        people = notes.get(people, people)
    again: Cell = "否"
    if row.rework:
        again = "是" if row.rework == 1 else row.rework
    word = row.word or ("/" if index % 2 else "")
    customer = row.customer
    return [
        index + 1, customer.store, day, customer.name, customer.phone, customer.address, row.product, row.mason,
        row.started_on, people, row.visit_no, "√", "√" if index % 7 else "×", "√", word, again, row.reason, "",
    ]  # fmt: skip


def _instructions(sheet: Worksheet) -> None:
    for number, line in enumerate(
        ("填写说明", "1. 每次上门填一行。", "2. 泡水、留缝、错缝交代过的打“√”。", "3. 返工一定要写原因。"), 1
    ):
        sheet.cell(number, 1, line)


def write_audits(folder: Path, story: Story) -> None:
    """One workbook, one sheet per month, the year only in the title."""
    book = Workbook()
    book.remove(book.worksheets[0])
    headings = [
        "序号",
        "抽查日期",
        "抽查人",
        "原回访日期",
        "售后文员",
        "客户姓名",
        "电话",
        "当事人",
        "核实情况",
        "服务态度问题",
        "处罚金额",
        "备注",
    ]
    for month in MONTHS:
        sheet = book.create_sheet(f"{month[1]}月")
        table = Table(headings)
        for index, row in enumerate(audit for audit in story.audits if (audit.day.year, audit.day.month) == month):
            call = row.callback
            fined = 50 if row.attitude else 20 if row.finding in ("不属实", "未回访") else "/"
            auditor = AUDITOR if index % 4 else "黄姐"
            table.rows.append(
                [index + 1, spoken(row.day), auditor, spoken(call.day), call.called_by, call.customer.name,
                 call.customer.phone, row.responsible or "/", row.finding, "是" if row.attitude else "否", fined, ""]
            )  # fmt: skip
        put_title(sheet, 1, f"{month[0]}年{month[1]}月售后抽查回访记录", 12)
        first = put_table(sheet, 2, table)
        end = number_empty_rows(sheet, first, len(table.rows), 12)
        sign(sheet, end, "注：回访不实20元/次，服务态度50元/次", "行政部：黄雅琴")
    save(book, folder / "抽查回访记录.xlsx")


def write_roster(folder: Path) -> None:
    """Who works here, under which names, and by which scheme they are appraised."""
    book, sheet = new_book("花名册")
    table = Table(STAFF_HEADINGS, [[number, *person] for number, person in enumerate(STAFF, 1)])
    put_title(sheet, 1, f"{COMPANY}售后相关人员花名册", len(STAFF_HEADINGS))
    put_table(sheet, 2, table)
    about = book.create_sheet("说明")
    about.cell(1, 1, "填写说明")
    about.cell(2, 1, "别名写平时的叫法，几个用、隔开；离职的写离职日期，不要删行。")
    book.create_sheet("Sheet2")
    save(book, folder / "花名册.xlsx")
