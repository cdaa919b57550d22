"""The service department's dispatch list, the parts card, and a sheet that puts a fee right."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from .books import Notes, new_book, save
from .cells import Cell, Row, Table, dotted, put_table, put_title, sign
from .company import COMPANY
from .jobs import MISWRITTEN, WRITTEN_FEE
from .plans import SEPTEMBER
from .records import Repair, Story

Month = tuple[int, int]
_BEFORE = ["序号", "派工单号", "报修时间", "门店", "客户姓名", "联系电话", "地址", "产品型号", "故障现象", "维修人员"]
_BEFORE += ["预约上门时间", "上门时间", "完成时间", "维修内容", "保内/保外", "是否解决", "待件"]
_PARTS = ["名称", "数量"] * 3
_AFTER = ["收费金额", "上交日期", "客户签字", "派工单上交", "反馈单上交", "备注"]


def write_jobs(folder: Path, month: Month, story: Story, notes: Notes) -> None:
    """Three parts a row under headings of two rows; September with true moments, October with typed ones."""
    rows = [row for row in story.repairs if (row.day.year, row.day.month) == month]
    start = len(_BEFORE)
    groups = {f"配件{'一二三'[at]}": (start + 2 * at, start + 2 * at + 1) for at in range(3)}
    table = Table([*_BEFORE, *_PARTS, *_AFTER], groups=groups, date_format="m月d日")
    table.rows = [_job(row, index, month) for index, row in enumerate(rows)]
    book, sheet = new_book("派工记录")
    put_title(sheet, 1, f"{COMPANY}{month[0]}年{month[1]}月维修派工记录", len(table.headings))
    first = put_table(sheet, 2, table)
    total = sum(WRITTEN_FEE if row.no == MISWRITTEN else row.fee for row in rows)
    sheet.cell(first + len(rows), 1, "合计")
    sheet.cell(first + len(rows), len(_BEFORE) + len(_PARTS) + 1, total)
    sign(sheet, first + len(rows) + 1, "制表人：罗建军          部门负责人：彭程")
    name = f"维修派工记录{month[1]}月.xlsx"
    notes.count(f"{folder.name}/{name}", "派工记录", "repair、part", len(rows))
    save(book, folder / name)


def _moment(value: datetime | None, month: Month) -> Cell:
    if value is None:
        return "/"
    return value if month == SEPTEMBER else f"{dotted(value.date())} {value:%H:%M}"


def _job(row: Repair, index: int, month: Month) -> Row:
    parts: Row = [cell for name, count, unit in row.parts for cell in (name, f"{count}{unit}")]
    parts += [""] * (len(_PARTS) - len(parts))
    people = "、".join("罗师傅" if person == "罗建军" and index % 4 == 1 else person for person in row.people)
    fee: Cell = WRITTEN_FEE if row.no == MISWRITTEN else row.fee or ("/" if index % 2 else 0)
    done = row.finished
    returned: Cell = "√" if done and row.signed else ""
    customer = row.customer
    return [
        index + 1, row.no, _moment(row.reported, month), customer.store, customer.name, customer.phone,
        customer.address, row.product, row.fault, people, _moment(row.booked, month), _moment(row.arrived, month),
        _moment(done, month), row.work, "保外" if row.fee else "保内", "是" if done else "否", row.waiting, *parts,
        fee, row.handed_in or "", "√" if row.signed else "", "√" if done else "", returned, "",
    ]  # fmt: skip


def write_correction(out: Path, notes: Notes) -> None:
    """Two corrections: one that holds, and one of a complaint that is in no book."""
    book, sheet = new_book("更正")
    headings = ["序号", "登记表", "单号", "更正栏目", "更正为", "更正原因", "更正人"]
    fee = "280"
    table = Table(
        headings,
        [
            [1, "维修记录", MISWRITTEN, "收费金额", fee, "抄错数字", "黄雅琴"],
            [2, "投诉登记表", "TS202610-099", "责任人", "李建国", "补填责任人", "周敏"],
        ],
    )
    put_title(sheet, 1, f"{COMPANY}更正登记表", len(headings))
    put_table(sheet, 2, table)
    notes.count("更正登记表.xlsx", "更正", "correction", 1)
    notes.reject("更正登记表.xlsx", "correction", "没有投诉编号 TS202610-099")
    notes.query("更正登记表.xlsx", "李建国", "correction-refused")
    save(book, out / "更正登记表.xlsx")
