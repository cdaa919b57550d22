"""Where the heading of a sheet stands of whose words none is known."""

from __future__ import annotations

from collections.abc import Sequence

from aftersales.kinds.wording import heading_key, heading_text, heading_unit
from aftersales.model import Cell
from aftersales.recognise.cells import is_blank
from aftersales.recognise.headings import Block, Label, heading_blocks, label_like
from aftersales.recognise.vocabulary import Vocabulary

_SEARCHED, _BELOW = 40, 6
_ENOUGH = 3
_ALMOST = 0.7


def heading_of(rows: Sequence[tuple[Cell, ...]], words: Vocabulary) -> Block | None:
    """The heading that speaks best; where no word is known, the first row of words with filled rows below it."""
    known = max(heading_blocks(rows, words), key=lambda block: (block.score, -block.first), default=None)
    shaped = {at: words_in for at in range(min(len(rows), _SEARCHED)) if (words_in := _words(rows, at)) >= _ENOUGH}
    if not shaped:
        return known
    most = max(shaped.values())
    first = next(at for at, count in shaped.items() if count >= _ALMOST * most)
    if known and known.first <= first <= known.last:
        return known
    if known and known.score >= _ENOUGH and len(known.named) >= _ALMOST * most:
        return known
    return Block(first, first, tuple(_label(at, cell) for at, cell in enumerate(rows[first])), 0.0)


def _words(rows: Sequence[tuple[Cell, ...]], at: int) -> int:
    """How many different labels a row holds, if it is nothing but labels and stands over filled rows."""
    filled = [cell for cell in rows[at] if not is_blank(cell)]
    labels = {heading_key(str(cell)) for cell in filled if label_like(cell)}
    if len(labels) < max(_ENOUGH, 0.8 * len(filled)):
        return 0
    below = [row for row in rows[at + 1 : at + 1 + _BELOW] if any(not is_blank(cell) for cell in row)]
    places = [column for column, cell in enumerate(rows[at]) if not is_blank(cell)]
    full = [row for row in below if sum(not is_blank(row[column]) for column in places) >= 0.4 * len(places)]
    return len(labels) if full else 0


def _label(index: int, cell: Cell) -> Label:
    if is_blank(cell):
        return Label(index, "", ())
    text = str(cell)
    key = heading_key(text)
    return Label(index, heading_text(text).rstrip(":："), (key,) if key else (), heading_unit(text))
