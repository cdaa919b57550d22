"""What stands out: exact chances by hand, the correction for many looks, two counts against each other."""

from __future__ import annotations

import math

import pytest

from aftersales.measures.outliers import binomial_at_least, excesses, poisson_at_least, rates_differ


def test_the_chance_of_so_many_is_the_poisson_sum() -> None:
    # P(X ≥ 3 | 1) = 1 − e⁻¹(1 + 1 + ½)
    assert poisson_at_least(3, 1.0) == pytest.approx(1 - math.exp(-1) * 2.5)
    assert poisson_at_least(0, 4.0) == 1.0
    assert poisson_at_least(2, 0.0) == 0.0
    assert poisson_at_least(2, 5.0) == pytest.approx(1 - math.exp(-5) * 6)


def test_a_very_small_chance_is_not_lost_in_rounding() -> None:
    assert poisson_at_least(60, 1.0) == pytest.approx(math.exp(-1) / math.factorial(60) * (1 + 1 / 61 + 1 / 61 / 62))


def test_the_chance_of_so_many_of_so_many() -> None:
    assert binomial_at_least(2, 3, 0.5) == pytest.approx(0.5)
    assert binomial_at_least(0, 3, 0.5) == 1.0


@pytest.mark.parametrize(
    ("now", "before", "direction"),
    [
        (24, 9, 1),  # P(X ≥ 24 | 33, ½) = 0.68 %
        (9, 24, -1),
        (9, 7, 0),
        (5, 0, 0),  # P = 1/32 = 3.1 % on one side: more than 2.5 %
        (6, 0, 1),  # 1/64 = 1.6 %
        (0, 0, 0),
    ],
)
def test_two_counts_differ_only_beyond_chance(now: int, before: int, direction: int) -> None:
    assert rates_differ(now, 30, before, 30) == direction


def test_a_count_with_twice_the_deliveries_is_no_more() -> None:
    assert rates_differ(24, 200, 9, 75) == 0
    assert rates_differ(24, 0, 9, 75) == 0


def test_one_model_of_many_stands_out() -> None:
    # 20 complaints over ten models with 100 deliveries each: two each were to be expected, one has eleven
    found = excesses([11, *[1] * 9], [100.0] * 10)
    assert found[0].expected == pytest.approx(2.0)
    assert found[0].stands_out
    assert not any(each.stands_out for each in found[1:])


def test_what_looks_odd_alone_is_ordinary_among_many() -> None:
    # 6 where 2 were to be expected: P(X ≥ 6 | 2) = 1.66 %, times 40 models is no news
    counts = [6, *[2] * 37, 0, 0]
    found = excesses(counts, [50.0] * 40)
    assert found[0].chance == pytest.approx(poisson_at_least(6, sum(counts) / 40))
    assert found[0].chance < 0.05 < found[0].adjusted
    assert not found[0].stands_out


def test_two_cases_never_stand_out() -> None:
    assert not excesses([2, 0], [1.0, 100000.0])[0].stands_out


def test_holm_never_ranks_a_smaller_chance_behind_a_larger() -> None:
    found = excesses([9, 8, 1, 0], [100.0] * 4)
    assert found[0].adjusted <= found[1].adjusted <= found[2].adjusted <= 1.0
