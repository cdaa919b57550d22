"""Label and value: which cells of a form belong together, read row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from aftersales.clean.text import one_line, spoken
from aftersales.kinds.wording import heading_key
from aftersales.model import Cell
from aftersales.recognise.cells import looks_like_date
from aftersales.recognise.form_cells import Piece, is_wordy, known_key, pairs_inside
from aftersales.recognise.form_scale import Steps, answer, steps_of
from aftersales.recognise.form_values import amount_in_boxes, joined, places_of, value_of, without_day
from aftersales.recognise.headings import label_like
from aftersales.recognise.ticks import choice_beside, choice_in
from aftersales.recognise.vocabulary import Vocabulary

LOOSE_DAY = "日期"
UNNAMED = "未命名"
_SHORT = 30
_CLOSING = re.compile(
    r"(再次|最后|衷心|非常|谨此|在此)*(感谢|谢谢|多谢)(您|贵|各位|广大|大家|客户|顾客|用户|业主).{0,12}?"
    r"(配合|支持|参与|合作|填写|信任|惠顾|光临|关注|理解|宝贵|意见|建议|反馈|时间|选择|使用).*"
    r"|(感谢|谢谢)(配合|支持|参与|合作|填写|惠顾|光临)[!！。~]*|(敬)?祝您.{1,20}|欢迎(您|再次|致电|拨打|监督).{0,30}|敬请(谅解|配合|监督|留意).{0,10}"
)
_FOOT = re.compile(
    r"(制表|制单|审核|复核|审批|核准|批准|部门负责|财[会务]负责|财务|主管|店长|总经理|经理|会计|出纳|领导|盖章|签章|单位盖章|监督)[^:：]{0,8}[:：]?.*"
    r"|.{0,10}(签字|签名|签章|盖章|审核|审批|审批意见)[:：]?"
)
"""Labels of those who sign the form."""
_NOTE = re.compile(r"\s*(注意事项|温馨提示|填写说明|填表说明|附注|注意?)\s*\d?\s*[:：.、].*|\s*[*※].*", re.DOTALL)


@dataclass(slots=True)
class Pair:
    """A label with its value. Places are rows and columns of the grid; `at` is where the value stands or belongs.

    `rows` are those that the label and the value stand in, `until` the last row of their merged blocks.
    """

    text: str
    key: str
    known: bool
    label: tuple[int, int]
    at: tuple[int, int]
    value: Cell = None
    rows: set[int] = field(default_factory=set)
    right: int = 0
    open: bool = False

    @property
    def is_foot(self) -> bool:
        """Whether it says who signed: nothing of the record unless its kind asks for it."""
        return is_foot(self.text)


@dataclass(slots=True)
class Reader:
    """Reads the rows of one form. `labels` are the columns where labels stand, `room` the column behind the last."""

    words: Vocabulary
    labels: frozenset[int]
    pairs: list[Pair] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)
    loose: list[tuple[Cell, Piece]] = field(default_factory=list)
    scale: Steps = ()
    latest: list[Pair] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def read(self, lines: Sequence[Sequence[Piece]]) -> None:
        """Read all rows from top to bottom."""
        for at, line in enumerate(lines):
            below = lines[at + 1] if at + 1 < len(lines) else ()
            if not line or line[0].row in self.taken:
                continue
            if len(line) == 1 and _NOTE.match(line[0].text):
                self.latest = []
                continue
            if self._rated(line) or self._headed(line, below):
                continue
            if any(piece.is_label for piece in line) or self._has_pairs(line):
                self.latest = []
                self._walk(line, below)
            elif not self._continued(line):
                self._unknown(line)

    def _rated(self, line: Sequence[Piece]) -> bool:
        """The words of a scale, or a question with a tick under one of them."""
        if steps := steps_of(line):
            self.scale = steps
            self.headings.add(line[0].row)
            return True
        if not self.scale or (found := answer(line, self.scale)) is None:
            return False
        question, at, value = found
        self._add(question, at, value, {question.row})
        return True

    # -- labels over their values -------------------------------------------------------------------------------------

    def _headed(self, line: Sequence[Piece], below: Sequence[Piece]) -> bool:
        """A row of nothing but labels over a row of values."""
        if len(line) < 2 or not below or not all(label_like(p.cell) and not p.colon for p in line):
            return False
        if not line[0].known or sum(p.known for p in line) < max(2, 0.6 * len(line)):
            return False
        under = {p.column: p for p in below}
        if any(p.is_label or p.column not in {q.column for q in line} for p in below) or len(under) < 2:
            return False
        for piece in line:
            value = under.get(piece.column)
            at = (below[0].row, piece.column)
            self._add(piece, at, value_of(value.cell) if value else None, {piece.row, below[0].row})
        self.taken.add(below[0].row)
        return True

    # -- label, value, label, value -----------------------------------------------------------------------------------

    def _has_pairs(self, line: Sequence[Piece]) -> bool:
        return any(type(p.cell) is str and pairs_inside(p.cell, self.words)[1] for p in line)

    def _walk(self, line: Sequence[Piece], below: Sequence[Piece]) -> None:
        """Every label with the cells up to the next one."""
        label: Piece | Pair | None = None
        run: list[Piece] = []
        for at, piece in enumerate(line):
            if piece.is_label and not (label is not None and not run and self._is_value(label, line, at)):
                self._settle(label, run, below)
                label, run = piece, []
                continue
            own = piece.inside and (len(piece.text) <= _SHORT or label is None or not is_wordy(label.key, self.words))
            inside = self._inside(piece) if own or label is None or run else []
            if inside:
                self._settle(label, run, below)
                label, run = inside[-1] if inside[-1].open else None, []
            elif label is None and self._may_name(piece, line, at):
                label, run = piece, []
            else:
                run.append(piece)
                if label is None:
                    run = self._orphan(run)
        self._settle(label, run, below)

    def _inside(self, piece: Piece) -> list[Pair]:
        """The pairs that stand in this one cell, added; the last may wait for its value in the next cell."""
        if type(piece.cell) is not str:
            return []
        _, found = pairs_inside(piece.cell, self.words)
        added = []
        for text, written in found:
            key = known_key(text, self.words)
            value, day = without_day(written)
            if day:
                self.loose.append((day, piece))
            pair = Pair(text, key or heading_key(text), bool(key), (piece.row, piece.column), (piece.row, piece.column))
            pair.value, pair.right, pair.rows = value_of(value), piece.right, set(range(piece.row, piece.bottom + 1))
            self.pairs.append(pair)
            added.append(pair)
        if added and not found[-1][1]:
            added[-1].open = True
            self.latest.append(added[-1])
        return added

    def _is_value(self, label: Piece | Pair, line: Sequence[Piece], at: int) -> bool:
        """Whether a word that could be a label is the value of the label before it: `来源 | 电话`."""
        piece = line[at]
        right = label.right
        if piece.colon or piece.column > right + 1:
            return False
        after = line[at + 1] if at + 1 < len(line) else None
        if after is None:
            return piece.column not in self.labels
        return after.is_label and after.column == piece.right + 1

    def _may_name(self, piece: Piece, line: Sequence[Piece], at: int) -> bool:
        """Whether a word that nobody knows names the value behind it, as the labels around it do."""
        after = line[at + 1] if at + 1 < len(line) else None
        if after is None or after.is_label or not label_like(piece.cell):
            return False
        if piece.column in self.labels:
            return True
        behind = [(p.column, p.cell) for p in line[at + 1 :]]
        if len(behind) == 1 and type(after.cell) is str and choice_in(after.cell) is not None:
            return True
        return len(behind) > 1 and choice_beside(behind, piece.right + 1) is not None

    def _settle(self, label: Piece | Pair | None, run: list[Piece], below: Sequence[Piece]) -> None:
        """Give a label its value; what stands behind the value is labels that nobody knows, or more of it."""
        if label is None:
            return
        if isinstance(label, Pair):
            pair, first = label, label.right + 1
        else:
            pair = self._add(label, (label.row, label.right + 1), None, set(range(label.row, label.bottom + 1)))
            first = label.right + 1
        if not run:
            pair.open = True
            self.latest.append(pair)
            return
        places = places_of(run)
        if places and below and not any(p.is_label for p in below if p.column in places):
            pair.value = amount_in_boxes(places, [p for p in below if p.column in places])
            pair.at, pair.open = (below[0].row, min(places)), False
            pair.rows |= {run[0].row, below[0].row}
            self.taken.add(below[0].row)
            return
        value, taken = joined(run, first)
        pair.value, pair.at, pair.open = value, (run[0].row, run[0].column), False
        pair.rows.update(row for p in run[:taken] for row in range(p.row, p.bottom + 1))
        self.latest.append(pair)
        self._rest(pair, run[taken:])

    def _rest(self, pair: Pair, rest: list[Piece]) -> None:
        """What stands behind a value: further labels and values, more words of a text, or something nobody named."""
        while rest:
            piece, rest = rest[0], rest[1:]
            named = label_like(piece.cell) and (piece.column in self.labels or bool(rest))
            if named:
                at = (rest[0].row, rest[0].column) if rest else (piece.row, piece.right + 1)
                self._add(piece, at, value_of(rest[0].cell) if rest else None, {piece.row})
                rest = rest[1:]
            elif looks_like_date("".join(spoken(piece.cell).split())):
                self.loose.append((piece.cell, piece))
            elif type(pair.value) is str and is_wordy(pair.key, self.words):
                pair.value = f"{pair.value} {one_line(spoken(piece.cell))}"
            else:
                own = self._add(piece, (piece.row, piece.column), value_of(piece.cell), {piece.row})
                own.text, own.key = f"{pair.text.strip().rstrip(':：')}_{UNNAMED}", ""

    # -- rows without a label -----------------------------------------------------------------------------------------

    def _continued(self, line: Sequence[Piece]) -> bool:
        """More lines of the text in the row before, or the text under a label that has the row to itself."""
        piece = line[0]
        if len(line) > 1 or not self.latest:
            return False
        pair = next((p for p in self.latest if not p.open and p.at[1] == piece.column), None)
        if pair is None:
            waiting = [p for p in self.latest if p.open and p.value is None and p.label[1] <= piece.column]
            pair = waiting[-1] if waiting and len(self.latest) == len(waiting) else None
        if pair is None or is_foot(piece.text) or is_closing(piece.text):
            return False
        if pair.open:
            pair.value, pair.at, pair.open = value_of(piece.cell), (piece.row, piece.column), False
        elif pair.label[1] == piece.column and pair.at[0] == pair.label[0]:
            return False
        else:
            pair.value = f"{pair.value}\n{piece.text}" if pair.value is not None else piece.cell
        pair.rows.update(range(piece.row, piece.bottom + 1))
        return True

    def _unknown(self, line: Sequence[Piece]) -> None:
        """A row of labels that nobody knows, or a day that no label names."""
        self.latest = []
        if len(line) > 1 and all(p.column in self.labels for p in line[::2]) and label_like(line[0].cell):
            self._walk(line, ())
        else:
            self._orphan(list(line))

    def _orphan(self, run: list[Piece]) -> list[Piece]:
        """A day that stands by itself, whole or in parts, is kept; other cells that no label names are none of ours."""
        value, taken = joined(run, run[0].column)
        if taken < len(run) or taken == 1:
            value = value_of(run[-1].cell)
        if value is None or not looks_like_date(value):
            return run
        self.loose.append((value, run[-1]))
        return []

    def _add(self, piece: Piece, at: tuple[int, int], value: Cell, rows: set[int]) -> Pair:
        pair = Pair(piece.text, piece.key or heading_key(piece.text), piece.known, (piece.row, piece.column), at, value)
        pair.rows, pair.right = rows, piece.right
        self.pairs.append(pair)
        return pair


def is_closing(text: str) -> bool:
    """Whether a line is the shop's thanks below its form, and nothing that the customer has written.

    >>> [is_closing(t) for t in ("感谢您的配合！", "再次感谢您对我司的支持", "祝您生活愉快！", "感谢师傅，修得很好", "谢谢你们")]
    [True, True, True, False, False]
    """
    return _CLOSING.fullmatch("".join(text.split())) is not None


def is_foot(text: str) -> bool:
    """Whether a label asks who signs the form."""
    return _FOOT.fullmatch("".join(text.split())) is not None
