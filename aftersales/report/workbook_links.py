"""Where links lead: from a figure to its table or records, from a place that is named to the record that stands there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from aftersales.report.languages import Language
from aftersales.report.page import Cell, Link, Table
from aftersales.report.workbook_layout import Plan
from aftersales.report.workbook_places import ROW, row_mark

Targets = Mapping[tuple[str, str], str]
PLACE = ("文件", "工作表", "行")


def link_targets(plans: Sequence[Plan], words: Language) -> dict[tuple[str, str], str]:
    """The cell that each link of the report leads to; a link to nothing is not in it and stays plain text."""
    wanted = {link for plan in plans for placed in plan.tables for link in _links(placed.table)}
    wanted |= {Link(plan.page.id) for plan in plans}
    pages = {plan.page.id: plan for plan in reversed(plans)}
    targets: dict[tuple[str, str], str] = {}
    for page, plan in pages.items():
        anchors = {link.anchor for link in wanted if link.page == page and link.anchor}
        rows = _rows_of(plan, anchors) | _records_at(plan, anchors, words)
        quoted = plan.name.replace("'", "''")
        targets |= {(page, anchor): f"'{quoted}'!A{row + 1}" for anchor, row in rows.items()}
    return targets


def _links(table: Table) -> set[Link]:
    if not any(issubclass(kind, Cell) for kind in set(map(type, chain.from_iterable(table.rows)))):  # a details page
        return set()
    return {cell.link for row in table.rows for cell in row if isinstance(cell, Cell) and cell.link}


def _records_at(plan: Plan, anchors: set[str], words: Language) -> dict[str, int]:
    """The rows of a page of records whose place, file › sheet › row, is asked for."""
    asked = {tuple(text.split(" › ")): text for text in anchors if row_mark(words) in text}
    found: dict[str, int] = {}
    said, in_row = tuple(map(words.say, PLACE)), words.say(ROW)
    for placed in plan.tables if plan.page.details and asked else ():
        titles = [column.title for column in placed.table.columns]
        if not set(said) <= set(titles):
            continue
        file, sheet, row = (len(titles) - 1 - titles[::-1].index(title) for title in said)
        for at, values in enumerate(placed.table.rows, start=placed.first):
            place = tuple(str(part) for part in (values[file], values[sheet], in_row.format(values[row])) if part)
            if place in asked:
                found.setdefault(asked[place], at)
    return found


def _rows_of(plan: Plan, anchors: set[str]) -> dict[str, int]:
    """The rows of a page's anchors: a table's title, else the row whose first cell is the anchor, else the top."""
    rows = dict.fromkeys(("", *sorted(anchors)), 0)
    for placed in reversed(plan.tables) if anchors else ():
        for row in range(len(placed.table.rows) - 1, -1, -1):
            key = placed.table.rows[row][0]
            key = key.value if isinstance(key, Cell) else key
            if isinstance(key, str) and key in anchors:
                rows[key] = placed.first + row
    rows |= {placed.table.id: placed.top for placed in reversed(plan.tables) if placed.table.id in anchors}
    return rows
