"""The sample in English: nothing is Chinese in what people open but what clerks wrote and what has a name."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest

from aftersales.run import run
from aftersales.settings.load import load_settings
from aftersales.shipped import content_of
from tests.run.conftest import ROOT
from tests.sheets import Night, asked, read_csv

RUN = re.compile("[\u3400-\u9fff]+")
OUR_HEADINGS = re.compile(
    r'<th scope="col"[^>]*>.*?</th>|<h2>.*?</h2>|<summary>How.*?</summary>|<dt>.*?</dt>', re.DOTALL
)
WRITTEN = ("file", "sheet", "value", "store", "person")
"""The columns of our own tables that quote."""


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Night:
    """A night over the sample that speaks English."""
    settings = load_settings(ROOT / "config.yaml").model_copy(update={"workers": 1, "language": "en"})
    at = datetime.fromisoformat(json.loads((ROOT / "tests/sample/truth.json").read_text(encoding="utf-8"))["as_of"])
    options = asked(tmp_path_factory.mktemp("english"), inputs=ROOT / "inputs/示例", settings=settings, as_of=at)
    return Night(run(options, lambda *_: None), options.outputs)


@pytest.fixture(scope="module")
def written(english: Night) -> str:
    """All that stands in a report and is not ours: clerks' words, names, and the Chinese that English texts name."""
    found = {str(path.relative_to(ROOT / "inputs")) for path in (ROOT / "inputs").rglob("*")}
    found |= {str(path.relative_to(english.outputs)) for path in english.outputs.rglob("*")}
    found.add((ROOT / "config.yaml").read_text(encoding="utf-8"))
    for table in english.outputs.rglob("data/records/*.csv"):
        found |= {cell for row in read_csv(table) for cell in row.values()}
    for table in english.outputs.rglob("data/*.csv"):
        found |= {row[column] for row in read_csv(table) for column in WRITTEN if column in row}
    catalogue = content_of(files("aftersales.report.languages") / "en.yaml")
    found |= {*catalogue["texts"].values(), *catalogue["furniture"].values()}
    return "\n".join(found)


def left_in(texts: Iterator[str], written: str) -> list[str]:
    """The texts with Chinese that nobody wrote."""
    return sorted({text for text in texts for han in RUN.findall(text) if han not in written})


def texts_of_page(path: Path) -> Iterator[str]:
    yield from (unescape(part) for part in re.split(r"[<>]", path.read_text(encoding="utf-8")))


def texts_of_book(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if name.endswith(".xml") and "/theme/" not in name:  # a theme names fonts
                yield from (unescape(part) for part in re.split(r"[<>]", book.read(name).decode("utf-8")))


def page_of(english: Night) -> Path:
    return english.outputs / "2026-10" / "售后月报-2026-10.html"


def test_the_pages_say_nothing_of_ours_in_chinese(english: Night, written: str) -> None:
    pages = sorted(english.outputs.rglob("*.html"))
    assert len(pages) > 10
    assert {path.name: left for path in pages if (left := left_in(texts_of_page(path), written))} == {}


def test_the_workbooks_say_nothing_of_ours_in_chinese(english: Night, written: str) -> None:
    books = [path for path in sorted(english.outputs.rglob("*.xlsx")) if path.parent.name != "退回单"]
    assert len(books) > 10
    assert {path.name: left for path in books if (left := left_in(texts_of_book(path), written))} == {}


def test_no_heading_of_the_page_is_chinese(english: Night) -> None:
    headings = OUR_HEADINGS.findall(page_of(english).read_text(encoding="utf-8"))
    assert len(headings) > 200
    said = [unescape(re.sub("<[^>]*>", "", told)) for told in headings]
    assert {told for told in said if RUN.search(told)} == {
        *("五里牌店", "红星店", "高桥店"),
        *(f"Quantity ({unit})" for unit in ("箱", "片", "包")),
    }


def test_the_page_says_its_language_and_its_title(english: Night) -> None:
    page = page_of(english).read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "<h1>Oct 2026: after-sales month report</h1>" in page
    assert "Callback satisfaction rate" in page


def test_the_figures_are_those_of_the_chinese_report(english: Night, sample: Night) -> None:
    number = re.compile(r'<td class="num[^"]*">(?:<[^>]*>)*([\d.,%]+)')
    chinese = (sample.outputs / "2026-10" / "售后月报-2026-10.html").read_text(encoding="utf-8")
    ours = number.findall(page_of(english).read_text(encoding="utf-8"))
    assert len(ours) > 500
    assert ours == number.findall(chinese)


def test_the_sheets_have_english_names_and_their_links_lead_somewhere(english: Night) -> None:
    book = openpyxl.load_workbook(english.outputs / "2026-10" / "售后月报-2026-10.xlsx")
    assert book.sheetnames[0] == "Cover"
    assert [name for name in book.sheetnames if RUN.search(name) or len(name) > 31] == []
    links = [cell.hyperlink.location for sheet in book for row in sheet for cell in row if cell.hyperlink]
    assert len(links) > 100
    assert {str(link).rpartition("!")[0].strip("'") for link in links} <= set(book.sheetnames)
    to_records = [link for link in links if "Records - " in str(link) and not str(link).endswith("!A1")]
    assert len(to_records) > 20


def test_a_return_sheet_speaks_english_and_copies_what_the_clerk_wrote(english: Night, written: str) -> None:
    book = openpyxl.load_workbook(english.outputs / "2026-10" / "退回单" / "2026年客户投诉台账.xlsx")
    told, copied = book[book.sheetnames[0]], book[book.sheetnames[1]]
    assert book.sheetnames[0] == "Cells to mend"
    assert [cell.value for cell in told[5]][:5] == ["No.", "Place", "Written now", "What is wrong", "What to write"]
    lines = (str(cell.value) for row in told.iter_rows(min_row=6, min_col=4) for cell in row if cell.value)
    assert left_in(lines, written) == []
    assert any(RUN.search(str(cell.value)) for row in copied.iter_rows(min_row=4) for cell in row)
