"""Conditional formats: bars that show a count's part of its total, and words of the records that ask for attention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aftersales.report.page import Look
from aftersales.report.styles import SHEET_BAR, WORD_TONES
from aftersales.report.workbook_cells import Formats, WorkbookError
from aftersales.report.workbook_formulas import Place, measured_by_bars
from aftersales.report.workbook_layout import PlacedTable, Plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

BAR = {"type": "data_bar", "bar_color": SHEET_BAR, "bar_solid": True, "bar_no_border": True, "min_type": "num",
       "min_value": 0}  # fmt: skip


def add_conditions(sheet: Worksheet, plan: Plan, formats: Formats, found: Mapping[Place, str]) -> None:
    """Everything on a sheet that changes its look with its content; `found` are the sheet's formulas."""
    for placed in plan.tables:
        if plan.page.details:
            _words(sheet, plan, placed, formats)
        elif (at := measured_by_bars(placed.table, found, placed.first)) is not None:
            last = placed.end - 1 - placed.table.total
            _apply(sheet, (placed.first, at, last, at), BAR)


def _words(sheet: Worksheet, plan: Plan, placed: PlacedTable, formats: Formats) -> None:
    """The words that any text of the records may be."""
    texts = [at for at, column in enumerate(placed.table.columns) if column.look is Look.TEXT]
    tones = {plan.sheet.words.say(word): tone for word, tone in WORD_TONES.items()}
    said = {value for at in texts for value in {row[at] for row in placed.table.rows}} & set(tones)
    for word in (word for word in tones if word in said):
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": formats.tone(tones[word])}
        _apply(sheet, (placed.first, min(texts), placed.end - 1, max(texts)), rule)


def _apply(sheet: Worksheet, cells: tuple[int, int, int, int], rule: dict[str, Any]) -> None:
    if sheet.conditional_format(*cells, dict(rule)):
        raise WorkbookError(f"{sheet.name}: no conditional format over {cells}")
