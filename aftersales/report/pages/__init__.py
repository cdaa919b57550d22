"""The pages of the month, in the order people read them. To add a page: one module, one line here.

A page about a log that not every shop keeps is None in a month without it.
"""

from __future__ import annotations

from collections.abc import Callable

from aftersales.report.build import month_name
from aftersales.report.masking import without_phones
from aftersales.report.page import Page, Report
from aftersales.report.pages import (
    appraisals,
    attendance,
    audits,
    callbacks,
    complaints,
    corrections,
    definitions,
    details,
    dictionary,
    each,
    fairness,
    field_work,
    guidance,
    money,
    overview,
    people,
    problems_told,
    proposals,
    repairs,
    restatements,
    rows,
    score_lines,
    sources,
    surveys,
    to_do,
    trends,
    year_so_far,
)
from aftersales.report.view import View

PAGES: tuple[Callable[[View], Page | None], ...] = (
    overview.page,
    to_do.page,
    trends.page,
    callbacks.page,
    problems_told.page,
    complaints.page,
    guidance.page,
    field_work.page,
    repairs.page,
    surveys.page,
    audits.page,
    attendance.page,
    money.page,
    appraisals.page,
    proposals.page,
    restatements.page,
    year_so_far.page,
    fairness.page,
    score_lines.page,
    people.page,
    each.people,
    each.stores,
    corrections.page,
    dictionary.page,
    sources.page,
)


def build_report(view: View) -> Report:
    """The month's report as data: all pages, the definitions, the records."""
    made = (*(made for page in (*PAGES, definitions.page, rows.page) if (made := page(view))),)
    pages = (*(without_phones(page) if view.masked else page for page in made), *details.pages(view))
    facts = (
        ("单位", view.company),
        ("期间", month_name(view.month)),
        ("统计时点", view.as_of.replace("T", " ")),
        ("对照月份", month_name(view.previous) or "无"),
        *((("封存", f"{view.closing} 封存，以后不再改动；之后的改动见下月的“追溯调整”"),) if view.closing else ()),
    )
    title = f"{month_name(view.month)}售后月报"
    headline = overview.headline(view)
    return Report(view.month, title, view.company, headline, view.as_of, facts, pages, view.previous, view.months)
