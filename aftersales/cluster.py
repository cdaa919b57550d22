"""Reads many files on a Dask cluster: the same work as on one machine, under the same limits, with the same bytes out.

A task is a portion of files. The cluster's worker opens none of them itself: it hands them to a process of its own, as
one machine does, so that a file that hangs, crashes or swells costs only itself there too. Whatever the cluster cannot
do (nobody answers, a worker is lost, another version of the program, no way to the drop folder) is read here instead
and said: a night is never lost for want of a cluster.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aftersales.intake.pool import each as each_here
from aftersales.ledger.version import version_of_reading
from aftersales.model import Digest, FoundFile
from aftersales.remembering import Answer, Remembering
from aftersales.settings.model import Limits, Settings

if TYPE_CHECKING:
    from distributed import Client, Future

HERE = "127.0.0.1"
BATCH = 100
"""Tasks that are sent to the scheduler at once."""
PATIENCE = 30
"""Seconds to wait for a scheduler, for its first worker, and between two looks whether any worker is left."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where to read. `remarks` collects what the operator should know; secrets are the passwords of workbooks."""

    settings: Settings
    secrets: Sequence[str] = field(default=(), repr=False)
    remarks: list[str] = field(default_factory=list)

    def each(
        self,
        files: Sequence[FoundFile],
        work: Remembering,
        *,
        workers: int,
        limits: Limits,
        on_done: Callable[[FoundFile], None] | None = None,
    ) -> Iterator[Answer | Digest]:
        """As `aftersales.intake.pool.each`; too few files for one task are read here, which is quicker."""
        here = partial(each_here, work=work, workers=workers, limits=limits, on_done=on_done)
        size = self.settings.dask.files_per_task
        if len(files) <= size:
            yield from here(files)
            return
        portions = [files[at : at + size] for at in range(0, len(files), size)]
        with ExitStack() as held:
            client = self._connected(held, workers)
            names = () if client is None else self._able(client, files[0])
            if client is None or not names:
                yield from here(files)
                return
            there = replace(work, cache=replace(work.cache, looks=False, keeps=False))
            sent = client.scatter(there, workers=list(names), broadcast=True, hash=False)
            task = partial(read_portion, limits=limits)
            tasks = client.map(
                task, portions, work=sent, workers=list(names), batch_size=BATCH, pure=False, key="aftersales-read"
            )
            for portion in portions:
                answers = self._answers(client, tasks.pop(0))
                if answers is None:
                    yield from here(portion)
                    continue
                for found, answer in zip(portion, answers, strict=True):
                    if isinstance(answer, Answer):
                        work.cache.keep(answer.key, answer.packed)
                    if on_done is not None:
                        on_done(found)
                    yield answer

    def _connected(self, held: ExitStack, workers: int) -> Client | None:
        """A client of the cluster, or of one on this machine where no scheduler is named; None where nobody answers."""
        from distributed import Client, LocalCluster  # noqa: PLC0415 - an extra

        address: Any = self.settings.dask.scheduler
        try:
            if not address:
                address = held.enter_context(
                    LocalCluster(
                        n_workers=workers,
                        threads_per_worker=1,
                        host=HERE,
                        dashboard_address=f"{HERE}:0",
                        silence_logs=40,
                    )
                )
            client = held.enter_context(Client(address, timeout=PATIENCE, set_as_default=False))
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError) as error:
            self.remarks.append(f"集群连不上或没有工作进程（{type(error).__name__}），改在本机读取")
            return None
        return client

    def _able(self, client: Client, first: FoundFile) -> tuple[str, ...]:
        """The workers that see the drop folder and would read it as we do."""
        seen = client.run(sees, first.path, self.settings, tuple(self.secrets), on_error="return")
        ours = version_of_reading(self.settings, self.secrets)
        able = tuple(sorted(name for name, answer in seen.items() if answer == (True, ours)))
        for name in sorted(seen.keys() - set(able)):
            answer = seen[name]
            why = "看不到登记表文件夹" if answer == (False, ours) else "程序或组件的版本与本机不同"
            self.remarks.append(f"集群的 {name} {why}，没有用它")
        if not able:
            self.remarks.append("集群里没有能用的工作进程，改在本机读取")
        return able

    def _answers(self, client: Client, task: Future[Any]) -> Sequence[Answer | Digest] | None:
        """What a task gives; None where the cluster has lost it. A fault of our own is raised."""
        from distributed import KilledWorker  # noqa: PLC0415 - an extra

        while True:
            try:
                return list(task.result(timeout=PATIENCE))
            except TimeoutError:
                if client.scheduler_info(n_workers=-1)["workers"]:
                    continue  # still at it: each file has its limit there
                why = "没有工作进程了"
            except (KilledWorker, CancelledError, OSError) as error:
                why = type(error).__name__
            self.remarks.append(f"集群丢了一批文件（{why}），改在本机读取")
            return None


def read_portion(files: Sequence[FoundFile], *, work: Remembering, limits: Limits) -> list[Answer | Digest]:
    """What one task does, on a worker of the cluster: the files, in one process of its own under the limits."""
    multiprocessing.current_process().daemon = False  # a worker that its nanny watches may have no children else
    return list(each_here(files, work, workers=1, limits=limits))


def sees(path: str, settings: Settings, secrets: Sequence[str]) -> tuple[bool, str]:
    """Whether a worker of the cluster sees a file, and the version by which it would read it."""
    return Path(path).is_file(), version_of_reading(settings, secrets)
