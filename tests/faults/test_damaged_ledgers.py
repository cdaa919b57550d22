"""A byte changed, a file lost, a table saved over, a clock that jumps: closed months stay as published, and nights go on."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from aftersales.exits import Exit
from aftersales.ledger.closing import CannotCloseError, closed, reopened
from aftersales.ledger.months import open_ledger
from tests.run.test_closing import FILES, LATE, RATE, at, tree
from tests.sheets import Night, night, read_csv

SEPTEMBER = "2026-09"
BECAUSE = "补登 1 条（迟到.xlsx › Sheet1 › 第3行）"
KEPT, SHOWN = Path("state/ledger/2026-09"), Path("outputs/2026-09")


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A shop whose months are open, and the same after the night that closed September."""
    folder = tmp_path_factory.mktemp("shops")
    night(folder / "open", FILES, as_of=at("2026-10-05"))
    shutil.copytree(folder / "open", folder / "closed")
    night(folder / "closed", {}, as_of=at("2026-10-09"))
    return {"open": folder / "open", "closed": folder / "closed"}


@pytest.fixture
def open_shop(shops: dict[str, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(shops["open"], tmp_path / "shop"))


@pytest.fixture
def closed_shop(shops: dict[str, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(shops["closed"], tmp_path / "shop"))


def change_byte(path: Path, at_byte: int = 1) -> None:
    """Another byte of the same size, as a failing disk or a careless hand leaves it."""
    content = bytearray(path.read_bytes())
    content[at_byte] ^= 0xFF
    path.write_bytes(content)


def reasons(said: Night, measure: str = RATE) -> set[str]:
    rows = read_csv(said.outputs / SEPTEMBER / "data/restatements.csv")
    return {row["because"] for row in rows if row["measure"] == measure}


# -- one copy is damaged ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("copy", "name"),
    [(KEPT, "run.json"), (KEPT, "data/members.csv"), (KEPT, "data/problems.csv"), (SHOWN, "data/records/callback.csv")],
)
def test_a_byte_that_changed_in_one_copy_comes_back_from_the_other(closed_shop: Path, copy: Path, name: str) -> None:
    before = tree(closed_shop / SHOWN)
    change_byte(closed_shop / copy / name)

    said = night(closed_shop, LATE, as_of=at("2026-10-10"))

    assert said.outcome.exit_code == Exit.DONE
    assert reasons(said) == {BECAUSE}
    assert tree(closed_shop / SHOWN) == tree(closed_shop / KEPT) == before


# -- both are ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["data/measures.csv", "run.json"])
def test_what_both_copies_lost_keeps_the_month_closed_until_it_is_opened_by_name(closed_shop: Path, name: str) -> None:
    for copy in (KEPT, SHOWN):
        (closed_shop / copy / name).unlink()

    said = night(closed_shop, LATE, as_of=at("2026-10-10"))

    assert said.outcome.exit_code == Exit.GATE_FAILED
    assert any("两份都损坏" in remark for remark in said.outcome.remarks)
    assert not any("恢复" in remark and "备份" not in remark for remark in said.outcome.remarks)
    assert said.outcome.months == ("2026-10",)

    reopened(open_ledger(said.outputs, closed_shop / "state"), SEPTEMBER, at("2026-10-11"), "两份都坏了")
    again = night(closed_shop, {}, as_of=at("2026-10-12"))

    assert again.outcome.exit_code == Exit.DONE
    assert SEPTEMBER in again.outcome.months


# -- what is closed is what was published -----------------------------------------------------------------------------


def saved_over(path: Path) -> None:
    """As Excel writes a csv: in the code page of the office."""
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("gb18030"))


@pytest.mark.parametrize("damage", [saved_over, Path.unlink])
def test_a_table_that_somebody_saved_over_is_not_sealed(open_shop: Path, damage: object) -> None:
    outputs, state = open_shop / "outputs", open_shop / "state"
    damage(outputs / SEPTEMBER / "data/measures.csv")  # type: ignore[operator]
    with pytest.raises(CannotCloseError, match=r"measures\.csv 不是公布时的样子"):
        closed(open_ledger(outputs, state), SEPTEMBER, at("2026-10-06"))

    night(open_shop, {}, as_of=at("2026-10-06"))
    assert closed(open_ledger(outputs, state), SEPTEMBER, at("2026-10-06")).closed == {SEPTEMBER}


def test_a_month_that_closes_by_itself_closes_with_tonights_figures_where_a_table_was_saved_over(
    tmp_path: Path,
) -> None:
    first = night(tmp_path, FILES, as_of=at("2026-10-09"))
    good = (first.outputs / SEPTEMBER / "data/measures.csv").read_bytes()
    saved_over(first.outputs / SEPTEMBER / "data/measures.csv")

    said = night(tmp_path, {}, as_of=at("2026-10-10"))

    assert open_ledger(said.outputs, tmp_path / "state").closed == {SEPTEMBER}
    assert (said.outputs / SEPTEMBER / "data/measures.csv").read_bytes() == good


# -- clocks -----------------------------------------------------------------------------------------------------------


def published_as_of(said: Night, month: str) -> str:
    facts = json.loads((said.outputs / month / "run.json").read_text(encoding="utf-8"))
    return str(facts["as_of"])


def test_a_night_with_a_clock_a_year_ahead_closes_nothing_and_the_next_is_as_if_it_had_not_been(
    open_shop: Path,
) -> None:
    ahead = night(open_shop, {}, as_of=datetime(2027, 10, 20, 3, 0))  # noqa: DTZ001 - civil time, as everywhere
    assert not list(ahead.outputs.glob("*/ledger.json"))

    back = night(open_shop, {}, as_of=at("2026-10-06"))
    assert published_as_of(back, SEPTEMBER) == "2026-10-06T03:00"

    said = night(open_shop, {}, as_of=at("2026-10-09"))
    assert open_ledger(said.outputs, open_shop / "state").closed == {SEPTEMBER}


def test_after_months_without_a_run_a_month_is_seen_before_it_closes(open_shop: Path) -> None:
    late = night(open_shop, {}, as_of=at("2027-01-20"))
    assert not list(late.outputs.glob("*/ledger.json"))

    said = night(open_shop, {}, as_of=at("2027-01-21"))
    assert open_ledger(said.outputs, open_shop / "state").closed == {SEPTEMBER, "2026-10"}
