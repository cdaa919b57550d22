from __future__ import annotations

import re
import subprocess
import sys
from importlib import resources
from typing import Any

import pytest
from ruamel.yaml import YAML

from aftersales.classify import classify_texts, load_taxonomy, typed_category, typed_parts
from aftersales.classify.word_checks import SHORTEST, dead_words
from aftersales.frames import UNCLASSIFIED
from aftersales.problems import ConfigError
from aftersales.settings.model import Categories, CategoryAddition

TAXONOMY = load_taxonomy(Categories())


def test_a_profile_gives_exactly_its_list() -> None:
    listed = """Q01 Q02 Q03 Q04 Q05 Q06 Q07 Q08 L01 L02 L03 I01 I02
        S01 S02 S03 S04 S05 S06 C01 C02 C03 P01 O01 O02 O99"""
    assert load_taxonomy(Categories(profile="tile")).active == frozenset(listed.split())


def test_the_core_is_the_twenty_core_categories_and_no_complaint() -> None:
    taxonomy = load_taxonomy(Categories(profile="core"))
    core = {category.code for category in taxonomy.categories if category.core}
    assert len(core) == 20
    assert taxonomy.active == core | {"O02"}


def test_the_display_order_holds_every_name_once_and_the_unclassified_last() -> None:
    assert len(TAXONOMY.order) == len(set(TAXONOMY.order)) == 33
    assert TAXONOMY.order[:2] == ("开裂", "凹凸/翘曲不平")
    assert TAXONOMY.order[-2:] == ("其他", UNCLASSIFIED)


def test_a_category_knows_its_name_and_department() -> None:
    assert TAXONOMY.zh("Q04") == "色差"
    assert TAXONOMY.department("色差") == "产品/品质部"
    assert TAXONOMY.department("自编类别") == ""


def test_all_complaints_about_the_configuration_come_at_once() -> None:
    wrong = Categories(
        words={
            "没有这类": CategoryAddition(words=("甲",)),
            "Q03": CategoryAddition(words=("起壳", "起壳")),
            "空鼓": CategoryAddition(words=("夹空",)),
            "Q04": CategoryAddition(words=("",)),
        },
        aliases={"怪事": "也没有"},
    )
    with pytest.raises(ConfigError) as caught:
        load_taxonomy(wrong)
    assert caught.value.complaints == [
        "categories.words.没有这类: 没有“没有这类”这个类别",
        "categories.words.Q03: 词“起壳”重复",
        "categories.words.空鼓: 与前面的写法是同一类别(Q03),请合并",
        "categories.words.Q04: 有空白的词",
        "categories.aliases.怪事: 没有“也没有”这个类别",
    ]


def test_words_that_would_do_nothing_or_mean_two_categories_are_refused_in_the_settings() -> None:
    wrong = Categories(
        words={
            "空鼓": CategoryAddition(words=("壳", "是不是起壳"), not_words=("没",)),
            "Q06": CategoryAddition(words=("色差", "边角裂纹")),
        }
    )
    with pytest.raises(ConfigError) as caught:
        load_taxonomy(wrong)
    assert caught.value.complaints == [
        "categories.words.空鼓: 词“壳”不会生效：只有一个字，会在许多别的词里出现。请写两个字以上的词",
        "categories.words.空鼓: 词“没”不会生效：只有一个字，会在许多别的词里出现。请写两个字以上的词",
        "categories.words.空鼓: 词“是不是起壳”不会生效：单独读它也归不到这一类。请写客户原话里的词，不要带问句和否定",
        "categories.words.Q06: 词“色差”也是“色差”的词。只要一类，就在“色差”的 not_words 里也写上它",
    ]


def test_a_word_moves_to_another_category_where_the_first_one_excepts_it() -> None:
    moved = load_taxonomy(
        Categories(words={"Q06": CategoryAddition(words=("阴阳面",)), "Q04": CategoryAddition(not_words=("阴阳面",))})
    )
    assert [label.code for label in classify_texts(["阴阳面"], moved)["阴阳面"]] == ["Q06"]


def test_the_nearest_names_are_offered_for_an_unknown_category() -> None:
    with pytest.raises(ConfigError) as caught:
        load_taxonomy(Categories(words={"空鼓脱洛": CategoryAddition(words=("起壳",))}, aliases={"拱包": "凹凸翘曲"}))
    assert caught.value.complaints == [
        "categories.words.空鼓脱洛: 没有“空鼓脱洛”这个类别，是不是“空鼓脱落”？",
        "categories.aliases.拱包: 没有“凹凸翘曲”这个类别，是不是“凹凸/翘曲不平”？",
    ]


def test_words_for_a_category_of_another_trade_rest_until_that_trade_is_chosen() -> None:
    words = {"Q10": CategoryAddition(words=("嗡嗡叫",))}
    assert "Q10" not in load_taxonomy(Categories(profile="tile", words=words)).active
    appliance = load_taxonomy(Categories(profile="appliance", words=words))
    assert [label.code for label in classify_texts(["一开嗡嗡叫"], appliance)["一开嗡嗡叫"]] == ["Q10"]


def test_classifying_needs_neither_pandas_nor_the_yaml_reader() -> None:
    loaded = "import sys, aftersales.classify; print({'pandas', 'numpy', 'ruamel.yaml', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert done.stdout.strip() == "set()"


# -- the project's own file -------------------------------------------------------------------------------------------


def stock() -> dict[str, Any]:
    text = resources.files("aftersales.classify").joinpath("categories.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = YAML(typ="safe").load(text)
    return data


def test_every_code_that_the_file_mentions_exists() -> None:
    data = stock()
    codes = {entry["code"] for entry in data["categories"]}
    for entry in data["categories"]:
        mentioned = {*entry.get("yields_to", ()), *(other["code"] for other in entry.get("confusable_with", ()))}
        assert mentioned <= codes - {entry["code"]}, entry["code"]
        assert {entry["owner"], *entry.get("alt_owner", ())} <= data["departments"].keys(), entry["code"]
        assert entry["polarity"] in {"defect", "intrinsic", "action"}, entry["code"]


@pytest.mark.parametrize("profile", ["core", "tile", "furniture", "appliance", "machinery"])
def test_every_term_of_a_category_in_use_gives_its_category(profile: Any) -> None:
    taxonomy = load_taxonomy(Categories(profile=profile))
    terms = {category.code: (category.terms, ()) for category in taxonomy.categories}
    dead = [(each.code, each.word) for each in dead_words(terms, taxonomy) if len(each.word) >= SHORTEST]
    assert dead == []


def test_no_term_stands_in_two_categories() -> None:
    owners: dict[str, list[str]] = {}
    for category in TAXONOMY.categories:
        for word in category.terms:
            owners.setdefault(word, []).append(category.code)
    assert {word: codes for word, codes in owners.items() if len(codes) > 1} == {}


def test_weak_words_have_a_context_and_are_no_terms() -> None:
    terms = {word for category in TAXONOMY.categories for word in category.terms}
    for category in TAXONOMY.categories:
        assert not terms & set(category.weak), category.code  # a weak word inside a term is part of that term
        assert category.context or not category.weak, category.code
        assert not set(category.veto) & {*category.terms, *category.weak}, category.code


def test_every_pattern_is_a_regular_expression_that_needs_something() -> None:
    for category in TAXONOMY.categories:
        for source in category.patterns:
            assert not re.compile(source).search(""), f"{category.code}: {source}"


# -- what clerks type -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("色差", ("色差",)),
        ("Q04", ("色差",)),
        ("q04 色差", ("色差",)),
        ("凹凸", ("凹凸/翘曲不平",)),
        ("翘曲", ("凹凸/翘曲不平",)),
        ("不平", ("凹凸/翘曲不平",)),
        ("凹凸/翘曲不平", ("凹凸/翘曲不平",)),
        ("其它", ("其他",)),
        ("色差、空鼓", ("色差", "空鼓脱落")),
        ("色差,空鼓/脱落", ("色差", "空鼓脱落")),
        ("空鼓/色差", ("空鼓脱落", "色差")),
        ("釉面/表面缺陷(针孔、划痕)、包装", ("釉面/表面缺陷（针孔、划痕）", "包装")),
        ("色差问题", ("色差",)),
        ("色差、色差", ("色差",)),
        ("质量问题", ()),
        ("色差、怪事", ()),
        ("Q04 空鼓", ()),
        ("", ()),
    ],
)
def test_a_typed_category_is_read(typed: str, names: tuple[str, ...]) -> None:
    assert typed_category(typed, TAXONOMY) == names


def test_an_alias_of_the_shop_is_read() -> None:
    assert typed_category("拱包", load_taxonomy(Categories(aliases={"拱包": "Q02"}))) == ("凹凸/翘曲不平",)


def test_the_parts_of_a_typed_cell_tell_which_one_is_unknown() -> None:
    assert typed_parts("色差、怪事", TAXONOMY) == (("色差", "色差"), ("怪事", ""))
