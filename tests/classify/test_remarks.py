"""Invented remarks, labelled from the definitions before the engine saw them.

`remarks.txt` was then used to find mistakes of the engine; `unseen.txt` was written afterwards and never used for that.
The floors stand below what was measured and above what a change for the worse would give. Both files are by one hand,
so they say little about real departments.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from aftersales.classify import Taxonomy, classify_texts, load_taxonomy
from aftersales.settings.model import Categories

HERE = Path(__file__).parent
NOTHING = frozenset({"O02"})


@dataclass(frozen=True)
class Remark:
    text: str
    codes: frozenset[str]
    negation: bool


def remarks(name: str) -> list[Remark]:
    found, negation = [], False
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        negation = negation or line == "== negation"
        codes, bar, rest = line.partition(" | ")
        text, _, more = rest.partition(" ; ")
        if bar and not line.startswith("#"):
            found.append(Remark(text, frozenset(f"{codes} {more}".replace("-", "").split()), negation))
    return found


def codes_of(texts: list[str], taxonomy: Taxonomy) -> dict[str, frozenset[str]]:
    found = classify_texts(texts, taxonomy).items()
    return {text: frozenset(label.code for label in labels) for text, labels in found}


def told(listed: list[Remark], taxonomy: Taxonomy) -> dict[str, frozenset[str]]:
    """The codes of each remark. Where nothing is complained of, saying so is as right as saying nothing; elsewhere not."""
    got = codes_of([each.text for each in listed], taxonomy)
    return {each.text: got[each.text] - (frozenset() if each.codes else NOTHING) for each in listed}


@pytest.fixture(scope="module")
def tile() -> Taxonomy:
    return load_taxonomy(Categories(profile="tile"))


def precision_and_recall(listed: list[Remark], taxonomy: Taxonomy) -> tuple[float, float]:
    got = told(listed, taxonomy)
    right = sum(len(each.codes & got[each.text]) for each in listed)
    return right / sum(len(got[each.text]) for each in listed), right / sum(len(each.codes) for each in listed)


def test_there_are_enough_remarks_to_say_something() -> None:
    listed = remarks("remarks.txt")
    assert len(listed) >= 120
    assert sum(each.negation for each in listed) >= 40
    assert len({each.text for each in listed}) == len(listed)


@pytest.mark.parametrize(("name", "floor"), [("remarks.txt", 0.95), ("unseen.txt", 0.88)])
def test_labels_agree_with_the_definitions(name: str, floor: float, tile: Taxonomy) -> None:
    precision, recall = precision_and_recall(remarks(name), tile)
    assert precision >= floor
    assert recall >= floor


def test_a_complaint_that_is_taken_for_none_counts_as_a_mistake(tile: Taxonomy) -> None:
    meant, text = frozenset({"Q03"}), "敲过了，没有空鼓"
    assert precision_and_recall([Remark(text, meant, negation=False)], tile) == (0, 0)
    assert told([Remark(text, frozenset(), negation=False)], tile) == {text: frozenset()}


def test_negation_loses_few_complaints_and_keeps_few_denied_ones(tile: Taxonomy) -> None:
    negated = [each for each in remarks("remarks.txt") if each.negation]
    got = told(negated, tile)
    meant = [(each, code) for each in negated for code in sorted(each.codes)]
    lost = [(each.text, code) for each, code in meant if code not in got[each.text]]
    denied = [each.text for each in negated if not each.codes]
    kept = [text for text in denied if got[text]]
    assert len(lost) <= 0.03 * len(meant), lost
    assert len(kept) <= 0.06 * len(denied), kept


@pytest.mark.parametrize("name", ["remarks.txt", "unseen.txt"])
def test_without_the_words_shown_the_label_is_not_there(name: str, tile: Taxonomy) -> None:
    blanked = {}
    for text, labels in classify_texts([each.text for each in remarks(name)], tile).items():
        for label in labels:
            rest = list(text)
            for start, end in label.spans:
                rest[start:end] = " " * (end - start)
            blanked[text, label.code] = "".join(rest)
    left = codes_of(list(blanked.values()), tile)
    assert blanked
    assert [key for key, rest in blanked.items() if key[1] in left[rest]] == []


@pytest.mark.parametrize("name", ["remarks.txt", "unseen.txt"])
def test_every_label_shows_words_of_the_text_its_clause_and_its_rule(name: str, tile: Taxonomy) -> None:
    for text, labels in classify_texts([each.text for each in remarks(name)], tile).items():
        for label in labels:
            assert label.words == tuple(text[start:end] for start, end in label.spans)
            assert all(label.words)
            assert label.clause in text
            assert label.rule.startswith(f"{label.code}.")


def test_half_width_spelling_changes_nothing(tile: Taxonomy) -> None:
    texts = [each.text for each in remarks("remarks.txt")]
    wide = [text.translate(str.maketrans(",!?0123456789", "，！？０１２３４５６７８９")) for text in texts]
    assert [codes_of([text], tile)[text] for text in wide] == [codes_of([text], tile)[text] for text in texts]
