"""Work for the workers of `test_pool`: what a file's name says happens to it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
import zipfile
from collections.abc import Callable

from aftersales.intake.readers import read
from aftersales.model import Digest, FoundFile
from aftersales.settings.model import Limits


def digest(limits: Limits, found: FoundFile) -> Digest:
    workbook = read(found, limits)
    return Digest(workbook.file, workbook.sha256, workbook.modified, workbook.reader, problems=workbook.problems)


def obey(limits: Limits, found: FoundFile) -> Digest:
    """Hang, die, swell or fail as the name says; read the file otherwise."""
    deeds = {
        "hang": lambda: time.sleep(600),
        "die": lambda: os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM)),
        "abort": os.abort,
        "swell": lambda: bytearray(64 << 30),
        "library": lambda: _raise(zipfile.BadZipFile("broken")),
        "permission": lambda: _raise(PermissionError(13, "no")),
        "vanish": lambda: _raise(FileNotFoundError(2, "gone")),
        "bug": lambda: _raise(KeyError("ours")),
        "unpicklable": lambda: Digest(found.name, "", 0.0, lambda: None),
    }
    for name, deed in deeds.items():
        if found.name.startswith(name):
            done = deed()
            if isinstance(done, Digest):
                return done
    return digest(limits, found)


def _raise(fault: Exception) -> None:
    raise fault


class Unloadable:
    """Work that can be pickled and loaded in the parent, and in no worker."""

    def __call__(self, found: FoundFile) -> Digest:
        raise AssertionError(found)

    def __reduce__(self) -> tuple[Callable[[], object], tuple[()]]:
        return _load_unloadable, ()


def _load_unloadable() -> object:
    if multiprocessing.parent_process() is not None:
        raise ImportError("not here")
    return Unloadable()
