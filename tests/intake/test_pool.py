import functools
import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest

from aftersales.intake.files import find
from aftersales.intake.pool import WorkError, each
from aftersales.model import Digest
from aftersales.settings.model import Limits
from tests.intake.drawn_books import book, table
from tests.intake.work_functions import Unloadable, digest, obey

LIMITS = Limits(seconds_per_file=2, memory_mb=512)


def outcomes(
    folder: Path, names: list[str], workers: int, work: Callable[..., Digest] = obey
) -> list[tuple[str, list[str]]]:
    for name in names:
        (folder / name).write_bytes(book(table()))
    files, _ = find(folder, LIMITS)
    results = each(files, functools.partial(work, LIMITS), workers=workers, limits=LIMITS)
    return [(result.file, [problem.code for problem in result.problems]) for result in results]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_files_whatever_the_number_of_workers(tmp_path: Path, workers: int) -> None:
    names = [f"{n:02}.xlsx" for n in range(25)]
    assert outcomes(tmp_path, names, workers, digest) == [(name, []) for name in names]


def test_files_that_hang_die_or_swell_cost_only_themselves(tmp_path: Path) -> None:
    innocent = [f"{letter}{n}.xlsx" for letter in "acegz" for n in range(3)]
    hostile = {
        "abort.xlsx": "file-killed-reader",
        "die.xlsx": "file-killed-reader",
        "hang.xlsx": "file-too-slow",
        "library.xlsx": "file-unreadable",
        "permission.xlsx": "file-no-permission",
        "swell.xlsx": "file-too-large",
        "vanish.xlsx": "file-vanished",
    }
    expected = sorted([(name, []) for name in innocent] + [(name, [code]) for name, code in hostile.items()])
    assert outcomes(tmp_path, [*innocent, *hostile], 2) == expected


def test_every_worker_may_die_and_each_file_is_still_answered(tmp_path: Path) -> None:
    names = [f"die{n}.xlsx" for n in range(5)] + ["z.xlsx"]
    assert outcomes(tmp_path, names, 2) == [(name, ["file-killed-reader"]) for name in names[:-1]] + [("z.xlsx", [])]


@pytest.mark.parametrize("name", ["bug.xlsx", "unpicklable.xlsx"])
def test_our_own_fault_is_raised_with_the_file_and_never_hidden(tmp_path: Path, name: str) -> None:
    with pytest.raises(WorkError, match=name) as raised:
        outcomes(tmp_path, ["a.xlsx", name], 1)
    assert "Traceback" in str(raised.value)


def test_work_that_cannot_be_loaded_is_our_fault_too(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(book(table()))
    files, _ = find(tmp_path, LIMITS)
    with pytest.raises(WorkError, match="before any file"):
        list(each(files, Unloadable(), workers=1, limits=LIMITS))


def test_progress_is_told_for_every_file_and_no_file_is_no_work(tmp_path: Path) -> None:
    for n in range(4):
        (tmp_path / f"{n}.xlsx").write_bytes(book(table()))
    files, _ = find(tmp_path, LIMITS)
    seen: list[str] = []
    work = functools.partial(digest, LIMITS)
    list(each(files, work, workers=2, limits=LIMITS, on_done=lambda file: seen.append(file.name)))
    assert sorted(seen) == ["0.xlsx", "1.xlsx", "2.xlsx", "3.xlsx"]
    assert list(each([], work, workers=2, limits=LIMITS)) == []


def test_a_caller_that_stops_early_leaves_no_worker_behind(tmp_path: Path) -> None:
    for n in range(6):
        (tmp_path / f"{n}.xlsx").write_bytes(book(table()))
    files, _ = find(tmp_path, LIMITS)
    results = each(files, functools.partial(digest, LIMITS), workers=2, limits=LIMITS)
    next(results)
    results.close()
    assert multiprocessing.active_children() == []
