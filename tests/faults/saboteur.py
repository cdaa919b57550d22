"""Runs the program and, at its n-th touch of the watched folders, ends it or lets the disk refuse.

The interpreter's own audit events see every file that is opened for writing, renamed, removed or made, whoever does
it; waiting for the disk is no such event and is wrapped. Only the process that runs the night is sabotaged.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NoReturn

import aftersales.run  # noqa: F401 - imported once here rather than in every child
from aftersales.cli.app import main

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 3, 2, 0)  # noqa: DTZ001 - civil time, as everywhere
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
EVENTS = {
    "open": "write",
    "os.rename": "rename",
    "os.remove": "remove",
    "os.mkdir": "make",
    "os.rmdir": "remove",
    "shutil.rmtree": "remove",
}
REFUSALS = {"full": errno.ENOSPC, "denied": errno.EACCES, "broken": errno.EIO}
KILL = "kill"


@dataclass
class Saboteur:
    """Counts the touches of one sort, or of all (`any`), below the folders, and strikes at the one asked for."""

    folders: tuple[str, ...]
    sort: str
    at: int
    fault: str
    for_ever: bool = False
    seen: int = 0
    struck: bool = False
    touches: list[str] = field(default_factory=list)

    def audit(self, event: str, arguments: tuple[object, ...]) -> None:
        """An event of the interpreter."""
        sort = EVENTS.get(event)
        if sort is None or (event == "open" and not _writes(arguments[2])):
            return
        self.touch(sort, arguments[0])

    def touch(self, sort: str, path: object) -> None:
        """One touch; OSError, or the end of the process, where it is the one asked for."""
        if not isinstance(path, str | bytes | os.PathLike):
            return
        name = os.fsdecode(path)
        if self.sort not in (sort, "any") or not name.startswith(self.folders):
            return
        self.seen += 1
        self.touches.append(f"{sort} {name}")
        if self.seen == self.at or (self.for_ever and self.seen > self.at > 0):
            self.struck = True
            if self.fault == KILL:
                os.kill(os.getpid(), signal.SIGKILL)
            number = REFUSALS[self.fault]
            raise OSError(number, os.strerror(number), name)


def _writes(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & WRITES)


def install(saboteur: Saboteur) -> None:
    """From now on every touch in this process is counted."""
    wait = os.fsync

    def fsync(handle: int) -> None:
        saboteur.touch("force", Path(f"/proc/self/fd/{handle}").readlink())
        wait(handle)

    os.fsync = fsync
    sys.addaudithook(saboteur.audit)


def night(arguments: Sequence[str], home: Path) -> int:
    """One run in this process; its exit code."""
    return main(["run", *arguments], NOW, home, {"PATH": os.environ.get("PATH", "")})


@dataclass(frozen=True)
class Ended:
    """How a run ended (-9 where it was killed), and each touch of the watched, as far as it lived to tell."""

    code: int
    touches: tuple[str, ...]


def sabotaged(saboteur: Saboteur, arguments: Sequence[str], home: Path, told: Path) -> Ended:
    """One run in a process of its own; what it says goes into the file `told`."""
    touched = told.with_suffix(".touches")
    touched.unlink(missing_ok=True)
    asked = {**asdict(saboteur), "arguments": list(arguments), "home": str(home), "told": str(told)}
    nursery = _nursery()
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write(json.dumps(asked) + "\n")
    nursery.stdin.flush()
    code = int(nursery.stdout.readline())
    touches = touched.read_text(encoding="utf-8").splitlines() if touched.exists() else ()
    return Ended(code, tuple(touches))


@cache
def _nursery() -> subprocess.Popen[str]:
    """A process that has only imported the program and forks a child for every run: forked from a process of tests,
    which may have drawn charts or talked to a cluster, a child would hang or fail by what it inherits.
    """
    command = [sys.executable, "-m", "tests.faults.saboteur"]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603


def serve() -> None:
    """What the nursery does: a line asks for a run, a line answers how it ended."""
    for line in sys.stdin:
        asked = json.loads(line)
        arguments, home, told = asked.pop("arguments"), Path(asked.pop("home")), Path(asked.pop("told"))
        saboteur = Saboteur(**{**asked, "folders": tuple(asked["folders"])})
        child = os.fork()
        if child == 0:
            _run(saboteur, arguments, home, told)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _run(saboteur: Saboteur, arguments: Sequence[str], home: Path, told: Path) -> NoReturn:
    """The child: its output into the file, its touches beside it, its code to whoever waits."""
    code = 1
    try:
        with told.open("w", encoding="utf-8") as out, Path(os.devnull).open() as nothing:
            os.dup2(nothing.fileno(), 0)
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        install(saboteur)
        code = night(arguments, home)
        sys.stdout.flush()
        sys.stderr.flush()
        told.with_suffix(".touches").write_text("\n".join(saboteur.touches), encoding="utf-8")
    finally:
        os._exit(code)


if __name__ == "__main__":
    serve()
