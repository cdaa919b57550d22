"""Who is the same household, over all kinds of a run (ruling 4)."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from tests.sheets import worked

HEAD = "| 回访日期 | 门店 | 客户姓名 | 电话 | 地址 | 满意度 |"


def households(folder: Path, *rows: str) -> str:
    """The households of the drawn rows as letters: `aba` = first and third are the same."""
    days = [f"| 2026-10-{at + 1:02d} {row}" for at, row in enumerate(rows)]
    found = worked(folder, {"回访": "\n".join(["售后回访记录", HEAD, *days])})
    numbers = found.column("callback", "household")
    assert len(numbers) == len(rows)
    return "".join("abcdef"[list(dict.fromkeys(numbers)).index(number)] for number in numbers)


@pytest.mark.parametrize(
    ("same", "rows"),
    [
        ("aa", ("| 店 | 陈一 | 13800000001 | | |", "| 店 | 陈一 | 138 0000 0001 | | |")),
        ("aa", ("| 店 | 陈一 | 13800000001 | | |", "| 店 | 陈太太 | 13800000001 | | |")),  # one phone, two names
        ("ab", ("| 店 | 陈一 | 13800000001 | 和苑1栋 | |", "| 店 | 陈一 | 13800000002 | 和苑1栋 | |")),  # two phones
        ("aa", ("| 店 | 陈一 | 13800000001 | 和苑1栋 | |", "| 店 | 陈一 | | 和苑1栋 | |")),  # one side is silent
        ("ab", ("| 店 | 陈一 | 13800000001 | 和苑1栋 | |", "| 店 | 林二 | | 和苑1栋 | |")),  # neighbours
        ("ab", ("| 店 | 陈一 | 13800000001 | | |", "| 店 | 陈一 | | | |")),  # one of them has a phone
        ("aa", ("| 店 | 陈一 | | | |", "| 店 | 陈一 | | | |")),  # neither has phone or address
        ("ab", ("| 店 | 陈一 | | | |", "| 别店 | 陈一 | | | |")),  # another store
        ("ab", ("| 店 | 陈一 | | 和苑1栋 | |", "| 店 | 陈一 | | | |")),  # one has an address
        ("aa", ("| 店 | 陈一 | | 和苑1栋 | |", "| 别店 | 陈一 | | 和苑1栋 | |")),  # the address says who it is
        ("aab", ("| 店 | 陈一 | 13800000001/13800000002 | | |", "| 店 | 陈一 | 13800000002 | | |",
                 "| 店 | 林二 | 13800000003 | | |")),
        ("aaa", ("| 店 | 陈一 | 13800000001 | | |", "| 店 | 陈一 | 13800000002 | | |",
                 "| 店 | 陈一 | 13800000001/13800000002 | | |")),  # the third joins the first two
        ("ab", ("| 店 | 陈一 | 1390000 | | |", "| 店 | 林二 | 1390000 | | |")),  # no phone at all
    ],
)  # fmt: skip
def test_households(tmp_path: Path, same: str, rows: tuple[str, ...]) -> None:
    assert households(tmp_path, *rows) == same


def test_a_mistyped_phone_leaves_the_address_to_tell_who_it_is(tmp_path: Path) -> None:
    rows = ("| 店 | 陈一 | 1390000 | 和苑1栋 | |", "| 店 | 陈一 | 13800000001 | 和苑1栋 | |")
    assert households(tmp_path, *rows) == "aa"


def test_nobody_in_particular_is_always_somebody_else(tmp_path: Path) -> None:
    sheet = """
铺贴指导记录
| 指导日期 | 门店 | 客户姓名 | 泥工 | 指导人 | 满意度 |
| 2026-10-01 | 五里牌店 | | 老周 | 李四 | 满意 |
| 2026-10-02 | 五里牌店 | | 老周 | 李四 | 不满意 |
"""
    assert worked(tmp_path, {"指导": sheet}).figure("guidance.households") == 2


def test_a_household_is_the_same_in_every_log(tmp_path: Path) -> None:
    calls = "售后回访记录\n| 回访日期 | 客户姓名 | 电话 |\n| 2026-10-01 | 陈一 | 13800000001 |"
    ledger = "投诉登记表\n| 投诉日期 | 客户 | 电话 | 投诉内容 |\n| 2026-10-01 | 陈先生 | 13800000001 | 开裂 |"
    found = worked(tmp_path, {"回访": calls, "投诉": ledger})
    assert found.column("callback", "household") == found.column("complaint", "household")


def test_a_shared_second_phone_never_joins_two_names_but_is_listed(tmp_path: Path) -> None:
    rows = [
        "| 2026-10-01 | 店 | 陈一 | 13800000001/0731-84760000 | | |",
        "| 2026-10-02 | 店 | 林二 | 13800000002/0731-84760000 | | |",
    ]
    found = worked(tmp_path, {"回访": "\n".join(["售后回访记录", HEAD, *rows])})
    assert len(set(found.column("callback", "household"))) == 2
    assert found.codes == ["household-conflict"]
    assert found.said("household-conflict")[0].startswith("回访.xlsx › Sheet1 › 第4行")
    assert "的号码（尾号 " in found.said("household-conflict")[0]


def test_the_order_of_rows_decides_nothing(tmp_path: Path) -> None:
    rows = (
        "| 店 | 陈一 | 13800000001 | 和苑1栋 | |",
        "| 店 | 陈一 | | 和苑1栋 | |",
        "| 店 | 陈一 | 13800000001/13800000002 | | |",
        "| 店 | 林二 | 13800000004 | | |",
    )
    for at, order in enumerate(list(permutations(range(4)))[::5]):
        letters = households(tmp_path / str(at), *(rows[n] for n in order))
        of_row = dict(zip(order, letters, strict=True))
        assert of_row[0] == of_row[1] == of_row[2] != of_row[3]
