from __future__ import annotations

import pytest

from aftersales.clean.hints import period_of
from aftersales.model import Cell
from aftersales.problems import Problem
from tests.recognise.pictures import LETTERS, Picture, letters_of, mapping_of, seen


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def letters(picture: Picture) -> str:
    return "".join(LETTERS[kind] for kind in seen(picture).row_kinds)


STACKED = Picture(
    "stacked",
    """
    N 第一周回访
    H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人
    R 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜
    N 合计 | 1
    B
    N 第二周回访
    H 回访人 | 回访日期 | 客户姓名 | 电话 | 备注
    R 李娜 | 2026-09-08 | 陈静 | 13800000002 | 无人接听
    R 李娜 | 2026-09-09 | 赵敏 | 13800000003 |
    """,
)


def test_two_tables_of_one_kind_are_both_read_each_with_its_own_columns() -> None:
    result = seen(STACKED)

    first, second = result.tables
    assert codes(result.problems) == []
    assert letters(STACKED) == letters_of(STACKED)
    assert (first.header_row, first.first_index, len(first.row_kinds)) == (2, 0, 6)
    assert (second.header_row, second.first_index) == (7, 6)
    assert mapping_of(second)["备注"] == "remark"
    assert [cells[1] for _, cells, kind in second.lines() if kind == "record"] == [
        cells[1] for cells in second.grid.rows[7:]
    ]
    assert second.context.titles == ("第二周回访",)


def stacked_titles(first: str, between: str) -> list[tuple[str, ...]]:
    """The titles of two tables of expenses of which the lower one has `between` above it."""
    heading = "H 日期 | 开支项目 | 金额 | 经办"
    drawn = f"N {first}\n{heading}\nR 10.6 | 打车 | 42 | 刘\n{between}\n{heading}\nR 10.9 | 油费 | 200 | 雷"
    return [table.context.titles for table in seen(Picture("stacked expenses", drawn)).tables]


@pytest.mark.parametrize(
    ("first", "between", "lower"),
    [
        ("费用开支登记簿（2026年10月）", "N 小计 | | 42\nN 部门：二组", ("部门：二组", "2026年10月")),
        ("费用开支登记簿（2026年10月）", "B\nN 部门：二组", ("部门：二组", "2026年10月")),
        ("费用开支登记簿（2026年10月）", "N 小计 | 2035\nN 部门：二组", ("部门：二组", "2026年10月")),
        ("2026年费用开支登记簿", "N 部门：二组", ("部门：二组", "2026年")),
        ("费用开支登记簿（2026年10月）", "N 11月费用", ("11月费用", "2026年")),
        ("费用开支登记簿（2026年12月）", "N 1月费用", ("1月费用",)),  # of the next year? nobody says so
        ("费用开支登记簿（2026年10月）", "N 2025年10月费用", ("2025年10月费用",)),
        ("费用开支登记簿", "N 部门：二组", ("部门：二组",)),
    ],
)
def test_a_lower_table_keeps_the_period_that_its_own_title_leaves_open(
    first: str, between: str, lower: tuple[str, ...]
) -> None:
    assert stacked_titles(first, between) == [(first,), lower]


def test_the_dates_of_a_lower_table_are_of_the_year_above_the_first() -> None:
    picture = Picture(
        "dates below",
        """
        N 费用开支登记簿（2026年10月）
        H 日期 | 开支项目 | 金额 | 经办
        R 10.6 | 打车 | 42 | 刘
        N 小计 | | 42
        N 部门：二组
        H 日期 | 开支项目 | 金额 | 经办
        R 10.9 | 油费 | 200 | 雷
        """,
    )
    result = seen(picture)

    assert [period_of(table).named for table in result.tables] == ["2026-10", "2026-10"]
    assert letters(picture) == letters_of(picture)


def test_two_tables_of_two_kinds_are_both_read() -> None:
    picture = Picture(
        "two kinds",
        """
        N 回访记录
        H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人
        R 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜
        B
        N 投诉台账
        H 投诉日期 | 客户姓名 | 电话 | 投诉内容 | 处理结果
        R 2026-09-08 | 陈静 | 13800000002 | 色差 | 换货
        """,
    )
    result = seen(picture)

    assert [table.kind for table in result.tables] == ["callback", "complaint"]
    assert letters(picture) == letters_of(picture)


def test_a_lower_table_of_a_kind_we_do_not_know_is_named_and_its_rows_are_notes() -> None:
    picture = Picture(
        "unknown below",
        """
        H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人
        R 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜
        B
        N 客户姓名 | 电话 | 门店 | 生日 | 礼品
        N 陈静 | 13800000002 | 东城店 | 2026-09-08 | 毛巾
        """,
    )
    result = seen(picture)

    assert [(p.code, p.facts["row"]) for p in result.problems] == [("second-table", 4)]
    assert letters(picture) == letters_of(picture)


def tables_of(picture: Picture) -> list[tuple[str, int, int, list[Cell]]]:
    """Kind, header row, first column and the first known cell of each record, for every table."""
    return [
        (
            table.kind,
            table.header_row,
            table.grid.first_column,
            [cells[table.columns[1].index] for _, cells, kind in table.lines() if kind == "record"],
        )
        for table in seen(picture).tables
    ]


def test_a_table_to_the_right_of_the_same_kind_is_read_although_its_heading_is_shorter() -> None:
    picture = Picture(
        "to the right",
        """
        H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人 | | 回访日期 | 客户姓名 | 电话
        R 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜 | | 2026-09-03 | 赵敏 | 13800000003
        R 2026-09-02 | 陈静 | 13800000002 | 满意 | 李娜 | | 2026-09-04 | 周敏 | 13800000004
        R  | | | | | | 2026-09-05 | 孙丽 | 13800000005
        """,
    )

    assert tables_of(picture) == [
        ("callback", 1, 1, ["王芳", "陈静"]),
        ("callback", 1, 7, ["赵敏", "周敏", "孙丽"]),
    ]
    assert letters(picture) == letters_of(picture)
    assert seen(picture).problems == ()


def test_two_kinds_side_by_side_with_headings_in_different_rows_and_titles_of_their_own() -> None:
    picture = Picture(
        "two kinds side by side",
        """
        N 9月售后登记
        N 回访记录 | | | | | | 投诉台账
        H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人 | | | |
        H 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜 | | 投诉日期 | 客户姓名 | 电话 | 投诉内容 | 处理结果
        R 2026-09-02 | 陈静 | 13800000002 | 满意 | 李娜 | | 2026-09-08 | 周敏 | 13800000004 | 色差 | 换货
        R | | | | | | 2026-09-09 | 孙丽 | 13800000005 | 崩角 | 补货
        N 合计 | 2
        """,
    )
    result = seen(picture)

    assert tables_of(picture) == [
        ("callback", 3, 1, ["王芳", "陈静"]),
        ("complaint", 4, 7, ["周敏", "孙丽"]),
    ]
    assert [table.context.titles for table in result.tables] == [
        ("9月售后登记", "回访记录"),
        ("9月售后登记", "投诉台账"),
    ]
    assert letters(picture) == letters_of(picture).replace("HH", "HR")  # a row is a record's if it has one
    assert result.problems == ()


def test_three_tables_and_the_same_heading_twice_without_a_gap() -> None:
    one = "回访日期 | 客户姓名 | 电话 | 满意度"
    three = Picture(
        "three",
        f"""
        H {one} | | {one} | | | {one}
        R 2026-09-01 | 王芳 | | 满意 | | 2026-09-03 | 赵敏 | | 满意 | | | 2026-09-05 | 孙丽 | | 一般
        """,
    )
    close = Picture(
        "close",
        f"""
        H 序号 | {one} | 序号 | {one}
        R 1 | 2026-09-01 | 王芳 | | 满意 | 2 | 2026-09-03 | 赵敏 | | 满意
        R 3 | 2026-09-01 | 陈静 | | 满意 | | | | |
        """,
    )

    assert [(kind, column, cells) for kind, _, column, cells in tables_of(three)] == [
        ("callback", 1, ["王芳"]), ("callback", 6, ["赵敏"]), ("callback", 12, ["孙丽"])
    ]  # fmt: skip
    assert [column for _, _, column, _ in tables_of(close)] == [1, 6]
    assert letters(close) == letters_of(close)


def test_an_unused_column_in_the_middle_does_not_tear_a_log_apart() -> None:
    picture = Picture(
        "unused column",
        """
        N 投诉台账
        H 投诉日期 | 客户姓名 | 电话 | 投诉内容 | 处理结果 | | 回访日期 | 回访人 | 满意度
        R 2026-09-01 | 王芳 | 13800000001 | 色差 | 换货 | | 2026-09-03 | 李娜 | 满意
        R 2026-09-02 | 陈静 | 13800000002 | 崩角 | 补货 | | 2026-09-04 | 李娜 | 满意
        """,
    )
    (table,) = seen(picture).tables

    assert table.kind == "complaint"
    assert letters(picture) == letters_of(picture)


def test_a_table_to_the_right_that_fits_no_kind_is_named_and_not_mixed_with_the_left_one() -> None:
    picture = Picture(
        "no kind",
        """
        H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人 | | 客户姓名 | 电话 | 爱好
        R 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜 | | 赵敏 | 13800000003 | 钓鱼
        R 2026-09-02 | 陈静 | 13800000002 | 满意 | 李娜 | | 周敏 | 13800000004 | 读书
        """,
    )
    result = seen(picture)

    assert [(p.code, p.place.cell) for p in result.problems] == [("second-table", "G1")]
    assert result.problems[0].message.endswith("从 G1 起还有一张没有读取的表（表头：客户姓名、电话、爱好）")
    assert [column.index for column in result.tables[0].columns] == [0, 1, 2, 3, 4]


def test_a_heading_repeated_under_another_shop_begins_a_table_of_its_own() -> None:
    heading = "H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人"
    picture = Picture(
        "by shop",
        f"""
        N 门店：五里牌店
        {heading}
        R 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜
        N 合计 | 1
        N 门店：高桥店
        {heading}
        R 2026-09-02 | 陈静 | 13800000002 | 满意 | 李娜
        B
        N 门店：高桥店
        {heading}
        R 2026-09-03 | 赵敏 | 13800000003 | 满意 | 李娜
        """,
    )
    tables = seen(picture).tables

    assert [table.context.values["门店"] for table in tables] == ["五里牌店", "高桥店"]
    assert letters(picture) == letters_of(picture)


def test_a_summary_above_the_log_does_not_hide_it() -> None:
    picture = Picture(
        "summary above",
        """
        N 门店 | 户数 | 满意率
        N 五里牌店 | 2 | 0.5
        B
        H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人
        R 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜
        """,
    )

    assert [table.kind for table in seen(picture).tables] == ["callback"]
    assert letters(picture) == letters_of(picture)


def test_rows_after_a_long_gap_are_read_and_the_gap_is_named() -> None:
    drawing = "H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人\nR 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜\n"
    drawing += "B\n" * 600 + "R 2026-09-02 | 陈静 | 13800000002 | 满意 | 李娜"
    result = seen(Picture("gap", drawing))

    assert [kind.value for kind in result.row_kinds].count("record") == 2
    assert [(p.code, p.facts) for p in result.problems] == [("row-gap", {"row": 3, "rows": 600})]


def test_columns_without_own_words_are_kept_and_named() -> None:
    picture = Picture(
        "doubled",
        """
        H 序号 | 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人 | 备注 | 备注 |
        R 1 | 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜 | 甲 | 乙 | 丙
        """,
    )
    result = seen(picture)

    columns = {column.heading: column for column in result.tables[0].columns}
    assert list(columns)[-3:] == ["备注", "备注_2", "未命名_I"]
    assert columns["备注_2"].fields == columns["未命名_I"].fields == columns["序号"].fields == ()
    assert columns["序号"].evidence == "序号"
    assert [(p.code, p.place.cell) for p in result.problems] == [("duplicate-heading", "H1"), ("blank-heading", "I1")]


def test_a_slip_of_the_pen_is_reported_with_what_it_was_taken_for() -> None:
    picture = Picture(
        "slip",
        "H 回访日期 | 客户性名 | 电话 | 满意度 | 回访人\nR 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜",
    )
    (problem,) = seen(picture).problems

    assert (problem.code, problem.message) == ("fuzzy-heading", "表头“客户性名”按“客户姓名”理解")


def test_a_heading_that_means_another_person_is_never_taken_for_a_slip() -> None:
    picture = Picture(
        "second person",
        """
        H 投诉日期 | 客户姓名 | 电话 | 投诉内容 | 次要责任人 | 原送货单号
        R 2026-09-01 | 王芳 | 13800000001 | 色差 | 张伟 | S001
        """,
    )
    columns = {column.heading: column.fields for column in seen(picture).tables[0].columns}

    assert columns["次要责任人"] == columns["原送货单号"] == ()


def test_a_near_heading_over_other_cells_is_not_taken() -> None:
    picture = Picture(
        "cells disagree",
        "H 回访日期 | 客户姓名 | 联系电活 | 电话 | 满意渡 | 回访人\nR 2026-09-01 | 王芳 | 满意 | 13800000001 | 2026-09-02 | 李娜",
    )
    columns = {column.heading: column.fields for column in seen(picture).tables[0].columns}

    assert columns["联系电活"] == ()
    assert columns["满意渡"] == ()


def test_what_stands_above_the_table_is_kept_as_context() -> None:
    picture = Picture(
        "context",
        """
        N 2026年9月回访记录
        N 门店：五里牌店 | | 部门： | 售后部 | 制表时间：2026-10-01
        N 日期 | 2026-09-30
        H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人
        R 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜
        """,
    )
    context = seen(picture).tables[0].context

    assert context.titles[0] == "2026年9月回访记录"
    assert context.values == {"门店": "五里牌店", "部门": "售后部", "制表时间": "2026-10-01", "日期": "2026-09-30"}


def test_a_pair_in_brackets_behind_a_title_is_kept_and_the_title_still_speaks() -> None:
    picture = Picture(
        "in brackets",
        """
        N 9月回访记录（回访人：王芳）
        N 门店：五里牌店（旗舰） 制表人（签字）：李娜
        H 日期 | 客户姓名 | 电话 | 结果
        R 2026-09-01 | 陈静 | 13800000001 | 好
        """,
    )
    (table,) = seen(picture).tables

    assert table.kind == "callback"
    assert table.context.values == {"回访人": "王芳", "门店": "五里牌店（旗舰）", "制表人": "李娜"}


def test_the_date_of_printing_does_not_stand_in_for_a_missing_date_column() -> None:
    picture = Picture(
        "no date",
        """
        N 回访记录
        N 制表时间：2026-10-01
        N 客户姓名 | 电话 | 满意度 | 回访人
        N 王芳 | 13800000001 | 满意 | 李娜
        """,
    )
    result = seen(picture)

    assert codes(result.problems) == ["missing-column"]
    assert result.problems[0].message == "像是售后回访记录，但缺少必要的列：回访日期"


def test_candidates_say_why() -> None:
    (table,) = seen(STACKED).tables[:1]

    assert table.candidates[0].kind == "callback"
    assert table.candidates[0].evidence == ("表头有回访日期、回访人、满意度", "标题有“回访”")


def test_a_summary_below_the_records_is_named_and_not_taken_for_records() -> None:
    picture = Picture(
        "summary below",
        """
        H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人
        R 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜
        R  | 陈静 | 13800000002 | 满意 | 李娜
        B
        N 门店 | 户数 | 满意率
        N 五里牌店 | 2 | 0.5
        N 东城店 | 2 | 1
        """,
    )
    result = seen(picture)

    assert letters(picture) == letters_of(picture)
    assert [(p.code, p.facts["row"]) for p in result.problems] == [("second-table", 5)]


def test_a_legend_to_the_right_is_left_alone() -> None:
    legend = ["5非常满意", "4满意", "", "", "", ""]
    rows = [f"R 2026-09-0{i} | 王芳 | 1380000000{i} | 满意 | 李娜 | | {word}" for i, word in enumerate(legend, start=1)]
    picture = Picture("legend", "H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人 | | 图例\n" + "\n".join(rows))
    result = seen(picture)

    assert result.problems == ()
    assert [column.heading for column in result.tables[0].columns] == [
        "回访日期",
        "客户姓名",
        "电话",
        "满意度",
        "回访人",
    ]


def test_a_date_typed_as_a_figure_is_still_a_date_column() -> None:
    picture = Picture("figures", "H 日期 | 客户 | 电话 | 投诉内容\nR 9.1 | 王芳 | 13800000001 | 色差")

    assert mapping_of(seen(picture).tables[0])["日期"] == "received_at"


def test_a_number_that_only_counts_rows_is_no_record_number() -> None:
    picture = Picture(
        "counted",
        "H 编号 | 回访日期 | 客户 | 电话 | 回访人\nR 1 | 2026-09-01 | 王芳 | 13800000001 | 李娜\nR 2 | 2026-09-01 | 陈静 | | 李娜\nB 3",
    )
    (table,) = seen(picture).tables

    assert (table.columns[0].fields, table.columns[0].evidence) == ((), "序号")
    assert letters(picture) == letters_of(picture)


def test_a_title_decides_although_columns_of_another_kind_stand_there_too() -> None:
    rows = "H 日期 | 门店 | 客户姓名 | 电话 | 地址 | 型号 | 回访日期 | 回访人 | 满意度\n"
    rows += "R 2026-09-01 | 五里牌店 | 王芳 | 13800000001 | 翠湖苑 | BD80 | 2026-09-05 | 李娜 | 满意"

    assert [t.kind for t in seen(Picture("titled", "N 铺贴指导登记\n" + rows)).tables] == ["guidance"]
    assert [t.kind for t in seen(Picture("plain", rows)).tables] == ["callback"]


def test_the_last_word_of_a_title_names_the_kind() -> None:
    rows = "H 日期 | 门店 | 客户姓名 | 电话 | 地址 | 型号\nR 2026-09-01 | 五里牌店 | 王芳 | 13800000001 | 翠湖苑 | BD80"

    assert [t.kind for t in seen(Picture("a", rows, sheet="送货回访")).tables] == ["callback"]
    assert [t.kind for t in seen(Picture("b", rows, sheet="量房后送货")).tables] == ["delivery"]


def test_a_date_beside_a_signature_makes_no_record_of_it() -> None:
    drawing = """
    H 序号 | 回访日期 | 客户姓名 | 电话 | 满意度
    R 1 | 2026-09-01 | 王芳 | 13800000001 | 满意
    R 2 | 2026-09-02 | 沈和 | 13800000002 | 满意
    N 审核人:李娜 | 2026-09-30
    R 小计 | 2026-09-03 | 陈静 | 13800000003 | 满意
    """

    assert letters(Picture("signed", drawing)) == "HRRNR"


def test_what_every_correction_sheet_has_and_no_field_needs_is_kept_without_a_remark() -> None:
    picture = Picture(
        "corrections",
        """
        N 更正登记表
        H 登记表 | 单号 | 更正栏目 | 更正前 | 更正后 | 更正原因 | 更正人 | 更正日期
        R 投诉台账 | TS01 | 责任人 | 王芳 | 李娜 | 记错 | 周敏 | 2026-09-02
        """,
    )
    result = seen(picture)

    assert result.problems == ()
    assert [c.heading for c in result.tables[0].columns if not c.fields] == ["更正前", "更正原因", "更正人", "更正日期"]
