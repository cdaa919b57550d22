"""What the office keeps: expenses, money handed in, the parts card, errors on receiving goods, customers' cards, attendance."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from .company import SALES
from .plans import MONTHS, OCTOBER, SEPTEMBER
from .records import Customer, Story

Month = tuple[int, int]
QUOTA = 2500
EXPENSES: dict[Month, tuple[tuple[int, str, int, str], ...]] = {
    SEPTEMBER: (
        (3, "油费", 420, "陈志强"),
        (8, "停车费", 60, "李建国"),
        (14, "工具购置", 680, "罗建军"),
        (20, "油费", 460, "张伟民"),
        (27, "材料费", 350, "谢勇"),
    ),
    OCTOBER: (
        (5, "油费", 480, "陈志强"),
        (10, "材料费", 760, "谢勇"),
        (16, "工具购置", 890, "卢海"),
        (22, "油费", 520, "何平"),
        (29, "停车费", 45, "王芳"),
    ),
}
"""Day, what for, yuan, who."""


class Movement(NamedTuple):
    """One line of the parts card."""

    day: date
    what: str
    quantity: int
    balance: int
    person: str


GLUE_CARD = (
    Movement(date(2026, 9, 1), "入库", 40, 40, "黄雅琴"),
    Movement(date(2026, 9, 3), "领用", 6, 34, "罗建军"),
    Movement(date(2026, 9, 10), "领用", 8, 26, "谢勇"),
    Movement(date(2026, 9, 22), "领用", 5, 21, "罗建军"),
    Movement(date(2026, 9, 28), "退回", 1, 22, "罗建军"),
    Movement(date(2026, 10, 4), "领用", 7, 15, "谢勇"),
    Movement(date(2026, 10, 11), "领用", 4, 10, "罗建军"),
    Movement(date(2026, 10, 15), "入库", 30, 40, "黄雅琴"),
    Movement(date(2026, 10, 26), "领用", 6, 34, "卢海"),
)
"""On 11 October 4 of 15 were taken out and 10 written down: one is missing."""
CARD_DIFFERENCE = {OCTOBER: 1}

ERRORS: dict[Month, tuple[tuple[int, str, str, int, int, int, str, str], ...]] = {
    SEPTEMBER: (
        (6, "岚山陶瓷厂", "LS8001", 320, 316, -184, "破损4片", "厂家补发"),
        (19, "青禾建陶", "QH6302", 500, 500, 0, "色号与单据不符", "退回"),
    ),
    OCTOBER: (
        (9, "岚山陶瓷厂", "LS1203", 160, 158, -136, "少发2片", "厂家补发"),
        (17, "青禾建陶", "QH1509", 60, 62, 316, "多发2箱", "退回"),
        (25, "岚山陶瓷厂", "LS8016", 240, 235, -260, "破损5片", "待厂家确认"),
    ),
}
"""Day, supplier, article, on the paper, received, yuan, why, what was done."""


def payments_of(story: Story) -> list[tuple[date, str, int]]:
    """Who handed in how much on which day: the fees of service jobs."""
    sums: dict[tuple[date, str], int] = defaultdict(int)
    for job in story.repairs:
        if job.handed_in:
            sums[job.handed_in, job.people[0]] += job.fee
    return [(day, person, amount) for (day, person), amount in sorted(sums.items())]


class Card(NamedTuple):
    """One customer's card."""

    customer: Customer
    product: str
    first_seen: date
    purchased: date
    delivered: date
    owner: str
    vip: str


def cards_of(story: Story) -> list[Card]:
    """Every fifth household that was delivered: seen first two weeks before, bought a week before."""
    first: dict[Customer, tuple[date, str]] = {}
    for line in story.deliveries:
        if line.type == "送货":
            first.setdefault(line.customer, (line.day, line.product.model))
    return [
        Card(
            customer, model, day - timedelta(days=14), day - timedelta(days=7), day, SALES[customer.store],
            "是" if at % 4 == 0 else "",
        )
        for at, (customer, (day, model)) in enumerate(list(first.items())[::5])
    ]  # fmt: skip


PRESENT, LEAVE, AWAY, REST, LATE, ABSENT = "√", "○", "△", "休", "◇", "×"
LEGEND = "注：√出勤  ○事假  △外出  ◇迟到  ×旷工  休 休息"
ATTENDING = ("刘晓燕", "周敏", "徐静", "王芳", "李建国", "吴刚", "蒋欣", "罗建军", "谢勇", "卢海")
_SPECIAL: dict[tuple[str, int, int], str] = {
    ("刘晓燕", 9, 14): LATE,
    ("周敏", 9, 8): LEAVE,
    ("徐静", 9, 10): LATE,
    ("徐静", 9, 28): LATE,
    ("王芳", 9, 17): AWAY,
    ("卢海", 9, 2): ABSENT,
    ("周敏", 10, 20): LATE,
    ("徐静", 10, 12): LEAVE,
    ("徐静", 10, 13): LEAVE,
    ("徐静", 10, 26): LATE,
    ("李建国", 10, 21): AWAY,
    ("卢海", 10, 29): ABSENT,
}
_HOLIDAYS = {date(2026, 10, day) for day in range(1, 4)} | {date(2026, 9, 25)}


def mark_of(person: str, day: date) -> str:
    """The sign of one day; blank before somebody came and after somebody left."""
    if (person == "吴刚" and day > date(2026, 10, 15)) or (person == "蒋欣" and day < date(2026, 10, 8)):
        return ""
    if day.weekday() == 6 or day in _HOLIDAYS:
        return REST
    return _SPECIAL.get((person, day.month, day.day), PRESENT)


def days_of(month: Month) -> list[date]:
    """Every day of a month."""
    first = date(*month, 1)
    return [day for day in (first + timedelta(days=at) for at in range(31)) if day.month == month[1]]


def marks_of(month: Month) -> dict[str, list[str]]:
    """Everybody's signs of a month; nobody without a single one."""
    assert month in MONTHS
    rows = {person: [mark_of(person, day) for day in days_of(month)] for person in ATTENDING}
    return {person: marks for person, marks in rows.items() if any(marks)}
