"""Two runs never work at the same time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from aftersales.ledger.lock import LockedError, only_run
from aftersales.problems import ConfigError

HOLDER = """
import sys
from pathlib import Path
from aftersales.ledger.lock import only_run
with only_run(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_is_refused_while_the_first_works_and_let_in_after_it_was_killed(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", HOLDER, str(state)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockedError), only_run(state):
            pytest.fail("two runs at once")
        holder.kill()
    with only_run(state):
        pass


def test_a_state_folder_that_cannot_be_made_is_the_operators_fault(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    with pytest.raises(ConfigError, match="状态文件夹不能写"), only_run(tmp_path / "state"):
        pytest.fail("no folder, no lock")
