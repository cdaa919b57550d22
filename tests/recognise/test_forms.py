"""Forms: label and value, one a sheet or many, boxes and all; and what looks like a form and is none."""

from __future__ import annotations

import json
from datetime import date

import pytest

from aftersales.clean.hints import Hints
from aftersales.clean.table import clean
from aftersales.model import Grid, Recognition
from aftersales.problems import Problem
from aftersales.recognise import recognise
from aftersales.recognise.forms import find_forms
from aftersales.recognise.vocabulary import vocabulary
from tests.recognise.drawn_forms import draw, unread
from tests.recognise.form_pictures import FormPicture
from tests.recognise.forms import FORMS
from tests.recognise.no_forms import NO_FORMS
from tests.recognise.pictures import KINDS, LETTERS, Picture, grid_of, letters_of, seen
from tests.recognise.sheets import READ

HINTS = Hints(date(2026, 11, 1), date(2026, 11, 2), {})


def drawn(picture: FormPicture) -> Grid:
    return grid_of(
        Picture(
            picture.name,
            picture.drawing,
            file=picture.file,
            sheet=picture.sheet,
            first_row=picture.first_row,
            first_column=picture.first_column,
            merges=picture.merges,
        )
    )


def read(grid: Grid) -> tuple[Recognition, list[dict[str, object]], list[Problem]]:
    found = recognise(grid, KINDS, grid.file)
    records: list[dict[str, object]] = []
    problems = list(found.problems)
    for table in found.tables:
        product, said = clean(table, KINDS[table.kind], HINTS)
        problems += said
        names = list(product.columns)
        records += [dict(zip(names, values, strict=True)) for values in zip(*product.columns.values(), strict=True)]
    return found, records, problems


@pytest.mark.parametrize("picture", FORMS, ids=lambda p: p.name)
def test_a_form_is_read_with_its_values(picture: FormPicture) -> None:
    found, records, problems = read(drawn(picture))

    assert [table.kind for table in found.tables] == [picture.kind], (problems, found.candidates)
    assert len(records) == len(picture.records)
    for record, wanted in zip(records, picture.records, strict=True):
        assert {name: record.get(name) for name in wanted} == wanted
    letters = letters_of(Picture(picture.name, picture.drawing))
    assert "".join(LETTERS[kind] for kind in found.row_kinds) == letters
    assert sorted(problem.code for problem in problems) == sorted(picture.codes), problems
    if picture.extra:
        kept = json.loads(str(records[0]["extra"]))
        assert {name: kept.get(name) for name in picture.extra} == picture.extra


@pytest.mark.parametrize("picture", READ, ids=lambda p: p.name)
def test_a_list_is_never_taken_for_a_form(picture: Picture) -> None:
    assert find_forms(grid_of(picture), picture.file, vocabulary(KINDS)) == []


@pytest.mark.parametrize("picture", NO_FORMS, ids=lambda p: p.name)
def test_label_and_value_alone_make_no_form(picture: Picture) -> None:
    found = seen(picture)

    assert [table.kind for table in found.tables] == ([picture.kind] if picture.kind else [])
    assert not any(table.layout for table in found.tables)
    if picture.kind:
        assert "".join(LETTERS[kind] for kind in found.row_kinds) == letters_of(picture)
    if picture.code:
        assert [problem.code for problem in found.problems] == [picture.code]


@pytest.mark.parametrize("seed", range(120))
def test_what_is_written_into_a_form_comes_out_of_it(seed: int) -> None:
    drawn_form = draw(seed)

    found, records, problems = read(drawn_form.grid)

    assert [table.kind for table in found.tables] == [drawn_form.kind], problems
    assert len(records) == len(drawn_form.wanted), problems
    wrong = [unread(KINDS[drawn_form.kind], r, w) for r, w in zip(records, drawn_form.wanted, strict=True)]
    assert not any(wrong)
