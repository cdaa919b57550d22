"""No workbook of ours makes Excel offer a repair; and the check itself finds what it should."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from aftersales.report.page import Page
from tests.report.excel_rules import broken
from tests.report.factory import awkward_report, details, report
from tests.report.workbook_dump import written


@pytest.mark.parametrize(
    "made", [report(), awkward_report(), replace(report(), months=())], ids=["month", "awkward", "first"]
)
def test_nothing_in_a_workbook_is_what_excel_refuses(made: object) -> None:
    assert broken(written(made)) == []  # type: ignore[arg-type]


def test_a_report_with_hardly_anything_in_it_is_sound_too() -> None:
    assert broken(written(replace(report(), pages=(Page("p", "", "", ()),), headline="", company=""))) == []


def test_many_records_are_sound() -> None:
    assert broken(written(report(replace(details(3_000), id="many", title="很多")))) == []


def spoilt(name: str, old: str, new: str) -> bytes:
    """The month's workbook with the first such text of a part replaced."""
    out = BytesIO()
    with ZipFile(BytesIO(written(report()))) as good, ZipFile(out, "w") as bad:
        for part in good.namelist():
            text = good.read(part)
            if part == name:
                assert re.search(old, text.decode())
                text = re.sub(old, new, text.decode(), count=1).encode()
            bad.writestr(part, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("xl/workbook.xml", 'name="总览"', 'name="总/览"'),
        ("xl/workbook.xml", 'name="总览"', 'name="封面"'),
        ("xl/workbook.xml", "封面!", "没有!"),
        ("xl/worksheets/sheet2.xml", r"<f>[^<]*</f>", "<f>WEBSERVICE(A1)</f>"),
        ("xl/worksheets/sheet2.xml", r'<c r="B7" s="\d+"', '<c r="B7" s="9999"'),
        ("xl/worksheets/sheet2.xml", '<row r="7"', '<row r="3"'),
        ("xl/worksheets/sheet2.xml", '<mergeCell ref="A1:[A-Z]+1"', '<mergeCell ref="A1:B2"'),
        ("xl/worksheets/sheet2.xml", "location=\"'封面'!A1\"", "location=\"'不在'!A1\""),
        ("xl/worksheets/sheet2.xml", "<oddFooter>", f"<oddFooter>{'长' * 300}"),
        ("xl/worksheets/sheet2.xml", "<v>0.846</v>", "<v>NaN</v>"),
        ("xl/worksheets/sheet4.xml", 'sqref="B7:B13"', 'sqref="B13:B7"'),
        ("xl/worksheets/_rels/sheet2.xml.rels", 'Target="[^"]*"', 'Target="http://example.invalid"'),
        ("[Content_Types].xml", 'PartName="/xl/styles.xml"', 'PartName="/xl/style.xml"'),
    ],
)  # fmt: skip
def test_what_excel_refuses_is_found(name: str, old: str, new: str) -> None:
    assert broken(spoilt(name, old, new))
