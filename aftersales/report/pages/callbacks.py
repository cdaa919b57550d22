"""回访满意度: by store, by who called, by who served."""

from __future__ import annotations

from aftersales.report.build import by_whom, figures
from aftersales.report.page import Figures, Page
from aftersales.report.view import View

KEY = (
    "callback.calls",
    "callback.households",
    "callback.reached_rate",
    "callback.rated",
    "callback.satisfied",
    "callback.not_fully_satisfied",
    "callback.satisfaction_rate",
    "callback.satisfaction_rate_with_basic",
)
SPLIT = KEY[1:]


def page(view: View) -> Page:
    """Callbacks and satisfaction (S2-11, S2-12)."""
    number = view.number("callback.satisfaction_rate")
    lead = (
        f"有效评价 {number.denominator:g} 户，满意 {number.numerator:g} 户。"
        if number.denominator
        else "本月没有有效评价。"
    )
    service = by_whom(view, "callbacks-service", "按当事人（服务人员）", "person", ("service.satisfaction_rate",))
    return Page(
        "callbacks",
        "回访满意度",
        lead + "未接通和未评价的不在满意率里。",
        (
            Figures("callbacks-key", figures(view, KEY)),
            by_whom(view, "callbacks-stores", "按门店", "store", SPLIT),
            by_whom(view, "callbacks-people", "按回访人", "person", SPLIT, first="回访人"),
            service,
        ),
    )
