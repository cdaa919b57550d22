"""The report of a quarter or year, page by page, in the design of the month's."""

from __future__ import annotations

from collections.abc import Callable

from aftersales.report.masking import without_phones
from aftersales.report.page import Page, Report
from aftersales.report.pages import definitions
from aftersales.report.period_pages import appraised, complaints, months, overview, people, proposed
from aftersales.report.period_view import PeriodView, in_runs, period_name, title_of

PAGES: tuple[Callable[[PeriodView], Page | None], ...] = (
    overview.page,
    complaints.page,
    people.page,
    appraised.page,
    proposed.page,
    months.page,
    months.how_it_is_made,
)


def build_period_report(shown: PeriodView) -> Report:
    """The report as data. It holds no raw records: those stand in the months' reports."""
    view, state = shown.view, shown.state
    made = (*(found for page in PAGES if (found := page(shown))), definitions.page(view))
    pages = tuple(without_phones(page) if view.masked else page for page in made)
    facts = (
        ("单位", view.company),
        ("期间", period_name(state.period)),
        ("所含月份", in_runs(state.months)),
        ("缺少的月份", in_runs(state.missing) or "无"),
        ("状态", state.status),
        ("统计时点", view.as_of.replace("T", " ")),
        ("对照期间", overview.compared_with(shown)),
    )
    return Report(
        state.period,
        title_of(state),
        view.company,
        overview.headline(shown),
        view.as_of,
        facts,
        pages,
        overview.compared_with(shown) if view.previous else "",
    )
