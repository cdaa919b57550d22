"""The copied rows of a return sheet: a sheet for each of the clerk's, every bad cell marked with what to write there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aftersales.problems import Severity, column_letter
from aftersales.report.languages import Language
from aftersales.report.page import Tone
from aftersales.report.returns import CopiedSheet, Mend
from aftersales.report.workbook_cells import Formats, clean, put, put_link, put_note
from aftersales.report.workbook_looks import Role, Style
from aftersales.report.workbook_widths import PADDING, clamp, line_count, row_points, widest_line

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

TOP = 2
"""The row of the column letters; the clerk's rows follow."""
NUMBERS = 9.0
WIDEST = 24.0
MOST_FROZEN = 6
NOTES_TOLD = 5
TITLE, NOTE = "{} 里要改的行（照抄原表）", "哪里不对：{}\n应该怎样写：{}"
Key = tuple[int, int]
"""Row and column in the clerk's sheet; column 0 is the whole row."""

Pen = tuple[Formats, Language]


@dataclass(frozen=True, slots=True)
class Copy:
    """Where everything of one copied sheet stands in its new one: `cells` gives the address of each bad cell or row."""

    copied: CopiedSheet
    name: str
    widths: tuple[float, ...]
    heading_rows: tuple[int, int]
    cells: Mapping[Key, str]
    bad: Mapping[Key, tuple[Mend, ...]]

    @property
    def sheet(self) -> str:
        return self.copied.sheet

    @property
    def quoted(self) -> str:
        """The name as it stands between the quotes of a link."""
        return self.name.replace("'", "''")


def lay_out(copied: CopiedSheet, name: str, mends: Iterable[Mend]) -> Copy:
    """Decide where the rows of a copied sheet stand, and what is said of which cell."""
    row_of = {row.number: TOP + 1 + at for at, row in enumerate(copied.rows)}
    columns = max((len(row.cells) for row in copied.rows), default=0)
    bad: dict[Key, list[Mend]] = {}
    cells: dict[Key, str] = {}
    for mend in mends:
        if mend.sheet == copied.sheet and mend.row in row_of:
            at = mend.column - copied.first_column + 1
            inside = mend.column and 1 <= at <= columns
            bad.setdefault((mend.row, mend.column if inside else 0), []).append(mend)
            letter = column_letter(at + 1) if inside else "A"
            cells[mend.row, mend.column] = f"{letter}{row_of[mend.row] + 1}"
    first = next((at for at, row in enumerate(copied.rows) if not row.heading), 0)
    frozen = first if first <= MOST_FROZEN else 0
    marks = {key: tuple(found) for key, found in bad.items()}
    return Copy(copied, name, _widths(copied, columns), (TOP, TOP + frozen), cells, marks)


def _widths(copied: CopiedSheet, columns: int) -> tuple[float, ...]:
    texts: list[list[str]] = [[] for _ in range(columns)]
    for row in copied.rows:
        for at, text in enumerate(row.cells):
            if text and not (row.heading and sum(map(bool, row.cells)) == 1):  # a title alone makes no column wide
                texts[at].append(text)
    return (NUMBERS, *(clamp(min(max(map(widest_line, own), default=0.0) + PADDING, WIDEST)) for own in texts))


def write_copy(sheet: Worksheet, copy: Copy, formats: Formats, back: str, words: Language) -> None:
    """Write the copied rows; `back` is the place of the list that they belong to."""
    for at, width in enumerate(copy.widths):
        sheet.set_column(at, at, width)
    missing = copy.copied.missing
    more = f"另有 {missing} 行没有抄来，请按位置在原表里找。" if missing else ""
    name = copy.sheet or words.say("表格")
    put(sheet, 0, 0, words.say(TITLE).format(name), formats[Style(Role.SECTION)])
    said = words.say(f"行号和列字母是原表的；标了颜色的格要改，指针停在上面可看怎样写。{more}点这里回到清单。")
    put_link(sheet, 1, 0, back, formats[Style(Role.NOTE, linked=True)])
    put(sheet, 1, 0, said, formats[Style(Role.NOTE, linked=True)])
    letters = formats[Style(Role.BODY, tone=Tone.MUTED, align="center")]
    first = copy.copied.first_column
    for at in range(len(copy.widths)):
        put(sheet, TOP, at, column_letter(first + at - 1) if at else words.say("行号"), letters)
    pen = (formats, words)
    for at, row in enumerate(copy.copied.rows):
        _write_row(sheet, TOP + 1 + at, row.number, row.cells, copy, pen, heading=row.heading)
    sheet.freeze_panes(copy.heading_rows[1] + 1, 1)


def _write_row(
    sheet: Worksheet, at: int, number: int, cells: Sequence[str], copy: Copy, pen: Pen, *, heading: bool
) -> None:
    formats, words = pen
    whole = copy.bad.get((number, 0), ())
    put(sheet, at, 0, number, formats[Style(Role.BODY, tone=_tone(whole, Tone.MUTED), align="center")])
    _explain(sheet, at, 0, whole, words)
    lines = 1
    for place in range(1, len(copy.widths)):
        text = cells[place - 1] if place <= len(cells) else ""
        told = copy.bad.get((number, copy.copied.first_column + place - 1), ())
        role = Role.MARKED if told else Role.HEADING if heading else Role.BODY
        align = "center" if role is Role.HEADING else "left"
        look = Style(role, tone=_tone(told, Tone.PLAIN), align=align, wrap=True)
        put(sheet, at, place, text or None, formats[look])
        _explain(sheet, at, place, told, words)
        lines = max(lines, line_count(clean(text), copy.widths[place])) if text else lines
    sheet.set_row(at, row_points(lines))


def _tone(told: Sequence[Mend], otherwise: Tone) -> Tone:
    if not told:
        return otherwise
    return Tone.BAD if any(mend.severity is Severity.ERROR for mend in told) else Tone.WARN


def _explain(sheet: Worksheet, row: int, at: int, told: Sequence[Mend], words: Language) -> None:
    """Say in a comment what is wrong with a cell and what to write."""
    if not told:
        return
    told_of = words.say(NOTE)
    texts = dict.fromkeys(told_of.format(mend.wrong, mend.write) for mend in told[:NOTES_TOLD])
    more = [words.say(f"还有 {len(told) - NOTES_TOLD} 处，见清单。")] if len(told) > NOTES_TOLD else []
    put_note(sheet, row, at, "\n".join([*texts, *more]))
