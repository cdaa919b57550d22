"""The same record told twice counts once; what only looks alike is kept and listed (ruling 3, D1–D4)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.sheets import SAVED, asked, worked, write

CALLS = "| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 满意度 | 备注 |"
ONE = "| 2026-10-03 | 五里牌店 | 陈一 | 13800000001 | 王芳 | 满意 | |"
TWO = "| 2026-10-04 | 五里牌店 | 林二 | 13800000002 | 王芳 | 不满意 | |"
NUMBERED = "| 投诉编号 | 投诉日期 | 门店 | 客户 | 电话 | 投诉内容 |"
NOTES = "| 送货日期 | 送货单号 | 门店 | 客户姓名 | 电话 | 型号 | 数量 |"


def calls(*rows: str) -> str:
    return "\n".join(["售后回访记录", CALLS, *rows])


def complaints(*rows: str) -> str:
    return "\n".join(["投诉登记表", NUMBERED, *rows])


def deliveries(*rows: str) -> str:
    return "\n".join(["送货登记表", NOTES, *rows])


def test_a_row_pasted_again_counts_once_because_it_says_who_and_when(tmp_path: Path) -> None:
    found = worked(tmp_path, {"回访": calls(ONE, TWO, ONE)})
    assert found.figure("callback.calls") == 2
    assert found.tally("回访") == "5=2+0+1+1+1+0"
    (said,) = found.said("row-duplicate")
    assert said.startswith("回访.xlsx › Sheet1 › 第5行:")
    assert "第3行" in said


def test_two_equal_rows_without_who_or_number_both_stay_and_are_listed(tmp_path: Path) -> None:
    sheet = """
铺贴指导记录
| 指导日期 | 门店 | 客户姓名 | 泥工 | 指导人 | 是否返工 |
| 2026-10-03 | 五里牌店 | | 老周 | 李四 | 否 |
| 2026-10-03 | 五里牌店 | | 老周 | 李四 | 否 |
"""
    found = worked(tmp_path, {"指导": sheet})
    assert found.figure("guidance.visits") == 2
    assert found.figure("guidance.households") == 2
    assert found.codes == ["row-alike"]


def test_the_same_file_twice_counts_once_and_all_rows_of_the_copy_are_duplicates(tmp_path: Path) -> None:
    write(tmp_path / "inputs", {"十月/回访": calls(ONE, TWO)})
    shutil.copy2(tmp_path / "inputs/十月/回访.xlsx", tmp_path / "inputs/十月/回访(副本).xlsx")
    shutil.copy2(tmp_path / "inputs/十月/回访.xlsx", tmp_path / "inputs/回访.xlsx")
    found = worked(tmp_path, {})
    assert found.figure("callback.calls") == 2
    assert found.tally("十月/回访") == "4=2+0+1+1+0+0"
    assert found.tally("十月/回访(副本)") == "4=0+0+0+0+4+0"
    assert found.tally("回访") == "4=0+0+0+0+4+0"
    assert found.codes.count("file-copy") == 2


def test_a_name_that_says_copy_never_counts_as_the_first(tmp_path: Path) -> None:
    write(tmp_path / "inputs", {"回访 - 副本": calls(ONE)})
    shutil.copy2(tmp_path / "inputs/回访 - 副本.xlsx", tmp_path / "inputs/回访.xlsx")
    found = worked(tmp_path, {})
    assert found.tally("回访").startswith("3=1")
    assert found.tally("回访 - 副本").startswith("3=0")


def test_the_same_record_in_two_files_counts_once_the_first_by_name_stays(tmp_path: Path) -> None:
    found = worked(tmp_path, {"甲的回访": calls(ONE, TWO), "乙的回访": calls(TWO)})
    assert found.figure("callback.calls") == 2
    assert (found.tally("乙的回访"), found.tally("甲的回访")) == ("3=1+0+1+1+0+0", "4=1+0+1+1+1+0")  # 乙 sorts first


def test_the_same_day_and_customer_with_other_words_is_a_suggestion_only(tmp_path: Path) -> None:
    found = worked(tmp_path, {"甲": calls(ONE), "乙": calls(ONE.replace("| |", "| 语气好 |"))})
    assert found.figure("callback.calls") == 2
    assert found.codes == ["row-near"]


def test_the_same_number_and_date_is_one_record_however_the_text_was_edited(tmp_path: Path) -> None:
    first = "| TS1001 | 2026-10-03 | 五里牌店 | 陈一 | 13800000001 | 瓷砖开裂 |"
    again = "| TS1001 | 2026-10-03 | | 陈一 | 13800000001 | 瓷砖开裂,已联系 |"
    found = worked(tmp_path, {"台账": complaints(first), "登记本": complaints(again)})
    assert found.figure("complaint.count") == 1
    assert found.tally("登记本") == "3=0+0+1+1+1+0"


@pytest.mark.parametrize(
    "other",
    [
        "| TS1001 | 2026-10-04 | 五里牌店 | 陈一 | 13800000001 | 瓷砖开裂 |",  # another day
        "| TS1001 | 2026-10-03 | 高桥店 | 陈一 | 13800000001 | 瓷砖开裂 |",  # another store's numbering
    ],
)
def test_the_same_number_on_another_day_or_in_another_store_is_another_record(tmp_path: Path, other: str) -> None:
    first = "| TS1001 | 2026-10-03 | 五里牌店 | 陈一 | 13800000001 | 瓷砖色差 |"
    found = worked(tmp_path, {"投诉": complaints(first, other)})
    assert found.figure("complaint.count") == 2
    assert "row-duplicate" not in found.codes


def test_one_number_for_two_customers_is_a_clash_and_both_count(tmp_path: Path) -> None:
    found = worked(
        tmp_path,
        {
            "投诉": complaints(
                "| TS1001 | 2026-10-03 | 五里牌店 | 陈一 | 13800000001 | 瓷砖开裂 |",
                "| TS1001 | 2026-10-03 | 五里牌店 | 林二 | 13800000002 | 瓷砖色差 |",
            )
        },
    )
    assert found.figure("complaint.count") == 2
    assert found.codes == ["number-clash"]


def test_running_numbers_of_a_sheet_identify_nothing(tmp_path: Path) -> None:
    first = "| 1 | 2026-10-03 | 五里牌店 | 陈一 | 13800000001 | 瓷砖开裂 |"
    other = "| 1 | 2026-10-03 | 五里牌店 | 林二 | 13800000002 | 瓷砖色差 |"
    found = worked(tmp_path, {"甲": complaints(first), "乙": complaints(other)})
    assert found.figure("complaint.count") == 2
    assert found.codes == []


def test_the_lines_of_one_delivery_note_all_count(tmp_path: Path) -> None:
    found = worked(
        tmp_path,
        {
            "送货": deliveries(
                "| 2026-10-03 | SH-20001 | 五里牌店 | 陈一 | 13800000001 | QH6315 | 10箱 |",
                "| 2026-10-03 | SH-20001 | 五里牌店 | 陈一 | 13800000001 | QH4508 | 10箱 |",
                "| 2026-10-03 | SH-20001 | 五里牌店 | 陈一 | 13800000001 | QH4508 | 2片 |",
                "| 2026-10-03 | SH-20001 | 五里牌店 | 陈一 | 13800000001 | QH4508 | 2片 |",
            )
        },
    )
    assert found.figure("delivery.lines") == 3  # only the last is the same line again
    assert found.codes == ["row-duplicate"]


def test_different_numbers_make_equal_rows_different_records(tmp_path: Path) -> None:
    found = worked(
        tmp_path,
        {
            "送货": deliveries(
                "| 2026-10-03 | SH-20001 | 五里牌店 | 陈一 | 13800000001 | QH6315 | 10箱 |",
                "| 2026-10-03 | SH-20002 | 五里牌店 | 陈一 | 13800000001 | QH6315 | 10箱 |",
            )
        },
    )
    assert found.figure("delivery.lines") == 2


def test_a_record_that_lost_its_number_is_found_by_its_content(tmp_path: Path) -> None:
    found = worked(
        tmp_path,
        {
            "甲": complaints("| TS1001 | 2026-10-03 | 五里牌店 | 陈一 | 13800000001 | 瓷砖开裂 |"),
            "乙": complaints("| | 2026-10-03 | 五里牌店 | 陈一 | 13800000001 | 瓷砖开裂 |"),
        },
    )
    assert found.figure("complaint.count") == 1


def test_which_file_was_written_first_does_not_matter(tmp_path: Path) -> None:
    files = {"甲": calls(ONE, TWO), "乙": calls(TWO, ONE), "丙": calls(ONE)}
    one = worked(tmp_path / "one", files)
    other = worked(tmp_path / "other", dict(reversed(files.items())))
    assert one.column("callback", "record_id") == other.column("callback", "record_id")
    assert [one.tally(name) for name in files] == [other.tally(name) for name in files]
    assert asked(tmp_path).as_of.timestamp() > SAVED
