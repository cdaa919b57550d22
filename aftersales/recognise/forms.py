"""Forms: label and value beside each other, one form a sheet, the same one again and again below it, or side by side."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from aftersales.kinds.wording import heading_key, heading_text, heading_unit
from aftersales.model import Cell, Context, Grid
from aftersales.recognise.cells import is_blank
from aftersales.recognise.form_blocks import blocks, windows
from aftersales.recognise.form_cells import Piece, columns_of_labels, lines_of, pairs_inside, without_whose
from aftersales.recognise.form_lists import is_list, is_transposed, without_lists
from aftersales.recognise.form_pairs import LOOSE_DAY, Pair, Reader
from aftersales.recognise.form_settle import settle
from aftersales.recognise.headings import Label
from aftersales.recognise.surroundings import is_cover
from aftersales.recognise.unfold import NOWHERE, Entry, Unfolded, judge, kinds_of_rows, unfolded_grid
from aftersales.recognise.vocabulary import Vocabulary, without_count

LAYOUT = "表单"
_LOOKED_AT, _HEAD = 16, 120
_LEADING = 3
_LABELS = 4
_LONGEST = 60
_WIDE = 4
_BOXES = "□☐☑■√"
_MOMENT = re.compile(r"\s*(?:\d{2,4}[-./年]\d{1,2}[-./月]\d{1,2}日?\s*)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*")
"""A time of day, whose colon makes no label of it."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form that was read: its pairs in order, the rows that only name or head, the texts above it."""

    pairs: tuple[Pair, ...]
    headings: frozenset[int]
    titles: tuple[str, ...]

    @property
    def known(self) -> int:
        """How many different labels of ours it has."""
        return len({pair.key for pair in self.pairs if pair.known})

    def is_filled(self, words: Vocabulary) -> bool:
        """Whether somebody wrote something besides a number and the shop's name, which may be printed on it."""
        return any(p.value is not None and not _is_printed(p, words) for p in self.pairs if not p.is_foot)

    def without_signatures(self, asked: Container[str]) -> Form:
        """The form without those who signed it; what its kind asks for stays, but a blank beside it is no content."""
        pairs = [pair for pair in self.pairs if not pair.is_foot or (pair.known and pair.key in asked)]
        for pair in pairs:
            if pair.is_foot and pair.value is None:
                pair.rows = set()
        return replace(self, pairs=tuple(pairs))


def find_forms(grid: Grid, file: str, words: Vocabulary) -> list[Unfolded]:
    """The forms of a sheet, laid out with one row a form; none if the sheet is a list or too little of it is known."""
    if not may_be_form(grid.rows, words) or is_cover(grid.sheet):
        return []
    head = lines_of(grid, words, _HEAD)
    if is_list(head) or is_transposed(head):
        return []
    lines = lines_of(grid, words) if len(grid.rows) > _HEAD else head
    found = [
        form
        for left, right in windows(lines, len(grid.rows[0]))
        for form in _forms([[p for p in line if left <= p.column < right] for line in lines], words)
    ]
    forms = [form for form in found if form.known >= _LABELS]
    if not forms or _is_torn(forms, lines):
        return []
    won = judge(_laid_out(forms, grid, words), file, words).won
    if won is None:
        return [_laid_out([form.without_signatures(()) for form in forms], grid, words)]
    asked = words.meanings[won.kind.id]
    own = [form.without_signatures(asked) for form in forms]
    problems = tuple(said for form in own for said in settle(form.pairs, won.kind, asked, grid))
    return [replace(_laid_out(own, grid, words), problems=problems)]


def may_be_form(rows: Sequence[tuple[Cell, ...]], words: Vocabulary) -> bool:
    """Whether rows begin with labels again and again: the cheap question, asked of the first rows of every sheet."""
    labelled = filled = 0
    for row in rows:
        leading = list(islice((cell for cell in row if cell is not None and not is_blank(cell)), _LEADING))
        if not leading:
            continue
        filled += 1
        labelled += any(_may_label(cell, words) for cell in leading)
        if filled == _LOOKED_AT:
            break
    return labelled >= 2 and labelled >= 0.25 * filled


def _may_label(cell: Cell, words: Vocabulary) -> bool:
    if type(cell) is not str:
        return False
    if ":" in cell or "：" in cell:
        return _MOMENT.fullmatch(cell) is None
    if any(box in cell for box in _BOXES):
        return True
    return len(cell) <= _LONGEST and words.told(cell)[1] > 0


def _forms(lines: Sequence[Sequence[Piece]], words: Vocabulary) -> Iterable[Form]:
    """The forms that stand one below the other in these rows."""
    labels = columns_of_labels(lines)
    for first, end in blocks(lines):
        own, lists = without_lists(lines[first:end])
        reader = Reader(words, labels)
        title, below = _under_title(own)
        reader.read(below)
        pairs = [*reader.pairs, *lists]
        if len(reader.loose) == 1 and all(pair.key != LOOSE_DAY for pair in pairs):
            value, piece = reader.loose[0]
            place = (piece.row, piece.column)
            pairs.append(Pair(LOOSE_DAY, LOOSE_DAY, known=True, label=place, at=place, value=value, rows={piece.row}))
        yield Form(tuple(pairs), frozenset(reader.headings), (*title, *_titles(below, words)))


def _under_title(lines: Sequence[Sequence[Piece]]) -> tuple[tuple[str, ...], list[Sequence[Piece]]]:
    """A label that is none but the title, as it has the first row to itself, over a row of labels; the other rows."""
    filled = [line for line in lines if line]
    if len(filled) <= 1 or len(filled[0]) > 1:
        return (), [*lines]
    title, below = filled[0][0], filled[1]
    if not title.known or title.colon or not any(piece.is_label or piece.inside for piece in below):
        return (), [*lines]
    return (title.text,), [() if line is filled[0] else line for line in lines]


def _is_torn(forms: Sequence[Form], lines: Sequence[Sequence[Piece]]) -> bool:
    """Whether much stands beside each other that belongs to no label: then the sheet is something else."""
    taken = {row for form in forms for pair in form.pairs for row in (*pair.rows, *form.headings)}
    wide = [line for line in lines if len(line) >= _WIDE]
    return sum(line[0].row not in taken for line in wide) > max(1, 0.3 * len(taken))


def _titles(lines: Sequence[Sequence[Piece]], words: Vocabulary) -> tuple[str, ...]:
    """The texts above the first label, and what stands before it in its own row."""
    titles = []
    for line in lines:
        labelled = next((p for p in line if p.is_label or pairs_inside(p.text, words)[1]), None)
        before = [p.text for p in line if labelled is None or p.column < labelled.column]
        if labelled and not labelled.is_label:
            before.append(pairs_inside(labelled.text, words)[0])
        text = " ".join(" ".join(before).split())
        titles += [text] if text else []
        if labelled:
            break
    return tuple(titles)


def _laid_out(forms: Sequence[Form], grid: Grid, words: Vocabulary) -> Unfolded:
    """The forms of a sheet as one list: a column a label, a row a form that somebody filled in."""
    columns: dict[tuple[str, int], Pair] = {}
    placed: list[dict[tuple[str, int], Pair]] = []
    for form in forms:
        own: dict[tuple[str, int], Pair] = {}
        for pair in form.pairs:
            key = pair.key or heading_key(pair.text)
            own[key, sum(earlier == key for earlier, _ in own)] = pair
        for name, pair in own.items():
            columns.setdefault(name, pair)
        placed.append(own)
    filled = [form.is_filled(words) for form in forms]
    entries = [_entry(own, list(columns), grid) for own, is_filled in zip(placed, filled, strict=True) if is_filled]
    headings = frozenset(
        grid.first_row + row
        for form, is_filled in zip(forms, filled, strict=True)
        for row in (*form.headings, *(() if is_filled else (row for pair in form.pairs for row in pair.rows)))
    )
    titles = dict.fromkeys(title for form in forms[:2] for title in form.titles)
    return Unfolded(
        labels=tuple(_label(at, pair) for at, pair in enumerate(columns.values())),
        grid=unfolded_grid(grid, entries),
        header_row=grid.first_row + min(pair.label[0] for pair in forms[0].pairs),
        row_kinds=kinds_of_rows(grid, entries, headings),
        context=Context(tuple(titles)),
        layout=LAYOUT,
        alone=True,
    )


def _label(index: int, pair: Pair) -> Label:
    key = heading_key(pair.text)
    keys = [pair.key, key, without_count(key), without_whose(key)] if pair.known else [key]
    return Label(index, heading_text(pair.text).rstrip(":："), tuple(dict.fromkeys(keys)), heading_unit(pair.text))


def _entry(own: dict[tuple[str, int], Pair], columns: Sequence[tuple[str, int]], grid: Grid) -> Entry:
    """One form as a record-to-be."""
    pairs = [own.get(name) for name in columns]
    at = [(grid.first_row + p.at[0], grid.first_column + p.at[1]) if p else NOWHERE for p in pairs]
    rows = {grid.first_row + row for pair in own.values() for row in pair.rows}
    inside = {row for row in rows if row < grid.first_row + len(grid.rows)}
    return Entry(tuple(pair.value if pair else None for pair in pairs), tuple(at), tuple(sorted(inside)))


def _is_printed(pair: Pair, words: Vocabulary) -> bool:
    """Whether a label asks for what a form may carry before anybody fills it in."""
    names = {known[pair.key].fields[0] for known in words.meanings.values() if pair.key in known}
    return bool(names) and names <= {"record_no", "store", "department", "type"}
