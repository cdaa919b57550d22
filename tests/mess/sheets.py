"""Mess of sheets and layout (B): titles, notes, headings twice, totals, merges, hidden things, columns in disorder."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.sample.company import COMPANY

from .drawn import Column, Line, Role, Said, Sheet, Shown, Spot
from .logs import LOGS

ADDED = (("楼层", "3楼"), ("电梯", "货梯"), ("停车位", "B2"), ("天气", "小雨"))


def title(spot: Spot) -> bool:
    """B1: a merged title, perhaps with a line under it, and the month in it."""
    if not spot.xlsx() or not spot.claim("layout", "period"):
        return False
    year, month = spot.sheet.month.split("-")
    lines = [Line(Role.NOTE, free={0: f"{COMPANY}{LOGS[spot.sheet.kind].title}（{year}年{int(month)}月）"})]
    if spot.random.random() < 0.5:
        lines.append(Line(Role.NOTE, free={0: "部门：售后部"}))
    spot.sheet.lines[:0] = lines
    spot.sheet.merges.append((lines[0], lines[0], 0, len(spot.sheet.columns) - 1))
    return True


def notes_above(spot: Spot) -> bool:
    """B2: how to fill the sheet in, above it."""
    if not spot.claim("layout"):
        return False
    texts = ("填写说明：", "1. 每次服务填一行，不要合并单元格。", "2. 电话写全，日期写年月日。")
    spot.sheet.lines[:0] = [Line(Role.NOTE, free={0: text}) for text in texts]
    if spot.random.random() < 0.5:
        spot.sheet.lines.insert(len(texts), Line(Role.BLANK))
    return True


def two_rows_of_headings(spot: Spot) -> bool:
    """B3: one word over the name and the phone of the customer, the other headings merged over two rows."""
    sheet = spot.sheet
    who, phone = sheet.fed("customer"), sheet.fed("phone")
    if who is None or phone is None or sheet.columns.index(phone) != sheet.columns.index(who) + 1:
        return False
    if not spot.xlsx() or not spot.claim("heading", "order"):
        return False
    top = sheet.lines[sheet.heading]
    below = Line(Role.HEADING, {who: "姓名", phone: "电话"})
    top.cells[who], top.cells[phone] = "客户", None
    sheet.lines.insert(sheet.heading + 1, below)
    at = sheet.columns.index(who)
    sheet.merges.append((top, top, at, at + 1))
    sheet.merges += [(top, below, number, number) for number in range(len(sheet.columns)) if number not in (at, at + 1)]
    return True


def elsewhere(spot: Spot) -> bool:
    """B4: the table begins somewhere to the right and further down."""
    if not spot.claim("place"):
        return False
    spot.sheet.first_row, spot.sheet.first_column = spot.random.randint(2, 7), spot.random.randint(2, 5)
    return True


def heading_again(spot: Spot) -> bool:
    """B5: the heading stands again where a new page or day begins."""
    if not spot.claim("heading"):
        return False
    heading = spot.sheet.lines[spot.sheet.heading]
    for _ in range(spot.random.randint(1, 2)):
        spot.sheet.lines.insert(spot.gap(), Line(Role.HEADING, dict(heading.cells)))
    return True


def totals(spot: Spot) -> bool:
    """B6: subtotals among the records and a total behind them."""
    sheet = spot.sheet
    first = sheet.columns[0]
    numbers = [column for column in sheet.columns if column.sort in ("money", "number")]
    for word in spot.random.sample(("小计", "合计", "本月合计", "平均"), 2):
        line = Line(Role.NOTE, {first: word} | dict.fromkeys(numbers, 365))
        sheet.lines.insert(spot.gap(), line)
    return spot.claim("order")


def signatures(spot: Spot) -> bool:
    """B7: who made it, who checked it, and a remark under the table."""
    if not spot.claim("end"):
        return False
    lines = [
        {0: "制表人：刘晓燕", 3: "审核："},
        {0: "备注：以上内容如有遗漏请补登"},
        {0: "填表日期：", 2: "部门负责人签字："},
    ]
    spot.sheet.lines += [Line(Role.NOTE, free=dict(free)) for free in spot.random.sample(lines, 2)]
    return True


def another_block(spot: Spot) -> bool:
    """B8: the same table goes on further down, under a title and a heading of its own."""
    if not spot.claim("heading", "period"):
        return False
    sheet = spot.sheet
    heading = sheet.lines[sheet.heading]
    at = spot.gap()
    if at == len(sheet.lines) or sheet.lines[at].role is not Role.RECORD:
        return False
    sheet.lines[at:at] = [Line(Role.BLANK), Line(Role.NOTE, free={0: f"{LOGS[sheet.kind].title}（续）"}),
                          Line(Role.HEADING, dict(heading.cells))]  # fmt: skip
    return True


def sheet_a_day(spot: Spot) -> bool:
    """B9: one sheet a day; its name is the day, and no column says it."""
    name = {"measuring": "measured_on"}.get(spot.sheet.kind, "date")
    column = spot.sheet.fed(name)
    if column is None or column.sort != "date" or spot.sheet.kind == "measuring" or not spot.seal():
        return False
    spot.file.only_xlsx = True
    year, month = spot.sheet.month.split("-")
    spot.file.name = f"{spot.file.name}{year}年{int(month)}月"
    records, sheet = spot.sheet.of(Role.RECORD), spot.sheet
    columns = [one for one in sheet.columns if one is not column]
    spot.file.sheets.clear()
    for day, of_day in _by_day(records, name).items():
        heading = Line(Role.HEADING, {one: one.heading for one in columns})
        for line in of_day:
            line.cells.pop(column)
        called = spot.random.choice((f"{int(month)}月{int(day[8:])}日", f"{int(month)}.{int(day[8:])}"))
        spot.file.sheets.append(Sheet(called, sheet.kind, columns, [heading, *of_day], sheet.month))
    return True


def _by_day(lines: list[Line], name: str) -> dict[str, list[Line]]:
    days: dict[str, list[Line]] = {}
    for line in lines:
        days.setdefault(str(line.truth[name]), []).append(line)
    return days


def hidden_sheet(spot: Spot) -> bool:
    """B10: old data on a sheet that is hidden, or hidden so that Excel's menu does not show it."""
    if not spot.xlsx() or not spot.claim("hidden sheet"):
        return False
    old = Sheet("去年", spot.sheet.kind, spot.sheet.columns, [], state=spot.random.choice(("hidden", "veryHidden")))
    old.lines = [Line(Role.HEADING, dict(spot.sheet.lines[spot.sheet.heading].cells))]
    old.lines += [Line(Role.RECORD, dict(line.cells)) for line in spot.sheet.of(Role.RECORD)[:3]]
    old.said.append("hidden-sheet")
    spot.file.sheets.append(old)
    return True


def filtered(spot: Spot) -> bool:
    """B11: rows that a filter hides."""
    if not spot.xlsx() or not spot.claim("hidden rows"):
        return False
    for line in spot.random.sample(spot.sheet.of(Role.RECORD), 2):
        line.hidden = True
    spot.sheet.said.append("hidden-rows")
    return True


def other_sheets(spot: Spot) -> bool:
    """B12: a chart, an empty sheet, instructions."""
    if not spot.xlsx() or not spot.claim("other sheets"):
        return False
    spot.file.sheets.append(Sheet("图表1", "", [], [], state="chart"))
    spot.file.sheets.append(Sheet("Sheet9", "", [], [], unread=True))
    texts = ("填写说明", "1. 每次服务填一行。", "2. 没有的写“无”。")
    spot.file.sheets.append(Sheet("说明", "", [], [Line(Role.NOTE, free={0: text}) for text in texts], unread=True))
    return True


def headings_only(spot: Spot) -> bool:
    """B13: a sheet with its heading and no record yet."""
    if not spot.xlsx() or not spot.claim("empty log"):
        return False
    heading = Line(Role.HEADING, {column: column.heading for column in spot.sheet.columns})
    spot.file.sheets.append(Sheet("下月", spot.sheet.kind, list(spot.sheet.columns), [heading]))
    return True


def same_heading(spot: Spot) -> bool:
    """B14: two columns called 备注."""
    if spot.sheet.fed("remark") is None or not spot.claim("columns", "order"):
        return False
    second = Column("备注")
    _add(spot.sheet, second, len(spot.sheet.columns), "已核", spot)
    spot.sheet.lines[spot.sheet.heading].said.append(Said("duplicate-heading", second))
    return True


def no_heading(spot: Spot) -> bool:
    """B15: something is written in a column that nobody gave a heading."""
    if not spot.claim("columns", "order"):
        return False
    nameless = Column("")
    _add(spot.sheet, nameless, spot.random.randint(2, len(spot.sheet.columns) - 1), "转二组", spot)
    spot.sheet.lines[spot.sheet.heading].said.append(Said("blank-heading", nameless))
    return True


def other_order(spot: Spot) -> bool:
    """B16: the columns in another order, a new one among them."""
    if spot.sheet.merges or not spot.claim("columns", "order"):
        return False
    spot.random.shuffle(spot.sheet.columns)
    heading, value = spot.random.choice(ADDED)
    added = Column(heading)
    _add(spot.sheet, added, spot.random.randrange(len(spot.sheet.columns)), value, spot)
    spot.sheet.lines[spot.sheet.heading].said.append(Said("unknown-column", added))
    return True


def _add(sheet: Sheet, column: Column, at: int, value: str, spot: Spot) -> None:
    """A column that no field knows, with something in every second row."""
    sheet.columns.insert(at, column)
    sheet.merges[:] = [(a, b, left + (left >= at), right + (right >= at)) for a, b, left, right in sheet.merges]
    for line in sheet.of(Role.HEADING):
        line.cells[column] = column.heading or None
    for number, line in enumerate(sheet.of(Role.RECORD, Role.REJECTED, Role.DUPLICATE)):
        line.cells[column] = value if number % 2 == 0 else None
    for line in sheet.lines:
        line.free = {place + (place >= at > 0): text for place, text in line.free.items()}
    spot.sheet.columns[:] = sheet.columns


def numbered(spot: Spot) -> bool:
    """B17: numbers stand in rows that nobody has filled in yet."""
    if spot.sheet.merges or not spot.claim("order", "columns"):
        return False
    sheet, column = spot.sheet, Column("序号", "", "numbering")
    sheet.columns.insert(0, column)
    for line in sheet.of(Role.HEADING):
        line.cells[column] = "序号"
    records = sheet.of(Role.RECORD, Role.REJECTED, Role.DUPLICATE)
    for number, line in enumerate(records, 1):
        line.cells[column] = number
    at = sheet.lines.index(records[-1]) + 1
    count = spot.random.randint(5, 30)
    sheet.lines[at:at] = [Line(Role.BLANK, {column: len(records) + number}) for number in range(1, count)]
    return True


def on_its_side(spot: Spot) -> bool:
    """B18: the headings down the side, a record in each column."""
    if not spot.seal():
        return False
    sheet = spot.sheet
    records = sheet.of(Role.RECORD)[:6]
    turned = []
    for column in sheet.columns:
        values = {at: line.cells[column] for at, line in enumerate(records, 1)}
        turned.append(Line(Role.NOTE, free={0: column.heading, **values}))
    sheet.lines, sheet.columns, sheet.unread = turned, [], True
    sheet.said.append("transposed-sheet")
    return True


def merged_down(spot: Spot) -> bool:
    """B19: the shop is written once and merged over several rows."""
    sheet, column = spot.sheet, spot.sheet.fed("store")
    records = sheet.of(Role.RECORD)
    if column is None or not spot.claim("store") or not spot.xlsx():
        return False
    at = spot.random.randrange(len(records) - 4)
    block = records[at : at + spot.random.randint(2, 4)]
    first = sheet.lines.index(block[0])
    if sheet.lines[first : first + len(block)] != block or any(column in line.messed for line in block):
        return False
    for line in block[1:]:
        line.cells[column] = None
        line.truth["store"] = block[0].truth["store"]
    for line in block:
        line.messed.add(column)
    place = sheet.columns.index(column)
    sheet.merges.append((block[0], block[-1], place, place))
    return True


def ditto(spot: Spot) -> bool:
    """B20: 同上 and its signs under the shop."""
    sheet, column = spot.sheet, spot.sheet.fed("store")
    records = sheet.of(Role.RECORD)
    if column is None or not spot.claim("store"):
        return False
    at = spot.random.randrange(1, len(records) - 2)
    block = records[at - 1 : at + spot.random.randint(1, 3)]
    if any(column in line.messed for line in block):
        return False
    for line in block[1:]:
        line.cells[column] = spot.random.choice(("同上", "″", "〃", ".."))
        line.truth["store"] = block[0].truth["store"]
    for line in block:
        line.messed.add(column)
    block[1].said.append(Said("ditto-filled", column))
    return True


def two_lines(spot: Spot) -> bool:
    """B21: a line break in a cell."""
    found = spot.cell("phone", "text")
    if found is None:
        return False
    line, column = found
    if column.sort == "phone":
        second = f"1377777{spot.random.randint(1000, 9999)}"
        line.cells[column] = f"{line.truth[column.field]}\n{second}"
        line.truth[column.field] = f"{line.truth[column.field]}、{second}"
    else:
        line.cells[column] = line.truth[column.field] = f"{line.truth[column.field]}\n第二天再约"
    return True


def struck(spot: Spot) -> bool:
    """B22: a row that is struck through; only a status cancels."""
    if not spot.xlsx() or not spot.claim("struck"):
        return False
    spot.random.choice(spot.sheet.of(Role.RECORD)).struck = True
    spot.sheet.said.append("row-struck")
    return True


def comment(spot: Spot) -> bool:
    """B23: a correction in a comment; it is told and never applied."""
    if not spot.claim("comment") or not spot.xlsx():
        return False
    found = spot.cell("phone", "customer")
    if found is None:
        return False
    line, column = found
    value = line.cells[column]
    line.cells[column] = Shown(value if not isinstance(value, Shown) else value.value, comment="更正：应为13900000000")
    spot.sheet.said.append("cell-comment")
    return True


def coloured(spot: Spot) -> bool:
    """B24: a red row; nobody but its clerk knows what red means."""
    if not spot.xlsx() or not spot.claim("colour"):
        return False
    spot.random.choice(spot.sheet.of(Role.RECORD)).colour = "#FF0000"
    return True


OPERATORS: Mapping[str, Callable[[Spot], bool]] = {
    "B1": title, "B2": notes_above, "B3": two_rows_of_headings, "B4": elsewhere, "B5": heading_again, "B6": totals,
    "B7": signatures, "B8": another_block, "B9": sheet_a_day, "B10": hidden_sheet, "B11": filtered, "B12": other_sheets,
    "B13": headings_only, "B14": same_heading, "B15": no_heading, "B16": other_order, "B17": numbered,
    "B18": on_its_side, "B19": merged_down, "B20": ditto, "B21": two_lines, "B22": struck, "B23": comment, "B24": coloured,
}  # fmt: skip
