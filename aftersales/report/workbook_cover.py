"""What only the workbook shows, as data: bands of key figures as tables, the legend of colours and signs."""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose

from aftersales.report.languages import Language, language
from aftersales.report.page import (
    Cell,
    Column,
    Figure,
    Figures,
    Link,
    Look,
    Page,
    Report,
    Table,
    Tone,
    Value,
)
from aftersales.report.styles import NO_FIGURE, TONE_MEANINGS, WORD_TONES
from aftersales.report.wording import shown
from aftersales.report.workbook_looks import SIGNS, Formatted, change_format, said_format, with_unit
from aftersales.report.workbook_past import Pasts, Spark

_SAMPLES = {Tone.GOOD: "达标", Tone.BAD: "未达标", Tone.WARN: "留意", Tone.MUTED: "参考", Tone.STRONG: "重点"}
Row = tuple[Value | Cell, ...]


@dataclass(frozen=True, slots=True)
class FigureTable(Table):
    """A band of key figures, to which the cover's figures refer."""


def figures_table(band: Figures, previous: str, page: Page, pasts: Pasts) -> FigureTable:
    """A band of key figures as a table; what no figure of the band has (a target, an interval) gets no column."""
    now, before = next((figure.words for figure in band.figures), ("本月", "上月"))
    columns = (
        Column("指标"),
        Column(now, Look.NUMBER),
        Column(before, Look.NUMBER, note=f"{before}：{previous}" if previous else ""),
        Column("变化", Look.NUMBER),
        Column("95%区间", Look.NUMBER, note="样本有限时真实水平大致所在的范围（95% 区间，威尔逊法）"),
        Column("样本", Look.COUNT, note="算出这个数字的户数、次数或条数；率写成 分子/分母"),
        Column("目标", Look.NUMBER),
        Column("判定", Look.TEXT),
        pasts.column,
    )
    rows = [_figure_row(figure, page, pasts) for figure in band.figures]
    kept = [at for at in range(len(columns)) if at < 2 or any(_said(row[at]) for row in rows)]
    return FigureTable(
        id=band.id,
        title="关键指标",
        columns=tuple(columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in rows),
        empty=f"{now}没有可算的指标",
    )


def _said(value: Value | Cell) -> bool:
    return isinstance(value, Spark) or (value.value if isinstance(value, Cell) else value) not in (None, "")


def _figure_row(figure: Figure, page: Page, pasts: Pasts) -> Row:
    look, verdict = figure.look, SIGNS.get(figure.verdict, figure.verdict)
    over = figure.parts[0] if figure.parts and figure.n == figure.parts[1] else None
    sample = figure.n if over is None else f"{shown(over, Look.COUNT)}/{shown(figure.n, Look.COUNT)}"
    return (
        Cell(figure.title, Look.TEXT, Tone.STRONG, figure.link, figure.definition),
        Formatted(figure.value, look, figure.tone, number=_unit(look, figure.value, pasts), parts=figure.parts),
        Formatted(figure.previous, look, number=_unit(look, figure.previous, pasts)),
        change_cell(figure, pasts.words),
        interval(figure) or None,
        sample,
        Formatted(figure.target, look, number=_unit(look, figure.target, pasts)),
        Cell(verdict or None, Look.TEXT, figure.tone if verdict else Tone.PLAIN),
        pasts.spark(page.title, figure.title, figure.title, look, figure.history),
    )


def _unit(look: Look, value: Value, pasts: Pasts) -> str:
    return said_format(with_unit(look, value), pasts.words)


def change_cell(figure: Figure, words: Language) -> Formatted | None:
    """The change as a number with an arrow and its unit; None where there is nothing to compare with."""
    change = figure.change
    if not isinstance(change, int | float):
        return None
    rate = figure.look is Look.RATE
    size = round(change * 100 if rate else change, 6)  # no trace of a difference between equals
    now, before = figure.value, figure.previous
    known = (
        isinstance(now, int | float) and isinstance(before, int | float) and isclose(now - before, change, abs_tol=1e-9)
    )
    difference = "{%s}-{%s}" % figure.words  # noqa: UP031 - braces name the columns
    rule = (f"ROUND(({difference})*100,6)" if rate else f"ROUND({difference},6)") if known else ""
    return Formatted(size, figure.look, number=said_format(change_format(figure.look, change), words), formula=rule)


def interval(figure: Figure) -> str:
    """The 95 % interval in words, blank where there is none."""
    if figure.low is None and figure.high is None:
        return ""
    low, high = (shown(end, figure.look) or NO_FIGURE for end in (figure.low, figure.high))
    return f"{low} ~ {high}"


def legend() -> tuple[tuple[Cell, str], ...]:
    """What each colour and sign of this workbook means: how it looks and what it says."""
    signs = (
        (Cell("▲ ▼"), "比上月升、降；率以百分点计"),
        (Cell("—"), "没有数字：没有样本或没有记录，不是 0"),
        (Cell("蓝色下划线", link=Link("")), "点击到相应的表或明细行"),
        (Cell("▂▃▅"), "格内横条：占合计的多少"),
        (Cell("走势"), "格内小图：近月走势，红柱是本月"),
        (Cell("未结案", tone=WORD_TONES["未结案"]), "明细按内容变色，改了内容颜色跟着变"),
        (Cell("=SUM"), "合计、率、变化是公式，点开可核对"),
    )
    return (*((Cell(_SAMPLES[tone], tone=tone), meaning) for tone, meaning in TONE_MEANINGS.items()), *signs)


def facts_line(report: Report) -> str:
    """The label-value lines of the report in one line, for the head of the first sheet."""
    colon = language(report.language)["colon"]
    return "　｜　".join(f"{label}{colon}{value}" for label, value in report.facts)
