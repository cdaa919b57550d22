"""The front page after a night: files that wait and files that failed, what could not be replaced, who is silent."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from tests.sheets import Night, night

DAYS = ("03", "04", "05", "06", "07", "10", "11", "12", "13", "14")
CALLS = """
售后回访记录
| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 满意度 |
""" + "".join(f"| 2026-08-{day} | 高桥店 | 客户{day} | 138000000{day} | 王芳 | 满意 |\n" for day in DAYS)
AS_OF = datetime.fromisoformat("2026-08-20T03:00")


def front(done: Night) -> str:
    html = (done.outputs / "index.html").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<(style|script)>.*?</\1>", "", html, flags=re.DOTALL)))


def test_a_file_that_will_come_is_told_apart_from_one_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs/还在复制.xlsx").write_bytes(b"")
    (tmp_path / "inputs/13800000001.xlsx").write_bytes(b"no workbook at all")

    page = front(night(tmp_path, {"回访": CALLS}, as_of=AS_OF))

    failed, waiting = page.index("读不出来的文件 文件 原因"), page.index("等下次再读的文件 文件 原因")
    assert failed < page.index("138****0001.xlsx") < waiting < page.index("还在复制.xlsx")
    assert "读不出来 1 个文件" in page
    assert "等待 1 个文件" in page


def test_what_could_not_be_replaced_stands_on_the_page_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody has last night's October open: the front page is the one entry that can still say so."""
    night(tmp_path, {"回访": CALLS}, as_of=AS_OF)
    rename = Path.rename

    def held(path: Path, target: Path) -> Path:
        if path == tmp_path / "outputs/2026-08":
            raise PermissionError(13, "in use")
        return rename(path, target)

    monkeypatch.setattr("aftersales.publish.exchange", lambda *_: False)
    monkeypatch.setattr("aftersales.publish.PAUSE", 0.0)
    monkeypatch.setattr(Path, "rename", held)
    more = CALLS + "| 2026-08-17 | 高桥店 | 陈一 | 13800000017 | 王芳 | 不满意 |\n"
    done = night(tmp_path, {"回访": more}, as_of=datetime.fromisoformat("2026-08-21T03:00"))

    assert done.outcome.exit_code == 5
    page = front(done)
    assert "已算好，但有文件换不掉" in page
    assert "没能替换 2026-08，新的放在“2026-08 (新 2026-08-21 0300)”" in page
    assert "退出码 5" in page


def test_a_gate_that_failed_is_named(tmp_path: Path) -> None:
    settings = {"gates": {"max_rejected_share": 0.05, "required_kinds": ["repair"]}}
    bad = CALLS + "| 不详 | 高桥店 | 陈一 | 13800000017 | 王芳 | 满意 |\n"

    page = front(night(tmp_path, {"回访": bad}, as_of=AS_OF, settings=settings))

    assert "必需的登记表缺少或太旧" in page
    assert "退回的行占 9.1%，超过 5.0%" in page
    assert "缺少必须有的登记表：维修记录" in page


def test_a_shop_that_fell_silent_is_named_after_three_working_days(tmp_path: Path) -> None:
    """The last record is of Friday, the 14th: 17, 18 and 19 August are missing on the morning of the 20th."""
    page = front(night(tmp_path, {"回访": CALLS}, as_of=AS_OF))

    assert "该问一问的登记表 门店 登记表 现在 最后一条 平常 高桥店 售后回访记录 未见 3 个工作日 2026-08-14" in page


@pytest.mark.parametrize("damaged", ["{", '{"title": "?", "headline": "?", "month_counts": []}'], ids=["torn", "other"])
def test_a_damaged_fact_of_an_old_month_costs_its_headline_only(tmp_path: Path, damaged: str) -> None:
    done = night(
        tmp_path, {"回访": CALLS.replace("2026-08", "2026-07") + CALLS.partition("满意度 |\n")[2]}, as_of=AS_OF
    )
    (done.outputs / "2026-07/run.json").write_text(damaged, encoding="utf-8")
    (done.outputs / "2026/periods.json").write_text("[", encoding="utf-8")

    page = front(night(tmp_path, {}, as_of=AS_OF, months=("2026-08",)))

    assert "售后月报-2026-07 记录 0 条" in page
    assert "2026年8月售后月报" in page
