"""Headings as clerks decorate them, and what is said about columns that no field knows."""

from __future__ import annotations

import pytest

from aftersales.problems import Problem
from tests.recognise.pictures import Picture, mapping_of, seen


def said(drawing: str) -> list[Problem]:
    return list(seen(Picture("headings", drawing)).problems)


@pytest.mark.parametrize(
    "heading",
    ["满意度？", "★满意度", "满意度/评价", "满意否", "是否满意？", "满意情况", "满意度1", "※满意度※", "【满意度】", "滿意度", "満意度", "是否滿意"],
)  # fmt: skip
def test_a_heading_of_satisfaction_is_known_in_every_dress(heading: str) -> None:
    drawing = f"H 回访日期 | 客户姓名 | 电话 | 回访人 | {heading}\nR 2026-09-01 | 王芳 | 13800000001 | 李娜 | 满意"
    result = seen(Picture("dressed", drawing))

    assert mapping_of(result.tables[0])[heading] == "satisfaction"
    assert result.problems == ()


@pytest.mark.parametrize("heading", ["满意率", "客户满意率"])
def test_a_rate_is_no_rating(heading: str) -> None:
    drawing = f"H 回访日期 | 客户姓名 | 电话 | 回访人 | {heading}\nR 2026-09-01 | 王芳 | 13800000001 | 李娜 | 满意"

    assert heading not in mapping_of(seen(Picture("rate", drawing)).tables[0])


def test_traditional_characters_are_read_like_simple_ones() -> None:
    picture = Picture(
        "traditional",
        """
        N 售後服務跟蹤表
        H 回訪日期 | 門店 | 客戶姓名 | 聯繫電話 | 回訪人 | 滿意度 | 備註
        R 2026-09-01 | 五里牌店 | 王芳 | 13800000001 | 李娜 | 满意 | 好
        """,
    )
    (table,) = seen(picture).tables

    assert " ".join(mapping_of(table).values()) == "date store customer phone called_by satisfaction remark"
    assert table.candidates[0].evidence[-1] == "标题有“售后服务跟踪表”"


def test_a_digit_behind_a_heading_does_not_hide_it_and_figures_stay_figures() -> None:
    drawing = "H 回访日期 | 客户姓名 | 电话1 | 电话2 | 回访人 | 12\nR 2026-09-01 | 王芳 | 13800000001 | | 李娜 | √"

    assert mapping_of(seen(Picture("digits", drawing)).tables[0]) == {
        "回访日期": "date",
        "客户姓名": "customer",
        "电话1": "phone",
        "回访人": "called_by",
    }


def test_columns_that_no_field_knows_are_named_once_with_their_headings() -> None:
    drawing = """
    H 序号 | 天气 | 回访日期 | 客户姓名 | 电话 | 回访人 | 空列 | 客户星级
    R 1 | 晴 | 2026-09-01 | 王芳 | 13800000001 | 李娜 | | A
    R 2 | | 2026-09-02 | 陈静 | 13800000002 | 李娜 | | B
    """
    (problem,) = said(drawing)

    assert (problem.code, problem.place.cell) == ("unknown-column", "B1")
    assert problem.message == "列“天气、客户星级”没有对应的字段，内容原样留在明细的“其他”里"
    assert problem.remedy == "如果应当统计，请改成常用表头或请管理员登记"


def test_a_column_without_a_heading_says_what_it_is_used_as() -> None:
    drawing = """
    H 回访日期 | 客户姓名 |  | 回访人 | 满意度 |
    R 2026-09-01 | 王芳 | 13800000001 | 李娜 | 满意 | 甲
    R 2026-09-02 | 陈静 | 13800000002 | 李娜 | 满意 | 乙
    """
    used, kept = said(drawing)

    assert (used.code, used.place.cell, used.message) == (
        "blank-heading",
        "C1",
        "这一列有内容但没有表头，按内容当作“电话”",
    )
    assert kept.message == "这一列有内容但没有表头，记作“未命名_F”"
