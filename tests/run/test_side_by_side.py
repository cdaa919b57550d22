"""The same work in forked processes: the products in order, and what goes wrong told as it was."""

from __future__ import annotations

import errno
import multiprocessing
import os
from pathlib import Path

import pytest

from aftersales.side_by_side import ChildError, side_by_side


def test_products_come_in_the_order_of_the_items() -> None:
    assert side_by_side(range(5), lambda item: item * item, 2) == [0, 1, 4, 9, 16]


@pytest.mark.parametrize("workers", [2, 3, 9])
def test_every_item_is_worked_on_once_by_whoever_is_free(workers: int, tmp_path: Path) -> None:
    def work(item: int) -> int:
        (tmp_path / f"{item}").touch(exist_ok=False)
        return item

    assert side_by_side(range(300), work, workers) == list(range(300))


def test_who_is_ready_takes_what_is_left() -> None:
    def work(item: int) -> int:
        if item == 0:  # as long as all others take
            while not shared.is_set():
                shared.wait(0.01)
        elif item == 5:
            shared.set()
        return os.getpid()

    shared = multiprocessing.get_context("fork").Event()
    first, *others = side_by_side(range(6), work, 2)
    assert first == os.getpid()
    assert first not in others


def test_this_process_begins_with_the_first_item() -> None:
    assert side_by_side(range(2), lambda _: os.getpid(), 2)[0] == os.getpid()


def test_a_full_disk_in_a_forked_process_stays_a_full_disk() -> None:
    def write(item: int) -> None:
        if item == 1:
            raise OSError(errno.ENOSPC, "No space left on device", "measures.csv")

    with pytest.raises(OSError, match="No space left") as told:
        side_by_side([0, 1], write, 2)
    assert (told.value.errno, told.value.filename) == (errno.ENOSPC, "measures.csv")


def test_a_bug_in_a_forked_process_is_told_with_its_traceback() -> None:
    with pytest.raises((ChildError, ZeroDivisionError), match="division"):
        side_by_side([1, 0], lambda item: 1 / item, 2)
