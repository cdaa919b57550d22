"""The front page of the outputs: the months, latest first, and how the last run went."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from aftersales.report.html_index import (
    IndexArchived,
    IndexCleared,
    IndexFile,
    IndexFolder,
    IndexFresh,
    IndexMonth,
    IndexPeriod,
    IndexRest,
    IndexState,
    render_index,
)

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
    assert ("退出码" in page) == bool(status)  # who only reads reports need not know the word


def test_files_that_wait_or_failed_are_named_with_their_reason_and_stay_text() -> None:
    state = IndexState("店", "2026-11-02", 3, 3, (IndexFile("a.xlsx", "还在写"),), (IndexFile("<b>.xls", "已加密"),))

    page = render_index([], state)

    assert '<th scope="row">a.xlsx</th><td class="wide">还在写</td>' in page
    assert '<th scope="row">&lt;b&gt;.xls</th><td class="wide">已加密</td>' in page


# -- folders, quarters and years, who has not handed in, the archive ---------------------------------------------------


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL)))


def with_folders(name: str, *files: str) -> IndexMonth:
    return replace(month(name), slips=IndexFolder(f"{name}/个人", files), returns=IndexFolder(f"{name}/退回单", files))


def test_slips_and_return_sheets_of_the_latest_months_are_named_those_of_older_ones_stand_in_their_folder() -> None:
    names = ("2026-10", "2026-09", "2026-08", "2026-07")
    page = render_index([with_folders(name, "王 芳#1.html") for name in names], STATE)

    assert 'href="2026-10/%E4%B8%AA%E4%BA%BA/%E7%8E%8B%20%E8%8A%B3%231.html"' in page
    assert 'href="2026-10/%E9%80%80%E5%9B%9E%E5%8D%95/"' in page
    assert '2026-07/%E4%B8%AA%E4%BA%BA/"' in page
    assert "2026-07/%E4%B8%AA%E4%BA%BA/%E7%8E%8B" not in page
    assert "退回单文件夹（1 份）" in text_of(page)


def test_a_month_without_slips_says_nothing_of_them() -> None:
    page = text_of(render_index([month("2026-10")], STATE))

    assert "得分单" not in page
    assert "退回单" not in page


def test_quarters_and_years_stand_by_year_the_latest_first() -> None:
    def period(name: str) -> IndexPeriod:
        return IndexPeriod(name, f"报告 {name}", "", "进行中", f"{name[:4]}/{name}.html", f"{name[:4]}/{name}.xlsx")

    rest = IndexRest([period(name) for name in ("2025-Q4", "2025", "2026-Q2", "2026", "2026-Q3")])
    page = text_of(render_index([], STATE, rest=rest))

    at = [page.index(f"报告 {name} ") for name in ("2026", "2026-Q3", "2026-Q2", "2025", "2025-Q4")]
    assert at == sorted(at)
    assert "进行中" in page


LATE = IndexFresh("高桥店", "送货登记表", "2026-10-21", 8, 1, late=True)
WELL = IndexFresh("南门店", "送货登记表", "2026-11-01", 0, 1, late=False)
RARE = IndexFresh("南门店", "投诉登记表", "2026-09-01", 40, 0, late=False)


def test_who_has_not_handed_in_stands_apart_from_who_has() -> None:
    page = text_of(render_index([], STATE, rest=IndexRest(fresh=[LATE, WELL, RARE])))

    assert "没有交登记表 1 处" in page
    late, every = page.index("该问一问的登记表"), page.index("各店各种登记表的最后一条记录")
    assert "高桥店 送货登记表 未见 8 个工作日 2026-10-21 每个工作日都有" in page[late:every]
    assert "南门店" not in page[late:every]
    assert "南门店 送货登记表 到昨天都有 2026-11-01 每个工作日都有" in page[every:]
    assert "投诉登记表 未见 40 个工作日 2026-09-01 没有规律" in page[every:]


def test_nobody_is_asked_when_all_have_handed_in() -> None:
    page = text_of(render_index([], STATE, rest=IndexRest(fresh=[WELL])))

    assert "各店的登记表都按平常的节奏有记录" in page
    assert "该问一问" not in page


def test_the_archive_says_what_may_go_and_what_has_gone() -> None:
    rest = IndexRest(
        archived=[
            IndexArchived("2025-12", 58, "1.5 MB", "已完成", "现在可以"),
            IndexArchived("2026-10", 62, "1.6 MB", "进行中", "年报完成以后，最早 2027-01-08"),
        ],
        cleared=[IndexCleared("2024-12", "2026-01-09", "以后又收到 1 条记录")],
    )
    page = text_of(render_index([], STATE, rest=rest))

    assert "2026-10 62 1.6 MB 进行中 年报完成以后，最早 2027-01-08" in page
    assert page.index("2026-10 62") < page.index("2025-12 58")
    assert "2024-12：已清理（2026-01-09） ；以后又收到 1 条记录" in page.replace("）；", "） ；")


def test_the_reasons_of_an_exit_code_stand_below_it() -> None:
    page = text_of(render_index([], replace(STATE, exit_status=5, reasons=("没能替换 2026-10，新的放在“<b>”",))))

    assert "已算好，但有文件换不掉（可能正在 Excel 里打开，或磁盘已满） 没能替换 2026-10，新的放在“&lt;b&gt;”" in page


def test_of_thousands_of_files_not_read_the_first_are_listed_and_the_rest_counted() -> None:
    waiting = tuple(IndexFile(f"回访{number:05}.xlsx", "文件是空的") for number in range(20_000))

    page = render_index([month("2026-10")], replace(STATE, waiting=waiting))

    assert "回访00199.xlsx" in page
    assert "回访00200.xlsx" not in page
    assert "另有 19,800 个没有列出，全部在" in page
    assert "20000 个" in page or "20,000 个" in page
    assert "另有" not in render_index([month("2026-10")], replace(STATE, waiting=waiting[:200]))
