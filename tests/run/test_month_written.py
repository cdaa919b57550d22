"""Which months of a night are written by two processes."""

from __future__ import annotations

import pytest

from aftersales.month_written import left_over


@pytest.mark.parametrize(
    ("count", "workers", "halved"),
    [(3, 2, 1), (1, 2, 1), (2, 4, 2), (2, 2, 0), (3, 4, 0), (5, 4, 1), (5, 2, 1), (0, 2, 0), (3, 1, 0)],
)
def test_months_for_which_there_are_two_workers_each_are_halved(count: int, workers: int, halved: int) -> None:
    months = [f"2026-{number:02}" for number in range(1, count + 1)]
    assert left_over(months, workers) == set(months[count - halved :])
