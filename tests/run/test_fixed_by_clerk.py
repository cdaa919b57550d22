"""A clerk with nothing but the return sheets: who does what they say, at the cells they name, leaves a clean night."""

from __future__ import annotations

import csv
import os
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from tests.sheets import SAVED, Night, Sheets, night, read_csv

SETTINGS = {"stores": [{"name": "五里牌店"}, {"name": "高桥店"}]}
ROSTER = """
| 姓名 | 门店 | 岗位 | 工号 | 入职日期 | 离职日期 |
| 王芳 | 五里牌店 | 回访员 | A01 | 2020-01-01 | |
| 张敏 | 五里牌店 | 技师 | A02 | 2020-01-01 | 2026-09-30 |
| 李娜 | 五里牌店 | 技师 | A03 | 2026-10-20 | |
| 陈强 | 五里牌店 | 技师 | A04 | 2020-01-01 | |
| 刘军 | 高桥店 | 技师 | A05 | 2020-01-01 | |
| 刘军 | 高桥店 | 技师 | A06 | 2020-01-01 | |
"""
CALLS = """
五里牌店2026年10月售后服务跟踪表
| 序号 | 回访日期 | 门店 | 客户姓名 | 联系电话 | 回访人 | 服务人员 | 满意度 | 不满意原因 | 备注 |
| 1 | 2026-10-05 | 五里牌店 | 张三 | 13800000001 | 王芳 | 陈强 | 非常满意 | | |
| 2 | 10月40号 | 五里牌店 | 李四 | 13800000002 | 王芳 | 陈强 | 满意 | | |
| 3 | 2026-10-07 | 五里牌店 | 王五 | 1380000 | 王芳 | 陈强 | 不知道 | 瓷砖空鼓 | |
| 4 | 2026-10-08 | 五里牌店 | | | 王芳 | 陈强 | 满意 | | |
| 5 | 2036-10-09 | 五里牌店 | 赵六 | 13800000005 | 王芳 | 陈强 | 满意 | | |
| 6 | 2026-10-05 | 五里牌店 | 张三 | 13800000001 | 王芳 | 陈强 | 非常满意 | | |
| 7 | 2026-10-10 | 五里碑 | 钱七 | 13800000007 | 汪芳 | 张敏 | 满意，不满意 | | |
| 8 | 2026-10-11 | 五里牌店 | 孙八 | 13800000008 | 王芳 | 李娜 | 9 | | |
| 9 | 2026-10-12 | 五里牌店 | 周九 | 13800000009 | 王芳 | 刘军 | 满意 | | #REF! |
| 10 | 2026-10-13 | 五里牌店 | 吴十 | 13800000010 | 王芳 | 陈强 | 满意 | | |
| 11 | 1926-10-13 | 五里牌店 | 郑一 | 13800000011 | 王芳 | 陈强 | 满意 | | |
| 12 | 2026-10-14周一 | 五里牌店 | 冯二 | 13800000012 | 王芳 | 陈强 | 满意 | | |
| 13 | 明天 | 五里牌店 | 冯三 | 13800000013 | 王芳 | 陈强 | 满意 | | |
"""
COMPLAINTS = """
2026年10月客户投诉台账
| 投诉编号 | 投诉日期 | 门店 | 客户姓名 | 联系电话 | 投诉内容 | 责任人 | 处理人 | 结案日期 | 处理状态 | 赔偿金额 | 是否属实 |
| TS001 | 2026-10-02 | 五里牌店 | 陈一 | 13800000021 | 开裂 | 陈强 | 王芳 | 2026-10-01 | 已结案 | 约好几百 | 是 |
| TS002 | 2026-10-03 | 五里牌店 | 林二 | 13800000022 | 空鼓 | 陈强 | 王芳 | 2026-10-06 | 差不多 | 100 | 说不清 |
| TS003 | 2026-10-04 | 五里牌店 | 黄三 | 13800000023 | 空鼓 | 陈强 | 王芳 | 2026-10-06 | 已结案 | -99999999 | 是 |
| TS003 | 2026-10-04 | 五里牌店 | 何四 | 13800000024 | 空鼓 | 陈强 | 王芳 | 2026-10-06 | 已结案 | 10 | 是 |
| TS005 | 3/4/2026 | 五里牌店 | 何五 | 13800000025 | 空鼓 | 陈强 | 王芳 | 2026-10-06 | 已结案 | 10 | 是 |
| 4.30102E+17 | 2026-10-05 | 五里牌店 | 何六 | 13800000026 | 空鼓 | 陈强 | 王芳 | 2026-10-06 | 已结案 | 10 | 是 |
"""
REPAIRS = """
2026年10月维修登记表
| 单号 | 报修日期 | 客户姓名 | 电话 | 门店 | 产品 | 故障 | 维修内容 | 维修技师 | 完成日期 | 客户签字 | 收费金额 | 返修类型 |
| W1 | 2026-10-02 | 陈一 | 13800000031 | 五里牌店 | 马桶 | 漏水 | 换垫圈 | 陈强 | 2026-10-03 | 有 | 50 | |
| W2 | 2026-10-03 | 陈二 | 13800000032 | 五里牌店 | 马桶 | 漏水 | 换垫圈 | 陈强 | 2026-10-04 | 有 | 五块多 | 也许 |
"""
AUDIT = """
2026年10月售后抽查表
| 抽查日期 | 回访人 | 门店 | 抽查项目 | 抽查结果 | 是否合格 |
| 2026-10-09 | | 五里牌店 | 回访 | 弄虚作假 | 否 |
"""
FORM = """
客诉处理单
| 编号： | TS-018 | 投诉日期： | 2026-10-05 |
| 客户姓名： | 田七 | 联系电话： | 1380 |
| 产品型号： | BD80 | 数量： | 好些 |
| 投诉内容： | 铺贴后空鼓 | 门店： | 五里牌店 |
| 处理人： | 王芳 | 处理状态： | 处理中 |
"""
FILES: dict[str, Sheets] = {
    "花名册": ROSTER,
    "五里牌店/回访": {"十月": CALLS, "说明": "怎样填这张表"},
    "五里牌店/投诉": COMPLAINTS,
    "五里牌店/投诉单": FORM,
    "五里牌店/维修": REPAIRS,
    "五里牌店/维修 - 副本": REPAIRS,
    "抽查": AUDIT,
}
TEXT = "回访日期,门店,客户姓名,联系电话,回访人,满意度\n2026-10-20,五里牌店,高一,13800000041,王芳,还没问\n"

SAYS = (
    ("删除多余的一份", "the file"),
    ("删除重复的一行", "the row"),
    ("两个日期", datetime(2026, 10, 20)),  # noqa: DTZ001 - as Excel keeps it
    ("2026-10-05 这样的日期", datetime(2026, 10, 5)),  # noqa: DTZ001
    ("日期", datetime(2026, 10, 14)),  # noqa: DTZ001
    ("年份", datetime(2026, 10, 14)),  # noqa: DTZ001
    ("11 位手机号", "13800000099"),
    ("补填客户姓名", "补一"),
    ("评价", "满意"),
    ("非常满意/满意", "满意"),
    ("工号或全名", "A05"),
    ("补填回访人", "王芳"),
    ("修正公式", "正常"),
    ("数字", 88),
    ("已结案/处理中", "已结案"),
    ("“是”或“否”", "是"),
    ("列设为文本", "TS006"),
    ("核对单号", "TS009"),
    ("核对门店", "五里牌店"),
    ("内返/外返", "外返"),
)
"""What the clerk does where a remedy says so; names are dealt with first."""


@dataclass(frozen=True)
class Line:
    """One line of a return sheet."""

    file: str
    sheet: str
    cell: str
    written: str
    remedy: str
    link: str = field(compare=False)


def lines_of(book: Path) -> Iterator[Line]:
    """What one return sheet lists."""
    sheet = load_workbook(book)["要改的格"]
    file = str(sheet["A1"].value).removeprefix("退回单：")
    assert [cell.value for cell in sheet[5]] == [
        "序号", "位置", "现在写的", "哪里不对", "应该怎样写", "没改之前怎样算", "影响谁", "改好打√",
    ]  # fmt: skip
    for row in sheet.iter_rows(min_row=6):
        where, written, remedy = (str(row[at].value or "") for at in (1, 2, 4))
        *sheets, cell = where.split(" › ")
        if not re.fullmatch(r"[A-Z]+\d+|第\d+行", cell):
            sheets, cell = [where], ""
        link = row[1].hyperlink
        yield Line(file, " › ".join(sheets), cell, written, remedy, str(link.location) if link else "")


def fix(inputs: Path, lines: list[Line]) -> None:
    """Do at every cell what the line says, with nothing but the line to go by."""
    by_file: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_file[line.file].append(line)
    for file, own in by_file.items():
        path = inputs / file
        if any(meant(line) == "the file" for line in own):
            path.unlink()
        elif path.suffix == ".csv":
            fix_text(path, own)
        else:
            fix_workbook(path, own)


def fix_workbook(path: Path, lines: list[Line]) -> None:
    book = load_workbook(path)
    gone: set[tuple[str, int]] = set()
    for line in lines:
        sheet = book[line.sheet]
        if meant(line) == "the row":
            gone.add((line.sheet, int(re.sub(r"\D", "", line.cell))))
        else:
            sheet[line.cell].value = meant(line)
    for name, row in sorted(gone, reverse=True):
        book[name].delete_rows(row)
    book.save(path)
    os.utime(path, (SAVED, SAVED))


def fix_text(path: Path, lines: list[Line]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    for line in lines:
        row, column = coordinate_to_tuple(line.cell)
        rows[row - 1][column - 1] = str(meant(line))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    os.utime(path, (SAVED, SAVED))


def meant(line: Line) -> object:
    """What the clerk writes."""
    if "核对姓名" in line.remedy:
        return "王芳" if line.written == "汪芳" else "陈强"
    found = next((value for said, value in SAYS if said in line.remedy), None)
    assert found is not None, f"a clerk would not know what to do: {line}"
    return found


def listed(done: Night) -> list[Line]:
    """The lines of all return sheets, each once: a row left out stands in every month of its sheet."""
    books = sorted(done.outputs.glob("*/退回单/*.xlsx"))
    return list(dict.fromkeys(line for book in books for line in lines_of(book)))


def to_mend(done: Night) -> list[dict[str, str]]:
    """The problems of the whole folder that are no mere remarks."""
    return [row for row in read_csv(done.outputs / "data" / "problems.csv") if row["severity"] != "info"]


def drawn(folder: Path) -> Night:
    text = folder / "inputs" / "高桥店.csv"
    text.parent.mkdir(parents=True)
    text.write_text(TEXT, encoding="utf-8")
    os.utime(text, (SAVED, SAVED))
    return night(folder, FILES, settings=SETTINGS)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Night:
    return drawn(tmp_path_factory.mktemp("found"))


def test_every_problem_stands_in_a_return_sheet_with_its_cell(found: Night) -> None:
    problems = to_mend(found)
    assert len({row["code"] for row in problems}) > 20, "the drawn sheets should have many kinds of problems"
    lines = listed(found)
    assert len(lines) == len({(r["file"], r["sheet"], r["row"], r["code"], r["field"]) for r in problems})
    whole = [line for line in lines if not re.fullmatch(r"[A-Z]+\d+", line.cell)]
    assert sorted((line.file, line.cell) for line in whole) == [
        ("五里牌店/回访.xlsx", "第8行"),
        ("五里牌店/维修 - 副本.xlsx", ""),
    ]


def test_a_place_leads_to_the_marked_cell_of_the_copied_row(found: Night) -> None:
    book = load_workbook(found.outputs / "2026-10/退回单/五里牌店_回访.xlsx")
    assert book.sheetnames == ["要改的格", "十月"]
    lines = {line.cell: line for line in lines_of(found.outputs / "2026-10/退回单/五里牌店_回访.xlsx")}
    sheet, _, address = lines["E5"].link.rpartition("!")
    assert sheet.strip("'") == "十月"
    cell = book["十月"][address]
    assert cell.value == lines["E5"].written == "1380000"
    assert cell.font.b
    assert cell.fill.fgColor.rgb != "00000000"
    assert cell.comment.text == "哪里不对：电话“1380000”不像电话号码\n应该怎样写：请填 11 位手机号或带区号的座机"
    row = [other.value for other in book["十月"][cell.row]]
    assert row[:6] == [5, "3", "2026-10-07", "五里牌店", "王五", "1380000"]
    assert [other.value for other in book["十月"][4]][:5] == [2, "序号", "回访日期", "门店", "客户姓名"]


def test_who_writes_what_is_listed_where_it_is_listed_has_a_clean_night(tmp_path: Path) -> None:
    first = drawn(tmp_path)
    assert to_mend(first)
    fix(tmp_path / "inputs", listed(first))
    again = night(tmp_path, {}, settings=SETTINGS)
    assert [(row["file"], row["cell"], row["message"]) for row in to_mend(again)] == []
    assert [path for path in again.outputs.rglob("*") if "退回单" in path.parts] == []


def test_only_the_sheet_of_the_file_that_was_mended_goes(tmp_path: Path) -> None:
    first = drawn(tmp_path)
    fix(tmp_path / "inputs", [line for line in listed(first) if line.file == "五里牌店/投诉单.xlsx"])
    before = {path.name for path in (first.outputs / "2026-10/退回单").iterdir()}
    night(tmp_path, {}, settings=SETTINGS)
    after = {path.name for path in (first.outputs / "2026-10/退回单").iterdir()}
    assert before - after == {"五里牌店_投诉单.xlsx"}
    assert after < before


def test_the_same_inputs_give_the_same_return_sheets(found: Night, tmp_path: Path) -> None:
    again = drawn(tmp_path)
    books = sorted(path.relative_to(found.outputs) for path in found.outputs.glob("*/退回单/*"))
    assert books
    assert books == sorted(path.relative_to(again.outputs) for path in again.outputs.glob("*/退回单/*"))
    for book in books:
        assert (found.outputs / book).read_bytes() == (again.outputs / book).read_bytes(), book


def test_nothing_in_a_return_sheet_is_live(tmp_path: Path) -> None:
    hostile = """
回访登记表
| 回访日期 | 门店 | 客户姓名 | 联系电话 | 回访人 | 满意度 | 备注 |
| 2026-10-05 | 五里牌店 | =cmd|' /C calc'!A0 | 1380 | @SUM(1) | +1 | http://evil.example/x |
| 2026-10-06 | 五里牌店 | <r>甲</r> | -2+3 | 王芳 | 满意 | \u202e倒过来 |
"""
    done = night(tmp_path, {"回访": hostile}, settings=SETTINGS)
    books = sorted(done.outputs.glob("*/退回单/*.xlsx"))
    assert books
    for book in books:
        with zipfile.ZipFile(book) as archive:
            text = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        assert not [name for name, part in text.items() if "<f>" in part or 'TargetMode="External"' in part]
        assert not [name for name, part in text.items() if "\u202e" in part or "ddeLink" in part]
        assert any("http://evil.example/x" in part for part in text.values()), "the row is copied as it was written"
