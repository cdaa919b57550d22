"""A row with the parts of a job beside it: 配件名称一, 数量一 … gives the job and one record for every part."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftersales.clean.hints import Hints
from aftersales.clean.table import clean
from tests.recognise.pictures import KINDS, LETTERS, Picture, grid_of, letters_of, seen
from tests.sheets import Worked, worked

JOB = "报单日期 | 服务单号 | 客户姓名 | 故障现象 | 服务人员"


def groups(stems: str, numbers: str) -> str:
    """The headings of a repeating group: every stem with every number behind it."""
    return " | ".join(f"{stem}{number}" for number in numbers for stem in stems.split())


def parts_of(drawing: str) -> list[tuple[object, ...]]:
    """Row, date, part, quantity, unit and amount of every part of a drawn sheet."""
    tables = seen(Picture("parts", drawing)).tables
    columns = [dict(clean(table, KINDS[table.kind], Hints())[0].columns) for table in tables if table.kind == "part"]
    blank: list[object] = []
    return [
        row
        for one in columns
        for row in zip(
            *(
                one.get(name) or [None] * len(one["row"]) or blank
                for name in ("row", "date", "part", "quantity", "quantity_unit", "amount")
            ),
            strict=True,
        )
    ]


def test_every_filled_group_of_a_service_row_is_a_part_of_its_day() -> None:
    drawing = f"""
    N 9月服务登记
    H {JOB} | {groups("配件编号 配件名称 单位 数量 金额", "一二三")} | 收费金额
    R 2026-09-01 | F001 | 王女士 | 不出水 | 张伟 | P1 | 水泵 | 个 | 1 | 120 | P2 | 滤芯 | 支 | 2 | 60 | | | | | | 200
    R 2026-09-02 | F002 | 陈女士 | 漏水 | 李强 | | | | | | | | | | | | | | | | 50
    R 2026-09-03 | F003 | 赵女士 | 漏水 | 李强 | P3 | 密封圈 | 个 | 4 | 8 | | / | | / | | | | | 0 | | 50
    """
    result = seen(Picture("parts", drawing))

    assert [table.kind for table in result.tables] == ["repair", "part"]
    assert "".join(LETTERS[kind] for kind in result.row_kinds) == letters_of(Picture("", drawing))
    assert result.problems == ()
    assert parts_of(drawing) == [
        (3, "2026-09-01", "水泵", 1.0, "个", 120.0),
        (3, "2026-09-01", "滤芯", 2.0, "支", 60.0),
        (5, "2026-09-03", "密封圈", 4.0, "个", 8.0),
    ]
    assert [column.heading for column in result.tables[0].columns] == [*JOB.split(" | "), "收费金额"]


ONE = "R 2026-09-01 | F001 | 王女士 | 不出水 | 张伟"


@pytest.mark.parametrize(
    "drawing",
    [
        f"H {JOB} | 配件名称1 | 数量1 | 配件名称2 | 数量2\n{ONE} | 水泵 | 1 | 滤芯 | 2",
        f"H {JOB} | 名称1 | 数量1 | 名称2 | 数量2\n{ONE} | 水泵 | 1 | 滤芯 | 2",
        f"H {JOB} | 配件一名称 | 配件一数量 | 配件二名称 | 配件二数量\n{ONE} | 水泵 | 1 | 滤芯 | 2",
        f"H {JOB} | 配件名称（1） | 数量（1） | 配件名称（2） | 数量（2）\n{ONE} | 水泵 | 1 | 滤芯 | 2",
        f"H {JOB} | 配件名称 | 数量 | 配件名称2 | 数量2\n{ONE} | 水泵 | 1 | 滤芯 | 2",
        f"H {JOB} | 配件名称 | 数量 | 配件名称 | 数量\n{ONE} | 水泵 | 1 | 滤芯 | 2",
        f"H {JOB} | 配件一 | | 配件二 |\nH | | | | | 名称 | 数量 | 名称 | 数量\n{ONE} | 水泵 | 1 | 滤芯 | 2",
    ],
    ids=["digits", "names alone", "number inside", "brackets", "first without number", "no numbers", "two rows"],
)
def test_groups_are_numbered_in_many_ways(drawing: str) -> None:
    assert [(part, quantity) for _, _, part, quantity, _, _ in parts_of(drawing)] == [("水泵", 1.0), ("滤芯", 2.0)]


def test_parts_without_a_quantity_are_still_parts() -> None:
    assert [row[2] for row in parts_of(f"H {JOB} | 更换配件1 | 更换配件2 | 更换配件3\n{ONE} | 水泵 | / | 滤芯")] == [
        "水泵",
        "滤芯",
    ]


def test_a_part_takes_the_day_that_is_meant_in_a_merged_or_repeated_cell() -> None:
    drawing = f"H {JOB} | 配件名称1 | 配件名称2\n{ONE} | 水泵 |\nR 同上 | F002 | 陈女士 | 漏水 | 〃 | 滤芯 |"
    grid = grid_of(Picture("ditto", drawing))

    assert [(row[1], row[2]) for row in parts_of(drawing)] == [("2026-09-01", "水泵"), ("2026-09-01", "滤芯")]
    assert grid.rows[2][0] == "同上"


def test_groups_that_name_no_part_stay_with_their_row() -> None:
    drawing = "H 回访日期 | 客户姓名 | 电话 | 满意度 | 回访人 | 赠品1 | 赠品2\nR 2026-09-01 | 王女士 | | 满意 | 李娜 | 毛巾 | 杯子"
    (table,) = seen(Picture("gifts", drawing)).tables

    assert [column.heading for column in table.columns][-2:] == ["赠品1", "赠品2"]


def test_lines_of_a_delivery_are_not_taken_for_parts() -> None:
    drawing = """
    N 送货登记
    H 送货日期 | 送货单号 | 客户姓名 | 产品名称1 | 数量1 | 产品名称2 | 数量2
    R 2026-09-01 | S0000001 | 王女士 | 抛光砖 | 10 | 角线 | 4
    """

    assert [table.kind for table in seen(Picture("delivery", drawing)).tables] == ["delivery"]


BOOK = f"""
| {JOB.replace(" | ", " | ")} | 配件名称1 | 数量1 | 配件名称2 | 数量2 |
| 2026-10-01 | FW000001 | 王女士 | 不出水 | 张伟 | 水泵 | 1 | 滤芯 | 2 |
| 2026-10-02 | FW000002 | 陈女士 | 漏水 | 李强 | | | | |
| 2026-10-03 | FW000003 | 赵女士 | 漏水 | 李强 | | 3 | | |
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    again = BOOK.replace("FW000002", "FW000009")
    return worked(tmp_path_factory.mktemp("parts"), {"十月服务": BOOK, "十月服务（新）": again})


def test_a_row_counts_once_however_many_parts_it_has(book: Worked) -> None:
    assert book.tally("十月服务") == "4=3+0+1+0+0+0"
    assert book.column("part", "part") == ["水泵", "滤芯"]
    assert book.column("part", "movement") == ["out", "out"]
    assert book.column("part", "job_no") == ["FW000001", "FW000001"]
    assert book.column("part", "person") == ["张伟", "张伟"]
    assert len(set(book.column("part", "record_id"))) == 2


def test_the_parts_of_a_duplicate_row_go_with_it(book: Worked) -> None:
    assert book.tally("十月服务（新）") == "4=1+0+1+0+2+0"
    assert [source.kind for source in book.results.consolidated.sources] == ["repair、part", "repair、part"]


def test_a_quantity_without_a_part_is_pointed_at(book: Worked, tmp_path: Path) -> None:
    said = worked(tmp_path, {"十月服务": BOOK}).said("missing-required")

    assert said == ["十月服务.xlsx › Sheet1 › F4: 缺少配件名称"]
    assert book.codes.count("row-duplicate") == 2
