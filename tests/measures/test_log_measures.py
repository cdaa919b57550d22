"""How completely the logs are kept (S1-12): by log and by who wrote the row; what was left out counts as incomplete."""

from __future__ import annotations

from pathlib import Path

from tests.sheets import worked

CALLS = """
售后回访记录
| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 满意度 | 回访结果 |
| 2026-10-02 | 五里牌店 | 陈一 | 13800000001 | 王芳 | 未接 | |
| 2026-10-03 | | 林二 | 13800000002 | 王芳/刘敏 | 满意 | 接通 |
| 2026-10-04 | 五里牌店 | | | 刘敏 | 满意 | 接通 |
| 2026-11-01 | 五里牌店 | 黄三 | 13800000003 | 刘敏 | 满意 | 接通 |
| 没写 | 五里牌店 | 周四 | 13800000004 | 刘敏 | 满意 | 接通 |
"""
VISITS = """
铺贴指导记录
| 指导日期 | 客户姓名 | 电话 | 指导人 |
| 2026-10-02 | 陈一 | 13800000001 | 李四 |
| 2026-10-03 | | 13800000002 | 李四 |
"""


def test_rows_with_all_that_is_expected_among_all_rows_of_a_log(tmp_path: Path) -> None:
    found = worked(tmp_path, {"回访": CALLS})
    # October: 陈一 complete (her call was not taken), 林二 without a store, one row left out for want of a customer; November: one complete,
    # and the row without a day, which stands under it
    assert found.parts("log.completeness", category="callback") == (1, 3)
    assert found.parts("log.completeness", "2026-11", category="callback") == (1, 2)
    assert found.split("log.completeness", "person", "2026-10") == {}
    assert found.parts("log.completeness", category="callback", person="王芳") == (1, 1.5)
    assert found.parts("log.completeness", category="callback", person="未分配") == (0, 1)


def test_a_field_without_a_column_is_not_missing(tmp_path: Path) -> None:
    found = worked(tmp_path, {"铺贴": VISITS})
    assert found.parts("log.completeness", category="guidance") == (1, 2)
    assert found.parts("log.completeness", category="guidance", person="李四") == (1, 2)


def test_the_row_left_out_is_named_by_its_place(tmp_path: Path) -> None:
    found = worked(tmp_path, {"回访": CALLS})
    members = found.judged().members
    chosen = members[(members["measure"] == "log.completeness") & (members["numerator"] == 0)]
    assert "回访.xlsx › Sheet1 › 第5行" in set(chosen["record_id"])
