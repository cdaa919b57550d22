"""What the office found when it called the customers again."""

from __future__ import annotations

from datetime import timedelta

from .plans import OCTOBER, SEPTEMBER
from .records import Audit, Callback

FINDINGS = {
    SEPTEMBER: (
        ("五里牌店", "属实", False, ""),
        ("五里牌店", "不属实", False, "陈志强"),
        ("五里牌店", "属实", False, ""),
        ("高桥店", "属实", False, ""),
        ("高桥店", "属实", False, ""),
        ("高桥店", "联系不上", False, ""),
        ("高桥店", "属实", False, ""),
        ("红星店", "属实", True, "何平"),
        ("红星店", "属实", False, ""),
    ),
    OCTOBER: (
        ("五里牌店", "属实", False, ""),
        ("五里牌店", "属实", False, ""),
        ("高桥店", "不属实", False, "周敏"),
        ("高桥店", "未回访", False, "李建国"),
        ("高桥店", "属实", True, "张伟民"),
        ("高桥店", "属实", False, ""),
        ("红星店", "联系不上", False, ""),
        ("红星店", "属实", False, ""),
    ),
}


def audits_of(month: tuple[int, int], callbacks: list[Callback]) -> list[Audit]:
    """The checked callbacks: satisfied ones early enough in the month to be checked in it."""
    done: list[Audit] = []
    taken: set[str] = set()
    for store, finding, attitude, responsible in FINDINGS[month]:
        call = next(
            call
            for call in callbacks
            if call.customer.store == store
            and call.customer.phone not in taken
            and call.reached
            and call.day.day <= 24
            and (call.score or 0) >= 4
        )
        taken.add(call.customer.phone)
        done.append(Audit(call.day + timedelta(days=3 + len(done) % 3), call, finding, attitude, responsible))
    return sorted(done, key=lambda audit: audit.day)
