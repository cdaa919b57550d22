"""Two versions of one file are both held out and asked about (A16)."""

from __future__ import annotations

import pytest

from aftersales.intake.conflict_copies import copied_from, held_back
from aftersales.model import CleanTable, Digest, SheetReport, Tally


def digest(file: str, content: str, rows: int = 4) -> Digest:
    """A file whose one sheet gave a heading and records; the content is its hash."""
    sheet = SheetReport("回访", "callback", 1, Tally(rows=rows, heading=1, records=rows - 1))
    table = CleanTable("callback", {"row": [2, 3, 4]}, frozenset({"row"}))
    return Digest(file, content, 0.0, "calamine", (sheet,), ((0, table),))


@pytest.mark.parametrize(
    "copy",
    [
        "回访 - 副本.xlsx",
        "回访 - 副本 (2).xlsx",
        "回访的副本.xlsx",
        "回访 - 复制.xlsx",
        "回访 拷贝.xlsx",
        "复件 回访.xlsx",
        "副本回访.xlsx",
        "回访(1).xlsx",
        "回访 (2).xlsx",
        "回访（1）.xlsx",
        "回访_冲突.xlsx",
        "回访 冲突文件 20261003.xlsx",
        "回访(王芳的冲突副本 2026-10-03).xlsx",
        "回访 (conflicted copy 2026-10-03 120000).xlsx",
        "回访 (Wang Fang's conflicted copy 2026-10-03).xlsx",
        "回访_conflict-20261003-120000.xlsx",
        "回访.sync-conflict-20261003-120000-ABCDEFG.xlsx",
        "回访 - Copy.xlsx",
        "Copy of 回访.xlsx",
    ],
)
def test_a_copy_is_known_by_its_name(copy: str) -> None:
    assert copied_from(f"一组/{copy}") == "一组/回访.xlsx"


@pytest.mark.parametrize(
    "name",
    ["回访(二组).xlsx", "回访(2026).xlsx", "10月回访.xlsx", "客户冲突登记表.xlsx", "复制机维修.xlsx", "(1).xlsx"],
)
def test_other_names_are_no_copies(name: str) -> None:
    assert copied_from(name) == ""


def test_a_copy_with_other_content_holds_both_out_and_asks_which_is_right() -> None:
    kept, problems = held_back([digest("回访(1).xlsx", "b"), digest("回访.xlsx", "a"), digest("投诉.xlsx", "c")])

    assert [(one.file, len(one.tables), one.sheets[0].kind) for one in kept] == [
        ("回访(1).xlsx", 0, ""),
        ("回访.xlsx", 0, ""),
        ("投诉.xlsx", 1, "callback"),
    ]
    assert [one.sheets[0].tally for one in kept[:2]] == [Tally(rows=4, note=4)] * 2
    assert [(p.code, p.place.file, p.facts["other"]) for p in problems] == [
        ("conflict-copy", "回访(1).xlsx", "回访.xlsx"),
        ("conflict-copy", "回访.xlsx", "回访(1).xlsx"),
    ]
    assert problems[0].effect == "file_left_out"


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ([("回访.xlsx", "a"), ("回访(1).xlsx", "a")], "the same content is a copy, told elsewhere"),
        ([("回访(1).xlsx", "a"), ("回访(2).xlsx", "b")], "the original is not there"),
        ([("一组/回访.xlsx", "a"), ("二组/回访(1).xlsx", "b")], "it stands in another folder"),
        ([("回访.xls", "a"), ("回访(1).xlsx", "b")], "it is another sort of file"),
    ],
)
def test_what_is_no_conflict_is_read(files: list[tuple[str, str]], why: str) -> None:
    digests = [digest(file, content) for file, content in files]
    assert held_back(digests) == (digests, []), why


def test_a_copy_beside_a_file_that_could_not_be_read_is_read() -> None:
    broken = Digest("回访.xlsx", "a", 0.0, "")
    copy = digest("回访(1).xlsx", "b")
    assert held_back([broken, copy]) == ([broken, copy], [])
