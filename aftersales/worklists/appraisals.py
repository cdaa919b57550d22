"""Monthly appraisal forms that are not there yet (S4-14, S3-75)."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from aftersales.appraisal.assign import names_of
from aftersales.appraisal.naming import item_key
from aftersales.consolidate.roster import Stint
from aftersales.periods import before, last_day
from aftersales.settings.schemes import Scheme
from aftersales.worklists.model import Line, listed
from aftersales.worklists.today import Today

MONTH = len("2026-10")


def due(today: Today) -> pd.DataFrame | None:
    """Who should have a form for a month that is over, and has none: from the first day after it.

    Those are the people whose roster row names a monthly scheme of which forms are kept, and those who had a form the
    month before. Months before the first form are not asked for.
    """
    forms = today.scope.records["appraisal"]
    forms = forms[(forms["period"].str.len() == MONTH).fillna(value=False)]
    if forms.empty:
        return None
    last = before(today.day[:MONTH])
    oldest = max(str(forms["period"].min()), today.ago(today.lists.back_days)[:MONTH])
    lines: list[Line] = []
    while last >= oldest:
        lines += _missing(today, forms, last)
        last = before(last)
    return listed(lines)


def _missing(today: Today, forms: pd.DataFrame, month: str) -> list[Line]:
    """The people without a form for the month, each with the post held at its end; nobody appraises who has left."""
    own, had = (set(forms.loc[forms["period"] == period, "person"].dropna()) for period in (month, before(month)))
    called = names_of(today.schemes)
    kept = {item_key(name) for name in forms["scheme"].dropna().unique()}
    end = last_day(month)
    people = today.roster.by_name
    posts = {name: m.in_post(end) if not m.to or m.to >= today.day else None for name, m in people.items()}
    expected = {name for name, post in posts.items() if post and _monthly(post, today, called, kept)}
    expected |= {name for name in had if name not in posts or posts[name]}
    until = str((date.fromisoformat(end) + timedelta(days=1)).replace(day=today.lists.appraisal_day))
    late = f"已超过 {until}" if today.day > until else f"{until} 前要交"
    what = f"{month} 的考核表还没有交（{late}）"
    stores = {name: post.store for name, post in posts.items() if post}
    return [Line(name, stores.get(name, ""), what, end) for name in sorted(expected - own)]


def _monthly(post: Stint, today: Today, called: dict[str, str], kept: set[str]) -> bool:
    """Whether the post is appraised every month under a scheme of which somebody has handed in forms."""
    named = [today.schemes[id_] for text in post.scheme if (id_ := called.get(item_key(text)))]
    return any(scheme.period == "month" and _names(scheme) & kept for scheme in named)


def _names(scheme: Scheme) -> set[str]:
    return {item_key(name) for name in (scheme.id, scheme.zh, *scheme.aliases)}
