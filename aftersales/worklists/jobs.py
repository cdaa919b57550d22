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
    jobs = jobs[(jobs["mode"].fillna("") != REMOTE) & (jobs["signed"].fillna("") != "yes")]
    jobs = jobs[today.worked_since(jobs["day"]) >= today.lists.entry_days]
    return told(jobs, "repair", jobs["day"], "维修完成，没有客户签字" + quoted(jobs["fault"]), ROLE)


def forms_missing(today: Today) -> pd.DataFrame | None:
    """Forms that are not handed in after the days that the rule gives; of the two those that the sheet asks for.

    A job done on the eve of a holiday is not asked for before a working day has passed.
    """
    parts = {form: _done(today, form) for form in FORMS}
    asked = {form: jobs for form, jobs in parts.items() if jobs is not None}
    if not asked:
        return None
    late = []
    for form, jobs in asked.items():
        handed_in = (jobs[form] == "yes") | (jobs[form].where(jobs[form] != "no").str[:10] <= today.day)
        over = today.days_since(jobs["day"]) > today.scope.rules.forms_days
        over &= today.worked_since(jobs["day"]) >= today.lists.entry_days
        late.append(jobs[over & ~handed_in.fillna(value=False)].assign(form=FORMS[form]))
    both = pd.concat(late)
    names = both.groupby("record_id", sort=False)["form"].agg("、".join)
    jobs = both[~both.index.duplicated()].sort_index()
    what = "没有上交：" + jobs["record_id"].map(names).astype("str")
    return told(jobs, "repair", jobs["day"], what, ROLE)


def _done(today: Today, *needs: str) -> pd.DataFrame | None:
    """The jobs of the last months that are done, with `day`; None where no sheet has the columns."""
    known = today.scope.has(today.scope.records["repair"], *needs)
    if known.empty:
        return None
    jobs = not_cancelled(known)
    done, day = finished(today, jobs)
    jobs = jobs.assign(day=day)
    return jobs[done & today.recent(jobs["day"])]


def finished(today: Today, jobs: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Whether each job is done by today, and the day of the service; a sheet without a finishing date has only that day."""
    ended = jobs["record_id"].isin(today.scope.has(jobs, "finished_at")["record_id"])
    end = jobs["finished_at"].where(ended, jobs["reported_at"])
    said = (jobs["status"] == "closed") | (jobs["solved"] == "yes")
    day = end.fillna(jobs["reported_at"]).str[:10]
    return (end.notna() | said.fillna(value=False)) & (day <= today.day).fillna(value=False), day
