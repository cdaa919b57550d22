"""Folders that nobody has seen before, through every stage: kind, heading row, every row's fate, values, problems.

A failure names the seed: `python -m tests.mess --seed N --out folder` writes the same folder again.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path

import pytest

from aftersales.run import run
from tests.sheets import asked, read_csv

from .compare import differences, seen
from .make import make, write
from .truth import COUNTED, Truth, truth_of
from .write import write_folder

KNOWN = (101, 213, 232, 326, 526, 568)
"""Seeds that once showed something."""
FRESH = tuple(secrets.randbelow(1 << 31) for _ in range(6))


def drawn(folder: Path, seed: int) -> Truth:
    """The folder of a seed below `inputs`, and the truth about it."""
    made = make(seed)
    write_folder(made, folder / "inputs")
    return truth_of(made)


@pytest.mark.parametrize("number", range(len(KNOWN) + len(FRESH)))
def test_a_drawn_folder_is_read_as_its_truth_says(tmp_path: Path, number: int) -> None:
    seed = (KNOWN + FRESH)[number]
    truth = drawn(tmp_path, seed)

    wrong = differences(truth, *seen(tmp_path))

    drawn_with = [f"{file['file']}: {' '.join(file['situations'])}" for file in truth["files"] if file["situations"]]
    assert not wrong, "\n".join([f"seed {seed}:", *wrong, "drawn with:", *drawn_with])


def test_a_night_publishes_what_the_truth_counts(tmp_path: Path) -> None:
    seed = FRESH[0]
    truth = drawn(tmp_path, seed)
    options = asked(tmp_path)

    outcome = run(options, lambda *_: None)

    published = {(row["file"], row["sheet"]): row for row in read_csv(options.outputs / "data" / "sources.csv")}
    for file in truth["files"]:
        for sheet in file["sheets"]:
            row = published[file["file"], sheet["sheet"]]
            counted = {name: int(row[name]) for name in ("rows", *COUNTED)}
            assert counted == {name: sheet[name] for name in counted}, f"seed {seed}, {file['file']}"
            assert counted["rows"] == sum(counted[name] for name in COUNTED), f"seed {seed}, {file['file']}"
    assert outcome.exit_code == 0


def test_the_truth_stands_beside_the_folder_and_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(make(7, ["B3", "C9", "D2"]), tmp_path / name / "folder")

    one, two = (
        {path.relative_to(tmp_path / name).as_posix(): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("one", "two")
    )
    assert one == two
    assert len(one) == 6
    assert json.loads(one["truth.json"])["files"][1]["situations"] == ["B3"]
