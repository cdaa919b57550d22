"""The workbook as LibreOffice prints it: it opens, it has pages, and nothing is cut to `###`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.report.workbook import write_workbook
from tests.report.factory import awkward_report
from tests.report.office import needs_office, printed

if TYPE_CHECKING:
    from pathlib import Path


@needs_office
def test_the_workbook_prints_with_all_its_figures_legible(tmp_path: Path) -> None:
    write_workbook(awkward_report(), tmp_path / "a.xlsx")
    pages = printed(tmp_path / "a.xlsx", tmp_path)
    text = "".join(pages)

    assert len(pages) >= len(awkward_report().pages)
    assert "##" not in text
    assert f"第 1 页 / 共 {len(pages)} 页" in text
    assert "84.6%" in text
    assert "▲ 2.1 个百分点" in text
    assert "-300.50" in text
