import functools
import os
from pathlib import Path

import pytest

from aftersales.intake.files import find
from aftersales.intake.guard import load
from aftersales.intake.pool import each
from aftersales.intake.readers import read
from aftersales.intake.refusal import Refused
from aftersales.settings.model import Limits
from tests.intake.drawn_books import (
    book,
    cell,
    codes,
    found,
    opened,
    parts,
    row,
    sheet,
    table,
    zipped,
)
from tests.intake.hostile_cases import LOOK_ALIKES, REFUSED, TOLD, old_workbook, packed_zeros
from tests.intake.work_functions import digest


@pytest.mark.parametrize("what", REFUSED)
def test_a_broken_or_hostile_file_is_refused_with_its_reason(tmp_path: Path, what: str) -> None:
    name, data, code = REFUSED[what]
    workbook = opened(tmp_path, name, data)
    assert codes(workbook) == [code]
    assert workbook.grids == ()
    (problem,) = workbook.problems
    assert problem.place.file == name
    assert problem.message
    assert problem.remedy


@pytest.mark.parametrize("what", TOLD)
def test_what_is_read_only_in_part_says_so(tmp_path: Path, what: str) -> None:
    name, data, rows, code = TOLD[what]
    workbook = opened(tmp_path, name, data)
    assert [len(grid.rows) for grid in workbook.grids] == rows
    assert codes(workbook) == [code]


@pytest.mark.parametrize("what", LOOK_ALIKES)
def test_what_only_looks_hostile_is_read_without_a_word(tmp_path: Path, what: str) -> None:
    name, data, rows = LOOK_ALIKES[what]
    workbook = opened(tmp_path, name, data)
    assert [len(grid.rows) for grid in workbook.grids] == [rows]
    assert codes(workbook) == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_stands_twice_in_the_archive_is_refused(tmp_path: Path) -> None:
    twice = [*parts({"回访": sheet(table())}).items(), ("xl/worksheets/sheet1.xml", sheet(table(9)))]
    workbook = opened(tmp_path, "a.xlsx", zipped(twice))
    assert codes(workbook) == ["file-suspicious"]
    assert "sheet1.xml" in workbook.problems[0].message


def test_300_megabytes_in_300_kilobytes_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    data = packed_zeros(300)
    assert len(data) < 400_000
    workbook = opened(tmp_path, "a.xlsx", data)
    assert codes(workbook) == ["file-too-large"]
    assert "300 MB" in workbook.problems[0].message
    assert workbook.problems[0].message.endswith("超过上限 200 倍（设置 limits.ratio）")
    assert codes(opened(tmp_path, "b.xlsx", data, ratio=2_000)) != ["file-too-large"]


def test_more_than_the_limit_is_refused_by_the_name_of_its_setting(tmp_path: Path) -> None:
    (problem,) = opened(tmp_path, "a.xlsx", book(table(60_000)), inflated_mb=1).problems
    assert (problem.code, problem.facts["setting"]) == ("file-too-large", "limits.inflated_mb")
    (problem,) = opened(tmp_path, "a.xlsx", book(table()), entries=3).problems
    assert (problem.code, problem.facts["setting"]) == ("file-too-large", "limits.entries")
    with (tmp_path / "sparse.xlsx").open("wb") as file:
        file.truncate(3 << 30)
    with pytest.raises(Refused, match="file-too-large"):
        load(found(tmp_path / "sparse.xlsx"), Limits())


def test_sheets_beyond_the_limit_are_named_one_by_one(tmp_path: Path) -> None:
    sheets = {f"{n}号": sheet(table()) for n in range(1, 6)}
    workbook = opened(tmp_path, "a.xlsx", zipped(parts(sheets)), sheets=3)
    assert [grid.sheet for grid in workbook.grids] == ["1号", "2号", "3号"]
    assert [(p.code, p.place.sheet) for p in workbook.problems] == [
        ("too-many-sheets", "4号"),
        ("too-many-sheets", "5号"),
    ]
    assert [name for name, _ in workbook.unread] == ["4号", "5号"]


def test_two_sheets_of_one_part_are_not_read_twice(tmp_path: Path) -> None:
    made = parts({"甲": sheet(table()), "乙": sheet(table()), "丙": sheet(table())})
    relations = "xl/_rels/workbook.xml.rels"
    made[relations] = made[relations].replace("sheet2.xml", "sheet1.xml")
    workbook = opened(tmp_path, "a.xlsx", zipped(made))
    assert [grid.sheet for grid in workbook.grids] == ["丙"]
    assert codes(workbook) == ["sheet-unreadable", "sheet-unreadable"]


def test_one_broken_sheet_costs_only_itself(tmp_path: Path) -> None:
    sheets = {"好": sheet(table()), "坏": sheet(row(1, '<c r="A1" t="s"><v>99</v></c>'))}
    workbook = opened(tmp_path, "a.xlsx", zipped(parts(sheets)))
    assert [grid.sheet for grid in workbook.grids] == ["好"]
    assert [(p.code, p.place.sheet) for p in workbook.problems] == [("sheet-unreadable", "坏")]


def test_a_million_formatted_rows_change_nothing(tmp_path: Path) -> None:
    ghosts = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(4, 1_048_577))
    plain, ghostly = (opened(tmp_path, "a.xlsx", book(table() + more)) for more in ("", ghosts))
    assert ghostly.grids == plain.grids
    assert ghostly.problems == ()


@pytest.mark.parametrize("address", ["XFD1048576", "A1048576", "XFD4"])
def test_a_formatted_cell_far_away_changes_nothing(tmp_path: Path, address: str) -> None:
    number = int("".join(filter(str.isdigit, address)))
    styled = row(number, f'<c r="{address}" s="1"/>')
    plain, far = (opened(tmp_path, "a.xlsx", book(table() + more)) for more in ("", styled))
    assert far.grids == plain.grids
    assert far.problems == ()


@pytest.mark.parametrize("address", ["XFD1048576", "F1048576", "XFD900"])
def test_a_stray_value_far_away_is_reported_and_the_real_rows_are_kept(tmp_path: Path, address: str) -> None:
    number = int("".join(filter(str.isdigit, address)))
    rows = table(800)
    workbook = opened(tmp_path, "a.xlsx", book(rows + row(number, cell(address, "x"))))
    assert workbook.grids == opened(tmp_path, "a.xlsx", book(rows)).grids
    (problem,) = workbook.problems
    assert (problem.code, problem.place.cell) == ("far-cells", address)


def test_a_value_far_down_within_the_limit_keeps_its_row_number(tmp_path: Path) -> None:
    (grid,) = opened(tmp_path, "a.xlsx", book(table() + row(190_000, cell("A190000", "x")))).grids
    assert grid.number(len(grid.rows) - 1) == 190_000
    assert grid.rows[-1] == ("x", None)
    assert grid.rows[1] == ("2026-10-01", "客户2")


def test_a_sheet_spread_over_everything_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    spread = "".join(row(n, f'<c r="A{n}"><v>1</v></c>', f'<c r="XFD{n}"><v>1</v></c>') for n in range(1, 2_001))
    workbook = opened(tmp_path, "a.xlsx", zipped(parts({"散": sheet(spread), "好": sheet(table())})))
    assert [grid.sheet for grid in workbook.grids] == ["好"]
    assert [(p.code, p.place.sheet) for p in workbook.problems] == [("sheet-too-wide", "散")]


@pytest.mark.parametrize("number", ["1048577", "4294967298", "99999999999"])
def test_a_row_beyond_excel_is_refused(tmp_path: Path, number: str) -> None:
    xml = f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>'
    assert codes(opened(tmp_path, "a.xlsx", book(xml), cells=1_000)) == ["sheet-unreadable"]


def test_macros_are_noted_and_only_values_read(tmp_path: Path) -> None:
    data = zipped(parts({"回访": sheet(table())}) | {"xl/vbaProject.bin": "macro"})
    workbook = opened(tmp_path, "a.xlsm", data)
    assert codes(workbook) == ["macro-file"]
    assert len(workbook.grids[0].rows) == 3


def test_back_slash_names_are_read(tmp_path: Path) -> None:
    made = {name.replace("/", "\\"): content for name, content in parts({"回访": sheet(table())}).items()}
    assert len(opened(tmp_path, "a.xlsx", zipped(made)).grids[0].rows) == 3


def test_a_large_and_well_packed_honest_file_is_read_whole(tmp_path: Path) -> None:
    lines = "".join(
        row(n, *(cell(f"{letter}{n}", "满意满意满意满意") for letter in "ABCDEF")) for n in range(1, 60_001)
    )
    data = book(lines)
    assert len(data) * 8 < len(lines)
    workbook = opened(tmp_path, "a.xlsx", data)
    assert len(workbook.grids[0].rows) == 60_000
    assert workbook.problems == ()


def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "a.xlsx")
    with pytest.raises(Refused, match="file-not-regular"):
        load(found(tmp_path / "a.xlsx"), Limits())


def test_a_file_that_changes_while_it_is_read_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n")
    seen = found(path)
    real = os.fstat
    calls = []

    def growing(handle: int) -> os.stat_result:
        calls.append(handle)
        if len(calls) > 1:
            os.utime(path, (1, 1))
        return real(handle)

    monkeypatch.setattr(os, "fstat", growing)
    with pytest.raises(Refused, match="file-vanished"):
        load(seen, Limits())


def test_a_file_that_is_replaced_just_then_is_read_at_the_second_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n1,2\n")
    seen = found(path)
    path.rename(tmp_path / "weg")
    monkeypatch.setattr("time.sleep", lambda _: (tmp_path / "weg").rename(path))
    assert read(seen, Limits()).grids[0].rows == (("a", "b"), ("1", "2"))


def test_more_values_than_the_limit_are_refused_and_named(tmp_path: Path) -> None:
    lines = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_202))
    (problem,) = opened(tmp_path, "a.xlsx", book(lines), cells=1_000).problems
    assert problem.message == "单元格数 1201 超过上限 1000（设置 limits.cells）"


def test_all_of_them_in_one_folder_cost_no_innocent_file(tmp_path: Path) -> None:
    hostile = {}
    for number, (what, (name, data, code)) in enumerate(REFUSED.items()):
        hostile[f"{number:02}{what[:9]}{Path(name).suffix}"] = code
        (tmp_path / f"{number:02}{what[:9]}{Path(name).suffix}").write_bytes(data)
        (tmp_path / f"{number:02}好.xlsx").write_bytes(book(table()))
    (tmp_path / "old.xls").write_bytes(old_workbook()[:-1])
    limits = Limits(memory_mb=512)
    files, problems = find(tmp_path, limits)
    digests = {done.file: done for done in each(files, functools.partial(digest, limits), workers=2, limits=limits)}
    assert problems == []
    got = {name: [problem.code for problem in digests[name].problems] for name in digests}
    assert {name: codes for name, codes in got.items() if "好" in name and codes} == {}
    assert {name: got[name] for name in hostile} == {name: [code] for name, code in hostile.items()}
    assert got["old.xls"] == ["file-truncated"]
    assert all("Error" not in str(p) and "Exception" not in str(p) for d in digests.values() for p in d.problems)
