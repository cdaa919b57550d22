"""`template`: which sheets are written where, and what is never touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aftersales.blank_sheets.book import ACTING
from aftersales.kinds.load import built_in_kinds
from tests.cli.conftest import Call
from tests.sheets import write

ROSTER = """
    员工花名册
    | 姓名   | 工号 | 门店     | 岗位     | 入职日期   | 离职日期   |
    | 刘晓燕 | A07  | 五里牌店 | 售后文员 | 2020-03-01 |            |
    | 何平   | A08  | 高桥店   | 安装员   | 2020-03-01 | 2025-01-31 |
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text(
        "company: {name: 湘岚陶瓷}\nstores: [{name: 五里牌店}, {name: 高桥店}]\n"
        "kinds:\n  lending:\n    zh: 样品借还登记\n    fields: [{name: lent_on, type: date, zh: 借出日期}, {name: sample, zh: 样品}]\n"
        "    required: [[lent_on]]\n    event: [lent_on]\n",
        encoding="utf-8",
    )
    write(tmp_path / "inputs", {"花名册": ROSTER})
    return tmp_path


def test_without_a_name_every_kind_is_written_and_the_check_has_nothing_to_say(call: Call, shop: Path) -> None:
    said = call("template", "--json")
    assert (said.code, said.err) == (0, "")
    told = json.loads(said.out)
    assert [file["kind"] for file in told["written"]] == [*built_in_kinds(), "lending"]
    assert {path.name for path in (shop / "模板").iterdir()} == {Path(file["file"]).name for file in told["written"]}
    checked = json.loads(call("check", "--inputs", shop / "模板", "--json").out)
    assert checked["problems"] == []
    assert sorted(sheet["kind"] for sheet in checked["sheets"] if sheet["kind"]) == sorted(
        [*built_in_kinds(), "lending"]
    )
    records = {sheet["kind"]: sheet["records"] for sheet in checked["sheets"] if sheet["kind"]}
    assert {kind for kind, count in records.items() if count != 1} == ACTING


def test_dropped_among_the_shops_own_sheets_the_examples_name_somebody_known(call: Call, shop: Path) -> None:
    call("template", "--out", shop / "空白")
    for path in (shop / "空白").iterdir():
        path.rename(shop / "inputs" / path.name if path.stem != "花名册" else shop / "inputs" / "花名册2.xlsx")
    problems = json.loads(call("check", "--json").out)["problems"]
    assert [problem for problem in problems if problem["severity"] == "error"] == []
    assert {problem["code"] for problem in problems} <= {"row-duplicate", "household-conflict"}


def test_kinds_are_asked_for_by_id_or_chinese_name(call: Call, shop: Path) -> None:
    said = call("template", "callback", "投诉登记表", "--out", shop / "x")
    assert {path.name for path in (shop / "x").iterdir()} == {"售后回访记录.xlsx", "投诉登记表.xlsx"}
    assert "写好 2 份空白登记表" in said.out
    said = call("template", "callbak", "--out", shop / "y")
    assert said.code == 2
    assert "callback" in said.err
    assert not (shop / "y").exists()


def test_what_somebody_may_have_filled_in_is_not_overwritten(call: Call, shop: Path) -> None:
    call("template", "callback", "--out", shop / "x")
    again = json.loads(call("template", "callback", "--out", shop / "x", "--json").out)
    assert (len(again["written"]), again["kept"]) == (1, [])
    path = shop / "x" / "售后回访记录.xlsx"
    path.write_bytes(path.read_bytes() + b"filled in")
    said = call("template", "callback", "--out", shop / "x")
    assert "已有同名文件，没有覆盖" in said.err
    assert path.read_bytes().endswith(b"filled in")
    assert [entry.name for entry in (shop / "x").iterdir()] == ["售后回访记录.xlsx"]


def test_the_drop_folder_is_never_written_to(call: Call, shop: Path) -> None:
    for out in (shop / "inputs", shop / "inputs" / "模板"):
        said = call("template", "--out", out)
        assert said.code == 2
        assert "程序不往里面写" in said.err
    assert [path.name for path in (shop / "inputs").iterdir()] == ["花名册.xlsx"]


def test_a_folder_that_cannot_be_written_to_is_said(call: Call, shop: Path) -> None:
    (shop / "file").write_text("", encoding="utf-8")
    said = call("template", "--out", shop / "file" / "x")
    assert said.code == 2
    assert "写不进去" in said.err
