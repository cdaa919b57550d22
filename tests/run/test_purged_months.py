"""A month that was cleared away does not come back by itself, though its rows still lie in the drop folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from aftersales.purging import candidates, purge
from tests.sheets import Night, night

CALLS = """
售后回访记录
| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 满意度 |
| 2025-11-02 | 高桥店 | 陈一 | 13800000001 | 王芳 | 满意 |
| 2025-12-03 | 高桥店 | 林二 | 13800000002 | 王芳 | 不满意 |
| 2026-01-04 | 高桥店 | 黄三 | 13800000003 | 刘敏 | 满意 |
"""
MORE = CALLS + "| 2025-11-20 | 高桥店 | 周四 | 13800000004 | 王芳 | 满意 |\n"


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T03:00")


def published(done: Night) -> list[str]:
    return sorted(path.name for path in done.outputs.iterdir() if path.name[4:5] == "-")


def front(done: Night) -> str:
    return (done.outputs / "index.html").read_text(encoding="utf-8")


def test_a_cleared_month_stays_away_until_it_is_asked_for(tmp_path: Path) -> None:
    first = night(tmp_path, {"回访": CALLS}, as_of=at("2026-01-09"))
    annual = {path.name: path.read_bytes() for path in (first.outputs / "2025").iterdir()}
    found = candidates(first.outputs, "2026-06")
    assert [(one.month, bool(one.refused)) for one in found] == [
        ("2025-11", False),
        ("2025-12", False),
        ("2026-01", True),
    ]
    assert purge(first.outputs, found[:1], at("2026-01-09")) == []

    second = night(tmp_path, {}, as_of=at("2026-01-10"))
    assert published(second) == ["2025-12", "2026-01"]
    assert "2025-11：已清理（2026-01-09）" in front(second)
    assert 'href="2025-11/' not in front(second)
    assert {path.name: path.read_bytes() for path in (second.outputs / "2025").iterdir()} == annual
    assert not any("2025-11" in remark for remark in second.outcome.remarks)

    third = night(tmp_path, {"回访": MORE}, as_of=at("2026-01-11"))
    assert published(third) == ["2025-12", "2026-01"]
    assert "以后又收到 1 条记录，要看请运行 run --month 2025-11" in front(third)

    fourth = night(tmp_path, {}, as_of=at("2026-01-12"), months=("2025-11",))
    assert published(fourth) == ["2025-11", "2025-12", "2026-01"]
    assert "以后又重新生成过" in front(fourth)


def test_a_month_may_go_only_when_its_year_is_settled(tmp_path: Path) -> None:
    december, settling, done = (
        candidates(
            night(tmp_path, {"回访": CALLS.replace("2026-01-04", "2025-10-04")}, as_of=at(day)).outputs, "2026-01"
        )
        for day in ("2025-12-31", "2026-01-07", "2026-01-09")
    )

    assert {one.refused for one in (*december, *settling)} == {"2025 年的年报还没有完成"}
    assert {one.refused for one in done} == {""}


def test_a_closed_month_that_was_cleared_away_is_not_restored_from_the_ledger(tmp_path: Path) -> None:
    for day in ("2026-01-09", "2026-02-09", "2026-02-10"):  # seen, published after the 8th, closed
        last = night(tmp_path, {"回访": CALLS}, as_of=at(day))
    assert (last.outputs / "2025-11/ledger.json").exists()
    page = (last.outputs / "2025-11/售后月报-2025-11.html").read_bytes()
    kept = sorted(path.name for path in (tmp_path / "state/ledger").iterdir())

    purge(last.outputs, candidates(last.outputs, "2025-12"), at("2026-02-10"))
    after = night(tmp_path, {}, as_of=at("2026-02-11"))

    assert published(after) == ["2025-12", "2026-01"]
    assert after.outcome.remarks == ()
    assert sorted(path.name for path in (tmp_path / "state/ledger").iterdir()) == kept

    asked_for = night(tmp_path, {}, as_of=at("2026-02-12"), months=("2025-11",))
    assert published(asked_for) == ["2025-11", "2025-12", "2026-01"]
    assert (asked_for.outputs / "2025-11/售后月报-2025-11.html").read_bytes() == page
