"""待更正: how much each shop has to change beside the month before, and which return sheet tells its clerks."""

from __future__ import annotations

from pathlib import Path

from aftersales.assemble import view_of
from aftersales.report.page import Note, Page, Table
from aftersales.report.pages import corrections
from aftersales.returns import ToMend, to_mend
from tests.sheets import worked

SETTINGS = {"stores": [{"name": "五里牌店"}, {"name": "高桥店"}]}
CALLS = """
回访登记表
| 回访日期 | 门店 | 客户姓名 | 联系电话 | 回访人 | 满意度 |
| 2026-09-05 | 五里牌店 | 张一 | 1380 | 王芳 | 满意 |
| 2026-09-06 | 五里牌店 | 张二 | 1381 | 王芳 | 满意 |
| 2026-09-07 | 五里牌店 | 张三 | 1382 | 王芳 | 看情况 |
| 2026-10-05 | 五里牌店 | 张四 | 1383 | 王芳 | 满意 |
| 2026-10-06 | 高桥店 | 张五 | 1384 | 王芳 | 满意 |
"""
OTHER = """
高桥店2026年10月回访登记表
| 回访日期 | 客户姓名 | 联系电话 | 回访人 | 满意度 |
| 2026-10-08 | 李一 | 13800000001 | 王芳 | 满意 |
| 2026-10-09 | | | 王芳 | 满意 |
"""


def seen(folder: Path, month: str = "2026-10", **files: str) -> tuple[Page, ToMend]:
    done = worked(folder, files or {"回访": CALLS, "高桥": OTHER}, settings=SETTINGS)
    mend = to_mend(done.results, hide=True)
    view = view_of(done.results, month, done.results.numbers, done.options.settings)
    return corrections.page(mend.told_in(view)), mend


def rows(page: Page, id_: str) -> list[tuple[object, ...]]:
    [table] = [block for block in page.blocks if isinstance(block, Table) and block.id == id_]
    return [tuple(getattr(cell, "value", cell) for cell in row) for row in table.rows]


def test_a_name_the_roster_lacks_is_settled_once_not_in_every_cell(tmp_path: Path) -> None:
    """欧阳青 stands in one cell only: that is mended there."""
    staff = "花名册\n| 姓名 | 部门 | 门店 | 岗位 |\n| 刘敏 | 售后部 | 五里牌店 | 售后文员 |"
    page, _ = seen(
        tmp_path,
        花名册=staff,
        回访=CALLS.replace("1384 | 王芳", "1384 | 欧阳青"),
        高桥=f"{OTHER}| 2026-10-10 | 李三 | 13800000003 | 王芳 | 满意 |\n",
    )
    said = [block.text for block in page.blocks if isinstance(block, Note) and "花名册" in block.text]
    assert said == ["名字没有写错的，在花名册里登记一次（人名或别名），这些处数就一起消失：王芳 3 处。"]


def test_each_shop_stands_with_the_month_before_the_most_first(tmp_path: Path) -> None:
    page, _ = seen(tmp_path)
    assert rows(page, "corrections-shops") == [
        ("高桥店", "上月 0 → 本月 2", 2, 1),
        ("五里牌店", "上月 4 → 本月 1", 1, 0),
    ]


def test_the_first_month_has_nothing_to_compare_with(tmp_path: Path) -> None:
    page, _ = seen(tmp_path, "2026-09")
    assert rows(page, "corrections-shops") == [("五里牌店", "本月 4", 4, 0)]


def test_a_row_left_out_counts_for_the_only_shop_of_its_sheet(tmp_path: Path) -> None:
    _, mend = seen(tmp_path, 高桥=OTHER)
    assert mend.shops == {"2026-10": {"高桥店": (1, 1)}}


def test_the_page_names_the_return_sheet_of_every_file(tmp_path: Path) -> None:
    page, _ = seen(tmp_path)
    assert rows(page, "corrections-returns") == [
        ("退回单/高桥.xlsx", "高桥.xlsx", 1, 1),
        ("退回单/回访.xlsx", "回访.xlsx", 2, 0),
    ]


def test_where_nothing_is_to_be_changed_there_is_neither(tmp_path: Path) -> None:
    page, mend = seen(tmp_path, 高桥=OTHER.replace("| | |", "| 李二 | 13800000002 |"))
    assert not mend.problems
    assert not [b for b in page.blocks if isinstance(b, Table) and b.id in ("corrections-shops", "corrections-returns")]
