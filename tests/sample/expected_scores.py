"""Everybody's score, grade and what is proposed, worked out with plain arithmetic from what was drawn.

Nothing here asks the engine: each scheme is written down once more, the way one would work it out with a pencil.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from .company import STAFF
from .office import days_of
from .plans import MONTHS, OCTOBER, SEPTEMBER
from .ratings import (
    ATTITUDE,
    EVENTS,
    FIVE,
    FORMS,
    MERITS,
    OBJECTION,
    RESULTS,
    SATISFIED_TARGET,
    WORDS,
    XIONGHUI,
    Form,
)
from .records import Story

Month = tuple[int, int]
GRADES = ((90, "优秀"), (80, "良好"), (70, "合格"))
BONUS = {"优秀": 1000, "良好": 500, "不合格": -500}


class Expected(NamedTuple):
    """One row of scores.csv."""

    period: str
    scheme: str
    person: str
    store: str
    total: float | None
    max: float | None
    score: str
    grade: str
    status: str


def scores_of(story: Story) -> list[Expected]:
    """The scores of both months and of the quarter that is over."""
    found: list[Expected] = []
    for month in MONTHS:
        five = list(_five(month, story))
        found += [*five, *_xionghui(month, story), *_forms(month, story), *_deductions(month, story)]
        if month == SEPTEMBER:
            found += [_quarter(row) for row in five]
    return sorted(found)


def proposals_of(scores: list[Expected]) -> list[tuple[str, str, str, str, float | None]]:
    """(period, scheme, person, proposal, amount) of all that follows from a score; fines stand with the audits."""
    found: list[tuple[str, str, str, str, float | None]] = []
    for row in scores:
        if row.scheme == "attitude-ability":
            found.append((row.period, row.scheme, row.person, "pay_ratio", None))
        if row.period == "2026-Q3":
            if row.grade in BONUS:
                what = "bonus" if BONUS[row.grade] > 0 else "deduction"
                found.append((row.period, row.scheme, row.person, what, BONUS[row.grade]))
            words = {"优秀": ("title", "raise", "promotion"), "不合格": ("warning",)}.get(row.grade, ())
            found += [(row.period, row.scheme, row.person, word, None) for word in words]
    return sorted(found, key=str)


def _printed(value: Fraction) -> str:
    """Two decimals, half up, the way the tables write numbers: no idle zeros."""
    rounded = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded.normalize():f}"


def _row(month: Month, scheme: str, person: str, total: Fraction, most: Fraction, grade: str = "") -> Expected:
    return Expected(
        _period(month), scheme, person, _store(person, month), round(float(total), 6), round(float(most), 6),
        _printed(total / most * 100), grade, "rated",
    )  # fmt: skip


def _period(month: Month) -> str:
    return f"{month[0]}-{month[1]:02d}"


def _store(person: str, month: Month) -> str:
    """The shop of the row that held on the month's last day, or the last one before."""
    own = [member for member in STAFF if member.name == person and member.came <= f"{_period(month)}-31"]
    return own[-1].store


def _grade(total: Fraction) -> str:
    shown = Decimal(_printed(total))
    return next((word for least, word in GRADES if shown >= least), "不合格")


def _exact(value: float) -> Fraction:
    return Fraction(str(value))


# -- 售后人员考核管理制度 -----------------------------------------------------------------------------------------------


def _five(month: Month, story: Story) -> Iterator[Expected]:
    """A fifth of each criterion; without 客户满意度 the share of content callbacks, without another one the rest."""
    for person, points in FIVE[month].items():
        given = [None if point is None else _exact(point) for point in points]
        if given[3] is None:
            given[3] = _content(person, month, story) * 100
        rated = [point for point in given if point is not None]
        total, most = sum(rated, Fraction(0)) / 5, Fraction(20 * len(rated))
        yield _row(month, "five-criteria", person, total, most, _grade(total / most * 100))


def _content(person: str, month: Month, story: Story) -> Fraction:
    """The share of rated callbacks about somebody that were content."""
    calls = [c for c in story.callbacks if (c.day.year, c.day.month) == month and c.responsible == person]
    rated = [call.score for call in calls if call.score is not None]
    return Fraction(sum(score >= 4 for score in rated), len(rated))


def _quarter(row: Expected) -> Expected:
    """One month of three is known, and stands for the quarter."""
    return row._replace(period="2026-Q3", total=float(row.score), max=100.0)


# -- 雄辉售后人员考核 ---------------------------------------------------------------------------------------------------


def _xionghui(month: Month, story: Story) -> Iterator[Expected]:
    """60 points of attitude and ability, by 100/60 where the third block is missing; 15 off for a verified complaint."""
    for person, points in XIONGHUI[month].items():
        total = Fraction(sum(points))
        if len(points) == len(ATTITUDE):
            total = total * (sum(ATTITUDE.values()) + RESULTS) / sum(ATTITUDE.values())
        total = max(Fraction(0), total - 15 * _complaints(person, month, story))
        shown = Decimal(_printed(total))
        yield _row(
            month, "attitude-ability", person, total, Fraction(100), "A" if shown >= 90 else "B" if shown >= 70 else "C"
        )


def _complaints(person: str, month: Month, story: Story) -> Fraction:
    """Verified complaints about somebody; one about two people is half a one for each."""
    return sum(
        (
            Fraction(1, len(row.responsible))
            for row in story.complaints
            if (row.received.year, row.received.month) == month
            and row.verified == "是"
            and not row.cancelled
            and person in row.responsible
        ),
        Fraction(0),
    )


# -- 售后服务员考核评分表 -----------------------------------------------------------------------------------------------


def _forms(month: Month, story: Story) -> Iterator[Expected]:
    for person, form in FORMS[month].items():
        steps = [_step(share) for share in _reached(person, form, month, story) if share is not None]
        results = sum(steps, Fraction(0)) * 5 / len(steps)
        levels = [Fraction(own + above, 2) if done is None else Fraction(done) for own, above, done in form.levels]
        total = results * Fraction(85, 100) + sum(levels, Fraction(0)) * 10 * Fraction(15, 100)
        yield _row(month, "performance-behaviour", person, total, Fraction(100))
    if month == OCTOBER:  # he left on the 15th, and nobody filled in his form
        yield Expected(_period(month), "performance-behaviour", "吴刚", "红星店", None, None, "", "", "not_rated")


def _reached(person: str, form: Form, month: Month, story: Story) -> Iterator[Fraction | None]:
    for text in form.reached:
        if text:
            yield Fraction(text.removesuffix("%")) / 100
        elif any(call.responsible == person and (call.day.year, call.day.month) == month for call in story.callbacks):
            yield _content(person, month, story) / (Fraction(SATISFIED_TARGET.removesuffix("%")) / 100)
        else:
            yield None


def _step(share: Fraction) -> Fraction:
    if share >= 1:
        return Fraction(20)
    return Fraction(10 if share >= Fraction(80, 100) else 5 if share >= Fraction(75, 100) else 0)


# -- 售后服务人员月考核表 -----------------------------------------------------------------------------------------------


def _deductions(month: Month, story: Story) -> Iterator[Expected]:
    """85 points; what happened takes off, two items are words. A confirmed private job cancels the month."""
    for person, words in WORDS[month].items():
        if _times(person, month, "私自接单"):
            yield Expected(
                _period(month), "monthly-deduction", person, _store(person, month), 0.0, 85.0, "", "", "void"
            )
            continue
        incomplete, days_late = _jobs(person, month, story)
        items = (
            _left(5, _times(person, month, "联系不上")),
            _left(5, days_late),
            _left(5, incomplete / 2 + Fraction(_times(person, month, "填写不完整"), 2)),
            _left(5, 5 * _times(person, month, "工具人为损坏")),
            _left(10, 5 * _times(person, month, "账目不清") + _times(person, month, "转运损伤")),
            Fraction(5),  # no complaint of the two months is about a technician
            _left(10, _times(person, month, "确认失误") + 5 * _times(person, month, "谎报")),
            Fraction(20),
            *(Fraction(scale[word]) for scale, word in zip(MERITS.values(), words, strict=True)),
            Fraction(5),
        )
        total = sum(items, Fraction(0))
        if (OBJECTION.person, OBJECTION.month) == (person, month):
            total += OBJECTION.points
        yield _row(month, "monthly-deduction", person, total, Fraction(85))


def _left(most: int, off: Fraction | int) -> Fraction:
    return max(Fraction(0), most - Fraction(off))


def _times(person: str, month: Month, item: str) -> int:
    """How often it happened, only what was verified."""
    own = (event for event in EVENTS if (event.person, event.month, event.verified) == (person, month, "是"))
    return sum(event.times for event in own if item in event.item)


def _jobs(person: str, month: Month, story: Story) -> tuple[Fraction, Fraction]:
    """Incomplete records, and days that fees came late (until the month's end where they are still out)."""
    incomplete = late = Fraction(0)
    for job in story.repairs:
        if (job.day.year, job.day.month) == month and person in job.people:
            share = Fraction(1, len(job.people))
            incomplete += 0 if job.complete else share
            if job.fee:
                days = (job.handed_in.toordinal() if job.handed_in else _end(month)) - job.day.toordinal()
                late += share * days
    return incomplete, late


def _end(month: Month) -> int:
    """The ordinal of a month's last day."""
    return days_of(month)[-1].toordinal()
