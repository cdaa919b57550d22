"""The catalogue: every measure that is computed, in the order of the reports."""

from __future__ import annotations

from aftersales.measures import audit, callback, complaint, complaint_times, delivery, field_work
from aftersales.measures.model import Measure

MEASURES: tuple[Measure, ...] = (
    *callback.MEASURES,
    *field_work.MEASURES,
    *delivery.MEASURES,
    *complaint.MEASURES,
    *complaint_times.MEASURES,
    *audit.MEASURES,
)
BY_ID = {measure.id: measure for measure in MEASURES}
