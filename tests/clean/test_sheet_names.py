"""One sheet a person, a day or a shop: its name gives what no column says, and that is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets import Sheets, worked
from tests.sheets import Worked as Book

JOBS = "| 报修日期 | 客户姓名 | 电话 | 故障现象 | 维修内容 |\n| 2026-10-0{} | 客{} | 1380000000{} | 不出水 | 换滤芯 |"


def jobs(day: int, *above: str) -> str:
    return "\n".join([*above, JOBS.format(day, "一二三四五"[day], day)])


def read(folder: Path, sheets: Sheets, name: str = "2026年10月维修记录") -> Book:
    return worked(folder, {name: sheets})


def test_a_sheet_a_person_gives_the_technician_of_its_rows(tmp_path: Path) -> None:
    book = read(tmp_path, {"王芳": jobs(1), "李强10月": jobs(2), "汇总": jobs(3)})

    assert book.column("repair", "technician") == ["王芳", "李强", None]
    assert book.said("person-from-name") == [
        "2026年10月维修记录.xlsx › 王芳: 表里没有维修人员列，按工作表名取“王芳”",
        "2026年10月维修记录.xlsx › 李强10月: 表里没有维修人员列，按工作表名取“李强”",
    ]


@pytest.mark.parametrize(
    ("above", "sheet", "file", "person"),
    [
        (("10月维修记录（王芳）",), "Sheet1", "a", "王芳"),
        (("姓名：王芳",), "Sheet1", "a", "王芳"),
        (("10月维修记录",), "Sheet1", "2026-10-08 王芳 日工派工单", "王芳"),
        (("10月维修记录", "制表人：李娜"), "Sheet1", "a", None),
        (("10月维修记录 王芳 李娜",), "Sheet1", "a", None),
        (("10月维修记录",), "高桥", "a", None),
        (("10月维修记录",), "安装", "a", None),
    ],
)
def test_a_title_a_label_or_a_file_names_the_person_too(
    tmp_path: Path, above: tuple[str, ...], sheet: str, file: str, person: str | None
) -> None:
    assert read(tmp_path, {sheet: jobs(1, *above)}, file).column("repair", "technician") == [person]


def test_a_column_for_the_person_is_believed_and_a_sheet_of_a_customer_is_not_taken_for_a_colleague(
    tmp_path: Path,
) -> None:
    own = "| 报修日期 | 客户姓名 | 故障现象 | 维修内容 | 维修人员 |\n| 2026-10-01 | 客一 | 不出水 | 换滤芯 | 李强 |"
    customers = "| 报修日期 | 电话 | 故障现象 | 维修内容 |\n| 2026-10-02 | 13800000002 | 不出水 | 换滤芯 |"
    book = read(tmp_path, {"王芳": own, "陈静": customers})

    assert book.column("repair", "technician") == ["李强", None]
    assert "person-from-name" not in book.codes


def test_a_required_person_may_be_named_by_the_sheet_alone(tmp_path: Path) -> None:
    money = "| 交款日期 | 金额 | 收款人 |\n| 2026-10-0{} | 120 | 李娜 |"
    book = read(tmp_path, {"王芳": money.format(1), "陈静": money.format(2)}, "缴款登记")

    assert book.column("payment", "person") == ["王芳", "陈静"]


CALLS = "| 客户姓名 | 电话 | 满意度 | 回访人 |\n| 客{0} | 1380000000{0} | 满意 | 王芳 |"


def test_a_sheet_a_day_gives_the_date_in_whatever_way_it_is_written(tmp_path: Path) -> None:
    names = ("1号", "1002", "10.3", "十月四日", "5")
    sheets = {name: CALLS.format(at) for at, name in enumerate(names, start=1)}
    book = read(tmp_path, sheets, "2026年10月回访记录")

    assert book.column("callback", "date") == [f"2026-10-0{day}" for day in range(1, 6)]
    assert len(book.said("date-from-name")) == 5
    assert book.said("date-from-name")[0].endswith("1号: 表里没有回访日期列，按工作表名取“1号”")


def test_a_number_is_no_day_where_no_month_is_known_and_a_month_is_none(tmp_path: Path) -> None:
    book = read(tmp_path, {"5": CALLS.format(1), "九月": CALLS.format(2)}, "回访记录")

    assert book.column("callback", "date") == []
    assert book.codes.count("missing-column") == 2


def test_a_sheet_a_shop_gives_the_store_although_nobody_has_listed_it(tmp_path: Path) -> None:
    calls = "| 回访日期 | 客户姓名 | 满意度 | 回访人 |\n| 2026-10-01 | 客一 | 满意 | 王芳 |"
    book = read(tmp_path, {"五里牌店": calls, "高桥专卖店": calls, "各门店": calls}, "回访")

    assert book.column("callback", "store") == ["五里牌店", "高桥专卖店", None]
    assert len(book.said("store-from-name")) == 2


def test_what_stands_above_a_register_of_expenses_belongs_to_all_of_its_rows(tmp_path: Path) -> None:
    book = worked(
        tmp_path,
        {
            "费用": """
            费用开支登记簿
            | 部门名称： | 售后部 | | 本月费用定额： | 5000 |
            | 日期 | 费用项目 | 金额 | 经办人 |
            | 2026-10-03 | 油费 | 320 | 王芳 |
            | 2026-10-09 | 过路费 | 85 | 李强 |
            """,
            "费用二": """
            费用开支登记簿
            部门名称：安装部　本月费用定额：3,000元
            | 日期 | 费用项目 | 金额 | 经办人 |
            | 2026-10-04 | 油费 | 100 | 王芳 |
            """,
        },
    )

    assert book.column("expense", "department") == ["售后部", "售后部", "安装部"]
    assert book.column("expense", "quota") == [5000.0, 5000.0, 3000.0]


def test_the_period_of_an_appraisal_stands_above_it(tmp_path: Path) -> None:
    book = worked(
        tmp_path,
        {
            "考核": """
            售后服务人员考核表
            | 姓名： | 王芳 | | 考核期间： | 2026年9月 |
            | 考核项目 | 得分 | 备注 |
            | 服务态度 | 18 | |
            | 专业技能 | 17 | |
            """
        },
    )

    assert book.column("appraisal", "person") == ["王芳", "王芳"]
    assert book.column("appraisal", "period") == ["2026-09", "2026-09"]
