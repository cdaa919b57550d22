"""The page in a real browser: silent, within its policy, readable on a phone, usable by keyboard, printable."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aftersales.report.html import IndexFile, IndexMonth, IndexState, render_html, render_index
from aftersales.report.page import Cell, Column, Link, Look, Page, Table, Tone
from tests.report.factory import awkward_report, details, report
from tests.report.test_html_hostile import HOSTILE, everything_hostile

if TYPE_CHECKING:
    from tests.browser.conftest import Open

INDEX = render_index(
    [IndexMonth("2026-10", "售后月报 2026年10月", "满意率 84.6%", "2026-10/a.html", "2026-10/a.xlsx", 3420, 2)],
    IndexState(
        "青禾瓷砖", "2026-11-02T06:31", 3, 41, (IndexFile("回访.xlsx", "还在写"),), (IndexFile("a.xls", "已加密"),)
    ),
)
PAGES = {
    "report": render_html(report()),
    "awkward": render_html(awkward_report()),
    "hostile": render_html(everything_hostile()),
    "handlers": render_html(everything_hostile("javascript:alert(1)")),
    "index": INDEX,
}
each_page = pytest.mark.parametrize("name", PAGES)
SCORES = Table(
    "scores",
    "得分",
    (Column("姓名"), Column("得分", Look.NUMBER), Column("说明", Look.WIDE)),
    (
        ("王芳", 9.5, "甲"),
        ("李强", 1200, "乙"),
        ("赵敏", None, "丙"),
        ("刘洋", Cell(-3, tone=Tone.BAD, note="见明细"), "丁"),
        *((f"员工{at}", 100 + at, "戊") for at in range(8)),
        ("合计", 2000, ""),
    ),
    total=True,
    filters=True,
)
TABLE_PAGE = render_html(replace(report(), pages=(Page("p", "得分", "", (SCORES,)),)))


@each_page
def test_a_page_opens_silently_and_asks_for_nothing(show: Open, name: str) -> None:
    opened = show(PAGES[name])
    opened.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")

    assert opened.complaints == []
    assert opened.page.evaluate("violations") == []
    assert [url for url in opened.requests if not url.startswith(("file://", "data:,"))] == []
    assert len([url for url in opened.requests if url.startswith("file://")]) == 1


def test_the_policy_stops_what_is_not_ours(show: Open) -> None:
    """The guard itself works: a style, a script and a picture that we did not make are refused and noted."""
    foreign = "<p style='color:red'></p><script>window.alive = 1</script><img src='http://127.0.0.1:9/x.png'>"
    opened = show(PAGES["report"].replace("<main", f"{foreign}<main"))

    opened.page.wait_for_function("violations.length >= 3")
    assert opened.page.evaluate("window.alive") is None
    directives = {line.split(" ")[0] for line in opened.page.evaluate("violations")}
    assert directives == {"style-src-attr", "script-src-elem", "img-src"}


@each_page
def test_a_page_never_scrolls_sideways(show: Open, name: str) -> None:
    page = show(PAGES[name]).page
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")

    for width in (1280, 768, 360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_wide_table_scrolls_inside_itself_with_its_first_column_in_place(show: Open) -> None:
    page = show(PAGES["report"], width=360, anchor="#page-complaints").page
    box = page.locator("#complaints-compensation .scroll")

    assert box.get_attribute("tabindex") == "0"
    box.evaluate("one => { one.scrollLeft = 200; }")
    first = page.locator("#complaints-compensation tbody th").first
    assert first.evaluate("one => one.getBoundingClientRect().left") == pytest.approx(
        box.evaluate("one => one.getBoundingClientRect().left"), abs=1
    )


def test_the_contents_take_one_line_of_a_phone(show: Open) -> None:
    """The figures come first; the contents are moved sideways."""
    contents = show(PAGES["report"], width=360).page.locator(".toc ol")

    assert contents.evaluate("one => one.scrollWidth > one.clientWidth")
    assert contents.evaluate("one => one.getBoundingClientRect().height") < 60


def test_the_text_of_a_chart_can_be_read_on_a_phone(show: Open) -> None:
    page = show(PAGES["report"], width=360).page

    heights = page.eval_on_selector_all("svg text", "all => all.map(one => one.getBoundingClientRect().height)")
    assert min(heights) >= 9


def test_no_text_of_a_chart_stands_outside_it(show: Open) -> None:
    page = show(PAGES["report"]).page

    outside = page.eval_on_selector_all(
        "svg.plot text",
        """all => all.filter(one => {
            const text = one.getBoundingClientRect(), plot = one.closest("svg").getBoundingClientRect();
            return text.left < plot.left - 1 || text.right > plot.right + 1 || text.bottom > plot.bottom + 1;
        }).map(one => one.textContent)""",
    )
    assert outside == []


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [(name, 1280, "light") for name in PAGES] + [(name, 360, "dark") for name in ("report", "index")],
)
def test_axe_finds_nothing(show: Open, name: str, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = show(PAGES[name], width=width, color_scheme=scheme, bypass_csp=True).page
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")

    found = axe.Axe().run(page)

    told = [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in found.response["violations"]]
    assert told == []


def test_the_tab_key_reaches_every_link_and_the_first_skips_to_the_text(show: Open) -> None:
    page = show(PAGES["report"]).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    page.reload()
    links = page.eval_on_selector_all(
        "a[href]", "all => all.filter(one => one.checkVisibility()).map(one => one.innerText)"
    )
    reached: list[str] = []
    while len(reached) < 200 and "回到开头" not in reached:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.innerText"))
    assert len(links) > 10
    assert [text for text in links if text not in reached] == []


def test_a_table_is_sorted_by_its_heading_blanks_last_and_the_total_below(show: Open) -> None:
    page = show(TABLE_PAGE).page
    names = "all => all.map(one => one.cells[0].textContent)"
    heading = page.locator("thead th", has_text="得分")

    heading.locator("button").click()
    rising = page.eval_on_selector_all("tbody tr", names)
    assert rising[:3] == ["刘洋", "王芳", "员工0"]
    assert rising[-2:] == ["李强", "赵敏"]
    assert heading.get_attribute("aria-sort") == "ascending"

    heading.locator("button").press("Enter")
    falling = page.eval_on_selector_all("tbody tr", names)
    assert (falling[0], falling[-2], falling[-1]) == ("李强", "刘洋", "赵敏")
    assert heading.get_attribute("aria-sort") == "descending"
    assert page.eval_on_selector_all("tfoot tr", names) == ["合计"]


def test_a_table_is_filtered_by_what_is_typed(show: Open) -> None:
    page = show(TABLE_PAGE).page

    page.get_by_label("筛选").fill("员工3")

    assert page.locator("tbody tr:visible").all_inner_texts() == ["员工3\t103\t戊"]
    assert page.get_by_role("status").inner_text() == "1 行"


def test_a_link_opens_the_folded_records_it_leads_to(show: Open) -> None:
    page = show(PAGES["report"]).page
    row = page.locator("#details-callback-回访-0001")
    assert not row.is_visible()

    page.locator('a[href="#details-callback-回访-0001"]').click()

    assert row.is_visible()
    assert row.locator("th").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


def test_a_page_is_whole_without_its_script(show: Open) -> None:
    page = show(PAGES["report"], java_script_enabled=False).page

    assert page.locator("h1").inner_text() == "售后月报 2026年10月"
    assert page.locator("#callbacks-by-person tbody tr").count() == 3
    page.locator("#callbacks-by-store summary").click()
    assert page.locator("#callbacks-by-store table").is_visible()


def test_dark_and_light_have_charts_of_their_own_colour(show: Open) -> None:
    fill = "one => getComputedStyle(one).fill"
    light = show(PAGES["report"], color_scheme="light").page.locator(".fill-s0").first.evaluate(fill)
    dark = show(PAGES["report"], color_scheme="dark").page.locator(".fill-s0").first.evaluate(fill)

    assert (light, dark) == ("rgb(0, 114, 178)", "rgb(88, 166, 255)")


def test_nothing_moves_for_those_who_asked_for_that(show: Open) -> None:
    page = show(PAGES["report"], reduced_motion="reduce").page

    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_it_prints_on_a4_with_its_folded_tables_open_and_its_records_left_out(show: Open) -> None:
    page = show(render_html(report(replace(details(400), id="more")))).page

    printed = page.pdf(prefer_css_page_size=True)
    assert re.search(rb"/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]", printed)
    assert len(re.findall(rb"/Type /Page\b", printed)) <= 6

    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1000})  # what A4 leaves between its margins
    assert page.evaluate("document.documentElement.scrollWidth") <= 703
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#callbacks-by-store table").is_visible()
    assert not page.locator("nav.toc").is_visible()
    assert not page.locator("#more-callback-rows table").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator("#callbacks-by-store table").is_visible()


def test_hostile_text_is_shown_as_it_was_typed(show: Open) -> None:
    page = show(PAGES["hostile"]).page

    assert page.locator("h1").inner_text() == HOSTILE
    assert page.evaluate("document.images.length") == 0


def test_a_link_to_nowhere_is_no_link(show: Open) -> None:
    cell = Cell("看", link=Link("gone", "x"))
    page = show(
        render_html(replace(report(), pages=(Page("p", "页", "", (Table("t", "表", (Column("a"),), ((cell,),)),)),)))
    ).page

    assert page.locator("table a").count() == 0
