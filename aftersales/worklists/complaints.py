"""Complaints that wait: for their end, for a first call, for being verified (S3-63, S2-26, S4-21)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.clock import as_text, not_after, within_hours
from aftersales.measures.complaint_times import closed, still_open
from aftersales.worklists.model import quoted, told
from aftersales.worklists.today import Today

ROLE = "handled_by"


def overdue(today: Today) -> pd.DataFrame | None:
    """Still open when the working days that the rule gives are over; the sheet must be able to tell that it is closed."""
    complaints = today.kept("complaint", "received_at")
    if complaints is None or today.scope.has_any(complaints, "status", "closed_at").empty:
        return None
    waiting = still_open(complaints, today.scope)
    limit = today.lists.complaint_days
    waiting = waiting[today.worked_since(waiting["received_at"]) >= limit]
    what = f"投诉超过 {limit} 个工作日没有结案" + quoted(waiting["description"])
    return told(waiting, "complaint", waiting["received_at"], what, ROLE)


def without_contact(today: Today) -> pd.DataFrame | None:
    """Nobody called within the limit: by the hour where the time is known, else after the next day (ruling 10).

    A closed complaint needs no first call, nor does one that somebody has already visited.
    """
    complaints = today.kept("complaint", "received_at", "contacted_at")
    if complaints is None:
        return None
    scope = today.scope
    now = as_text(scope.until, complaints.index)
    settled = closed(complaints, scope) | (complaints["status"].fillna("") == "cancelled")
    reached = not_after(complaints["contacted_at"], scope.until) | not_after(complaints["visited_at"], scope.until)
    missed = within_hours(complaints["received_at"], now, scope.rules.first_contact_hours) == 0
    waiting = complaints[missed & ~settled & ~reached]
    what = f"接到投诉 {scope.rules.first_contact_hours} 小时内没有联系客户" + quoted(waiting["description"])
    return told(waiting, "complaint", waiting["received_at"], what, ROLE)


def unverified(today: Today) -> pd.DataFrame | None:
    """Whether it is true was never written, where the sheet asks for it; closed long ago, it is left in peace."""
    complaints = today.kept("complaint", "received_at", "verified")
    if complaints is None:
        return None
    waiting = complaints[complaints["verified"].isna() & (complaints["status"].fillna("") != "cancelled")]
    open_ = waiting.index.isin(still_open(waiting, today.scope).index)
    late = today.worked_since(waiting["received_at"]) >= today.lists.complaint_days
    waiting = waiting[late & (open_ | today.recent(waiting["received_at"]))]
    charged = ("（责任人 " + waiting["responsible"] + "）").fillna("")
    what = "投诉是否属实还没有核实" + charged + quoted(waiting["description"])
    return told(waiting, "complaint", waiting["received_at"], what, ROLE)
