"""Publishing: whatever happens in between, a month's folder is the old one or the new one, whole."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from aftersales import publish as publishing
from aftersales.publish import JOURNAL, PublishError, Staging, discard, open_staging, publish, recover

NIGHT = datetime(2026, 11, 21, 3, 0)  # noqa: DTZ001 - local time, as everywhere
OLD = {"2026-09": "九月旧", "2026-10": "十月旧", "index.html": "旧"}
NEW = {"2026-10": "十月新", "2026-11": "十一月新", "index.html": "新"}


class Killed(BaseException):
    """The process ended here."""


def write_night(staging: Staging, night: dict[str, str]) -> None:
    for name, text in night.items():
        files = [(name,)] if "." in name else [(name, "月报.html"), (name, "data", "measures.csv")]
        for parts in files:
            staging.path(*parts).write_text(text, encoding="utf-8")


def night_of(outputs: Path) -> dict[str, str]:
    """What each entry says; an entry whose files do not agree is a mixture."""
    night = {}
    for entry in sorted(outputs.iterdir()):
        if not entry.name.startswith("."):
            files = [path for path in entry.rglob("*") if path.is_file()] if entry.is_dir() else [entry]
            texts = {path.read_text(encoding="utf-8") for path in files}
            night[entry.name] = texts.pop() if len(texts) == 1 and len(files) in {1, 2} else "残缺"
    return night


def published_before(tmp_path: Path) -> Path:
    outputs = tmp_path / "outputs"
    staging = open_staging(outputs)
    write_night(staging, OLD)
    assert publish(staging, NIGHT).replaced == ("2026-09", "2026-10", "index.html")
    return outputs


def hidden(outputs: Path) -> list[str]:
    return [entry.name for entry in outputs.iterdir() if entry.name.startswith(".")]


@pytest.fixture(params=["in one step", "by two renames"])
def swap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    way = str(request.param)
    if way == "by two renames":
        monkeypatch.setattr(publishing, "exchange", lambda _one, _other: False)
    monkeypatch.setattr(publishing, "PAUSE", 0)
    return way


@pytest.mark.usefixtures("swap")
def test_a_night_replaces_its_months_and_leaves_the_others_alone(tmp_path: Path) -> None:
    outputs = published_before(tmp_path)
    staging = open_staging(outputs)
    write_night(staging, NEW)
    assert night_of(outputs) == OLD
    publish(staging, NIGHT)
    assert night_of(outputs) == {**OLD, **NEW}
    assert hidden(outputs) == []


def test_files_that_the_new_month_no_longer_has_are_gone(tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    for names in (("甲.xlsx", "乙.xlsx"), ("甲.xlsx",)):
        staging = open_staging(outputs)
        for name in names:
            staging.path("2026-10", "退回单", name).write_text(name, encoding="utf-8")
        publish(staging, NIGHT)
    assert [path.name for path in (outputs / "2026-10" / "退回单").iterdir()] == ["甲.xlsx"]


def test_what_is_the_same_is_not_touched(tmp_path: Path) -> None:
    outputs = published_before(tmp_path)
    before = {path: path.stat().st_ino for path in outputs.rglob("*")}
    staging = open_staging(outputs)
    write_night(staging, OLD)
    result = publish(staging, NIGHT)
    assert (result.replaced, result.unchanged) == ((), ("2026-09", "2026-10", "index.html"))
    assert {path: path.stat().st_ino for path in outputs.rglob("*")} == before


def test_a_difference_in_seconds_alone_does_not_replace_a_month(tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    seen = []
    for seconds, figures in (("1.0", "甲"), ("2.0", "甲"), ("3.0", "乙")):
        staging = open_staging(outputs)
        staging.path("2026-10", "run.json").write_text(seconds, encoding="utf-8")
        staging.path("2026-10", "data", "measures.csv").write_text(figures, encoding="utf-8")
        publish(staging, NIGHT, unless_only={"run.json"})
        seen.append((outputs / "2026-10" / "run.json").read_text(encoding="utf-8"))
    assert seen == ["1.0", "1.0", "3.0"]


def killer(monkeypatch: pytest.MonkeyPatch, at: int, *, after: bool) -> Callable[[], bool]:
    """End the process at the `at`-th change or wait for the disk, just before or just after it is done."""
    count = 0

    def wrapped(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count == at and not after:
                raise Killed
            result = real(*args, **kwargs)
            if count == at:
                raise Killed
            return result

        return call

    monkeypatch.setattr(publishing, "exchange", wrapped(publishing.exchange))
    monkeypatch.setattr(os, "fsync", wrapped(os.fsync))
    for name in ("rename", "replace", "unlink"):
        monkeypatch.setattr(Path, name, wrapped(getattr(Path, name)))
    monkeypatch.setattr(publishing.shutil, "rmtree", wrapped(publishing.shutil.rmtree))
    return lambda: count >= at


def kills(tmp_path: Path, *, after: bool) -> Iterator[tuple[int, Path]]:
    """The outputs folder as every possible kill leaves it."""
    for at in range(1, 100):
        outputs = published_before(tmp_path / str(at))
        staging = open_staging(outputs)
        write_night(staging, NEW)
        with pytest.MonkeyPatch.context() as patch:
            reached = killer(patch, at, after=after)
            with contextlib.suppress(Killed):
                publish(staging, NIGHT)
            if not reached():
                return
        discard(staging)  # as whoever opened it may still do on the way out
        yield at, outputs


@pytest.mark.parametrize("after", [False, True])
def test_a_kill_at_any_point_leaves_whole_months_and_the_next_run_repairs(
    tmp_path: Path, swap: str, *, after: bool
) -> None:
    ends = []
    for at, outputs in kills(tmp_path, after=after):
        left = night_of(outputs)
        if swap == "in one step":
            assert left.keys() >= OLD.keys(), f"an entry is missing after kill {at}"
        for name, text in left.items():
            assert text in {OLD.get(name), NEW.get(name)}, f"{name} is a mixture after kill {at}"
        recover(outputs)
        ends.append(night_of(outputs))
        assert ends[-1] in (OLD, {**OLD, **NEW}), f"half a night after kill {at}"
        assert hidden(outputs) == []
    assert len(ends) > 15
    assert OLD in ends
    assert {**OLD, **NEW} in ends


@pytest.mark.usefixtures("swap")
def test_a_month_that_someone_has_open_is_published_beside_and_the_rest_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = published_before(tmp_path)
    staging = open_staging(outputs)
    write_night(staging, NEW)
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "exchange", lambda _one, _other: False)
        real = Path.rename

        def rename(path: Path, target: Path) -> Path:
            if path == outputs / "2026-10":
                raise PermissionError(errno.EACCES, "in use")
            return real(path, target)

        patch.setattr(Path, "rename", rename)
        result = publish(staging, NIGHT)
    beside = "2026-10 (新 2026-11-21 0300)"
    assert result.beside == {"2026-10": beside}
    assert result.replaced == ("2026-11", "index.html")
    assert night_of(outputs) == {**OLD, **NEW, "2026-10": "十月旧", beside: "十月新"}

    again = open_staging(outputs)
    write_night(again, NEW)
    assert publish(again, NIGHT).replaced == ("2026-10",)
    assert night_of(outputs) == {**OLD, **NEW}


def test_a_full_disk_is_noticed_before_anything_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = published_before(tmp_path)
    staging = open_staging(outputs)
    write_night(staging, NEW)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PublishError, match="原有报表未动"):
        publish(staging, NIGHT)
    assert night_of(outputs) == OLD
    assert hidden(outputs) == []


@pytest.mark.skipif(os.name != "posix", reason="only there a folder can be forced to the disk")
@pytest.mark.usefixtures("swap")
def test_a_disk_that_cannot_say_that_new_names_are_safe_does_not_bring_the_old_night_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = published_before(tmp_path)
    staging = open_staging(outputs)
    write_night(staging, NEW)
    journal = outputs / JOURNAL
    real = os.fsync

    def broken(handle: int) -> None:
        if journal.exists() and os.fstat(handle).st_ino == outputs.stat().st_ino and len(night_of(outputs)) > len(OLD):
            raise OSError(errno.EIO, "Input/output error")
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", broken)
        result = publish(staging, NIGHT)
        assert journal.exists(), "the next run must look again"
    assert result.beside == {}
    assert night_of(outputs) == {**OLD, **NEW}
    assert recover(outputs) == ()
    assert night_of(outputs) == {**OLD, **NEW}
    assert hidden(outputs) == []


def test_an_outputs_folder_that_cannot_be_written_is_refused_at_the_start(tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    outputs.write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(PublishError, match="输出文件夹不能写"):
        open_staging(outputs)


def test_what_a_killed_run_wrote_aside_is_swept_up_at_the_next_start(tmp_path: Path) -> None:
    outputs = published_before(tmp_path)
    write_night(open_staging(outputs), NEW)
    assert len(hidden(outputs)) == 1
    assert recover(outputs) == ()
    assert hidden(outputs) == []
    assert night_of(outputs) == OLD
    assert not (outputs / JOURNAL).exists()


@pytest.mark.parametrize("names", [("..", "a"), ("2026-10", "..", "..", "a"), ("/etc", "a"), ("2026-10", "/a")])
def test_no_name_leads_out_of_the_outputs_folder(tmp_path: Path, names: tuple[str, ...]) -> None:
    staging = open_staging(tmp_path / "outputs")
    with pytest.raises(ValueError, match="leads out"):
        staging.path(*names)


@pytest.mark.parametrize(
    "journal",
    [
        "",
        '{"folder": ".stag',
        "[]",
        '{"folder": ".staging-x"}',
        '{"folder": "..", "entries": {"2026-10": 1}}',
        '{"folder": ".staging-x", "entries": {"..": 1}}',
        '{"folder": ".staging-x", "entries": {"../elsewhere": 1}}',
    ],
)
def test_a_journal_that_is_not_as_we_write_it_moves_nothing_and_stops_no_night(tmp_path: Path, journal: str) -> None:
    outputs = tmp_path / "outputs"
    one = open_staging(outputs)
    write_night(one, OLD)
    publish(one, NIGHT)
    (outputs / ".staging-x").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (outputs / JOURNAL).write_text(journal, encoding="utf-8")

    two = open_staging(outputs)
    write_night(two, NEW)
    publish(two, NIGHT)

    assert night_of(outputs) == {**OLD, **NEW}
    assert (tmp_path / "elsewhere").is_dir()
    assert not list(outputs.glob(".*"))


def test_the_outputs_may_be_named_from_the_folder_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    staging = open_staging(Path("../outputs"))
    write_night(staging, NEW)
    publish(staging, NIGHT)
    assert night_of(tmp_path / "outputs") == NEW
