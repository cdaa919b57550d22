"""A plan that its manager approved or sent back, from the sheet to the value."""

from __future__ import annotations

from datetime import date

import pytest

from aftersales.clean.hints import Hints
from aftersales.clean.table import clean
from aftersales.recognise import recognise
from tests.recognise.pictures import KINDS, Picture, grid_of


@pytest.mark.parametrize("heading", ["是否批准", "审批", "领导批准", "是否同意"])
def test_what_a_manager_writes_under_approved_is_yes_or_no(heading: str) -> None:
    grid = grid_of(
        Picture(
            "plan",
            f"""
            N 2026年11月工作计划
            H 姓名 | 工作事项 | 计划完成日期 | {heading}
            R 陈静 | 回访上月客户 | 2026-11-10 | 同意
            R 刘敏 | 培训新人 | 2026-11-12 | 不同意
            R 高翔 | 整理档案 | 2026-11-13 | 通过
            R 何洁 | 盘点配件 | 2026-11-14 | 批准
            R 孙岩 | 走访门店 | 2026-11-15 | 驳回
            R 曹敏 | 写月报 | 2026-11-16 | 待定
            """,
        )
    )

    (table,) = recognise(grid, KINDS, grid.file).tables
    product, said = clean(table, KINDS[table.kind], Hints(date(2026, 11, 1), date(2026, 11, 5)))

    assert product.columns["approved"] == ["yes", "no", "yes", "yes", "no", None]
    assert [problem.code for problem in said] == []
