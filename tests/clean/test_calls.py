"""What clerks write of a call in another column than the one meant for it, from the sheet to the value."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aftersales.clean.hints import Hints
from aftersales.clean.table import clean
from aftersales.recognise import recognise
from tests.recognise.pictures import KINDS, Picture, grid_of

HINTS = Hints(date(2026, 11, 1), date(2026, 11, 5))


def read(drawing: str, hints: Hints = HINTS) -> dict[str, Any]:
    """The values of the one table drawn, by field."""
    (table,) = recognise(grid_of(Picture("calls", drawing)), KINDS, "十月.xlsx").tables
    product, _ = clean(table, KINDS[table.kind], hints)
    return dict(product.columns)


@pytest.mark.parametrize("heading", ["用户意见", "客户意见", "意见", "客户反馈", "客户建议"])
def test_a_column_of_opinions_that_holds_ratings_rates_and_says_no_problem(heading: str) -> None:
    values = read(
        f"""
        H 回访日期 | 客户 | 电话 | 回访人 | 回访结果 | {heading}
        R 2026-10-06 | 林静 | 13800000701 | 黄丽 | 接通 | 满意
        R 2026-10-07 | 高翔 | 13800000702 | 黄丽 | 接通 | 很满意
        R 2026-10-08 | 何洁 | 13800000703 | 黄丽 | 无人接听 |
        """
    )

    assert values["satisfaction"] == [4.0, 5.0, None]
    assert values["_satisfaction_word"] == ["满意", "很满意", "无人接听"]
    assert values["problem"] == [None, None, None]
    assert values["outcome"] == ["reached", "reached", "unreached"]


def test_a_rating_among_opinions_rates_and_what_says_more_stays_a_problem() -> None:
    values = read(
        """
        H 回访日期 | 客户 | 电话 | 回访人 | 客户意见
        R 2026-10-06 | 林静 | 13800000701 | 黄丽 | 满意。
        R 2026-10-07 | 高翔 | 13800000702 | 黄丽 | 不满意，来晚了
        R 2026-10-08 | 何洁 | 13800000703 | 黄丽 | 不满意
        R 2026-10-09 | 孙岩 | 13800000704 | 黄丽 | 打师傅电话打不通
        R 2026-10-09 | 曹敏 | 13800000705 | 黄丽 | √
        """
    )

    assert values["satisfaction"] == [4.0, None, 2.0, None, None]
    assert values["problem"] == [None, "不满意，来晚了", None, "打师傅电话打不通", "√"]
    assert values["outcome"] == ["reached", None, "reached", None, None]


def test_the_rating_of_its_own_column_stands_and_a_contradiction_stays_to_be_seen() -> None:
    values = read(
        """
        H 回访日期 | 客户 | 电话 | 回访人 | 满意度 | 客户意见 | 备注
        R 2026-10-06 | 林静 | 13800000701 | 黄丽 | 一般 | 满意 |
        R 2026-10-07 | 高翔 | 13800000702 | 黄丽 | 满意 | 不满意 |
        R 2026-10-08 | 何洁 | 13800000703 | 黄丽 | | | 很满意
        R 2026-10-09 | 孙岩 | 13800000704 | 黄丽 | | | 好
        """
    )

    assert values["satisfaction"] == [3.0, 4.0, 5.0, None]
    assert values["problem"] == [None, "不满意", None, None]
    assert values["remark"] == [None, None, "很满意", "好"]


def test_what_the_shop_itself_calls_a_rating_rates_among_opinions_too() -> None:
    values = read(
        """
        H 回访日期 | 客户 | 电话 | 回访人 | 客户意见
        R 2026-10-06 | 林静 | 13800000701 | 黄丽 | 巴适
        """,
        Hints(date(2026, 11, 1), date(2026, 11, 5), rating_words={"巴适": 5}),
    )

    assert (values["satisfaction"], values["problem"]) == ([5.0], [None])


@pytest.mark.parametrize("heading", ["备注", "处理结果", "客户意见"])
@pytest.mark.parametrize(
    "word",
    [
        "没人接",
        "关机",
        "无人接听",
        "空号",
        "停机",
        "电话关机。",
        "多次无人接听",
        "没人接，关机",
        "未接电话",
        "打不通（下周再打）",
        "无人接听，已发短信",
    ],
)
def test_nobody_answered_where_only_another_column_says_so(heading: str, word: str) -> None:
    values = read(
        f"""
        H 回访日期 | 客户 | 电话 | 回访人 | 满意度 | {heading}
        R 2026-10-06 | 林静 | 13800000701 | 黄丽 | 满意 |
        R 2026-10-07 | 高翔 | 13800000702 | 黄丽 | | {word}
        R 2026-10-08 | 何洁 | 13800000703 | 黄丽 | 无 | {word}
        """
    )

    assert values["outcome"] == ["reached", "unreached", "unreached"]
    assert "problem" not in values or values["problem"] == [None, None, None]


def test_a_sentence_that_mentions_it_says_nothing_nor_does_it_unsay_a_rating_or_a_typed_outcome() -> None:
    values = read(
        """
        H 回访日期 | 客户 | 电话 | 回访人 | 是否接通 | 满意度 | 备注
        R 2026-10-06 | 林静 | 13800000701 | 黄丽 | | | 师傅手机关机客户找不到人
        R 2026-10-07 | 高翔 | 13800000702 | 黄丽 | | | 关机
        R 2026-10-08 | 何洁 | 13800000703 | 黄丽 | | 满意 | 没人接
        R 2026-10-09 | 孙岩 | 13800000704 | 黄丽 | 接通 | | 没人接
        R 2026-10-09 | 曹敏 | 13800000705 | 黄丽 | 否 | | 没人接
        R 2026-10-09 | 彭英 | 13800000706 | 黄丽 | | | 没人接，微信上说砖有色差
        """
    )

    assert values["outcome"] == [None, "unreached", None, "reached", "unreached", None]
    assert values["remark"][1] == "关机"


def test_a_complaint_of_two_words_stays_a_complaint() -> None:
    values = read(
        """
        H 投诉日期 | 客户姓名 | 电话 | 投诉内容 | 处理结果 | 备注
        R 2026-10-06 | 林静 | 13800000701 | 不满意 | 换货 | 关机
        """
    )

    assert not {"satisfaction", "outcome"} & values.keys()
    assert "不满意" in {value for cells in values.values() for value in cells}
