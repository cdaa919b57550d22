"""`explain FILE` and `check` on drawn sheets: how each was understood, why it is no other, what is wrong where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from aftersales.cli.columns import laid_out, wrapped
from tests.cli.conftest import Call
from tests.sheets import write

CALLBACKS = """
    五里牌店 2026年10月回访记录
    | 序号 | 回访日期   | 客户姓名 | 联系电话    | 回访员工 | 满意度 | 楼栋 |
    | 1    | 2026-10-05 | 张三     | 13800000001 | 王芳     | 满意   | 3栋  |
    | 2    | 看不清楚   | 李四     | 13800000002 | 王芳     | 满意   | 5栋  |

    | 3    | 2026-10-07 | 赵五     | 13800000003 | 王芳     | 再说吧 | 6栋  |
    合计：3户
"""
STRANGE = """
    | 借出日期   | 样品编号 | 借用人 | 押金 |
    | 2026-10-05 | Y01      | 王芳   | 100  |
    | 2026-10-06 | Y02      | 李强   | 100  |
"""


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    return write(tmp_path / "inputs", {"回访": {"10月": CALLBACKS, "封面": "售后部", "样品": STRANGE}})


@pytest.mark.usefixtures("drop")
def test_every_column_is_told_with_its_letter_field_and_reason(call: Call) -> None:
    said = call("explain", "回访.xlsx", "--as-of", "2026-11-02")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    columns = [line.split() for line in lines[lines.index(next(li for li in lines if li.startswith("列"))) + 1 :]][:7]
    assert columns == [
        ["A", "序号", "—", "序号，不保留", "1、2、3"],
        ["B", "回访日期", "回访日期", "date", "表头相符", "2026-10-05、看不清楚、2026-10-07"],
        ["C", "客户姓名", "客户姓名", "customer", "表头相符", "张三、李四、赵五"],
        ["D", "联系电话", "电话", "phone", "表头相符", "138****0001、138****0002、138****0003"],
        ["E", "回访员工", "—", "没有字段，原样保留", "王芳"],
        ["F", "满意度", "满意度", "satisfaction", "表头相符", "满意、再说吧"],
        ["G", "楼栋", "—", "没有字段，原样保留", "3栋、5栋、6栋"],
    ]


@pytest.mark.usefixtures("drop")
def test_every_row_is_accounted_for(call: Call) -> None:
    out = call("explain", "回访.xlsx", "--as-of", "2026-11-02").out
    assert "7 行 = 记录 2 + 退回 1 + 重复 0 + 表头 1 + 说明 2 + 空行 1" in out
    assert "  表头行：第 2 行" in out
    assert "  说明行（标题、合计、签字）：第 1、7 行" in out
    assert "  空行：第 5 行" in out
    assert "  退回的行：第 4 行" in out


@pytest.mark.usefixtures("drop")
def test_why_this_kind_and_what_the_others_lack(call: Call) -> None:
    out = call("explain", "回访.xlsx").out
    assert "为什么是售后回访记录：得分" in out
    assert "标题有“回访记录”" in out
    told = json.loads(call("explain", "回访.xlsx", "--json").out)
    candidates = {candidate["kind"]: candidate for candidate in told["sheets"][0]["candidates"]}
    assert candidates["callback"]["why_not"] == []
    reasons = candidates["audit"]["why_not"]
    assert reasons[0] == "缺少抽查日期"
    assert reasons[1].startswith("没有它特有的列：抽查人、核实情况")
    assert all(candidate["why_not"] for kind, candidate in candidates.items() if kind != "callback")


@pytest.mark.usefixtures("drop")
def test_problems_stand_with_their_sheet_cell_and_remedy(call: Call) -> None:
    out = call("explain", "回访.xlsx").out
    row = next(line for line in out.splitlines() if line.startswith("B4"))
    assert row.split()[1:] == ["回访日期“看不清楚”看不懂", "请写成", "2026-10-05", "这样的日期"]
    assert "F6" in out


@pytest.mark.usefixtures("drop")
def test_a_sheet_that_nobody_knows_says_why_and_what_to_try(call: Call) -> None:
    out = call("explain", "回访.xlsx").out
    assert "工作表“封面”：不是登记表" in out
    assert "工作表“样品”：没有读取" in out
    assert "python pipeline.py learn 回访.xlsx --sheet 样品" in out


@pytest.mark.usefixtures("drop")
def test_the_answer_for_programs_has_everything(call: Call) -> None:
    told: dict[str, Any] = json.loads(call("explain", "回访.xlsx", "--json").out)
    [sheet, cover, strange] = told["sheets"]
    assert (sheet["kind"], sheet["records"], sheet["rejected"]) == ("callback", 2, 1)
    assert sheet["row_numbers"]["blank"] == [5]
    [table] = sheet["tables"]
    assert (table["layout"], table["header_row"]) == ("", 2)
    assert table["columns"][3] == {
        "column": "D",
        "heading": "联系电话",
        "fields": ["phone"],
        "unit": "",
        "evidence": "表头",
        "samples": ["138****0001", "138****0002", "138****0003"],
    }
    assert (cover["kind"], strange["kind"]) == ("", "")
    assert {problem["code"] for problem in told["problems"]} >= {"required-unreadable", "not-a-rating", "unknown-sheet"}


@pytest.mark.usefixtures("drop")
def test_check_tells_first_what_keeps_something_out(call: Call) -> None:
    out = call("check", "--as-of", "2026-11-02").out
    groups = [line.partition("（")[0] for line in out.splitlines() if line.endswith("）") and "（" in line]
    assert groups == ["整张表没计入", "整行没计入", "该格按空白", "提示"]


# -- columns on a terminal --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [30, 80, 120])
def test_nothing_is_cut_off_and_no_line_is_too_long(width: int) -> None:
    rows = [
        ["位置", "问题", "怎么改"],
        ["C14", "回访日期“2026-02-30”不存在，" * 6, "请写成 2026-10-05 这样的日期"],
        ["第12行", "很长的文件名_2026-10-05_五里牌店_售后服务跟踪表.xlsx", "无需处理"],
    ]
    for row, lines in zip(rows, laid_out(rows, width), strict=True):
        assert max(map(cell_len, lines)) <= width
        for cell in row:
            assert set(cell.replace(" ", "")) <= set("".join(lines))
    cells = ["".join(wrapped(cell, 9)).replace(" ", "") for row in rows for cell in row]
    assert cells == [cell.replace(" ", "") for row in rows for cell in row]


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    text = "抽查日期有 9 格没写年份（如“9月8日”），按标题取 2026 年；请核对“日期”（或“月份”）。"
    for width in range(8, 60):
        lines = wrapped(text, width)
        assert [line for line in lines if line[0] in "），。；”"] == [], width
        assert [line for line in lines if line[-1] in "（“"] == [], width


def test_tables_below_each_other_stand_in_line() -> None:
    one = list(laid_out([["C7", "短", "改"]], 80, shares=(2, 9, 7)))
    two = list(laid_out([["第12行", "长" * 40, "改"]], 80, shares=(2, 9, 7)))
    assert cell_len(one[0][0].partition("短")[0]) == cell_len(two[0][0].partition("长")[0])
