"""Until when somebody may object to a score: ten days after it was published."""

from __future__ import annotations

import pytest

from aftersales.appraisal.objections import last_chance
from aftersales.settings.model import Appraisals

RULES = Appraisals(published_on_day=8, objection_days=10)


@pytest.mark.parametrize(
    ("period", "until"), [("2026-10", "2026-11-18"), ("2026-12", "2027-01-18"), ("2026-Q4", "2027-01-18")]
)
def test_before_a_month_is_closed_the_day_of_the_rules_counts(period: str, until: str) -> None:
    assert last_chance(period, RULES) == until
    assert last_chance(period, RULES, {"2026-09": "2026-10-09"}) == until


@pytest.mark.parametrize(("period", "until"), [("2026-10", "2026-11-22"), ("2026-Q4", "2027-01-30")])
def test_once_it_is_closed_the_days_count_from_then(period: str, until: str) -> None:
    closed = {"2026-10": "2026-11-12", "2026-12": "2027-01-20"}
    assert last_chance(period, RULES, closed) == until
