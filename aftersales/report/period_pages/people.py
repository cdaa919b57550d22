"""人员: everybody's figures over the period."""

from __future__ import annotations

from aftersales.report.page import Page
from aftersales.report.people_table import people_page
from aftersales.report.period_view import PeriodView

SHOWN = (
    "callback.calls",
    "callback.satisfaction_rate",
    "service.satisfaction_rate",
    "measuring.count",
    "guidance.households",
    "guidance.satisfaction_rate",
    "guidance.rework",
    "delivery.lines",
    "complaint.count",
    "complaint.verified",
    "repair.jobs",
    "repair.repeat_rate",
    "repair.satisfaction_rate",
    "survey.mean",
    "audit.false",
    "attendance.late",
    "payment.open_balance",
)


def page(shown: PeriodView) -> Page | None:
    """One row a person; None without anybody."""
    return people_page(shown.view, SHOWN) if any(shown.view.names(m, "person") for m in SHOWN) else None
