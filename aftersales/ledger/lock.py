"""One run at a time: a lock in the state folder, which must be on a local disk, and one beside the outputs.

Two runs with folders of state of their own may still share the outputs. Where the outputs lie on a share that knows no
locks, the first lock must do, and whoever asked is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from aftersales.problems import ConfigError

OUTPUTS_LOCK = ".lock"


class LockedError(Exception):
    """Another run is at work; nothing was touched."""


@contextmanager
def only_run(state: Path, outputs: Path | None = None) -> Iterator[tuple[str, ...]]:
    """Hold the locks; gives what is to be remarked about them. The system lets go of them however the process ends."""
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state / "run.lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise LockedError(str(state)) from error
    except OSError as error:
        raise ConfigError([f"{state}: 状态文件夹不能写({error.strerror or error})"]) from error
    with ExitStack() as held:
        held.callback(lock.release)
        yield () if outputs is None else _beside(outputs, held)


def _beside(outputs: Path, held: ExitStack) -> tuple[str, ...]:
    """Hold the lock beside the outputs too, as far as there can be one."""
    lock = FileLock(outputs / OUTPUTS_LOCK)
    try:
        outputs.mkdir(parents=True, exist_ok=True)
        held.enter_context(lock.acquire(timeout=0))
    except Timeout as error:
        raise LockedError(str(outputs)) from error
    except (OSError, NotImplementedError) as error:
        return (f"输出文件夹不能加锁，请不要同时运行两次：{outputs}({error})",)
    return ()
