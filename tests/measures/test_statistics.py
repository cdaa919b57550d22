"""The test vectors of docs/measures.md §3, and what must hold for every number."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.measures import control, survival
from aftersales.measures.statistics import (
    attainment,
    half_up,
    leader_is_clear,
    newcombe,
    nps,
    pareto,
    percent,
    poisson_interval,
    rank_range,
    wilson,
)

# -- rounding ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [(2.675, 2, "2.68"), (0.125, 2, "0.13"), (-0.125, 2, "-0.13"), (2.5, 0, "3"), (1e22, 2, "1e22"), (-0.001, 2, "0")],
)
def test_halves_are_rounded_up_as_written(value: float, places: int, rounded: str) -> None:
    assert half_up(value, places) == Decimal(rounded)


def test_a_rounded_zero_has_no_minus_and_keeps_its_places() -> None:
    assert str(half_up(-0.001, 2)) == "0.00"


def test_a_rate_is_printed_as_per_cent_rounded_once() -> None:
    assert (percent(5 / 6), percent(0.1625), percent(1)) == (Decimal("83.3"), Decimal("16.3"), Decimal("100.0"))


# -- 3.5 satisfaction -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        (2, 2, 34.24, 100),
        (5, 5, 56.55, 100),
        (0, 5, 0, 43.45),
        (5, 6, 43.65, 96.99),
        (12, 17, 46.87, 86.72),
        (18, 20, 69.90, 97.21),
        (23, 25, 75.03, 97.78),
        (46, 50, 81.16, 96.85),
        (92, 100, 85.00, 95.89),
        (190, 200, 91.04, 97.26),
    ],
)
def test_wilson_gives_the_published_interval(x: int, n: int, low: float, high: float) -> None:
    assert wilson(x, n) == (pytest.approx(low / 100, abs=5.1e-5), pytest.approx(high / 100, abs=5.1e-5))


def test_no_population_has_no_interval() -> None:
    assert all(math.isnan(end) for end in (*wilson(0, 0), *newcombe(1, 2, 0, 0)))
    assert rank_range([(0, 0), (9, 10), (0, 10)]) == ((1, 3), (1, 2), (2, 3))


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_in_its_interval_and_the_interval_in_0_to_1(share: tuple[int, int]) -> None:
    x, n = share
    low, high = wilson(x, n)
    assert 0 <= low <= x / n <= high <= 1


@pytest.mark.parametrize(
    ("counts", "low", "high", "tolerance"),
    [((92, 100, 80, 100), 0.0234, 0.2170, 5.1e-5), ((5, 5, 23, 25), -0.358, 0.250, 5.1e-4)],
)
def test_newcombe_gives_the_published_difference(
    counts: tuple[int, int, int, int], low: float, high: float, tolerance: float
) -> None:
    assert newcombe(*counts) == (pytest.approx(low, abs=tolerance), pytest.approx(high, abs=tolerance))


def test_the_rank_range_sets_only_the_last_one_apart() -> None:
    a, b, c, d, e = (5, 5), (23, 25), (46, 50), (80, 100), (28, 40)
    assert rank_range([a, b, c, d, e]) == ((1, 5), (1, 4), (1, 4), (1, 5), (3, 5))


def test_two_equal_people_share_a_rank_range() -> None:
    assert rank_range([(9, 10), (9, 10)]) == ((1, 2), (1, 2))


# -- 3.6 net promoter score -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "score", "adjusted", "low", "high"),
    [
        ((12, 5, 3), 45.0, 39.1, 8.4, 69.8),
        ((50, 33, 17), 33.0, 32.0, 17.6, 46.5),
        ((3, 0, 0), 100.0, 50.0, -6.6, 100.0),
    ],
)
def test_nps_gives_the_published_interval(
    answers: tuple[int, int, int], score: float, adjusted: float, low: float, high: float
) -> None:
    got = nps(*answers)
    assert got is not None
    assert (got.score, got.adjusted, got.low, got.high) == pytest.approx((score, adjusted, low, high), abs=0.051)


# -- 3.7 counts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "jobs", "low", "high", "tolerance"),
    [(6, 240, 0.92, 5.44, 0.0051), (0, 35, 0, 10.54, 0.0051), (2, 18, 1.35, 40.1, 0.051)],
)
def test_the_poisson_interval_is_exact(count: int, jobs: int, low: float, high: float, tolerance: float) -> None:
    got = poisson_interval(count)
    assert got[0] * 100 / jobs == pytest.approx(low, abs=0.0051)
    assert got[1] * 100 / jobs == pytest.approx(high, abs=tolerance)


@pytest.mark.parametrize("count", [100, 10_000])
def test_the_poisson_interval_of_large_counts_is_near_the_cube_root_formula(count: int) -> None:
    low, high = poisson_interval(count)
    assert low == pytest.approx(count * (1 - 1 / (9 * count) - 1.959964 / (3 * count**0.5)) ** 3, abs=0.05)
    more = count + 1
    assert high == pytest.approx(more * (1 - 1 / (9 * more) + 1.959964 / (3 * more**0.5)) ** 3, abs=0.05)


def test_a_negative_count_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="-1"):
        poisson_interval(-1)


# -- 3.3 attainment ---------------------------------------------------------------------------------------------------


def test_attainment_has_a_floor_and_a_ceiling() -> None:
    got = attainment(met=5, late=1, overdue=0, pending=1, paused=1)
    assert got.judged is not None
    assert percent(got.judged) == Decimal("83.3")
    assert (got.floor, got.ceiling) == (0.625, 0.875)
    assert got == attainment(met=5, late=0, overdue=1, pending=2)


def test_attainment_of_nothing_judged_is_blank() -> None:
    got = attainment(met=0, late=0, overdue=0, pending=2)
    assert (got.judged, got.floor, got.ceiling) == (None, 0.0, 1.0)
    assert attainment(met=0, late=0, overdue=0).ceiling is None


# -- 3.2 Kaplan–Meier -------------------------------------------------------------------------------------------------

CLOSED_AFTER = [1, 1, 2, 2, 3, 4, 5, 6, 9, 12]
OPEN_AT = [3, 7, 15, 20, 30]
CURVE = survival.kaplan_meier(CLOSED_AFTER + OPEN_AT, [True] * len(CLOSED_AFTER) + [False] * len(OPEN_AT))


def test_the_curve_of_open_and_closed_cases_is_the_published_one() -> None:
    assert [step.time for step in CURVE.steps] == [1, 2, 3, 4, 5, 6, 9, 12]
    assert [step.survival for step in CURVE.steps] == pytest.approx(
        [0.8667, 0.7333, 0.6667, 0.5926, 0.5185, 0.4444, 0.3556, 0.2667], abs=5.1e-5
    )


def test_median_quantile_and_mean_of_the_curve_are_the_published_ones() -> None:
    assert CURVE.median == 6
    assert CURVE.quantile(0.75) is None
    assert CURVE.rmst(30) == pytest.approx(11.5778, abs=5.1e-5)
    assert 1 - CURVE.open_at(7) == pytest.approx(0.5556, abs=5.1e-5)


def test_a_curve_that_just_reaches_one_half_has_its_median_there() -> None:
    assert survival.kaplan_meier([1, 2, 3, 4, 5, 6], [True] * 6).median == 3


def test_two_half_weights_are_one_case() -> None:
    whole = survival.kaplan_meier([1, 2, 3], [True, False, True])
    halves = survival.kaplan_meier([1, 1, 2, 3], [True, True, False, True], [0.5, 0.5, 1, 1])
    assert halves == whole


def test_no_cases_have_no_median_and_all_open_ones_none_either() -> None:
    assert survival.kaplan_meier([], []).median is None
    assert survival.kaplan_meier([3, 5], [False, False]).median is None


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=40))
def test_the_curve_only_falls_and_stays_between_0_and_1(cases: list[tuple[int, bool]]) -> None:
    curve = survival.kaplan_meier([days for days, _ in cases], [closed for _, closed in cases])
    shares = [1.0, *(step.survival for step in curve.steps)]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] >= 0


# -- 3.8 Pareto -------------------------------------------------------------------------------------------------------


def test_bars_stand_by_value_with_the_unnamed_last_and_shares_over_all() -> None:
    counts = {"其他": 9, "空鼓脱落": 4, "待归类": 1, "开裂": 4, "色差": 2}
    bars = pareto(counts, order=["开裂", "空鼓脱落", "色差", "其他"])
    assert [bar.name for bar in bars] == ["开裂", "空鼓脱落", "色差", "其他", "待归类"]
    assert [bar.cumulative for bar in bars] == [0.2, 0.4, 0.5, 0.95, 1.0]
    assert [bar.a_class for bar in bars] == [True, True, True, True, False]


def test_the_a_class_ends_where_eighty_per_cent_are_reached() -> None:
    assert [bar.a_class for bar in pareto({"甲": 80, "乙": 15, "丙": 5})] == [True, False, False]


def test_nothing_to_count_has_no_shares() -> None:
    assert [(bar.share, bar.cumulative, bar.a_class) for bar in pareto({"甲": 0})] == [(None, None, False)]


def test_a_leader_is_named_only_when_it_is_clear() -> None:
    assert not leader_is_clear(14, 9, 40)
    assert leader_is_clear(30, 5, 40)
    assert not leader_is_clear(0, 0, 0)


# -- 3.9 control charts -----------------------------------------------------------------------------------------------

P_HITS, P_SIZES = [18, 22, 19, 25, 17, 21, 20, 23, 16, 24, 19, 12], [20, 25, 22, 27, 19, 24, 21, 26, 18, 27, 22, 24]
U_COUNTS = [5, 7, 4, 6, 8, 5, 3, 6, 7, 5, 4, 15]
U_JOBS = [180, 220, 160, 200, 240, 190, 150, 210, 230, 185, 170, 205]
X_VALUES = [4.2, 3.8, 4.6, 4.1, 3.9, 4.4, 4.0, 4.5, 4.3, 3.7, 4.1, 6.9]


def chart_of(chart: control.Chart | None) -> control.Chart:
    assert chart is not None
    return chart


def test_the_p_chart_of_all_twelve_is_the_published_one() -> None:
    chart = chart_of(control.p_chart(P_HITS, P_SIZES, baseline=12))
    assert chart.centre == pytest.approx(0.858182, abs=5e-7)
    assert chart.points[0].low == pytest.approx(0.6242, abs=5.1e-5)
    assert chart.points[11].low == pytest.approx(0.6445, abs=5.1e-5)
    assert chart.points[0].high == 1
    assert chart.sigma_z == pytest.approx(0.7743, abs=5.1e-5)
    assert [flag for flag in control.flags(chart) if flag.rule == "WE1"] == [control.Flag(11, "WE1")]
    assert not chart.trial


def test_the_p_chart_leaves_the_tested_month_out_of_its_baseline() -> None:
    chart = chart_of(control.p_chart(P_HITS, P_SIZES))
    assert chart.centre == pytest.approx(0.892430, abs=5e-7)
    assert chart.points[11].low == pytest.approx(0.7027, abs=5.1e-5)
    assert chart.sigma_z == pytest.approx(0.4455, abs=5.1e-5)
    assert control.flags(chart)[-1] == control.Flag(11, "WE1")
    assert chart.trial


@pytest.mark.parametrize(("baseline", "centre", "high"), [(12, 3.2051, 6.956), (11, 2.8103, 6.323)])
def test_the_u_chart_is_the_published_one(baseline: int, centre: float, high: float) -> None:
    chart = chart_of(control.u_chart(U_COUNTS, U_JOBS, baseline))
    assert chart.centre == pytest.approx(centre, abs=5.1e-5)
    assert chart.points[11].high == pytest.approx(high, abs=5.1e-4)
    assert chart.points[11].value == pytest.approx(7.317, abs=5.1e-4)
    assert min(point.low for point in chart.points if point.low is not None) >= 0
    assert [flag for flag in control.flags(chart) if flag.rule == "WE1"] == [control.Flag(11, "WE1")]


def test_the_xmr_chart_is_the_published_one() -> None:
    chart = chart_of(control.xmr_chart(X_VALUES))
    assert chart.centre == pytest.approx(4.1455, abs=5.1e-5)
    assert chart.mean_range == pytest.approx(0.45)
    assert (chart.points[0].low, chart.points[0].high) == pytest.approx((2.9485, 5.3425), abs=5.1e-5)
    assert chart.range_limit == pytest.approx(1.4706, abs=5.1e-5)
    assert control.flags(chart) == (control.Flag(11, "WE1"),)


def test_the_xmr_chart_of_all_twelve_still_shows_the_last_one() -> None:
    chart = chart_of(control.xmr_chart(X_VALUES, baseline=12))
    assert (chart.points[0].low, chart.points[0].high) == pytest.approx((2.6097, 6.1403), abs=5.1e-5)
    assert control.flags(chart) == (control.Flag(11, "WE1"),)


def test_screening_leaves_out_an_outlying_range_once() -> None:
    values = [1.0, 1.2, 1.0, 1.2, 1.0, 1.2, 1.0, 9.0, 9.2, 9.0, 9.2, 9.0]
    assert chart_of(control.xmr_chart(values, baseline=12, screen=True)).mean_range == pytest.approx(0.2)


def test_fewer_than_six_months_have_no_limits() -> None:
    assert control.xmr_chart([1, 2, 3, 4, 5, 6]) is None
    assert control.p_chart([1] * 8, [2, 2, 2, 0, 0, 2, 2, 2]) is None


def test_a_month_without_population_is_a_point_without_a_value() -> None:
    chart = chart_of(control.p_chart([1] * 9, [2, 2, 2, 0, 2, 2, 2, 2, 2]))
    assert chart.points[3] == control.Point(None)


def chart_at(distances: list[float], rules: tuple[str, ...]) -> control.Chart:
    return control.Chart(
        0.0, tuple(control.Point(each, -3.0, 3.0, 1.0) for each in distances), trial=False, rules=rules
    )


def test_two_of_three_beyond_two_sigma_must_be_on_the_same_side() -> None:
    assert control.flags(chart_at([2.5, 0.1, 2.2], ("WE2",))) == (control.Flag(2, "WE2"),)
    assert control.flags(chart_at([2.5, 0.1, -2.2], ("WE2",))) == ()
    assert control.flags(chart_at([2.5, 0.1, 0.1, 2.2], ("WE2",))) == ()


def test_eight_on_one_side_are_a_run_and_a_point_on_the_centre_does_not_break_it() -> None:
    assert control.flags(chart_at([0.5] * 8, ("WE4",))) == (control.Flag(7, "WE4"),)
    assert control.flags(chart_at([0.5] * 4 + [0.0] + [0.5] * 4, ("WE4",))) == (control.Flag(8, "WE4"),)
    assert control.flags(chart_at([0.5] * 7 + [-0.5], ("WE4",))) == ()


def test_zone_rules_are_not_used_on_attribute_charts() -> None:
    assert chart_of(control.p_chart(P_HITS, P_SIZES)).rules == ("WE1", "WE4")
    assert chart_of(control.xmr_chart(X_VALUES)).rules == ("WE1", "WE2", "WE4")


def test_a_flag_says_its_pattern() -> None:
    assert control.Flag(7, "WE4").pattern == "连续8点在中心线同侧"


def test_laney_widens_large_samples_only() -> None:
    hits = [900, 700, 900, 700, 900, 700, 900]
    large, small = (
        chart_of(control.p_chart(hits, [1000] * 7)),
        chart_of(control.p_chart([h / 100 for h in hits], [10] * 7)),
    )
    assert large.sigma_z is not None
    assert large.sigma_z > 1.2
    assert control.flags(large) == ()
    assert small.points[0].sigma == pytest.approx((small.centre * (1 - small.centre) / 10) ** 0.5)


@pytest.mark.parametrize(
    ("points", "longest", "crossings"), [(10, 6, 2), (12, 7, 3), (15, 7, 4), (20, 7, 6), (24, 8, 8)]
)
def test_anhoejs_limits_are_the_published_ones(points: int, longest: int, crossings: int) -> None:
    assert control.anhoej(points) == (longest, crossings)
