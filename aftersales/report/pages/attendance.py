"""考勤: late, early, absent and field work by person (S4-02 … S4-05)."""

from __future__ import annotations

from aftersales.report.build import by_whom, figures
from aftersales.report.page import Figures, Note, Page
from aftersales.report.view import View

KEY = (
    "attendance.late",
    "attendance.late_minutes",
    "attendance.early",
    "attendance.absent",
    "attendance.missing_punch",
    "attendance.field",
)
NOTE = "旷工是按打卡、请假和外勤记录推算的，要由主管核实；外勤、请假、休息的日子不算迟到早退。"


def page(view: View) -> Page | None:
    """Attendance; None in a month without such sheets."""
    if not len(view.records.get("attendance", ())):
        return None
    late, early, absent = (view.number(f"attendance.{name}").value or 0 for name in ("late", "early", "absent"))
    lead = f"迟到 {late:g} 次，早退 {early:g} 次，旷工 {absent:g} 人次（待核实）。"
    people = by_whom(view, "attendance-people", "按人", "person", KEY)
    return Page("attendance", "考勤", lead, (Figures("attendance-key", figures(view, KEY)), people, Note(NOTE)))
