"""Wide tables of scores and targets: people down and items across, or items down and raters across."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from aftersales.kinds.model import Kind
from aftersales.kinds.wording import heading_key, heading_text
from aftersales.model import Cell, Context, Grid
from aftersales.recognise.cells import is_blank
from aftersales.recognise.headings import are_pairs
from aftersales.recognise.surroundings import context_of
from aftersales.recognise.unfold import NOWHERE, Entry, Unfolded, kinds_of_rows, labels_of, unfolded_grid
from aftersales.recognise.vocabulary import Vocabulary
from aftersales.recognise.wide_columns import Column, Head, head_at
from aftersales.recognise.wide_items import ITEM_HEADINGS, rated, rated_columns
from aftersales.recognise.wide_own import with_own
from aftersales.recognise.wide_people import (
    CUSTOMERS,
    NO_CELL,
    PEOPLE,
    STORES,
    Found,
    aimed_columns,
    aims,
    appraised,
    measure_of,
    scored_columns,
)
from aftersales.recognise.wide_words import ITEMS, is_item, rater_of

APPRAISAL, TARGET = "appraisal", "target"
_LAYOUTS = {APPRAISAL: "横向评分表", TARGET: "横向目标表"}
_APPRAISES = re.compile(r"考核|评分|考评|绩效|评定|测评|评议")
_SCORES = re.compile(r"考核|评分|考评|评定|测评|评议")
"""The same without 绩效, which stands over figures of all sorts."""
_PAY = re.compile(r"工资|薪|奖金|提成")
_AIMS = re.compile(r"目标|任务")
_SEARCHED = 200
_FIRST = 60
_LONGEST = 30
_FEWEST = 2
_KNOWN_BY_NAME = 3
_PERSON_SHEET = re.compile(r"[\u4e00-\u9fff]{2,3}")
_NO_PERSON = re.compile(r"[表页月份季年周日店部组]|汇总|考核|总|明细|封面|说明|目标|评分|售后|客服")
_FIELDS = "period person scheme store item measure sub_item rater rater_name score level word target"
_ORDER = tuple(_FIELDS.split())


def find_wide(grid: Grid, file: str, words: Vocabulary) -> list[Unfolded]:
    """Every wide table of scores or targets of a sheet, from top to bottom; each has the person above it, if any."""
    if not _may_be_wide(grid, file):
        return []
    kinds = words.kinds
    if APPRAISAL not in kinds or TARGET not in kinds:
        return []
    raters = {
        heading_key(word): rater for rater, group in kinds[APPRAISAL].field("rater").options.items() for word in group
    }
    heads = _without_labels(grid.rows, list(_heads(grid.rows, raters)), words)
    titles = _said(grid, file, heads[0].first if heads else 0, words)
    tables: list[Unfolded] = []
    before = Context()
    for at, head in enumerate(heads):
        end = heads[at + 1].first if at + 1 < len(heads) else len(grid.rows)
        start = heads[at - 1].last + 1 if at else 0
        above = context_of(_labels_only(grid.rows[start : head.first], first=not at), words)
        context = Context((*above.titles, *(before.titles if at else ())), {**before.values, **above.values})
        before = context
        found = _table(grid, head, end, titles, raters)
        if found:
            kind = found[0]
            records = with_own(grid, head, kinds[kind], found[1])
            alone = len({rater for c in head.columns if (rater := rater_of(c.text, raters))}) > 1
            tables.append(_unfolded(grid, kinds[kind], head, context, records, alone=alone))
    return tables


def _may_be_wide(grid: Grid, file: str) -> bool:
    """A word in a title, in the name of the sheet or the file; or a row with names of items."""
    said = f"{grid.sheet} {PurePosixPath(file).stem}"
    if _APPRAISES.search(said) or _AIMS.search(said):
        return True
    for row in grid.rows[:_FIRST]:
        if ITEMS.isdisjoint(row) and ITEM_HEADINGS.isdisjoint(row):
            continue
        if sum(map(ITEMS.__contains__, row)) >= _KNOWN_BY_NAME or sum(map(ITEM_HEADINGS.__contains__, row)):
            return True
    texts = "".join(cell for row in grid.rows[:5] for cell in row[:4] if type(cell) is str)
    return _APPRAISES.search(heading_text(texts)) is not None or _AIMS.search(texts) is not None


def _heads(rows: Sequence[tuple[Cell, ...]], raters: Mapping[str, str]) -> Iterator[Head]:
    """Every heading with items down or with people beside two other columns."""
    last = -1
    for index in range(min(len(rows), _SEARCHED)):
        if index <= last:
            continue
        texts = [cell.rstrip() for cell in rows[index] if type(cell) is str and len(cell) <= _LONGEST]
        keys = {heading_key(text) for text in texts if not text.endswith((":", "："))}
        if keys.isdisjoint(ITEM_HEADINGS) and keys.isdisjoint(PEOPLE) and keys.isdisjoint(STORES):
            continue
        head = head_at(rows, index, raters)
        if head:
            last = head.last
            yield head


def _without_labels(rows: Sequence[tuple[Cell, ...]], heads: Sequence[Head], words: Vocabulary) -> list[Head]:
    """A row 姓名 | 王芳 | 月份 | … straight above the heading of the items is whose form it is, and no heading."""
    kept: list[Head] = []
    below: Head | None = None
    for head in reversed(heads):
        between = rows[head.last + 1 : below.first] if below else ()
        apart = any(sum(not is_blank(cell) for cell in row) > 1 and not are_pairs(row, words) for row in between)
        if below is None or apart or head.named(ITEM_HEADINGS) or not below.named(ITEM_HEADINGS):
            kept.insert(0, head)
            below = head
    return kept


def _said(grid: Grid, file: str, first: int, words: Vocabulary) -> str:
    return " ".join((*context_of(grid.rows[:first], words).titles, grid.sheet, PurePosixPath(file).stem))


def _labels_only(rows: Sequence[tuple[Cell, ...]], *, first: bool) -> Sequence[tuple[Cell, ...]]:
    """The rows above a heading that may hold its title and its person: below another table only rows with a colon."""
    if first:
        return rows
    return [row for row in rows if any(type(cell) is str and ("：" in cell or ":" in cell) for cell in row)]


def _table(
    grid: Grid, head: Head, end: int, titles: str, raters: Mapping[str, str]
) -> tuple[str, list[tuple[int, Found]]] | None:
    """The kind and the records of one heading; None where it is an ordinary list or nothing is filled in."""
    rows = grid.rows
    columns = rated_columns(head, raters)
    if columns:
        records = list(rated(rows, head, end, columns))
        return (APPRAISAL, records) if records else None
    owner = head.named(PEOPLE) or head.named(STORES)
    if owner is None or head.named(CUSTOMERS) or head.named(ITEM_HEADINGS):
        return None
    if _AIMS.search(titles) and not re.search(r"考核评分|得分|评分表", titles):
        aimed = aimed_columns(rows, head, end)
        named = measure_of(titles.split())
        records = list(aims(rows, head, end, owner, aimed, named)) if len(aimed) >= _FEWEST else []
        return (TARGET, records) if records else None
    return _scored(rows, head, end, owner, titles, raters)


def _scored(
    rows: Sequence[tuple[Cell, ...]], head: Head, end: int, owner: Column, titles: str, raters: Mapping[str, str]
) -> tuple[str, list[tuple[int, Found]]] | None:
    told = _APPRAISES.search(titles) is not None and not _PAY.search(titles)
    items = scored_columns(rows, head, end, told=told)
    known = {heading_key(column.top) for column in items if is_item(column.top)}
    named = {column.top for column in items}
    by_title = told and (known or _SCORES.search(titles))
    if heading_key(owner.top) in STORES or len(named) < _FEWEST or not (by_title or len(known) >= _KNOWN_BY_NAME):
        return None
    records = list(appraised(rows, head, end, owner, items, raters))
    return (APPRAISAL, records) if records else None


def _unfolded(
    grid: Grid, kind: Kind, head: Head, context: Context, records: Sequence[tuple[int, Found]], *, alone: bool
) -> Unfolded:
    """The table as a list; a sheet that bears a person's name is that person's where nothing else says whose it is."""
    sheet_name = _person_of_sheet(grid, kind, context) if not any("person" in found for _, found in records) else None
    own = {"person": (sheet_name, NO_CELL)} if sheet_name and "store" not in records[0][1] else {}
    used = {name for _, found in records for name, (value, _) in found.items() if value is not None} | own.keys()
    names = [name for name in _ORDER if name in used]
    entries = []
    for index, found in records:
        cells = [found.get(name, own.get(name, (None, (index, 0)))) for name in names]
        at = tuple(_address(grid, where) for _, where in cells)
        entries.append(Entry(tuple(value for value, _ in cells), at, (grid.first_row + index,)))
    headings = frozenset(grid.first_row + i for i in range(head.first, head.last + 1))
    table = Unfolded(
        labels_of([_heading_for(kind, name) for name in names]),
        unfolded_grid(grid, entries),
        grid.number(head.first),
        kinds_of_rows(grid, entries, headings),
        context,
        _LAYOUTS[kind.id],
        kind.id,
    )
    return replace(table, added=frozenset(label.text for label in table.labels), alone=alone)


def _address(grid: Grid, where: tuple[int, int]) -> tuple[int, int]:
    return NOWHERE if where == NO_CELL else (grid.first_row + where[0], grid.first_column + where[1])


def _person_of_sheet(grid: Grid, kind: Kind, context: Context) -> str | None:
    person = kind.field("person")
    wordings = {heading_key(text) for text in (*person.headings, *person.weak, person.zh)}
    if any(heading_key(label) in wordings for label in context.values):
        return None
    name = heading_text(grid.sheet)
    return name if _PERSON_SHEET.fullmatch(name) and not _NO_PERSON.search(name) else None


def _heading_for(kind: Kind, name: str) -> str:
    """A heading by which the kind knows the field: its own name, if that is one."""
    known = kind.field(name)
    return known.zh if known.zh in known.headings else (*known.headings, known.zh)[0]
