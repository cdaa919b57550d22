"""类别词典 sheets in the drop folder: what they change, and what they are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftersales.asked import Options
from aftersales.checking import check
from aftersales.classify.dictionary import words_of
from tests.sheets import Worked, asked, worked, write

COMPLAINTS = """
投诉登记表
| 投诉日期 | 门店 | 客户 | 电话 | 投诉内容 |
| 2026-10-03 | 五里牌店 | 何先生 | 13800000001 | 墙上起墩 |
| 2026-10-04 | 五里牌店 | 罗女士 | 13800000002 | 空鼓率报告没给 |
| 2026-10-05 | 五里牌店 | 唐先生 | 13800000003 | 过道空鼓 |
"""


def classified(folder: Path, dictionary: str, complaints: str = COMPLAINTS, **options: object) -> Worked:
    return worked(folder, {"投诉": complaints, "词典": dictionary}, **options)


def told(found: Worked) -> list[str]:
    return [text for code in ("dictionary-category", "dictionary-word-dead", "dictionary-word-shared")
            for text in found.said(code)]  # fmt: skip


def test_words_and_exceptions_of_a_sheet_count_in_this_very_run(tmp_path: Path) -> None:
    found = classified(
        tmp_path,
        """
        类别词典
        | 类别 | 词 | 不算的词 |
        | 空鼓脱落 | 起墩 | 空鼓率 |
        """,
    )
    assert found.column("complaint", "_categories") == ["空鼓脱落", "待归类", "空鼓脱落"]
    assert told(found) == []
    assert found.tally("词典") == "3=1+0+1+1+0+0"


def test_without_the_sheet_the_rules_alone_decide(tmp_path: Path) -> None:
    found = worked(tmp_path, {"投诉": COMPLAINTS})
    assert found.column("complaint", "_categories") == ["待归类", "空鼓脱落", "空鼓脱落"]


def test_a_category_may_be_named_by_its_code_a_part_of_its_name_or_an_alias_of_the_shop(tmp_path: Path) -> None:
    found = classified(
        tmp_path,
        """
        | 类别 | 关键词 |
        | Q03 | 墙上起 |
        | 空鼓 | 过道空 |
        | 拱包 | 没给 |
        """,
        settings={"categories": {"aliases": {"拱包": "色差"}}},
    )
    assert found.column("complaint", "_categories") == ["空鼓脱落", "空鼓脱落；色差", "空鼓脱落"]
    assert told(found) == []


def test_several_words_may_stand_in_one_cell(tmp_path: Path) -> None:
    found = classified(
        tmp_path,
        """
        | 类别 | 关键词 |
        | 空鼓脱落 | 夹空、起墩，翘壳 |
        """,
    )
    assert found.column("complaint", "_categories")[0] == "空鼓脱落"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("起墩", ["起墩"]),
        ("“起墩”、 夹空", ["起墩", "夹空"]),
        ("起墩/夹空；翘壳", ["起墩", "夹空", "翘壳"]),
        ("起墩 夹空⏎起墩".replace("⏎", "\n"), ["起墩", "夹空"]),
        ("差５MM", ["差5mm"]),
        ("a b", ["a b"]),
        (" ", []),
        (None, []),
    ],
)
def test_the_words_of_a_cell(cell: str | None, words: list[str]) -> None:
    assert words_of(cell) == words


def test_an_unknown_category_is_told_with_its_cell_and_the_nearest_names(tmp_path: Path) -> None:
    found = classified(
        tmp_path,
        """
        | 类别 | 词 | 不算的词 |
        | 空鼓脱洛 | 起墩 | |
        | 崩角 | 掉瓷 | |
        | 天气 | 下雨天 | |
        """,
    )
    assert told(found) == [
        "词典.xlsx › Sheet1 › A2: 类别词典里的“空鼓脱洛”不是任何一个类别，最接近的是“空鼓脱落”，这一行的词没有用上",
        "词典.xlsx › Sheet1 › A3: 类别词典里的“崩角”不是任何一个类别，最接近的是“崩边缺角/破损”，这一行的词没有用上",
        "词典.xlsx › Sheet1 › A4: 类别词典里的“天气”不是任何一个类别，这一行的词没有用上",
    ]
    assert found.column("complaint", "_categories")[0] == "待归类"


def test_words_that_can_never_match_are_left_out_and_told(tmp_path: Path) -> None:
    found = classified(
        tmp_path,
        """
        | 类别 | 词 | 不算的词 |
        | 空鼓脱落 | 墙 | 上 |
        | 空鼓脱落 | 起墩 | 起墩 |
        | 空鼓脱落 | 是不是起墩 | |
        | 包装 | 纸箱瘪 | |
        """,
    )
    assert sorted(told(found)) == [
        "词典.xlsx › Sheet1 › B2: 类别词典的词“墙”没有用上：只有一个字，会在许多别的词里出现",
        "词典.xlsx › Sheet1 › B3: 类别词典的词“起墩”没有用上：“空鼓脱落”把它列为不算的词",
        "词典.xlsx › Sheet1 › B4: 类别词典的词“是不是起墩”没有用上：单独读它也归不到这一类",
        "词典.xlsx › Sheet1 › B5: 类别词典的词“纸箱瘪”没有用上：本行业的设置（categories.profile）没有启用“包装”",
        "词典.xlsx › Sheet1 › C2: 类别词典的词“上”没有用上：只有一个字，会在许多别的词里出现",
    ]
    assert found.column("complaint", "_categories") == ["待归类", "空鼓脱落", "空鼓脱落"]


def test_a_word_of_two_categories_counts_in_both_until_one_of_them_excepts_it(tmp_path: Path) -> None:
    both = classified(
        tmp_path / "both",
        """
        | 类别 | 词 | 不算的词 |
        | 色差 | 过道空鼓 | |
        """,
    )
    assert both.column("complaint", "_categories")[2] == "空鼓脱落；色差"
    assert told(both) == ["词典.xlsx › Sheet1 › B2: 类别词典给“色差”的词“过道空鼓”还会归入“空鼓脱落”，两类都计了"]
    (problem,) = [p for p in both.results.problems if p.code == "dictionary-word-shared"]
    assert problem.remedy == "只要一类，就在“空鼓脱落”的“不算的词”里也写上“过道空鼓”"
    one = classified(
        tmp_path / "one",
        """
        | 类别 | 词 | 不算的词 |
        | 色差 | 过道空鼓 | |
        | 空鼓脱落 | | 过道空鼓 |
        """,
    )
    assert one.column("complaint", "_categories")[2] == "色差"
    assert told(one) == []


def test_checking_alone_tells_of_a_dictionary_too(tmp_path: Path) -> None:
    options: Options = asked(tmp_path)
    write(options.inputs, {"词典": "| 类别 | 词 |\n| 空鼓脱洛 | 起墩 |"})
    assert [problem.code for problem in check(options).problems] == ["dictionary-category"]
