"""The sample's workbook as people get it: what it prints, what an office program works out, what Excel would refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.report.excel_rules import broken
from tests.report.office import differences, needs_office, printed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sheets import Night

ROWS_A_PAGE = 20  # at 8 points, many texts wrapped


def book(sample: Night, month: str = "2026-10") -> Path:
    return sample.outputs / month / f"售后月报-{month}.xlsx"


@needs_office
def test_an_office_program_works_out_every_formula_of_the_month_to_our_value(sample: Night, tmp_path: Path) -> None:
    seen, wrong = differences(book(sample), tmp_path)
    assert wrong == []
    assert seen > 100


@needs_office
def test_the_month_prints_on_numbered_pages_with_nothing_cut(sample: Night, tmp_path: Path) -> None:
    pages = printed(book(sample), tmp_path)
    sheets = load_workbook(book(sample), read_only=True).worksheets
    assert len(pages) <= len(sheets) + sum(sheet.max_row for sheet in sheets) / ROWS_A_PAGE
    assert not [page for page in pages if "##" in page]
    assert not [at for at, page in enumerate(pages, start=1) if f"第 {at} 页 / 共 {len(pages)} 页" not in page]


@pytest.mark.parametrize("month", ["2026-09", "2026-10"])
def test_nothing_in_the_sample_is_what_excel_refuses(sample: Night, month: str) -> None:
    assert broken(book(sample, month).read_bytes()) == []
