"""The delivery sheets: one file per shop and month."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from .books import Notes, new_book, save
from .cells import Cell, Row, Table, merge_runs, put_table, put_title, serial, sign, slashed, spaced
from .company import COMPANY
from .plans import SEPTEMBER
from .records import Delivery, Story

Month = tuple[int, int]
_TITLES = {"陈志强": "陈师傅", "张伟民": "张师傅", "何平": "何平"}


def write_deliveries(folder: Path, month: Month, story: Story, notes: Notes) -> None:
    """The month's delivery files of all shops."""
    lines = [line for line in story.deliveries if (line.day.year, line.day.month) == month]
    _wulipai(folder, month, [line for line in lines if line.customer.store == "五里牌店"], notes)
    _gaoqiao(folder, month, [line for line in lines if line.customer.store == "高桥店"], notes)
    _hongxing(folder, month, [line for line in lines if line.customer.store == "红星店"])


def _wulipai(folder: Path, month: Month, lines: list[Delivery], notes: Notes) -> None:
    """One block per order: everything but the goods is merged down; the greeting's date in a column of its own."""
    book, sheet = new_book("送货登记")
    headings = ["送货日期", "送货单号", "门店", "类型", "客户姓名", "联系电话", "送货地址", "送货人", "短信日期"]
    headings += ["品牌", "型号", "规格", "数量", "金额（元）", "是否定制", "备注"]
    table = Table(headings)
    for index, line in enumerate(lines):
        amount: Cell = line.quantity * line.product.price
        if month == SEPTEMBER and index == 7:
            amount = "#N/A"
            notes.query(f"{folder.name}/送货/五里牌店送货登记{month[1]}月.xlsx", "#N/A", "cell-error")
        sms = line.sms if isinstance(line.sms, date) else ""
        customer, product = line.customer, line.product
        table.rows.append(
            [line.day, line.no, customer.store, line.type, customer.name, customer.phone, customer.address,
             "/".join(line.handled_by), sms, product.brand, product.model, product.spec,
             f"{line.quantity}{product.unit}", amount, "是" if line.special else "", ""]
        )  # fmt: skip
    put_title(sheet, 1, f"{COMPANY}五里牌店送货登记表（{month[0]}年{month[1]}月）", len(headings))
    first = put_table(sheet, 2, table)
    merge_runs(sheet, first, table.rows, 1, range(9))
    total = sum(line.quantity * line.product.price for line in lines)
    end = first + len(table.rows)
    sheet.cell(end, 1, "合计")
    sheet.cell(end, 14, total)
    sign(sheet, end + 1, f"合计金额：￥{total:,}.00", "仓库：              司机签字：")
    sheet.auto_filter.ref = f"A2:P{end - 1}"
    save(book, folder / "送货" / f"五里牌店送货登记{month[1]}月.xlsx")


def _gaoqiao_row(line: Delivery, index: int) -> Row:
    people = "、".join(_TITLES[person] if index % 3 == 0 else person for person in line.handled_by)
    phone = f"{line.customer.phone} 0731-8400{index:04d}" if index == 4 else line.customer.phone
    customer, product = line.customer, line.product
    sms = line.sms if isinstance(line.sms, str) else "是"
    return [
        index + 1, slashed(line.day), line.no, line.type, customer.store, customer.name, phone, customer.address,
        product.model, product.spec, f"{line.quantity}{product.unit}", people, "√" if sms and index % 2 else sms, "",
    ]  # fmt: skip


def _gaoqiao(folder: Path, month: Month, lines: list[Delivery], notes: Notes) -> None:
    """Days as 9/3 with the year in the title, drivers by their title, the heading again after forty lines."""
    book, sheet = new_book("Sheet1")
    headings = [
        "序号",
        "日期",
        "送货单号",
        "类型",
        "门店",
        "客户姓名",
        "电话",
        "地址",
        "型号",
        "规格",
        "数量",
        "送货人",
        "短信",
        "备注",
    ]
    table = Table([spaced(heading) for heading in headings])
    name = f"{folder.name}/送货/高桥店送货单{month[0]}-{month[1]:02d}.xlsx"
    table.rows = [_gaoqiao_row(line, index) for index, line in enumerate(lines)]
    if month == SEPTEMBER:
        table.rows[11][11] = "张伟明"
        notes.query(name, "张伟明", "unknown-person")
    if len(table.rows) > 40:
        table.rows.insert(40, list(table.headings))
    put_title(sheet, 1, f"高桥店{month[0]}年{month[1]}月送货登记", len(headings))
    sheet.cell(2, 1, f"制表时间 : {month[0]}/{month[1]}/29")
    first = put_table(sheet, 3, table)
    sign(sheet, first + len(table.rows), f"合计数量：{len(lines)}单", "制表人：赵倩    审核：")
    save(book, folder / "送货" / f"高桥店送货单{month[0]}-{month[1]:02d}.xlsx")


def _hongxing(folder: Path, month: Month, lines: list[Delivery]) -> None:
    """Dates as plain numbers, no column for the type nor for the greeting."""
    book, sheet = new_book("送货")
    table = Table(
        [
            "送货日期",
            "销售单号",
            "门店",
            "客户名称",
            "联系电话",
            "收货地址",
            "产品型号",
            "规格",
            "数量",
            "经办人",
            "备注",
        ]
    )
    for line in lines:
        customer, product = line.customer, line.product
        table.rows.append(
            [serial(line.day), line.no, "红星店", customer.name, int(customer.phone), customer.address, product.model,
             product.spec, f"{line.quantity} {product.unit}", "/".join(line.handled_by), "/"]
        )  # fmt: skip
    put_title(sheet, 2, f"红 星 店 送 货 单（{month[0]}年{month[1]}月）", 11)
    first = put_table(sheet, 4, table)
    sign(sheet, first + len(table.rows) + 1, "合    计", "收货单位签字：            日期：")
    book.create_sheet("Sheet2")
    save(book, folder / "送货" / f"红星店送货{month[1]}月.xlsx")
