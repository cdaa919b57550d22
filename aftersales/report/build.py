"""Small builders that the pages share: key figures, tables by store and person, links to the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aftersales.report.page import Cell, Column, Figure, Link, Look, Table, Tone, Value
from aftersales.report.signals import signal, usual
from aftersales.report.view import NOTHING, Number, View
from aftersales.report.wording import shown

UNASSIGNED = "未分配"
FAMILIES = {"service": "callback", "department": "survey", "receiving": "receiving_error"}
"""First part of a measure's id → the kind whose records stand behind it, where these differ."""


def figure(view: View, measure: str) -> Figure:
    """A key figure of the company, with the month before, its interval and its target."""
    info, number = view.info[measure], view.number(measure)
    before = view.number(measure, month=view.previous) if view.previous else NOTHING
    change = None if number.value is None or before.value is None else number.value - before.value
    return Figure(
        measure,
        info.zh,
        number.value,
        info.look,
        before.value,
        change,
        number.low,
        number.high,
        number.denominator if info.share else None,
        number.target,
        number.verdict,
        info.definition,
        tone(number),
        rows_link(view, measure),
        parts(number) if info.share else None,
        history(view, measure),
        signal(view, measure),
        usual(view, measure),
    )


def parts(number: Number) -> tuple[float, float] | None:
    """What a rate is worked out from."""
    return None if number.numerator is None or not number.denominator else (number.numerator, number.denominator)


def history(view: View, measure: str, *, store: str = "", person: str = "") -> tuple[float | None, ...]:
    """The figure in each month of the trend, oldest first; none where there is but one month."""
    months = view.months if len(view.months) > 1 else ()
    return tuple(view.number(measure, month=month, store=store, person=person).value for month in months)


def figures(view: View, measures: Sequence[str]) -> tuple[Figure, ...]:
    """Key figures, without those that this shop has no log for."""
    made = (figure(view, measure) for measure in measures)
    return tuple(f for f in made if f.value is not None or f.previous is not None)


def tone(number: Number) -> Tone:
    """Good or bad only where there is a target; muted where the sample is small."""
    if number.verdict == "样本不足":
        return Tone.MUTED
    if number.verdict:
        return Tone.GOOD if number.verdict == "达标" else Tone.BAD
    return Tone.PLAIN


def rows_link(view: View, measure: str) -> Link | None:
    """Where it is told on which rows of which files a figure of the company rests; else where its records stand."""
    return Link("rows", view.info[measure].zh) if measure in view.evidence else records_link(view, measure)


def name_cell(name: str, whom: str) -> Value | Cell:
    """A person or shop in a table, leading to their own section."""
    return name if name == UNASSIGNED else Cell(name, link=Link(f"each-{whom}", f"{whom}-{name}"))


def records_link(view: View, measure: str) -> Link | None:
    """Where the rows behind a figure stand."""
    family = measure.split(".", maxsplit=1)[0]
    kind = FAMILIES.get(family, family)
    page = f"details-{kind}"
    return Link(page, page) if len(view.records.get(kind, ())) else None


def cell(view: View, measure: str, number: Number, *, link: bool = False) -> Value | Cell:
    """A figure in a table: greyed where it rests on few cases, with its sample and interval as a note."""
    info = view.info[measure]
    if number.value is None:
        return Cell(None, info.look)
    small = info.share and (number.denominator or 0) < view.small_sample
    note = ""
    if info.share and number.low is not None and number.high is not None:
        note = f"{number.numerator:g}/{number.denominator:g} · {number.low:.0%}–{number.high:.0%}"
    looked = Tone.MUTED if small else tone(number)
    link_to = rows_link(view, measure) if link else None
    return Cell(number.value, info.look, looked, link_to, note, parts(number) if info.share else None)


def by_whom(
    view: View, id_: str, title: str, whom: str, measures: Sequence[str], note: str = "", first: str = ""
) -> Table:
    """One row a store or person, one column a measure, and the company as the total line; the first rate has a history."""
    shown = [m for m in measures if view.number(m).value is not None]
    trended = next((m for m in shown if view.info[m].share), "")
    names = sorted({name for m in shown for name in view.names(m, whom)}, key=lambda n: (n == UNASSIGNED, n))
    columns = [Column(first or ("门店" if whom == "store" else "姓名"), Look.TEXT, 10)]
    columns += [Column(view.info[m].zh, view.info[m].look, 0, view.info[m].definition) for m in shown]
    rows: list[tuple[Value | Cell, ...]] = []
    for name in names:
        numbers = [_of(view, m, whom, name) for m in shown]
        past = {m: history(view, m, **{whom: name}) for m in shown if m == trended}
        rows.append(
            (
                name_cell(name, whom),
                *(_with_past(cell(view, m, n), past.get(m, ())) for m, n in zip(shown, numbers, strict=True)),
            )
        )
    if rows:
        past = {m: history(view, m) for m in shown if m == trended}
        total = (_with_past(cell(view, m, view.number(m), link=True), past.get(m, ())) for m in shown)
        rows.append((Cell("合计", tone=Tone.STRONG), *total))
    return Table(id_, title, tuple(columns), tuple(rows), note or _small_note(view, shown), total=bool(rows))


def _with_past(value: Value | Cell, past: tuple[float | None, ...]) -> Value | Cell:
    """A figure with the months before it, if it has any."""
    return replace(value, history=past) if isinstance(value, Cell) and past else value


def _of(view: View, measure: str, whom: str, name: str) -> Number:
    """The figure of a store or person; a store without a case in a log that is kept has none: 0."""
    if whom == "person":
        return view.number(measure, person=name)
    number = view.number(measure, store=name)
    return Number(0.0) if number is NOTHING and view.info[measure].look in {Look.COUNT, Look.MONEY} else number


def _small_note(view: View, measures: Sequence[str]) -> str:
    if any(view.info[m].share for m in measures):
        return f"灰色的比率样本不足 {view.small_sample}，只供参考，不排名。"
    return ""


def by_category(
    view: View, id_: str, title: str, first: Column, measures: Sequence[str], names: Mapping[str, str] | None = None
) -> Table:
    """One row a category, one column a measure, the total last where there is one; `names` are what people read."""
    found = sorted({category for m in measures for category, _, _, _ in view.splits(m) if category}, key=_in_order)
    shown = [m for m in measures if any(category for category, _, _, _ in view.splits(m))]
    rows: list[tuple[Value | Cell, ...]] = [
        ((names or {}).get(name, name), *(cell(view, m, view.number(m, category=name)) for m in shown))
        for name in found
    ]
    whole = [view.number(m) for m in shown]
    total = bool(rows) and any(number.value is not None for number in whole)
    if total:
        numbers = (cell(view, m, number) for m, number in zip(shown, whole, strict=True))
        rows.append((Cell("合计", tone=Tone.STRONG), *numbers))
    columns = (first, *(Column(view.info[m].zh, view.info[m].look, 0, view.info[m].definition) for m in shown))
    return Table(id_, title, columns, tuple(rows), _small_note(view, shown), total=total)


def _in_order(category: str) -> tuple[int, str]:
    """The thirds of a month as they follow each other, all else by name."""
    thirds = ("上旬", "中旬", "下旬")
    return (thirds.index(category) if category in thirds else 0, category)


def ordered_categories(view: View, measure: str) -> list[tuple[str, float]]:
    """Categories of the company by size; ties by the taxonomy's order; 其他 and 待归类 always last."""
    order = {name: at for at, name in enumerate(view.category_order)}
    found = [(category, number.value or 0.0) for category, _, _, number in view.splits(measure) if category]
    return sorted(
        found, key=lambda pair: (pair[0] in {"其他", "待归类"}, -pair[1], order.get(pair[0], len(order)), pair[0])
    )


def percent(value: float | None) -> str:
    """A rate in a sentence: one decimal, half up."""
    return shown(value, Look.RATE) or "—"


def month_name(month: str) -> str:
    """2026-10 → 2026年10月."""
    return f"{month[:4]}年{int(month[5:])}月" if month else ""
