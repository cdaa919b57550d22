"""The books of the office and the store room, and the attendance sheet."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from .books import Notes, new_book, save
from .cells import Row, Table, dotted, put_table, put_title, sign, slashed
from .company import COMPANY
from .office import (
    ERRORS,
    EXPENSES,
    GLUE_CARD,
    LEGEND,
    PRESENT,
    QUOTA,
    cards_of,
    days_of,
    marks_of,
    payments_of,
)
from .plans import MONTHS
from .records import Story

Month = tuple[int, int]


def write_office(out: Path, story: Story, notes: Notes) -> None:
    """财务/, 仓库/ and the customers' cards."""
    _expenses(out / "财务" / "费用开支登记簿.xlsx", notes)
    _payments(out / "财务" / "缴款单.csv", story, notes)
    _parts_card(out / "仓库" / "零配件销货卡.xlsx", notes)
    _errors(out / "仓库" / "商品进货验收差错登记簿.xlsx", notes)
    _customers(out / "客户资料卡.xlsx", story, notes)


def _expenses(path: Path, notes: Notes) -> None:
    """Department and quota above the table, the total below it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for month in MONTHS:
        sheet = book.create_sheet(f"{month[1]}月")
        table = Table(["日期", "摘要", "金额", "经办人", "备注"], date_format="m月d日")
        table.rows = [[date(*month, day), what, yuan, who, ""] for day, what, yuan, who in EXPENSES[month]]
        put_title(sheet, 1, "费用开支登记簿", 5)
        sheet.cell(2, 1, "部门名称：售后部")
        sheet.cell(2, 3, f"本月费用定额：{QUOTA}")
        first = put_table(sheet, 3, table)
        sheet.cell(first + len(table.rows), 1, "合计")
        sheet.cell(first + len(table.rows), 3, sum(row[2] for row in EXPENSES[month]))
        sign(sheet, first + len(table.rows) + 1, "制表人：黄雅琴          部门负责人：彭程")
        notes.count(f"财务/{path.name}", sheet.title, "expense", len(table.rows))
    save(book, path)


def _payments(path: Path, story: Story, notes: Notes) -> None:
    """A text file in the old Chinese coding, money with its sign."""
    rows: list[Row] = [["缴款单（服务费）", "", "", "", ""], ["日期", "交款员", "金额", "收款员", "单号"]]
    for number, (day, person, amount) in enumerate(payments_of(story), 1):
        rows.append([dotted(day), person, f"{amount}元" if number % 3 else amount, "黄雅琴", f"JK{number:03d}"])
    rows.append(["合计", "", sum(amount for _, _, amount in payments_of(story)), "", ""])
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.getvalue().encode("gbk"))
    notes.count(f"财务/{path.name}", "", "payment", len(rows) - 3)


def _parts_card(path: Path, notes: Notes) -> None:
    """One part's card: its number and name above, the balance written after each line."""
    book, sheet = new_book("瓷砖胶")
    table = Table(["日期", "摘要", "数量", "单位", "结存", "领料人", "备注"])
    for line in GLUE_CARD:
        table.rows.append([slashed(line.day), line.what, line.quantity, "包", line.balance, line.person, ""])
    put_title(sheet, 1, "零配件销货卡（2026年）", 7)
    sheet.cell(2, 1, "编号：F001")
    sheet.cell(2, 3, "名称：瓷砖胶C2")
    put_table(sheet, 3, table)
    notes.count(f"仓库/{path.name}", sheet.title, "part", len(table.rows))
    save(book, path)


def _errors(path: Path, notes: Notes) -> None:
    """Both months below each other."""
    book, sheet = new_book("2026年")
    headings = ["日期", "供应商", "商品名称", "单据数", "实收数", "差异", "金额", "原因", "处理结果"]
    table = Table(headings)
    for month in MONTHS:
        for day, supplier, product, written, received, yuan, reason, action in ERRORS[month]:
            table.rows.append(
                [dotted(date(*month, day)), supplier, product, written, received, received - written, yuan, reason,
                 action]
            )  # fmt: skip
    put_title(sheet, 1, "商品进货验收差错登记簿", len(headings))
    put_table(sheet, 2, table)
    notes.count(f"仓库/{path.name}", sheet.title, "receiving_error", len(table.rows))
    save(book, path)


def _customers(path: Path, story: Story, notes: Notes) -> None:
    """A list of cards."""
    book, sheet = new_book("客户资料")
    headings = ["序号", "客户姓名", "联系电话", "地址", "门店", "产品型号", "首次到店日期", "购买日期", "送货日期"]
    headings += ["保修期（月）", "业务员", "是否VIP", "备注"]
    table = Table(headings)
    for number, card in enumerate(cards_of(story), 1):
        customer = card.customer
        days = (card.first_seen, dotted(card.purchased), card.delivered)
        table.rows.append(
            [number, customer.name, customer.phone, customer.address, customer.store, card.product, *days, 12,
             card.owner, card.vip, ""]
        )  # fmt: skip
    put_title(sheet, 1, f"{COMPANY}客户资料卡", len(headings))
    put_table(sheet, 2, table)
    notes.count(path.name, sheet.title, "customer", len(table.rows))
    save(book, path)


def write_attendance(folder: Path, month: Month, notes: Notes) -> None:
    """Days across, weekdays below them, a count at the end, and what the signs mean under the table."""
    book, sheet = new_book("考勤")
    days, rows = days_of(month), marks_of(month)
    put_title(sheet, 1, f"{COMPANY}售后部{month[0]}年{month[1]}月考勤表", len(days) + 3)
    head: Row = ["序号", "姓名", *(day.day for day in days), "出勤天数"]
    week: Row = ["", "", *("一二三四五六日"[day.weekday()] for day in days), ""]
    body: list[Row] = [[at, person, *marks, marks.count(PRESENT)] for at, (person, marks) in enumerate(rows.items(), 1)]
    for row, cells in enumerate([head, week, *body], 2):
        for column, value in enumerate(cells, 1):
            sheet.cell(row, column, value if value != "" else None)
    sign(sheet, 4 + len(body), LEGEND, "制表人：黄雅琴")
    name = f"考勤表{month[1]}月.xlsx"
    notes.count(f"{folder.name}/{name}", "考勤", "attendance", len(body))
    save(book, folder / name)
