"""Where everything stands on a sheet, worked out before a cell is written, so that links and charts know their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from xlsxwriter.utility import xl_rowcol_to_cell

from aftersales.report.in_language import table_in
from aftersales.report.languages import Language, language
from aftersales.report.page import Block, Cell, Chart, Figures, Link, Note, Page, Plot, Report, Table
from aftersales.report.workbook_columns import Ask, column_asks, fitted, shared
from aftersales.report.workbook_cover import FigureTable, figures_table
from aftersales.report.workbook_front import FRONT, front
from aftersales.report.workbook_lines import Line, Sheet, note_lines, stretches, table_lines, text_line
from aftersales.report.workbook_looks import Role, Style
from aftersales.report.workbook_names import sheet_names
from aftersales.report.workbook_past import Pasts
from aftersales.report.workbook_places import led_to_records
from aftersales.report.workbook_sources import Source, charted, source_of
from aftersales.report.workbook_widths import ROW_POINTS, pixels, total_pixels

UPRIGHT, LANDSCAPE = (746, 1007), (1074, 678)  # printable pixels of A4 inside our margins, across and down
SMALLEST = 0.8  # of the size on the screen: what has 10 points there has 8 on paper
UPRIGHT_WIDE, LANDSCAPE_WIDE = int(UPRIGHT[0] / SMALLEST), int(LANDSCAPE[0] / SMALLEST)
CHART_WIDTH, CHART_HEIGHT, GAP = 448, 272, 24
WIDE_CHART, WIDE_FROM = 2 * CHART_WIDTH + GAP, 8  # pixels; labels from which a chart takes the whole width
NARROWEST_SHEET, SPARE_COLUMN = 620, 10.0
Text = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and the row of its title; rows are counted from 0, as XlsxWriter does."""

    table: Table
    top: int

    @property
    def heading(self) -> int:
        """The row of the column titles."""
        return self.top + 1 + bool(self.table.note)

    @property
    def first(self) -> int:
        """The first row of data."""
        return self.heading + 1

    @property
    def end(self) -> int:
        """The row after the table."""
        return self.first + max(1, len(self.table.rows))


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """A chart, its cells, and where it hangs: a row and so many pixels from the left edge."""

    chart: Chart
    source: Source
    row: int
    left: int

    @property
    def width(self) -> int:
        """In pixels."""
        return chart_width(self.chart)


@dataclass(frozen=True, slots=True)
class Plan:
    """One sheet, laid out. `drawn` has the lines of its tables, which are needed twice, but for those of a details page."""

    page: Page
    name: str
    sheet: Sheet
    head: Text
    texts: tuple[tuple[int, Text], ...]
    tables: tuple[PlacedTable, ...]
    charts: tuple[PlacedChart, ...]
    depth: int
    drawn: tuple[tuple[int, Text], ...] = ()

    def lines(self) -> Iterator[tuple[int, Line]]:
        """Every line with its row, from the top down: the order in which a streamed sheet must be written."""
        for top, part in self.parts():
            lines = table_lines(part.table, self.sheet) if isinstance(part, PlacedTable) else part
            yield from enumerate(lines, start=top)

    def parts(self) -> list[tuple[int, Text | PlacedTable]]:
        """The texts and tables with their rows, from the top down."""
        placed = self.drawn or ((placed.top, placed) for placed in self.tables)
        return sorted([(0, self.head), *self.texts, *placed], key=lambda part: part[0])

    def table(self, key: str) -> PlacedTable | None:
        """The first table of that id."""
        return next((placed for placed in self.tables if placed.table.id == key), None)

    def only_table(self) -> PlacedTable | None:
        """The sheet's table, if it has just one and nothing stands above it but the sheet's head."""
        alone = len(self.tables) == 1 and not self.texts and self.tables[0].top <= len(self.head) + 1
        return self.tables[0] if alone else None


def lay_out(report: Report) -> tuple[Plan, ...]:
    """The plans of all sheets: the cover, one per page, and the pasts that sparklines draw."""
    words = language(report.language)
    names = sheet_names([words.say(FRONT.title), *(page.title for page in report.pages), words.say("走势数据")])
    pasts = Pasts(report.months, words)
    plans = [_plan(report, page, name, pasts) for page, name in zip(report.pages, names[1:], strict=False)]
    cover = _cover(report, plans, names, pasts)
    past = pasts.page()
    return (cover, *plans, *([_plan(report, past, names[-1], pasts)] if past else []))


def _cover(report: Report, plans: Sequence[Plan], names: Sequence[str], pasts: Pasts) -> Plan:
    made = front(report, names[1 : len(plans) + 1], _refs(plans[0]), pasts)
    texts, row = [], len(made.head) + 1
    for section in made.sections:
        texts.append((row, section))
        row += len(section) + 1
    return Plan(FRONT, names[0], made.sheet, made.head, tuple(texts), (), (), row - 1)


def _refs(plan: Plan) -> dict[tuple[str, str], str]:
    """Where the key figures of a sheet stand: title of the figure and of the column → cell."""
    quoted = plan.name.replace("'", "''")
    found = {}
    for placed in reversed(plan.tables):
        for at, row in enumerate(placed.table.rows if isinstance(placed.table, FigureTable) else ()):
            for column, value in zip(placed.table.columns, row, strict=True):
                if isinstance(row[0], Cell) and isinstance(value, Cell) and value.value is not None:
                    cell = xl_rowcol_to_cell(placed.first + at, placed.table.columns.index(column))
                    found[str(row[0].value), column.title] = f"'{quoted}'!{cell}"
    return found


def _plan(report: Report, page: Page, name: str, pasts: Pasts) -> Plan:
    words = pasts.words
    blocks = _blocks(report, page, pasts)
    tables = [block for block in blocks if isinstance(block, Table)]
    sources = {id(block): source_of(block, tables, words) for block in blocks if isinstance(block, Chart)}
    runs = _runs(blocks, sources)
    tabled = [block for run in runs for block in run if isinstance(block, Table)]
    widths = _widths(tabled, words, details=page.details)
    gaps = charted(tuple(sources.values()))
    sheet = Sheet(_spread(widths, _needed(runs, widths)), len(widths), page.details, gaps, words)
    head = _head(page, sheet)
    walk = _Walk(sheet, len(head) + 1, sources)
    for before, run in zip([[], *runs], runs, strict=False):
        walk.place(run, before)
    texts, placed, charts = tuple(walk.texts), tuple(walk.tables), tuple(walk.charts)
    drawn = () if page.details else tuple((one.top, tuple(table_lines(one.table, sheet))) for one in placed)
    return Plan(page, name, sheet, head, texts, placed, charts, walk.row, drawn)


def _blocks(report: Report, page: Page, pasts: Pasts) -> list[Block]:
    """The blocks of a page as a sheet shows them: figures as tables, tables with sparklines."""
    return [
        table_in(figures_table(block, report.previous, page, pasts), pasts.words)
        if isinstance(block, Figures)
        else led_to_records(pasts.drawn(page, block), pasts.words)
        if isinstance(block, Table)
        else block
        for block in page.blocks
    ]


def _runs(blocks: Sequence[Block], sources: dict[int, Source]) -> list[list[Block]]:
    """Blocks one by one, neighbouring charts together, and after them the tables that were added for them."""
    runs: list[list[Block]] = []
    for is_chart, group in groupby(blocks, key=lambda block: isinstance(block, Chart)):
        run = list(group)
        runs += [run] if is_chart else [[block] for block in run]
        runs += [[added] for block in run if is_chart and (added := sources[id(block)].added)]
    return runs


def _widths(tables: Sequence[Table], words: Language, *, details: bool) -> tuple[float, ...]:
    """The widths that suit all tables of a sheet, since they share its columns, and the paper it is printed on."""
    columns = max((len(table.columns) for table in tables), default=1)
    asks = shared([column_asks(table, words)[: -1 if stretches(table, columns) else None] for table in tables], columns)
    return fitted(asks, _room(asks, details=details))


def page_room(widths: Sequence[float]) -> int:
    """The pixels across of the page that a sheet with these columns is printed on."""
    return UPRIGHT_WIDE if total_pixels(widths) <= UPRIGHT_WIDE else LANDSCAPE_WIDE


def _room(asks: Sequence[Ask], *, details: bool) -> int:
    """The pixels that a sheet may take: an upright page, a lying one, or as many of these as its numbers need."""
    least, wanted = total_pixels(ask.least for ask in asks), total_pixels(ask.wanted for ask in asks)
    if least <= UPRIGHT_WIDE and (wanted <= LANDSCAPE_WIDE or not details):
        return UPRIGHT_WIDE
    return LANDSCAPE_WIDE * pages_across(least)


def pages_across(wide: int) -> int:
    """How many lying pages side by side a sheet of so many pixels takes."""
    return max(1, -(-wide // LANDSCAPE_WIDE))


def chart_width(chart: Chart) -> int:
    """The pixels of a chart: half a page, or a whole one if it has many standing labels."""
    return WIDE_CHART if chart.plot is Plot.PARETO and len(chart.labels) >= WIDE_FROM else CHART_WIDTH


def _slots(charts: Sequence[Block], table_width: int, room: int) -> list[tuple[int, int]]:
    """For each chart of a run its line (0 = beside the table before) and its left edge in pixels."""
    slots: list[tuple[int, int]] = []
    line, left = (0, table_width + GAP) if table_width else (1, 0)
    for chart in charts:
        width = chart_width(chart) if isinstance(chart, Chart) else 0
        if left and left + width > room:
            line, left = line + 1, 0
        slots.append((line, left))
        left += width + GAP
    return slots


def _beside(before: Sequence[Block], widths: Sequence[float]) -> int:
    """The width of the table that charts may stand beside; 0 if they must go below."""
    table = before[0] if before else None
    if not isinstance(table, Table) or table.outline:
        return 0
    wide = total_pixels(widths[: len(table.columns)])
    return wide if wide + GAP + CHART_WIDTH <= page_room(widths) else 0


def _needed(runs: Sequence[Sequence[Block]], widths: Sequence[float]) -> int:
    edges = [NARROWEST_SHEET]
    for before, run in zip([[], *runs], runs, strict=False):
        if isinstance(run[0], Chart):
            slots = _slots(run, _beside(before, widths), page_room(widths))
            edges += [left + chart_width(c) for (_, left), c in zip(slots, run, strict=True) if isinstance(c, Chart)]
    return max(edges)


def _spread(widths: tuple[float, ...], needed: int) -> tuple[float, ...]:
    """The columns, and blank ones behind them until a sheet is as wide as its charts: no wider, or it would not fit."""
    while (missing := needed - total_pixels(widths)) > 0:
        widths = (*widths, max(1.0, min(SPARE_COLUMN, (missing - 5) / 7)))
    return widths


def _head(page: Page, sheet: Sheet) -> Text:
    lines = [text_line(page.title, Style(Role.TITLE), sheet)]
    if page.lead:
        lines.append(text_line(page.lead, Style(Role.LEAD, wrap=True), sheet))
    return (*lines, text_line(sheet.words.say("← 返回封面"), Style(Role.NOTE, linked=True), sheet, Link(FRONT.id)))


class _Walk:
    """Goes down a sheet and gives every block its rows."""

    def __init__(self, sheet: Sheet, row: int, sources: dict[int, Source]) -> None:
        self.sheet, self.row, self.sources = sheet, row, sources
        self.texts: list[tuple[int, Text]] = []
        self.tables: list[PlacedTable] = []
        self.charts: list[PlacedChart] = []

    def place(self, run: Sequence[Block], before: Sequence[Block]) -> None:
        block = run[0]
        if isinstance(block, Table):
            self.tables.append(PlacedTable(block, self.row))
            self.row = self.tables[-1].end + 1
        elif isinstance(block, Note):
            lines = tuple(note_lines(block, self.sheet))
            self.texts.append((self.row, lines))
            self.row += len(lines) + 1
        else:
            self._place_charts([chart for chart in run if isinstance(chart, Chart)], before)

    def _place_charts(self, charts: Sequence[Chart], before: Sequence[Block]) -> None:
        slots = _slots(charts, _beside(before, self.sheet.widths), page_room(self.sheet.widths))
        starts = [self.tables[-1].heading, self._below()] if slots[0][0] == 0 else [0, self.row]
        while len(starts) <= slots[-1][0]:
            starts.append(starts[-1] + _rows(CHART_HEIGHT + GAP))
        for chart, (line, left) in zip(charts, slots, strict=True):
            self.charts.append(PlacedChart(chart, self.sources[id(chart)], starts[line], left))
        self.row = starts[1] if slots[-1][0] == 0 else starts[slots[-1][0]] + _rows(CHART_HEIGHT + GAP)

    def _below(self) -> int:
        """The first row under both the table before and the chart beside it."""
        placed = self.tables[-1]
        lines = list(table_lines(placed.table, self.sheet))[placed.heading - placed.top :]
        missing = CHART_HEIGHT + GAP - sum(pixels(line.points) for line in lines)
        return max(self.row, placed.end + _rows(missing))


def _rows(height: int) -> int:
    """How many plain rows cover so many pixels."""
    return max(0, -(-height // pixels(ROW_POINTS)))
