"""What runs in a worker process: one file after the other, under limits, its failures sorted into ours and theirs.

This is the one place that catches everything: a file that breaks a reader costs itself and nothing else.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aftersales.problems import Place, Problem

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from aftersales.model import FoundFile

MEGABYTE = 1 << 20
LIBRARIES = frozenset(
    {"zipfile", "zlib", "python_calamine", "pyo3_runtime", "openpyxl", "defusedxml", "xml", "pyexpat"}
)
ALARM_FACTOR = 3  # should the parent be gone, the worker ends itself after so many times the limit


@dataclass(frozen=True, slots=True)
class Done:
    """The work's product for one file."""

    product: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """The file's fault."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Bug:
    """Our fault: the traceback, to be raised in the parent."""

    traceback: str


def serve(tasks: Connection, memory_mb: int, seconds: int) -> None:
    """Take the work, then files until there are no more; the first answer says that the work could be loaded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _hush()
    gc.set_threshold(50_000, 20, 100)  # many rows, no cycles
    try:
        work = pickle.loads(tasks.recv_bytes())  # noqa: S301 - from our own parent
    except Exception:  # noqa: BLE001 - told to the parent, who raises
        tasks.send(Bug(traceback.format_exc()))
        return
    tasks.send(None)
    while True:
        try:
            found = tasks.recv()
        except EOFError:
            return
        _bound(memory_mb, seconds)
        answer = attempt(work, found, memory_mb)
        _bound(0, 0)
        tasks.send_bytes(_packed(answer))


def attempt(work: Callable[[FoundFile], Any], found: FoundFile, memory_mb: int) -> Done | Failed | Bug:
    """The work's product for one file, or whose fault it is that there is none."""
    place = Place(found.name)
    try:
        return Done(work(found))
    except PermissionError:
        return Failed(Problem("file-no-permission", place))
    except OSError:
        return Failed(Problem("file-vanished", place))
    except MemoryError:
        facts = {"what": "读取所需内存", "seen": f"{memory_mb} MB 以上", "limit": f"{memory_mb} MB"}
        return Failed(Problem("file-too-large", place, facts=facts | {"setting": "limits.memory_mb"}))
    except BaseException as fault:  # noqa: BLE001 - the boundary that isolates one file; panics are no Exception
        if _of_library(fault):
            return Failed(Problem("file-unreadable", place, facts={"detail": "内容已损坏，读取程序无法处理"}))
        return Bug(traceback.format_exc())


def _packed(answer: Done | Failed | Bug) -> bytes:
    try:
        return pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except Exception:  # noqa: BLE001 - a product that cannot travel is our bug, told to the parent
        return pickle.dumps(Bug(traceback.format_exc()))


def _of_library(fault: BaseException) -> bool:
    """Whether a library that reads files raised it: by its class, or by the module in which it was raised."""
    modules = {type(fault).__module__}
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is not None:
        modules.add(str(trace.tb_frame.f_globals.get("__name__", "")))
    return any(module.partition(".")[0] in LIBRARIES for module in modules)


def _bound(memory_mb: int, seconds: int) -> None:
    """Limit what one file may take, beyond what the process holds already; zeros lift the limits."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    soft = _address_space() + memory_mb * MEGABYTE if memory_mb else hard
    resource.setrlimit(resource.RLIMIT_AS, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
    signal.alarm(seconds * ALARM_FACTOR)


def _address_space() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:  # a POSIX system without /proc: the limit then counts from nothing
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _hush() -> None:
    """Compiled readers write their panics to stderr; what the clerk must know is told as a problem."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
