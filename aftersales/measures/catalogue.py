"""The catalogue: every measure that is computed, in the order of the reports."""

from __future__ import annotations

from aftersales.measures import (
    attendance,
    audit,
    callback,
    complaint,
    complaint_times,
    delivery,
    department,
    expense,
    field_work,
    log,
    office,
    part,
    payment,
    receiving,
    repair,
    repair_repeat,
    survey,
)
from aftersales.measures.model import Measure

MEASURES: tuple[Measure, ...] = (
    *callback.MEASURES,
    *field_work.MEASURES,
    *delivery.MEASURES,
    *complaint.MEASURES,
    *complaint_times.MEASURES,
    *repair.MEASURES,
    *repair_repeat.MEASURES,
    *survey.MEASURES,
    *department.MEASURES,
    *audit.MEASURES,
    *attendance.MEASURES,
    *expense.MEASURES,
    *payment.MEASURES,
    *part.MEASURES,
    *receiving.MEASURES,
    *office.MEASURES,
    *log.MEASURES,
)
BY_ID = {measure.id: measure for measure in MEASURES}
