"""Every catalogue has the same words, and all that a report says; no template has a word of its own."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from aftersales.report.in_language import page_in
from aftersales.report.languages import HAN, Language, language, made
from aftersales.report.page import Cell, Column, Figure, Figures, Link, Look, Page, Table
from aftersales.report.templating import BESIDE
from aftersales.shipped import content_of
from tests.report.languages import HOLE, blanked, spoken_by_code, spoken_by_data

CATALOGUES = sorted(
    file.name.removesuffix(".yaml")
    for file in files("aftersales.report.languages").iterdir()
    if file.name.endswith(".yaml")
)
FOREIGN = [name for name in CATALOGUES if name != "zh"]


def catalogue(name: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = content_of(files("aftersales.report.languages") / f"{name}.yaml")
    return found


def test_there_is_chinese_and_english() -> None:
    assert CATALOGUES == ["en", "zh"]


@pytest.mark.parametrize("name", FOREIGN)
def test_no_key_is_missing(name: str) -> None:
    assert catalogue(name)["furniture"].keys() == catalogue("zh")["furniture"].keys()


@pytest.mark.parametrize("name", FOREIGN)
def test_no_text_that_a_report_says_is_missing(name: str) -> None:
    known = set(map(blanked, catalogue(name)["texts"]))
    spoken = spoken_by_code() | spoken_by_data()
    assert len(spoken) > 1_000
    missing = [f"{source}: {text}" for text, source in spoken.items() if blanked(text) not in known]
    assert missing == []


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_filled_in_is_filled_in_there_too(name: str) -> None:
    texts, furniture = catalogue(name)["texts"], catalogue("zh")["furniture"]
    pairs = [*texts.items(), *((furniture[key], said) for key, said in catalogue(name)["furniture"].items())]
    differ = [text for text, said in pairs if _holes(text) != _holes(said)]
    assert differ == []


def _holes(text: str) -> Counter[str] | set[str]:
    found = HOLE.findall(text)
    return Counter(found) if "{}" in found else set(found)


def test_no_template_has_a_word_of_its_own() -> None:
    told = {path.name: HAN.findall(path.read_text(encoding="utf-8")) for path in BESIDE.rglob("*") if path.is_file()}
    assert {"report.js", "report.css", "slip.html.j2"} <= told.keys()
    assert {name: found for name, found in told.items() if found} == {}


def test_a_template_asks_for_no_word_that_is_not_there() -> None:
    asked = re.compile(r"\bwords\.(\w+)(?![\w(])|@\{(\w+)\}")
    keys = {
        word or other
        for path in BESIDE.rglob("*")
        if path.is_file()
        for word, other in asked.findall(path.read_text(encoding="utf-8"))
    }
    assert keys - catalogue("zh")["furniture"].keys() == set()


ENGLISH = made(
    "en",
    {},
    {
        "满意率": "satisfaction rate",
        "上升": "rose",
        "投诉 {} 件": "{} complaints",
        "，赔偿金额 {} 元": ", compensation {} yuan",
        "{a}还有 {b} 件未结": "{b} are open at {a}",
        "无": "none",
        "第{}行": "row {}",
        "回访": "callbacks",
        "{}年{}月": "{}-{}",
        "月底": "month end",
    },
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("满意率", "satisfaction rate"),
        ("投诉 3 件", "3 complaints"),
        ("投诉 3 件，赔偿金额 5 元", "3 complaints, compensation 5 yuan"),
        ("投诉 3 件。满意率：上升", "3 complaints. satisfaction rate: rose"),
        ("月底还有 4 件未结", "4 are open at month end"),
        ("王芳", "王芳"),
        ("王芳、无", "王芳, none"),
        ("2026-10", "2026-10"),
        ("2026年10月/回访.xlsx", "2026年10月/回访.xlsx"),
        ("2026年10月/回访.xlsx › 回访 › 第7行", "2026年10月/回访.xlsx › 回访 › row 7"),
    ],
)
def test_a_text_is_said_as_a_whole_or_part_by_part(text: str, said: str) -> None:
    assert ENGLISH.say(text) == said


def test_a_place_on_several_lines_keeps_its_names() -> None:
    assert ENGLISH.say("回访.xlsx › 回访 › 第7行\n回访.xlsx › 满意率 › 第9行") == (
        "回访.xlsx › 回访 › row 7\n回访.xlsx › 满意率 › row 9"
    )


def test_chinese_says_everything_as_it_is() -> None:
    chinese: Language = language("zh")
    assert chinese.say("满意率上升") == "满意率上升"


def test_links_follow_the_words_of_a_row_and_keep_the_name_of_a_shop() -> None:
    figure = Figure("callback.rate", "满意率", 0.8, Look.RATE, link=Link("rows", "满意率"))
    shop = Cell("高桥店（东区）", link=Link("each-store", "store-高桥店（东区）"))
    table = Table("stores", "各门店", (Column("门店"), Column("指标")), ((shop, Cell("满意率", link=figure.link)),))
    figures, stores = page_in(Page("overview", "总览", "", (Figures("key", (figure,)), table)), ENGLISH).blocks
    assert isinstance(figures, Figures)
    assert isinstance(stores, Table)
    links = [figures.figures[0].link, *(cell.link for cell in stores.rows[0] if isinstance(cell, Cell))]
    row = Link("rows", "satisfaction rate")
    assert links == [row, Link("each-store", "store-高桥店（东区）"), row]
