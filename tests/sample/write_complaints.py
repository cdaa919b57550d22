"""The yearly complaint ledger, and the booklet one shop keeps beside it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from .books import Notes, new_book, save
from .cells import Cell, Row, Table, dotted, number_empty_rows, put_table, put_title, sign
from .records import Complaint, Story

LEDGER = "2026年客户投诉台账.xlsx"
BOOKLET = "门店投诉登记本_五里牌店.xlsx"
ONLY_IN_BOOKLET = "TS202610-017"


def write_complaints(folder: Path, story: Story, notes: Notes) -> None:
    """Both files; two complaints stand in both, one only in the booklet."""
    _ledger(folder, [row for row in story.complaints if row.no != ONLY_IN_BOOKLET], notes)
    _booklet(folder, [row for row in story.complaints if row.customer.store == "五里牌店"][-3:], notes)


def _moment(moment: datetime | None) -> Cell:
    """A moment with its time, or a day as clerks type it."""
    if moment is None:
        return "/"
    return moment if moment.hour else dotted(moment.date())


def _money(row: Complaint, index: int) -> Cell:
    if not row.amount:
        return "/" if index % 2 else ""
    return (f"{row.amount}元", f"￥{row.amount:,}.00", row.amount)[index % 3]


def _row(row: Complaint, index: int) -> Row:
    customer = row.customer
    quantity = f"{row.quantity}{row.unit}" if row.quantity else "/"
    return [
        index + 1, row.no, _moment(row.received), customer.store, row.channel, customer.name, customer.phone,
        row.product, row.text, "、".join(row.responsible) or "/", row.department or "/", row.verified, row.handled_by,
        _moment(row.contacted), row.closed or "/", row.status, row.solution, _money(row, index), quantity, "",
    ]  # fmt: skip


_HEADINGS = [
    "序号", "投诉编号", "投诉时间", "门店", "渠道", "客户姓名", "联系电话", "产品型号", "投诉内容", "责任人",
    "责任部门", "是否属实", "处理人", "首次联系", "结案日期", "处理状态", "处理结果", "赔偿金额", "赔偿数量", "备注",
]  # fmt: skip


def _ledger(folder: Path, complaints: list[Complaint], notes: Notes) -> None:
    """A two-row heading, 60 numbered rows of which few are filled, a total far below, last year's sheet hidden."""
    book, sheet = new_book("所有客诉")
    table = Table(_HEADINGS, date_format="mm-dd-yy", groups={"责任": (9, 10), "处理过程": (12, 16), "赔偿": (17, 18)})
    in_order = [*complaints[1:3], complaints[0], *complaints[3:]]
    table.rows = [_row(row, index) for index, row in enumerate(in_order)]
    table.rows.append(
        [len(table.rows) + 1, "TS202609-090", "2026.9.18", "高桥店", "电话", "詹立新",
         "13800000366", "", "/", "/", "/", "", "周敏", "/", "/", "待核实", "/", "", "/", "客户未说明"]
    )  # fmt: skip
    notes.reject(LEDGER, "complaint", "没有投诉内容")
    put_title(sheet, 1, "2026年客户投诉台账", len(_HEADINGS))
    first = put_table(sheet, 2, table)
    end = number_empty_rows(sheet, first, len(table.rows), 60)
    sheet.cell(end, 1, "合计")
    sheet.cell(end, 18, sum(row.amount for row in complaints))
    sign(
        sheet,
        end + 1,
        "制表人：彭程        部门负责人：            财会负责人：",
        "注：赔偿数量按片、箱填写，没有的填“/”",
    )
    sheet.freeze_panes = "C4"
    sheet.auto_filter.ref = f"A3:T{end - 1}"
    old = book.create_sheet("2025年")
    put_title(old, 1, "2025年客户投诉台账", len(_HEADINGS))
    stale = Table(
        _HEADINGS,
        [[1, "TS202510-001", "2025.10.8", "高桥店", "电话", "旧客户", "13800000100", "", "地砖空鼓", *[""] * 11]],
    )
    put_table(old, 2, stale)
    old.sheet_state = "hidden"
    book.create_sheet("Sheet2")
    book.create_sheet("Sheet3")
    save(book, folder / LEDGER)


def _booklet(folder: Path, complaints: list[Complaint], notes: Notes) -> None:
    """The shop's own list: some of its lines are in the ledger too, under the same number."""
    book, sheet = new_book("投诉登记")
    table = Table(
        ["投诉编号", "投诉日期", "门店", "客户姓名", "电话", "产品型号", "投诉内容", "是否属实", "处理人", "处理状态"]
    )
    for row in complaints:
        customer = row.customer
        written = f"{row.received:%Y-%m-%d %H:%M}"
        table.rows.append(
            [row.no, written, "五里牌店", customer.name, customer.phone, row.product, row.text,
             row.verified, row.handled_by, row.status]
        )  # fmt: skip
    put_title(sheet, 1, "五里牌店客户投诉登记（10月）", 10)
    put_table(sheet, 2, table)
    save(book, folder / BOOKLET)
    notes.duplicate(BOOKLET, "complaint", sum(row.no != ONLY_IN_BOOKLET for row in complaints))
