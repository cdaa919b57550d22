"""List sheets of every kind, in any of its wordings and any order of columns: the same kind or an honest question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales.blank_sheets.examples import examples
from aftersales.kinds.load import built_in_kinds
from aftersales.kinds.model import Field, Kind
from aftersales.kinds.wording import heading_key
from aftersales.model import Grid, Recognition
from aftersales.recognise import recognise

KINDS = built_in_kinds()
IDS = sorted(KINDS)
AS_OF = datetime(2026, 11, 21)  # noqa: DTZ001 - the shop's own time
ROWS = 4
UNKNOWN = ("楼栋号", "车位", "天气", "微信群")
HONEST = {"unknown-sheet", "ambiguous-sheet", "missing-column"}
TELLING = 2.0


def columns_of(kind: Kind, random: Random, *, whole: bool) -> list[Field]:
    """What is required, most of what is telling (all of it if `whole`), and some of the rest; in any order."""
    needed = {random.choice(group) for group in kind.required}
    telling = [name for name, weight in kind.signature.items() if weight >= TELLING]
    kept = telling if whole else random.sample(telling, k=-(-len(telling) * 2 // 3))
    rest = [name for name in kind.names if random.random() < 0.5]
    chosen = [f for f in kind.fields if f.headings and f.name in {*needed, *kept, *rest}]
    random.shuffle(chosen)
    return chosen


def wording(f: Field, kind: Kind, random: Random) -> str:
    """Any of a field's own wordings that does not feed another field first."""
    shared = {heading_key(word) for word, names in kind.shares.items() if names[0] != f.name}
    return random.choice([word for word in f.headings if heading_key(word) not in shared])


def sheet(kind: Kind, fields: Sequence[Field], random: Random, *, title: bool) -> Grid:
    """A list of a few records, perhaps under a title, with a column that nobody knows somewhere in it."""
    values = examples(kind, fields, (), None, AS_OF)
    at = random.randint(0, len(fields))
    heading = [wording(f, kind, random) for f in fields]
    record = [values[f.name] for f in fields]
    heading.insert(at, random.choice(UNKNOWN))
    record.insert(at, "甲")
    rows = [tuple(heading), *[tuple(record)] * ROWS]
    if title:
        rows.insert(0, (random.choice(kind.titles), *[None] * len(fields)))
    return Grid("登记.xlsx", "Sheet1", tuple(rows))  # type: ignore[arg-type]


def kinds_of(result: Recognition) -> list[str]:
    return [table.kind for table in result.tables]


@pytest.mark.parametrize("kind_id", IDS)
@given(seed=st.integers(0, 2**32), title=st.booleans())
@settings(max_examples=60)
def test_a_sheet_is_never_taken_for_another_kind(kind_id: str, seed: int, title: bool) -> None:
    random = Random(seed)
    kind = KINDS[kind_id]
    grid = sheet(kind, columns_of(kind, random, whole=False), random, title=title)

    result = recognise(grid, KINDS, grid.file)

    if kinds_of(result) != [kind_id]:
        assert kinds_of(result) == [], grid.rows[:2]
        assert HONEST & {problem.code for problem in result.problems}, grid.rows[:2]


@pytest.mark.parametrize("kind_id", IDS)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=40)
def test_a_sheet_with_all_that_is_telling_and_its_title_is_recognised(kind_id: str, seed: int) -> None:
    random = Random(seed)
    kind = KINDS[kind_id]
    grid = sheet(kind, columns_of(kind, random, whole=True), random, title=True)

    result = recognise(grid, KINDS, grid.file)

    assert kinds_of(result) == [kind_id], (grid.rows[:2], [str(problem) for problem in result.problems])


@pytest.mark.parametrize("kind_id", IDS)
@given(seed=st.integers(0, 2**32), title=st.booleans())
@settings(max_examples=30)
def test_the_order_of_the_columns_changes_nothing(kind_id: str, seed: int, title: bool) -> None:
    random = Random(seed)
    kind = KINDS[kind_id]
    grid = sheet(kind, columns_of(kind, random, whole=False), random, title=title)
    order = list(range(len(grid.rows[-1])))
    random.shuffle(order)
    body = tuple(tuple(row[j] for j in order) for row in grid.rows[title:])
    other = Grid(grid.file, grid.sheet, (*grid.rows[:title], *body))

    one, two = recognise(grid, KINDS, grid.file), recognise(other, KINDS, other.file)

    assert kinds_of(one) == kinds_of(two)
