"""Trends: the worked examples of control charts as twelve months of figures, and what is said about the last one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from aftersales.measures.control import assurance, p_chart, run_at, u_chart, xmr_chart
from aftersales.periods import before
from aftersales.report.trend import Trend
from aftersales.report.view import Key, Number
from aftersales.trends import RARE, TOO_FEW, UNCHANGING, UNFINISHED, moved, trends_of

HITS = (18, 22, 19, 25, 17, 21, 20, 23, 16, 24, 19, 12)
SIZES = (20, 25, 22, 27, 19, 24, 21, 26, 18, 27, 22, 24)
COMPLAINTS = (5, 7, 4, 6, 8, 5, 3, 6, 7, 5, 4, 15)
JOBS = (180, 220, 160, 200, 240, 190, 150, 210, 230, 185, 170, 205)
DAYS = (4.2, 3.8, 4.6, 4.1, 3.9, 4.4, 4.0, 4.5, 4.3, 3.7, 4.1, 6.9)
RATE = "callback.satisfaction_rate"
PER_100 = "complaint.rate_per_100_deliveries"
MONTH, AFTER, DURING = "2026-10", "2026-11-05T09:00", "2026-10-20T09:00"


def months_to(month: str, count: int) -> list[str]:
    found = [month]
    while len(found) < count:
        found.append(before(found[-1]))
    return found[::-1]


def key(month: str, measure: str, category: str = "") -> Key:
    return (month, measure, "", "", category, "", "")


def shares(
    measure: str, hits: tuple[int, ...], sizes: tuple[int, ...], target: float | None = None
) -> dict[Key, Number]:
    months = months_to(MONTH, len(hits))
    return {
        key(month, measure): Number(x / n, float(x), float(n), target=target)
        for month, x, n in zip(months, hits, sizes, strict=True)
    }


def rates(counts: tuple[int, ...] = COMPLAINTS, jobs: tuple[int, ...] = JOBS) -> dict[Key, Number]:
    months = months_to(MONTH, len(counts))
    return {
        key(month, PER_100): Number(100 * c / j, float(c), float(j))
        for month, c, j in zip(months, counts, jobs, strict=True)
    }


def amounts(measure: str, values: tuple[float, ...], category: str = "") -> dict[Key, Number]:
    months = months_to(MONTH, len(values))
    return {key(month, measure, category): Number(value, value) for month, value in zip(months, values, strict=True)}


def trends(numbers: Mapping[Key, Number], month: str, as_of: str, shown: int) -> dict[tuple[str, str], Trend]:
    known = sorted({key[0] for key in numbers if key[0] <= month})
    return trends_of(numbers, known, sorted({key[4] for key in numbers if key[4]}), as_of, shown)


def test_satisfaction_takes_a_p_chart_whose_last_month_is_out() -> None:
    trend = trends(shares(RATE, HITS, SIZES), MONTH, AFTER, 12)[RATE, ""]
    assert trend.limits is not None
    assert trend.limits.kind == "p 图"
    assert trend.limits.centre == pytest.approx(224 / 251)  # the month itself is not in its baseline
    assert trend.limits.low[-1] == pytest.approx(0.7027, abs=5e-5)
    assert trend.limits.trial
    assert trend.limits.basis == "2025-11 至 2026-09"
    assert [(signal.told, signal.upward, signal.rule) for signal in trend.now] == [("低于控制下限", False, "WE1")]


def test_complaints_per_100_take_a_u_chart() -> None:
    trend = trends(rates(), MONTH, AFTER, 12)[PER_100, ""]
    assert trend.limits is not None
    assert trend.limits.centre == pytest.approx(2.8103, abs=5e-5)
    assert trend.limits.high[-1] == pytest.approx(6.323, abs=5e-4)
    assert trend.values[-1] == pytest.approx(7.317, abs=5e-4)
    assert [signal.told for signal in trend.now] == ["高于控制上限"]


def test_money_takes_an_xmr_chart() -> None:
    measure = "complaint.compensation_amount"
    trend = trends(amounts(measure, DAYS), MONTH, AFTER, 12)[measure, ""]
    assert trend.limits is not None
    assert trend.limits.kind == "XmR 图"
    assert trend.limits.centre == pytest.approx(4.1455, abs=5e-5)
    assert trend.limits.low[-1] == pytest.approx(2.9485, abs=5e-5)
    assert trend.limits.high[-1] == pytest.approx(5.3425, abs=5e-5)
    assert [signal.told for signal in trend.now] == ["高于控制上限"]


def test_eight_months_on_one_side_are_named_with_their_number() -> None:
    hits = (*(22, 18) * 6, *(21,) * 9)
    trend = trends(shares(RATE, hits, (25,) * 21), MONTH, AFTER, 12)[RATE, ""]
    assert [signal.told for signal in trend.now] == ["连续 9 个月高于中心线"]


def test_a_month_that_is_not_over_is_not_judged_by_its_count() -> None:
    found = trends(amounts("complaint.count", (9.0,) * 11 + (1.0,)), MONTH, DURING, 12)["complaint.count", ""]
    assert (found.limits, found.without) == (None, UNFINISHED)


@pytest.mark.parametrize(("values", "why"), [((9.0, 8.0, 7.0, 9.0, 8.0, 7.0), TOO_FEW), ((4.0,) * 9, UNCHANGING)])
def test_where_there_are_no_limits_it_is_said_why(values: tuple[float, ...], why: str) -> None:
    found = trends(amounts("complaint.count", values), MONTH, AFTER, 12)["complaint.count", ""]
    assert (found.limits, found.without, found.signals) == (None, why, ())


def test_twelve_months_and_the_same_month_last_year_are_shown() -> None:
    found = trends(amounts("complaint.count", tuple(range(5, 25))), MONTH, AFTER, 12)["complaint.count", ""]
    assert found.months == tuple(months_to(MONTH, 13))
    assert found.months[0] == "2025-10"


def test_a_month_without_the_log_is_a_gap() -> None:
    numbers = amounts("complaint.count", tuple(range(5, 17)))
    del numbers[key("2026-08", "complaint.count")]
    found = trends(numbers, MONTH, AFTER, 12)["complaint.count", ""]
    assert found.months[-3] == "2026-08"
    assert found.values[-3] is None
    assert found.limits is not None
    assert found.limits.high[-3] is None


def test_one_mistyped_year_makes_no_history() -> None:
    numbers = shares(RATE, HITS, SIZES) | {key("2016-10", RATE): Number(0.0, 0.0, 3.0)}
    found = trends(numbers, MONTH, AFTER, 12)[RATE, ""]
    assert found.limits is not None
    assert found.limits.basis.startswith("2025-11")


def test_a_category_is_counted_among_deliveries_where_they_are_logged() -> None:
    by_category = "complaint.by_category"
    totals = amounts(by_category, tuple(float(c) for c in COMPLAINTS))
    own = amounts(by_category, tuple(float(c) for c in COMPLAINTS), "空鼓脱落")
    found = trends(totals | own | rates(), MONTH, AFTER, 12)[by_category, "空鼓脱落"]
    assert found.limits is not None
    assert found.limits.kind == "u 图"
    assert found.values[-1] == pytest.approx(7.317, abs=5e-4)
    without = trends(totals | own, MONTH, AFTER, 12)[by_category, "空鼓脱落"]
    assert without.limits is not None
    assert without.limits.kind == "XmR 图"


def test_a_category_of_which_there_is_hardly_one_a_month_gets_no_limits() -> None:
    by_category = "complaint.by_category"
    totals = amounts(by_category, tuple(float(c) for c in COMPLAINTS))
    own = {key(month, by_category, "色差"): Number(1.0, 1.0) for month in ("2026-02", "2026-10")}
    found = trends(totals | own, MONTH, AFTER, 12)[by_category, "色差"]
    assert (found.without, found.values[-1], found.values[-2]) == (RARE, 1.0, 0.0)


def test_what_moved_beyond_chance() -> None:
    numbers = shares(RATE, (58, 43), (61, 53)) | amounts("complaint.count", (9.0, 24.0)) | rates((9, 24), (100, 110))
    assert moved(numbers, MONTH, AFTER) == {RATE: "下降", "complaint.count": "上升", PER_100: "上升"}
    assert moved(numbers, MONTH, DURING) == {RATE: "下降", PER_100: "上升"}  # a count of half a month is no count


@pytest.mark.parametrize(
    ("target", "better", "said"),
    [(0.60, True, "稳定达标"), (0.99, True, "时好时坏"), (0.60, False, "稳定不达标"), (0.90, False, "时好时坏")],
)
def test_what_the_process_does_about_its_target(target: float, better: bool, said: str) -> None:
    chart = p_chart(HITS, SIZES)
    assert chart is not None
    assert assurance(chart, 11, target, higher_is_better=better) == said  # limits .7027 to 1


def test_a_target_that_is_never_reached() -> None:
    chart = xmr_chart(DAYS)
    assert chart is not None
    assert assurance(chart, 11, 2.0, higher_is_better=False) == "稳定不达标"
    assert assurance(chart, 11, 6.0, higher_is_better=False) == "稳定达标"
    assert assurance(chart, 11, 6.0, higher_is_better=True) == "稳定不达标"


def test_a_run_is_counted_with_its_side() -> None:
    chart = u_chart((5, 5, 5, 5, 5, 5, 9, 9, 9), (100,) * 9)
    assert chart is not None
    assert run_at(chart, 8) == 3
    low = u_chart((9, 9, 9, 9, 9, 9, 5, 5), (100,) * 8)
    assert low is not None
    assert run_at(low, 7) == -2
