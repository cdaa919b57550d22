"""Jobs that are done and not signed for, or whose forms were not handed in (S2-33, S4-06)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.repair import ROLE, not_cancelled
from aftersales.worklists.model import quoted, told
from aftersales.worklists.today import Today

FORMS = {"dispatch_form_on": "派工单", "feedback_form_on": "反馈单"}
REMOTE = "远程"


def unsigned(today: Today) -> pd.DataFrame | None:
    """Done on the spot, without the customer's signature where the sheet has a column for it."""
    jobs = _done(today, "signed")
    if jobs is None:
        return None
    missing = today.asks(jobs, "signed") & (jobs["signed"].fillna("") != "yes") & (jobs["mode"].fillna("") != REMOTE)
    jobs = jobs[missing & (today.worked_since(jobs["day"]) >= today.lists.entry_days)]
    return told(jobs, "repair", jobs["day"], "维修完成，没有客户签字" + quoted(jobs["fault"]), ROLE)


def forms_missing(today: Today) -> pd.DataFrame | None:
    """Forms that are not handed in after the days that the rule gives; of the two those that the sheet asks for.

    A job done on the eve of a holiday is not asked for before a working day has passed.
    """
    jobs = _done(today, *FORMS)
    if jobs is None:
        return None
    over = today.days_since(jobs["day"]) > today.scope.rules.forms_days
    jobs = jobs[over & (today.worked_since(jobs["day"]) >= today.lists.entry_days)]
    lacking = pd.Series("", index=jobs.index, dtype="str")
    for form, zh in FORMS.items():
        handed_in = (jobs[form] == "yes") | (jobs[form].where(jobs[form] != "no").str[:10] <= today.day)
        lacking = lacking.where(~today.asks(jobs, form) | handed_in.fillna(value=False), lacking + "、" + zh)
    jobs = jobs[lacking != ""]
    return told(jobs, "repair", jobs["day"], "没有上交：" + lacking[jobs.index].str[1:], ROLE)


def _done(today: Today, *asked: str) -> pd.DataFrame | None:
    """The jobs of the last months that are done, with `day`; None where no sheet has any of the columns."""
    records = today.scope.records["repair"]
    if records.empty or today.scope.has_any(records, *asked).empty:
        return None
    last = records["finished_at"].fillna(records["reported_at"])
    jobs = not_cancelled(records[today.recent(last) | today.recent(records["reported_at"])])
    done, day = finished(today, jobs)
    jobs = jobs.assign(day=day)
    return jobs[done & today.recent(jobs["day"])]


def finished(today: Today, jobs: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Whether each job is done by today, and the day of the service; a sheet without a finishing date has only that day."""
    end = jobs["finished_at"].where(today.asks(jobs, "finished_at"), jobs["reported_at"])
    said = (jobs["status"] == "closed") | (jobs["solved"] == "yes")
    day = end.fillna(jobs["reported_at"]).str[:10]
    return (end.notna() | said.fillna(value=False)) & (day <= today.day).fillna(value=False), day
