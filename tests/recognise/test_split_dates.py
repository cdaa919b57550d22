from __future__ import annotations

import pytest

from aftersales.model import Cell
from aftersales.recognise.split_dates import with_whole_dates
from tests.recognise.pictures import Picture, grid_of, letters_of, mapping_of, seen
from tests.recognise.test_several_tables import letters

COMPLAINTS = Picture(
    "month and day in two columns",
    """
    N 2026年投诉登记
    H 序号 | 月 | 日 | 客户姓名 | 电话 | 投诉内容 | 处理结果
    R 1 | 8 | 20 | 王芳 | 13800000001 | 色差 | 换货
    R 2 |  | 21 | 陈静 | 13800000002 | 崩角 | 补货
    R 3 | 9月 | 3日 | 赵敏 | 13800000003 | 空鼓 | 返工
    N 合计 | | | | | 3
    """,
)


def test_month_and_day_together_are_the_date_of_a_complaint() -> None:
    result = seen(COMPLAINTS)
    (table,) = result.tables

    assert result.problems == ()
    assert table.kind == "complaint"
    assert mapping_of(table)["日期"] == "received_at"
    assert [cells[2] for _, cells, kind in table.lines() if kind == "record"] == ["8月20日", "8月21日", "9月3日"]
    assert letters(COMPLAINTS) == letters_of(COMPLAINTS)


@pytest.mark.parametrize(
    ("drawing", "column", "days"),
    [
        ("H 年 | 月 | 日 | 货\nR 2026 | 8 | 20 | 砖\nR  |  | 21 | 砖", 2, ["日期", "2026年8月20日", "2026年8月21日"]),
        ("H 月 | 日 | 货\nR 8 | 20 | 砖\nH 月 | 日 | 货\nR 9 | 1 | 砖", 1, ["日期", "8月20日", "日期", "9月1日"]),
        ("H 月 | 日 | 货\nR 8 | 20 | 砖\nR 9 |  | 砖\nR 合计 | 45 |", 1, ["日期", "8月20日", None, 45.0]),
        ("H 月 | 日 | 货\nR 8 | 20 | 砖\nR 〃 | 21 | 砖", 1, ["日期", "8月20日", "8月21日"]),
        ("H 月 | 日 | 货\nR 8 | 20 | 砖\nR 9-10 | 1 | 砖", 1, ["日期", "8月20日", "9-10月1日"]),  # no date, and said so
        ("H 月 | 日 | 货\nR 13 | 20 | 砖", 1, ["日", 20.0]),
        ("H 日 | 月 | 货\nR 20 | 8 | 砖", 0, ["日", 20.0]),
        ("H 六 | 日 | 一\nR √ | √ | ×", 1, ["日", "√"]),
    ],
)
def test_only_the_column_of_the_day_changes(drawing: str, column: int, days: list[Cell]) -> None:
    before = grid_of(Picture("days", drawing))
    after = with_whole_dates(before)

    assert [row[column] for row in after.rows] == days
    assert [row[:column] + row[column + 1 :] for row in after.rows] == [
        row[:column] + row[column + 1 :] for row in before.rows
    ]
