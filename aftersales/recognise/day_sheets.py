"""A technician's day: a line with name and date, a small list 设备名称 | 内容 below it, and the next one's below that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aftersales.clean.sheet_names import OWN_NAME
from aftersales.clean.text import one_line, spoken
from aftersales.kinds.wording import heading_key
from aftersales.model import Cell, Context, Grid
from aftersales.recognise.cells import is_blank, looks_like_date
from aftersales.recognise.unfold import NOWHERE, Entry, Unfolded, kinds_of_rows, labels_of, unfolded_grid
from aftersales.recognise.vocabulary import Meaning, Vocabulary

KIND, LAYOUT = "repair", "派工单"
_NAMED = "派工"
_HEIGHT = 6
"""So many rows a head has at the most."""
_FIXED = ("维修人员", "完成日期", "设备名称", "维修内容")
_DAYS = frozenset(("日期", "派工日期", "工作日期", "年月日"))

Value = tuple[Cell, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Head:
    """One head: its rows, what its labels say, and the columns of the list below it."""

    first: int
    last: int
    values: Mapping[str, Value]
    product: int
    work: int


def find_day_sheets(grid: Grid, file: str, words: Vocabulary) -> list[Unfolded]:
    """The jobs on such a sheet, one a line; none on a sheet that nothing calls 派工单 or that has no such head."""
    if KIND not in words.kinds or not _is_named(grid, file):
        return []
    known = words.meanings[KIND]
    heads = list(_heads(grid.rows, known))
    if not heads:
        return []
    labels = list(dict.fromkeys(label for head in heads for label in head.values if label not in _FIXED))
    entries: list[Entry] = []
    for at, head in enumerate(heads):
        end = heads[at + 1].first if at + 1 < len(heads) else len(grid.rows)
        entries += _jobs(grid, head, end, labels)
    if not entries:
        return []
    headings = frozenset(grid.first_row + at for head in heads for at in range(head.first, head.last + 1))
    titles = (one_line(str(cell)) for row in grid.rows[: heads[0].first] for cell in row if not is_blank(cell))
    return [
        Unfolded(
            labels_of([*_FIXED, *labels]),
            unfolded_grid(grid, entries),
            grid.number(heads[0].first),
            kinds_of_rows(grid, entries, headings),
            Context(tuple(titles)),
            LAYOUT,
            KIND,
            added=frozenset((*_FIXED, *labels)),
            alone=True,
        )
    ]


def _is_named(grid: Grid, file: str) -> bool:
    texts = [cell for row in grid.rows[:3] for cell in row if type(cell) is str]
    return _NAMED in "\n".join((file, grid.sheet, *texts)).replace(" ", "")


def _heads(rows: Sequence[tuple[Cell, ...]], known: Mapping[str, Meaning]) -> Iterator[_Head]:
    """Every row that begins with 姓名 and has the heading of the jobs a few rows below it."""
    for at, row in enumerate(rows):
        first = next((cell for cell in row if not is_blank(cell)), None)
        if type(first) is not str or heading_key(first.replace("：", ":").partition(":")[0]) not in OWN_NAME:
            continue
        for last in range(at + 1, min(at + _HEIGHT, len(rows))):
            if columns := _columns(rows[last], known):
                values = {label: value for index in range(at, last) for label, value in _pairs(rows[index], index)}
                yield _Head(at, last, _fixed(values), *columns)
                break


def _columns(row: tuple[Cell, ...], known: Mapping[str, Meaning]) -> tuple[int, int] | None:
    """The columns of the machine and of what was done, if the row heads nothing else but numbers."""
    found: dict[str, int] = {}
    for column, cell in enumerate(row):
        if is_blank(cell) or type(cell) is not str:
            continue
        meaning = known.get(heading_key(cell))
        name = meaning.fields[0] if meaning else ""
        found.setdefault("work" if name == "fault" else name, column)  # 工作内容 may be either
    return (found["product"], found["work"]) if {"product", "work"} <= found.keys() and len(found) <= _HEIGHT else None


def _pairs(row: tuple[Cell, ...], index: int) -> Iterator[tuple[str, Value]]:
    """Label and value, beside each other or in one cell; behind a label without a value the next label stands."""
    label, right = "", 0
    for column, cell in enumerate(row):
        if is_blank(cell):
            continue
        text = one_line(spoken(cell))
        before, colon, behind = text.replace("：", ":").partition(":")
        if type(cell) is str and colon and behind and not looks_like_date(text):
            yield heading_key(before), (behind.strip(), (index, column))
            label = ""
        elif label and (column == right or type(cell) is not str):
            yield label, (cell, (index, column))
            label = ""
        elif type(cell) is str:
            label, right = heading_key(text), column + 1


def _fixed(values: Mapping[str, Value]) -> dict[str, Value]:
    """The values by their label, those of the name and the day by the heading that the kind knows."""
    names = {**dict.fromkeys(OWN_NAME, _FIXED[0]), **dict.fromkeys(_DAYS, _FIXED[1])}
    return {names.get(label, label): value for label, value in values.items()}


def _jobs(grid: Grid, head: _Head, end: int, labels: Sequence[str]) -> Iterator[Entry]:
    """A record a line; what was done may stand in several cells."""
    for index in range(head.last + 1, end):
        row = grid.rows[index]
        product = row[head.product]
        done = [one_line(spoken(cell)) for cell in row[head.work :] if not is_blank(cell)]
        if not done:
            continue
        own: dict[str, Value] = {
            **head.values,
            _FIXED[2]: (product, (index, head.product)),
            _FIXED[3]: (" ".join(done), (index, head.work)),
        }
        cells = [own.get(name) for name in (*_FIXED, *labels)]
        at = tuple((grid.first_row + c[1][0], grid.first_column + c[1][1]) if c else NOWHERE for c in cells)
        yield Entry(tuple(c[0] if c else None for c in cells), at, (grid.first_row + index,))
