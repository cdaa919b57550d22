"""The figures of the service jobs, the forms, the office's books and the attendance, counted from what happened."""

from __future__ import annotations

from collections import Counter
from typing import Any

from .office import (
    ABSENT,
    CARD_DIFFERENCE,
    ERRORS,
    EXPENSES,
    GLUE_CARD,
    LATE,
    QUOTA,
    cards_of,
    marks_of,
    payments_of,
)
from .ratings import EVENTS, FIVE, FORMS, MERITS, OBJECTION, REACHED, WORDS, XIONGHUI
from .records import Repair, Story, Survey

Figures = dict[str, Any]
Month = tuple[int, int]


def more_of(story: Story, month: Month) -> Figures:
    """The records and figures of one month, kind by kind."""
    jobs = [job for job in story.repairs if (job.day.year, job.day.month) == month]
    forms = [form for form in story.surveys if (form.day.year, form.day.month) == month]
    card = [line for line in GLUE_CARD if (line.day.year, line.day.month) == month]
    paid = [amount for day, _, amount in payments_of(story) if (day.year, day.month) == month]
    events = [event for event in EVENTS if event.month == month]
    return {
        "repair": _jobs(jobs),
        "part": {
            "records": len(card) + sum(len(job.parts) for job in jobs),
            "balance_difference": {"瓷砖胶C2": CARD_DIFFERENCE.get(month, 0)},
        },
        "survey": _forms(forms),
        "attendance": _attendance(month),
        "expense": _expenses(month),
        "payment": {"records": len(paid), "amount": sum(paid)},
        "receiving_error": {"records": len(ERRORS[month]), "errors": len(ERRORS[month])},
        "incident": {"records": len(events), "times": sum(e.times for e in events if e.verified == "是")},
        "appraisal": {"records": _judgements(month)},
        "target": {"records": len(FORMS[month]) + 1},
        "objection": {"records": int(OBJECTION.month[1] + 1 == month[1])},
        "customer": {"new": sum((c.first_seen.year, c.first_seen.month) == month for c in cards_of(story))},
    }


def _jobs(jobs: list[Repair]) -> Figures:
    return {
        "records": len(jobs),
        "jobs": len(jobs),
        "solved": sum(job.finished is not None for job in jobs),
        "signed": sum(job.signed for job in jobs),
        "in_time": sum(job.arrived is not None and (job.arrived - job.booked).total_seconds() <= 900 for job in jobs),
        "booked_and_done": sum(job.arrived is not None for job in jobs),
        "waiting": sum(bool(job.waiting) for job in jobs),
        "incomplete_records": sum(not job.complete for job in jobs),
    }


def _forms(forms: list[Survey]) -> Figures:
    answers = [answer for form in forms for answer in form.answers if answer is not None]
    return {
        "records": len(forms),
        "forms": len(forms),
        "answers": len(answers),
        "sum": sum(answers),
        "satisfied": sum(answer >= 4 for answer in answers),
    }


def _attendance(month: Month) -> Figures:
    marks = Counter(mark for row in marks_of(month).values() for mark in row if mark)
    return {"records": sum(marks.values()), "late": marks[LATE], "absent": marks[ABSENT]}


def _expenses(month: Month) -> Figures:
    spent, over = 0, 0
    for _, _, yuan, _ in EXPENSES[month]:
        spent += yuan
        over += spent > QUOTA
    return {"records": len(EXPENSES[month]), "amount": spent, "quota": QUOTA, "over_quota": over}


def _judgements(month: Month) -> int:
    """How many single judgements were written down: scores, words, levels, shares that were reached."""
    wide = sum(point is not None for points in FIVE[month].values() for point in points)
    typed = sum(len(points) + 1 for points in XIONGHUI[month].values())  # with the total of each row
    words = len(MERITS) * len(WORDS[month])
    told = 0
    for form in FORMS[month].values():
        told += 2 * len(REACHED) + sum(bool(text) for text in form.reached)
        told += sum(2 + (result is not None) for *_, result in form.levels)
    return wide + typed + words + told
