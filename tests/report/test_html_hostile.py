"""What a cell can hold to harm a reader: on the page it is text, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from aftersales.report.html import render_html
from aftersales.report.page import (
    Cell,
    Chart,
    Column,
    Figure,
    Figures,
    Link,
    Look,
    Note,
    Page,
    Plot,
    Report,
    Series,
    Table,
    Tone,
)
from tests.report.factory import awkward_report, report

HOSTILE = '<img src=x onerror="alert(1)"></script><script>alert(\'x\')</script>" onmouseover=alert(2) x="'


NAMESPACES = {"http://www.w3.org/2000/svg"}


class Elements(HTMLParser):
    """All elements of a page with their attributes, and the text beside them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def values(self, attribute: str) -> Iterator[str]:
        return (attrs[attribute] or "" for _, attrs in self.found if attribute in attrs)


def everything_hostile(text: str = HOSTILE) -> Report:
    """The same text in every place of a report that takes one."""
    cell = Cell(text, tone=Tone.BAD, note=text, link=Link(text, text))
    table = Table(text, text, (Column(text, note=text),), ((cell,), (text,)), note=text, outline=True, filters=True)
    card = Figure(
        text, text, text, Look.TEXT, verdict=text, definition=text, link=Link(text, text), n=text, target=text
    )
    plots = tuple(
        Chart(f"{text}{plot}", text, plot, (text, text), (Series(text, (1.0, 2.0)),) * 2, Look.COUNT, text, alt=text)
        for plot in Plot
    )
    blocks = (Figures(f"f{text}", (card,)), table, *plots, Note(text, Tone.WARN, (text,)))
    pages = (Page(text, text, text, blocks), Page(f"d{text}", text, text, blocks, details=True))
    return Report(text, text, text, text, text, ((text, text),), pages, text)


def test_a_page_loads_nothing_from_anywhere() -> None:
    page = render_html(awkward_report())
    elements = Elements(page)

    assert set(re.findall(r'xmlns="([^"]*)"', page)) == NAMESPACES
    assert [url for url in elements.values("href") if not url.startswith("#")] == ["data:,"]
    assert list(elements.values("src")) == []
    assert {tag for tag, _ in elements.found} & {
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
        "use",
        "image",
    } == set()
    code = "".join(re.findall(r"<(?:style|script)>(.*?)</", page, re.DOTALL))
    assert not re.search(r"https?:|url\(|@import", code)


def test_no_element_has_a_style_or_a_handler_of_its_own() -> None:
    names = {name for _, attrs in Elements(render_html(everything_hostile())).found for name in attrs}

    assert not {name for name in names if name == "style" or name.startswith("on")}


def test_hostile_text_in_any_place_stays_text() -> None:
    page = render_html(everything_hostile())
    elements = Elements(page)

    assert [tag for tag, _ in elements.found].count("script") == 1
    assert "img" not in {tag for tag, _ in elements.found}
    assert any(HOSTILE in text for text in elements.texts)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//example.invalid", "http://example.invalid"]
)
def test_an_address_in_a_cell_or_a_link_never_becomes_one(address: str) -> None:
    elements = Elements(render_html(everything_hostile(address)))

    assert {url[0] for url in elements.values("href") if url != "data:,"} == {"#"}


def test_marks_that_turn_the_reading_direction_are_made_visible() -> None:
    page = render_html(everything_hostile("王\u202e芳\u2066\x00\ud800"))

    assert "王\ufffd芳" in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", page)
    assert page.encode("utf-8")


def test_every_link_inside_the_page_has_its_place_and_no_place_stands_twice() -> None:
    for made in (report(), awkward_report(), everything_hostile()):
        elements = Elements(render_html(made))
        ids = list(elements.values("id"))

        assert len(ids) == len(set(ids))
        assert {url[1:] for url in elements.values("href") if url.startswith("#")} <= set(ids)
        named = [name for value in elements.values("aria-labelledby") for name in value.split()]
        assert set(named) <= set(ids)
