"""A score slip as one self-contained page that fits A4 and a phone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from aftersales.report.languages import language
from aftersales.report.page import Look
from aftersales.report.slip import Slip
from aftersales.report.templating import document
from aftersales.report.wording import shown


def render_slip(slip: Slip, templates: Path | None = None) -> str:
    """The slip as one text. Equal slips give equal texts."""
    words = language(slip.language)
    return document(templates, "slip.html.j2", words, slip=slip, as_of=shown(slip.as_of, Look.DATE), points=points)


def points(value: Decimal | None) -> str:
    """Points as people write them: at most four decimals, a dash where there are none."""
    return "—" if value is None else f"{round(value, 4).normalize() + 0:f}"
