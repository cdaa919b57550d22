"""Mess of values (C): dates, times, phones, numbers, names and words as clerks and Excel leave them in a cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from tests.sample.cells import serial

from .drawn import Column, Line, Parts, Role, Said, Shown, Spot

WIDE = str.maketrans("0123456789-:", "０１２３４５６７８９－：")
DIGITS = "〇一二三四五六七八九"
WEEKDAYS = "一二三四五六日"


def chinese(number: int) -> str:
    """A number below 100 as it is spoken.

    >>> chinese(7), chinese(10), chinese(23)
    ('七', '十', '二十三')
    """
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十") + (
        DIGITS[ones] if ones or not tens else ""
    )


DATE_STYLES: tuple[Callable[[date], str], ...] = (
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}-{d.month}-{d.day}",
    lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{d.year % 100}.{d.month}.{d.day}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}年{d.month}月{d.day}号上午",
    lambda d: f"{d.year}年{d.month}月{d.day}日（周{WEEKDAYS[d.weekday()]}）",
    lambda d: f"{d.year}-{d.month:02}-{d.day:02}".translate(WIDE),
    lambda d: "".join(DIGITS[int(c)] for c in str(d.year)) + f"年{chinese(d.month)}月{chinese(d.day)}日",
)
RATINGS: Mapping[str, tuple[tuple[object, float], ...]] = {
    "words": (("非常满意。", 5), ("满意√", 4), ("很满意", 5), ("不太满意", 2), ("客户表示满意", 4)),
    "marks": ((5, 5), ("5分", 5), ("★★★★★", 5), ("★★★★☆", 4), ("4分", 4), (3, 3)),
}


def day_of(line: Line, column: Column) -> date:
    return date.fromisoformat(str(line.truth[column.field])[:10])


def put(found: tuple[Line, Column], written: object, meant: object, code: str = "") -> bool:
    """Write a cell; its truth, and the problem that must be told of it."""
    line, column = found
    line.cells[column] = written  # type: ignore[assignment]
    line.truth[column.field] = meant
    if code:
        line.said.append(Said(code, column))
    return True


def chinese_format(spot: Spot) -> bool:
    """C1: a date in one of Excel's Chinese formats, known by a number alone."""
    if not spot.xlsx():
        return False
    found = spot.cell("date")
    if found is None:
        return False
    day = day_of(*found)
    return put(found, Shown(day, format=str(spot.random.choice((27, 31, 57, 58)))), day.isoformat())


def serial_number(spot: Spot) -> bool:
    """C2: the number behind a date."""
    if spot.file.epoch_1904 or not spot.claim("epoch"):
        return False
    found = spot.cell("date")
    if found is None:
        return False
    day = day_of(*found)
    spot.sheet.said.append("serial-date")
    return put(found, serial(day), day.isoformat())


def text_date(spot: Spot) -> bool:
    """C3: a date typed as text, in any style."""
    found = spot.cell("date")
    if found is None:
        return False
    day = day_of(*found)
    return put(found, spot.random.choice(DATE_STYLES)(day), day.isoformat())


def epoch(spot: Spot) -> bool:
    """C4: a workbook that counts days from 1904."""
    if not spot.claim("epoch") or not spot.xlsx():
        return False
    spot.file.epoch_1904 = True
    return True


def impossible(spot: Spot) -> bool:
    """C5: 30 February, or next year."""
    found = spot.cell("date")
    if found is None:
        return False
    line, column = found
    if spot.random.random() < 0.5:
        later = date(2027, spot.random.randint(1, 12), 5)
        return put(found, later.isoformat(), later.isoformat(), "future-date")
    put(found, "2026年2月30日", None)
    if _needed(spot, column):
        _reject(line, column)
    else:
        line.said.append(Said("impossible-date", column))
    return True


def _needed(spot: Spot, column: Column) -> bool:
    """Whether a record cannot be without this field."""
    wanted = {"callback": ("date",), "delivery": ("date",), "guidance": ("date",), "audit": ("date",)}
    return column.field in wanted.get(spot.sheet.kind, ())


def _reject(line: Line, column: Column) -> None:
    line.role = Role.REJECTED
    line.said.append(Said("required-unreadable", column))
    line.messed.update(line.cells)


def two_habits(spot: Spot) -> bool:
    """C6: 13/9/2026 and 1/9/2026 in one column: nobody knows, and no row is guessed."""
    column = next((spot.sheet.fed(name) for name in ("closed_at", "finished_at") if spot.sheet.fed(name)), None)
    records = spot.sheet.of(Role.RECORD)
    if column is None or column.sort != "date" or spot.sheet.kind == "repair" or not spot.claim("C6"):
        return False
    if any(column in line.messed for line in records):
        return False
    for number, line in enumerate(records):
        day = number % 2 * 13 + 3
        line.cells[column], line.truth[column.field] = f"{day}/9/2026", None
        line.said.append(Said("day-first-column" if day > 12 else "ambiguous-date", column))
        line.messed.add(column)
        line.said.append(Said("closed-without-date", column))
    return True


def short_number(spot: Spot) -> bool:
    """C11: a staff number that lost its noughts; the roster knows whose it is."""
    found = spot.cell("person")
    if found is None:
        return False
    roster = spot.folder.files[0].sheet
    number, name = roster.fed("staff_no"), roster.fed("name")
    member = next(line for line in roster.of(Role.RECORD) if name and line.cells[name] == "王芳")
    if number is None:
        return False
    member.cells[number] = member.truth["staff_no"] = "00104"
    return put(found, 104, "王芳", "staff-number-padded")


def moments(spot: Spot) -> bool:
    """C7: a time behind the date: full-width colon, 下午, half past, 24:00."""
    found = spot.cell("moment")
    if found is None:
        return False
    day = day_of(*found)
    iso = day.isoformat()
    midnight = date.fromordinal(day.toordinal() + 1).isoformat()
    written, meant = spot.random.choice((
        (f"{iso} 8：30", f"{iso}T08:30"),
        (f"{day.year}年{day.month}月{day.day}日下午3点", f"{iso}T15:00"),
        (f"{day.year}.{day.month}.{day.day} 9点半", f"{iso}T09:30"),
        (f"{iso} 24:00", f"{midnight}T00:00"),
        (datetime(day.year, day.month, day.day, 23, 59), f"{iso}T23:59"),  # noqa: DTZ001
    ))  # fmt: skip
    if meant[:10] > str(found[0].truth.get("closed_at") or found[0].truth.get("finished_at") or "9")[:10]:
        return False
    return put(found, written, meant)


def phone(spot: Spot) -> bool:
    """C9: a phone as a number, with spaces, a country code, a name in front, or a second phone."""
    found = spot.cell("phone")
    if found is None:
        return False
    number = str(found[0].truth["phone"])
    spaced = f"{number[:3]} {number[3:7]} {number[7:]}"
    landline = f"0731-8476{spot.random.randint(1000, 9999)}"
    written, meant = spot.random.choice((
        (float(number), number), (int(number), number), (f"{number}.0", number), (spaced, number), (f"0{number}", number),
        (f"+86-{number}", number), (number.translate(WIDE), number), (f"张先生{number}", number),
        (f"{number} / {landline}", f"{number}、{landline}"), (f"{number}（微信同号）", number),
    ))  # fmt: skip
    return put(found, written, meant)


def bad_phone(spot: Spot) -> bool:
    """C9: a phone with a digit too few is kept and asked about."""
    found = spot.cell("phone")
    if found is None:
        return False
    short = str(found[0].truth["phone"])[:-1]
    return put(found, short, short, "not-a-phone")


def identity_number(spot: Spot) -> bool:
    """C10: eighteen digits in a number cell; Excel has put zeros for the last three."""
    if spot.sheet.merges or not spot.claim("columns", "order"):
        return False
    column = Column("身份证号")
    spot.sheet.columns.append(column)
    spot.sheet.lines[spot.sheet.heading].cells[column] = column.heading
    records = [line for line in spot.sheet.of(Role.RECORD) if not line.messed]
    if not records:
        return False
    for line in records:
        line.cells[column] = f"43010219{spot.random.randint(60, 99)}0101{spot.random.randint(1000, 9999)}"
    damaged = spot.random.choice(records)
    damaged.cells[column] = 430102199001011000
    damaged.messed.add(column)
    damaged.said.append(Said("precision-lost", column))
    return True


def exponent(spot: Spot) -> bool:
    """C12: the code 2004E205 that Excel took for a number."""
    column = spot.sheet.fed("record_no")
    found = next(((line, one) for line, one in spot.cells("number_text") if one is column), None)
    if found is None:
        return False
    found[0].messed.add(found[1])
    return put(found, 2.004e208, None, "precision-lost")


def nothing(spot: Spot) -> bool:
    """C13: words and signs for nothing; a 0 in a number stays."""
    found = spot.cell("text", "money", "number")
    if found is None or found[1].field == "description":
        return False
    if found[1].sort == "money":
        return put(found, 0, 0.0)
    if found[1].field in ("problem", "rework", "fault"):
        return put(found, spot.random.choice(("无", "/", "-", "暂无")), None)
    return put(found, spot.random.choice(("无", "-", "/", "N/A", "暂无", "——")), None)


def spaces(spot: Spot) -> bool:
    """C14: spaces of every width around and inside a name."""
    found = spot.cell("customer", "person", "store")
    if found is None:
        return False
    name = str(found[0].truth[found[1].field])
    inner = " ".join(name)
    styles = (f"{name} ", f"{name}\u3000", f"\u200b{name}", f"\u00a0{name}", inner if len(name) < 4 else f" {name}")
    return put(found, spot.random.choice(styles), name)


def wide(spot: Spot) -> bool:
    """C15: full-width digits and signs."""
    found = spot.cell("money", "number", "date")
    if found is None:
        return False
    meant = found[0].truth[found[1].field]
    plain = str(meant) if found[1].sort == "date" else f"{meant:.2f}"
    return put(found, plain.translate(WIDE).replace(".", "．"), meant)


def compatibility(spot: Spot) -> bool:
    """C16: signs that normalising would change stay in free text."""
    found = spot.cell("text")
    if found is None or found[1].field in ("description", "mason", "spec", "channel"):
        return False
    text = f"①{found[0].truth[found[1].field]}，½箱约2㎡…"
    return put(found, text, text)


def nickname(spot: Spot) -> bool:
    """C19: a member of staff by a title, an alias, a number, or with a remark behind."""
    found = spot.cell("person")
    if found is None:
        return False
    written, meant = spot.random.choice((("王芳(组长)", "王芳"), ("芳姐", "王芳"), ("X009", "张伟民"), ("陈师傅", "陈志强"),
                                         ("小燕", "刘晓燕"), ("周 敏", "周敏"), ("王芳10月15入职", "王芳")))  # fmt: skip
    return put(found, written, meant)


def two_people(spot: Spot) -> bool:
    """C20: two people in one cell."""
    found = spot.cell("person")
    if found is None:
        return False
    mark = spot.random.choice(("、", "/", "，", "和", " ", "＋"))
    return put(found, f"李建国{mark}王芳", "李建国、王芳")


def rating(spot: Spot) -> bool:
    """C21: satisfaction as a mark, as stars, as another word; 9 of five is none."""
    found = spot.cell("satisfaction")
    if found is None:
        return False
    if spot.random.random() < 0.2:
        return put(found, "9分", None, "not-a-rating")
    written, meant = spot.random.choice((*RATINGS["words"], *RATINGS["marks"]))
    return put(found, written, float(meant))


def yes_or_no(spot: Spot) -> bool:
    """C22: ticks, crosses, letters and figures for yes and no."""
    found = spot.cell("yes_no")
    if found is None or found[1].field == "rework":
        return False
    yes = spot.random.random() < 0.5
    return put(
        found,
        spot.random.choice(("√", "Y", 1, "对号", "☑") if yes else ("×", "N", 0, "没有", "□")),
        "yes" if yes else "no",
    )


def number(spot: Spot) -> bool:
    """C23: a number with its unit, with commas, full-width, in words, or about."""
    found = spot.cell("money")
    if found is None:
        return False
    styles: tuple[tuple[object, float, str], ...] = (
        ("1,200元", 1200.0, ""), ("３０", 30.0, ""), ("三十", 30.0, ""), ("￥260.50", 260.5, ""), ("两百元", 200.0, ""),
        ("约20元", 20.0, "approximate-number"), ("0.12万", 1200.0, ""),
    )  # fmt: skip
    return put(found, *spot.random.choice(styles))


def absurd(spot: Spot) -> bool:
    """C24: more than can be."""
    found = next(
        (
            pair
            for pair in spot.cells("money", "number")
            if pair[1].field in ("visit_no", "area", "compensation_amount")
        ),
        None,
    )
    if found is None:
        return False
    found[0].messed.add(found[1])
    return put(found, -5 if found[1].field != "visit_no" else 30000, None, "out-of-range")


def error_value(spot: Spot) -> bool:
    """C25: a formula that failed."""
    if not spot.xlsx():
        return False
    found = spot.cell("money", "number", "text")
    if found is None or found[1].field in ("description", "spec"):
        return False
    error = spot.random.choice(("#N/A", "#DIV/0!", "#REF!", "#VALUE!"))
    return put(found, Shown(error, formula="=1/0"), None, "cell-error")


def no_result(spot: Spot) -> bool:
    """C26: a formula whose result no program has stored."""
    if not spot.xlsx():
        return False
    found = spot.cell("money", "number")
    return found is not None and put(found, Shown(None, formula="=1+1"), None, "formula-without-value")


def changing(spot: Spot) -> bool:
    """C27: a date that is another one tomorrow; what was stored is read."""
    if spot.file.epoch_1904 or not spot.claim("epoch") or not spot.xlsx():
        return False
    found = next((pair for pair in spot.cells("date") if pair[1].field in ("closed_at", "finished_at", "date")), None)
    if found is None:
        return False
    found[0].messed.add(found[1])
    day = day_of(*found)
    spot.sheet.said.append("changing-formula")
    return put(found, Shown(serial(day), format="yyyy/m/d", formula="=TODAY()"), day.isoformat())


def formula_like(spot: Spot) -> bool:
    """C28: text that a program might run."""
    return _remark(spot, "=1+1", '=HYPERLINK("http://x.invalid","点")', "+cmd|' /C calc'!A0", "@SUM(A1:A9)", "-2+3")


def markup(spot: Spot) -> bool:
    """C29: HTML in a remark."""
    return _remark(spot, "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "客户说<b>很急</b>&nbsp;")


def phonetic(spot: Spot) -> bool:
    """C30: a phonetic guide over a word is no part of it."""
    if not spot.xlsx() or not spot.claim("xl/sharedStrings.xml"):
        return False
    found = spot.cell("text")
    if found is None:
        return False
    text = f"{found[0].truth[found[1].field]}目录"

    def guided(parts: Parts) -> Parts:
        plain = f"<t>{text}</t>".encode()
        guide = plain + b'<rPh sb="0" eb="2"><t>mu lu</t></rPh><phoneticPr fontId="1"/>'
        return parts | {"xl/sharedStrings.xml": parts["xl/sharedStrings.xml"].replace(plain, guide)}

    spot.file.edits.insert(0, guided)
    return put(found, text, text)


def rare(spot: Spot) -> bool:
    """C31: emoji, rare characters, and control characters that nobody sees."""
    if spot.file.format != "xlsx" or not spot.xlsx():
        return False
    found = spot.cell("text")
    if found is None or found[1].field in ("description", "spec", "channel"):
        return False
    written, meant, code = spot.random.choice((
        ("客户点赞👍", "客户点赞👍", ""), ("𠮷先生家的㙍台", "𠮷先生家的㙍台", ""), ("响\x07了", "响了", "control-characters"),
    ))  # fmt: skip
    return put(found, written, meant, code)


def text_table(spot: Spot) -> bool:
    """C32: csv in every encoding and with every separator of the office."""
    if not spot.convert("csv"):
        return False
    spot.file.encoding = spot.random.choice(("gbk", "gb18030", "utf-8", "utf-8-sig", "utf-16"))
    spot.file.separator = spot.random.choice((",", "\t", ";", "，"))
    if spot.file.separator == "，":
        for line in spot.sheet.lines:
            if any("，" in str(value) for value in (*line.cells.values(), *line.free.values())):
                spot.file.separator = ";"
    return True


def csv_phone(spot: Spot) -> bool:
    """C33: a csv that Excel saved after it had made 1.38E+10 of a phone."""
    if not spot.convert("csv"):
        return False
    spot.file.encoding = "gbk"
    found = spot.cell("phone")
    return found is not None and put(found, "1.38E+10", None, "precision-lost")


def noise(spot: Spot) -> bool:
    """C34: the noise of binary fractions."""
    found = spot.cell("money")
    return found is not None and put(found, 274.65999999999997, 274.66)


def empty_texts(spot: Spot) -> bool:
    """C35: a row that holds nothing but spaces."""
    sheet = spot.sheet
    line = Line(Role.BLANK, {column: spot.random.choice((" ", "\u3000", "  ")) for column in sheet.columns[:3]})
    at = spot.gap()
    if at == len(sheet.lines):
        return False
    sheet.lines.insert(at, line)
    return True


def _remark(spot: Spot, *texts: str) -> bool:
    found = next((pair for pair in spot.cells("text") if pair[1].field == "remark"), None)
    if found is None:
        return False
    found[0].messed.add(found[1])
    text = spot.random.choice(texts)
    return put(found, text, text)


OPERATORS: Mapping[str, Callable[[Spot], bool]] = {
    "C1": chinese_format, "C2": serial_number, "C3": text_date, "C4": epoch, "C5": impossible, "C6": two_habits, "C7": moments,
    "C9": lambda spot: (phone if spot.random.random() < 0.8 else bad_phone)(spot), "C10": identity_number, "C11": short_number, "C12": exponent,
    "C13": nothing, "C14": spaces, "C15": wide, "C16": compatibility, "C19": nickname, "C20": two_people, "C21": rating,
    "C22": yes_or_no, "C23": number, "C24": absurd, "C25": error_value, "C26": no_result, "C27": changing,
    "C28": formula_like, "C29": markup, "C30": phonetic, "C31": rare, "C32": text_table, "C33": csv_phone, "C34": noise,
    "C35": empty_texts,
}  # fmt: skip
