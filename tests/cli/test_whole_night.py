"""The commands with the real stages, on a drop folder of one small sheet."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

LOG = """\
回访日期,门店,客户姓名,联系电话,回访人,满意度,不满意原因
2026-10-05,五里牌店,张三,13800000001,王芳,非常满意,
2026-10-06,五里牌店,李四,13800000002,王芳,不满意,瓷砖空鼓
2026-10-07,五里牌店,,,王芳,满意,
2026-10-08,五里牌店,=cmd,13800000003,王芳,满意,
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "回访登记表.csv").write_text(LOG, encoding="utf-8")
    (tmp_path / "config.yaml").write_text("stores: [{name: 五里牌店}]\nworkers: 1\n", encoding="utf-8")
    return tmp_path


def figure(shop: Path, measure: str) -> str:
    with (shop / "outputs" / "2026-10" / "data" / "measures.csv").open(encoding="utf-8-sig", newline="") as file:
        [value] = [
            row["value"]
            for row in csv.DictReader(file)
            if row["measure"] == measure and not any(row[name] for name in ("store", "person", "category"))
        ]
    return value


def test_a_night_from_the_sheet_to_the_rows_behind_a_figure(call: Call, shop: Path) -> None:
    night = call("run", "--as-of", "2026-11-01")
    assert night.code == 0, night.err
    assert "已发布:2026-10" in night.out
    assert figure(shop, "callback.satisfaction_rate") == "0.6666666666666666"

    answer = json.loads(call("explain", "callback.satisfaction_rate", "--json").out)
    places = [member["place"] for member in answer["members"]]
    assert places == ["回访登记表.csv › 第2行", "回访登记表.csv › 第3行", "回访登记表.csv › 第5行"]

    checked = json.loads(call("check", "--json").out)
    [sheet] = checked["sheets"]
    assert (sheet["kind"], sheet["header_row"], sheet["rows"], sheet["records"], sheet["rejected"]) == (
        "callback", 1, 5, 3, 1
    )  # fmt: skip
    assert [problem["row"] for problem in checked["problems"] if problem["effect"] == "row_left_out"] == [4]
    assert "回访日期" in call("explain", shop / "inputs" / "回访登记表.csv").out


def test_the_same_night_again_replaces_nothing(call: Call, shop: Path) -> None:
    stamps = []
    for _ in range(2):
        assert call("-q", "run", "--as-of", "2026-11-01").code == 0
        files = sorted(path for path in (shop / "outputs").rglob("*") if path.is_file() and path.suffix != ".log")
        stamps.append([(path, path.stat().st_ino) for path in files if path.name != "index.html"])
    assert stamps[0] == stamps[1]


def test_a_drop_folder_that_is_missing_or_empty_is_loud_and_publishes_nothing(call: Call, shop: Path) -> None:
    (shop / "empty").mkdir()
    (shop / "notes").mkdir()
    (shop / "notes" / "readme.txt").write_text("请把表放在这里\n谢谢\n", encoding="utf-8")
    (shop / "notes" / "说明.docx").write_bytes(b"PK")
    for folder in ("missing", "empty", "notes"):
        said = call("run", "--inputs", shop / folder)
        assert said.code == 4
        assert "登记表文件夹缺失、读不了或没有登记表文件" in said.err
    assert {entry.name for entry in (shop / "outputs").iterdir()} == {".lock", "logs"}
