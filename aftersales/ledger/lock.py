"""One run at a time: a lock on the state folder, which must be on a local disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from aftersales.problems import ConfigError


class LockedError(Exception):
    """Another run is at work; nothing was touched."""


@contextmanager
def only_run(state: Path) -> Iterator[None]:
    """Hold the lock of the state folder. The system lets go of it however the process ends, so it never goes stale."""
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state / "run.lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise LockedError(str(state)) from error
    except OSError as error:
        raise ConfigError([f"{state}: 状态文件夹不能写({error.strerror or error})"]) from error
    try:
        yield
    finally:
        lock.release()
