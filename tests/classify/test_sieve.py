"""The sieve lets every pattern through that matches: on remarks, and on pieces of patterns that are hard to take apart."""

from __future__ import annotations

import re

import pytest

from aftersales.classify import load_taxonomy
from aftersales.classify.remark import read
from aftersales.classify.sieve import Sieve, needed
from aftersales.settings.model import Categories
from tests.classify.test_remarks import remarks


@pytest.mark.parametrize(
    ("source", "sets"),
    [
        ("退(?:货|款)没", [{"退"}, {"货", "款"}, {"没"}]),
        ("退(?:货|款)?没", [{"退"}, {"没"}]),
        ("(?:客服|师傅)不[来接]", [{"客服", "师傅"}, {"不"}, {"来", "接"}]),
        ("退?货没", [{"货"}, {"没"}, {"货没"}]),
        ("货+没", [{"货"}, {"没"}, {"货没"}]),
        ("货(?=款)没", [{"货"}, {"没"}]),
        ("(?<!不)贵(?!司)", [{"贵"}]),
        ("[^，]{0,4}费|贵", [{"费", "贵"}]),
        ("(?:裂|[^，])坏*", []),
        (r"\d{2,}元", [set("0123456789"), {"元"}]),
        ("爱(.)不\\1", [{"爱"}, {"不"}]),
    ],
)
def test_every_match_holds_one_of_each_set(source: str, sets: list[set[str]]) -> None:
    assert sorted(map(sorted, needed(source))) == sorted(map(sorted, sets))


def test_no_pattern_that_matches_is_held_back() -> None:
    categories = load_taxonomy(Categories()).categories
    sources = [pattern for category in categories for pattern in category.patterns]
    sieve, seen = Sieve(sources), 0
    compiled = [re.compile(source) for source in sources]
    for text in (read(each.text).text for name in ("remarks.txt", "unseen.txt") for each in remarks(name)):
        matching = {number for number, source in enumerate(compiled) if source.search(text)}
        assert matching <= set(sieve.candidates(text))
        seen += len(matching)
    assert seen > 100
