"""A heading that was seen before: what was decided for other cells, titles or names does not decide for these."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

import pytest

from aftersales.kinds.model import Kind
from aftersales.model import Recognition
from aftersales.recognise import recognise
from aftersales.recognise.mapping import ColumnMap, map_columns
from aftersales.recognise.vocabulary import Vocabulary
from tests.recognise.pictures import KINDS, Picture, grid_of

PHONES = Picture(
    "phones",
    """
    H 回访日期 | 客户姓名 | | 回访人 | 满意度
    R 2026-09-01 | 王芳 | 13800000001 | 李娜 | 满意
    R 2026-09-02 | 赵强 | 13800000002 | 李娜 | 满意
    """,
)
REMARKS = Picture(
    "remarks",
    """
    H 回访日期 | 客户姓名 | | 回访人 | 满意度
    R 2026-09-01 | 王芳 | 再打一次 | 李娜 | 满意
    R 2026-09-02 | 赵强 | 说好了的 | 李娜 | 满意
    """,
)
TITLED = Picture("titled", f"N 抽查回访记录\n{PHONES.drawing}")
DEDUCTIONS = """
H 日期 | 事项 | 扣分 | 原因
R 2026-09-01 | 迟到 | 2 | 早上晚到
R 2026-09-02 | 早退 | 2 | 下午早走
"""
NAMED, NAMELESS = Picture("named", DEDUCTIONS, file="扣分-王芳.xlsx"), Picture("nameless", DEDUCTIONS, file="扣分.xlsx")
SHEETS = (PHONES, REMARKS, TITLED, NAMED, NAMELESS)


@dataclass
class Reader:
    """Sheets that are read one after the other by one program, or each by a program that has just been started."""

    patch: pytest.MonkeyPatch

    def read(self, *pictures: Picture) -> list[Recognition]:
        words = Vocabulary(KINDS)
        self.patch.setattr("aftersales.recognise.sheet.vocabulary", lambda _: words)
        return [recognise(grid_of(picture), KINDS, picture.file) for picture in pictures]

    def alone(self, picture: Picture) -> Recognition:
        return self.read(picture)[0]


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    return Reader(monkeypatch)


def test_these_sheets_are_decided_differently(reader: Reader) -> None:
    phones, remarks, titled, named, nameless = map(reader.alone, SHEETS)

    assert [column.fields for column in phones.tables[0].columns][2] == ("phone",)
    assert [column.fields for column in remarks.tables[0].columns][2] == ()
    assert [problem.code for problem in titled.problems] == ["missing-column"]
    assert [table.kind for table in named.tables] == ["incident"]
    assert nameless.tables == ()


@pytest.mark.parametrize(("first", "then"), list(permutations(SHEETS, 2)), ids=lambda picture: picture.name)
def test_what_was_seen_before_decides_nothing_here(reader: Reader, first: Picture, then: Picture) -> None:
    assert reader.read(first, then) == [reader.alone(first), reader.alone(then)]


def test_a_heading_seen_again_is_not_thought_through_again(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    thought: list[str] = []

    def mapped(kind: Kind, *asked: Any) -> ColumnMap:
        thought.append(kind.id)
        return map_columns(kind, *asked)

    monkeypatch.setattr("aftersales.recognise.decide.map_columns", mapped)
    first, second = reader.read(PHONES, replace(PHONES, file="十月.xlsx"))

    assert first.tables[0].columns == second.tables[0].columns
    assert thought
    assert len(thought) == len(set(thought))
