"""Two sorts of tables on one sheet: what is filled in below a heading is read or named, whatever stands beside it."""

from __future__ import annotations

from tests.recognise.pictures import LETTERS, Picture, letters_of, seen


def letters(picture: Picture) -> str:
    return "".join(LETTERS[kind] for kind in seen(picture).row_kinds)


RESULTS_AND_BEHAVIOUR = Picture(
    "results above behaviour",
    """
    N 售后服务员考核表
    N 姓名：王芳 | | 考核月份：2026年9月
    H 序号 | 考核项目 | 权重 | 目标值要求 | 完成率
    R 1 | 客户回访 | 30% | 100户 | 95%
    R 2 | 投诉处理 | 30% | 10宗 | 100%
    N 加权合计
    H 行为指标 | 自评 | 上级 | 结果
    R 责任感 | 3级 | 4级 | 4级
    R 执行力 | 3级 | 3级 | 3级
    """,
)


def test_a_block_of_results_without_a_rater_is_read_above_the_block_of_behaviour() -> None:
    result = seen(RESULTS_AND_BEHAVIOUR)

    assert letters(RESULTS_AND_BEHAVIOUR) == letters_of(RESULTS_AND_BEHAVIOUR)
    assert [(table.kind, table.header_row) for table in result.tables] == [("appraisal", 3), ("appraisal", 7)]
    assert [table.context.values["姓名"] for table in result.tables] == ["王芳", "王芳"]
    results, behaviour = result.tables
    assert [cells[1] for _, cells, kind in results.lines() if kind == "record"] == ["客户回访", "投诉处理"]
    assert len(behaviour.grid.rows) == 6


def test_a_list_below_a_table_of_raters_is_read_too() -> None:
    picture = Picture(
        "behaviour and deductions",
        """
        N 售后服务员考核表
        N 姓名：王芳 | | 考核月份：2026年9月
        H 行为指标 | 自评 | 上级 | 结果
        R 责任感 | 3级 | 4级 | 4级
        B
        N 扣分登记
        H 日期 | 姓名 | 违规项目 | 扣分
        R 2026-09-03 | 王芳 | 联系不上 | 5
        """,
    )
    result = seen(picture)

    assert letters(picture) == letters_of(picture)
    assert [table.kind for table in result.tables] == ["appraisal", "incident"]


def test_a_list_of_no_kind_below_a_table_of_raters_is_named() -> None:
    picture = Picture(
        "behaviour and presents",
        """
        N 售后服务员考核表
        N 姓名：王芳 | | 考核月份：2026年9月
        H 行为指标 | 自评 | 上级 | 结果
        R 责任感 | 3级 | 4级 | 4级
        B
        N 客户姓名 | 电话 | 门店 | 生日 | 礼品
        N 陈静 | 13800000002 | 东城店 | 2026-09-08 | 毛巾
        """,
    )
    result = seen(picture)

    assert letters(picture) == letters_of(picture)
    assert [(p.code, p.facts["cell"]) for p in result.problems] == [("second-table", "A6")]


def test_the_thanks_below_a_form_are_no_answer() -> None:
    picture = Picture(
        "closing line",
        """
        N 售后服务满意度调查表
        R 客户姓名 | 王芳 | 联系电话 | 13800000001
        R 填表日期 | 2026-09-01 | 产品名称 | BD80
        R 服务态度 | 5 | 专业水平 | 4
        R 意见与建议 |
        B
        N 感谢您的配合！
        """,
    )
    table = seen(picture).tables[0]

    assert letters(picture) == letters_of(picture)
    assert [row[-1] for row in table.grid.rows] == [None]


def test_a_label_ends_where_a_gap_is() -> None:
    picture = Picture(
        "labels in one cell",
        """
        N 考核评分表
        N 考核月份：2026年9月          评分人：彭程          每项0-100分
        H 姓名 | 服务态度 | 业务能力 | 工作效率
        R 王芳 | 95 | 90 | 85
        """,
    )

    assert seen(picture).tables[0].context.values == {"考核月份": "2026年9月", "评分人": "彭程"}


def test_labels_over_two_tables_side_by_side_are_for_both() -> None:
    picture = Picture(
        "two halves of a month",
        """
        N 2026年9月售后服务跟踪表
        N 门店：五里牌店 | | | 回访人：李娜 | | | 制表日期：2026.10.1 | |
        H 日期 | 客户 | 电话 | 满意情况 | 备注 | | 日期 | 客户 | 电话 | 满意情况
        R 9.2 | 王芳 | 13800000001 | 满意 | | | 9.16 | 赵敏 | 13800000003 | 一般
        R 9.3 | 陈静 | 13800000002 | 满意 | | | 9.17 | 周敏 | 13800000004 | 满意
        """,
    )
    result = seen(picture)

    assert [(t.context.values["门店"], t.context.values["回访人"]) for t in result.tables] == [("五里牌店", "李娜")] * 2


RECEIPT = Picture(
    "a receipt with its head and foot",
    """
    N 收  货  单
    N 供应商：宏大陶瓷 | | | 收货日期：2026.11.5 | | 单号：RK1105
    H 序号 | 品名 | 规格 | 数量 | 单价 | 金额 | 备注
    R 1 | 抛釉砖 | 800*800 | 60箱 | 80 | 4800 |
    R 2 | 木纹砖 | 200*1200 | 35箱 | 110 | 3850 |
    B 3 | | | | | |
    N 合计 | | | 95箱 | | 8650 |
    N 采购：张伟 | | 保管：李强 | | | |
    """,
)


def test_the_lines_between_the_head_and_the_foot_of_a_document_are_a_list_and_no_form() -> None:
    (table,) = seen(RECEIPT).tables

    assert letters(RECEIPT) == letters_of(RECEIPT)
    assert (table.kind, table.layout) == ("receipt", "")
    assert {key: table.context.values[key] for key in ("供应商", "收货日期", "单号", "采购", "保管")} == {
        "供应商": "宏大陶瓷",
        "收货日期": "2026.11.5",
        "单号": "RK1105",
        "采购": "张伟",
        "保管": "李强",
    }


def test_one_day_that_stands_alone_above_a_list_is_the_day_of_its_lines() -> None:
    picture = Picture(
        "sales of a day",
        """
        N 销 售 结 帐 单
        N 营业员：王芳 | | | 2026年11月6日
        H 商品名称 | 数量 | 金额 | 销/退
        R BD80 | 10箱 | 900 | 销
        R BD81 | 1箱 | -130 | 退
        """,
    )
    (table,) = seen(picture).tables

    assert table.kind == "sale"
    assert table.context.titles == ("销 售 结 帐 单", "营业员：王芳 2026年11月6日")


def test_who_only_signs_below_a_list_is_nobody_of_its_records() -> None:
    picture = Picture(
        "parts",
        """
        N 领料单 2026年10月11日
        H 材料名称 | 数量 | 单价 | 金额
        R 液压油 | 2 | 380 | 760
        R 螺栓 | 20 | 1.5 | 30
        N 领料人：王芳 | | 审核：李娜 |
        """,
    )
    (table,) = seen(picture).tables

    assert table.context.values == {"领料人": "王芳"}


def test_a_form_of_its_own_above_a_list_of_another_kind_is_read_too() -> None:
    picture = Picture(
        "a complaint and its callbacks",
        """
        N 客户投诉处理单
        R 客户姓名 | 王芳 | 电话 | 13800000001
        R 投诉日期 | 2026-09-01 | 产品型号 | BD80
        R 投诉内容 | 色差 | 处理人 | 李娜
        R 处理结果 | 换货 | 是否解决 | 是
        B
        N 回访记录
        H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人
        R 2026-09-03 | 王芳 | 13800000001 | 满意 | 李娜
        """,
    )
    result = seen(picture)

    assert letters(picture) == letters_of(picture)
    assert [(table.kind, table.layout) for table in result.tables] == [("complaint", "表单"), ("callback", "")]


def test_the_head_of_a_list_is_no_form_of_its_own() -> None:
    picture = Picture(
        "a delivery note",
        """
        N 送货单
        N 客户姓名 | 王芳 | 联系电话 | 13800000001
        N 送货日期 | 2026-09-01 | 送货单号 | SH01
        N 地址 | 翠湖苑 | 门店 | 五里牌店
        N 送货人 | 张伟 | 备注 |
        H 序号 | 产品名称 | 规格 | 单位 | 数量 | 金额
        R 1 | 抛釉砖 | 800*800 | 片 | 20 | 900
        R 2 | 木纹砖 | 200*1200 | 片 | 30 | 600
        """,
    )
    (table,) = seen(picture).tables

    assert (table.kind, table.layout) == ("delivery", "")


def test_two_dates_with_one_heading_are_no_small_matter() -> None:
    picture = Picture(
        "which day",
        """
        N 售后回访记录
        H 日期 | 客户姓名 | 电话 | 车牌 | 日期 | 满意度
        R 2026-08-29 | 王芳 | 13800000001 | 川C001 | 2026-09-01 | 满意
        """,
    )
    problem = next(p for p in seen(picture).problems if p.code == "event-heading-twice")

    assert problem.place.cell == "E2"
    assert problem.message == "表头“日期”出现两次，左边一列当作回访日期，右边的记作“日期_2”"
