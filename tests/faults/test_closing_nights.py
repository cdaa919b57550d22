"""Whatever happens on the night that closes months: they are closed or open, whole, and the next nights come to the same."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from aftersales.ledger.months import open_ledger
from tests.faults.saboteur import KILL, Saboteur, sabotaged
from tests.faults.sweep import (
    AFTER,
    BEFORE,
    CLOSING_NIGHT,
    CONFIG,
    DONE,
    NIGHT,
    arguments_of,
    closed_by,
    differing,
    entries,
    leftovers,
    watched_in,
)
from tests.sheets import write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a process is forked and killed: Linux only")
NEXT_NIGHT = "2026-11-10"
CLOSED = closed_by(CLOSING_NIGHT)


@dataclass(frozen=True)
class Scene:
    """A shop before the night that closes two months, what that night touches, and how all looks in the end."""

    home: Path
    touches: tuple[str, ...]
    settled: dict[str, str]

    def touching_ledger(self) -> list[int]:
        """The touches at which a seal or its copy is written."""
        return [at for at, touch in enumerate(self.touches, 1) if "ledger" in touch]


def night(home: Path, told: Path, day: str, saboteur: Saboteur | None = None) -> tuple[int, tuple[str, ...]]:
    ended = sabotaged(saboteur or Saboteur((), "any", 0, KILL), arguments_of(home, day), home, told)
    return ended.code, ended.touches


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    folder = tmp_path_factory.mktemp("closing")
    home, told = folder / "shop", folder / "told.txt"
    write(home / "inputs", {**BEFORE, **AFTER})
    (home / "config.yaml").write_text(CONFIG, encoding="utf-8")
    assert night(home, told, NIGHT)[0] == DONE
    trial = folder / "trial"
    shutil.copytree(home, trial, symlinks=True)
    code, touches = night(trial, told, CLOSING_NIGHT, Saboteur(watched_in(trial), "any", 0, KILL))
    assert code == DONE
    assert open_ledger(trial / "outputs", trial / "state", write=False).closed == CLOSED
    assert night(trial, told, NEXT_NIGHT)[0] == DONE
    return Scene(home, touches, entries(trial / "outputs"))


def after_fault(shop: Scene, place: Path, at: int, fault: str) -> list[str]:
    """What is wrong after a fault on the closing night, that night again, and the next."""
    home, told = place / "struck", place / "told.txt"
    shutil.copytree(shop.home, home, symlinks=True)
    night(home, told, CLOSING_NIGHT, Saboteur(watched_in(home), "any", at, fault))
    found = open_ledger(home / "outputs", home / "state", write=False)
    wrong = [f"{month} cannot be compared" for month in found.damaged]
    wrong += [
        f"ended with {code}" for code, _ in [night(home, told, day) for day in (CLOSING_NIGHT, NEXT_NIGHT)] if code
    ]
    wrong += [f"{name} is not as it should be" for name in differing(entries(home / "outputs"), shop.settled)]
    wrong += [f"left behind: {path.name}" for path in (*leftovers(home / "outputs"), *leftovers(home / "state/ledger"))]
    ledger = open_ledger(home / "outputs", home / "state")
    if ledger.closed != CLOSED or ledger.remarks or ledger.mend:
        wrong.append(f"the ledger is not whole: {sorted(ledger.closed)} {ledger.remarks}")
    return wrong


@pytest.mark.parametrize("part", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_a_kill_while_a_month_is_sealed_or_copied(shop: Scene, tmp_path: Path, part: float) -> None:
    points = shop.touching_ledger()
    assert after_fault(shop, tmp_path, points[round(part * (len(points) - 1))], KILL) == []


@pytest.mark.parametrize(("fault", "part"), [("full", 0.0), ("full", 0.5), ("denied", 0.5), ("denied", 1.0)])
def test_a_disk_that_refuses_a_seal(shop: Scene, tmp_path: Path, fault: str, part: float) -> None:
    points = shop.touching_ledger()
    assert after_fault(shop, tmp_path, points[round(part * (len(points) - 1))], fault) == []
