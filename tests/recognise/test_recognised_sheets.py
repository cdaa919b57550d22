from __future__ import annotations

import pytest

from tests.recognise.pictures import LETTERS, Picture, letters_of, mapping_of, seen, wanted_mapping
from tests.recognise.sheets import READ, UNREAD


@pytest.mark.parametrize("picture", READ, ids=lambda p: p.name)
def test_a_log_is_recognised_with_its_columns_and_rows(picture: Picture) -> None:
    result = seen(picture)

    assert [table.kind for table in result.tables] == [picture.kind], (result.problems, result.candidates)
    table = result.tables[0]
    assert mapping_of(table) == wanted_mapping(picture.mapping)
    assert "".join(LETTERS[kind] for kind in result.row_kinds) == letters_of(picture)
    assert table.header_row == picture.first_row + letters_of(picture).index("H")


@pytest.mark.parametrize("picture", UNREAD, ids=lambda p: p.name)
def test_a_sheet_that_is_no_log_of_ours_is_not_read_and_says_why(picture: Picture) -> None:
    result = seen(picture)

    assert [problem.code for problem in result.problems] == ([picture.code] if picture.code else [])
    assert result.tables == ()
    assert not any("：没有）" in problem.message for problem in result.problems)
    assert {LETTERS[kind] for kind in result.row_kinds} == {"N"}
    assert all(problem.message and problem.remedy for problem in result.problems)
