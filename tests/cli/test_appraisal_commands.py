"""`explain person` and `trial`: a score line by line, and a candidate scheme on months that are past."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.sheets import write

ROSTER = """
花名册
| 姓名 | 工号 | 门店 | 岗位 | 考核方案 | 入职日期 |
| 王芳 | A01 | 五里牌店 | 文员 | five-criteria | 2024-01-01 |
| 李娜 | A02 | 高桥店 | 文员 | five-criteria | 2024-01-01 |
| 周敏 | A03 | 高桥店 | 文员 | five-criteria | 2024-01-01 |
"""
ITEMS = ("服务态度", "业务能力", "工作效率", "客户满意度", "团队协作")
SCORES = {"王芳": 92, "李娜": 81, "周敏": 65}
CANDIDATE = """
id: shop-own
zh: 本店考核
stated_total: 100
items:
  - {name: 服务态度, max: 60, award: {by: rating}}
  - {name: 团队协作, max: 40, award: {by: rating}}
grades: [{name: 优秀, at: 90}, {name: 良好, at: 60}]
below: 差
consequences: [{grade: 优秀, proposal: bonus, amount: 50}]
"""


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    rows = [
        f"| 2026年{month}月 | {person} | {item} | {score} |"
        for month in (9, 10)
        for person, score in SCORES.items()
        for item in ITEMS
    ]
    sheet = "\n".join(["考核评分表", "| 考核月份 | 姓名 | 考核项目 | 得分 |", *rows])
    folder = tmp_path / "inputs"
    folder.mkdir()
    return write(folder, {"花名册": ROSTER, "考核": sheet})


@pytest.fixture
def published(inputs: Path, call: Call) -> Path:
    said = call("run", "--as-of", "2026-11-20", "-q")
    assert said.code == 0, said.err
    return inputs


@pytest.mark.usefixtures("published")
def test_a_score_is_told_line_by_line_with_its_records(call: Call) -> None:
    said = call("explain", "person", "王芳", "--month", "2026-10")
    assert said.code == 0
    assert "王芳 售后人员考核管理制度 2026-10：92 分，优秀" in said.out
    line = next(line for line in said.out.splitlines() if line.startswith("工作效率"))
    assert "上级 92（满分 100）" in line
    assert "考核.xlsx" in line
    assert "合计 92（各行相加）；92 ÷ 100 → 92 分" in said.out


@pytest.mark.usefixtures("published")
def test_a_score_as_json_holds_what_the_tables_hold(call: Call) -> None:
    told = json.loads(call("explain", "person", "李娜", "--month", "2026-10", "--json").out)
    assert (told["scores"][0]["score"], told["scores"][0]["grade"]) == ("81", "良好")
    assert len(told["lines"]) == 5
    assert sum(float(line["points"]) for line in told["lines"]) == 81
    assert told["lines"][0]["places"][0].startswith("考核.xlsx")


@pytest.mark.usefixtures("published")
def test_an_unknown_name_is_answered_with_who_may_be_meant(call: Call) -> None:
    said = call("explain", "person", "王方", "--month", "2026-10")
    assert said.code == 2
    assert "没有“王方”的得分" in said.err


@pytest.mark.usefixtures("inputs")
def test_a_candidate_stands_beside_the_present_scheme(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "candidate.yaml"
    path.write_text(CANDIDATE, encoding="utf-8")
    said = call("trial", str(path), "--months", "1", "--as-of", "2026-11-20")
    assert said.code == 0, said.err
    rows = {line.split()[1]: line.split() for line in said.out.splitlines() if line.startswith("2026-10")}
    assert rows["王芳"] == ["2026-10", "王芳", "five-criteria", "92.00", "优秀", "92.00", "优秀"]
    assert rows["周敏"][3:] == ["65.00", "不合格", "65.00", "良好", "等级有变"]
    assert "3 人，3 份得分，1 份等级有变" in said.out
    assert "名次相关：1.00" in said.out
    assert "现行 +0 元，试算 +50 元" in said.out
    assert not (tmp_path / "outputs").exists()


@pytest.mark.usefixtures("inputs")
def test_a_trial_as_json_says_the_same(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "candidate.yaml"
    path.write_text(CANDIDATE, encoding="utf-8")
    told = json.loads(call("trial", str(path), "--months", "2", "--as-of", "2026-11-20", "--json").out)
    assert told["months"] == ["2026-09", "2026-10"]
    assert len(told["people"]) == 6
    assert told["money"] == {"now": 1000.0, "then": 100.0}  # September ends a quarter: +1000 + 500 − 500


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [("at: 90", "at: 高"), ("by: rating", "by: guess"), ("grade: 优秀", "grade: 特优")],
)
@pytest.mark.usefixtures("inputs")
def test_a_candidate_that_cannot_work_is_refused_before_anything_is_read(
    call: Call, tmp_path: Path, spoilt: str, says: str
) -> None:
    path = tmp_path / "candidate.yaml"
    path.write_text(CANDIDATE.replace(spoilt, says), encoding="utf-8")
    said = call("trial", str(path))
    assert said.code == 2
    assert "candidate.yaml" in said.err
