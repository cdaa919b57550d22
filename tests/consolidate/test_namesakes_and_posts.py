"""Namesakes told apart by number, store or day; posts one after the other; joiners and leavers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from aftersales.consolidate.roster import build_roster
from aftersales.settings.model import Person
from tests.sheets import Worked, worked

ROSTER = """
花名册
| 姓名 | 工号 | 门店 | 岗位 | 入职日期 | 离职日期 |
| 张伟 | K0003 | 高桥店 | 安装 | 2024-01-01 | |
| 张伟 | K0004 | 红星店 | 安装 | 2024-01-01 | |
| 陈静 | K0011 | 高桥店 | 文员 | 2024-01-01 | 2026-09-30 |
| 陈静 | K0012 | 高桥店 | 文员 | 2026-10-01 | |
| 吴刚 | K0005 | 红星店 | 安装 | 2024-01-01 | 2026-10-15 |
| 吴刚 | K0005 | 高桥店 | 主管 | 2026-10-16 | |
"""


def calls(*rows: str, heading: str = "回访人") -> str:
    return "\n".join(["售后回访记录", f"| 回访日期 | 门店 | 客户姓名 | 电话 | {heading} |", *rows])


def read(folder: Path, *rows: str, heading: str = "回访人") -> Worked:
    return worked(folder, {"花名册": ROSTER, "回访": calls(*rows, heading=heading)})


@pytest.mark.parametrize(
    ("row", "heading", "means", "said"),
    [
        ("| 2026-10-03 | 高桥店 | 客一 | 13800000001 | 张伟 |", "回访人", "张伟(K0003)", "person-by-store"),
        ("| 2026-10-03 | 红星 | 客一 | 13800000001 | 张伟师傅 |", "回访人", "张伟(K0004)", "person-by-store"),
        ("| 2026-10-03 | 红星店 | 客一 | 13800000001 | 张伟(工号：K0003) |", "回访人", "张伟(K0003)", ""),
        ("| 2026-10-03 | 五里牌店 | 客一 | 13800000001 | 张伟 | K0004 |", "回访人 | 工号", "张伟(K0004)", ""),
        ("| 2026-10-03 | 五里牌店 | 客一 | 13800000001 | 张伟 |", "回访人", None, "ambiguous-person"),
        ("| 2026-10-03 | 高桥店 | 客一 | 13800000001 | 陈静 |", "回访人", "陈静(K0012)", "person-by-store"),
        ("| 2026-09-03 | 高桥店 | 客一 | 13800000001 | 陈静 |", "回访人", "陈静(K0011)", "person-by-store"),
    ],
)
def test_a_namesake_is_told_by_what_stands_beside_the_name(
    tmp_path: Path, row: str, heading: str, means: str | None, said: str
) -> None:
    found = read(tmp_path, row, heading=heading)
    assert found.column("callback", "called_by") == [means]
    assert [code for code in found.codes if code != "unknown-column"] == ([said] if said else [])


def test_a_number_that_lost_its_zeros_is_found_in_the_roster_and_told(tmp_path: Path) -> None:
    people = [{"name": "何平", "staff_no": "0013"}]
    row = "| 2026-10-03 | 高桥店 | 客一 | 13800000001 | 13 |"
    found = worked(tmp_path, {"回访": calls(row)}, settings={"people": people})
    assert found.column("callback", "called_by") == ["何平"]
    assert found.codes == ["staff-number-padded"]


def test_one_cell_with_a_namesake_is_read_row_by_row(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "| 2026-10-03 | 高桥店 | 客一 | 13800000001 | 张伟 |",
        "| 2026-10-04 | 红星店 | 客二 | 13800000002 | 张伟 |",
        "| 2026-10-05 | 五里牌店 | 客三 | 13800000003 | 张伟 |",
    )
    assert found.column("callback", "called_by") == ["张伟(K0003)", "张伟(K0004)", None]
    assert found.codes == ["ambiguous-person", "person-by-store", "person-by-store"]


def test_somebody_who_moved_has_two_posts_and_no_contradiction(tmp_path: Path) -> None:
    found = read(tmp_path, "| 2026-10-20 | 高桥店 | 客一 | 13800000001 | 吴刚 |")
    member = found.results.consolidated.roster.named("吴刚")
    assert member is not None
    before, after = member.in_post("2026-10-15"), member.in_post("2026-10-16")
    assert before is not None
    assert after is not None
    assert (before.store, before.role, after.store, after.role) == ("红星店", "安装", "高桥店", "主管")
    assert member.in_post("2023-12-31") is None
    assert found.codes == []


def test_a_post_without_an_end_lasts_until_the_next_one_begins() -> None:
    people = [
        Person.model_validate({"name": "吴刚", "store": "红星店", "from": "2024-01-01"}),
        Person.model_validate({"name": "吴刚", "store": "高桥店", "from": "2026-10-16"}),
    ]
    roster, problems = build_roster(pd.DataFrame(), people)
    (member,) = roster.members
    assert [(stint.store, stint.to) for stint in member.stints] == [("红星店", "2026-10-15"), ("高桥店", "")]
    assert problems == []


def test_records_before_somebody_came_and_after_somebody_left_are_asked_about(tmp_path: Path) -> None:
    roster = """
花名册
| 姓名 | 工号 | 门店 | 岗位 | 入职日期 | 离职日期 |
| 王芳 | A01 | 高桥店 | 文员 | 2026-10-10 | |
| 周敏 | A02 | 高桥店 | 文员 | 2024-01-01 | 2026-10-20 |
"""
    rows = [f"| 2026-10-{day} | 高桥店 | 客{day} | 138000000{day} | 王芳/周敏 |" for day in ("09", "10", "20", "21")]
    found = worked(tmp_path, {"花名册": roster, "回访": calls(*rows)})
    assert [code for code in found.codes if code.startswith("person")] == ["person-early", "person-left"]
    (early,), (left,) = found.said("person-early"), found.said("person-left")
    assert early.startswith("回访.xlsx › Sheet1 › E3:")
    assert "2026-10-10" in early
    assert left.startswith("回访.xlsx › Sheet1 › E6:")
    assert found.figure("callback.calls", person="王芳") == 2
