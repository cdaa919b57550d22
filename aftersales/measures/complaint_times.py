"""How fast complaints are contacted and settled, and what stays open (S2-26, S0-26, S0-27, S0-29, S1-13)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.clock import (
    HOURS_A_DAY,
    as_text,
    days_between,
    days_until,
    last_moment,
    not_after,
    within_hours,
)
from aftersales.measures.complaint import received
from aftersales.measures.members import NOBODY, members_of
from aftersales.measures.model import ANY_TIME, Measure, Scope, Summary, Unit, remembered

ROLE = "handled_by"


def closed(complaints: pd.DataFrame, scope: Scope) -> pd.Series:
    """Closed = a closed status, or a closing date that is not later than the as-of moment (ruling 9)."""
    return (complaints["status"] == "closed").fillna(value=False) | not_after(complaints["closed_at"], scope.until)


def followed(complaints: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The complaints whose sheet has a column that could tell whether they are closed (ruling 5)."""
    return scope.has_any(complaints, "status", "closed_at")


def dated(complaints: pd.DataFrame, scope: Scope) -> pd.Series:
    """Closed with a date that can be timed: not before the complaint came in."""
    days = days_between(complaints["received_at"], complaints["closed_at"])
    return not_after(complaints["closed_at"], scope.until) & (days >= 0)


@remembered
def _judged(scope: Scope) -> pd.DataFrame:
    """The month's complaints that can be followed, with `closed` and `timed` (closed with a usable date)."""
    complaints = followed(received(scope), scope)
    return complaints.assign(closed=closed(complaints, scope), timed=dated(complaints, scope))


def _closed(scope: Scope) -> pd.DataFrame:
    complaints = _judged(scope)
    return members_of(complaints[complaints["closed"]], ROLE)


def still_open(complaints: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """Those that are neither closed nor cancelled, as far as their sheet can tell."""
    known = followed(complaints, scope)
    return known[~closed(known, scope) & (known["status"].fillna("") != "cancelled")]


def _open(scope: Scope) -> pd.DataFrame:
    return members_of(still_open(scope.of("complaint"), scope), ROLE)


def _solved_rate(scope: Scope) -> pd.DataFrame:
    complaints = _judged(scope)
    return members_of(complaints, ROLE, complaints["closed"].astype(float), 1.0)


@remembered
def _contacted_or_waiting(scope: Scope) -> pd.DataFrame:
    """Complaints whose first contact is known, and open ones still without it; sheets without the column drop out."""
    complaints = scope.has(received(scope), "contacted_at")
    contacted = not_after(complaints["contacted_at"], scope.until)
    contacted &= days_between(complaints["received_at"], complaints["contacted_at"]) >= 0
    waiting = complaints["contacted_at"].isna() & ~closed(complaints, scope)
    return complaints.assign(contacted=contacted)[contacted | waiting]


def _first_contact_hours(scope: Scope) -> pd.DataFrame:
    """The hours to first contact; a complaint still without contact counts as open at the as-of moment."""
    known = _contacted_or_waiting(scope)
    hours = days_between(known["received_at"], known["contacted_at"]) * HOURS_A_DAY
    so_far = days_until(known["received_at"], scope.until) * HOURS_A_DAY
    values = hours.where(known["contacted"], so_far)
    return members_of(known, ROLE, values, known["contacted"].astype(float), durations=True)


def _first_contact_in_time(scope: Scope) -> pd.DataFrame:
    """Met ÷ (met + missed); without contact it is missed once the limit has passed, before that it is not judged."""
    known = _contacted_or_waiting(scope)
    now = as_text(scope.until, known.index)
    met = within_hours(
        known["received_at"], known["contacted_at"].where(known["contacted"]), scope.rules.first_contact_hours
    )
    still_in_time = within_hours(known["received_at"], now, scope.rules.first_contact_hours) == 1
    judged = known["contacted"] | ~still_in_time
    return members_of(known[judged], ROLE, met.fillna(0.0)[judged], 1.0)


def _resolution_days(scope: Scope) -> pd.DataFrame:
    """Days to closing; open ones count up to the as-of moment; closed ones without a usable date are left out."""
    complaints = _judged(scope)
    known = complaints[complaints["timed"] | ~complaints["closed"]]
    days = days_between(known["received_at"], known["closed_at"])
    so_far = days_until(known["received_at"], scope.until).clip(lower=0)
    values = days.where(known["timed"], so_far)
    return members_of(known, ROLE, values, known["timed"].astype(float), durations=True)


def _closed_days_mean(scope: Scope) -> pd.DataFrame:
    complaints = received(scope)
    timed = complaints[dated(complaints, scope)]
    return members_of(timed, ROLE, days_between(timed["received_at"], timed["closed_at"]), 1.0)


def _closed_in_month(scope: Scope) -> pd.DataFrame:
    """Closed in the month; one whose closing date lies before it came in is closed in the month it came in."""
    complaints = scope.every("complaint")
    if complaints.empty:
        return NOBODY
    closing, came_in = complaints["closed_at"].str[:7], complaints["month"]
    in_month = (closing.where(closing >= came_in, came_in) == scope.month).fillna(value=False)
    counted = complaints["status"].fillna("") != "cancelled"
    return members_of(complaints[in_month & counted & not_after(complaints["closed_at"], scope.until)], ROLE)


def _backlog(scope: Scope) -> pd.DataFrame:
    """Received up to the end of the month and not closed by then; closed ones without a date are in no backlog."""
    complaints = followed(scope.up_to("complaint"), scope)
    if complaints.empty:
        return NOBODY
    end = min(last_moment(scope.month), scope.until)
    by_then = not_after(complaints["closed_at"], end)
    undated = complaints["closed_at"].isna() & (complaints["status"].fillna("") == "closed")
    cancelled = complaints["status"].fillna("") == "cancelled"
    return members_of(complaints[~by_then & ~undated & ~cancelled], ROLE)


MEASURES = (
    Measure(
        "complaint.closed",
        "已结投诉",
        Unit.COUNT,
        Summary.SUM,
        ("S0-26",),
        "本月受理的投诉中，到统计时点已结案的件数。",
        _closed,
        ROLE,
        needs="status closed_at",
    ),
    Measure(
        "complaint.open",
        "未结投诉",
        Unit.COUNT,
        Summary.SUM,
        ("S0-26",),
        "本月受理的投诉中，到统计时点未结案的件数。",
        _open,
        ROLE,
        higher_is_better=False,
        needs="status closed_at",
    ),
    Measure(
        "complaint.solved_rate",
        "问题解决率",
        Unit.RATE,
        Summary.SHARE,
        ("S0-29",),
        "已结案 ÷ 本月受理的投诉。",
        _solved_rate,
        ROLE,
        higher_is_better=True,
    ),
    Measure(
        "complaint.first_contact_hours",
        "首次联系用时（中位）",
        Unit.HOURS,
        Summary.MEDIAN,
        ("S2-26",),
        "从受理到首次联系的小时数，取中位：有一半的投诉在这么久以内联系上；还没联系的算到统计时点。",
        _first_contact_hours,
        ROLE,
        higher_is_better=False,
    ),
    Measure(
        "complaint.first_contact_in_time_rate",
        "首次联系及时率",
        Unit.RATE,
        Summary.SHARE,
        ("S2-26",),
        "时限内首次联系的投诉 ÷ 可判断的投诉；只有日期的，当天或次日算及时。",
        _first_contact_in_time,
        ROLE,
        higher_is_better=True,
    ),
    Measure(
        "complaint.resolution_days",
        "解决用时（中位）",
        Unit.DAYS,
        Summary.MEDIAN,
        ("S1-13",),
        "从受理到结案的天数，取中位：有一半的投诉在这么久以内结案；未结的算到统计时点；一半以上未结则没有中位。",
        _resolution_days,
        ROLE,
        higher_is_better=False,
    ),
    Measure(
        "complaint.closed_days_mean",
        "已结平均天数",
        Unit.DAYS,
        Summary.MEAN,
        ("S0-27",),
        "仅已结案且有结案日期的投诉，从受理到结案的平均天数。",
        _closed_days_mean,
        ROLE,
        higher_is_better=False,
    ),
    Measure(
        "complaint.closed_in_month",
        "本月结案数",
        Unit.COUNT,
        Summary.SUM,
        ("S0-26",),
        "结案日期在本月的投诉件数，不论何时受理。",
        _closed_in_month,
        ROLE,
        made_of=ANY_TIME,
        needs="closed_at",
    ),
    Measure(
        "complaint.backlog",
        "期末未结",
        Unit.COUNT,
        Summary.SUM,
        (),
        "到月末仍未结案的投诉件数，含以前月份受理的。",
        _backlog,
        ROLE,
        made_of=ANY_TIME,
        higher_is_better=False,
        needs="status closed_at",
    ),
)
