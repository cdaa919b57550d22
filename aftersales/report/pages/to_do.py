"""今日待办: what is still to be done, by shop and person, the oldest first; everything stands in worklists.csv."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from aftersales.report.build import UNASSIGNED
from aftersales.report.listing import place_cell
from aftersales.report.page import Block, Cell, Column, Look, Note, Page, Table, Tone, Value
from aftersales.report.view import View
from aftersales.worklists.model import VIP, ListInfo, ToDo

LISTED, FIRST = 50, 10
THE_SHOP = "门店安排"
"""Whose an item is that nobody is named for."""
LATE = 30
"""Days after which an item is printed as a warning."""
COLUMNS = (
    Column("门店", Look.TEXT, 8),
    Column("人员", Look.TEXT, 7),
    Column("天数", Look.COUNT, 5, "从开始那天到今天的日历天数"),
    Column("要做的事", Look.WIDE, 30),
    Column("客户", Look.WIDE, 9),
    Column("从哪天起", Look.DATE, 9),
    Column("来源", Look.WIDE, 22),
)


def page(view: View) -> Page | None:
    """The lists of the day; None in every month but the latest."""
    if view.todo is None:
        return None
    kept = [info for info in view.todo.lists if info.kept]
    parts = {info.id: view.todo.items[view.todo.items["list"] == info.id] for info in kept}
    waiting = [info for info in kept if len(parts[info.id])]
    blocks: list[Block] = _important(view.todo)
    if waiting:
        blocks.append(_by_person(view.todo, waiting))
    blocks += [_list(view, info, parts[info.id]) for info in waiting]
    blocks += _remarks(view.todo, waiting)
    return Page("to-do", "今日待办", _lead(view, waiting, parts), tuple(blocks))


def _lead(view: View, waiting: Sequence[ListInfo], parts: dict[str, pd.DataFrame]) -> str:
    """How much is to be done, of what."""
    day = view.as_of[:10]
    if not waiting:
        return f"到 {day}，各项登记里没有待办的事。"
    told = "，".join(f"{info.zh} {len(parts[info.id])}" for info in waiting)
    return f"到 {day} 有 {sum(len(part) for part in parts.values())} 件事要办：{told}。"


def _important(todo: ToDo) -> list[Block]:
    """What is to be done for important customers, on top (S1-10)."""
    own = todo.items[todo.items["what"].str.startswith(VIP).fillna(value=False)].fillna("")
    texts = [
        f"{item['store'] or UNASSIGNED} {item['person'] or THE_SHOP}：{item['customer']}，{str(item['what']).removeprefix(VIP)}（{item['days']} 天）"
        for _, item in own.head(FIRST).iterrows()
    ]
    more = f"，这里列出 {FIRST} 件" if len(own) > FIRST else ""
    return [Note(f"重要客户有 {len(own)} 件待办{more}", Tone.WARN, tuple(texts))] if texts else []


def _by_person(todo: ToDo, waiting: Sequence[ListInfo]) -> Table:
    """How many of what each shop and person has; who shares an item has it, so the total counts every item once."""
    items = todo.items[["store", "person", "list"]].fillna("")
    shared = items.assign(person=items["person"].astype("str").str.split("、")).explode("person")
    counts = pd.crosstab([shared["store"], shared["person"]], shared["list"])[[info.id for info in waiting]]
    rows: list[tuple[Value | Cell, ...]] = []
    for (store, person), own in zip(counts.index.to_list(), counts.to_numpy().tolist(), strict=True):
        rows.append((store or UNASSIGNED, person or THE_SHOP, sum(own), *(count or None for count in own)))
    rows.sort(key=lambda row: (row[0] == UNASSIGNED, str(row[0]), row[1] == THE_SHOP, str(row[1])))
    sizes = items["list"].value_counts()
    total = (Cell("合计", tone=Tone.STRONG), None, len(items), *(int(sizes[info.id]) for info in waiting))
    columns = (
        Column("门店", Look.TEXT, 8),
        Column("人员", Look.TEXT, 8),
        Column("合计", Look.COUNT, 6),
        *(Column(info.short, Look.COUNT, 6, f"{info.zh}：{info.definition}") for info in waiting),
    )
    note = f"“{THE_SHOP}”的：记录上没有写人，或写的人已经离职。两个人共同的事，两人名下都列，合计只计一次。"
    return Table("to-do-people", "按门店和人", columns, (*rows, total), note, total=True)


def _list(view: View, info: ListInfo, items: pd.DataFrame) -> Table:
    """The oldest of one list, by shop and person."""
    oldest = items.head(LISTED).sort_values(["store", "person"], kind="stable", na_position="last")
    rows = tuple(_row(view, item) for _, item in oldest.iterrows())
    note = f"{info.definition}依据：{'、'.join(info.rules)}。"
    if len(items) > LISTED:
        note += f"共 {len(items)} 件，这里按天数列出前 {LISTED} 件，其余见 data/worklists.csv。"
    return Table(f"to-do-{info.id}", f"{info.zh}（{len(items)}）", COLUMNS, rows, note, filters=True, html_rows=LISTED)


def _row(view: View, item: pd.Series) -> tuple[Value | Cell, ...]:
    told = {name: value if isinstance(value, str) else "" for name, value in item.items()}
    days = int(str(item["days"]))
    place = place_cell(view, told["kind"], told["file"], told["sheet"], item["row"]) if told["file"] else None
    return (
        told["store"] or UNASSIGNED,
        told["person"] or THE_SHOP,
        Cell(days, tone=Tone.WARN if days > LATE else Tone.PLAIN),
        told["what"],
        f"{told['customer']} {told['phone']}".strip(),
        told["since"],
        place,
    )


def _remarks(todo: ToDo, waiting: Sequence[ListInfo]) -> list[Block]:
    """Which lists are empty, and which cannot be made from these sheets."""
    done = [info.zh for info in todo.lists if info.kept and info not in waiting]
    never = [info.zh for info in todo.lists if not info.kept]
    found: list[Block] = []
    if done:
        found.append(Note(f"没有待办的：{'、'.join(done)}。"))
    if never:
        found.append(Note(f"没有登记、不列的：{'、'.join(never)}（没有这种登记表，或表里没有那一栏）。"))
    return found
