"""No situation is forgotten: each id has a test of its own, and what is still to come says so."""

from __future__ import annotations

from collections import Counter

from docs.__main__ import situations_told

from .later import LATER
from .named import IDS


def test_each_of_the_102_situations_has_a_test_that_names_it() -> None:
    told = Counter(told.number for told in situations_told())

    assert len(IDS) == 102
    assert [number for number in IDS if told[number] != 1] == []
    assert set(told) == set(IDS)


def test_each_test_says_what_we_do_in_one_line() -> None:
    for told in situations_told():
        assert told.what, told
        assert told.behaviour, told
        assert len(told.what + told.behaviour) < 140, told


def test_what_is_to_come_belongs_to_a_situation() -> None:
    assert set(LATER) <= set(IDS)
