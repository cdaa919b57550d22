"""Answered forms: a bundle of single forms, a workbook of forms, and what the survey system saves as a workbook."""

from __future__ import annotations

from html import escape
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from .books import Notes, content_of, new_book, packed, save
from .cells import dotted, put_title
from .plans import MONTHS, SEPTEMBER
from .records import Story, Survey
from .surveys import ON_FORMS, QUESTIONS

_WORDS = ("非常满意", "满意", "一般", "不满意", "非常不满意")


def write_surveys(out: Path, story: Story, notes: Notes) -> None:
    """September's forms in a zip, October's in one workbook; the others of both months in one export."""
    exported: list[Survey] = []
    for month in MONTHS:
        own = [form for form in story.surveys if (form.day.year, form.day.month) == month]
        forms, rest = own[:ON_FORMS], own[ON_FORMS:]
        exported += rest
        if month == SEPTEMBER:
            _zip_of_forms(out / "9月评价表.zip", forms, notes)
        else:
            _book_of_forms(out / "10月评价表.xlsx", forms, notes)
    _export(out / "满意度调查导出.xls", exported, notes)


def _zip_of_forms(path: Path, forms: list[Survey], notes: Notes) -> None:
    members: dict[str, bytes] = {}
    for form in forms:
        book, sheet = new_book("评价表")
        _form_of_columns(sheet, form)
        name = f"评价表_{form.customer.name}.xlsx"
        members[name] = content_of(book)
        notes.count(f"{path.parent.name}/{path.name}/{name}", "评价表", "survey", 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed(members))


def _head(sheet: Worksheet, form: Survey) -> None:
    put_title(sheet, 1, "产品售后服务评价表", 6)
    for column, value in enumerate(
        ("客户姓名", form.customer.name, "联系电话", form.customer.phone, "填表日期", form.day), 1
    ):
        sheet.cell(2, column, value)
    sheet.cell(2, 6).number_format = "yyyy-mm-dd"
    for column, value in enumerate(
        ("产品型号", form.product, "服务人员", form.served_by, "门店", form.customer.store), 1
    ):
        sheet.cell(3, column, value)


def _form_of_columns(sheet: Worksheet, form: Survey) -> None:
    """A tick under one of five words."""
    _head(sheet, form)
    for column, word in enumerate(("评价项目", *_WORDS), 1):
        sheet.cell(4, column, word)
    for row, (question, answer) in enumerate(zip(QUESTIONS, form.answers, strict=True), 5):
        sheet.cell(row, 1, question)
        if answer:
            sheet.cell(row, 7 - answer, "√")
    sheet.cell(10, 1, "意见与建议")
    sheet.cell(10, 2, form.comment or None)
    sheet.cell(11, 1, "客户签字：")


def _book_of_forms(path: Path, forms: list[Survey], notes: Notes) -> None:
    """A sheet a customer, boxes to tick."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, form in enumerate(forms, 1):
        sheet = book.create_sheet(f"表{number}")
        _head(sheet, form)
        for row, (question, answer) in enumerate(zip(QUESTIONS, form.answers, strict=True), 4):
            boxes = " ".join(f"{'☑' if answer == 5 - at else '□'}{word}" for at, word in enumerate(_WORDS))
            sheet.cell(row, 1, f"{row - 3}、{question}")
            sheet.cell(row, 2, boxes)
        sheet.cell(9, 1, "意见与建议：")
        sheet.cell(9, 2, form.comment or None)
        notes.count(f"{path.parent.name}/{path.name}", sheet.title, "survey", 8)
    save(book, path)


def _export(path: Path, forms: list[Survey], notes: Notes) -> None:
    """A web page under the name of a workbook, in the old Chinese coding, as many systems save their lists."""
    headings = ("序号", "提交时间", "客户姓名", "手机号", "产品型号", "服务人员", "门店")
    headings += (*(f"{at}.{question}" for at, question in enumerate(QUESTIONS, 1)), "您的建议")
    lines = [headings]
    for number, form in enumerate(forms, 1):
        customer = form.customer
        told = (str(number), dotted(form.day), customer.name, customer.phone, form.product, form.served_by)
        answers = ("" if answer is None else str(answer) for answer in form.answers)
        lines.append((*told, customer.store, *answers, form.comment))
    rows = "\r\n".join(
        "<tr>" + "".join(f"<td style=\"mso-number-format:'\\@'\">{escape(cell)}</td>" for cell in line) + "</tr>"
        for line in lines
    )
    page = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel">\r\n<head>'
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head>\r\n<body>\r\n'
        f'<table border="1">\r\n{rows}\r\n</table>\r\n</body></html>\r\n'
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(page.encode("gbk"))
    notes.count(f"{path.parent.name}/{path.name}", "", "survey", len(forms))
