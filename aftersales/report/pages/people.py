"""人员: every person's figures of the month and what is proposed to be fined."""

from __future__ import annotations

from aftersales.report.page import Column, Look, Page
from aftersales.report.people_table import people_page
from aftersales.report.view import View

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
    "survey.mean",
    "audit.false",
    "attendance.late",
    "payment.open_balance",
)


def page(view: View) -> Page:
    """One row a person."""
    fines: dict[str, float] = {}  # a fine whose amount is open is no fine of 0
    for proposal in view.proposals:
        if proposal.amount is not None and proposal.proposal == "fine":
            fines[proposal.person] = fines.get(proposal.person, 0.0) + proposal.amount
    last = Column(view.fine_word + "（元）", Look.MONEY, 8)
    return people_page(view, SHOWN, (proposal.person for proposal in view.proposals), {last: fines})
