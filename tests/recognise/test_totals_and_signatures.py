"""Rows under a heading that are no records, although some of their cells look like one."""

from __future__ import annotations

import pytest

from tests.recognise.pictures import LETTERS, Picture, letters_of, seen

DELIVERY = "H 送货日期 | 单号 | 门店 | 客户姓名 | 电话 | 型号 | 数量 | 备注\n"
ONE = "R 2026-09-10 | S1 | 五里牌店 | 王芳 | 13800000001 | BD80 | 12 |\n"


def letters(picture: Picture) -> str:
    return "".join(LETTERS[kind] for kind in seen(picture).row_kinds)


@pytest.mark.parametrize(
    "row",
    [
        "N 2026-09-10 | 小计 | | | | | 20",
        "N 2026-09-10 | | 红星店 | | 合计 | | 20",
        "N 2026-09-10 | | 本日合计 | | | | 20",
        "N 2026-09-10 | | 五里牌店 | 合计 | | | 20",
        "N 2026-09-10 | | 五里牌店小计 | 2户 | | | 20",
        "N 2026-09-10 | | 五里牌店 | 两户 | | 合计 | 20",
        "N 2026-09-10 | | 五里牌店 | | | | 20 | 总计",
        "N 2026.9.10 | | 五里牌店小计 | | | | 20",
    ],
)
def test_a_total_is_no_record_although_it_has_the_date_of_its_day(row: str) -> None:
    picture = Picture("subtotal", DELIVERY + ONE + row)

    assert letters(picture) == letters_of(picture)


@pytest.mark.parametrize(
    "row",
    [
        "R 2026-09-10 | S2 | 五里牌店 | 合力 | | BD80 | 8 |",
        "R 2026-09-10 | S2 | 五里牌店 | 陈静 | | BD80 | 8 | 合计",
        "R 2026-09-10 | S2 | 合计 | | 13800000002 | BD80 | 8 |",
        "R 2026-09-10 | S2 | 五里牌店 | | | BD80 | 8 | 两次合计16片",
        "R 2026-09-10 | S2 | 五里牌店 | | | BD80 | 8 | 费用合计",
    ],
)
def test_a_record_stays_one_although_a_word_of_totals_stands_in_it(row: str) -> None:
    picture = Picture("no subtotal", DELIVERY + ONE + row)

    assert letters(picture) == letters_of(picture)


@pytest.mark.parametrize(
    "row",
    [
        "N 送货员签字： | | | 仓库：",
        "N 抽查人签字：赵敏 | | | 总经理：",
        "N 统计人： | 王雪 | | 2026年7月31日",
        "N | 仓库（签章）： | | 周敏 | 日期：2026.7.31",
    ],
)
def test_a_line_of_signatures_is_no_record(row: str) -> None:
    picture = Picture("signed", DELIVERY + ONE + row)

    assert letters(picture) == letters_of(picture)


@pytest.mark.parametrize(
    "row",
    [
        "R 2026-09-10 | S2 | | | | | | 业主本人：不在家",
        "R | S2 | 五里牌店 | 送货员：张伟 | 13800000002 | BD80 | 8 |",
    ],
)
def test_a_label_inside_a_record_is_no_signature(row: str) -> None:
    picture = Picture("labelled", DELIVERY + ONE + row)

    assert letters(picture) == letters_of(picture)


def test_a_title_above_a_repeated_heading_is_no_record_whatever_column_it_stands_in() -> None:
    picture = Picture(
        "goes on",
        """
        H 送货人 | 送货日期 | 客户姓名 | 电话 | 型号
        R 王芳 | 2026-09-10 | 陈静 | 13800000001 | BD80
        B
        N 送货登记表(续) | | | |
        H 送货人 | 送货日期 | 客户姓名 | 电话 | 型号
        R 王芳 | 2026-09-11 | 李雪 | 13800000002 | BD80
        """,
    )

    assert letters(picture) == letters_of(picture)
