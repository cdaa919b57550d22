"""The sheets of judgements: wide tables, one form a person, words, events, targets, an objection."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from .books import Notes, new_book, save
from .cells import Row, Table, dotted, number_empty_rows, put_table, put_title, sign, spoken
from .company import COMPANY, STAFF
from .plans import MONTHS, SEPTEMBER
from .ratings import (
    ATTITUDE,
    BEHAVIOUR,
    CRITERIA,
    EVENTS,
    FIVE,
    FORMS,
    MERITS,
    OBJECTION,
    REACHED,
    RESULTS,
    SATISFIED_TARGET,
    WORDS,
    XIONGHUI,
    Form,
)

Month = tuple[int, int]
_ROLES = {member.name: member.role for member in STAFF}


def write_ratings(out: Path, notes: Notes) -> None:
    """Everything below 考核/."""
    _five_criteria(out / "售后人员考核表.xlsx", notes)
    _words(out / "售后服务人员月考核表.xlsx", notes)
    for month in MONTHS:
        _xionghui(out / f"雄辉售后人员考核表{month[1]}月.xlsx", month, notes)
        _forms(out / f"售后服务员考核评分表{month[1]}月.xlsx", month, notes)
    _events(out / "扣分登记.xlsx", notes)
    _targets(out / "目标值.xlsx", notes)
    _objection(out / "考核申诉单_谢勇.xlsx", notes)


def _count(notes: Notes, path: Path, sheet: str, kind: str, rows: int) -> None:
    notes.count(f"{path.parent.name}/{path.name}", sheet, kind, rows)


def _five_criteria(path: Path, notes: Notes) -> None:
    """People down, criteria across, and a mean that somebody worked out and rounded to a whole."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for month in MONTHS:
        sheet = book.create_sheet(f"{month[1]}月")
        table = Table(["序号", "姓名", "岗位", *CRITERIA, "备注"])
        for number, (person, points) in enumerate(FIVE[month].items(), 1):
            blank = "当月没有协作任务" if points[-1] is None else ""
            table.rows.append([number, person, _ROLES[person], *points, blank])
        put_title(sheet, 1, f"{COMPANY}售后人员考核管理制度考核评分表", len(table.headings))
        sheet.cell(2, 1, f"考核月份：{month[0]}年{month[1]}月          评分人：彭程")
        first = put_table(sheet, 3, table)
        sign(sheet, first + len(table.rows), "注：每项0-100分", "考核人签字：彭程          审批：")
        _count(notes, path, sheet.title, "appraisal", len(table.rows))
    save(book, path)


def _words(path: Path, notes: Notes) -> None:
    """Two items in words; the other items of the scheme come from the logs."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for month in MONTHS:
        sheet = book.create_sheet(f"{month[1]}月")
        table = Table(["序号", "姓名", *MERITS, "备注"])
        table.rows = [[at, person, *words, ""] for at, (person, words) in enumerate(WORDS[month].items(), 1)]
        put_title(sheet, 1, f"售后服务人员月考核表（{month[0]}年{month[1]}月）", 5)
        first = put_table(sheet, 2, table)
        end = number_empty_rows(sheet, first, len(table.rows), 6)
        sign(sheet, end, "注：企业荣誉 强/较好/一般/差；信息收集 多/较好/一般/差", "部门负责人：彭程")
        _count(notes, path, sheet.title, "appraisal", len(table.rows))
    save(book, path)


def _xionghui(path: Path, month: Month, notes: Notes) -> None:
    """Items with their most behind them; in October a block more."""
    items = dict(ATTITUDE) if month == SEPTEMBER else {**ATTITUDE, "工作业绩": RESULTS}
    headings = [f"{name}（{most}分）" for name, most in items.items()]
    table = Table(["序号", "姓名", *headings, "合计"])
    for number, (person, points) in enumerate(XIONGHUI[month].items(), 1):
        table.rows.append([number, person, *points, sum(points)])
    book, sheet = new_book("考核表")
    put_title(sheet, 1, "雄辉售后人员考核表", len(table.headings))
    sheet.cell(2, 1, f"{month[0]} 年 {month[1]} 月")
    first = put_table(sheet, 3, table)
    sign(sheet, first + len(table.rows), "主管：彭程          经理：")
    _count(notes, path, "考核表", "appraisal", len(table.rows))
    save(book, path)


def _forms(path: Path, month: Month, notes: Notes) -> None:
    """One sheet a person: results held against targets, behaviour by levels of oneself, the superior, and the result."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for person, form in FORMS[month].items():
        sheet = book.create_sheet(person)
        _form(sheet, month, person, form)
        _count(notes, path, person, "appraisal", len(REACHED) + len(BEHAVIOUR))
    save(book, path)


def _form(sheet: Worksheet, month: Month, person: str, form: Form) -> None:
    put_title(sheet, 1, "售后服务员考核评分表（月度）", 8)
    told = (f"考核期间：{month[0]}年{month[1]}月", f"姓名：{person}", f"岗位：{_ROLES[person]}")
    for column, text in zip((1, 4, 6), told, strict=True):
        sheet.cell(2, column, text)
    sheet.cell(3, 1, "Part Ⅰ 业绩考核（85%）")
    headings = ["序号", "考核项目", "权重", "目标值要求", "自评", "上级", "结果", "完成率"]
    put_table(sheet, 4, Table(headings, _results(form)))
    row = 5 + len(REACHED)
    sheet.cell(row, 1, "Part Ⅱ 行为考核（15%）")
    put_table(sheet, row + 1, Table(["序号", "行为指标", "权重", "自评", "上级", "结果"], _levels(form)))
    sign(
        sheet,
        row + 4,
        "注：行为按1-5级评定，自评与上级不一致时由上级填写结果",
        "被考核人签字：          上级签字：彭程",
    )


def _results(form: Form) -> list[Row]:
    """The points that were typed are what people made of it; the share that was reached decides."""
    rows: list[Row] = []
    for at, (name, text) in enumerate(zip(REACHED, form.reached, strict=True), 1):
        wanted = SATISFIED_TARGET if at == len(REACHED) else "100%"
        typed = 20 if text in ("", "100%", "102%") else 10
        rows.append([at, name, "20%", wanted, 20, typed, "", text])
    return rows


def _levels(form: Form) -> list[Row]:
    rows = zip(BEHAVIOUR, form.levels, strict=True)
    return [
        [at, name, "50%", f"{own}级", f"{above}级", "" if result is None else f"{result}级"]
        for at, (name, (own, above, result)) in enumerate(rows, 1)
    ]


def _events(path: Path, notes: Notes) -> None:
    """Both months on one sheet, the year only above."""
    book, sheet = new_book("扣分登记")
    headings = ["序号", "日期", "姓名", "事项", "次数", "是否核实", "原因", "备注"]
    table = Table(headings)
    for number, event in enumerate(EVENTS, 1):
        day = spoken(date(*event.month, event.day))
        table.rows.append([number, day, event.person, event.item, event.times, event.verified, event.reason, ""])
    put_title(sheet, 1, "2026年售后服务人员扣分登记表", len(headings))
    first = put_table(sheet, 2, table)
    number_empty_rows(sheet, first, len(table.rows), 20)
    _count(notes, path, "扣分登记", "incident", len(table.rows))
    save(book, path)


TARGET_OF_STORE = ("高桥店", "回访满意率", "92%")


def _targets(path: Path, notes: Notes) -> None:
    """What each one is to reach, and one shop's own target."""
    book, sheet = new_book("目标值")
    table = Table(["月份", "姓名", "门店", "考核项目", "目标值"])
    for month in MONTHS:
        label = f"{month[0]}年{month[1]}月"
        table.rows += [[label, person, "", "客户满意度", SATISFIED_TARGET] for person in FORMS[month]]
        store, measure, target = TARGET_OF_STORE
        table.rows.append([label, "", store, measure, target])
    put_title(sheet, 1, "2026年售后目标值", 5)
    put_table(sheet, 2, table)
    _count(notes, path, "目标值", "target", len(table.rows))
    save(book, path)


def _objection(path: Path, notes: Notes) -> None:
    """A form: labels beside their answers, the reason below its label."""
    one = OBJECTION
    asked = date(one.month[0], one.month[1] + 1, one.day)
    book, sheet = new_book("申诉单")
    put_title(sheet, 1, "考核申诉单", 4)
    lines: list[Row] = [
        ["申诉人", one.person, "申诉日期", dotted(asked)],
        ["考核月份", f"{one.month[0]}年{one.month[1]}月", "考核方案", one.scheme],
        ["申诉项目", one.item],
        ["申诉理由", one.reason],
        ["处理决定", one.decision, "调整分数", one.points],
        ["处理人", "彭程", "处理日期", dotted(date(asked.year, asked.month, asked.day + 3))],
    ]
    for row, cells in enumerate(lines, 2):
        for column, value in enumerate(cells, 1):
            sheet.cell(row, column, value)
    sheet.cell(9, 1, "申诉人签字：          主管签字：")
    _count(notes, path, "申诉单", "objection", 6)
    save(book, path)
