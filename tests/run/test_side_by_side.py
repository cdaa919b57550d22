"""The same work in forked processes: the products in order, and what goes wrong told as it was."""

from __future__ import annotations

import errno

import pytest

from aftersales.side_by_side import ChildError, side_by_side


def test_products_come_in_the_order_of_the_items() -> None:
    assert side_by_side(range(5), lambda item: item * item, 2) == [0, 1, 4, 9, 16]


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
