"""How the months of a night are shared out among workers."""

from __future__ import annotations

from collections import Counter

import pytest

from aftersales.month_written import Part, shares


@pytest.mark.parametrize("count", range(8))
@pytest.mark.parametrize("workers", range(1, 6))
def test_every_month_is_written_once_and_as_a_whole(count: int, workers: int) -> None:
    months = [f"2026-{number:02}" for number in range(1, count + 1)]
    written = Counter[tuple[str, Part]]()
    for month, part in shares(months, workers):
        written.update((month, half) for half in ((Part.BOOK, Part.REST) if part is Part.ALL else (part,)))

    assert written == Counter((month, half) for month in months for half in (Part.BOOK, Part.REST))


@pytest.mark.parametrize(
    ("count", "workers", "halves"),
    [(3, 2, [3, 3]), (1, 2, [1, 1]), (2, 4, [1, 1, 1, 1]), (2, 2, [2, 2]), (3, 4, [2, 2, 2]), (5, 4, [3, 3, 2, 2])],
)
def test_halves_are_made_where_they_even_out_the_work(count: int, workers: int, halves: list[int]) -> None:
    work = shares([f"2026-{number:02}" for number in range(1, count + 1)], workers)
    hands = min(workers, len(work))

    assert [sum(2 if part is Part.ALL else 1 for _, part in work[hand::hands]) for hand in range(hands)] == halves
