"""Workers that began to load before there was work for them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.intake.drawn_books import book, table

NIGHT = """
import multiprocessing, sys
from functools import partial
from pathlib import Path
from aftersales.intake.warm_up import warm_up

def main():
    warm_up(sys.argv[2])
    from aftersales.intake.files import find
    from aftersales.intake.pool import each
    from aftersales.settings.model import Limits
    from tests.intake.work_functions import digest
    files, _ = find(Path(sys.argv[1]), Limits())
    print(*(one.file for one in each(files, partial(digest, Limits()), workers=2, limits=Limits())))

if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize("module", ["tests.intake.work_functions", "no_module_of_this_name"])
def test_files_are_read_whatever_was_loaded_before(tmp_path: Path, module: str) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.xlsx", "b.xlsx", "c.xlsx"):
        (tmp_path / "in" / name).write_bytes(book(table()))
    (tmp_path / "night.py").write_text(NIGHT, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "night.py"), str(tmp_path / "in"), module]
    told = subprocess.run(  # noqa: S603 - our own script
        command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2], env={"PYTHONPATH": "."}
    )

    assert told.stdout.split() == ["a.xlsx", "b.xlsx", "c.xlsx"]
