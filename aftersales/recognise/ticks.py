"""Ticked boxes as clerks draw them: `☑满意 □一般`, `是√ 否□`, `(√)满意 ( )一般`, or a tick in the cell beside a word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from aftersales.clean.text import one_line
from aftersales.model import Cell
from aftersales.recognise.companions import RATINGS

EMPTY, FULL = "□", "☑"
_TICKS = frozenset("√✓✔✅☑☒")
_DOTS = frozenset("■●")  # a tick beside empty boxes, else the dot before a line of a list
_BRACKETED = re.compile(r"[(（\[［【〔]\s*([√✓✔✅vV■●])\s*[)）\]］】〕]")
_HOLLOW = re.compile(r"[(（\[［【〔]\s*[)）\]］】〕]|[☐◻▢○◯〇⭕❑]")
_BOX_AND_TICK = re.compile(r"□\s*[√✓✔✅☑]|[√✓✔✅](?=□)□")
_MARK = re.compile(r"([□☑])")
_NUMBERED = re.compile(r"^([①-⑳]|[A-Ha-h1-9][.、．)）])(?=\D)")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_APART = re.compile(r"[\s、,，;；/|]+")
_EDGES = " \t\u3000:：;；,，、/|_＿.。"
_ANSWER_WORDS = (
    "是 否 有 无 对 错 已解决 未解决 已完成 未完成 合理 不合理 高 低 好 差 较好 较差 很好 很差 "
    "保内 保外 远程 上门 送修 内返 外返 其他 其它"
)
_ANSWERS = frozenset(_ANSWER_WORDS.split())
_LONGEST = 12


class Choice:
    """The options of a question and which of them are ticked; `lead` is what stood before the first box."""

    __slots__ = ("lead", "options")

    def __init__(self, options: Sequence[tuple[str, bool]], lead: str = "") -> None:
        self.options = tuple((_NUMBERED.sub("", word), ticked) for word, ticked in options)
        self.lead = lead

    @property
    def chosen(self) -> tuple[str, ...]:
        """The words that are ticked."""
        return tuple(word for word, ticked in self.options if ticked and word)

    @property
    def value(self) -> str | None:
        """The ticked word; None where none is; the words with their ticks where several are, for the cell's reader."""
        chosen = self.chosen
        return chosen[0] if len(chosen) == 1 else " ".join(f"{FULL}{word}" for word in chosen) or None


def is_tick(cell: Cell) -> bool:
    """Whether nothing but a tick stands in the cell."""
    if isinstance(cell, bool):
        return cell
    return type(cell) is str and _plain_mark(cell) == FULL


def is_box(cell: Cell) -> bool:
    """Whether nothing but a box stands in the cell, ticked or not."""
    return is_tick(cell) or (type(cell) is str and _plain_mark(cell) == EMPTY)


def is_option(cell: Cell) -> bool:
    """Whether the cell is a word that one ticks: of satisfaction, or of yes and no."""
    if type(cell) is not str:
        return False
    text = option_word(cell)
    return text in RATINGS or text in _ANSWERS or re.fullmatch(r"[1-5一二三四五](分|星|颗星)", text) is not None


def option_word(text: str) -> str:
    """The word of an option without its number and what stands in brackets: `A.非常满意（5分）`."""
    bare = _NUMBERED.sub("", one_line(text).replace(" ", ""))
    return _BRACKETS.sub("", bare) or bare


@lru_cache(maxsize=8192)
def choice_in(text: str) -> Choice | None:
    """The options that one cell holds with their boxes; None where it holds no such thing.

    >>> [choice_in(t).value for t in ("☑满意 □一般", "是√ 否□", "(√)满意 ( )一般", "□ 是 ■ 否", "□满意 □一般")]
    ['满意', '是', '满意', '否', None]
    >>> choice_in("□满意☑一般☑不满意").value, choice_in("服务态度：☑满意 □一般").lead, choice_in("满意")
    ('☑一般 ☑不满意', '服务态度', None)
    """
    if text.isalnum():
        return None
    plain = _marked(one_line(text))
    parts = _MARK.split(plain)
    if len(parts) == 1:
        return None
    if EMPTY not in plain and len(parts) < 5:
        return _among_words(plain)
    words = [part.strip(_EDGES) for part in parts[::2]]
    if EMPTY not in plain and max(map(len, words)) > _LONGEST:
        return None
    marks = [mark == FULL for mark in parts[1::2]]
    if words[0] and not words[-1]:  # 是√ 否□
        return Choice([(_last_word(word), mark) for word, mark in zip(words, marks, strict=False)])
    options = [(word, mark) for word, mark in zip(words[1:], marks, strict=True) if word]
    return Choice(options, words[0]) if options else None


def choice_beside(cells: Sequence[tuple[int, Cell]], first: int) -> Choice | None:
    """The options that stand in cells of their own, with the ticks in the cells beside them; None if they are none.

    `cells` are the filled ones with their columns, from left to right; `first` is the column where they may begin.
    """
    texts = [(column, one_line(str(cell))) for column, cell in cells if not is_box(cell)]
    boxes = [(column, is_tick(cell)) for column, cell in cells if is_box(cell)]
    if not texts:
        return None
    if not boxes:
        bare = [_plain_mark(text).strip(FULL) for _, text in texts]
        boxed = len(texts) > 1 and all(_MARK.search(_marked(text + EMPTY)[:-1]) for _, text in texts)
        among = len(texts) > 1 and all(map(is_option, bare)) and any(FULL in _marked(text) for _, text in texts)
        return choice_in(" ".join(text for _, text in texts)) if boxed or among else None
    if not all(is_option(text) or len(boxes) == len(texts) for _, text in texts):
        return None
    to_the_right = texts[0][0] == first
    options: dict[int, bool] = {column: False for column, _ in texts}
    for column, ticked in boxes:
        near = [at for at, _ in texts if (at < column if to_the_right else at > column)]
        if not near:
            return None
        at = max(near) if to_the_right else min(near)
        options[at] = options[at] or ticked
    return Choice([(text, options[column]) for column, text in texts])


def _marked(text: str) -> str:
    """The text with every sort of box as □ or ☑."""
    text = _HOLLOW.sub(EMPTY, _BRACKETED.sub(FULL, text))
    text = _BOX_AND_TICK.sub(FULL, text)
    ticks = _TICKS | _DOTS if EMPTY in text or len(text.strip()) == 1 else _TICKS
    return "".join(FULL if character in ticks else character for character in text)


def _plain_mark(text: str) -> str:
    return _marked(one_line(text)).replace(" ", "")


def _among_words(text: str) -> Choice | None:
    """`√满意 一般 不满意`, `满意√ 一般 不满意`: words that one ticks, of which one has a tick and no other a box."""
    words = [word for word in _APART.split(text.strip(_EDGES)) if word]
    bare = [word.strip(FULL) for word in words]
    if len(words) < 2 or not all(is_option(word) for word in bare):
        return None
    return Choice([(word, FULL in marked) for word, marked in zip(bare, words, strict=True)])


def _last_word(text: str) -> str:
    """The option before its box, without what stands before it."""
    return _APART.split(text)[-1]
