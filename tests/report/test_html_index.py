"""The front page of the outputs: the months, latest first, and how the last run went."""

from __future__ import annotations

import pytest

from aftersales.report.html import IndexFile, IndexMonth, IndexState, render_index

STATE = IndexState("青禾瓷砖", "2026-11-02T06:31", 0, 1041)


def month(name: str, html: str = "") -> IndexMonth:
    return IndexMonth(name, f"售后月报 {name}", "满意率 84.6%", html or f"{name}/售后月报-{name}.html", "", 3420, 2)


def test_the_latest_month_stands_first() -> None:
    page = render_index([month("2026-09"), month("2026-11"), month("2026-10")], STATE)

    at = [page.index(f"售后月报 {name}</a>") for name in ("2026-11", "2026-10", "2026-09")]
    assert at == sorted(at)


def test_months_that_have_not_come_stand_below_the_others_under_a_heading_of_their_own() -> None:
    page = render_index([month("2062-07"), month("2026-12"), month("2026-11"), month("2026-10")], STATE)

    heading = page.index("日期在将来的记录（请更正）")
    at = [page.index(f"售后月报 {name}</a>") for name in ("2026-11", "2026-10", "2062-07", "2026-12")]
    assert at == sorted(at)
    assert at[1] < heading < at[2]
    assert "日期在将来" not in render_index([month("2026-11")], STATE)


def test_a_month_leads_to_its_page_by_a_relative_address() -> None:
    page = render_index([month("2026-10")], STATE)

    assert 'href="2026-10/%E5%94%AE%E5%90%8E%E6%9C%88%E6%8A%A5-2026-10.html"' in page
    assert "记录 3,420 条，待更正 2 处" in page


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../x.html", "javascript:alert(1)", "//example.invalid/x", "a\\b", "a//b"]
)
def test_an_address_outside_the_outputs_is_refused_as_our_bug(path: str) -> None:
    with pytest.raises(ValueError, match="outputs folder"):
        render_index([month("2026-10", path)], STATE)


@pytest.mark.parametrize(
    ("status", "words", "tone"),
    [
        (0, "已发布", "good"),
        (3, "已发布，但有文件读不出来", "warn"),
        (5, "可能正在 Excel 里打开", "warn"),
        (99, "退出码 99", "warn"),
    ],
)
def test_the_last_run_is_told_in_words(status: int, words: str, tone: str) -> None:
    page = render_index([], IndexState("青禾瓷砖", "2026-11-02T06:31", status, 3))

    assert words in page
    assert f'class="note tone-{tone}"' in page
    assert "2026-11-02 06:31" in page
    assert "还没有发布过月报" in page


def test_files_that_wait_or_failed_are_named_with_their_reason_and_stay_text() -> None:
    state = IndexState("店", "2026-11-02", 3, 3, (IndexFile("a.xlsx", "还在写"),), (IndexFile("<b>.xls", "已加密"),))

    page = render_index([], state)

    assert '<th scope="row">a.xlsx</th><td class="wide">还在写</td>' in page
    assert '<th scope="row">&lt;b&gt;.xls</th><td class="wide">已加密</td>' in page
