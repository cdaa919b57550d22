"""Tables that stand side by side on one sheet: an empty column between them, or the same headings once more.

A sheet is cut in two only if both parts are tables of their own, with all that their kind requires: an unused column in
the middle of a log does not tear its rows apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from aftersales.kinds.model import Kind
from aftersales.kinds.wording import heading_key
from aftersales.model import Cell, Grid
from aftersales.recognise.cells import is_blank
from aftersales.recognise.headings import Block, banded_rows, heading_blocks
from aftersales.recognise.lists import Lists, read_lists
from aftersales.recognise.vocabulary import Vocabulary

_LOOKED_AT = 60
_FEWEST = 3


def side_by_side(grid: Grid, file: str, words: Vocabulary, blocks: Sequence[Block]) -> list[Lists]:
    """The parts from left to right, or nothing where the sheet is one: most are, and are asked no more than that."""
    if not blocks:
        return []
    for left, right in _cuts(grid, blocks):
        parts = _parts(grid, (left, right), file, words)
        if parts:
            return parts
    return []


def _parts(grid: Grid, cut: tuple[int, int], file: str, words: Vocabulary) -> list[Lists]:
    """Both sides of a cut, the right one cut again if it can be; nothing unless each is a table of its own."""
    left, right = _band(grid, 0, cut[0], grid.part), _band(grid, cut[1], len(grid.rows[0]), grid.part + 1)
    beyond = heading_blocks(right.rows, words, banded_rows(right))
    if not any(len(block.named) >= _FEWEST for block in beyond):
        return []
    one = read_lists(left, file, words, heading_blocks(left.rows, words, banded_rows(left)))
    if not one.won:
        return []
    shared = _titles(grid, cut[1], one.read[0].block.first)
    further = side_by_side(right, file, words, beyond)
    two = further or [read_lists(right, file, words, beyond, shared, _alike(one, beyond))]
    return [one, *two] if all(part.won for part in two) else []


def _alike(left: Lists, beyond: Sequence[Block]) -> Kind | None:
    """The kind of the left table, if the first heading on the right repeats two of its words or more."""
    first = left.read[0]
    texts = {label.text for label in first.block.named}
    shared = sum(label.text in texts for label in beyond[0].named)
    return left.won[0].kind if shared >= 2 and shared * 2 >= len(beyond[0].named) else None


def _cuts(grid: Grid, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Where the left part may end and the right one begin (both in columns, the end not included)."""
    labels = blocks[0].labels
    first = blocks[0].first
    near = grid.rows[first : first + _LOOKED_AT]
    at = _FEWEST
    while at < len(labels) - 1:
        if not labels[at].keys and _is_empty(near, at) and _is_empty(grid.rows[first:], at):
            begin = at + 1
            while begin < len(labels) - 1 and _is_empty(grid.rows[first:], begin):
                begin += 1
            yield at, begin
            at = begin
        at += 1
    named = [label for label in labels if label.keys]
    for period in range(_FEWEST, len(named) // 2 + 1):
        if named[period].text == named[0].text and all(
            label.text == named[at % period].text for at, label in enumerate(named)
        ):
            yield named[period].index, named[period].index
            return


def _is_empty(rows: Sequence[tuple[Cell, ...]], column: int) -> bool:
    return all(row[column] is None or is_blank(row[column]) for row in rows)


def _band(grid: Grid, begin: int, end: int, part: int) -> Grid:
    """Some columns of a sheet, with the merges that lie in them."""
    first = grid.first_column + begin
    last = grid.first_column + end - 1
    merges = tuple(merge for merge in grid.merges if first <= merge.left and merge.right <= last)
    rows = tuple(row[begin:end] for row in grid.rows)
    return replace(grid, rows=rows, first_column=first, merges=merges, part=part)


def _titles(grid: Grid, begin: int, heading: int) -> list[tuple[Cell, ...]]:
    """The rows as the right part sees them: its own cells; where it has none, the title to the left is over both.

    Labels in one row, each of them once, are over both too: 门店：五里牌店 to the left and 制表日期：… to the right.
    """
    seen = []
    for at, row in enumerate(grid.rows[:_LOOKED_AT]):
        own, beside = row[begin:], row[:begin]
        if at < heading and not any(not is_blank(cell) for cell in own):
            seen.append(beside)
        elif at < heading and (left := _labels(beside)) and (right := _labels(own)) and left.isdisjoint(right):
            seen.append(row)
        else:
            seen.append(own)
    return seen


def _labels(cells: Sequence[Cell]) -> set[str]:
    """What stands before the colons of these cells."""
    texts = (cell.replace("：", ":") for cell in cells if type(cell) is str)
    return {heading_key(label) for text in texts for label in text.split(":")[:-1] if label.strip()}
