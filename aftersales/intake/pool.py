"""Reads many files in a few persistent worker processes; a file that hangs, crashes or swells costs only itself."""

from __future__ import annotations

import multiprocessing
import pickle
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, TypeVar

from aftersales.intake.worker import Bug, Done, Failed, serve
from aftersales.model import Digest, FoundFile
from aftersales.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.process import BaseProcess

    from aftersales.settings.model import Limits

QUEUED = 2  # files per worker: the second waits in the pipe, so a worker is never idle between two
PATIENCE = 60.0  # seconds for a worker to start
GRACE = 5.0
Product = TypeVar("Product")


class WorkError(Exception):
    """The work raised an exception of its own: our bug, never the file's. The text holds the worker's traceback."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    ready: bool = False
    since: float = field(default_factory=time.monotonic)
    queue: deque[int] = field(default_factory=deque)


def each(
    files: Sequence[FoundFile],
    work: Callable[[FoundFile], Product],
    *,
    workers: int,
    limits: Limits,
    on_done: Callable[[FoundFile], None] | None = None,
    queued: int = QUEUED,
) -> Iterator[Product | Digest]:
    """What the work gives of every file, in the order of `files`; one that could not be read gives a digest with its problem.

    `work` must be picklable (a `functools.partial` of a module's function). `on_done` is called in this process as
    files are finished, in whatever order. Files that are sent with much beside them must be `queued` one by one: a worker
    that is sending its answer does not take the next. Raises `WorkError` when the work itself is at fault.
    """
    pool = _Pool(files, pickle.dumps(work), limits, queued)
    done: dict[int, Any] = {}
    try:
        pool.start(min(max(workers, 1), len(files)))
        for index in range(len(files)):
            while index not in done:
                for finished, digest in pool.step():
                    done[finished] = digest
                    if on_done is not None:
                        on_done(files[finished])
            yield done.pop(index)
    finally:
        pool.stop()


class _Pool:
    """The workers, and the files that still wait for one."""

    def __init__(self, files: Sequence[FoundFile], work: bytes, limits: Limits, queued: int = QUEUED) -> None:
        self._files = files
        self._work = work
        self._limits = limits
        self._queued = queued
        self._waiting = deque(range(len(files)))
        self._workers: list[_Worker] = []
        if sys.platform == "win32":
            self._context = multiprocessing.get_context("spawn")
        else:
            self._context = multiprocessing.get_context("forkserver")

    def start(self, workers: int) -> None:
        if sys.platform != "win32":
            self._context.set_forkserver_preload(["__main__", *_modules(self._work)])
        self._workers = [self._started() for _ in range(workers)]

    def stop(self) -> None:
        for worker in self._workers:
            _end(worker)
        self._workers = []

    def step(self) -> Iterator[tuple[int, Any]]:
        """Wait for something to happen; gives the files that it finished."""
        self._hand_out()
        ready = wait([worker.pipe for worker in self._workers], self._until_next_limit())
        for place, worker in enumerate(self._workers):
            if worker.pipe in ready:
                yield from self._answers(place, worker)
            elif time.monotonic() - worker.since > self._limit(worker):
                yield from self._overdue(place, worker)

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        arguments = (theirs, self._limits.memory_mb, self._limits.seconds_per_file)
        process = self._context.Process(target=serve, args=arguments, daemon=True)
        process.start()
        theirs.close()
        ours.send_bytes(self._work)
        return _Worker(process, ours)

    def _hand_out(self) -> None:
        for depth in range(1, self._queued + 1):
            for worker in self._workers:
                if worker.ready and self._waiting and len(worker.queue) < depth:
                    self._give(worker)

    def _give(self, worker: _Worker) -> None:
        index = self._waiting[0]
        try:
            worker.pipe.send(self._files[index])
        except (BrokenPipeError, ConnectionError):
            return  # the worker is dead: the next step notices, and the file waits for another
        if not worker.queue:
            worker.since = time.monotonic()
        worker.queue.append(self._waiting.popleft())

    def _limit(self, worker: _Worker) -> float:
        if not worker.ready:
            return PATIENCE
        return float(self._limits.seconds_per_file) if worker.queue else float("inf")

    def _until_next_limit(self) -> float | None:
        now = time.monotonic()
        nearest = min(worker.since + self._limit(worker) for worker in self._workers)
        return None if nearest == float("inf") else max(0.0, nearest - now) + 0.01

    def _answers(self, place: int, worker: _Worker) -> Iterator[tuple[int, Any]]:
        try:
            answer = worker.pipe.recv()
        except (EOFError, ConnectionError):
            yield from self._died(place, worker)
            return
        if isinstance(answer, Bug):
            where = self._files[worker.queue[0]].name if worker.queue else "(before any file)"
            raise WorkError(f"{where}\n{answer.traceback}")
        worker.since = time.monotonic()
        if not worker.ready:
            worker.ready = True
            return
        index = worker.queue.popleft()
        found = self._files[index]
        if isinstance(answer, Done):
            yield index, answer.product
        elif isinstance(answer, Failed):
            yield index, left_out(found, answer.problem)

    def _overdue(self, place: int, worker: _Worker) -> Iterator[tuple[int, Any]]:
        if not worker.ready:
            raise WorkError(f"a worker process did not start within {PATIENCE:.0f} seconds")
        limit = self._limits.seconds_per_file
        yield from self._replace(place, worker, "file-too-slow", limit=limit)

    def _died(self, place: int, worker: _Worker) -> Iterator[tuple[int, Any]]:
        if not worker.ready:
            raise WorkError("a worker process ended before it could take a file")
        yield from self._replace(place, worker, "file-killed-reader")

    def _replace(self, place: int, worker: _Worker, code: str, **facts: Any) -> Iterator[tuple[int, Any]]:
        """A new worker in the place of one that is lost: the file it was at is left out, the next one waits again."""
        _end(worker)
        lost = list(worker.queue)
        self._waiting.extendleft(reversed(lost[1:]))
        self._workers[place] = self._started()
        if lost:
            found = self._files[lost[0]]
            yield lost[0], left_out(found, Problem(code, Place(found.name), facts=facts))


def left_out(found: FoundFile, problem: Problem) -> Digest:
    """What a file gives that was not read."""
    return Digest(found.name, "", found.modified, "", problems=(problem,))


def _modules(work: bytes) -> list[str]:
    """The module of the work, for a server process to import once for all workers."""
    function = pickle.loads(work)  # noqa: S301 - pickled by ourselves a moment ago
    while hasattr(function, "func"):
        function = function.func
    return ["aftersales.intake.worker", str(getattr(function, "__module__", "builtins"))]


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join(GRACE)
