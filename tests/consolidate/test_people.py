"""Names as clerks write them, read through the roster; nothing is ever guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets import Worked, worked

ROSTER = """
花名册
| 姓名 | 别名 | 工号 | 门店 | 岗位 | 入职日期 | 离职日期 |
| 王芳 | 小芳、芳姐 | A01 | 五里牌店 | 售后文员 | 2024-01-01 | |
| 李建国 | | A02 | 五里牌店 | 安装 | 2024-01-01 | |
| 张伟 | | A03 | 高桥店 | 安装 | 2024-01-01 | |
| 张伟 | | A04 | 红星店 | 安装 | 2024-01-01 | |
| 吴刚 | | A05 | 红星店 | 安装 | 2024-01-01 | 2026-10-15 |
| 周敏 | | A06 | 高桥店 | 文员 | 2024-01-01 | |
| 周强 | | A07 | 高桥店 | 安装 | 2024-01-01 | |
"""


def calls(*people: str, day: int = 1) -> str:
    """Callbacks made by these people, one a row, from the given day on."""
    rows = [f"| 2026-10-{at:02d} | 五里牌店 | 客{at} | 138{at:08d} | {name} |" for at, name in enumerate(people, day)]
    return "\n".join(["售后回访记录", "| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 |", *rows])


def read(folder: Path, *people: str, **settings: object) -> Worked:
    return worked(folder, {"花名册": ROSTER, "回访": calls(*people)}, settings=settings)


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("王芳", "王芳"),
        ("王 芳", "王芳"),
        ("小芳", "王芳"),
        ("芳姐", "王芳"),
        ("A01", "王芳"),
        ("王芳(组长)", "王芳"),
        ("王芳经理", "王芳"),
        ("李师傅", "李建国"),
        ("小李", "李建国"),
        ("王芳/李师傅", "王芳、李建国"),
        ("王芳/小芳", "王芳"),
    ],
)
def test_a_written_name_means_the_member(tmp_path: Path, written: str, means: str) -> None:
    found = read(tmp_path, written)
    assert found.column("callback", "called_by") == [means]
    assert set(found.codes) <= {"person-by-surname"}


def test_a_surname_fits_only_when_one_member_has_it(tmp_path: Path) -> None:
    found = read(tmp_path, "李师傅", "周师傅")
    assert found.column("callback", "called_by") == ["李建国", "周师傅"]
    assert found.codes == ["person-by-surname", "unknown-person"]
    assert "李建国" in found.said("person-by-surname")[0]


def test_two_members_of_one_name_are_never_mixed_up(tmp_path: Path) -> None:
    found = read(tmp_path, "张伟", "A03")
    assert found.column("callback", "called_by")[0] is None
    (said,) = found.said("ambiguous-person")
    assert "张伟(A03)、张伟(A04)" in said.replace("（", "(").replace("）", ")")
    assert found.split("callback.calls", "person")["未分配"] == 1


def test_a_title_does_not_settle_which_of_two_is_meant(tmp_path: Path) -> None:
    found = read(tmp_path, "张伟师傅")
    assert found.column("callback", "called_by") == [None]
    assert found.codes == ["ambiguous-person"]


def test_a_stranger_stays_as_written_with_a_hint_at_who_may_be_meant(tmp_path: Path) -> None:
    found = read(tmp_path, "王方", "周民", "欧阳锋")
    assert found.column("callback", "called_by") == ["王方", "周民", "欧阳锋"]
    near, sounds, nobody = found.said("unknown-person")
    assert "王芳" in near
    assert "周敏" in sounds
    assert "是不是" not in nobody


def test_a_record_after_somebody_left_counts_and_is_asked_about(tmp_path: Path) -> None:
    files = {"花名册": ROSTER, "回访": calls("吴刚", "吴刚", "吴刚", day=14)}
    found = worked(tmp_path, files)
    assert found.figure("callback.calls", person="吴刚") == 3
    (said,) = found.said("person-left")  # the 16th; on the 15th he still worked
    assert said.startswith("回访.xlsx › Sheet1 › E5:")
    assert "2026-10-15" in said


def test_config_and_roster_sheet_are_one_roster(tmp_path: Path) -> None:
    people = [{"name": "王芳", "aliases": ["阿芳儿"]}, {"name": "赵六", "store": "高桥店"}]
    found = read(tmp_path, "阿芳儿", "芳姐", "赵六", people=people)
    assert found.column("callback", "called_by") == ["王芳", "王芳", "赵六"]
    assert len(found.results.consolidated.roster.members) == 8
    assert found.codes == []


def test_where_config_and_sheet_contradict_the_config_stays_and_it_is_listed(tmp_path: Path) -> None:
    found = read(tmp_path, "王芳", people=[{"name": "王芳", "store": "高桥店"}])
    member = found.results.consolidated.roster.named("王芳")
    assert member is not None
    assert member.store == "高桥店"
    (said,) = found.said("roster-contradiction")
    assert said.startswith("花名册.xlsx › Sheet1 › 第3行:")
    assert "高桥店" in said
    assert "五里牌店" in said


def test_without_any_roster_names_stay_as_they_are(tmp_path: Path) -> None:
    found = worked(tmp_path, {"回访": calls("王芳", "李师傅")})
    assert found.column("callback", "called_by") == ["王芳", "李师傅"]
    assert found.codes == []


def test_members_of_two_roster_sheets_are_merged(tmp_path: Path) -> None:
    other = "花名册\n| 姓名 | 工号 | 岗位 | 入职日期 |\n| 王芳 | A01 | 售后文员 | 2024-01-01 |\n| 钱七 | A09 | 司机 | 2025-01-01 |"
    found = worked(tmp_path, {"花名册": ROSTER, "花名册二": other, "回访": calls("钱七")})
    assert len(found.results.consolidated.roster.members) == 8
    assert "unknown-person" not in found.codes


def test_two_people_of_one_name_keep_figures_of_their_own(tmp_path: Path) -> None:
    sheets = {
        "花名册": """
花名册
| 姓名 | 工号 | 门店 | 岗位 | 入职日期 |
| 张伟 | A03 | 五里牌店 | 售后文员 | 2020-01-01 |
| 张伟 | A04 | 高桥店 | 售后文员 | 2020-01-01 |
""",
        "回访": """
售后回访记录
| 回访日期 | 客户 | 电话 | 回访人 | 满意度 |
| 2026-10-02 | 陈一 | 13800000001 | A03 | 满意 |
| 2026-10-03 | 陈二 | 13800000002 | A04 | 满意 |
""",
    }
    found = worked(tmp_path, sheets)
    assert found.figure("callback.calls", person="张伟(A03)") == 1
    assert found.figure("callback.calls", person="张伟(A04)") == 1
