"""`sample`: the same callbacks every time, a sheet that is filled in and dropped back, and audit figures from it (S2-17)."""

from __future__ import annotations

import json
import math
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Call
from tests.sheets import night, write

STAFF = """
花名册
| 姓名 | 工号 | 门店 | 岗位 | 入职日期 | 离职日期 |
| 王芳 | A1 | 五里牌店 | 售后文员 | 2020-01-01 | |
| 陈刚 | A2 | 五里牌店 | 行政 | 2020-01-01 | |
| 何平 | A3 | 五里牌店 | 安装 | 2020-01-01 | |
"""
TOP = "售后服务跟踪表\n| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 满意度 | 当事人 |"


def calls(count: int, month: str = "2026-10") -> str:
    lines = [
        f"| {month}-{1 + n % 28:02d} | 五里牌店 | 客户{n} | 138{n:08d} | 王芳 | 满意 | 何平 |" for n in range(count)
    ]
    return "\n".join([TOP, *lines])


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text("stores: [{name: 五里牌店}]\nworkers: 1\n", encoding="utf-8")
    write(tmp_path / "inputs", {"花名册": STAFF, "回访": calls(64)})
    return tmp_path


def drawn(call: Call, month: str = "2026-10", *more: str | Path) -> list[str]:
    said = call("sample", month, "--as-of", "2026-11-05", "--json", *more)
    assert said.code == 0, said.err
    return [record["record_id"] for record in json.loads(said.out)["records"]]


def test_a_tenth_at_least_five_and_never_more_than_there_are(call: Call, shop: Path) -> None:
    assert len(drawn(call)) == math.ceil(6.4) == 7
    for count, wanted in ((3, 3), (12, 5), (50, 5), (51, 6)):
        write(shop / "inputs", {"回访": calls(count)})
        assert len(drawn(call, "2026-10", "--out", shop / str(count))) == wanted


def test_the_same_are_drawn_again_and_a_late_callback_changes_one_at_most(call: Call, shop: Path) -> None:
    first = drawn(call)
    book = (shop / "抽查" / "抽查回访记录-2026年第10期.xlsx").read_bytes()
    assert drawn(call) == first
    assert (shop / "抽查" / "抽查回访记录-2026年第10期.xlsx").read_bytes() == book
    later = f"{TOP}\n| 2026-10-31 | 五里牌店 | 晚到 | 13900000000 | 王芳 | 满意 | |"
    write(shop / "inputs", {"补录": later})
    assert len(set(first) - set(drawn(call, "2026-10", "--out", shop / "b"))) <= 1


def test_another_month_draws_others_and_one_without_callbacks_is_said(call: Call, shop: Path) -> None:
    write(shop / "inputs", {"九月": calls(64, "2026-09")})
    places = json.loads(call("sample", "2026-09", "--as-of", "2026-11-05", "--json").out)["records"]
    assert {record["place"].split(" › ")[0] for record in places} == {"九月.xlsx"}
    rows = [{record["place"].split(" › ")[2] for record in records}
            for records in (places, json.loads(call("sample", "2026-10", "--json").out)["records"])]  # fmt: skip
    assert rows[0] != rows[1]
    said = call("sample", "2026-08")
    assert said.code == 2
    assert "2026-08 没有回访记录，无从抽查；有回访记录的月份：2026-09、2026-10" in said.err
    assert call("sample", "十月").code == 2


def test_the_screen_hides_phones_and_the_sheet_has_what_is_known(call: Call, shop: Path) -> None:
    said = call("sample", "2026-10", "--as-of", "2026-11-05")
    assert "2026-10 有 64 条回访，随机抽 7 条" in said.out
    assert "138****" in said.out
    sheet = load_workbook(shop / "抽查" / "抽查回访记录-2026年第10期.xlsx").worksheets[0]
    headings = [cell.value for cell in sheet[4]]
    assert headings == ["序号", "*抽查日期", "抽查人", "原回访日期", "售后文员", "当事人", "客户姓名", "电话", "核实情况",
                        "服务态度问题", "是否核实", "备注", "门店", "当时的评价", "回访记录在"]  # fmt: skip
    first = dict(zip(headings, (cell.value for cell in sheet[5]), strict=True))
    assert first["*抽查日期"] is None
    assert isinstance(first["原回访日期"], datetime)
    assert (first["售后文员"], first["当事人"], first["门店"], first["当时的评价"]) == (
        "王芳",
        "何平",
        "五里牌店",
        "满意",
    )
    assert str(first["电话"]).startswith("138000000")
    assert str(first["回访记录在"]).startswith("回访.xlsx › Sheet1 › 第")
    lists = {rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    assert any("选项" in formula for formula in lists)


def test_filled_in_and_dropped_back_it_is_read_without_a_problem_and_counted(call: Call, shop: Path) -> None:
    drawn(call)
    path = shop / "抽查" / "抽查回访记录-2026年第10期.xlsx"
    book = load_workbook(path)
    sheet = book.worksheets[0]
    findings = ["属实"] * 4 + ["不属实", "未回访", "联系不上"]
    for row, finding in enumerate(findings, start=5):
        sheet.cell(row, 2).value = datetime(2026, 11, 4)  # noqa: DTZ001 - the shop's own day
        sheet.cell(row, 3).value = "陈刚"
        sheet.cell(row, 9).value = finding
        sheet.cell(row, 10).value = "是" if finding == "不属实" else None
    book.save(shop / "inputs" / path.name)
    checked = json.loads(call("check", "--as-of", "2026-11-05", "--json").out)
    assert [problem for problem in checked["problems"] if "抽查" in problem["file"]] == []
    (kind,) = [sheet for sheet in checked["sheets"] if sheet["kind"] == "audit"]
    assert (kind["records"], kind["rejected"]) == (7, 0)
    told = night(shop, {}, as_of=datetime(2026, 11, 5))  # noqa: DTZ001
    figures = {
        row["measure"]: float(row["value"] or "nan")
        for row in told.table("measures", "2026-11")
        if not row["store"] and not row["person"]
    }
    assert (figures["audit.checked"], figures["audit.false"], figures["audit.attitude"]) == (7, 2, 1)
    assert figures["audit.genuine_rate"] == pytest.approx(4 / 6)
    assert {row["clerk"] for row in told.table("records/audit", "2026-11")} == {"王芳"}


def test_what_somebody_may_have_filled_in_stays_and_the_drop_folder_is_not_written_to(call: Call, shop: Path) -> None:
    drawn(call)
    path = shop / "抽查" / "抽查回访记录-2026年第10期.xlsx"
    path.write_bytes(path.read_bytes() + b"filled in")
    said = call("sample", "2026-10", "--as-of", "2026-11-05")
    assert "没有覆盖" in said.err
    assert path.read_bytes().endswith(b"filled in")
    said = call("sample", "2026-10", "--out", shop / "inputs" / "抽查")
    assert said.code == 2
    assert sorted(entry.name for entry in (shop / "inputs").iterdir()) == ["回访.xlsx", "花名册.xlsx"]


def test_nothing_that_a_clerk_wrote_is_alive_in_the_sheet(call: Call, shop: Path) -> None:
    nasty = f'{TOP}\n| 2026-10-05 | 五里牌店 | =HYPERLINK("http://x.example") | 13800000001 | +王芳 | 满意 | @何平 |'
    write(shop / "inputs", {"回访": nasty})
    drawn(call)
    sheet = load_workbook(shop / "抽查" / "抽查回访记录-2026年第10期.xlsx").worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
