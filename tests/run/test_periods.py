"""Reports of quarters and years: which there are, how far they say they have come, and what is in them."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from aftersales.period_report import state_of
from tests.sheets import Night, asked, night, write

CALLS = """
售后回访记录
| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 满意度 | 不满意原因 |
| 2025-10-12 | 高桥店 | 钱八 | 13800000008 | 王芳 | 满意 | |
| 2026-07-02 | 高桥店 | 陈一 | 13800000001 | 王芳 | 满意 | |
| 2026-07-03 | 高桥店 | 林二 | 13800000002 | 王芳 | 不满意 | 瓷砖开裂 |
| 2026-08-04 | 高桥店 | 黄三 | 13800000003 | 刘敏 | 满意 | |
| 2026-10-05 | 南门店 | 周四 | 13800000004 | 刘敏 | 满意 | 客户要求打 13900000009 |
| 2027-03-05 | 南门店 | 吴五 | 13800000005 | 刘敏 | 满意 | |
"""
FORMS = """
售后人员考核管理制度
| 姓名 | 部门 | 考核月份 | 服务态度 | 业务能力 | 工作效率 | 客户满意度 | 团队协作 | 总分 |
| 王芳 | 售后部 | 2026-08 | 90 | 90 | 90 | 90 | 90 | |
| 王芳 | 售后部 | 2026-09 | 80 | 80 | 80 | 80 | 80 | |
"""
AS_OF = datetime(2026, 10, 20, 23, 59)  # noqa: DTZ001 - local time


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T23:59")


@pytest.fixture(scope="module")
def autumn(tmp_path_factory: pytest.TempPathFactory) -> Night:
    return night(tmp_path_factory.mktemp("autumn"), {"回访": CALLS}, as_of=AS_OF)


def facts(done: Night, year: str = "2026") -> dict[str, Any]:
    content: dict[str, Any] = json.loads((done.outputs / year / "periods.json").read_text(encoding="utf-8"))
    return content


def text_of(done: Night, name: str) -> str:
    """What the page says, without markup."""
    html = (done.outputs / name[:4] / f"售后{'季报' if 'Q' in name else '年报'}-{name}.html").read_text(
        encoding="utf-8"
    )
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<(style|script)>.*?</\1>", "", html, flags=re.DOTALL)))


def test_a_category_leads_a_quarter_only_where_it_is_surely_ahead(tmp_path: Path) -> None:
    head = "投诉登记表\n| 投诉日期 | 门店 | 客户姓名 | 电话 | 投诉内容 |\n"
    told = ["瓷砖开裂"] * 2 + ["瓷砖色差"]
    few = [f"| 2026-08-{at + 10} | 高桥店 | 客{at} | 138000001{at:02} | {text} |" for at, text in enumerate(told)]
    many = [f"| 2026-08-{at % 9 + 10} | 高桥店 | 客{at} | 138000002{at:02} | 瓷砖开裂 |" for at in range(20)]

    done = night(tmp_path / "few", {"投诉": head + "\n".join(few)}, as_of=AS_OF)
    assert "投诉分类：最多的是开裂（2 件），与色差（1 件）分不出先后" in text_of(done, "2026-Q3")
    done = night(tmp_path / "many", {"投诉": head + "\n".join([*many, few[-1]])}, as_of=AS_OF)
    assert "投诉分类：最多的是开裂（20 件） 数据表" in text_of(done, "2026-Q3")


def test_a_period_is_reported_from_its_first_month_on_and_never_before_it_begins(autumn: Night) -> None:
    names = {path.name for year in ("2025", "2026") for path in (autumn.outputs / year).iterdir()}

    reports = {f"售后{what}.{ending}" for ending in ("html", "xlsx")
               for what in ("季报-2025-Q4", "年报-2025", "季报-2026-Q3", "季报-2026-Q4", "年报-2026")}  # fmt: skip
    assert names == reports | {"periods.json"}
    assert not (autumn.outputs / "2027").exists()  # the mistyped year has a month, but no report of its own


def test_the_title_says_how_far_a_period_has_come(autumn: Night) -> None:
    told = {period: (own["title"], own["status"]) for period, own in facts(autumn).items()}

    assert told == {
        "2026": ("2026年售后年报（截至 2026-10，12 个月中 3 个月）", "进行中"),
        "2026-Q3": ("2026年第三季度售后季报（3 个月中 2 个月有记录）", "已完成"),
        "2026-Q4": ("2026年第四季度售后季报（截至 2026-10，3 个月中 1 个月）", "进行中"),
    }
    assert facts(autumn)["2026-Q3"]["missing"] == ["2026-09"]
    assert "这些月份没有任何记录，没有计入：2026-09。" in text_of(autumn, "2026-Q3")


def test_the_figures_are_those_of_all_records(autumn: Night) -> None:
    """Two of three in the quarter; 1 of 2 and 1 of 1 in its months, whose mean would be 75 %."""
    quarter = text_of(autumn, "2026-Q3")

    assert "2026年第三季度：回访满意率 66.7%（2/3 户）" in quarter
    assert "2026-07 2 50.0%" in quarter
    assert "2026-08 1 100.0%" in quarter
    assert "本期 3 66.7%" in quarter


def test_a_month_of_a_quarter_opens_its_own_report(autumn: Night) -> None:
    html = (autumn.outputs / "2026/售后季报-2026-Q3.html").read_text(encoding="utf-8")

    links = [unquote(link) for link in re.findall(r'href="(\.\./[^"]+)"', html)]
    assert links == [f"../{month}/售后月报-{month}.html" for month in ("2026-07", "2026-08")]
    assert all((autumn.outputs / "2026" / link).exists() for link in links)


def test_a_missed_target_of_a_quarter_says_whether_chance_may_have_done_it(tmp_path: Path) -> None:
    settings = {"targets": {"callback.satisfaction_rate": 0.9}}
    good, bad = (
        [f"| 2026-08-{at % 9 + 10} | 高桥店 | 客{at} | 139000001{at:02} | 王芳 | {said} | |" for at in range(20)]
        for said in ("满意", "不满意")
    )

    close = night(tmp_path / "close", {"回访": CALLS + "\n".join((*good[:8], bad[8]))}, settings=settings, as_of=AS_OF)
    assert "回访满意率 83.3%，目标 90.0%（可能只是偶然）" in text_of(close, "2026-Q3")  # 10 of 12
    far = night(tmp_path / "far", {"回访": CALLS + "\n".join(bad)}, settings=settings, as_of=AS_OF)
    assert "回访满意率 8.7%，目标 90.0%（不是偶然）" in text_of(far, "2026-Q3")  # 2 of 23


def test_the_same_months_a_year_before_stand_beside_and_a_part_is_compared_with_no_whole(autumn: Night) -> None:
    fourth, third = text_of(autumn, "2026-Q4"), text_of(autumn, "2026-Q3")

    assert "对照期间 去年同期（2025-10）" in fourth
    assert "去年同期 1 100.0%" in fourth
    assert "对照期间 无" in third  # 2025-07 has no records
    assert "去年这些月份的记录不全，不作对比" in third


def test_scores_stand_beside_those_of_their_months(tmp_path: Path) -> None:
    """90 and 80 make 85 for the quarter, marked as estimated from two of three."""
    done = night(tmp_path, {"考核": FORMS}, as_of=AS_OF)

    quarter, year = text_of(done, "2026-Q3"), text_of(done, "2026")
    assert "8月 2026-08 9月 2026-09 说明 王芳 85.00 良好 85.00 2 1 1 90.00 优秀 80.00 良好 推算 2/3" in quarter
    assert "Q3 2026-Q3 8月 2026-08 9月 2026-09 王芳 85.00 2 1 1 85.00 良好 90.00 优秀 80.00 良好" in year
    assert (
        "逐项 期间 姓名 门店 建议 金额（元） 事由 条款 状态 2026-Q3 王芳 建议奖金 500" in quarter
    )  # 良好: 500 a quarter
    assert "没有记录 得分" not in quarter  # no log was kept: no empty table is shown


def test_the_workbook_says_the_same_and_no_phone_is_whole(autumn: Night) -> None:
    book = load_workbook(autumn.outputs / "2026/售后年报-2026.xlsx")
    words = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert any("截至 2026-10，12 个月中 3 个月" in word for word in words)
    assert "本期" in words
    assert "没有上期可比" in words
    assert not {"本月", "上月", "没有上月可比"} & set(words)
    assert not any("13900000009" in word for word in words)
    assert "13900000009" not in text_of(autumn, "2026")


def test_a_night_that_writes_one_month_writes_the_reports_of_its_year_only(tmp_path: Path) -> None:
    done = night(tmp_path, {"回访": CALLS}, as_of=AS_OF, months=("2026-08",))

    assert (done.outputs / "2026/售后季报-2026-Q4.html").exists()
    assert not (done.outputs / "2025").exists()


def test_the_same_inputs_give_the_same_bytes(autumn: Night, tmp_path: Path) -> None:
    again = night(tmp_path, {"回访": CALLS}, as_of=AS_OF)

    for path in sorted((autumn.outputs / "2026").iterdir()):
        assert (again.outputs / "2026" / path.name).read_bytes() == path.read_bytes(), path.name
    assert (again.outputs / "index.html").read_bytes() == (autumn.outputs / "index.html").read_bytes()


def test_a_finished_annual_report_stands_when_its_sheets_are_taken_out_of_the_drop_folder(tmp_path: Path) -> None:
    """The office moves the old year's files away: the report of what they held must not shrink."""
    first = night(tmp_path, {"去年": CALLS.replace("2026-", "2025-"), "今年": CALLS}, as_of=at("2026-10-20"))
    before = {path.name: path.read_bytes() for path in (first.outputs / "2025").iterdir()}
    assert facts(first, "2025")["2025"]["status"] == "已完成"

    (tmp_path / "inputs/去年.xlsx").unlink()  # 2025-10 is left, in the file of this year
    second = night(tmp_path, {}, as_of=at("2026-10-21"))

    assert {path.name: path.read_bytes() for path in (second.outputs / "2025").iterdir()} == before


def test_a_quarter_that_is_done_stands_as_it_is_once_its_months_are_closed(tmp_path: Path) -> None:
    """The months close on the night after the 8th; from then on only what still runs is written anew."""
    nights = [night(tmp_path, {"回访": CALLS}, as_of=at(f"2026-10-{day}")) for day in ("09", "10")]
    before, running = (text_of(nights[-1], name) for name in ("2026-Q3", "2026-Q4"))

    last = night(tmp_path, {}, as_of=at("2026-10-20"), rebuild=True)

    assert text_of(last, "2026-Q3") == before
    assert "统计时点 2026-10-10" not in before  # that of the night that closed nothing yet
    assert text_of(last, "2026-Q4") != running
    assert facts(last)["2026-Q3"]["status"] == "已完成"
    assert "2026年至今：回访满意率 75.0%（3/4 户）" in text_of(last, "2026")  # closed months enter as published


@pytest.mark.parametrize(
    ("today", "status", "months", "missing"),
    [
        ("2026-10-31", "进行中", ("2026-10",), ()),
        ("2026-12-31", "进行中", ("2026-10", "2026-12"), ("2026-11",)),
        ("2027-01-01", "待定稿", ("2026-10", "2026-12"), ("2026-11",)),
        ("2027-01-07", "待定稿", ("2026-10", "2026-12"), ("2026-11",)),
        ("2027-01-08", "已完成", ("2026-10", "2026-12"), ("2026-11",)),
    ],
)
def test_a_period_runs_settles_and_is_done(
    today: str, status: str, months: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    state = state_of("2026-Q4", frozenset({"2025-10", "2026-10", "2026-12"}), date.fromisoformat(today), 8)

    assert (state.status, state.months, state.missing) == (status, months, missing)
    assert state.last_year == (("2025-10",) if months == ("2026-10",) else ())


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "inputs", {"回访": CALLS})
    options = asked(tmp_path, as_of=AS_OF, dry_run=True)
    done = night(tmp_path, {}, as_of=AS_OF, dry_run=True)

    assert done.outcome.months
    assert not options.outputs.exists()
