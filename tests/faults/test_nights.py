"""A sample of the sweep: whatever happens during a night, the reports that stand are whole, and the next night mends it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults.saboteur import KILL
from tests.faults.sweep import Scene, scene, struck

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a process is forked and killed: Linux only")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return scene(tmp_path_factory.mktemp("scene"))


@pytest.mark.parametrize("part", range(1, 9))
def test_a_kill_leaves_whole_reports_and_the_next_night_mends_the_rest(shop: Scene, tmp_path: Path, part: int) -> None:
    found = struck(shop, "any", shop.touches * part // 8, KILL, for_ever=False, place=tmp_path)
    assert found.struck
    assert found.wrong == []


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_kill_between_two_swaps_is_mended(shop: Scene, tmp_path: Path, at: int) -> None:
    found = struck(shop, "rename", at, KILL, for_ever=False, place=tmp_path)
    assert found.struck
    assert found.wrong == []


@pytest.mark.parametrize(
    ("fault", "sort", "for_ever", "part"),
    [
        ("full", "write", True, 0.1),
        ("full", "write", False, 0.6),
        ("full", "force", True, 0.9),
        ("broken", "force", False, 0.5),
        ("denied", "rename", True, 0.0),
        ("denied", "write", False, 0.3),
        ("denied", "make", False, 0.5),
    ],
)
def test_a_disk_that_refuses_costs_at_most_this_night(
    shop: Scene, tmp_path: Path, fault: str, sort: str, part: float, *, for_ever: bool
) -> None:
    found = struck(shop, sort, max(1, round(shop.count(sort) * part)), fault, for_ever=for_ever, place=tmp_path)
    assert found.struck
    assert found.wrong == []
