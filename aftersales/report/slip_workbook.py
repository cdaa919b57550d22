"""A score slip as a workbook to print and sign: one sheet a score, its sums as live formulas so that anyone can check."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from aftersales.report.languages import Language, language
from aftersales.report.slip import Slip, SlipScore
from aftersales.report.wording import plain
from aftersales.report.workbook_looks import BLUE, FONT, GREY, LINE, PALE
from aftersales.safe_text import safe_name

HEADINGS = (("项目", 15), ("依据", 46), ("得分", 9), ("满分", 9), ("条款", 9), ("来源", 40))
ON_ONE_PAGE = 25
_PER_LINE = 1.15
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,  # else twenty files are made, read and removed again for each person
}
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the same bytes whenever it is written


def write_slip(slip: Slip, path: Path) -> None:
    """Write the slip. Equal slips give equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, _OPTIONS) as book:
        words = language(slip.language)
        title = words["slip_title"].format(slip.person, slip.month)
        book.set_properties({"title": title, "created": _CREATED})
        looks = _Looks(book)
        taken: list[str] = []
        for score in slip.scores:
            name = safe_name(f"{score.period} {score.scheme}"[:28], taken).replace("[", "（").replace("]", "）")
            taken.append(name)
            _write_score(book.add_worksheet(name), slip, score, looks, words)


class _Looks:
    """The formats of a slip."""

    def __init__(self, book: Workbook) -> None:
        base = {"font_name": FONT, "font_size": 10, "valign": "top", "text_wrap": True}
        edge = {"border": 1, "border_color": LINE}

        def look(**more: object) -> Format:
            return book.add_format({**base, **more})

        self.title = look(font_size=16, bold=True, font_color=BLUE, text_wrap=False)
        self.meta = look(font_color=GREY, text_wrap=False)
        self.headline = look(font_size=12, bold=True, bg_color=PALE)
        self.heading = look(bold=True, bg_color=PALE, **edge)
        self.text = look(**edge)
        self.points = look(num_format="0.00##", align="right", indent=1, **edge)
        self.total = look(bold=True, bg_color=PALE, **edge)
        self.total_points = look(bold=True, num_format="0.00##", align="right", indent=1, bg_color=PALE, **edge)
        self.plain = look()
        self.sign = look(bottom=1, text_wrap=False)


def _write_score(sheet: Worksheet, slip: Slip, score: SlipScore, looks: _Looks, words: Language) -> None:
    _print_setup(sheet, slip, words, one_page=len(score.lines) <= ON_ONE_PAGE)
    about = "　".join(
        part for part in (slip.company, slip.store, score.period, words["as_of"].format(slip.as_of[:10])) if part
    )
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, plain(f"{words['slip_of'].format(slip.person)} · {score.scheme}"), looks.title)
    sheet.write_string(1, 0, plain(about), looks.meta)
    said = score.status if score.score is None else words["points"].format(score.score)
    headline = words["comma"].join(part for part in (said, score.grade) if part)
    headline += words["in_brackets"].format(score.note) if score.note else ""
    sheet.merge_range(2, 0, 2, 5, "", looks.headline)
    sheet.write_string(2, 0, plain(headline), looks.headline)
    sheet.set_row(2, 18 * _lines(headline, 110))
    for at, (heading, width) in enumerate(HEADINGS):
        sheet.set_column(at, at, width)
        sheet.write_string(4, at, words.say(heading), looks.heading)
    row = 5
    for line in score.lines:
        item = f"{line.item}\n{line.part}" if line.part else line.item
        places = "\n".join(line.places)
        sheet.write_string(row, 0, plain(item), looks.text)
        sheet.write_string(row, 1, plain(line.basis), looks.text)
        _number(sheet, row, 2, line.points, looks.points)
        _number(sheet, row, 3, line.max, looks.points)
        sheet.write_string(row, 4, plain(line.rule), looks.text)
        sheet.write_string(row, 5, plain(places), looks.text)
        tall = max(_lines(item, 14), _lines(line.basis, 44), _lines(places, 38))
        sheet.set_row(row, 15 * tall)
        row += 1
    row = _write_sums(sheet, row, score, looks, words)
    _write_foot(sheet, row + 1, slip, score, looks)


def _write_sums(sheet: Worksheet, row: int, score: SlipScore, looks: _Looks, words: Language) -> int:
    """The total and the score as formulas over the lines above; what we worked out stands beside as their value."""
    if score.total is None or score.max is None:
        return row
    first, last = 6, row
    for at in range(6):
        sheet.write_blank(row, at, None, looks.total)
    sheet.write_string(row, 0, words.say("合计"), looks.total)
    sheet.write_formula(row, 2, f"=SUM(C{first}:C{last})", looks.total_points, float(round(score.total, 6)))
    sheet.write_number(row, 3, float(score.max), looks.total_points)
    if score.score is None:
        return row + 1
    for at in range(6):
        sheet.write_blank(row + 1, at, None, looks.total)
    sheet.write_string(row + 1, 0, words.say("得分"), looks.total)
    told = words.say(f"合计 ÷ 满分 × {score.out_of.normalize():f}，保留两位小数")
    sheet.write_string(row + 1, 1, told, looks.total)
    formula = f"=ROUND(C{row + 1}/D{row + 1}*{score.out_of.normalize():f},2)"
    sheet.write_formula(row + 1, 2, formula, looks.total_points, float(score.score))
    return row + 2


def _write_foot(sheet: Worksheet, row: int, slip: Slip, score: SlipScore, looks: _Looks) -> None:
    words = language(slip.language)
    colon, in_brackets = words["colon"], words["in_brackets"]
    texts = [f"{name}{colon}{text}" for name, text in score.facts]
    if score.so_far:
        told = (f"{p} {value}{f' {grade}' if grade else ''}" for p, value, grade in score.so_far)
        texts.append(words["so_far"] + colon + words["comma"].join(told))
    texts += [
        f"{one.what} {one.amount}{in_brackets.format(one.status)}{colon}{one.because}　{one.rule}"
        for one in slip.proposals
    ]
    texts.append(
        words.say(
            f"有异议请在 {slip.until} 之前（公布后 {slip.days} 天内）填“考核申诉单”交主管；以上建议由领导审定后才算数。"
        )
    )
    for text in texts:
        sheet.merge_range(row, 0, row, 5, "", looks.plain)
        sheet.write_string(row, 0, plain(text), looks.plain)
        sheet.set_row(row, 15 * _lines(text, 124))
        row += 1
    row += 1
    for at, label in ((0, "本人签字："), (2, "主管签字："), (5, "日期：")):
        sheet.write_string(row, at, words.say(label), looks.sign)
    sheet.write_blank(row, 1, None, looks.sign)
    sheet.set_row(row, 30)


def _print_setup(sheet: Worksheet, slip: Slip, words: Language, *, one_page: bool) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1 if one_page else 0)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.repeat_rows(4)
    sheet.hide_gridlines(2)
    sheet.set_footer(words.say(f"&L&8{plain(slip.person).replace('&', '&&')} {slip.month}&R&8第 &P 页，共 &N 页"))


def _number(sheet: Worksheet, row: int, at: int, value: Decimal | None, look: Format) -> None:
    if value is None:
        sheet.write_blank(row, at, None, look)
    else:
        sheet.write_number(row, at, float(round(value, 6)), look)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a cell so many half-width characters wide."""
    return sum(
        max(1, -(-int(_PER_LINE * sum(2 if ord(c) > 0x2E7F else 1 for c in part)) // width))
        for part in text.split("\n")
    )
