from __future__ import annotations

from pathlib import Path

import pytest

from aftersales.kinds import load_kinds
from aftersales.model import Cell, LogTable
from aftersales.recognise.vocabulary import vocabulary
from aftersales.recognise.wide import find_wide
from tests.recognise.appraisal_sheets import APPRAISALS, Wide
from tests.recognise.pictures import LETTERS, Picture, grid_of, letters_of, seen
from tests.sheets import worked


def shown(cell: Cell) -> str:
    if cell is None:
        return "-"
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def records_of(table: LogTable, fields: list[str]) -> list[str]:
    at = {name: column.index for column in table.columns for name in column.fields}
    return [
        " ".join([str(table.grid.number(i)), *(shown(row[at[name]]) if name in at else "-" for name in fields)])
        for i, row in enumerate(table.grid.rows)
    ]


@pytest.mark.parametrize("drawn", APPRAISALS, ids=lambda a: a.picture.name)
def test_each_judgement_is_a_record(drawn: Wide) -> None:
    result = seen(drawn.picture)

    assert " ".join(table.kind for table in result.tables) == drawn.picture.kind, result.problems
    records = [line for table in result.tables for line in records_of(table, drawn.fields.split())]
    assert records == [line.strip() for line in drawn.records.strip().splitlines()]
    assert "".join(LETTERS[kind] for kind in result.row_kinds) == letters_of(drawn.picture)
    assert [problem for problem in result.problems if problem.code != "unknown-column"] == []


@pytest.mark.parametrize(
    "picture",
    [
        Picture(
            "a survey",
            "H 日期 | 客户姓名 | 电话 | 服务态度 | 业务能力 | 工作效率\nR 2026-09-01 | 王芳 | 13800000001 | 5 | 4 | 5",
        ),
        Picture("staff", "H 姓名 | 工号 | 部门 | 岗位 | 入职日期\nR 王芳 | 101 | 售后部 | 客服 | 2026-09-01"),
        Picture("pay", "N 工资表\nH 姓名 | 基本工资 | 奖金 | 扣款\nR 王芳 | 4500 | 300 | 0", file="考勤与考核.xlsx"),
        Picture(
            "counts",
            "N 2026年9月绩效统计表\nH 姓名 | 维修情况 | 回访情况 | 量房情况\nR 王芳 | 35 | 60 | 12\nR 李娜 | 30 | 50 | 9",
        ),
        Picture("an empty form", "N 考核评分表\nH 考核项目 | 自评 | 上级\nN 服务态度 | |"),
        Picture("a list of scores", "N 考核记录\nH 月份 | 姓名 | 考核项目 | 得分\nR 2026年9月 | 王芳 | 服务态度 | 18"),
    ],
    ids=lambda p: p.name,
)
def test_a_list_is_no_wide_table(picture: Picture) -> None:
    words = vocabulary(load_kinds({}))

    found = find_wide(grid_of(picture), picture.file, words)

    assert found == []


def test_a_score_is_said_to_stand_in_its_cell_and_its_item_in_the_heading() -> None:
    drawn = next(a.picture for a in APPRAISALS if a.picture.name.startswith("people down, under"))

    table = seen(drawn).tables[0]

    at = {name: column.index for column in table.columns for name in column.fields}
    assert table.grid.address(1, at["score"]) == (4, 3)
    assert table.grid.address(1, at["item"]) == (2, 3)
    assert table.grid.address(1, at["person"]) == (4, 1)


def test_a_form_of_a_person_from_the_sheet_to_the_records(tmp_path: Path) -> None:
    form = """
        售后服务员考核评分表
        | 考核期间：2026年10月 | | 姓名：王芳 | | 岗位：售后专员 |
        | 序号 | 考核项目 | 权重 | 目标值要求 | 得分 | | | 完成率 |
        | | | | | 自评 | 上级 | 结果 | |
        | 1 | 客户回访 | 0.2 | 100% | 20 | 18 | 18 | 95% |
        | 2 | 投诉处理 | 0.2 | 100% | 20 | 20 | | 1 |
        | 加权合计 | | | | 40 | 38 | 18 | |
    """

    result = worked(tmp_path, {"考核": form})

    records = result.records("appraisal")
    assert set(records["person"]) == {"王芳"}
    assert set(records["period"]) == {"2026-10"}
    assert list(records["rater"].fillna("")) == ["self", "superior", "result", "", "self", "superior", ""]
    assert list(records["score"]) == [20, 18, 18, 0.95, 20, 20, 1]
    assert result.tally("考核") == "7=2+0+2+3+0+0"


def test_targets_from_the_sheet_to_the_records(tmp_path: Path) -> None:
    result = worked(tmp_path, {"目标": "2026年10月目标分解表\n| 姓名 | 客户回访 | 满意率 |\n| 王芳 | 60 | 95% |"})

    records = result.records("target")
    assert list(records["target"]) == [60, 0.95]
    assert list(records["period"]) == ["2026-10", "2026-10"]
    assert list(records["item"].fillna("")) == ["客户回访", ""]
    assert list(records["measure"].fillna("")) == ["", "满意率"]
