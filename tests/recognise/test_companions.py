"""Columns that only say something together with others, from the sheet to the value."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from aftersales.clean.hints import Hints
from aftersales.clean.table import clean
from aftersales.model import Cell, Grid, MappedColumn
from aftersales.problems import Problem
from aftersales.recognise import recognise
from tests.recognise.pictures import KINDS, Picture, grid_of

HINTS = Hints(date(2026, 10, 1), date(2026, 10, 5))


def read(grid: Grid) -> tuple[dict[str, Any], dict[str, MappedColumn], list[Problem]]:
    """The values by field, the columns by heading, and what was said."""
    (table,) = recognise(grid, KINDS, grid.file).tables
    product, said = clean(table, KINDS[table.kind], HINTS)
    return dict(product.columns), {c.heading: c for c in table.columns}, said


def drawn(drawing: str) -> Grid:
    return grid_of(Picture("companions", drawing))


def test_ticks_under_the_words_of_two_rows_of_headings_are_ratings() -> None:
    values, columns, said = read(
        drawn("""
        H 回访日期 | 客户姓名 | 电话 | 回访人 | 满意情况 | | | 原因
        H | | | | 满意 | 一般 | 不满意 |
        R 2026-09-01 | 王芳 | 13800000001 | 李娜 | √ | | |
        R 2026-09-02 | 陈静 | 13800000002 | 李娜 | | ✓ | |
        R 2026-09-03 | 赵敏 | 13800000003 | 李娜 | | | 1 | 色差
        R 2026-09-04 | 周敏 | 13800000004 | 李娜 | | | |
        N 合计 | | | | 1 | 1 | 1 |
        """)
    )

    assert values["satisfaction"] == [4.0, 3.0, 2.0, None]
    assert values["_satisfaction_word"] == ["满意", "一般", "不满意", None]
    assert values["extra"] == [None] * 4
    assert (columns["满意情况/一般"].unit, columns["满意情况/一般"].evidence) == ("一般", "勾选列")
    assert said == []


def test_ticks_under_words_of_one_row_are_ratings_and_two_in_a_row_are_none() -> None:
    values, _, said = read(
        drawn("""
        H 回访日期 | 客户姓名 | 电话 | 回访人 | 非常满意 | 满意 | 一般 | 不满意
        R 2026-09-01 | 王芳 | 13800000001 | 李娜 | √ | | |
        R 2026-09-02 | 陈静 | 13800000002 | 李娜 | □ | ☑ | □ | □
        R 2026-09-03 | 赵敏 | 13800000003 | 李娜 | | √ | | √
        """)
    )

    assert values["satisfaction"] == [5.0, 4.0, None]
    assert [(p.code, p.place.cell, p.facts["chosen"]) for p in said] == [("two-ticks", "F4", "满意、不满意")]


def test_a_column_of_words_under_a_word_of_satisfaction_is_not_taken_for_ticks() -> None:
    _, columns, _ = read(
        drawn("""
        H 回访日期 | 客户姓名 | 电话 | 回访人 | 满意度 | 不满意
        R 2026-09-01 | 王芳 | 13800000001 | 李娜 | 一般 | 送货迟
        """)
    )

    assert columns["不满意"].fields == ()
    assert columns["满意度"].evidence == "表头"


def test_a_level_that_is_called_ordinary_is_no_rating() -> None:
    for drawing in (
        """
        H 投诉日期 | 客户姓名 | 电话 | 投诉内容 | 投诉级别 | | 满意情况 |
        H | | | | 一般 | 重大 | 满意 | 不满意
        R 2026-09-01 | 王芳 | 13800000001 | 色差 | √ | | | √
        """,
        """
        H 投诉日期 | 客户姓名 | 电话 | 投诉内容 | 处理人 | 满意度 | 一般 | 重大
        R 2026-09-01 | 王芳 | 13800000001 | 色差 | 张伟 | 不满意 | √ |
        """,
    ):
        values, columns, _ = read(drawn(drawing))

        assert values["satisfaction"] == [2.0]
        assert "satisfaction" not in next(c.fields for heading, c in columns.items() if heading.endswith("一般"))


def test_a_unit_column_gives_the_unit_of_the_quantity_beside_it() -> None:
    values, _, _ = read(
        drawn("""
        H 送货日期 | 单号 | 客户姓名 | 电话 | 型号 | 数量 | 单位 | 送货人
        R 2026-09-01 | S1 | 王芳 | 13800000001 | BD80 | 12 | 箱 | 张伟
        R 2026-09-02 | S2 | 陈静 | 13800000002 | BD80 | 5片 | 箱 | 张伟
        R 2026-09-03 | S3 | 赵敏 | 13800000003 | BD80 | 36.5 | ㎡ | 张伟
        R 2026-09-04 | S4 | 周敏 | 13800000004 | BD80 | | 箱 | 张伟
        R 2026-09-05 | S5 | 孙丽 | 13800000005 | BD80 | 3 | / | 张伟
        """)
    )

    assert values["quantity_unit"] == ["箱", "片", "㎡", None, None]
    assert values["extra"] == [None] * 5


def test_a_column_of_companies_headed_unit_is_no_unit() -> None:
    values, columns, _ = read(
        drawn("""
        H 送货日期 | 单号 | 客户姓名 | 电话 | 型号 | 数量 | 单位 | 送货人
        R 2026-09-01 | S1 | 王芳 | 13800000001 | BD80 | 12 | 东城装饰公司 | 张伟
        """)
    )

    assert columns["单位"].evidence == ""
    assert values["extra"] == ['{"单位": "东城装饰公司"}']


def test_a_time_beside_a_day_belongs_to_it() -> None:
    rows: list[list[Cell]] = [
        ["投诉日期", "时间", "客户姓名", "电话", "投诉内容", "首次联系日期", "首次联系时间", "处理人"],
        [date(2026, 9, 1), "14点半", "王芳", "13800000001", "色差", "2026-9-1", 0.6875, "张伟"],
        [date(2026, 9, 2), time(9, 30), "陈静", "13800000002", "空鼓", "2026-9-2", "24:00", "张伟"],
        [date(2026, 9, 3), None, "赵敏", "13800000003", "破损", "2026-9-4", None, "张伟"],
    ]
    values, _, said = read(Grid("投诉.xlsx", "Sheet1", tuple(map(tuple, rows))))

    assert values["received_at"] == ["2026-09-01T14:30", "2026-09-02T09:30", "2026-09-03"]
    assert values["contacted_at"] == ["2026-09-01T16:30", "2026-09-03T00:00", "2026-09-04"]
    assert values["extra"] == [None] * 3
    assert said == []


def test_a_label_above_the_table_names_the_caller_of_all_its_rows() -> None:
    values, _, _ = read(
        drawn("""
        N 9月回访记录
        N 回访人：王芳 | | 门店： | 五里牌店
        H 回访日期 | 客户姓名 | 电话 | 满意度
        R 2026-09-01 | 陈静 | 13800000001 | 满意
        R 2026-09-02 | 赵敏 | 13800000002 | 满意
        """)
    )

    assert values["called_by"] == ["王芳", "王芳"]
    assert values["store"] == ["五里牌店", "五里牌店"]


def test_a_column_headed_time_that_holds_days_is_no_time_of_another_day() -> None:
    _, columns, _ = read(
        drawn("""
        H 投诉日期 | 时间 | 客户姓名 | 电话 | 投诉内容 | 处理人
        R 2026-09-01 | 2026-09-05 | 王芳 | 13800000001 | 色差 | 张伟
        """)
    )

    assert columns["时间"].fields == ()


def test_ticks_under_the_options_of_a_choice_are_that_option_whatever_stands_above() -> None:
    values, columns, said = read(
        drawn("""
        H 报修日期 | 客户 | 电话 | 型号 | 故障 | 返修类型 | | 维修员
        H | | | | | 内返 | 外返 |
        R 2026-09-01 | 王芳 | 13800000001 | A1 | 不制热 | √ | | 张师傅
        R 2026-09-02 | 陈静 | 13800000002 | A1 | 漏水 | | √ | 张师傅
        R 2026-09-03 | 赵敏 | 13800000003 | A1 | 噪音 | √ | √ | 张师傅
        """)
    )

    assert values["rework"] == ["内返", "外返", None]
    assert "category" not in values
    assert columns["返修类型/外返"].evidence == "勾选列"
    assert [(p.code, p.place.cell, p.facts["chosen"]) for p in said] == [("two-ticks", "F5", "内返、外返")]


def test_ticks_of_several_questions_in_a_row_are_each_their_own() -> None:
    values, _, said = read(
        drawn("""
        N 维修登记
        H 报修日期 | 客户 | 电话 | 机型 | 故障 | 是否解决 | | 保内 | 保外 | 远程 | 上门 | 维修员 | 满意 | 不满意
        H | | | | | 是 | 否 | | | | | | |
        R 2026-09-01 | 王芳 | 13800000001 | A1 | 不制热 | √ | | √ | | | √ | 张师傅 | √ |
        R 2026-09-02 | 陈静 | 13800000002 | A1 | 漏水 | | √ | | √ | √ | | 张师傅 | | √
        """)
    )

    assert values["solved"] == ["yes", "no"]
    assert values["warranty"] == ["yes", "no"]
    assert values["mode"] == ["上门", "远程"]
    assert values["satisfaction"] == [4.0, 2.0]
    assert said == []


def test_a_lone_column_of_ticks_under_an_option_says_it_where_nothing_else_does() -> None:
    values, _, _ = read(
        drawn("""
        N 维修登记
        H 报修日期 | 客户 | 电话 | 机型 | 故障 | 保内 | 维修员 | 收费
        R 2026-09-01 | 王芳 | 13800000001 | A1 | 不制热 | √ | 张师傅 |
        R 2026-09-02 | 陈静 | 13800000002 | A1 | 漏水 | | 张师傅 | 120
        R 2026-09-03 | 赵敏 | 13800000003 | A1 | 噪音 | × | 张师傅 | 80
        """)
    )

    assert values["warranty"] == ["yes", None, "no"]


def test_a_lone_column_of_ticks_says_whether_somebody_answered() -> None:
    values, _, _ = read(
        drawn("""
        H 回访日期 | 客户 | 电话 | 接通 | 满意 | 不满意 | 回访人
        R 2026-09-01 | 王芳 | 13800000001 | √ | √ | | 李娜
        R 2026-09-02 | 陈静 | 13800000002 | × | | | 李娜
        """)
    )

    assert values["outcome"] == ["reached", "unreached"]
    assert values["satisfaction"] == [4.0, None]


def test_the_numbers_under_options_are_no_ticks() -> None:
    values, columns, _ = read(
        drawn("""
        H 送货日期 | 单号 | 客户姓名 | 电话 | 型号 | 数量 | 补货 | 退货 | 送货人
        R 2026-09-01 | S1 | 王芳 | 13800000001 | BD80 | 12 | 1 | | 张伟
        R 2026-09-02 | S2 | 陈静 | 13800000002 | BD80 | 5 | | 1 | 张伟
        """)
    )

    assert values["quantity"] == [12.0, 5.0]
    assert columns["补货"].fields == ()
    assert columns["退货"].fields == ()


def test_what_came_in_and_what_went_out_stand_in_columns_of_their_own() -> None:
    values, _, said = read(
        drawn("""
        N 零配件销货卡
        N 编号：P01 | 名称：阀芯
        H 日期 | 摘要 | 收入 | 发出 | 结存 | 营业员
        R 2026-09-01 | 上月结转 | | | 20 |
        R 2026-09-02 | 王芳家更换 | | 2 | 18 | 张伟
        R 2026-09-03 | 厂家来货 | 30 | 0 | 48 | 张伟
        R 2026-09-04 | 又进又出 | 3 | 2 | 49 | 张伟
        """)
    )

    assert values["quantity"] == [None, 2.0, 30.0, None]
    assert values["movement"] == [None, "out", "in", None]
    assert values["balance"] == [20.0, 18.0, 48.0, 49.0]
    assert [(p.code, p.place.cell, p.value) for p in said] == [("two-ways", "C7", "3")]
    assert said[0].message == "“收入、发出”两列都填了数，没有取"


def test_quantity_and_amount_under_each_way_are_those_of_the_way() -> None:
    values, _, said = read(
        drawn("""
        N 配件收发登记
        H 日期 | 配件名称 | 收入 | | 发出 | | 结存 | 领用人
        H | | 数量 | 金额 | 数量 | 金额 | 数量 |
        R 2026-09-01 | 水泵 | | | 2 | 20 | 18 | 张伟
        R 2026-09-02 | 水泵 | 30 | 300 | | | 48 | 李娜
        """)
    )

    assert values["movement"] == ["out", "in"]
    assert (values["quantity"], values["amount"], values["balance"]) == ([2.0, 30.0], [20.0, 300.0], [18.0, 48.0])
    assert values["extra"] == [None, None]
    assert said == []


def test_received_and_issued_quantities_side_by_side_are_not_one_and_a_leftover() -> None:
    values, _, _ = read(
        drawn("""
        N 配件台账
        H 日期 | 配件名称 | 入库数量 | 出库数量 | 结存 | 领用人
        R 2026-09-01 | 水泵 | | 2个 | 18 | 张伟
        R 2026-09-02 | 水泵 | 30个 | | 48 | 李娜
        """)
    )

    assert (values["quantity"], values["quantity_unit"], values["movement"]) == (
        [2.0, 30.0],
        ["个", "个"],
        ["out", "in"],
    )


def test_a_plain_result_that_rates_and_says_who_did_not_answer_is_read_as_both() -> None:
    drawing = """
        N 客户回访台账
        H 日期 | 客户 | 号码 | 结果 | 回访人
        R 2026-09-01 | 王芳 | 13800000001 | 满意 | 李娜
        R 2026-09-02 | 陈静 | 13800000002 | 关机 | 李娜
        R 2026-09-03 | 赵敏 | 13800000003 | 一般 | 李娜
        """
    values, _, said = read(drawn(drawing))

    assert values["satisfaction"] == [4.0, None, 3.0]
    assert values["outcome"] == ["reached", "unreached", "reached"]
    assert said == []
    values, _, _ = read(drawn(drawing.replace("满意", "已补发").replace("一般", "已换货").replace("关机", "补砖")))
    assert "satisfaction" not in values
    assert values["result"] == ["已补发", "补砖", "已换货"]


def test_how_a_service_was_done_is_no_category_of_what_it_was() -> None:
    values, _, said = read(
        drawn("""
        N 维修登记
        H 报修日期 | 客户 | 电话 | 机型 | 服务类型 | 维修员
        R 2026-09-01 | 王芳 | 13800000001 | A1 | □远程 ☑上门 □送修 | 张师傅
        R 2026-09-02 | 陈静 | 13800000002 | A1 | 安装 | 张师傅
        R 2026-09-03 | 赵敏 | 13800000003 | A1 | 上门安装 | 张师傅
        """)
    )

    assert values["mode"] == ["上门", None, "上门"]
    assert values["category"] == [None, "安装", "上门安装"]
    assert said == []


def test_whether_a_job_is_rework_may_be_no() -> None:
    values, _, said = read(
        drawn("""
        N 维修登记
        H 报修日期 | 客户 | 电话 | 机型 | 故障 | 是否返修 | 维修员
        R 2026-09-01 | 王芳 | 13800000001 | A1 | 漏水 | 否 | 张师傅
        R 2026-09-02 | 陈静 | 13800000002 | A1 | 漏水 | 是 | 张师傅
        R 2026-09-03 | 赵敏 | 13800000003 | A1 | 漏水 | 内返 | 张师傅
        """)
    )

    assert values["rework"] == [None, None, "内返"]
    assert [(p.code, p.place.cell) for p in said] == [("not-a-choice", "F4")]


def test_instructions_above_a_table_say_nothing_of_its_records() -> None:
    values, _, _ = read(
        drawn("""
        N 维修登记
        N 备注：退货另登
        N 说明：1.保内打√；2.收费填元
        N 故障现象：请写清楚，不要只写坏了
        H 报修日期 | 客户 | 电话 | 机型 | 收费 | 维修员
        R 2026-09-01 | 王芳 | 13800000001 | A1 | 20 | 张师傅
        """)
    )

    assert "remark" not in values
    assert "fault" not in values


def test_a_sort_of_goods_is_no_way_in_which_they_moved() -> None:
    values, columns, said = read(
        drawn("""
        N 领料单
        H 日期 | 类别 | 材料名称 | 实发数量 | 领料人
        R 2026-09-01 | 油品 | 机油 | 2 | 张伟
        R 2026-09-02 | 五金 | 螺栓 | 10 | 李娜
        """)
    )

    assert columns["类别"].fields == ()
    assert values["movement"] == ["out", "out"]
    assert said == []


@pytest.mark.parametrize(
    "heading",
    [
        "业主及电话",
        "业主和电话",
        "客户与联系方式",
        "客户、电话",
        "客户+手机",
        "客户姓名及联系电话",
        "姓名电话",
        "客户姓名联系电话",
    ],
)
def test_a_customer_and_the_phone_under_one_heading_are_two_values(heading: str) -> None:
    values, columns, _ = read(
        drawn(f"""
        H 回访日期 | {heading} | 回访人 | 满意度
        R 2026-09-01 | 史进 13800000351 | 李娜 | 满意
        R 2026-09-02 | 陈达13800000352 | 李娜 | 一般
        R 2026-09-03 | 鲁达 | 李娜 | 一般
        """)
    )

    assert values["customer"] == ["史进", "陈达", "鲁达"]
    assert values["phone"] == ["13800000351", "13800000352", None]
    assert columns[heading].fields == ("customer", "phone")


def test_the_phone_of_the_owner_is_no_name() -> None:
    values, _, _ = read(
        drawn("""
        H 回访日期 | 客户 | 业主电话 | 回访人 | 满意度
        R 2026-09-01 | 史进 | 13800000351 | 李娜 | 满意
        """)
    )

    assert (values["customer"], values["phone"]) == (["史进"], ["13800000351"])
