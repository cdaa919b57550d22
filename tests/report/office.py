"""What an office program makes of a workbook: the values it works out, the pages it prints."""

from __future__ import annotations

import math
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

MISSING = [tool for tool in ("soffice", "pdftotext", "pdfinfo") if not shutil.which(tool)]
needs_office = pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}")


def output(*command: str | Path) -> str:
    """What one of our few commands prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def converted(path: Path, to: str, work: Path) -> Path:
    """The file as LibreOffice writes it in another format, below the working folder."""
    kind = to.partition(":")[0]
    profile = f"-env:UserInstallation=file://{work}/profile"
    output("soffice", profile, "--headless", "--convert-to", to, "--outdir", work / kind, path)
    return work / kind / f"{path.stem}.{kind}"


def printed(path: Path, work: Path) -> list[str]:
    """The text of each page that the workbook prints."""
    pdf = converted(path, "pdf", work)
    return output("pdftotext", "-layout", pdf, "-").split("\f")[:-1]


def without_values(path: Path, target: Path) -> None:
    """The same workbook without the results that were stored with its formulas: whoever opens it must work them out."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f>", old.read(name)))


def differences(path: Path, work: Path) -> tuple[int, list[str]]:
    """How many formulas a workbook has, and those for which LibreOffice works out another value than ours."""
    without_values(path, work / "bare.xlsx")
    again = converted(converted(work / "bare.xlsx", "ods", work), "xlsx:Calc MS Excel 2007 XML", work)
    rules, ours, theirs = load_workbook(path), load_workbook(path, data_only=True), load_workbook(again, data_only=True)
    seen, wrong = 0, []
    for sheet in rules:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            seen += 1
            own, other = (book[sheet.title][cell.coordinate].value for book in (ours, theirs))
            if not isinstance(other, int | float) or not math.isclose(own, other, rel_tol=1e-9, abs_tol=1e-9):
                wrong.append(f"{sheet.title}!{cell.coordinate} {cell.value}: {own} ≠ {other}")
    return seen, wrong
