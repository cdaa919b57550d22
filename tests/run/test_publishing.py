"""What a night leaves behind: the tree of docs/contract.md, byte for byte the same, and nothing hostile alive in it."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from aftersales.kinds import load_kinds
from aftersales.run import run
from tests.sheets import Night, asked, night, read_csv, write

CALLS = """
售后回访记录
| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 当事人 | 满意度 | 不满意原因 |
| 2026-10-02 | 五里牌店 | 陈一 | 13800000001 | 王芳 | 张三 | 满意 | |
| 2026-10-03 | 五里牌店 | 林二 | 13800000002 | 王芳 | 李四 | 不满意 | 瓷砖开裂 |
| 2026-09-30 | 高桥店 | 黄三 | 13800000003 | 刘敏 | 李四 | 满意 | |
"""
AUDITS = """
抽查回访记录
| 抽查日期 | 抽查人 | 客户姓名 | 电话 | 回访人 | 当事人 | 抽查结果 | 备注 |
| 2026-10-20 | 周主任 | 林二 | 13800000002 | 王芳 | 李四 | 不属实 | 客户说没接到,改打13800000009 |
"""
FILES = {"十月/回访": CALLS, "抽查": AUDITS}
HEADERS = {
    "measures": "month,measure,store,person,category,product,unit,value,numerator,denominator,low,high,target,verdict,rule",
    "members": "month,measure,record_id,store,person,category,product,unit,numerator,denominator",
    "proposals": "period,scheme,person,store,proposal,amount,because,rule,status,record_ids",
    "problems": "code,severity,effect,file,sheet,cell,row,field,value,message,remedy,affects",
    "sources": "file,sheet,kind,header_row,rows,records,blank,heading,note,duplicate,rejected,sha256,modified,reader",
}


def tree(folder: Path) -> dict[str, bytes]:
    """Every published file by its place; without the seconds that the stages took."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if path.name == "run.json":
            content = re.sub(rb'"seconds": \{[^}]*\}', b"", content)
        found[path.relative_to(folder).as_posix()] = content
    return found


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Night:
    return night(tmp_path_factory.mktemp("published"), FILES)


# -- the tree and its tables ------------------------------------------------------------------------------------------


def test_the_tree_is_the_contracts(published: Night) -> None:
    of_october = [f"data/{name}.csv" for name in HEADERS] + ["data/records/audit.csv", "data/records/callback.csv"]
    of_october += ["run.json", "售后月报-2026-10.html", "售后月报-2026-10.xlsx"]
    names = [name for name in tree(published.outputs) if not name.startswith("2026-09/")]
    expected = [*(f"2026-10/{name}" for name in of_october), "data/problems.csv", "data/sources.csv", "index.html"]
    assert set(expected) <= set(names)
    assert {name.split("/")[0] for name in names} <= {"2026-10", "data", "index.html", "state", "logs", "2026", ".lock"}
    assert (published.outcome.months, published.outcome.exit_code) == (("2026-09", "2026-10"), 0)


def test_every_table_starts_with_a_mark_and_the_contracts_header(published: Night) -> None:
    for name, header in HEADERS.items():
        content = (published.outputs / "2026-10/data" / f"{name}.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf" + header.encode() + b"\n"), name
        assert b"\r" not in content


def test_records_carry_the_kinds_fields_in_their_order(published: Night) -> None:
    for kind_id in ("audit", "callback"):
        fields = load_kinds({})[kind_id].written_columns
        header = ",".join(["record_id", "file", "sheet", "row", "month", *fields, "extra"])
        content = (published.outputs / f"2026-10/data/records/{kind_id}.csv").read_text(encoding="utf-8-sig")
        assert content.splitlines()[0] == header


def test_values_are_written_as_the_contract_says(published: Night) -> None:
    record = published.table("records/callback")[1]
    wanted = {"file": "十月/回访.xlsx", "sheet": "Sheet1", "row": "4", "month": "2026-10", "date": "2026-10-03",
              "store": "五里牌店", "satisfaction": "2", "outcome": "reached", "problem": "瓷砖开裂", "remark": ""}  # fmt: skip
    assert {name: record[name].removesuffix(".0") for name in wanted} == wanted
    rate = next(r for r in published.table("measures") if r["measure"] == "callback.satisfaction_rate" and not r["store"]
                and not r["person"])  # fmt: skip
    assert (rate["value"], rate["numerator"].removesuffix(".0"), rate["denominator"].removesuffix(".0")) == (
        "0.5",
        "1",
        "2",
    )
    fines = published.table("proposals")
    assert [(r["person"], float(r["amount"]), r["status"]) for r in fines] == [
        ("李四", -20, "建议"),
        ("王芳", -20, "建议"),
    ]
    assert all(r["record_ids"] == published.table("records/audit")[0]["record_id"] for r in fines)


def test_the_month_folders_show_only_sheets_that_gave_them_a_record(published: Night) -> None:
    assert [row["file"] for row in published.table("sources", "2026-09")] == ["十月/回访.xlsx"]
    assert published.table("sources", "2026-09")[0]["records"] == "3"  # always the whole sheet
    assert [row["file"] for row in read_csv(published.outputs / "data/sources.csv")] == ["十月/回访.xlsx", "抽查.xlsx"]


# -- the same bytes ---------------------------------------------------------------------------------------------------


def test_a_second_run_and_another_order_of_files_give_the_same_bytes(published: Night, tmp_path: Path) -> None:
    first = tree(published.outputs)
    inputs = published.outputs.parent / "inputs"
    for name in reversed(FILES):  # made in another order than the first time
        copy = tmp_path / "inputs" / f"{name}.xlsx"
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(inputs / f"{name}.xlsx", copy)
    for _ in range(2):
        run(asked(tmp_path), lambda *_: None)
        assert tree(tmp_path / "outputs") == first


def test_an_unchanged_night_leaves_even_run_json_as_it_is(tmp_path: Path) -> None:
    """docs/decisions/0011: run.json tells seconds, which no two runs share, of the run that last changed the month."""
    outputs = night(tmp_path, FILES).outputs
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in outputs.rglob("*") if path.is_file()}
    assert run(asked(tmp_path), lambda *_: None).published.replaced == ()
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in outputs.rglob("*") if path.is_file()}
    assert after == before
    assert {path.name for path in before} >= {"run.json", "index.html", ".lock"}


def test_one_process_or_two_give_the_same_tables_and_pages(
    published: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(published.outputs.parent / "inputs", tmp_path / "inputs")
    monkeypatch.setattr("aftersales.night.any_drawn", lambda: False)  # none is drawn: all its charts are known already
    run(asked(tmp_path, settings={"workers": 2}), lambda *_: None)
    found, first = tree(tmp_path / "outputs"), tree(published.outputs)
    assert found.keys() == first.keys()
    other = [name for name in first if found[name] != first[name]]
    assert all(name.endswith("run.json") for name in other)  # which tells the hash of the config


def test_after_a_chart_was_drawn_no_other_process_is_to_draw_one(
    published: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it was forked from one that drew a chart, it would hang."""
    asked_for: list[int] = []

    def noted(shares: Sequence[object], write: Callable[[object], object], workers: int) -> list[object]:
        asked_for.append(workers)
        return [write(share) for share in shares]

    shutil.copytree(published.outputs.parent / "inputs", tmp_path / "inputs")
    monkeypatch.setattr("aftersales.night.side_by_side", noted)
    run(asked(tmp_path, settings={"workers": 2}), lambda *_: None)
    assert asked_for == [1]


def test_nothing_in_the_inputs_is_touched(tmp_path: Path) -> None:
    folder = write(tmp_path / "inputs", FILES)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*.xlsx")}
    run(asked(tmp_path), lambda *_: None)
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()
    } == before


# -- what was asked for -----------------------------------------------------------------------------------------------


def test_one_month_may_be_asked_for_and_the_others_stay_as_they_are(tmp_path: Path) -> None:
    first = night(tmp_path, FILES)
    september = tree(first.outputs / "2026-09")
    changed = {"十月/回访": CALLS.replace("黄三", "黄先生")}
    again = night(tmp_path, changed, months=("2026-10",))
    assert again.outcome.months == ("2026-10",)
    assert tree(again.outputs / "2026-09") == september


def test_a_dry_run_publishes_nothing(tmp_path: Path) -> None:
    tried = night(tmp_path, FILES, dry_run=True)
    assert tried.outcome.months == ("2026-09", "2026-10")
    assert not tried.outputs.exists()


def test_an_unreadable_file_is_named_and_ends_a_strict_run_with_3(tmp_path: Path) -> None:
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs/坏.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    plain = night(tmp_path, FILES)
    assert plain.outcome.exit_code == 0
    assert [r["file"] for r in read_csv(plain.outputs / "data/problems.csv") if r["effect"] == "file_left_out"] == [
        "坏.xlsx"
    ]
    strict = night(tmp_path, FILES, strict=True)
    assert strict.outcome.exit_code == 3
    assert strict.table("measures")


def test_an_empty_folder_ends_with_4_and_leaves_what_was_published(tmp_path: Path) -> None:
    before = tree(night(tmp_path, FILES).outputs)
    empty = tmp_path / "empty"
    empty.mkdir()
    outcome = run(asked(tmp_path, inputs=empty), lambda *_: None)
    assert outcome.exit_code == 4
    assert tree(tmp_path / "outputs") == before


def test_a_required_kind_that_is_missing_ends_with_4(tmp_path: Path) -> None:
    gates = {"gates": {"required_kinds": ["complaint", "callback"]}}
    asked_for = night(tmp_path, FILES, settings=gates)
    assert asked_for.outcome.exit_code == 4
    assert asked_for.outcome.stale == ("complaint",)


def test_too_many_rejected_rows_end_with_3_when_the_gate_is_set(tmp_path: Path) -> None:
    sheet = CALLS + "| 2026-10-05 | 五里牌店 | | | 王芳 | | 满意 | |\n"
    outcome = night(tmp_path, {"回访": sheet}, settings={"gates": {"max_rejected_share": 0.2}}).outcome
    assert outcome.exit_code == 3  # 1 of 4
    assert night(tmp_path, {"回访": sheet}, settings={"gates": {"max_rejected_share": 0.3}}).outcome.exit_code == 0


def test_a_target_that_cannot_be_replaced_ends_with_5_and_the_rest_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night(tmp_path, FILES)
    monkeypatch.setattr("aftersales.publish.exchange", lambda *_: False)
    monkeypatch.setattr("aftersales.publish.PAUSE", 0.0)
    rename = os.replace

    def open_in_excel(source: str | Path, target: str | Path) -> None:
        if Path(target).name == "2026-10" or (Path(source).name == "2026-10" and Path(source).parent.name == "outputs"):
            raise PermissionError(13, "open elsewhere", str(target))
        rename(source, target)

    monkeypatch.setattr("os.replace", open_in_excel)
    monkeypatch.setattr("os.rename", open_in_excel)
    changed = {**FILES, "十月/回访": CALLS.replace("瓷砖开裂", "瓷砖色差")}
    again = night(tmp_path, changed)
    assert again.outcome.exit_code == 5
    assert "2026-10" in again.outcome.unpublished
    assert "开裂" in (again.outputs / "2026-10/data/measures.csv").read_text(encoding="utf-8-sig")


# -- hostile texts ----------------------------------------------------------------------------------------------------

REASONS = """
铺贴指导记录
| 指导日期 | 客户姓名 | 电话 | 泥工 | 指导人 | 是否返工 | 返工原因 |
| 2026-10-02 | 陈一 | 13800000001 | 老周 | 李四 | 是 | 空鼓,业主另一电话13800000004 |
"""
HOSTILE = """
投诉登记表
| 投诉日期 | 门店 | 客户 | 电话 | 型号 | 投诉内容 | 责任人 | 处理人 | 处理状态 | 备注 |
| 2026-10-02 | ../../门店 | <script>alert(1)</script> | 13800000001 | =1+1 | =HYPERLINK("http://x.example","开裂") | ../../王芳 | @SUM(A1) | 处理中 | <img src=x onerror=alert(2)> |
| 2026-10-03 | 五里牌店 | +cmd | 13800000002 | -2+3 | 瓷砖开裂 | <b>李四</b> | 王芳 | 处理中 | 电话 13800000003 和 0731-84761883 |
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Night:
    return night(tmp_path_factory.mktemp("hostile"), {"投诉": HOSTILE, "指导": REASONS})


def test_no_name_leads_out_of_the_outputs(hostile: Night) -> None:
    beside = {path.name for path in hostile.outputs.parent.iterdir()}
    assert beside == {"inputs", "outputs", "state"}
    assert all(".." not in name for name in tree(hostile.outputs))


def test_no_cell_of_a_table_starts_a_formula(hostile: Night) -> None:
    for path in hostile.outputs.rglob("*.csv"):
        for row in read_csv(path):
            for name, value in row.items():
                number = re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", value)
                assert number or not value.startswith(("=", "+", "-", "@", "\t")), (path.name, name, value)


def test_no_formula_or_link_from_a_cell_is_alive_in_the_workbook(hostile: Night) -> None:
    path = hostile.outputs / "2026-10/售后月报-2026-10.xlsx"
    book = load_workbook(path)
    formulas = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert not [formula for formula in formulas if "x.example" in str(formula) or "1+1" in str(formula)]
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if b"x.example" in archive.read(name) and "rels" in name]
    texts = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert any("HYPERLINK" in text for text in texts)  # shown, as text


def test_no_mark_up_from_a_cell_is_alive_in_a_page(hostile: Night) -> None:
    for path in hostile.outputs.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        for text in ("<script>alert", "<img src=x", "<b>李四"):
            assert text not in page, path.name
    assert "&lt;script&gt;alert" in (hostile.outputs / "2026-10/售后月报-2026-10.html").read_text(encoding="utf-8")


def test_phones_stand_in_full_only_in_the_records(published: Night, hostile: Night) -> None:
    whole = re.compile(r"(?<!\d)1380000000\d(?!\d)|0731-84761883")
    seen_masked = 0
    for outputs in (published.outputs, hostile.outputs):
        for path in sorted(path for path in outputs.rglob("*") if path.is_file()):
            if path.suffix == ".xlsx":
                with zipfile.ZipFile(path) as archive:
                    text = "\n".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
            else:
                text = path.read_text(encoding="utf-8-sig")
            seen_masked += "138****0001" in text
            assert bool(whole.search(text)) == (path.parent.name == "records"), path
    assert seen_masked == 5  # the workbook and the page of both Octobers, and what is to be done in one; not September


def test_phones_are_shown_where_the_shop_says_so(tmp_path: Path) -> None:
    shown = night(tmp_path, FILES, settings={"privacy": {"mask": False, "records": False}})
    assert "13800000002" in (shown.outputs / "2026-10/售后月报-2026-10.html").read_text(encoding="utf-8")
    assert not (shown.outputs / "2026-10/data/records").exists()


def test_the_run_tells_what_it_was_made_of(published: Night) -> None:
    facts = json.loads((published.outputs / "2026-10/run.json").read_text(encoding="utf-8"))
    assert facts["as_of"] == datetime(2026, 11, 2, 9, 0).strftime("%Y-%m-%dT%H:%M")  # noqa: DTZ001
    assert [entry["file"] for entry in facts["inputs"]] == ["十月/回访.xlsx", "抽查.xlsx"]
    assert facts["months"] == ["2026-09", "2026-10"]
    assert set(facts["seconds"]) >= {"find", "read", "consolidate", "classify", "measure"}


TOLD = """
投诉登记表
| 投诉日期 | 门店 | 客户 | 电话 | 型号 | 投诉内容 | 责任人 | 处理人 | 处理状态 | 备注 |
| 2026-10-02 | 五里牌店 | 陈一 | 138000000019 | QH6315 | 开裂,另一电话 138-0000-0012 | 张三 | 王芳 | 处理中 | １３８０００００００１３ |
| 2026-10-03 | 高桥店 | 林二 | 138 0000 0014x | LS1203 | 空鼓 138 0000 0015 | 张三 | 王芳 | 处理中 | 430102199001010016 |
| 不详 13800000017 | 高桥店 | 黄三 | 13800000018 | LS1203 | 空鼓 | 张三 | 王芳 | 处理中 | |
"""


def test_a_phone_written_in_any_way_stands_in_full_only_in_the_records_and_the_clerks_own_return_sheet(
    tmp_path: Path,
) -> None:
    told = night(tmp_path, {"投诉 138-0000-0020": TOLD})
    whole = re.compile(r"1380000001\d|138.0000.00\d\d|１３８００|430102199001")
    for path in sorted(path for path in told.outputs.rglob("*") if path.is_file()):
        assert not whole.search(path.name)
        if path.parent.name in ("records", "退回单"):
            continue
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                text = "\n".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
        else:
            text = path.read_text(encoding="utf-8-sig")
        assert not whole.search(text), (path, whole.search(text))
        assert "0012" in text or path.suffix not in (".xlsx", ".html") or path.parent.name != "2026-10"


def test_a_fine_may_rest_on_an_event(tmp_path: Path) -> None:
    sheet = "违纪登记\n| 日期 | 姓名 | 事项 | 次数 |\n| 2026-10-08 | 陈小芳 | 未及时进场 | 1 |"
    done = night(tmp_path, {"违纪": sheet})
    assert done.outcome.exit_code == 0
    proposals = (done.outputs / "2026-10" / "data" / "proposals.csv").read_text(encoding="utf-8-sig")
    assert "陈小芳" in proposals
    page = (done.outputs / "2026-10" / "售后月报-2026-10.html").read_text(encoding="utf-8")
    assert "违纪.xlsx › Sheet1 › 第3行" in page
