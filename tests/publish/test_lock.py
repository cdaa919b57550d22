"""Two runs never work at the same time."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from aftersales.ledger.lock import LockedError, only_run
from aftersales.problems import ConfigError

HOLDER = """
import sys
from pathlib import Path
from aftersales.ledger.lock import only_run
with only_run(Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2:] else None):
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


def test_a_run_with_a_state_of_its_own_is_refused_while_another_writes_the_same_outputs(tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", HOLDER, str(tmp_path / "one"), str(outputs)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockedError), only_run(tmp_path / "two", outputs):
            pytest.fail("two runs at once")
        with only_run(tmp_path / "two"):  # a dry run writes nothing there
            pass
        holder.kill()
    with only_run(tmp_path / "two", outputs) as remarks:
        assert remarks == ()


def test_outputs_on_a_share_without_locks_are_written_all_the_same_and_a_remark_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquire = FileLock.acquire

    def no_locks(lock: FileLock, *args: object, **options: object) -> object:
        if Path(lock.lock_file).parent.name == "outputs":
            raise OSError(errno.ENOLCK, "No locks available")
        return acquire(lock, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(FileLock, "acquire", no_locks)
    with only_run(tmp_path / "state", tmp_path / "outputs") as remarks:
        assert "输出文件夹不能加锁" in remarks[0]
