"""趋势: twelve months and the same month last year, with control limits; what differs from the usual is named in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aftersales.report.build import month_name
from aftersales.report.page import Block, Cell, Column, Look, Note, Page, Table, Tone, Value
from aftersales.report.signals import NOTHING_TO_READ, look_of, signal, usual_range
from aftersales.report.trend import Trend
from aftersales.report.trend_charts import COUNTED, judged, trend_chart, trend_look
from aftersales.report.view import View

CHARTS, CATEGORIES = 6, 6
DRAWN, FIRST = 3, 2
"""Two months make no line; the first columns of a table stay."""
LOGS = {"complaint.by_category": "投诉", "callback.problem_households": "回访"}
ASSURED = {"稳定达标": Tone.GOOD, "稳定不达标": Tone.BAD, "时好时坏": Tone.WARN}
LAST_YEAR = "去年同月"
HOW = (
    "灰底是平常范围：一个月落在里面，和平常没有可解读的差别；◇ 是有信号的月份。",
    "算作信号的有：超出平常范围（控制限，3σ）；连续 8 个月在中心线同一侧；金额、件数、天数还看 3 个月里有 2 个月偏离超过 2σ。",
    "中心线和控制限由最先 12 个有数字的月份定下，以后不变；不到 12 个月的是试行限，满 6 个月才画；本月自己不参加定限。",
    "比率用 p 图，每百户用 u 图，件数、金额、天数用 XmR 图；一类投诉有送货户数时按每百户，平均每月不到 1 件的不画控制限。",
    "对目标：目标在控制限之外才说“稳定达标”或“稳定不达标”，在控制限之内是“时好时坏”，要改的是做法，不是某一个月。",
)
Row = tuple[Value | Cell, ...]


def page(view: View) -> Page | None:
    """Figures first, then categories; None before there is a second month."""
    company = [trend for (_, category), trend in view.trends.items() if not category and _known(trend) > 1]
    if not company:
        return None
    categories = [
        trend
        for (_, category), trend in view.trends.items()
        if category and _known(trend) > 1 and any(_counts(view, trend))
    ]
    blocks: list[Block] = [_summary(view, company), *_charts(view, company, "trends-months", CHARTS)]
    if categories:
        chosen = sorted(categories, key=lambda trend: (not trend.now, -(trend.values[-1] or 0), trend.category))
        blocks += [_by_category(view, chosen), *_charts(view, chosen, "trends-category-months", CATEGORIES)]
    blocks.append(Note("怎么看", items=HOW))
    return Page("trends", "趋势", _lead(view, company, categories), tuple(blocks))


def _known(trend: Trend) -> int:
    return sum(value is not None for value in trend.values)


def _counts(view: View, trend: Trend) -> list[float | None]:
    """How many there were this month, the month before and a year ago."""
    months = (view.month, view.previous, _last_year(view.month))
    return [view.number(trend.measure, month=month, category=trend.category).value for month in months]


def _lead(view: View, company: Sequence[Trend], categories: Sequence[Trend]) -> str:
    """What has a signal this month, or why there can be none yet."""
    told = [
        f"{trend.category or view.info[trend.measure].zh}{judged(view, trend).replace('；', '，')}"
        for trend in (*company, *categories)
        if judged(view, trend) not in ("", NOTHING_TO_READ)
    ]
    if told:
        return f"本月有信号的：{'；'.join(told)}。"
    if not any(trend.limits for trend in company):
        return "数据还不满 7 个月，画不出平常范围，只与上月比较：无可解读变化。"
    return f"本月各项都在平常范围内，{NOTHING_TO_READ}。"


def _summary(view: View, company: Sequence[Trend]) -> Table:
    columns = (
        Column("指标", Look.TEXT, 12),
        Column("本月", Look.NUMBER),
        Column("上月", Look.NUMBER),
        Column(LAST_YEAR, Look.NUMBER),
        Column("中心线", Look.NUMBER),
        Column("平常范围", Look.TEXT, 10, "控制限：一个月落在里面，和平常没有可解读的差别"),
        Column("本月判断", Look.WIDE, 16),
        Column("目标", Look.NUMBER),
        Column("对目标", Look.TEXT, 7, "目标在控制限之外才说稳定达标或稳定不达标"),
    )
    rows = tuple(_row(view, trend) for trend in company)
    table = _without_blanks(Table("trends-list", "各项指标的走势", columns, rows, "空白是没有数字。"))
    if any(column.title == LAST_YEAR for column in table.columns):
        return replace(table, note=f"去年同月：{month_name(_last_year(view.month))}。空白是没有数字。")
    return table


def _without_blanks(table: Table) -> Table:
    """The table without the columns of which nothing is known yet, such as last year in the first months."""
    kept = [at for at, column in enumerate(table.columns) if at < FIRST or any(_said(row[at]) for row in table.rows)]
    rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[at] for at in kept), rows=rows)


def _said(value: Value | Cell) -> bool:
    return (value.value if isinstance(value, Cell) else value) not in (None, "")


def _last_year(month: str) -> str:
    return f"{int(month[:4]) - 1}{month[4:]}"


def _row(view: View, trend: Trend) -> Row:
    info = view.info[trend.measure]
    number = view.number(trend.measure)
    year_ago = view.number(trend.measure, month=_last_year(view.month)).value
    return (
        Cell(info.zh, note=info.definition),
        Cell(number.value, info.look),
        Cell(view.number(trend.measure, month=view.previous).value, info.look),
        Cell(year_ago, info.look),
        *_limits(view, trend),
        Cell(number.target, info.look),
        Cell(trend.assurance or None, tone=ASSURED.get(trend.assurance, Tone.PLAIN)),
    )


def _limits(view: View, trend: Trend) -> Row:
    """Centre line, limits and what the month says."""
    if trend.limits is None:
        said = _unlimited(view, trend)
        return None, None, Cell(said, tone=Tone.MUTED) if said else None
    look = look_of(view, trend.measure, trend.category, trend.limits.kind)
    trial = "（试行限）" if trend.limits.trial else ""
    said = judged(view, trend)
    rule = f"{trend.limits.kind}，基线 {trend.limits.basis}"
    quiet = said == NOTHING_TO_READ
    told = Cell(f"{said}{trial}", tone=Tone.PLAIN if quiet else Tone.STRONG, note=rule)
    return Cell(_rounded(trend.limits.centre, look), look), usual_range(trend.limits, look), told


def _unlimited(view: View, trend: Trend) -> str:
    """What the change from the month before says; why there are no limits, where it is not the same for all."""
    said = "" if trend.category else signal(view, trend.measure)
    why = trend.without if any(each.limits for each in view.trends.values()) else ""
    return "；".join(part for part in (said if said != NOTHING_TO_READ or not why else "", why) if part)


def _rounded(centre: float, look: Look) -> float:
    return round(centre, 1 if look in (Look.COUNT, Look.NUMBER) else 0 if look is Look.MONEY else 4)


def _by_category(view: View, trends: Sequence[Trend]) -> Table:
    columns = (
        Column("类别", Look.TEXT, 12),
        Column("登记", Look.TEXT, 5),
        Column("本月件（户）数", Look.COUNT),
        Column("上月", Look.COUNT),
        Column(LAST_YEAR, Look.COUNT),
        Column("按什么看", Look.TEXT, 7, "有送货户数的按每百户，回访按占有效评价的比例，都没有的按件数"),
        Column("中心线", Look.NUMBER),
        Column("平常范围", Look.TEXT, 10),
        Column("本月判断", Look.WIDE, 16),
    )
    rows: list[Row] = []
    for trend in trends:
        counts = _counts(view, trend)
        kind = COUNTED[trend.limits.kind] if trend.limits else None
        rows.append((trend.category, LOGS[trend.measure], *counts, kind, *_limits(view, trend)))
    return _without_blanks(Table("trends-categories", "各类投诉和不满意的走势", columns, tuple(rows), filters=True))


def _charts(view: View, trends: Sequence[Trend], table: str, most: int) -> list[Block]:
    """A chart each for the first ones, those with a signal before the others, and the months behind them as one table."""
    ordered = sorted(trends, key=lambda trend: (not trend.now, trend.limits is None))
    drawn = [trend for trend in ordered if _known(trend) >= DRAWN][:most]
    if not drawn:
        return []
    months = drawn[0].months
    names = _names(view, drawn)
    columns = (
        Column("月份", Look.TEXT, 6),
        *(Column(name, trend_look(view, trend)) for name, trend in zip(names, drawn, strict=True)),
    )
    rows = tuple((month, *(trend.values[at] for trend in drawn)) for at, month in enumerate(months))
    title = "画成图的各月数字" if table == "trends-months" else "各类别的各月数字"
    charts = [trend_chart(view, trend, name, table) for trend, name in zip(drawn, names, strict=True)]
    return [*charts, Table(table, title, columns, rows, outline=True)]


def _names(view: View, trends: Sequence[Trend]) -> list[str]:
    """Titles of the columns, told apart where a category stands in two logs."""
    plain = [trend.category or view.info[trend.measure].zh for trend in trends]
    return [
        f"{name}（{LOGS[trend.measure]}）" if plain.count(name) > 1 else name
        for name, trend in zip(plain, trends, strict=True)
    ]
