"""The workbook as LibreOffice prints it: it opens, it has pages, and nothing is cut to `###`."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from aftersales.report.workbook import write_workbook
from tests.report.factory import awkward_report

if TYPE_CHECKING:
    from pathlib import Path

MISSING = [tool for tool in ("soffice", "pdftotext", "pdfinfo") if not shutil.which(tool)]
needs_office = pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}")


def output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own three commands


@needs_office
def test_the_workbook_prints_with_all_its_figures_legible(tmp_path: Path) -> None:
    write_workbook(awkward_report(), tmp_path / "a.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    output("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.xlsx"))

    text = output("pdftotext", "-layout", str(tmp_path / "a.pdf"), "-")
    pages = next(line.split()[1] for line in output("pdfinfo", str(tmp_path / "a.pdf")).splitlines() if "Pages" in line)

    assert int(pages) >= len(awkward_report().pages)
    assert "##" not in text
    assert f"第 1 页 / 共 {pages} 页" in text
    assert "84.6%" in text
    assert "▲ 2.1 个百分点" in text
    assert "-300.50" in text
