"""What only the workbook shows, as tables of data: bands of key figures, the list of sheets, the legend of colours."""

from __future__ import annotations

from collections.abc import Sequence

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
from aftersales.report.styles import NO_FIGURE
from aftersales.report.wording import shown
from aftersales.report.workbook_looks import MEANINGS, SIGNS, Formatted, change_format, with_unit

_SAMPLES = {Tone.GOOD: "达标", Tone.BAD: "未达标", Tone.WARN: "留意", Tone.MUTED: "参考", Tone.STRONG: "重点"}
Row = tuple[Value | Cell, ...]


def figures_table(band: Figures, previous: str) -> Table:
    """A band of key figures as a table; what no figure of the band has (a target, an interval) gets no column."""
    columns = (
        Column("指标"),
        Column("本月", Look.NUMBER),
        Column("上月", Look.NUMBER, note=f"上月：{previous}" if previous else ""),
        Column("变化", Look.NUMBER),
        Column("95%区间", Look.NUMBER, note="样本有限时真实水平大致所在的范围（Wilson 95% 区间）"),
        Column("样本", Look.COUNT, note="算出这个数字的户数、次数或条数"),
        Column("目标", Look.NUMBER),
        Column("判定", Look.TEXT),
    )
    rows = [_figure_row(figure) for figure in band.figures]
    kept = [at for at in range(len(columns)) if at < 2 or any(_said(row[at]) for row in rows)]
    return Table(
        id=band.id,
        title="关键指标",
        columns=tuple(columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in rows),
        empty="本月没有可算的指标",
    )


def _said(value: Value | Cell) -> bool:
    return (value.value if isinstance(value, Cell) else value) not in (None, "")


def _figure_row(figure: Figure) -> Row:
    look, verdict = figure.look, SIGNS.get(figure.verdict, figure.verdict)
    return (
        Cell(figure.title, Look.TEXT, Tone.STRONG, figure.link, figure.definition),
        Formatted(figure.value, look, figure.tone, number=with_unit(look, figure.value)),
        Formatted(figure.previous, look, number=with_unit(look, figure.previous)),
        _change(figure),
        _interval(figure),
        figure.n,
        Formatted(figure.target, look, number=with_unit(look, figure.target)),
        Cell(verdict or None, Look.TEXT, figure.tone if verdict else Tone.PLAIN),
    )


def _change(figure: Figure) -> Value | Cell:
    change = figure.change
    if not isinstance(change, int | float):
        return change
    size = round(change * 100, 6) if figure.look is Look.RATE else change
    return Formatted(size, figure.look, number=change_format(figure.look, change))


def _interval(figure: Figure) -> Value:
    if figure.low is None and figure.high is None:
        return None
    low, high = (shown(end, figure.look) or NO_FIGURE for end in (figure.low, figure.high))
    return f"{low} ~ {high}"


def contents_table(pages: Sequence[Page], names: Sequence[str]) -> Table:
    """Every sheet after the first, with its message and a link to it."""
    rows = tuple((Cell(name, link=Link(page.id)), page.lead) for page, name in zip(pages[1:], names[1:], strict=True))
    return Table("contents", "目录", (Column("工作表"), Column("内容", Look.WIDE)), rows, empty="只有这一张工作表")


def legend_table() -> Table:
    """What each colour and sign of this workbook means."""
    rows: list[Row] = [(Cell(_SAMPLES[tone], tone=tone), meaning) for tone, meaning in MEANINGS.items()]
    rows += [
        ("▲ ▼", "比上月升、降；率以百分点计"),
        ("—", "没有数字：没有样本或没有记录，不是 0"),
        (Cell("蓝色下划线", link=Link("")), "点击到相应的表或明细行"),
    ]
    columns = (Column("样式"), Column("含义", Look.WIDE))
    return Table("legend", "颜色与符号", columns, tuple(rows))


def facts_line(report: Report) -> str:
    """The label-value lines of the report in one line, for the head of the first sheet."""
    return "　｜　".join(f"{label}：{value}" for label, value in report.facts)
