"""How many rows of each log sheet of the shops give a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from .books import Notes
from .company import STAFF
from .plans import MONTHS, SEPTEMBER
from .records import Story
from .write_complaints import LEDGER, ONLY_IN_BOOKLET

Month = tuple[int, int]


def count_logs(story: Story, notes: Notes) -> None:
    """Note every sheet of the shops' logs with its records; the other writers note their own."""
    for month in MONTHS:
        for file, sheet, kind, rows in _of_month(story, month):
            notes.count(f"{month[0]}年{month[1]}月/{file}", sheet, kind, rows)
        notes.count("抽查回访记录.xlsx", f"{month[1]}月", "audit", _in(month, (row.day for row in story.audits)))
    booklet = sum(row.no == ONLY_IN_BOOKLET for row in story.complaints)
    notes.count(LEDGER, "所有客诉", "complaint", len(story.complaints) - booklet)
    notes.count("门店投诉登记本_五里牌店.xlsx", "投诉登记", "complaint", booklet)
    notes.count("花名册.xlsx", "花名册", "staff", len(STAFF))


def _of_month(story: Story, month: Month) -> Iterator[tuple[str, str, str, int]]:
    def at(store: str, rows: Iterable[Any]) -> int:
        return _in(month, (row.day for row in rows if row.customer.store == store))

    number = month[1]
    calls, lines = story.callbacks, story.deliveries
    yield f"五里牌店_{number}月回访.xlsx", f"{number}月回访", "callback", at("五里牌店", calls)
    yield f"高桥店_{number}月售后服务跟踪表.xlsx", "跟踪表", "callback", at("高桥店", calls)
    if month == SEPTEMBER:
        yield f"红星店回访-{number}月.csv", "", "callback", at("红星店", calls)
    else:
        yield f"红星店回访-{number}月.xlsx", "Sheet1", "callback", at("红星店", calls)
    yield f"送货/五里牌店送货登记{number}月.xlsx", "送货登记", "delivery", at("五里牌店", lines)
    yield f"送货/高桥店送货单{month[0]}-{number:02d}.xlsx", "Sheet1", "delivery", at("高桥店", lines)
    yield f"送货/红星店送货{number}月.xlsx", "送货", "delivery", at("红星店", lines)
    asked = _in(month, (row.requested_on for row in story.measurings))
    old = month == SEPTEMBER
    yield f"量房登记表{number}月.xls{'' if old else 'x'}", "量房" if old else f"{number}月", "measuring", asked
    yield f"铺贴指导记录{number}月.xlsx", "铺贴指导", "guidance", _in(month, (row.day for row in story.guidances))


def _in(month: Month, days: Iterable[date]) -> int:
    return sum((day.year, day.month) == month for day in days)
