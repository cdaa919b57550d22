"""What becomes of a return sheet when its file cannot be read a second time, and when there is too much to change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from aftersales import return_sheets
from aftersales.intake.files import find
from aftersales.intake.readers import read
from aftersales.kinds import load_kinds
from aftersales.model import FoundFile
from aftersales.publish import open_staging
from aftersales.return_sheets import Ordered, Returning
from aftersales.returns import to_mend, write_returns
from aftersales.settings.model import Limits
from tests.sheets import Sheets, Worked, night, worked, write

BAD = "\n".join(f"| 2026-10-{day:02} | 五里牌店 | 张{day} | 13{day} | 王芳 | 满意 |" for day in range(1, 31))
CALLS = f"回访登记表\n| 回访日期 | 门店 | 客户姓名 | 联系电话 | 回访人 | 满意度 |\n{BAD}"


def book_after(folder: Path, meanwhile: Callable[[Path], None]) -> Workbook:
    """The return sheet of one file with which something happened after it was read for the first time."""
    done = worked(folder, {"回访": CALLS})
    meanwhile(folder / "inputs")
    staging = open_staging(done.options.outputs)
    write_returns(done.options, done.results, to_mend(done.results, hide=True), ["2026-10"], staging, 1)
    return load_workbook(staging.folder / "2026-10/退回单/回访.xlsx")


def listed(book: Workbook) -> list[object]:
    return [cell.value for cell in book["要改的格"]["B"][5:]]


PLACES = [f"Sheet1 › D{row}" for row in range(3, 33)]


def test_the_rows_are_copied_from_the_file_that_was_read(tmp_path: Path) -> None:
    book = book_after(tmp_path, lambda _: None)
    assert listed(book) == PLACES
    assert [cell.value for cell in book["Sheet1"]["A"][4:]] == list(range(3, 33))


def test_a_file_that_was_changed_meanwhile_is_not_copied_and_its_problems_are_told(tmp_path: Path) -> None:
    def rewritten(inputs: Path) -> None:
        write(inputs, {"回访": CALLS.replace("张9", "李九")})

    book = book_after(tmp_path, rewritten)
    assert book.sheetnames == ["要改的格"]
    assert listed(book) == PLACES
    assert "原表在检查之后有改动" in str(book["要改的格"]["A4"].value)


def test_a_file_that_is_gone_is_not_copied_and_its_problems_are_told(tmp_path: Path) -> None:
    book = book_after(tmp_path, lambda inputs: (inputs / "回访.xlsx").unlink())
    assert listed(book) == PLACES
    assert "没有照抄" in str(book["要改的格"]["A4"].value)


def test_a_folder_that_is_gone_costs_only_the_copies(tmp_path: Path) -> None:
    book = book_after(tmp_path, shutil.rmtree)
    assert listed(book) == PLACES
    assert book.sheetnames == ["要改的格"]


def order(done: Worked, *, kept: bool = False) -> Ordered:
    [file] = find(done.options.inputs, Limits())[0]
    sources = done.results.consolidated.sources
    own = to_mend(done.results, hide=True).problems["2026-10"]["回访.xlsx"]
    rows = {source.sheet: source.excerpt for source in sources if source.excerpt} if kept else {}
    sha256 = sources[0].sha256
    return Ordered(
        file.name, file.path, file.size, file.modified, file.member, file.stamp, sha256, {"2026-10": own}, rows
    )


def test_of_too_many_the_costliest_are_listed_and_the_rest_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(return_sheets, "MOST_LISTED", 5)
    monkeypatch.setattr(return_sheets, "MOST_ROWS", 3)
    done = worked(tmp_path, {"回访": CALLS.replace("2026-10-30", "不详")})
    returned = Returning("", load_kinds({}), Limits())(order(done))
    book = load_workbook(BytesIO(returned.books["2026-10"]))
    assert listed(book) == ["Sheet1 › A32", *PLACES[:4]]
    assert str(book["要改的格"]["A3"].value).startswith("有 31 处要改")
    assert "另有 26 处没有列出" in str(book["要改的格"]["A4"].value)
    assert [cell.value for cell in book["Sheet1"]["A"][4:]] == [3, 4, 32]
    assert "另有 2 行没有抄来" in str(book["Sheet1"]["A2"].value)


TWO = """
回访登记表
| 回访日期 | 门店 | 客户姓名 | 联系电话 | 回访人 | 满意度 |
| 2026-10-05 | 五里牌店 | 张一 | 1380 | 王芳 | 满意 |
| 2026-10-06 | 五里牌店 | 张二 | 13800000002 | 王芳 | 满意 |

投诉登记表
| 投诉日期 | 门店 | 客户姓名 | 联系电话 | 投诉内容 | 处理人 |
| 2026-10-07 | 五里牌店 | 李一 | 1381 | 空鼓 | 王芳 |
"""


def test_each_row_stands_under_its_own_heading(tmp_path: Path) -> None:
    done = worked(tmp_path, {"回访": TWO})
    returned = Returning("", load_kinds({}), Limits())(order(done))
    sheet = load_workbook(BytesIO(returned.books["2026-10"]))["Sheet1"]
    assert [[cell.value for cell in row][:3] for row in sheet.iter_rows(min_row=4)] == [
        [2, "回访日期", "门店"],
        [3, "2026-10-05", "五里牌店"],
        [7, "投诉日期", "门店"],
        [8, "2026-10-07", "五里牌店"],
    ]


def test_a_sheet_that_was_left_out_shows_how_it_begins(tmp_path: Path) -> None:
    strange = "| 投诉日期 | 客户 | 投诉金额 |\n| 2026-10-05 | 张三 | 空鼓 |\n| 2026-10-06 | 李四 | 空鼓 |"
    done = night(tmp_path, {"回访": CALLS, "别的": strange})
    book = load_workbook(done.outputs / "2026-10/退回单/别的.xlsx")
    assert listed(book) == ["Sheet1"]
    assert [[cell.value for cell in row] for row in book["Sheet1"].iter_rows(min_row=4)] == [
        [1, "投诉日期", "客户", "投诉金额"],
        [2, "2026-10-05", "张三", "空鼓"],
        [3, "2026-10-06", "李四", "空鼓"],
    ]


def test_a_night_of_one_month_leaves_the_return_sheets_of_the_others(tmp_path: Path) -> None:
    done = night(tmp_path, {"回访": CALLS, "九月": CALLS.replace("2026-10", "2026-09").replace("-09-30", "-09-29")})
    sheet = done.outputs / "2026-09/退回单/九月.xlsx"
    assert sheet.is_file()
    (tmp_path / "inputs/九月.xlsx").unlink()
    night(tmp_path, {}, months=("2026-10",))
    assert sheet.is_file()
    night(tmp_path, {})
    assert not sheet.exists()
    assert (done.outputs / "2026-09/售后月报-2026-09.html").is_file()


def test_what_is_wrong_with_one_cell_many_times_is_one_line(tmp_path: Path) -> None:
    days = " | ".join(map(str, range(1, 11)))
    roster = "| 姓名 | 岗位 | 入职日期 |\n| 李娜 | 技师 | 2026-10-20 |"
    marks = f"2026年10月考勤表\n| 姓名 | {days} |\n| 李娜 | {' | '.join(['√'] * 10)} |\n注：出勤√ 事假○ 旷工×"
    done = night(tmp_path, {"花名册": roster, "考勤": marks})
    book = load_workbook(done.outputs / "2026-10/退回单/考勤.xlsx")
    assert listed(book) == ["Sheet1 › A3"]
    assert str(book["要改的格"]["D6"].value).endswith("（这一格同样的问题共 10 处）")
    assert str(book["要改的格"]["A3"].value) == "有 10 处要改：10 处照样计入但要核对。"


STRANGE = "| 投诉日期 | 客户 | 投诉金额 |\n| 2026-10-05 | 张三 | 空鼓 |\n| 2026-10-06 | 李四 | 空鼓 |"
TWICE = (
    CALLS.replace("| 张2 | 132 |", "| 张2 | 13800000002 |")
    + "\n| 2026-10-02 | 五里牌店 | 张2 | 13800000002 | 王芳 | 满意 |"
)


@pytest.mark.parametrize("sheets", [CALLS, TWO, {"十月": CALLS, "说不清": STRANGE}])
def test_rows_that_were_kept_give_the_same_bytes_and_the_file_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sheets: Sheets
) -> None:
    done = worked(tmp_path, {"回访": sheets})
    write_it = Returning("", load_kinds({}), Limits())
    read_again = write_it(order(done))
    monkeypatch.setattr(return_sheets, "read", lambda *_: pytest.fail("the file was read again"))

    assert write_it(order(done, kept=True)) == read_again


@pytest.mark.parametrize("calls", [CALLS * 2, TWICE], ids=["many rows", "a row that only the whole night minds"])
def test_where_a_row_was_not_kept_the_file_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: str
) -> None:
    done = worked(tmp_path, {"回访": calls})
    again: list[str] = []

    def noted(found: FoundFile, *how: Any) -> object:
        again.append(found.name)
        return read(found, *how)

    monkeypatch.setattr(return_sheets, "read", noted)
    write_it = Returning("", load_kinds({}), Limits())

    assert write_it(order(done, kept=True)) == write_it(order(done))
    assert again == ["回访.xlsx"] * 2
