"""Adding to `config.yaml`: what is new comes in, every comment and every other line stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.problems import ConfigError
from aftersales.settings.edit import add_to_file, lines_to_add, with_additions
from aftersales.settings.load import load_settings

WORD: dict[str, Any] = {"callback": {"headings": {"called_by": ["客服姓名"]}}}

AROUND = """\
fines:
  late_entry: null  # 金额待定
kinds:
  callback:
    titles: [电访]   # 标题


workers:   1
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "kinds:\n  callback:\n    headings:\n      called_by: [客服姓名]\n"),
        (
            "workers: 2 # 两个\n# 完\n",
            "workers: 2 # 两个\n# 完\n\nkinds:\n  callback:\n    headings:\n      called_by: [客服姓名]\n",
        ),
        ("workers: 2", "workers: 2\n\nkinds:\n  callback:\n    headings:\n      called_by: [客服姓名]\n"),
        (
            "kinds:   # 我们的\n\n# 规则\nrules: {small_sample: 5}\n",
            "kinds:   # 我们的\n  callback:\n    headings:\n      called_by: [客服姓名]\n\n# 规则\nrules: {small_sample: 5}\n",
        ),
        (
            "kinds:\n    callback:\n        headings:\n            called_by:\n              - 客服  # 一\nworkers: 1\n",
            "kinds:\n  callback:\n    headings:\n      called_by:\n        - 客服        # 一\n        - 客服姓名\nworkers: 1\n",
        ),
        (
            "kinds: {callback: {titles: [电访]}}\nworkers: 1 # 一\n",
            "kinds: {callback: {titles: [电访], headings: {called_by: [客服姓名]}}}\nworkers: 1 # 一\n",
        ),
        (
            "{workers: 1, kinds: {}}\n",
            "{workers: 1, kinds: {callback: {headings: {called_by: [客服姓名]}}}}\n",
        ),
        (
            AROUND,
            AROUND.replace("# 标题\n", "# 标题\n    headings:\n      called_by: [客服姓名]\n"),
        ),
    ],
)
def test_what_is_new_comes_in_and_the_rest_stays(before: str, after: str) -> None:
    assert with_additions(before, WORD) == after
    assert with_additions(after, WORD) == after


def test_line_ends_stay_those_of_windows() -> None:
    assert with_additions("workers: 2\r\n", WORD).replace("\r\n", "") == with_additions("workers: 2\n", WORD).replace(
        "\n", ""
    )
    assert "\n" not in with_additions("workers: 2\r\n", WORD).replace("\r\n", "")


def test_a_word_that_yaml_takes_for_something_else_stays_a_word(tmp_path: Path) -> None:
    words = ["1", "no", "2026-10", "a: b", "#1", "问题", "是", "~", "null", "'"]
    path = tmp_path / "config.yaml"
    add_to_file(path, {"callback": {"headings": {"problem": words}}}, load_settings)
    assert load_settings(path).kinds["callback"].headings["problem"] == tuple(words)


def test_a_field_that_is_declared_is_not_declared_twice() -> None:
    made = {"own": {"zh": "样品", "fields": [{"name": "lent_on", "type": "date", "zh": "借出日期"}]}}
    text = with_additions("", made)
    assert with_additions(text, made) == text
    assert text.count("lent_on") == 1


def test_the_file_is_replaced_only_after_it_was_checked(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("workers: 2\n", encoding="utf-8")

    def refuse(new: Path) -> None:
        raise ConfigError([f"{new.name}:1:1: 不行"])

    with pytest.raises(ConfigError, match=r"^config.yaml:1:1: 不行"):
        add_to_file(path, WORD, refuse)
    assert path.read_text(encoding="utf-8") == "workers: 2\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["config.yaml"]

    assert add_to_file(path, WORD, load_settings) == tmp_path / "config.yaml.bak"
    assert load_settings(path).kinds["callback"].headings == {"called_by": ("客服姓名",)}
    assert (tmp_path / "config.yaml.bak").read_text(encoding="utf-8") == "workers: 2\n"
    assert add_to_file(path, WORD, load_settings) is None


def test_the_shipped_config_takes_an_addition_without_losing_a_line(tmp_path: Path) -> None:
    shipped = (Path(__file__).parents[2] / "config.yaml").read_text(encoding="utf-8")
    path = tmp_path / "config.yaml"
    path.write_text(shipped, encoding="utf-8")
    add_to_file(path, WORD, load_settings)
    assert path.read_text(encoding="utf-8") == f"{shipped}\n{lines_to_add(WORD)}"


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)


@given(
    st.dictionaries(
        st.sampled_from(["date", "customer", "remark"]), st.lists(WORDS, min_size=1, max_size=3, unique=True)
    )
)
def test_any_words_come_back_as_they_went_in(
    tmp_path_factory: pytest.TempPathFactory, headings: dict[str, list[str]]
) -> None:
    path = tmp_path_factory.mktemp("shop") / "config.yaml"
    add_to_file(path, {"callback": {"headings": headings}}, load_settings)
    assert load_settings(path).kinds["callback"].headings == {name: tuple(words) for name, words in headings.items()}
