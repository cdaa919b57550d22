"""Groups of columns that repeat across a row: 配件名称一, 数量一 … 配件名称五, 数量五.

A row with such groups gives its own record and one more for every filled group: a part that left the store for this job,
on its day, with its technician. Repeated columns that do not name a part stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from aftersales.clean.fill import is_ditto, merged_down
from aftersales.kinds.model import Kind
from aftersales.kinds.wording import heading_key
from aftersales.model import REPEATED, Cell, Grid, LogTable, RowKind
from aftersales.problems import Problem
from aftersales.recognise.cells import is_blank, looks_like_date
from aftersales.recognise.headings import Block, Label
from aftersales.recognise.unfold import NOWHERE, Entry, Unfolded, build_unfolded, judge, labels_of, unfolded_grid
from aftersales.recognise.vocabulary import Vocabulary

GIVEN, JOBS = "part", frozenset({"repair"})
"""The kind whose records stand in such groups, and the kinds whose 名称1, 数量1 can be nothing else."""
_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"(?:第)?([^\d{_NUMERALS}]*)([{_NUMERALS}]|\d{{1,2}})(?:[个号项])?([^\d{_NUMERALS}]*)")
_BRACKETED = re.compile(rf"[(（【]([{_NUMERALS}]|\d{{1,2}})[)）】]")
_OWNER = re.compile(r"^(配件|零件|备件|材料|零配件)(?=.)")
_NOTHING = frozenset(("/", "\\", "-", "—", "无", "0", "0.0", "×", "否"))
_UNIT = "单位"
_TAKEN = "\0"
"""The wording of a column that belongs to a group: it means nothing."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a heading from left to right, each as stem → column; `known` says what a stem means."""

    columns: tuple[Mapping[str, int], ...]
    known: Mapping[str, str]
    weak: bool

    def fit(self, kind: Kind) -> bool:
        """Whether the rows of this kind may hold such groups."""
        return kind.id in JOBS or (kind.id != GIVEN and not self.weak)


def split_groups(block: Block, words: Vocabulary) -> tuple[Block, Groups | None]:
    """The heading, the columns of its groups meaning nothing, and those; the heading itself where there are none."""
    if GIVEN not in words.kinds:
        return block, None
    numbered = _numbered(block.named)
    if len(numbered) < 2:
        return block, None
    known: dict[str, str] = {}
    weak = True
    meanings = words.meanings[GIVEN]
    for stem in dict.fromkeys(stem for columns in numbered for stem in columns):
        meaning = next((meanings[key] for key in _keys(stem) if key in meanings), None)
        if meaning:
            known[stem] = meaning.fields[0]
            weak = weak and not (meaning.fields[0] == GIVEN and meaning.weight == 1)
    complete = [columns for columns in numbered if any(known.get(stem) == GIVEN for stem in columns)]
    if len(complete) < 2 or (weak and len(known) < 2):
        return block, None
    taken = {index for columns in complete for index in columns.values()}
    rest = tuple(replace(one, keys=(_TAKEN,)) if one.index in taken else one for one in block.labels)
    return replace(block, labels=rest), Groups(tuple(complete), known, weak)


def group_table(main: LogTable, groups: Groups, file: str, words: Vocabulary) -> tuple[LogTable | None, list[Problem]]:
    """The table of what stands in the groups of a table's records; None where none is filled."""
    kind = words.kinds[GIVEN]
    inherited = _inherited(main, words.kinds[main.kind])
    stems = list(dict.fromkeys(stem for columns in groups.columns for stem in columns))
    entries = list(_entries(main, groups, inherited, stems, kind))
    if not entries:
        return None, []
    movement = kind.field("movement")
    texts = [kind.field(name).headings[0] for name in inherited] + [movement.headings[0]]
    texts += [_heading(stem, groups, kind, words) for stem in stems]
    unfolded = Unfolded(
        labels=labels_of(texts),
        grid=unfolded_grid(main.grid, entries),
        header_row=main.header_row,
        row_kinds=(),
        context=main.context,
        layout=REPEATED,
        kind=GIVEN,
    )
    verdict = judge(unfolded, file, words)
    return build_unfolded(unfolded, verdict, file, words) if verdict.won else (None, [])


def without_taken(block: Block) -> Block:
    """The heading without the columns that belong to groups."""
    return replace(block, labels=tuple(label for label in block.labels if label.keys != (_TAKEN,)))


def with_lone_parts(main: LogTable, groups: Groups) -> LogTable:
    """The table with rows of nothing but parts as records: they lack what a record requires, and are no notes."""
    columns = {index for group in groups.columns for index in group.values()}
    own = [column.index for column in main.columns]
    kinds = list(main.row_kinds)
    for at, row_kind in enumerate(kinds):
        row = main.grid.rows[main.first_index + at]
        if row_kind is RowKind.NOTE and main.grid.number(main.first_index + at) > main.header_row:
            alone = all(is_blank(row[index]) for index in own)
            if alone and any(not _is_nothing(row[index]) for index in columns):
                kinds[at] = RowKind.RECORD
    return replace(main, row_kinds=tuple(kinds))


def _numbered(labels: Sequence[Label]) -> list[dict[str, int]]:
    """Number → stem → column, in the order of the numbers; headings without one count as they come again."""
    found: dict[int, dict[str, int]] = {}
    plain: dict[str, list[int]] = {}
    for label in labels:
        stem, number = _stem(label.text)
        if number:
            found.setdefault(number, {}).setdefault(stem, label.index)
        else:
            plain.setdefault(label.text, []).append(label.index)
    stems = {stem for columns in found.values() for stem in columns}
    for text, columns in plain.items():
        stem = "/".join(heading_key(part) for part in text.split("/"))
        if len(columns) > 1 and not found.keys() - set(range(1, len(columns) + 1)):
            for at, index in enumerate(columns, start=1):
                found.setdefault(at, {}).setdefault(stem, index)
        elif stem in stems and stem not in found.get(1, {}):
            found.setdefault(1, {})[stem] = columns[0]
    return [found[number] for number in sorted(found)]


@lru_cache(maxsize=4096)
def _stem(text: str) -> tuple[str, int]:
    """A heading without its number, and the number (0 for none): 配件一/数量 is the first 配件/数量."""
    parts = [heading_key(_BRACKETED.sub(r"\1", part)) for part in text.split("/")]
    for at, part in enumerate(parts):
        match = _NUMBERED.fullmatch(part)
        if match and (match[1] or match[3] or len(parts) > 1):
            number = _NUMERALS.find(match[2]) + 1 or int(match[2])
            return "/".join([*parts[:at], match[1] + match[3], *parts[at + 1 :]]).strip("/"), number
    return text, 0


def _keys(stem: str) -> list[str]:
    """What a stem may be looked up as: 配件/数量 and 配件数量 are 数量."""
    parts = stem.split("/")
    return ["".join(parts), *reversed(parts), _OWNER.sub("", "".join(parts))]


def _heading(stem: str, groups: Groups, kind: Kind, words: Vocabulary) -> str:
    """A heading of the part's own for what is known; units and whatever nobody knows keep theirs."""
    if stem not in groups.known:
        return next((key for key in _keys(stem) if key == _UNIT), stem)
    known = kind.field(groups.known[stem])
    own = next((key for key in _keys(stem) if key in words.meanings[kind.id]), "")
    return own if words.meanings[kind.id][own].weight == 1 else known.headings[0]


def _inherited(main: LogTable, kind: Kind) -> dict[str, list[int]]:
    """Field of a part → the columns of the row's own record that give it, the best first."""
    fed = {name: column.index for column in reversed(main.columns) for name in column.fields}
    sources = {"date": kind.event, "job_no": ("record_no",), "person": ("technician", kind.logged_by)}
    given = {name: [fed[own] for own in dict.fromkeys(owns) if own in fed] for name, owns in sources.items()}
    return {name: columns for name, columns in given.items() if columns}


def _entries(
    main: LogTable, groups: Groups, inherited: Mapping[str, list[int]], stems: Sequence[str], kind: Kind
) -> Iterator[Entry]:
    grid = main.grid
    filled = _Above(grid)
    out = kind.field("movement").options["out"][0]
    asked = dict.fromkeys(index for columns in inherited.values() for index in columns)
    for at, row_kind in enumerate(main.row_kinds, main.first_index):
        if row_kind is not RowKind.RECORD:
            continue
        row, number = grid.rows[at], grid.number(at)
        own = {index: filled.cell(at, index) for index in asked}
        head = [_first(own, columns) for columns in inherited.values()]
        for columns in groups.columns:
            told = [stem for stem, index in columns.items() if not _is_nothing(row[index]) and _UNIT not in stem]
            if not told:
                continue
            places = [columns.get(stem) for stem in stems]
            cells = (*(own[index] for index in head), out, *(None if j is None else row[j] for j in places))
            spots = (
                *(grid.address(at, index) for index in head),
                NOWHERE,
                *(NOWHERE if j is None else grid.address(at, j) for j in places),
            )
            yield Entry(cells, spots, (number,))


def _first(cells: Mapping[int, Cell], columns: Sequence[int]) -> int:
    """The column whose cell is a date, else the first that is filled at all."""
    dated = next((index for index in columns if looks_like_date(cells[index])), None)
    return dated if dated is not None else next((i for i in columns if not _is_nothing(cells[i])), columns[0])


def _is_nothing(cell: Cell) -> bool:
    return is_blank(cell) or str(cell).strip() in _NOTHING


class _Above:
    """The cells of a table's columns as they are meant: those of a merged block and 同上 stand above."""

    def __init__(self, grid: Grid) -> None:
        self._grid, self._merged = grid, merged_down(grid)
        self._last: dict[int, Cell] = {}

    def cell(self, at: int, index: int) -> Cell:
        """The cell; rows are asked for from top to bottom."""
        cell = self._merged.get(index, {}).get(at, self._grid.rows[at][index])
        if is_ditto(cell):
            return self._last.get(index)
        self._last[index] = cell
        return cell
