"""A 更正 sheet changes one field of one record, tells what stood there, and changes nothing where it is not clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets import Worked, worked

COMPLAINTS = """
    客户投诉登记表
    | 投诉编号 | 投诉日期   | 门店     | 客户姓名 | 电话        | 投诉内容     | 处理人 | 处理状态 | 赔偿金额 |
    | TS001    | 2026-10-03 | 五里牌店 | 李雪     | 13900000001 | 瓷砖有色差   | 王芳   | 处理中   |          |
    | TS002    | 2026-10-04 | 五里牌店 | 谢兰     | 13900000002 | 地砖空鼓     | 王芳   | 已结案   | 300      |
"""
VISITS = """
    铺贴指导记录
    | 指导日期   | 门店     | 客户姓名 | 电话        | 泥工师傅 | 指导人 | 满意度 |
    | 2026-10-05 | 五里牌店 | 曾涛     | 13900000003 | 易师傅   | 王芳   | 一般   |
    | 2026-10-06 | 五里牌店 | 苏强     | 13900000004 | 易师傅   | 王芳   | 满意   |
"""
HEADINGS = "| 登记表 | 单号 | 原文件 | 原工作表 | 原行号 | 更正栏目 | 改为 |"


def corrected(folder: Path, *rows: str, **files: str) -> Worked:
    """Complaints and visits, and a 更正 sheet with these rows."""
    sheet = "\n".join(["更正登记表", HEADINGS, *rows])
    return worked(folder, {"投诉": COMPLAINTS, "指导": VISITS, **files, "更正_10月": sheet})


def test_a_correction_by_number_changes_the_field_and_tells_what_stood_there(tmp_path: Path) -> None:
    done = corrected(tmp_path, "| 投诉登记表 | TS002 | | | | 赔偿金额 | 500元 |")

    assert done.column("complaint", "compensation_amount") == [None, 500.0]
    assert done.said("corrected") == [
        "投诉.xlsx › Sheet1 › I4: 赔偿金额原为“300”，按更正（更正_10月.xlsx › Sheet1 › G3）改为“500”"
    ]
    assert done.figure("complaint.compensation_amount") == 500


def test_a_correction_by_file_and_row_is_read_as_its_field_reads(tmp_path: Path) -> None:
    done = corrected(tmp_path, "| 铺贴指导记录 | | 指导 | Sheet1 | 3 | 满意度 | 非常满意 |")

    assert done.column("guidance", "satisfaction") == [5.0, 4.0]
    assert done.column("guidance", "_satisfaction_word")[0] == "非常满意"


def test_a_corrected_date_moves_the_record_to_its_own_month(tmp_path: Path) -> None:
    done = corrected(tmp_path, "| 投诉登记表 | TS001 | | | | 投诉日期 | 2026.9.28 |")

    assert done.column("complaint", "month") == ["2026-09", "2026-10"]


def test_corrections_are_applied_one_after_the_other(tmp_path: Path) -> None:
    done = corrected(
        tmp_path,
        "| 投诉登记表 | TS002 | | | | 赔偿金额 | 500 |",
        "| 投诉登记表 | TS002 | | | | 赔偿金额 | 650 |",
    )

    assert done.column("complaint", "compensation_amount") == [None, 650.0]
    assert [said.split("，")[0].split(": ")[1] for said in done.said("corrected")] == [
        "赔偿金额原为“300”",
        "赔偿金额原为“500”",
    ]


def test_a_value_may_be_taken_away_but_not_one_that_a_record_needs(tmp_path: Path) -> None:
    done = corrected(
        tmp_path,
        "| 投诉登记表 | TS002 | | | | 赔偿金额 | 清空 |",
        "| 投诉登记表 | TS002 | | | | 投诉日期 | 清空 |",
    )

    assert done.column("complaint", "compensation_amount") == [None, None]
    assert done.column("complaint", "received_at") == ["2026-10-03", "2026-10-04"]
    assert done.said("correction-refused") == [
        "更正_10月.xlsx › Sheet1 › G4: 投诉日期是必填内容，不能改为空白，更正没有生效"
    ]
    assert done.tally("更正_10月") == "4=1+0+1+1+0+1"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("| 投诉登记表 | TS003 | | | | 赔偿金额 | 5 |", "找不到这条记录（相近的：TS002、TS001）"),
        ("| 送货登记表 | TS001 | | | | 金额 | 5 |", "找不到这条记录"),
        ("| 铺贴指导记录 | TS001 | | | | 满意度 | 满意 |", "铺贴指导记录没有单号"),
        ("| 投诉登记表 | TS001 | | | | 楼层 | 5 |", "投诉登记表没有“楼层”这一栏"),
        ("| 食堂 | TS001 | | | | 数量 | 5 |", "不知道“食堂”是哪种登记表"),
        ("| 投诉登记表 | TS001 | | | | 投诉日期 | 上周 |", "投诉日期“上周”看不懂"),
        ("| 铺贴指导记录 | | 指导 | | | 满意度 | 满意 |", "没有写明是哪一条记录"),
    ],
)
def test_a_correction_that_is_not_clear_changes_nothing_and_goes_back(tmp_path: Path, row: str, why: str) -> None:
    done = corrected(tmp_path, row)

    assert [said.split(": ", 1)[1] for said in done.said("correction-refused")] == [f"{why}，更正没有生效"]
    assert done.said("corrected") == []
    assert done.tally("更正_10月") == "3=0+0+1+1+0+1"


def test_a_number_that_two_records_have_is_sent_back_with_both(tmp_path: Path) -> None:
    others = COMPLAINTS.replace("2026-10-04", "2026-10-14").replace("谢兰     | 13900000002", "彭勇     | 13900000009")
    done = corrected(tmp_path, "| 投诉登记表 | TS002 | | | | 赔偿金额 | 500 |", 另一店=others)

    assert done.column("complaint", "compensation_amount") == [None, 300.0, 300.0]
    [said] = done.said("correction-refused")
    assert "有几条记录符合（另一店.xlsx › Sheet1 › 第4行；投诉.xlsx › Sheet1 › 第4行），没有猜" in said


def test_a_record_that_two_clerks_wrote_down_is_one_record_to_correct(tmp_path: Path) -> None:
    done = corrected(tmp_path, "| 投诉登记表 | TS002 | | | | 赔偿金额 | 500 |", 抄本=COMPLAINTS + "\n    合计")

    assert done.column("complaint", "compensation_amount") == [None, 500.0]
    assert len(done.said("corrected")) == 2
