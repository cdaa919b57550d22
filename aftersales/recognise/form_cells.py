"""The filled cells of a form: which of them are labels, and the pairs that stand in one cell (`姓名：王芳  电话：…`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aftersales.kinds.model import FieldType
from aftersales.kinds.wording import heading_key, heading_text
from aftersales.model import Cell, Grid
from aftersales.recognise.cells import is_blank
from aftersales.recognise.headings import label_like
from aftersales.recognise.ticks import choice_in
from aftersales.recognise.vocabulary import ROW_NUMBER, Vocabulary

COLONS = (":", "：")
_LONGEST = 30
_LONGEST_LABEL = 12
_COLON = re.compile(r"[:：]")
_BREAK = re.compile(r"\s+|[;；|｜]\s*")
_WIDE_BREAK = re.compile(r"\s*\n\s*|[\s\u3000]{2,}|\t|[;；|｜]\s*")
_QUESTION = re.compile(r"您|是否|如何|怎么样|怎样|[?？]")
_ASKING = re.compile(r"(?<=....)(的?(满意度|满意程度|评价|评分|打分|得分))$")
_WHOSE = re.compile(r"^(客户|用户|顾客|车主|业主|您的?)(?=...)")
_SENTENCE = re.compile(r"[，。；！,;!\n]")
_WORDY = frozenset((FieldType.TEXT, FieldType.ADDRESS, FieldType.PRODUCT))
_SHORTEST_QUESTION, _SHORTEST_KNOWN = 5, 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A filled cell by its place in the grid's rows, with the last column and row of its merged block.

    `key` is the wording to look up if the cell is a label: one that is `known`, or one that ends with a colon. `inside`
    are the known labels of the pairs that stand in this one cell.
    """

    row: int
    column: int
    right: int
    bottom: int
    cell: Cell
    key: str = ""
    known: bool = False
    inside: tuple[str, ...] = ()

    @property
    def known_keys(self) -> tuple[str, ...]:
        """The known wordings that it holds."""
        return (self.key,) if self.known else self.inside

    @property
    def is_label(self) -> bool:
        """Whether the cell says what another cell holds."""
        return bool(self.key)

    @property
    def colon(self) -> bool:
        """Whether it ends with a colon."""
        return type(self.cell) is str and self.cell.rstrip().endswith(COLONS)

    @property
    def text(self) -> str:
        """The cell as text."""
        return self.cell if type(self.cell) is str else str(self.cell)


def lines_of(grid: Grid, words: Vocabulary, upto: int | None = None) -> list[list[Piece]]:
    """The filled cells of each row from left to right, of all rows or of the first ones."""
    blocks = {(m.top - grid.first_row, m.left - grid.first_column): m for m in grid.merges}
    lines = []
    for at, row in enumerate(grid.rows[:upto]):
        line = []
        for column, cell in enumerate(row):
            if cell is None or is_blank(cell):
                continue
            merge = blocks.get((at, column))
            right = merge.right - grid.first_column if merge else column
            bottom = merge.bottom - grid.first_row if merge else at
            key, known = label_key(cell, words)
            inside = () if key or type(cell) is not str else _keys_inside(cell, words)
            line.append(Piece(at, column, right, bottom, cell, key, known, inside))
        lines.append(line)
    return lines


def label_key(cell: Cell, words: Vocabulary) -> tuple[str, bool]:
    """The wording of a label and whether it is a known one; no wording if the cell is none."""
    if type(cell) is not str or len(cell) > _LONGEST * 2:
        return "", False
    if any(colon in cell.rstrip()[:-1] for colon in COLONS):
        return "", False
    key = known_key(cell, words)
    if key:
        return key, True
    if cell.rstrip().endswith(COLONS) and len(heading_text(cell)) <= _LONGEST_LABEL and label_like(cell):
        return heading_key(cell), False
    return "", False


def known_key(text: str, words: Vocabulary) -> str:
    """The known wording that this text is: itself, or the one that a question asks about."""
    if len(heading_text(text)) > _LONGEST:
        return ""
    key, weight = words.told(text)
    if weight and key in words.weights:
        return "" if key in ROW_NUMBER else key
    for bare in (without_whose(key), _ASKING.sub("", key)):
        if bare != key and words.weights.get(bare, 0.0) >= 1:
            return bare
    return _asked(key, words) if len(key) >= _SHORTEST_QUESTION and _QUESTION.search(text) else ""


def without_whose(key: str) -> str:
    """The wording without the one whose it is.

    >>> without_whose("用户满意度"), without_whose("客户姓名"), without_whose("满意度")
    ('满意度', '客户姓名', '满意度')
    """
    return _WHOSE.sub("", key)


def _asked(key: str, words: Vocabulary) -> str:
    """What `您对问题解决的及时性是否满意` asks about: the longest wording in it that means one thing only."""
    inside = {
        key[start:end]
        for start in range(len(key) - _SHORTEST_KNOWN + 1)
        for end in range(start + _SHORTEST_KNOWN, len(key) + 1)
    }
    known = [word for word in inside if words.weights.get(word, 0.0) >= 1]
    return max(known, key=lambda word: (len(word), word), default="")


def pairs_inside(text: str, words: Vocabulary) -> tuple[str, list[tuple[str, str]]]:
    """What stands before the first pair, and the pairs of label and value of one cell; the last value may be blank.

    A known label may follow any space; an unknown one stands first, or behind a gap that sets it apart.
    """
    cuts: list[tuple[int, int, str]] = []  # where a label begins, where its value begins, the label
    for colon in _COLON.finditer(text):
        before = cuts[-1][1] if cuts else 0
        label_at = _label_before(text, before, colon.start(), words, first=not cuts)
        if label_at is not None and not (cuts and _is_sentence(cuts[-1], text, label_at, colon.start(), words)):
            cuts.append((label_at, colon.end(), text[label_at : colon.start()]))
    if not cuts:
        return _boxes_inside(text, words)
    ends = [*(cut[0] for cut in cuts[1:]), len(text)]
    pairs = [
        (label.strip(), text[start:end].strip(" \t\u3000;；|｜\n"))
        for (_, start, label), end in zip(cuts, ends, strict=True)
    ]
    return text[: cuts[0][0]].strip(), pairs


def is_wordy(key: str, words: Vocabulary) -> bool:
    """Whether a label asks for free words, such as an address: there a colon is part of the text."""
    meanings = ((kind, known[key].fields[0]) for kind, known in words.meanings.items() if key in known)
    return any(words.kinds[kind].field(name).type in _WORDY for kind, name in meanings)


def _keys_inside(text: str, words: Vocabulary) -> tuple[str, ...]:
    keys = (known_key(label, words) for label, _ in pairs_inside(text, words)[1])
    return tuple(key for key in keys if key)


def _is_sentence(before: tuple[int, int, str], text: str, begin: int, colon: int, words: Vocabulary) -> bool:
    """Whether a word before a colon belongs to the free words behind the label before it: `要求：` in a complaint."""
    if known_key(text[begin:colon], words) or not is_wordy(known_key(before[2], words), words):
        return False
    return _SENTENCE.search(text, before[1], colon) is not None


def _label_before(text: str, start: int, colon: int, words: Vocabulary, *, first: bool) -> int | None:
    """Where the label begins that ends at this colon: the longest known one, else the words behind the last gap."""
    segment = text[start:colon]
    begins = [0, *(found.end() for found in _BREAK.finditer(segment))]
    for begin in begins:
        if segment[begin:].strip() and known_key(segment[begin:], words):
            return start + begin
    gaps = [found.end() for found in _WIDE_BREAK.finditer(segment) if found.end() < len(segment)]
    begin = gaps[-1] if gaps else 0
    label = heading_text(segment[begin:])
    if (gaps or (first and start == 0)) and 0 < len(label) <= _LONGEST_LABEL and label_like(label):
        return start + begin if any(character >= "\u4e00" for character in label) else None
    return None


def _boxes_inside(text: str, words: Vocabulary) -> tuple[str, list[tuple[str, str]]]:
    """`服务态度 ☑满意 □一般`: a label and its boxes without a colon between them."""
    choice = choice_in(text)
    if choice is None or not choice.lead or not known_key(choice.lead, words):
        return text, []
    at = text.index(choice.lead) + len(choice.lead) if choice.lead in text else -1
    return ("", [(choice.lead, text[at:].strip())]) if at > 0 else (text, [])


def columns_of_labels(lines: Sequence[Sequence[Piece]]) -> frozenset[int]:
    """The columns in which labels stand again and again: there a word that nobody knows is a label too."""
    seen: dict[int, int] = {}
    for line in lines:
        for piece in line:
            if piece.is_label:
                seen[piece.column] = seen.get(piece.column, 0) + 1
    return frozenset(column for column, count in seen.items() if count >= 2)
