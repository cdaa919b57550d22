"""The machine, the folders and the schedule, with what the system says given by the test."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest

from aftersales.care import environment, places
from aftersales.care.finding import Level
from aftersales.care.schedule import look, schedule
from aftersales.ledger.lock import only_run

LOCK = "pandas==3.1.1 \\\n    --hash=sha256:0\n    # via x\nrich==14.0.0 \\\n    --hash=sha256:1\n"


def versions(**known: str) -> object:
    def installed(name: str) -> str:
        if name not in known:
            raise PackageNotFoundError(name)
        return known[name]

    return installed


@pytest.mark.parametrize(
    ("known", "level", "told"),
    [
        ({"pandas": "3.1.1", "rich": "14.0.0"}, Level.OK, "2 个组件"),
        ({"pandas": "3.0.0", "rich": "14.0.0"}, Level.NOTICE, "pandas 3.0.0（锁定 3.1.1）"),
        ({"pandas": "3.0.0"}, Level.BAD, "缺少 rich"),
    ],
)
def test_packages_against_the_lock_file(tmp_path: Path, known: dict[str, str], level: Level, told: str) -> None:
    (tmp_path / "requirements.lock").write_text(LOCK, encoding="utf-8")
    finding = environment.packages(tmp_path, versions(**known))  # type: ignore[arg-type]
    assert finding.level is level
    assert told in finding.what


def test_the_dask_engine_needs_its_extra() -> None:
    have: Any = versions(distributed="2026.8.0")
    assert [f.level for f in environment.engine("dask", "", versions())] == [Level.BAD]  # type: ignore[arg-type]
    assert list(environment.engine("processes", "", versions())) == []  # type: ignore[arg-type]
    assert [f.level for f in environment.engine("dask", "", have)] == [Level.OK]
    assert [f.level for f in environment.engine("dask", "tcp://127.0.0.1:9", have)] == [Level.OK, Level.NOTICE]
    with socket.create_server(("127.0.0.1", 0)) as answering:
        address = f"tcp://127.0.0.1:{answering.getsockname()[1]}"
        assert [f.level for f in environment.engine("dask", address, have)] == [Level.OK, Level.OK]


@pytest.mark.parametrize(("listed", "level"), [("Noto Sans CJK SC\n", "ok"), ("", "注意"), (None, "注意")])
def test_chinese_fonts(listed: str | None, level: str) -> None:
    assert environment.fonts(lambda _: listed, ()).level == level


def system(**told: str) -> environment.Look:
    return lambda command: told.get(command[0])


@pytest.mark.parametrize(
    ("ask", "windows", "where"),
    [
        (system(crontab="30 2 * * * cd /opt/aftersales && .venv/bin/python pipeline.py run -q\n"), False, "crontab"),
        (system(crontab="# 30 2 * * * pipeline.py run\n"), False, ""),
        (
            system(systemctl="Sun 2026-11-22 02:30:00 CST 9h - - aftersales.timer aftersales.service\n"),
            False,
            "systemd",
        ),
        (system(schtasks='"\\aftersales","2026/11/22 2:30:00","就绪"\n'), True, "任务计划程序"),
        (system(), False, ""),
        (system(), True, ""),
    ],
)
def test_where_the_schedule_is_found(ask: environment.Look, windows: bool, where: str) -> None:
    finding = schedule(ask, (), windows=windows)
    assert (finding.level is Level.OK) == bool(where)
    assert where in finding.what


def test_cron_files_that_are_not_for_everybody_to_see_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(folder: Path) -> Any:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(Path, "iterdir", closed)
    assert schedule(system(), (tmp_path,), windows=False).level is Level.NOTICE


def test_a_file_of_cron_is_found_too(tmp_path: Path) -> None:
    (tmp_path / "aftersales").write_text("30 2 * * * aftersales /opt/aftersales/pipeline.py run\n", encoding="utf-8")
    assert str(tmp_path) in schedule(system(), (tmp_path,), windows=False).what


def test_a_command_that_is_not_there_or_fails_says_nothing() -> None:
    assert look(("no-such-command-anywhere",)) is None
    assert look(("false",)) is None
    assert look(("echo", "hello")) == "hello\n"


MOUNTS = """\
22 1 8:1 / / rw - ext4 /dev/sda1 rw
30 22 0:50 / {share} rw - cifs //server/logs rw
31 22 0:51 / {share}/inner\\040one rw - tmpfs tmpfs rw
"""


def test_the_file_system_of_a_folder(tmp_path: Path) -> None:
    share = tmp_path / "share"
    (share / "inner one" / "deep").mkdir(parents=True)
    (tmp_path / "share2").mkdir()
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS.format(share=share), encoding="utf-8")
    kinds = [places.file_system(folder, mounts) for folder in (
        tmp_path, share / "not yet", share / "inner one" / "deep", tmp_path / "share2"
    )]  # fmt: skip
    assert kinds == ["ext4", "cifs", "tmpfs", "ext4"]


def test_a_state_folder_on_a_share_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "file_system", lambda _: "nfs4")
    assert [finding.level for finding in places.state(tmp_path)] == [Level.OK, Level.BAD]


def test_a_run_at_work_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "o").mkdir()
    assert places.locks(tmp_path / "s", tmp_path / "o").level is Level.OK
    with only_run(tmp_path / "s", tmp_path / "o"):
        assert places.locks(tmp_path / "s", tmp_path / "o").level is Level.NOTICE
    assert places.locks(tmp_path / "s", tmp_path / "o").level is Level.OK


def test_a_share_that_cannot_rename_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(self: Path, _: Path) -> Path:
        raise PermissionError(13, "refused", str(self))

    monkeypatch.setattr(Path, "replace", refusing)
    [finding] = places.outputs(tmp_path)
    assert finding.level is Level.BAD
    assert not list(tmp_path.iterdir())


def test_room_is_told_once_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places.shutil, "disk_usage", lambda _: Usage(0.1))
    assert [finding.level for finding in places.room(tmp_path, tmp_path / "b")] == [Level.BAD]
    monkeypatch.setattr(places.shutil, "disk_usage", lambda _: Usage(1.0))
    assert [finding.level for finding in places.room(tmp_path)] == [Level.NOTICE]


class Usage:
    def __init__(self, gigabytes: float) -> None:
        self.free = int(gigabytes * places.GIGABYTE)


def test_versions_compare_as_numbers() -> None:
    names: Sequence[str] = ("3.9", "3.10", "3.10.1", "4")
    assert sorted(names, key=environment.numbers) == list(names)
