"""No kind is taken for another one: not under its own title, and not without any."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.recognise.pictures import KINDS, Picture, letters_of, seen
from tests.recognise.sheets import OTHER_SHEETS, READ, UNREAD

FEWER = {"audit": 2}
"""Kinds with fewer than three pictures → how many."""


def untitled(picture: Picture, first: int) -> Picture:
    """The sheet from this line on, under names that say nothing of what it is."""
    lines = picture.drawing.strip().splitlines()[first:]
    return replace(picture, drawing="\n".join(lines), sheet="Sheet1", file="2026年10月.xlsx", merges=())


def test_every_kind_is_drawn_in_the_words_of_several_clerks() -> None:
    drawn = Counter(picture.kind for picture in READ)

    assert {kind: drawn[kind] for kind in KINDS if drawn[kind] < 3} == FEWER


@pytest.mark.parametrize("picture", READ, ids=lambda p: p.name)
def test_without_titles_and_names_a_log_is_its_own_kind_or_asks(picture: Picture) -> None:
    result = seen(untitled(picture, letters_of(picture).index("H")))

    assert {table.kind for table in result.tables} <= {picture.kind}
    assert result.tables or result.problems


def test_most_logs_need_no_title_to_be_recognised() -> None:
    alone = [seen(untitled(picture, letters_of(picture).index("H"))).tables for picture in READ]

    assert sum(bool(tables) for tables in alone) >= 0.8 * len(READ)


@pytest.mark.parametrize("picture", OTHER_SHEETS, ids=lambda p: p.name)
def test_a_sheet_that_is_no_log_is_none_without_its_title_either(picture: Picture) -> None:
    lines = picture.drawing.strip().splitlines()
    heading = next(at for at, line in enumerate(lines) if "|" in line and "：" not in line)

    assert seen(untitled(picture, heading)).tables == ()


def test_names_of_pictures_are_their_own() -> None:
    names = Counter(picture.name for picture in (*READ, *UNREAD))

    assert [name for name, times in names.items() if times > 1] == []
