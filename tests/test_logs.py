"""The logs: rotated by month and size, old ones gone, nobody's file touched, half a line no obstacle."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftersales.logs import Entry, Keeping, record, runs, without_values


def add(folder: Path, at: str, code: int = 0, keeping: Keeping = Keeping()) -> None:  # noqa: B008 - frozen
    assert record(folder, Entry(at, code, said=("一句",)), {}, keeping) == ""


def test_each_month_has_its_files_and_old_ones_go(tmp_path: Path) -> None:
    (tmp_path / "error-2026-08-31-021500.txt").write_text("old", encoding="utf-8")
    (tmp_path / "error-2026-09-01-021500.txt").write_text("kept", encoding="utf-8")
    (tmp_path / "run-notes.txt").write_text("not ours", encoding="utf-8")
    for month in ("2026-08", "2026-09", "2026-10", "2026-11"):
        add(tmp_path, f"{month}-05T02:30:00", keeping=Keeping(months=3))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "error-2026-09-01-021500.txt",
        *(f"run-2026-{month}.{suffix}" for month in ("09", "10", "11") for suffix in ("jsonl", "log")),
        "run-notes.txt",
    ]


def test_a_file_that_grows_too_large_is_put_aside_and_the_order_stays(tmp_path: Path) -> None:
    for day in range(1, 30):
        add(tmp_path, f"2026-11-{day:02}T02:30:00", day, Keeping(bytes=300))
    assert (tmp_path / "run-2026-11.10.jsonl").exists()
    assert [run["exit_code"] for run in runs(tmp_path)] == list(range(29, 0, -1))


def test_half_a_line_that_a_crash_left_spoils_no_other(tmp_path: Path) -> None:
    add(tmp_path, "2026-11-01T02:30:00", 3)
    with (tmp_path / "run-2026-11.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"at": "2026-11-02T02')
    add(tmp_path, "2026-11-03T02:30:00", 0)
    assert [(run["at"], run["exit_code"]) for run in runs(tmp_path)] == [
        ("2026-11-03T02:30:00", 0),
        ("2026-11-01T02:30:00", 3),
    ]


def test_where_nothing_was_logged_there_are_no_runs(tmp_path: Path) -> None:
    assert list(runs(tmp_path / "logs")) == []


@pytest.mark.parametrize("text", ["王芳的电话 138-1234-5678", "行\n末\x1b[31m"])
def test_a_line_is_a_line_and_holds_no_phone(tmp_path: Path, text: str) -> None:
    record(tmp_path, Entry("2026-11-01T02:30:00", 0, said=(text,)), {}, Keeping())
    told = (tmp_path / "run-2026-11.log").read_text(encoding="utf-8")
    assert len(told.splitlines()) == 2
    assert "1234" not in told
    assert "\x1b" not in told


def test_a_traceback_keeps_its_lines_of_code_and_loses_what_stood_in_a_cell() -> None:
    trace = 'Traceback (most recent call last):\n  File "a.py", line 3, in f\n    raise KeyError("王芳")\nKeyError: \'王芳\''
    assert without_values(trace).splitlines() == [*trace.splitlines()[:3], "KeyError: '…'"]
