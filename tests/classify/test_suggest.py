"""What clerks typed teaches: suggestions and proposed words, beside labels that never change for it."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from aftersales.classify import load_taxonomy
from aftersales.classify.model import Advice, Suggestion
from aftersales.classify.suggest import ENOUGH, suggest
from aftersales.settings.model import Categories
from tests.sheets import Worked, night, worked

PLACES = ("客厅", "厨房", "主卧", "阳台", "过道", "书房", "门厅", "次卧", "餐厅")
WALLS = ("墙砖", "地砖", "瓷片")
SAID = {
    "空鼓脱落": "{place}{wall}起墩",
    "色差": "{place}的{wall}有阴阳",
    "尺寸偏差": "{place}{wall}有大细",
}
"""A shop's own words: no rule has them."""
HEADING = "| 投诉日期 | 门店 | 客户 | 电话 | 投诉内容 | 投诉类别 |"


def confirmed(extra: dict[str, list[str]] | None = None) -> list[tuple[str, str]]:
    told = [(text.format(place=place, wall=wall), zh)
            for zh, text in SAID.items() for place, wall in product(PLACES, WALLS)]  # fmt: skip
    return told + [(text, zh) for zh, texts in (extra or {}).items() for text in texts]


def sheet(told: list[tuple[str, str]], month: str = "2026-10") -> str:
    rows = [
        f"| {month}-{at % 28 + 1:02d} | 五里牌店 | 客户{at} | 1380000{at:04d} | {text} | {zh} |"
        for at, (text, zh) in enumerate(told)
    ]
    return "\n".join(["投诉登记表", HEADING, *rows])


def advised(folder: Path, told: list[tuple[str, str]]) -> Worked:
    return worked(folder, {"投诉": sheet(told)})


def suggested(advice: Advice, month: str = "2026-10") -> dict[str, list[str]]:
    """Text → what is suggested for it, `+` to add and `-` to drop."""
    told: dict[str, list[str]] = {}
    for each in advice.suggestions.get(month, ()):
        told.setdefault(each.text, []).append(f"{'+' if each.adds else '-'}{each.category}")
    return told


def test_where_the_rules_find_nothing_the_clerks_own_categories_are_suggested(tmp_path: Path) -> None:
    found = advised(tmp_path, [*confirmed(), ("楼梯间墙砖起墩", ""), ("楼梯间瓷片有大细", ""), ("下周再说", "")])
    advice = found.results.advice
    assert (advice.confirmed, advice.learned) == (81, ("空鼓脱落", "色差", "尺寸偏差"))
    told = suggested(advice)
    assert told["楼梯间墙砖起墩"][0] == "+空鼓脱落"
    assert told["楼梯间瓷片有大细"][0] == "+尺寸偏差"
    assert found.column("complaint", "_categories")[-3:] == ["待归类", "待归类", "待归类"]


def test_a_rule_that_clerks_always_overrule_is_doubted(tmp_path: Path) -> None:
    overruled = [f"{place}掉下来的{wall}有阴阳" for place, wall in product(PLACES, WALLS)]
    told = [
        *confirmed({"色差": overruled, "空鼓脱落": [f"{place}墙砖空鼓" for place in PLACES]}),
        ("楼道掉下来的墙砖有阴阳", ""),
    ]
    found = advised(tmp_path, told)
    assert found.column("complaint", "_categories")[-1] == "空鼓脱落"
    assert suggested(found.results.advice)["楼道掉下来的墙砖有阴阳"] == ["-空鼓脱落", "+色差"]


def test_typed_categories_get_no_suggestion(tmp_path: Path) -> None:
    told = [*confirmed(), ("梯间墙砖起墩", "色差")]
    assert "梯间墙砖起墩" not in suggested(advised(tmp_path, told).results.advice)


def test_equal_remarks_are_one_suggestion_with_their_number_and_first_place(tmp_path: Path) -> None:
    found = advised(tmp_path, [*confirmed(), ("楼梯间墙砖起墩", ""), ("楼梯间墙砖起墩", "")])
    (first, *_) = [each for each in found.results.advice.suggestions["2026-10"] if each.text == "楼梯间墙砖起墩"]
    assert first == Suggestion(
        True, "空鼓脱落", first.likely, "楼梯间墙砖起墩", (), 2, "complaint", "投诉.xlsx", "Sheet1", 84
    )
    assert 0.5 < first.likely <= 1


def test_words_that_clerks_confirm_and_the_rules_lack_are_proposed(tmp_path: Path) -> None:
    waiting = [("楼梯间墙砖起墩", ""), ("楼梯间瓷片起墩", ""), ("过道墙砖空鼓", "")]
    words = {each.category: each for each in advised(tmp_path, [*confirmed(), *waiting]).results.advice.words}
    assert {zh: word.word for zh, word in words.items()} == {"空鼓脱落": "起墩", "色差": "阴阳", "尺寸偏差": "大细"}
    (hollow,) = [word for zh, word in words.items() if zh == "空鼓脱落"]
    assert (hollow.support, hollow.precision, hollow.waiting) == (27, 1.0, 2)
    assert hollow.examples == ("主卧地砖起墩", "主卧墙砖起墩", "主卧瓷片起墩")


def test_a_proposed_word_pasted_into_a_dictionary_sheet_gives_its_category(tmp_path: Path) -> None:
    open_ = [("楼梯间墙砖起墩", "")]
    words = advised(tmp_path / "before", [*confirmed(), *open_]).results.advice.words
    pasted = "\n".join(["| 类别 | 词 | 不算的词 |", *(f"| {each.category} | {each.word} | |" for each in words)])
    after = worked(tmp_path / "after", {"投诉": sheet([*confirmed(), *open_]), "词典": pasted})
    assert after.column("complaint", "_categories")[-1] == "空鼓脱落"
    assert after.results.advice.words == ()
    assert [code for code in after.codes if code.startswith("dictionary")] == []


def test_words_that_mislead_the_rules_are_proposed_as_not_counting(tmp_path: Path) -> None:
    told = {
        "价格": [f"{place}墙砖空鼓率合同没写价" for place in PLACES],
        "空鼓脱落": [f"{place}墙砖空鼓" for place in PLACES],
    }
    before = advised(tmp_path / "before", [*confirmed(told), ("楼道空鼓率多少", "")])
    (word,) = [each for each in before.results.advice.words if not each.counts]
    assert (word.category, word.word, word.support, word.precision) == ("空鼓脱落", "空鼓率", 9, 1.0)
    assert before.column("complaint", "_categories")[-1] == "空鼓脱落"
    pasted = f"| 类别 | 词 | 不算的词 |\n| {word.category} | | {word.word} |"
    after = worked(tmp_path / "after", {"投诉": sheet([*confirmed(told), ("楼道空鼓率多少", "")]), "词典": pasted})
    assert after.column("complaint", "_categories")[-1] == "待归类"
    assert [each for each in after.results.advice.words if not each.counts] == []


def test_a_word_is_not_proposed_where_it_is_often_wrong_or_rare(tmp_path: Path) -> None:
    doubtful = {
        "空鼓脱落": [f"{place}泛潮" for place in PLACES],
        "服务态度": [f"{place}泛潮" + "唉" for place in PLACES[:3]],
    }
    rare = {"釉面": ["门边砖花脸", "窗下花脸"]}
    words = [each.word for each in advised(tmp_path, confirmed(doubtful | rare)).results.advice.words]
    assert "泛潮" not in words  # 9 of 12 are 75 %
    assert "花脸" not in words  # twice
    enough = {"空鼓脱落": doubtful["空鼓脱落"], "服务态度": doubtful["服务态度"][:2]}
    words = [
        each.word
        for each in advised(tmp_path, confirmed(enough | {"釉面": [*rare["釉面"], "转角花脸"]})).results.advice.words
    ]
    assert "泛潮" in words  # 9 of 11 are 82 %
    assert "花脸" in words


def test_names_of_customers_are_no_words(tmp_path: Path) -> None:
    named = {"空鼓脱落": [f"罗女士家{place}墙砖拱壳" for place in PLACES]}
    words = advised(tmp_path, confirmed(named)).results.advice.words
    assert [each.word for each in words if "女士" in each.word] == []


def test_little_is_not_learned_from(tmp_path: Path) -> None:
    told = [*confirmed()[: ENOUGH - 1], ("楼梯间墙砖起墩", "")]
    assert advised(tmp_path / "one short", told).results.advice == Advice()
    assert advised(tmp_path / "enough", [*confirmed()[:ENOUGH], told[-1]]).results.advice.confirmed == ENOUGH


def test_a_remark_that_clerks_put_into_several_categories_counts_for_what_most_of_them_said(tmp_path: Path) -> None:
    doubted = [("阁楼墙砖起墩", "色差"), ("阁楼墙砖起墩", "空鼓脱落"), ("阁楼墙砖起墩", "空鼓脱落")]
    words = advised(tmp_path, [*confirmed(), *doubted]).results.advice.words
    (hollow,) = [each for each in words if each.category == "空鼓脱落"]
    assert (hollow.word, hollow.support, hollow.precision) == ("起墩", 28, 1.0)


def test_labels_are_the_same_bytes_with_and_without_learning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"投诉": sheet([*confirmed(), ("楼梯间墙砖起墩", ""), ("过道墙砖空鼓", "")])}
    learned = night(tmp_path / "learned", files)
    monkeypatch.setattr("aftersales.working_out.suggest", lambda *_: Advice())
    plain = night(tmp_path / "plain", {}, inputs=tmp_path / "learned" / "inputs")
    tables = sorted(path.relative_to(plain.outputs) for path in plain.outputs.rglob("*.csv"))
    assert len(tables) > 5
    for path in tables:
        assert (learned.outputs / path).read_bytes() == (plain.outputs / path).read_bytes(), path


def test_the_same_sheets_teach_the_same(tmp_path: Path) -> None:
    told = [*confirmed(), ("楼梯间墙砖起墩", ""), ("楼道瓷片有阴阳", "")]
    found = advised(tmp_path, told)
    records = found.results.consolidated.records
    shuffled = {kind: frame.sample(frac=1, random_state=3) for kind, frame in records.items()}
    taxonomy = load_taxonomy(Categories())
    assert repr(suggest(shuffled, taxonomy)) == repr(found.results.advice)


def test_no_complaints_at_all_is_no_mistake() -> None:
    columns = ["month", "_told", "_categories", "_category_basis", "file", "sheet", "row"]
    nothing = pd.DataFrame(columns=columns, dtype="str")
    assert suggest({"complaint": nothing, "callback": nothing}, load_taxonomy(Categories())) == Advice()


# -- as people see it -------------------------------------------------------------------------------------------------


def test_the_page_shows_suggestions_words_and_what_to_paste(tmp_path: Path) -> None:
    done = night(tmp_path, {"投诉": sheet([*confirmed(), ("楼梯间墙砖起墩", "")])})
    html = (done.outputs / "2026-10" / "售后月报-2026-10.html").read_text(encoding="utf-8")
    for text in ("类别与词典建议", "建议加上“空鼓脱落”", "楼梯间墙砖起墩", "&#34;空鼓脱落&#34;: {words: [起墩]}"):
        assert text in html
