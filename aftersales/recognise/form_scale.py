"""Questions down, words or marks across: `项目 | 非常满意 | 满意 | 一般` over questions with a tick each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aftersales.model import Cell
from aftersales.recognise.form_cells import Piece
from aftersales.recognise.headings import label_like
from aftersales.recognise.ticks import Choice, is_box, is_option, is_tick, option_word

Steps = tuple[Piece, ...]

_MARK = re.compile(r"[1-5](\.0)?")
_FEWEST = 3
_LEADING = 2
_QUESTIONS = ("项目", "内容", "指标", "问题", "序号")


def steps_of(line: Sequence[Piece]) -> Steps:
    """The words under which ticks will stand, if the row is nothing but these and the word over the questions."""
    steps = tuple(p for p in line if is_option(p.cell) or _MARK.fullmatch(str(p.cell).strip()))
    rest = [p for p in line if p not in steps]
    if len(steps) < _FEWEST or len(rest) > _LEADING or any(p.column > steps[0].column for p in rest):
        return ()
    if len(rest) == 1 and rest[0].is_label and (rest[0].colon or not any(w in rest[0].text for w in _QUESTIONS)):
        return ()
    return steps


def answer(line: Sequence[Piece], steps: Steps) -> tuple[Piece, tuple[int, int], Cell] | None:
    """The question of a row, where its tick stands, and the word over it; None if the row is no question."""
    under = {step.column: step for step in steps}
    asked = [p for p in line if p.column < steps[0].column and type(p.cell) is str and label_like(p.cell)]
    marks = [p for p in line if p.column in under]
    beyond = any(p.column > steps[0].column and p.column not in under for p in line)
    if not asked or not marks or beyond or not all(is_box(p.cell) for p in marks):
        return None
    question = next((p for p in asked if p.known), asked[-1])
    if question.colon:
        return None
    ticked = next((p for p in marks if is_tick(p.cell)), None)
    chosen = Choice([(_word(under[p.column]), is_tick(p.cell)) for p in marks])
    return question, (question.row, ticked.column if ticked else steps[0].column), chosen.value


def _word(step: Piece) -> str:
    text = option_word(step.text).removesuffix(".0")
    return f"{text}分" if text.isdecimal() else text
