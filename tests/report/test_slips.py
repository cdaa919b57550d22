"""Score slips: what stands on them, that their formulas give our numbers, that nothing on them is live or leads out."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from aftersales.report.slip import Slip, SlipLine, SlipProposal, SlipScore
from aftersales.report.slip_html import render_slip
from aftersales.report.slip_workbook import write_slip

THIRD = Decimal(100) / 3
LINES = (
    SlipLine(
        "日常管理", "联系畅通", "联系不上 2 次 × 1 分", Decimal(3), Decimal(5), "S3-40", ("扣分.xlsx › Sheet1 › 第3行",)
    ),
    SlipLine("", "客户服务", "同事 80、上级 90，平均", THIRD, Decimal(40), "S0-19", ()),
    SlipLine("", "创新能力", "没有评分", None, Decimal(20), "S0-22", ()),
)
SCORE = SlipScore(
    "本店考核",
    "2026-10",
    "已评",
    3 + THIRD,
    Decimal(45),
    Decimal(100),
    Decimal("80.74"),
    "良好",
    "",
    LINES,
    (("强项", "客户服务"),),
    (("2026-09", "70.00", "合格"), ("2026-10", "80.74", "良好")),
    ("原文没有写权重",),
)
PROPOSAL = SlipProposal("建议扣款", "-500 元", "2026-Q4 得分 60.00，不合格", "S0-08", "建议")
SLIP = Slip(
    "示例公司",
    "王芳",
    "五里牌店",
    "2026-10",
    "2026-11-20T02:00",
    (SCORE,),
    (PROPOSAL,),
    "2026-11-18",
    10,
    "王芳-2026-10",
)


def test_the_page_tells_the_score_its_lines_and_how_to_object() -> None:
    page = render_slip(SLIP)
    for text in (
        "80.74 分，良好",
        "联系不上 2 次 × 1 分",
        "扣分.xlsx › Sheet1 › 第3行",
        "2026-11-18",
        "-500 元",
        "本人签字",
    ):
        assert text in page
    assert "Content-Security-Policy" in page
    assert render_slip(SLIP) == page


def test_nothing_on_the_page_is_live() -> None:
    bad = "<img src=x onerror=alert(1)>"
    page = render_slip(
        replace(SLIP, person=bad, scores=(replace(SCORE, note=bad, lines=(replace(LINES[0], basis=bad),)),))
    )
    assert "<img" not in page
    assert "&lt;img" in page


def test_the_workbook_holds_its_sums_as_formulas_beside_our_values(tmp_path: Path) -> None:
    path = tmp_path / "个人" / "王芳.xlsx"
    write_slip(SLIP, path)
    formulas, values = (load_workbook(path, data_only=only).worksheets[0] for only in (False, True))
    assert formulas["C9"].value == "=SUM(C6:C8)"
    assert formulas["C10"].value == "=ROUND(C9/D9*100,2)"
    assert values["C9"].value == pytest.approx(36.333333)
    assert values["C10"].value == 80.74
    again = tmp_path / "again.xlsx"
    write_slip(SLIP, again)
    assert again.read_bytes() == path.read_bytes()


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    evil = replace(SLIP, scores=(replace(SCORE, lines=(replace(LINES[0], basis="=HYPERLINK(1)"),)),))
    write_slip(evil, tmp_path / "x.xlsx")
    cell = load_workbook(tmp_path / "x.xlsx").worksheets[0]["B6"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def without_values(path: Path, target: Path) -> None:
    """The same workbook without the results that were stored with its formulas: whoever opens it must work them out."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f>", old.read(name)))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_program_works_out_the_same_numbers(tmp_path: Path) -> None:
    write_slip(SLIP, tmp_path / "slip.xlsx")
    without_values(tmp_path / "slip.xlsx", tmp_path / "bare.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "bare.xlsx"], check=True, capture_output=True)  # noqa: S603
    rows = (tmp_path / "bare.csv").read_text(encoding="utf-8").splitlines()
    assert next(row for row in rows if row.startswith("合计")).split(",")[2:4] == ["36.3333", "45.00"]
    assert next(row for row in rows if row.startswith("得分")).split(",")[2] == "80.74"
