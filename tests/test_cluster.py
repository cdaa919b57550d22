"""Reading on a cluster of two workers on this machine: the same bytes as in processes, whatever the cluster does."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, KilledWorker, LocalCluster

from aftersales import cluster
from aftersales.asked import Options, Outcome
from aftersales.cluster import Cluster, read_portion
from aftersales.ledger.packed import unpack
from aftersales.model import FoundFile
from aftersales.run import run
from aftersales.settings.model import Limits, Settings

AS_OF = datetime(2026, 11, 5, 23, 59)  # noqa: DTZ001 - local time
HEAD = "回访日期,客户姓名,电话,门店,回访人,是否接通,满意度\n"


@pytest.fixture(scope="module")
def two_workers() -> Iterator[str]:
    quiet = {"silence_logs": logging.CRITICAL, "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", **quiet) as started:  # type: ignore[no-untyped-call]
        yield started.scheduler_address


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Nine files of callbacks, one of which is no workbook and one of which is empty."""
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    for number in range(1, 8):
        rows = "".join(f"2026-10-{day:02},客户{number}{day},,高桥店,王芳,是,满意\n" for day in range(1, 4))
        (inputs / f"回访{number}.csv").write_text(HEAD + rows + "不详,甲,,,,,\n", encoding="utf-8")
    (inputs / "坏.xlsx").write_bytes(b"PK\x03\x04" + bytes(range(256)))
    (inputs / "空.xlsx").write_bytes(b"")
    return tmp_path


def night(shop: Path, name: str, **settings: Any) -> tuple[Outcome, dict[str, bytes]]:
    """One night into folders of its own; every file it wrote but those that hold seconds or its settings."""
    outputs = shop / f"outputs-{name}"
    wanted = Settings.model_validate({"report": {"history_months": 3}} | settings)
    options = Options(shop / "inputs", outputs, shop / f"state-{name}", wanted, AS_OF)
    outcome = run(options, lambda *_: None)
    written = {path.relative_to(outputs).as_posix(): path.read_bytes() for path in outputs.rglob("*") if path.is_file()}
    return outcome, {
        path: text for path, text in written.items() if path.rpartition("/")[2] not in {"run.json", ".lock"}
    }


def on_dask(scheduler: str = "", files: int = 2) -> dict[str, Any]:
    return {"engine": "dask", "dask": {"scheduler": scheduler, "files_per_task": files}, "workers": 2}


def test_a_cluster_gives_the_same_bytes_as_processes(shop: Path, two_workers: str) -> None:
    _, here = night(shop, "here")
    outcome, there = night(shop, "there", **on_dask(two_workers))
    assert len(here) > 10
    assert sorted(here) == sorted(there)
    assert [path for path in here if here[path] != there[path]] == []
    assert outcome.remarks == ()
    assert outcome.counts["files_unread"] == 2


def test_what_a_cluster_read_is_known_here_the_next_night(shop: Path, two_workers: str) -> None:
    night(shop, "here")
    night(shop, "there", **on_dask(two_workers))
    here, there = (
        {path.name: unpack(path.read_bytes()) for path in (shop / f"state-{name}" / "cache").glob("*.digest")}
        for name in ("here", "there")
    )
    assert len(here) == 7  # what is broken or empty is looked at again
    assert here == there


def test_without_a_scheduler_a_cluster_on_this_machine_reads(shop: Path) -> None:
    outcome, there = night(shop, "there", **on_dask(files=4))
    _, here = night(shop, "here")
    assert there == here
    assert outcome.remarks == ()


def test_a_scheduler_that_nobody_answers_for_costs_no_night(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    _, here = night(shop, "here")
    outcome, there = night(shop, "there", **on_dask("tcp://127.0.0.1:9"))
    assert there == here
    [remark] = outcome.remarks
    assert "改在本机读取" in remark


def test_a_worker_with_another_version_of_the_program_reads_nothing(
    shop: Path, two_workers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, here = night(shop, "here")
    monkeypatch.setattr(cluster, "version_of_reading", lambda *_: "another")
    outcome, there = night(shop, "there", **on_dask(two_workers))
    assert there == here
    assert [remark.split(" ", 2)[2] for remark in outcome.remarks[:2]] == ["程序或组件的版本与本机不同，没有用它"] * 2
    assert outcome.remarks[2] == "集群里没有能用的工作进程，改在本机读取"


def name_of(found: FoundFile) -> str:
    """Stands for reading: a file that takes its process with it, one that never ends, and honest ones."""
    if "杀" in found.name:
        os._exit(9)
    while "久" in found.name:
        time.sleep(1)
    return found.name


def test_a_file_that_kills_or_holds_its_reader_costs_only_itself_on_a_cluster_too(two_workers: str) -> None:
    files = [FoundFile(f"{name}.xlsx", "", 0, 0.0) for name in ("一", "杀", "二", "久", "三")]
    with Client(two_workers, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        answers = client.submit(read_portion, files, work=name_of, limits=Limits(seconds_per_file=1)).result()
        assert len(client.scheduler_info(n_workers=-1)["workers"]) == 2
    assert [answers[at] for at in (0, 2, 4)] == ["一.xlsx", "二.xlsx", "三.xlsx"]
    assert [answers[at].problems[0].code for at in (1, 3)] == ["file-killed-reader", "file-too-slow"]


def test_few_files_are_read_here_without_asking_the_cluster(shop: Path) -> None:
    outcome, _ = night(shop, "there", **on_dask("tcp://127.0.0.1:9", files=50))
    assert outcome.remarks == ()


@pytest.mark.parametrize(
    ("fault", "workers", "lost"),
    [
        (KilledWorker("task", None, ""), {"a": {}}, True),
        (CancelledError(), {"a": {}}, True),
        (TimeoutError(), {}, True),
        (None, {}, False),
    ],
)
def test_a_task_that_the_cluster_has_lost_is_told(fault: Exception | None, workers: dict[str, Any], lost: bool) -> None:
    class Task:
        def result(self, timeout: float) -> list[Any]:
            assert timeout > 0
            if fault is not None:
                raise fault
            return []

    class Asked:
        def scheduler_info(self, n_workers: int) -> dict[str, Any]:
            assert n_workers == -1
            return {"workers": workers}

    asked = Cluster(Settings())
    answers = asked._answers(Asked(), Task())  # type: ignore[arg-type]  # noqa: SLF001 - what cannot be made to happen
    assert (answers is None) == lost
    assert bool(asked.remarks) == lost
