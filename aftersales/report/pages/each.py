"""每个门店、每个人: a section of their own with their figures, how these compare, and the rows they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from aftersales.report.build import UNASSIGNED, cell, name_cell
from aftersales.report.page import Block, Cell, Column, Look, Note, Page, Table, Tone, Value
from aftersales.report.places import Sheet, sheets_told
from aftersales.report.trend import Standing
from aftersales.report.view import View

Row = tuple[Value | Cell, ...]
Rows = dict[tuple[str, str], dict[str, str]]
"""Kind and field → name → the rows of the month's records that name them."""

COLUMNS = (
    Column("指标", Look.TEXT, 12),
    Column("本月", Look.NUMBER, 7),
    Column("样本", Look.COUNT, 5, "算出这个数字的户数、次数或条数"),
    Column("95% 区间", Look.TEXT, 9, "样本有限时真实水平大致所在的范围"),
    Column("全体", Look.NUMBER, 7),
    Column("比较", Look.WIDE, 16, "与同一指标上样本够的其他人或门店相比（95% 的把握）"),
    Column("依据的行", Look.WIDE, 28),
)
WORDS = {"person": ("每个人", "人"), "store": ("每个门店", "个门店")}


def stores(view: View) -> Page | None:
    """A section for every shop; None where no record names one."""
    return _page(view, "store")


def people(view: View) -> Page | None:
    """A section for everybody who has a figure, with their score slip."""
    return _page(view, "person")


def _page(view: View, whom: str) -> Page | None:
    at = 2 if whom == "store" else 3
    measured: dict[str, list[str]] = {}
    for key in view.numbers:
        if key[0] == view.month and key[at] and key[at] != UNASSIGNED and not any(key[4:]):
            measured.setdefault(key[at], []).append(key[1])
    if whom == "store":  # what a department spends does not make it a shop
        measured = {name: own for name, own in measured.items() if {view.info[m].kind for m in own} - {"expense"}}
    if not measured:
        return None
    rows: Rows = {}
    blocks: list[Block] = [made for made in _standing_tables(view, whom) if made.rows]
    blocks += [_table(view, whom, name, measures, rows) for name, measures in _ordered(view, measured)]
    title, counted = WORDS[whom]
    told = "样本够的才互相比较，区间重叠的不分高低。" if blocks else ""
    page_note = Note("点开各自的一节，看每个数字的样本、区间、能否比较，以及依据的是哪些行。")
    return Page(f"each-{whom}", title, f"共 {len(measured)} {counted}有记录。{told}", (page_note, *blocks))


def _ordered(view: View, measured: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    """People by shop and post, as on the page that shows all of them; shops by name."""
    return sorted(measured.items(), key=lambda pair: (view.roles.get(pair[0], "~"), pair[0]))


def _standing_tables(view: View, whom: str) -> Iterator[Table]:
    """Who can be told apart at all, by measure: those with too few cases stand below in grey, without a rank."""
    yield from (_standings(view, whom, measure) for measure, who in view.standings if who == whom)


def _standings(view: View, whom: str, measure: str) -> Table:
    known = dict(view.standings[measure, whom])
    few = [name for name in view.names(measure, whom) if name not in known and name != UNASSIGNED]
    ordered = sorted(known.items(), key=lambda pair: (pair[1].best, pair[1].worst, pair[0]))
    rows: list[Row] = [
        (name_cell(name, whom), *_figures(view, measure, whom, name), _rank(standing, len(known)), _compared(standing))
        for name, standing in ordered
    ]
    rows += [
        (name_cell(name, whom), *_figures(view, measure, whom, name), None, _few(view))
        for name in few
        if view.number(measure, **{whom: name}).value is not None
    ]
    columns = (
        Column("门店" if whom == "store" else "姓名", Look.TEXT, 8),
        Column("比率", Look.RATE, 7),
        Column("样本", Look.COUNT, 5),
        Column("95% 区间", Look.TEXT, 9),
        Column("名次范围", Look.TEXT, 9),
        Column("能否分出高低", Look.WIDE, 18),
    )
    apart = sum(not standing.indistinct for standing in known.values())
    title = f"{view.info[measure].zh}：" + ("都无法区分" if not apart else "有明显高低")
    note = "名次范围 = 把明显更好的和明显更差的数出来；范围重叠的没有可解读的差别，不宜排名。"
    return Table(f"standing-{whom}-{measure}", title, columns, tuple(rows), note)


def _few(view: View) -> Cell:
    return Cell(f"样本不足 {view.small_sample}，不比较", tone=Tone.MUTED)


def _figures(view: View, measure: str, whom: str, name: str) -> Row:
    """The figure, its sample, its interval."""
    number = view.number(measure, **{whom: name})
    span = ""
    if view.info[measure].share and number.low is not None and number.high is not None:
        span = f"{number.low:.1%} – {number.high:.1%}"
    return cell(view, measure, number), number.denominator if view.info[measure].share else None, span


def _rank(standing: Standing, among: int) -> str:
    if standing.indistinct:
        return f"1–{among}"
    return f"{standing.best}–{standing.worst}" if standing.best < standing.worst else f"{standing.best}"


def _compared(standing: Standing) -> Value | Cell:
    """Whom it is surely above or below, by name."""
    told = [
        f"明显{side} {'、'.join(names)}"
        for side, names in (("低于", standing.above), ("高于", standing.below))
        if names
    ]
    return Cell("；".join(told), tone=Tone.STRONG) if told else "无法区分"


def _table(view: View, whom: str, name: str, measures: Sequence[str], rows: Rows) -> Table:
    """One section: a line a figure in the report's order; the rows once for all figures of a log and role."""
    wanted = set(measures)
    shown: list[Row] = []
    told: set[tuple[str, str]] = set()
    for measure, info in view.info.items():
        if measure not in wanted or view.number(measure, **{whom: name}).value is None:
            continue
        source = (info.kind, info.role if whom == "person" else "store")
        where = "同上" if source in told else _rows(view, source, rows).get(name)
        told.add(source)
        standing = view.standings.get((measure, whom), {}).get(name)
        number = view.number(measure, **{whom: name})
        small = info.share and (number.denominator or 0) < view.small_sample
        compared = _compared(standing) if standing else _few(view) if small else None
        company = view.number(measure)
        figure, sample, span = _figures(view, measure, whom, name)
        shown.append((info.zh, figure, sample, span, Cell(company.value, info.look), compared, where))
    if whom == "person" and name in view.slips:
        slip = view.slips[name]
        shown.append((Cell("考核得分单", file=f"个人/{slip}.html"), None, None, None, None, None, f"个人/{slip}.xlsx"))
    title = f"{name}　{view.roles.get(name, '')}".strip() if whom == "person" else name
    return Table(f"{whom}-{name}", title, COLUMNS, tuple(shown), outline=True)


def _rows(view: View, source: tuple[str, str], rows: Rows) -> dict[str, str]:
    """Whose records of a kind stand in which rows; worked out once for all sections."""
    if source not in rows:
        kind, field = source
        records = view.records.get(kind)
        found: dict[str, dict[Sheet, list[int]]] = {}
        if records is not None and field in records:
            own = records.loc[records[field].notna(), [field, "file", "sheet", "row"]]
            numbers = own["row"].to_numpy()
            for key, at in own.groupby([field, "file", "sheet"], dropna=False, observed=True).indices.items():
                names, file, sheet = cast("tuple[str, str, str]", key)
                for name in names.split("、"):
                    found.setdefault(name, {}).setdefault((file, sheet), []).extend(numbers[at].tolist())
        rows[source] = {name: sheets_told(sheets) for name, sheets in found.items()}
    return rows[source]
