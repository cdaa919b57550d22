"""维修: jobs, how long they took, whether they held, and what is missing in their records (S0-27 … S4-06)."""

from __future__ import annotations

from aftersales.report.build import by_category, by_whom, figures
from aftersales.report.page import Column, Figures, Look, Page
from aftersales.report.view import View

KEY = (
    "repair.jobs",
    "repair.solved_rate",
    "repair.first_time_fix_rate",
    "repair.repeat_rate",
    "repair.hours_median",
    "repair.hours_p90",
    "repair.response_hours",
    "repair.punctual_rate",
    "repair.satisfaction_rate",
    "repair.signed_rate",
    "repair.forms_in_time_rate",
    "repair.incomplete_records",
    "repair.fee_days_late",
    "repair.rework",
    "repair.waiting",
)
WORK = (
    "repair.jobs",
    "repair.solved_rate",
    "repair.first_time_fix_rate",
    "repair.repeat_rate",
    "repair.hours_median",
    "repair.punctual_rate",
    "repair.satisfaction_rate",
)
PAPERS = (
    "repair.signed_rate",
    "repair.forms_in_time_rate",
    "repair.incomplete_records",
    "repair.fee_days_late",
)
OBSERVED = "返修率和首次修复率只算观察期已满的维修单，刚过去的月份要等期满才有。"


def page(view: View) -> Page | None:
    """Repairs; None in a month without any."""
    if not len(view.records.get("repair", ())):
        return None
    jobs = view.number("repair.jobs").value or 0
    again = view.number("repair.rework").value or 0
    lead = f"维修 {jobs:g} 单" + (f"，其中返修 {again:g} 单" if again else "") + f"。{OBSERVED}"
    mode, rework = (Column(title, Look.TEXT, 8) for title in ("服务方式", "返修类别"))
    tables = (
        by_whom(view, "repairs-people", "按维修人员", "person", WORK, first="维修人员"),
        by_whom(view, "repairs-papers", "签字、单据和收费", "person", PAPERS, first="维修人员"),
        by_whom(view, "repairs-stores", "按门店", "store", (*WORK, *PAPERS)),
        by_category(view, "repairs-mode", "服务方式", mode, ("repair.mode",)),
        by_category(view, "repairs-rework", "返修", rework, ("repair.rework",)),
    )
    return Page("repairs", "维修", lead, (Figures("repairs-key", figures(view, KEY)), *(t for t in tables if t.rows)))
