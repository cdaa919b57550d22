"""派工单 of a machinery firm: block below block, a technician and a day over the jobs done."""

from __future__ import annotations

from tests.recognise.pictures import LETTERS, Picture, letters_of, seen

STACKED = Picture(
    "two technicians",
    """
    N 日工派工单
    H 姓名 | 张伟 | 职位 | 技师 | 日期 | 2026-09-01
    H 工时 | 8 | 加班 | | 天气 | 晴
    H 序号 | 设备名称 | 内容
    R 1 | 搅拌站HZS90 | 换皮带 | 调整
    R 2 | 装载机ZL50 | 换机油
    N 3
    N 日工派工单
    H 姓名：李强 | | 职位：技师 | | 日期：2026年9月2日 |
    H 序号 | 设备名称 | 内容
    R 1 | 摊铺机RP603 | 焊接
    B
    """,
    file="派工单.xlsx",
)


def test_each_job_below_a_head_is_a_record_of_its_technician_and_day() -> None:
    result = seen(STACKED)
    (table,) = result.tables
    at = {name: column.index for column in table.columns for name in column.fields}

    assert (table.kind, table.layout) == ("repair", "派工单")
    jobs = [[row[at[name]] for name in ("technician", "product", "work")] for row in table.grid.rows]
    assert jobs == [
        ["张伟", "搅拌站HZS90", "换皮带 调整"],
        ["张伟", "装载机ZL50", "换机油"],
        ["李强", "摊铺机RP603", "焊接"],
    ]
    assert [str(row[at["finished_at"]])[:10] for row in table.grid.rows] == ["2026-09-01", "2026-09-01", "2026年9月2日"]
    assert [table.grid.number(i) for i in range(3)] == [5, 6, 11]
    assert result.problems == ()


def test_what_the_head_says_besides_is_kept_under_its_own_label() -> None:
    (table,) = seen(STACKED).tables
    kept = {column.heading: column.index for column in table.columns if not column.fields}

    assert [table.grid.rows[0][kept[heading]] for heading in ("职位", "工时", "天气")] == ["技师", 8.0, "晴"]
    assert "加班" not in kept


def test_the_heads_are_headings_and_a_number_alone_is_no_job() -> None:
    assert "".join(LETTERS[kind] for kind in seen(STACKED).row_kinds) == letters_of(STACKED)


def test_the_same_blocks_on_a_sheet_that_nobody_calls_so_are_not_taken_for_it() -> None:
    drawing = STACKED.drawing.replace("日工派工单", "登记")
    tables = seen(Picture("unnamed", drawing)).tables

    assert all(table.layout != "派工单" for table in tables)
