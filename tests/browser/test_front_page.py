"""The front page with everything on it: every link leads somewhere, from the disk, a share or an unpacked zip."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from tests.sheets import night

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.conftest import Open

DAYS = ("03", "04", "05", "06", "07", "10", "11", "12", "13", "14")
CALLS = """
售后回访记录
| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 满意度 |
""" + "".join(f"| 2026-08-{day} | 高桥店 | 客户{day} | 138000000{day} | 王芳 | 满意 |\n" for day in DAYS)
BAD = "| 9月41日 | 高桥店 | 陈一 | 13800000001 | 王芳 | 满意 |\n| 2026-09-02 | 高桥店 | 林二 | 13800000002 | 王芳 | 满意 |\n"
FORMS = """
售后人员考核管理制度
| 姓名 | 部门 | 考核月份 | 服务态度 | 业务能力 | 工作效率 | 客户满意度 | 团队协作 | 总分 |
| 王芳 | 售后部 | 2026-08 | 90 | 90 | 90 | 90 | 90 | |
"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a night publishes, packed and unpacked again elsewhere under a name with blanks and Chinese characters."""
    folder = tmp_path_factory.mktemp("published")
    files = {"回访 #1 100%": CALLS + BAD, "考核": FORMS}
    done = night(folder, files, as_of=datetime.fromisoformat("2026-09-20T23:59"))
    packed = shutil.make_archive(str(folder / "outputs"), "zip", done.outputs)
    unpacked = folder / "网盘 下载/售后 报表"
    shutil.unpack_archive(packed, unpacked)
    return unpacked


def test_every_link_of_the_front_page_leads_somewhere(browser: Browser, outputs: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto((outputs / "index.html").as_uri())

    links = page.eval_on_selector_all("main a", "all => all.map(one => one.href)")
    places = {unquote(urlsplit(link).path) for link in links if "#" not in link}
    assert [place for place in places if not Path(place).exists()] == []
    names = {Path(place).relative_to(outputs).as_posix() for place in places}
    assert names >= {
        "2026-08/售后月报-2026-08.html",
        "2026-08/售后月报-2026-08.xlsx",
        "2026-08/个人",
        "2026-08/个人/王芳-2026-08.html",
        "2026-09/退回单",
        "2026-09/退回单/回访 #1 100%.xlsx",
        "2026/售后季报-2026-Q3.html",
        "2026/售后年报-2026.xlsx",
    }
    page.close()


def test_the_reports_open_from_the_front_page_and_ask_for_nothing(browser: Browser, outputs: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("2026年8月售后月报", "2026年第三季度售后季报（截至 2026-09，3 个月中 2 个月）"):
        page.goto((outputs / "index.html").as_uri())
        page.get_by_role("link", name=name, exact=True).click()
        assert page.locator("h1").inner_text() == name
    assert {urlsplit(url).scheme for url in asked} <= {"file", "data"}
    page.close()


@pytest.mark.parametrize("name", ["index.html", "2026/售后季报-2026-Q3.html", "2026/售后年报-2026.html"])
def test_pages_are_silent_and_never_scroll_sideways(show: Open, outputs: Path, name: str) -> None:
    opened = show((outputs / name).read_text(encoding="utf-8"))
    page = opened.page
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")

    assert opened.complaints == []
    assert page.evaluate("violations") == []
    for width in (1280, 768, 360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_who_has_not_handed_in_is_told(show: Open, outputs: Path) -> None:
    page = show((outputs / "index.html").read_text(encoding="utf-8")).page

    late = page.locator("#late tbody tr").all_inner_texts()
    assert len(late) == 1
    assert late[0].split() == ["高桥店", "售后回访记录", "未见", "12", "个工作日", "2026-09-02", "每个工作日都有"]
