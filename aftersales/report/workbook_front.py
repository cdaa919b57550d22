"""The cover: what the page says at its top, on one sheet. The month in a sentence, five figures, what needs a decision.

Its figures are formulas that look at the sheet of the first page, where they stand with all that belongs to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aftersales.report.languages import Language
from aftersales.report.page import Cell, Figure, Figures, Link, Look, Note, Page, Report, Tone, Value
from aftersales.report.styles import NO_FIGURE
from aftersales.report.wording import shown
from aftersales.report.workbook_cells import clean
from aftersales.report.workbook_cover import change_cell, facts_line, interval, legend
from aftersales.report.workbook_lines import COVERED, Ink, Line, Sheet, note_lines, text_line
from aftersales.report.workbook_looks import SIGNS, Role, Style, said_format, with_unit
from aftersales.report.workbook_past import Pasts
from aftersales.report.workbook_widths import ROW_POINTS, line_count, row_points

FRONT = Page("front", "封面", "", ())
CARDS, CARD_COLUMNS = 5, 2
COLUMN = 12.3
SHEET = Sheet((COLUMN,) * (CARDS * CARD_COLUMNS), CARDS * CARD_COLUMNS)
NAME_COLUMNS = 2  # of a sheet's name in the list of sheets
VALUE_POINTS, SPARK_POINTS = 30.0, 27.0
CALM = "没有需要决定的事。"
Section = tuple[Line, ...]
Refs = Mapping[tuple[str, str], str]
"""Title of a figure and of a column → the cell where the first page says it."""


@dataclass(frozen=True, slots=True)
class Front:
    """The cover's lines: its head and, each kept on one page, its sections."""

    sheet: Sheet
    head: Section
    sections: tuple[Section, ...]


def front(report: Report, names: Sequence[str], refs: Refs, pasts: Pasts) -> Front:
    """The cover of a report whose pages have sheets of these names."""
    first, sheet = report.pages[0], replace(SHEET, words=pasts.words)
    figures = [figure for block in first.blocks if isinstance(block, Figures) for figure in block.figures][:CARDS]
    head = [
        text_line(f"{report.company}　{report.title}", Style(Role.TITLE), sheet),
        text_line(facts_line(report), Style(Role.NOTE, wrap=True), sheet),
        text_line(report.headline, Style(Role.HEADLINE, wrap=True), sheet),
    ]
    cards = (_section("关键数字", sheet), *_cards(figures, refs, pasts)) if figures else ()
    sections = (
        cards,
        tuple(_decisions(first, sheet)),
        tuple(_contents(report.pages, names, sheet)),
        tuple(_legend(sheet)),
    )
    return Front(sheet, tuple(head), tuple(section for section in sections if section))


def _section(title: str, sheet: Sheet) -> Line:
    return text_line(sheet.words.say(title), Style(Role.SECTION), sheet)


def _cards(figures: Sequence[Figure], refs: Refs, pasts: Pasts) -> Iterator[Line]:
    """Five figures beside each other, each a card of some lines."""
    words = pasts.words
    yield _across(_name(figure) for figure in figures)
    yield _across((_value(figure, refs, words) for figure in figures), VALUE_POINTS)
    yield _across(_change(figure, refs, words) for figure in figures)
    yield _across(_verdict(figure, words) for figure in figures)
    yield _across(_sample(figure, words) for figure in figures)
    yield Line(tuple(ink for figure in figures for ink in _before(figure, pasts)), SPARK_POINTS)


def _across(inks: Iterator[Ink], points: float = ROW_POINTS) -> Line:
    cells: list[Ink] = []
    for ink in inks:
        cells += [ink._replace(span=CARD_COLUMNS), *[COVERED] * (CARD_COLUMNS - 1)]
    return Line(tuple(cells), points)


def _name(figure: Figure) -> Ink:
    return Ink(figure.title, Style(Role.CARD_NAME, tone=figure.tone), figure.link, figure.definition)


def _value(figure: Figure, refs: Refs, words: Language) -> Ink:
    tone = Tone.MUTED if figure.tone is Tone.MUTED else Tone.PLAIN
    if figure.value is None:
        return Ink(NO_FIGURE, Style(Role.CARD_VALUE, tone=Tone.MUTED))
    style = Style(Role.CARD_VALUE, said_format(with_unit(figure.look, figure.value), words), tone)
    return Ink(figure.value, style, formula=refs.get((figure.title, figure.words[0]), ""))


def _change(figure: Figure, refs: Refs, words: Language) -> Ink:
    cell = change_cell(figure, words)
    if cell is None:
        told = words.say(f"没有{figure.words[1]}可比") if figure.previous is None else None
        return Ink(told, Style(Role.CARD_LINE, tone=Tone.MUTED))
    return Ink(cell.value, Style(Role.CARD_LINE, cell.number), formula=refs.get((figure.title, words.say("变化")), ""))


def _verdict(figure: Figure, words: Language) -> Ink:
    said = words.say(SIGNS.get(figure.verdict, figure.verdict))
    aim = words.say(f"目标 {shown(figure.target, figure.look, unit=True)}") if figure.target is not None else ""
    tone = figure.tone if said else Tone.MUTED
    return Ink(
        "　".join(part for part in (said, aim) if part) or words.say("没有目标"), Style(Role.CARD_LINE, tone=tone)
    )


def _sample(figure: Figure, words: Language) -> Ink:
    between = interval(figure)
    told = [
        words.say(f"区间 {between}") if between else "",
        words.say(f"样本 {shown(figure.n, Look.COUNT)}") if figure.n is not None else "",
    ]
    return Ink("　".join(part for part in told if part) or None, Style(Role.CARD_LINE, tone=Tone.MUTED))


def _before(figure: Figure, pasts: Pasts) -> tuple[Ink, Ink]:
    """The last line of a card: the month before, and all months as a small drawing."""
    before = pasts.words.say(shown(figure.previous, figure.look, unit=True))
    spark = pasts.spark(pasts.words.say(FRONT.title), figure.title, figure.title, figure.look, figure.history)
    drawn = Ink(None, Style(Role.CARD_SPARK), spark=spark)
    name = pasts.words["was"] or figure.words[1]
    return Ink(f"{name} {before}" if before else None, Style(Role.CARD_END)), drawn


def _decisions(page: Page, sheet: Sheet) -> Iterator[Line]:
    """The notes of the first page that ask for attention."""
    notes = [block for block in page.blocks if isinstance(block, Note) and block.tone in (Tone.WARN, Tone.BAD)]
    for note in notes:
        yield _section(note.text, sheet)
        yield from note_lines(note, sheet)[1:]
    if not notes:
        yield _section("需要决定", sheet)
        figures = [figure for block in page.blocks if isinstance(block, Figures) for figure in block.figures]
        now = figures[0].words[0] if figures else "本月"
        yield text_line(sheet.words.say(f"{now}{CALM}"), Style(Role.LEAD), sheet)


def _contents(pages: Sequence[Page], names: Sequence[str], sheet: Sheet) -> Iterator[Line]:
    """Every sheet with a link: the pages with what they say, the records in a grid."""
    yield _section("目录", sheet)
    told = [(page, name) for page, name in zip(pages, names, strict=True) if not page.details]
    records = [(page, name) for page, name in zip(pages, names, strict=True) if page.details]
    for page, name in told:
        room = SHEET.columns - NAME_COLUMNS
        lines = line_count(clean(page.lead), COLUMN * room)
        lead = Ink(page.lead or None, Style(Role.BODY, wrap=lines > 1), span=room)
        cells = (_link(page, name), *[COVERED] * (NAME_COLUMNS - 1), lead)
        yield Line(cells, ROW_POINTS if lines == 1 else row_points(lines))
    for at in range(0, len(records), CARDS):
        yield _across(_link(page, name) for page, name in records[at : at + CARDS])


def _link(page: Page, name: str) -> Ink:
    return Ink(name, Style(Role.BODY, linked=True), Link(page.id), span=NAME_COLUMNS)


def _legend(sheet: Sheet) -> Iterator[Line]:
    """Two signs a line, each with its meaning."""
    yield _section("颜色与符号", sheet)
    signs = [(replace(cell, value=_said(cell.value, sheet)), sheet.words.say(told)) for cell, told in legend()]
    half = -(-len(signs) // 2)
    for left, right in zip(signs[:half], [*signs[half:], (Cell(None), "")], strict=False):
        yield Line(tuple(ink for cell, meaning in (left, right) for ink in _sign(cell, meaning)))


def _said(value: Value, sheet: Sheet) -> Value:
    return sheet.words.say(value) if isinstance(value, str) else value


def _sign(cell: Cell, meaning: str) -> tuple[Ink, ...]:
    style = Style(Role.BODY, tone=cell.tone, align="center", linked=cell.link is not None)
    room = CARDS - 1
    value: Value = meaning or None
    return (Ink(cell.value, style, cell.link), Ink(value, Style(Role.BODY), span=room), *[COVERED] * (room - 1))
