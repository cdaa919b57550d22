"""Which records make a published figure: read back from the month's tables, nothing is computed again."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from aftersales.cli.session import MONTH, checked_month
from aftersales.kinds.model import FieldType, Kind
from aftersales.report.page import Look
from aftersales.report.wording import shown
from aftersales.settings.load import similar

if TYPE_CHECKING:
    from aftersales.cli.screen import Screen
    from aftersales.measures.model import Measure
    from aftersales.settings.model import Categories

Row = dict[str, str]
SPLITS = ("category", "product", "unit")
BY_CATEGORY = frozenset(("complaint.by_category", "callback.problem_households"))
"""Figures whose categories are those of the complaint taxonomy."""
PRIVATE = (FieldType.PHONE, FieldType.ADDRESS)
LOOKS = {look.value: look for look in Look}
SHOWN = 5
"""So many filled fields of a record are shown beside its place."""


@dataclass(frozen=True, slots=True)
class Question:
    """The figure asked about; a blank store or person means all, no category means all that there are."""

    measure: str
    month: str | None = None
    store: str = ""
    person: str = ""
    category: str | None = None


def explain_measure(
    question: Question, outputs: Path, kinds: Mapping[str, Kind], screen: Screen, categories: Categories
) -> None:
    """The figures that answer the question, their definition, and the records that carry them.

    Where the figure is split by complaint category, each record says why it has its own.
    """
    from aftersales.measures.catalogue import BY_ID

    folder = month_folder(question, outputs) / "data"
    if question.measure not in BY_ID:
        raise typer.BadParameter(f"没有文件也没有指标“{question.measure}”{similar(question.measure, BY_ID)}")
    measure = BY_ID[question.measure]
    figures = [row for row in read_table(folder / "measures.csv") if _asked_for(row, question, exactly=True)]
    members = [row for row in read_table(folder / "members.csv") if _asked_for(row, question, exactly=False)]
    carried = _of_the_headline(members)
    places = places_of(folder / "records", {row["record_id"] for row in carried}, kinds)
    reasons = _reasons(measure, folder, carried, categories)
    if screen.as_json:
        listed = [row | {"place": places.get(row["record_id"], ("", ""))[0]} for row in carried]
        listed = [row | {"because": reason} for row, reason in zip(listed, reasons, strict=True)] if reasons else listed
        screen.document(
            {"measure": measure.id, "definition": measure.definition, "figures": figures, "members": listed}
        )
        return
    _show(measure, figures, carried, places, reasons, screen)


def _reasons(measure: Measure, folder: Path, members: Sequence[Row], categories: Categories) -> list[str]:
    """For each member the words, clause and rule behind its category; empty where the figure has none."""
    if measure.id not in BY_CATEGORY:
        return []
    from aftersales.cli.category_reasons import category_reasons

    found = category_reasons(folder, {row["record_id"] for row in members}, categories)
    own = [found.get(row["record_id"], {}) for row in members]
    return [
        said.get(row["category"], "") if row["category"] else "；".join(dict.fromkeys(filter(None, said.values())))
        for row, said in zip(members, own, strict=True)
    ]


def read_table(path: Path) -> Iterator[Row]:
    """The rows of one published table; none where it is missing."""
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def month_folder(question: Question, outputs: Path) -> Path:
    """The month asked for, else the latest that is published."""
    published = sorted(entry.name for entry in outputs.glob("*-*") if MONTH.fullmatch(entry.name))
    month = checked_month(question.month) if question.month else published[-1] if published else ""
    if month not in published:
        seen = f"；已发布的月份：{'、'.join(published)}" if published else ""
        raise typer.BadParameter(f"{outputs} 里没有{month or '任何月份'}{seen}", param_hint="--month")
    return outputs / month


def _asked_for(row: Row, question: Question, *, exactly: bool) -> bool:
    """Whether a figure is the one asked for, or (not exactly) a member has a part in it."""
    if row["measure"] != question.measure or question.category not in (None, row["category"]):
        return False
    pairs = ((row["store"], question.store), (row["person"], question.person))
    return all(seen == wanted or (not exactly and not wanted) for seen, wanted in pairs)


def _of_the_headline(members: Sequence[Row]) -> list[Row]:
    """The members of the figure without a split where there is one, else all; a split would list a record again."""
    whole = [row for row in members if not any(row[name] for name in SPLITS)]
    return whole or list(members)


def places_of(folder: Path, wanted: set[str], kinds: Mapping[str, Kind]) -> dict[str, tuple[str, str]]:
    """For each record its place in the clerk's file, and a few of its fields in words."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted(folder.glob("*.csv")):
        for row in read_table(path):
            if row["record_id"] in wanted:
                at = (row["file"], row["sheet"], f"第{row['row']}行")
                found[row["record_id"]] = (" › ".join(part for part in at if part), _gist(row, kinds.get(path.stem)))
    return found


def _gist(row: Row, kind: Kind | None) -> str:
    fields = [field for field in kind.fields if field.type not in PRIVATE] if kind else []
    told = [f"{field.zh} {row[field.name]}" for field in fields if row.get(field.name)]
    return ";".join(told[:SHOWN])


def _show(
    measure: Measure,
    figures: Sequence[Row],
    members: Sequence[Row],
    places: Mapping[str, Any],
    reasons: Sequence[str],
    screen: Screen,
) -> None:
    screen.line(f"{measure.zh}({measure.id})", "bold")
    screen.line(f"定义：{measure.definition}")
    screen.line(f"依据：{'、'.join(measure.rules)}")
    screen.line()
    if not figures:
        screen.line("这个范围没有这个数字（没有相应的记录）")
        return
    headings = ("月份", "门店", "人员", "类别", "型号", "单位", "数值", "分子", "分母", "目标", "判定")
    screen.table(headings, [_figure_line(row, measure) for row in figures], numbers=(6, 7, 8, 9))
    screen.line()
    if not members:
        screen.line("没有成员记录")
        return
    screen.line(f"由 {len(members)} 个部分算出：")
    told = reasons or [""] * len(members)
    lines = [
        (place, row["numerator"], row["denominator"], row["person"], gist, reason)
        for row, reason in zip(members, told, strict=True)
        for place, gist in [places.get(row["record_id"], (row["record_id"], ""))]
    ]
    titles = ("位置", "分子", "分母", "人员", "内容", "归类依据")
    shown = slice(None if reasons else -1)
    screen.table(titles[shown], [line[shown] for line in lines], numbers=(1, 2))


def _figure_line(row: Row, measure: Measure) -> list[str]:
    """A row of `measures.csv` as people read it, rounded as in the report."""
    look = LOOKS.get(measure.unit.value, Look.NUMBER)
    value, target = (shown(float(row[name]), look, unit=True) if row[name] else "" for name in ("value", "target"))
    where = (row["month"], row["store"] or "全公司", row["person"], *(row[name] for name in SPLITS))
    return [*where, value, row["numerator"], row["denominator"], target, row["verdict"]]
