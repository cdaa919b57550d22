"""The callback sheets: three shops, three habits."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import date
from pathlib import Path

from .books import Notes, new_book, save
from .cells import Row, Table, dotted, merge_runs, number_empty_rows, put_table, put_title, sign, spaced, spoken
from .company import COMPANY, STORES
from .plans import OCTOBER, SEPTEMBER
from .records import Callback, Story

Month = tuple[int, int]
_UNREACHED = ("未接", "关机", "无人接听", "空号")


def write_callbacks(folder: Path, month: Month, story: Story, notes: Notes) -> None:
    """The month's callback files of all shops."""
    calls = [call for call in story.callbacks if (call.day.year, call.day.month) == month]
    elsewhere = {row.customer.phone for row in story.deliveries}
    elsewhere |= {row.customer.phone for row in story.complaints} | {row.customer.phone for row in story.guidances}
    by_store = {store: [call for call in calls if call.customer.store == store] for store in STORES}
    _wulipai(folder, month, by_store["五里牌店"], notes)
    _gaoqiao(folder, month, by_store["高桥店"], notes, elsewhere)
    if month == SEPTEMBER:
        _hongxing_text(folder, month, by_store["红星店"], notes)
    else:
        _hongxing_ticks(folder, month, by_store["红星店"])


def _wulipai_row(call: Callback, index: int) -> Row:
    day = dotted(call.day) if index % 6 == 4 else call.day
    clerk = "小燕" if index == 2 else "同上" if index == 3 else call.called_by
    phone = "" if index == 5 else call.customer.phone
    word = call.word if call.reached else _UNREACHED[index % 4]
    customer = call.customer
    return [
        index + 1, customer.store, day, customer.name, phone, customer.address, call.product, clerk,
        call.responsible, word, call.problem or ("/" if index % 3 == 0 else ""), "",
    ]  # fmt: skip


def _wulipai(folder: Path, month: Month, calls: list[Callback], notes: Notes) -> None:
    """Spread-out headings, a blank merged first row, words for satisfaction and for calls nobody answered."""
    book, sheet = new_book(f"{month[1]}月回访")
    headings = [
        "序号",
        "门店",
        "回访日期",
        "客户姓名",
        "联系电话",
        "小区/地址",
        "型号",
        "回访人",
        "服务人员",
        "满意度",
        "未完全满意原因",
        "备注",
    ]
    table = Table([spaced(heading) for heading in headings], date_format="m月d日")
    name = f"{folder.name}/五里牌店_{month[1]}月回访.xlsx"
    table.rows = [_wulipai_row(call, index) for index, call in enumerate(calls)]
    if month == SEPTEMBER:
        table.rows.append([len(table.rows) + 1, *table.rows[0][1:]])
        notes.duplicate(name, "callback", 1)
        table.rows.append(
            [len(table.rows) + 1, "五里牌店", "9月31日", "雷晓", "13800000417", "", "", "刘晓燕", "", "满意", "", ""]
        )
        notes.reject(name, "callback", "9月31日 不存在")
    sheet.merge_cells("A1:L1")
    put_title(sheet, 2, f"{COMPANY}五里牌店{month[0]}年{month[1]}月售后服务跟踪表", 12)
    first = put_table(sheet, 3, table)
    merge_runs(sheet, first, table.rows, 1, [1])
    end = number_empty_rows(sheet, first, len(table.rows), 30)
    sign(
        sheet,
        end,
        f"合计：{len({call.customer.phone for call in calls})}户",
        "制表人：刘晓燕          部门负责人：彭程",
    )
    book.create_sheet("Sheet2")
    book.create_sheet("Sheet3")
    save(book, folder / f"五里牌店_{month[1]}月回访.xlsx")


def _gaoqiao_row(call: Callback, index: int, phone: str) -> Row:
    score = call.score or ""
    store = "高桥店" if index % 9 == 0 else "同上" if index % 2 else "〃"
    typed = call.categories[0] if len(call.categories) == 1 and index % 2 else ""
    return [
        index + 1, store, spoken(call.day), call.customer.name, phone, call.called_by, call.responsible,
        "是" if call.reached else "否", f"{score}分" if score and index % 5 == 0 else score, call.problem, typed,
        "已处理" if call.problem else "/",
    ]  # fmt: skip


def _gaoqiao(folder: Path, month: Month, calls: list[Callback], notes: Notes, elsewhere: set[str]) -> None:
    """Lines of labels above the heading, days without a year, numbers for satisfaction, 同上 for the shop."""
    book, sheet = new_book("跟踪表")
    headings = [
        "序号",
        "门店",
        "回访时间",
        "客户",
        "电话",
        "回访人",
        "责任人",
        "是否接通",
        "客户评价",
        "问题描述",
        "问题类别",
        "处理结果",
    ]
    name = f"高桥店_{month[1]}月售后服务跟踪表.xlsx"
    table = Table(headings)
    alone = [call for call in calls if call.customer.phone not in elsewhere and call.reached]
    for index, call in enumerate(calls):
        phone = call.customer.phone
        if month == OCTOBER and call is alone[0]:
            phone = "1380000"
            notes.query(f"{folder.name}/{name}", phone, "not-a-phone")
        table.rows.append(_gaoqiao_row(call, index, phone))
    for row, line in enumerate(
        (
            f"{COMPANY}有限公司",
            f"门店：高桥店          月份：{month[0]}年{month[1]}月",
            f"填表人：周敏          填表日期：{dotted(date(*month, 28))}",
            "填写说明：送货或铺贴指导后三天内电话回访，打不通的也要登记",
            "评价标准：5非常满意 4满意 3一般 2不满意 1非常不满意",
        ),
        1,
    ):
        sheet.cell(row, 1, line)
    first = put_table(sheet, 6, table)
    sign(sheet, first + len(table.rows), "合计", "审核：")
    save(book, folder / name)
    if month == SEPTEMBER:
        copy = name.replace(".xlsx", "（副本）.xlsx")
        shutil.copyfile(folder / name, folder / copy)
        notes.duplicate(f"{folder.name}/{copy}", "callback", len(calls))


def _said(call: Callback, index: int) -> str:
    if not call.reached:
        return ("电话无人接听", "关机")[index % 2]
    if call.problem:
        return f"{call.word}，{call.problem}"
    return {
        "非常满意": ("客户非常满意，送货及时", "非常满意，没有开裂、空鼓"),
        "满意": ("满意", "已铺完，客户表示满意，没有色差"),
    }[call.word][index % 2]


def _hongxing_text(folder: Path, month: Month, calls: list[Callback], notes: Notes) -> None:
    """A GBK text file; how content the customer is stands somewhere in the customer's words."""
    lines: list[Row] = [
        [f"红星店{month[0]}年{month[1]}月客户回访", *[""] * 8],
        ["回访日期", "门店", "客户", "电话", "小区", "回访人", "送货人", "回访情况", "备注"],
    ]
    for index, call in enumerate(calls):
        day = call.day
        written = f"{day.year}年{day.month}月{day.day}日" if index % 4 == 3 else dotted(day)
        customer = call.customer
        lines.append(
            [written, customer.store, customer.name, customer.phone, customer.address, call.called_by, call.responsible,
             _said(call, index), ""]
        )  # fmt: skip
    lines.append(["2026.9.22", "红星店", "", "", "", "徐静", "", "满意", "姓名漏记"])
    notes.reject(f"{folder.name}/红星店回访-{month[1]}月.csv", "callback", "没有客户和电话")
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    (folder / f"红星店回访-{month[1]}月.csv").write_bytes(text.getvalue().encode("gbk"))


def _hongxing_ticks(folder: Path, month: Month, calls: list[Callback]) -> None:
    """The next month it is a workbook, with a tick for satisfied and a cross for not."""
    book, sheet = new_book("Sheet1")
    table = Table(
        [
            "序号",
            "回访日期",
            "门店",
            "客户",
            "电话",
            "小区",
            "回访人",
            "送货人",
            "接通\n情况",
            "是否\n满意",
            "不满意原因",
            "备注",
        ]
    )
    for index, call in enumerate(calls):
        mark = "" if call.score is None else "√" if call.score >= 4 else "×"
        customer = call.customer
        table.rows.append(
            [index + 1, call.day if index % 3 else dotted(call.day), "红星店", customer.name, customer.phone,
             customer.address, call.called_by, call.responsible, "接通" if call.reached else "关机", mark,
             call.problem, ""]
        )  # fmt: skip
    put_title(sheet, 1, f"红星店{month[0]}年{month[1]}月客户回访", 12)
    first = put_table(sheet, 2, table)
    number_empty_rows(sheet, first, len(table.rows), 20)
    save(book, folder / f"红星店回访-{month[1]}月.xlsx")
