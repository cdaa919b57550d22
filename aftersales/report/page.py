"""A report described as data: pages of figures, tables, charts and notes. Two modules render it, Excel and HTML.

Everything here is plain values that are already rounded by their look, never frames, never markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Value = None | str | int | float


class Look(StrEnum):
    """How a value is shown. Rates are fractions (0.846 → 84.6%); MONEY is 元; TEXT wraps when WIDE."""

    TEXT = "text"
    WIDE = "wide"
    DATE = "date"
    COUNT = "count"
    NUMBER = "number"
    RATE = "rate"
    POINTS = "points"
    MONEY = "money"
    HOURS = "hours"
    DAYS = "days"


class Tone(StrEnum):
    """What a cell says beyond its value; one documented colour each, never the only sign."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"
    WARN = "warn"
    MUTED = "muted"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Link:
    """Where a value leads: `page` and, in it, `anchor` (a table's id or a row key of a details table)."""

    page: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with more to say: its own look, a tone, a link, a hover note.

    `parts` are a rate's numerator and denominator; `history` is the figure of the report's months, oldest first.
    `file` is one beside the report that it leads to.
    """

    value: Value
    look: Look | None = None
    tone: Tone = Tone.PLAIN
    link: Link | None = None
    note: str = ""
    parts: tuple[float, float] | None = None
    history: tuple[float | None, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `width` is in Chinese characters (0 = fit the contents)."""

    title: str
    look: Look = Look.TEXT
    width: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `rows` hold plain values or `Cell`s; `total` marks the last row as a total line.

    `outline` makes it foldable: its rows are shown on demand. `filters` gives it filter buttons in Excel.
    `empty` is printed where there is no row. `html_rows` limits what the page shows (0 = all).
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value | Cell, ...], ...]
    note: str = ""
    total: bool = False
    filters: bool = False
    outline: bool = False
    empty: str = "本月没有记录"
    html_rows: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure. `change` is in the figure's own unit (percentage points as a fraction for rates).

    `parts` and `history` are those of a `Cell`. `signal` says whether anything is to be read in it, `usual` between which
    values chance alone moves it; `words` are what the period itself and the one before it are called.
    """

    measure: str
    title: str
    value: Value
    look: Look
    previous: Value = None
    change: Value = None
    low: Value = None
    high: Value = None
    n: Value = None
    target: Value = None
    verdict: str = ""
    definition: str = ""
    tone: Tone = Tone.PLAIN
    link: Link | None = None
    parts: tuple[float, float] | None = None
    history: tuple[float | None, ...] = ()
    signal: str = ""
    usual: str = ""
    words: tuple[str, str] = ("本月", "上月")


class Plot(StrEnum):
    """The charts we draw: bars, a Pareto (bars and cumulative share), a line over months, parts of a whole."""

    BAR = "bar"
    PARETO = "pareto"
    LINE = "line"
    STACK = "stack"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values of a chart, with a name; None where there is no figure."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """What is usual in a LINE chart of one series: the centre line and limits point by point, None where there are none."""

    centre: float
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. `title` says what is to be seen, `labels` are the categories or months, `look` is that of its values.

    For a PARETO the second series is the cumulative share. `table` is the id of the table that holds the same
    figures: Excel's native chart follows those cells, the page names it as the text equivalent. `band` is drawn behind a
    line, `marks` are its points that differ from the usual by more than chance.
    """

    id: str
    title: str
    plot: Plot
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    look: Look
    table: str
    target: float | None = None
    alt: str = ""
    band: Band | None = None
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """A band of key figures."""

    id: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph; `tone` WARN draws the eye. `items` are printed as a list under it."""

    text: str
    tone: Tone = Tone.PLAIN
    items: tuple[str, ...] = ()


Block = Figures | Table | Chart | Note


@dataclass(frozen=True, slots=True)
class Page:
    """One page: a sheet of the workbook, a section of the HTML. `lead` is its one-sentence message.

    `details` marks a page of raw records: its own sheet in the workbook (streamed), a folded table in the HTML.
    `workbook_only` keeps it out of the HTML.
    """

    id: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    details: bool = False
    workbook_only: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The month as people see it: rendered to a workbook and to one self-contained page.

    `headline` is made of figures only; `facts` are label-value lines (company, period, as-of, made by) for cover and
    footer; `previous` is the month the changes refer to, blank if none; `months` are those of every `history`.
    `language` is the one that its texts are in.
    """

    month: str
    title: str
    company: str
    headline: str
    as_of: str
    facts: tuple[tuple[str, str], ...]
    pages: tuple[Page, ...]
    previous: str = ""
    months: tuple[str, ...] = ()
    language: str = "zh"
