"""One name a store, and the store of sheets that have no column for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets import worked

ROW = "| 2026-10-01 | 陈一 | 13800000001 | 王芳 | 满意 |"
BARE = f"售后回访记录\n| 回访日期 | 客户姓名 | 电话 | 回访人 | 满意度 |\n{ROW}"
STORES = {"stores": [{"name": "五里牌店", "aliases": ["五里", "WLP"]}, {"name": "高桥店"}]}


def with_stores(*names: str) -> str:
    rows = [f"| 2026-10-{at:02d} | {name} | 客{at} | 138{at:08d} | 满意 |" for at, name in enumerate(names, 1)]
    return "\n".join(["售后回访记录", "| 回访日期 | 门店 | 客户姓名 | 电话 | 满意度 |", *rows])


def test_listed_stores_are_known_by_alias_and_with_or_without_the_word_store(tmp_path: Path) -> None:
    sheet = with_stores("五里牌店", "五里牌", "五里牌专卖店", "五里", "wlp", "高桥", "高桥门店")
    found = worked(tmp_path, {"回访": sheet}, settings=STORES)
    assert found.column("callback", "store") == ["五里牌店"] * 5 + ["高桥店"] * 2
    assert found.codes == []


def test_a_store_that_is_not_listed_stays_as_written_and_is_asked_about(tmp_path: Path) -> None:
    found = worked(tmp_path, {"回访": with_stores("五里牌店", "红星店")}, settings=STORES)
    assert found.split("callback.calls", "store") == {"五里牌店": 1, "红星店": 1}
    (said,) = found.said("unknown-store")
    assert said.startswith("回访.xlsx › Sheet1 › B4:")


def test_without_a_list_the_longer_writing_is_the_name(tmp_path: Path) -> None:
    found = worked(tmp_path, {"回访": with_stores("五里牌", "五里牌店", "五里牌")})
    assert found.column("callback", "store") == ["五里牌店"] * 3
    assert found.codes == []


@pytest.mark.parametrize(
    ("name", "sheets", "where"),
    [
        ("十月/回访", {"Sheet1": BARE.replace("售后回访记录", "高桥店售后回访记录")}, "标题"),
        ("十月/回访", {"高桥店": BARE}, "工作表名"),
        ("十月/高桥店回访", {"Sheet1": BARE}, "文件名"),
        ("高桥店/十月/回访", {"Sheet1": BARE}, "文件夹名"),
    ],
)
def test_a_sheet_without_the_column_takes_the_one_store_around_it(
    tmp_path: Path, name: str, sheets: dict[str, str], where: str
) -> None:
    found = worked(tmp_path, {name: sheets}, settings=STORES)
    assert found.split("callback.calls", "store") == {"高桥店": 1}
    (said,) = found.said("store-from-name")
    assert where in said


def test_the_nearest_text_that_speaks_of_one_store_decides(tmp_path: Path) -> None:
    found = worked(tmp_path, {"五里牌店/五里牌店和高桥店回访": {"高桥店": BARE}}, settings=STORES)
    assert found.column("callback", "store") == ["高桥店"]
    other = worked(tmp_path / "other", {"五里牌店/五里牌店和高桥店回访": {"Sheet1": BARE}}, settings=STORES)
    assert other.column("callback", "store") == ["五里牌店"]  # the file's name speaks of two


def test_nothing_around_it_leaves_the_store_open(tmp_path: Path) -> None:
    found = worked(tmp_path, {"回访": BARE}, settings=STORES)
    assert found.split("callback.calls", "store") == {"未分配": 1}


def test_the_stores_of_other_sheets_are_known_to_a_sheet_without_the_column(tmp_path: Path) -> None:
    found = worked(tmp_path, {"总表": with_stores("高桥店"), "高桥回访": BARE.replace("陈一", "林二")})
    assert found.split("callback.calls", "store") == {"高桥店": 2}


def test_a_blank_cell_of_a_store_column_takes_nothing_from_the_name_of_the_file(tmp_path: Path) -> None:
    sheet = with_stores("五里牌店", "").replace("| 2026-10-02 |  |", "| 2026-10-02 | |")
    found = worked(tmp_path, {"高桥店回访": sheet}, settings=STORES)
    assert found.column("callback", "store") == ["五里牌店", None]


def test_two_tables_on_one_sheet_both_take_the_store_around_them(tmp_path: Path) -> None:
    complaints = "投诉登记表\n| 投诉日期 | 客户 | 电话 | 投诉内容 |\n| 2026-10-02 | 林二 | 13800000002 | 瓷砖开裂 |"
    found = worked(tmp_path, {"五里牌店": f"{BARE}\n\n{complaints}"}, settings=STORES)
    assert found.column("callback", "store") == found.column("complaint", "store") == ["五里牌店"]


def test_each_sheet_of_a_workbook_may_be_another_store(tmp_path: Path) -> None:
    book = {"五里牌": BARE, "高桥": BARE.replace("陈一", "林二").replace("13800000001", "13800000002")}
    found = worked(tmp_path, {"回访": book}, settings=STORES)
    assert found.split("callback.calls", "store") == {"五里牌店": 1, "高桥店": 1}


def test_the_store_of_a_member_is_called_as_the_store_is(tmp_path: Path) -> None:
    roster = """
花名册
| 姓名 | 门店 | 岗位 | 入职日期 |
| 王芳 | 五里牌 | 文员 | 2024-01-01 |
| 刘敏 | 高桥店 | 文员 | 2024-01-01 |
| 赵六 | | 司机 | 2024-01-01 |
"""
    calls = with_stores("五里牌店", "高桥")
    for settings in (STORES, {}):
        found = worked(tmp_path / str(bool(settings)), {"花名册": roster, "回访": calls}, settings=settings)
        stores = {member.name: member.store for member in found.results.consolidated.roster.members}
        assert stores == {"王芳": "五里牌店", "刘敏": "高桥店", "赵六": ""}
        assert found.split("callback.calls", "store") == {"五里牌店": 1, "高桥店": 1}
