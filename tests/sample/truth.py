"""The figures a reader of the folder must find, counted from what happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from .company import STAFF, STORES
from .expected_scores import proposals_of, scores_of
from .more_truth import more_of
from .plans import MONTHS
from .records import Audit, Callback, Complaint, Delivery, Guidance, Measuring, Story
from .write_complaints import ONLY_IN_BOOKLET

Figures = dict[str, Any]


def truth_of(story: Story, notes: Figures) -> Figures:
    """Per month: records per kind and the figures of each kind; `notes` says what the clerks get back."""
    months: Figures = {}
    for year, month in MONTHS:
        months[f"{year}-{month:02d}"] = {
            "callback": _callbacks([c for c in story.callbacks if _in(c.day, year, month)]),
            "complaint": _complaints([c for c in story.complaints if _in(c.received.date(), year, month)]),
            "measuring": _measurings(
                [m for m in story.measurings if _in(m.measured_on or m.requested_on, year, month)]
            ),
            "guidance": _guidances(story.guidances, year, month),
            "delivery": _deliveries([d for d in story.deliveries if _in(d.day, year, month)], story.guidances),
            "audit": _audits([a for a in story.audits if _in(a.day, year, month)]),
            **more_of(story, (year, month)),
        }
    scores = scores_of(story)
    return {
        "as_of": "2026-11-02",
        "staff": {"records": len(STAFF)},
        "months": months,
        "scores": [row._asdict() for row in scores],
        "proposals": proposals_of(scores),
        **notes,
    }


def _in(day: date, year: int, month: int) -> bool:
    return (day.year, day.month) == (year, month)


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _callbacks(calls: list[Callback]) -> Figures:
    figures = {"records": len(calls), **_rated(calls)}
    figures["stores"] = {store: _rated([call for call in calls if call.customer.store == store]) for store in STORES}
    figures["calls_by_person"] = _counted(call.called_by for call in calls)
    return figures


def _rated(calls: list[Callback]) -> Figures:
    latest: dict[str, Callback] = {}
    for call in sorted(calls, key=lambda call: call.day):
        if call.score is not None:
            latest[call.customer.phone] = call
    unhappy = [call for call in latest.values() if (call.score or 0) < 4]
    return {
        "calls": len(calls),
        "reached": sum(call.reached for call in calls),
        "households": len({call.customer.phone for call in calls}),
        "rated": len(latest),
        "satisfied": len(latest) - len(unhappy),
        "not_fully_satisfied": len(unhappy),
        "problem_households": _counted(category for call in unhappy for category in call.categories),
    }


def _complaints(rows: list[Complaint]) -> Figures:
    counted = [row for row in rows if not row.cancelled]
    quantities: dict[str, int] = defaultdict(int)
    shares: dict[str, float] = defaultdict(float)
    for row in counted:
        if row.quantity:
            quantities[f"{row.product} {row.unit}"] += row.quantity
        for person in row.responsible or ("未分配",):
            shares[person] += 1 / max(1, len(row.responsible))
    return {
        "records": len(rows),
        "cancelled": len(rows) - len(counted),
        "count": len(counted),
        "stores": _counted(row.customer.store for row in counted),
        "by_category": _counted(category for row in counted for category in row.categories),
        "by_responsible": dict(sorted(shares.items())),
        "verified": sum(row.verified == "是" for row in counted),
        "closed": sum(row.closed is not None for row in counted),
        "open": sum(row.closed is None for row in counted),
        "compensated": sum(bool(row.amount or row.quantity) for row in counted),
        "compensation_amount": sum(row.amount for row in counted),
        "compensation_quantity": dict(sorted(quantities.items())),
        "first_contact_met": sum(_in_time(row) is True for row in counted),
        "first_contact_missed": sum(_in_time(row) is False for row in counted),
    }


def _in_time(row: Complaint) -> bool | None:
    """Within 24 hours; date only: the same or the next day. Nobody called yet: missed, the limit is long over.

    The shop's own booklet has no column for the first contact, so its rows say nothing about it.
    """
    if row.no == ONLY_IN_BOOKLET:
        return None
    if row.contacted is None:
        return False
    if row.received.hour == 0:
        return row.contacted.date() <= row.received.date() + timedelta(days=1)
    return row.contacted - row.received <= timedelta(hours=24)


def _measurings(rows: list[Measuring]) -> Figures:
    done = [row for row in rows if row.measured_on]
    return {
        "records": len(rows),
        "count": len(rows),
        "done": len({row.customer.phone for row in done}),
        "on_day": sum(row.measured_on == row.booked_for for row in done),
        "booked_and_done": len(done),
    }


def _guidances(visits: tuple[Guidance, ...], year: int, month: int) -> Figures:
    rows = [visit for visit in visits if _in(visit.day, year, month)]
    best = any(row.word in ("非常满意", "完全满意") for row in rows)
    rating = {row.customer.phone: row.word for row in rows if row.word}
    top = ("非常满意", "完全满意") if best else ("满意",)
    fully = sum(word in top for word in rating.values())
    times = dict.fromkeys((row.customer.phone for row in rows), 0)
    for row in rows:
        times[row.customer.phone] = max(times[row.customer.phone], row.visit_no)
    return {
        "records": len(rows),
        "visits": len(rows),
        "households": len(times),
        "fully_satisfied": fully,
        "not_fully_satisfied": len(rating) - fully,
        "unrated": len(times) - len(rating),
        "rework": sum(row.rework for row in rows),
        "rework_reasons": _counted(row.reason for row in rows for _ in range(row.rework) if row.reason),
        "repeat_visits": sum(number - 1 for number in times.values()),
    }


def _deliveries(lines: list[Delivery], visits: tuple[Guidance, ...]) -> Figures:
    sent = [line for line in lines if line.type == "送货"]
    homes = {line.customer.phone for line in sent}
    quantities: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        quantities[line.type][line.product.unit] += line.quantity
    drops = {(line.customer.phone, line.day): line.sms for line in sent if line.customer.store != "红星店"}
    return {
        "records": len(lines),
        "lines": _counted(line.type for line in lines),
        "households": len(homes),
        "quantity": {kind: dict(sorted(units.items())) for kind, units in sorted(quantities.items())},
        "special": sum(line.special for line in lines if line.customer.store == "五里牌店"),
        "sms_same_day": sum(sms in ("是", day) for (_, day), sms in drops.items()),
        "sms_expected": len(drops),
        "guided_households": len(homes & {visit.customer.phone for visit in visits}),
    }


def _audits(rows: list[Audit]) -> Figures:
    fines: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.finding in ("不属实", "未回访"):
            for person in {row.callback.called_by, row.responsible} - {""}:
                fines[person] += 20
        if row.attitude:
            fines[row.responsible] += 50
    return {
        "records": len(rows),
        "findings": _counted(row.finding for row in rows),
        "false": sum(row.finding in ("不属实", "未回访") for row in rows),
        "attitude": sum(row.attitude for row in rows),
        "fines": dict(sorted(fines.items())),
    }
