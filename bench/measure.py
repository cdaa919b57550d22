"""Run one command and say what it took: wall seconds, processor seconds, the largest process, the whole tree's peak."""

from __future__ import annotations

import ctypes
import os
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
PAUSE = 0.1
SET_CHILD_SUBREAPER = 36


class Cost(NamedTuple):
    """What one run of one command took; memory in megabytes."""

    seconds: float
    cpu_seconds: float
    largest_process: float
    tree_peak: float
    output: str


class FailedRunError(RuntimeError):
    """A measured command did not end with 0."""


def measure(command: list[str], cwd: Path) -> Cost:
    """Run the command to its end as a process of its own; its last 4,000 characters of messages go with a failure.

    Processor seconds are those of all its processes, also of those that nobody of them waited for.
    """
    ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1)
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as messages:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdout=printed, stderr=messages)
        peak = TreePeak(process.pid)
        peak.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        peak.stop()
        printed.seek(0)
        messages.seek(0)
        if process.returncode:
            last = messages.read().decode(errors="replace")[-4000:]
            raise FailedRunError(f"{' '.join(command)} ended with {process.returncode}\n{last}")
        output = printed.read().decode()
    largest = usage.ru_maxrss / 1024
    used = usage.ru_utime + usage.ru_stime + _left_behind()
    return Cost(seconds, used, largest, max(largest, peak.megabytes), output)


def _left_behind() -> float:
    """Processor seconds of the processes that the measured one left to end by themselves."""
    used = 0.0
    while True:
        try:
            _, _, usage = os.wait3(0)
        except ChildProcessError:
            return used
        used += usage.ru_utime + usage.ru_stime


class TreePeak(threading.Thread):
    """Samples the proportional memory of a process and all its descendants."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._done = threading.Event()
        self.megabytes = 0.0

    def run(self) -> None:
        while not self._done.wait(PAUSE):
            self.megabytes = max(self.megabytes, sum(map(_megabytes, _tree(self._pid))))

    def stop(self) -> None:
        self._done.set()
        self.join()


def _tree(root: int) -> list[int]:
    """The process and its descendants, as far as they still live."""
    children: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
            children.setdefault(parent, []).append(int(folder.name))
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found


def _megabytes(pid: int) -> float:
    """Proportional set size: pages shared between processes are counted once."""
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
