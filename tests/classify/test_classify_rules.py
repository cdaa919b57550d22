from __future__ import annotations

import pytest

from aftersales.classify import Label, classify_texts, load_taxonomy, rules
from aftersales.settings.model import Categories, CategoryAddition

TILE = load_taxonomy(Categories(profile="tile"))


def labels(text: str, categories: Categories | None = None) -> tuple[Label, ...]:
    taxonomy = load_taxonomy(categories) if categories else TILE
    return classify_texts([text], taxonomy)[text]


def codes(text: str, categories: Categories | None = None) -> list[str]:
    return [label.code for label in labels(text, categories)]


def test_a_label_names_its_category_words_clause_and_rule() -> None:
    (label,) = labels("上周铺的，有三块空鼓，请安排")
    assert (label.code, label.zh, label.words, label.spans) == ("Q03", "空鼓脱落", ("空鼓",), ((8, 10),))
    assert (label.clause, label.rule, label.resolved) == ("有三块空鼓", "Q03.term", False)


def test_a_pattern_is_named_by_its_number() -> None:
    (label,) = labels("印花模糊")
    kind, number = label.rule.removeprefix("Q06.").split(".")
    (surface,) = (each for each in load_taxonomy(Categories()).categories if each.code == "Q06")
    assert kind == "pattern"
    assert "印花" in surface.patterns[int(number) - 1]


def test_a_text_that_no_rule_understands_has_no_label() -> None:
    assert labels("下周再说") == ()
    assert labels("") == ()


def test_equal_texts_are_classified_once() -> None:
    assert list(classify_texts(["色差", "空鼓", "色差"], TILE)) == ["色差", "空鼓"]


def test_evidence_is_shown_as_written_even_where_folding_changes_lengths() -> None:
    (label,) = labels("３㎡…釉面有针孔ＯＫ")
    assert label.words == ("釉面有针孔",)
    assert "３㎡…釉面有针孔ＯＫ"[slice(*label.spans[0])] == "釉面有针孔"


def test_half_width_commas_do_not_let_patterns_run_across_clauses() -> None:
    assert codes("收到砖了,师傅说墙没干,裂") == codes("收到砖了，师傅说墙没干，裂")
    assert codes("砖到了,墙裂") == ["Q01"]
    assert codes("敲门,空") == []


def test_a_veto_cancels_the_word_inside_it_and_the_pattern_that_overlaps_it() -> None:
    assert "Q03" not in codes("砖掉角")
    assert codes("业主想撕裂合同") == []


def test_a_weak_word_needs_context_besides_itself() -> None:
    assert codes("翘") == []
    assert codes("板翘") == ["Q02"]


def test_waiting_words_give_way_to_what_is_waited_for() -> None:
    assert codes("补货等了二十天还没到") == ["S06"]
    assert codes("等了二十天还没人上门") == ["S02"]


def test_feeling_without_a_cause_is_other_and_only_then() -> None:
    assert codes("太差了") == ["O99"]
    assert codes("太差了，砖全是色差") == ["Q04"]


def test_no_complaint_is_the_whole_text_or_nothing() -> None:
    assert [(label.code, label.rule) for label in labels("没有问题。")] == [("O02", "O02.term")]
    assert codes("没有问题的砖也退不了") == ["S06"]


def test_a_reported_denial_keeps_the_defect_and_adds_the_dispute() -> None:
    assert codes("厂家说没有色差") == ["Q04", "S05"]
    assert codes("厂家说没有色差", Categories(profile="core")) == ["Q04"]


def test_a_settled_matter_keeps_its_category_and_says_so() -> None:
    (label,) = labels("空鼓已处理")
    assert (label.code, label.resolved) == ("Q03", True)


def test_words_whose_negation_is_the_complaint_are_cancelled_only_right_after_a_few_cues() -> None:
    appliance = Categories(profile="appliance")
    assert codes("没有漏水", appliance) == ["O02"]
    assert codes("未见漏水", appliance) == ["O02"]
    assert codes("没有人管的漏水", appliance) != []
    assert codes("没货", Categories(profile="tile")) == ["L02"]


def test_refusals_are_never_negated() -> None:
    assert codes("没有不给退") == ["S06"]


def test_the_shops_own_words_count_and_its_own_exceptions_cancel() -> None:
    words = {"空鼓脱落": CategoryAddition(words=("起墩",), not_words=("空鼓率",))}
    assert codes("墙上起墩") == []
    assert codes("墙上起墩", Categories(words=words)) == ["Q03"]
    assert codes("空鼓率报告", Categories(words=words)) == []


def test_labels_stand_in_the_order_of_the_taxonomy() -> None:
    assert codes("没人管,少发一箱,色差,空鼓") == ["Q03", "Q04", "L01", "S02"]


def test_a_cell_full_of_text_is_read_to_its_end() -> None:
    text = "客户来电说明情况。" * 3000 + "过道空鼓。" + "没有色差" * 1000
    (label,) = labels(text)
    assert (label.code, label.spans, label.clause) == ("Q03", ((27002, 27004),), "过道空鼓")


def test_a_flood_of_remarks_is_shared_out_with_the_same_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    taxonomy = load_taxonomy(Categories())
    texts = [f"{text}{number}" for number in range(40) for text in ("砖空鼓", "客服态度差", "没有色差", "说不清")]
    alone = classify_texts(texts, taxonomy)
    monkeypatch.setattr(rules, "AT_ONCE", 7)
    shared = classify_texts(texts, taxonomy, 3)
    assert list(shared.items()) == list(alone.items())
