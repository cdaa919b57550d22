"""Lists and forms told apart: a row of headings over rows of cells is a list, even with label and value above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from aftersales.clean.text import one_line, spoken
from aftersales.kinds.wording import heading_key
from aftersales.recognise.form_cells import Piece
from aftersales.recognise.form_pairs import Pair, is_foot
from aftersales.recognise.headings import label_like
from aftersales.recognise.vocabulary import ROW_NUMBER

Lines = Sequence[Sequence[Piece]]

_TOTAL = re.compile(r"(合计|总计|小计|共计|累计|总额|大写|小写|制单|经手|收货人|送货人)")
_FEW, _HEADINGS = 3, 4
_MANY = 5
_AFTER = 2
_ANSWERS = "是否有无"
"""Words of one character that a record may hold; any other single sign, row after row, is ticked or scored on a form."""


def is_list(lines: Lines) -> bool:
    """Whether the sheet's records stand in rows under headings; a form may hold a small list between its labels."""
    known = [sum(len(piece.known_keys) for piece in line if not _is_below(piece.text)) for line in lines]
    for at, line in enumerate(lines):
        if not _is_heading(line):
            continue
        body = _body(lines, at)
        after = sum(known[at + 1 + body :])
        around = sum(known[:at]) + after
        if body > 1 and not (after >= _AFTER and around >= _HEADINGS):
            return True
        inside = after >= _AFTER or (after and around >= _HEADINGS)
        if body <= 1 and not inside and _is_close(line) and _told(line) >= (_HEADINGS if body else _MANY):
            return True
    return False


def is_transposed(lines: Lines) -> bool:
    """Whether headings stand below each other in the first column and the records beside each other."""
    labelled = [line for line in lines if line and line[0].known]
    several = [line for line in labelled if len(line) > 2 and not any(p.is_label or p.inside for p in line[1:])]
    if len(several) < max(3, 0.6 * len(labelled)):
        return False
    columns = [frozenset(p.column for p in line[1:]) for line in several]
    common = max(columns, key=columns.count)
    signed = sum(any(len(p.text) == 1 and p.text not in _ANSWERS for p in line) for line in several)
    return columns.count(common) >= 0.6 * len(several) and signed <= 0.2 * len(several)


def without_lists(lines: Lines) -> tuple[list[Sequence[Piece]], list[Pair]]:
    """The rows of a form without the small lists in it, and each list as one value of many lines."""
    own: list[Sequence[Piece]] = [*lines]
    lists = []
    for at, line in enumerate(lines):
        if not own[at] or not _is_heading(line) or (body := _body(lines, at)) < 2:
            continue
        text = "/".join(one_line(piece.text) for piece in line)
        rows = lines[at + 1 : at + 1 + body]
        value = "\n".join(" ".join(one_line(spoken(piece.cell)) for piece in row) for row in rows if row)
        place = (line[0].row, line[0].column)
        numbers = {line[0].row, *(row[0].row for row in rows if row)}
        lists.append(Pair(text, "", known=False, label=place, at=(rows[0][0].row, place[1]), value=value, rows=numbers))
        own[at : at + 1 + body] = [()] * (1 + body)
    return own, lists


def _is_heading(line: Sequence[Piece]) -> bool:
    """A row of nothing but words, most of them known; all of them if they are only three. 序号 says that rows follow."""
    if len(line) < _FEW or not all(label_like(piece.cell) and not piece.colon for piece in line):
        return False
    if heading_key(line[0].text) in ROW_NUMBER and _told(line) >= _AFTER:
        return True
    return _told(line) >= max(_FEW, 0.5 * len(line))


def _told(line: Sequence[Piece]) -> int:
    return sum(piece.known for piece in line)


def _is_below(text: str) -> bool:
    """Whether it is a label that stands under lists: of a total, or of those who sign."""
    return is_foot(text) or _TOTAL.match("".join(text.split())) is not None


def _is_close(line: Sequence[Piece]) -> bool:
    """Whether no cell between them is left for a value."""
    return all(piece.column <= before.right + 1 for before, piece in pairwise(line))


def _body(lines: Lines, at: int) -> int:
    """How many rows stand under a heading: cells in its columns, and none of them a label of a form."""
    columns = {column for piece in lines[at] for column in range(piece.column, piece.right + 1)}
    body = 0
    for line in lines[at + 1 :]:
        labels = sum(p.is_label for p in line)
        if len(line) < _AFTER or labels >= 0.5 * len(line):
            break
        if (labels > 1 or line[0].is_label) and len(line) < 0.7 * len(lines[at]):
            break
        if sum(p.column in columns for p in line) < max(_AFTER, 0.6 * len(line)):
            break
        body += 1
    return body
