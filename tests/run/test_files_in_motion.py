"""A file that cannot be read at this moment counts as it was when it could be read last, and is named as waiting."""

from __future__ import annotations

import os
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from aftersales.asked import Clock, Options
from aftersales.intake import motion
from aftersales.intake.motion import changed, young
from aftersales.model import Digest, FoundFile
from aftersales.problems import Place, Problem
from aftersales.reading import read_night
from aftersales.run import run
from aftersales.waiting import with_earlier_versions
from tests.sheets import asked, night, read_csv, write

CALLS = """
    售后回访记录
    | 回访日期   | 门店     | 客户姓名 | 电话        | 回访人 | 满意度 |
    | 2026-10-05 | 五里牌店 | 李雪     | 13900000001 | 王芳   | 满意   |
"""
MORE = CALLS + "    | 2026-10-06 | 五里牌店 | 谢兰     | 13900000002 | 王芳   | 满意   |\n"
SAID = "等待：{}；用的是 2026-11-01 10:26 保存的上一版，下次运行再读"


def read(options: Options) -> tuple[list[Digest], list[Problem]]:
    digests, problems, shelf = read_night(options, Clock(lambda *_: None))
    shelf.keep()
    return digests, [*problems, *(problem for digest in digests for problem in digest.problems)]


def told(problems: list[Problem]) -> dict[str, str]:
    """What is said of whole files."""
    return {problem.place.file: problem.message for problem in problems if not problem.place.sheet}


def rows(digests: list[Digest]) -> dict[str, int]:
    return {digest.file: sum(sheet.tally.records for sheet in digest.sheets) for digest in digests}


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "half copied": (cut_off, "文件不完整，可能还在复制"),
    "empty": (lambda path: path.write_bytes(b""), "文件是空的，可能还在复制"),
    "full of zeros": (lambda path: path.write_bytes(bytes(9000)), "文件不完整，可能还在复制"),
}


@pytest.fixture
def options(tmp_path: Path) -> Options:
    write(tmp_path / "inputs", {"回访": MORE, "二组/回访": CALLS})
    return asked(tmp_path)


# -- the last good version --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", SPOILT)
def test_a_file_that_is_being_copied_counts_as_it_was(options: Options, how: str) -> None:
    spoil, why = SPOILT[how]
    read(options)
    spoil(options.inputs / "回访.xlsx")

    for _ in range(2):  # the night after knows the earlier version still
        digests, problems = read(options)
        assert rows(digests) == {"二组/回访.xlsx": 1, "回访.xlsx": 2}
        assert told(problems) == {"回访.xlsx": SAID.format(why)}


def test_once_it_is_whole_the_new_content_counts(options: Options) -> None:
    read(options)
    cut_off(options.inputs / "回访.xlsx")
    read(options)
    write(options.inputs, {"回访": CALLS})

    digests, problems = read(options)

    assert rows(digests) == {"二组/回访.xlsx": 1, "回访.xlsx": 1}
    assert told(problems) == {}


def test_without_an_earlier_version_it_waits(options: Options) -> None:
    cut_off(options.inputs / "回访.xlsx")

    digests, problems = read(options)

    assert rows(digests)["回访.xlsx"] == 0
    assert "先等着" in told(problems)["回访.xlsx"]


def test_a_rebuild_knows_no_earlier_version_but_leaves_it_for_the_next_night(options: Options) -> None:
    read(options)
    cut_off(options.inputs / "回访.xlsx")

    assert rows(read(replace(options, rebuild=True))[0])["回访.xlsx"] == 0
    assert rows(read(options)[0])["回访.xlsx"] == 2


def test_a_file_that_somebody_has_open_and_cannot_be_read_is_named_as_open(options: Options) -> None:
    read(options)
    cut_off(options.inputs / "回访.xlsx")
    (options.inputs / "~$回访.xlsx").write_bytes(b"")

    _, problems = read(options)

    assert SAID.format("有人正打开它") in [problem.message for problem in problems]


def test_a_whole_file_that_somebody_has_open_counts_as_it_was_saved_last(options: Options) -> None:
    read(options)
    write(options.inputs, {"回访": CALLS})
    (options.inputs / "~$回访.xlsx").write_bytes(b"")

    digests, problems = read(options)

    assert rows(digests)["回访.xlsx"] == 1
    assert "earlier-version" not in {problem.code for problem in problems}


def test_the_files_of_a_bundle_that_is_being_copied_count_as_they_were(options: Options) -> None:
    bundle = options.inputs / "十月.zip"
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.write(options.inputs / "回访.xlsx", "三组/回访.xlsx")
    (options.inputs / "回访.xlsx").unlink()
    first, _ = read(options)
    cut_off(bundle)

    digests, problems = read(options)

    assert rows(digests) == rows(first) == {"二组/回访.xlsx": 1, "十月.zip/三组/回访.xlsx": 2}
    assert list(told(problems)) == ["十月.zip/三组/回访.xlsx"]


def test_a_folder_that_is_closed_to_us_counts_as_it_was() -> None:
    closed = Problem("file-no-permission", Place("二组"))
    known = {name: Digest(name, "ab", 0.0, "calamine") for name in ("二组/回访.xlsx", "二组长.xlsx")}

    digests, problems = with_earlier_versions([Digest("a.xlsx", "cd", 0.0, "")], [closed], known, known.get)

    assert [digest.file for digest in digests] == ["a.xlsx", "二组/回访.xlsx"]
    assert (
        digests[1].problems[0].message == "等待：现在没有读取权限；用的是 1970-01-01 08:00 保存的上一版，下次运行再读"
    )
    assert problems == []


def test_a_file_that_is_its_own_fault_has_no_earlier_version(options: Options) -> None:
    read(options)
    (options.inputs / "回访.xlsx").write_bytes(b"%PDF-1.7")

    digests, problems = read(options)

    assert rows(digests)["回访.xlsx"] == 0
    assert "PDF" in told(problems)["回访.xlsx"]


def test_a_waiting_file_is_not_told_as_gone(options: Options) -> None:
    run(options, lambda *_: None)
    cut_off(options.inputs / "回访.xlsx")

    outcome = run(options, lambda *_: None)

    assert outcome.changes == ()
    [said] = [row for row in read_csv(options.outputs / "data/problems.csv") if row["code"] == "earlier-version"]
    assert (said["effect"], said["file"]) == ("kept", "回访.xlsx")
    sources = read_csv(options.outputs / "2026-10/data/sources.csv")
    assert {row["file"]: row["records"] + "+" + row["duplicate"] for row in sources} == {
        "二组/回访.xlsx": "1+0",
        "回访.xlsx": "1+1",
    }


# -- two looks --------------------------------------------------------------------------------------------------------


def found(path: Path) -> FoundFile:
    status = path.stat()
    return FoundFile(
        path.name, str(path), status.st_size, status.st_mtime, stamp=(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    )  # fmt: skip


def test_only_what_was_saved_just_now_is_looked_at_twice(tmp_path: Path) -> None:
    path = tmp_path / "回访.csv"
    path.write_bytes(b"x")
    saved = path.stat().st_ctime_ns

    assert list(young([found(path)], saved + 10**9)) == [0]
    assert list(young([found(path)], saved - 10**9)) == [0], "since the run began"
    assert list(young([found(path)], saved + 10**10)) == []
    assert list(young([found(path)], saved - 10**12)) == [], "a clock that is far ahead says nothing"
    assert list(young([found(path)], 0)) == [], "without a clock nothing is young"


def test_what_looks_the_same_after_a_moment_is_settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(motion, "MOMENT", 0.0)
    still, growing, gone = (tmp_path / f"{name}.csv" for name in ("still", "growing", "gone"))
    for path in (still, growing, gone):
        path.write_bytes(b"x")
    files = dict(enumerate(map(found, (still, growing, gone))))
    growing.write_bytes(b"xy")
    gone.unlink()

    now = changed(files, time.monotonic())

    assert list(now) == [1]
    assert now[1].size == 2


@contextmanager
def somebody_writes(path: Path) -> Iterator[None]:
    """A clerk's program that goes on adding to a text table."""
    done = threading.Event()

    def write_on() -> None:
        while not done.wait(0.02):
            with path.open("a", encoding="utf-8") as file:
                file.write("2026-10-07,五里牌店,曾涛,13900000003,王芳,满意\n")

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        yield
    finally:
        done.set()
        writer.join()


def test_a_table_that_is_being_written_waits(options: Options) -> None:
    path = options.inputs / "三组.csv"
    path.write_text(
        "回访日期,门店,客户姓名,电话,回访人,满意度\n2026-10-05,五里牌店,李雪,13900000001,王芳,满意\n", encoding="utf-8"
    )
    read(options)
    before = rows(read(options)[0])["三组.csv"]
    now = datetime(1970, 1, 1, 8) + timedelta(seconds=int(time.time()))  # noqa: DTZ001 - the stores' time

    with somebody_writes(path):
        digests, problems = read(replace(options, started=now))

    assert rows(digests)["三组.csv"] == before == 1
    assert "文件正在被改动或移动" in told(problems)["三组.csv"]


def test_a_file_that_was_saved_while_we_read_is_read_again(options: Options) -> None:
    now = datetime(1970, 1, 1, 8) + timedelta(seconds=int(time.time()))  # noqa: DTZ001 - the stores' time
    os.utime(options.inputs / "回访.xlsx")
    saves = threading.Timer(0.4, lambda: write(options.inputs, {"回访": CALLS}))
    saves.start()

    digests, _ = read(replace(options, started=now))

    saves.join()
    assert rows(digests)["回访.xlsx"] == 1


def test_a_late_file_of_an_old_month_counts(tmp_path: Path) -> None:
    night(tmp_path, {"回访": CALLS})
    late = CALLS.replace("2026-10-05", "2026-08-05").replace("13900000001", "13900000009")

    again = night(tmp_path, {"迟到": late})

    assert [row["date"] for row in again.table("records/callback", "2026-08")] == ["2026-08-05"]
