"""The office's supervision: what is proposed, to whom, for which records (S2-18, S2-19, S0-33; ruling 21)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets import worked

HEAD = "| 抽查日期 | 抽查人 | 客户姓名 | 电话 | 回访人 | 当事人 | 抽查结果 | 态度问题 | 是否核实 |"
ROSTER = "花名册\n| 姓名 | 门店 | 岗位 | 入职日期 |\n| 王芳 | 五里牌店 | 文员 | 2024-01-01 |\n| 周主任 | | 行政 | 2024-01-01 |"


def audits(*rows: str) -> str:
    """Audits of October; a row is `回访人 | 当事人 | 抽查结果 | 态度问题 | 是否核实`."""
    lines = [f"| 2026-10-{at:02d} | 周主任 | 客{at} | 138{at:08d} | {row} |" for at, row in enumerate(rows, 1)]
    return "\n".join(["抽查回访记录", HEAD, *lines])


@pytest.mark.parametrize(
    ("row", "fines"),
    [
        ("王芳 | 张三 | 不属实 | |", {("王芳", "S2-18"): -20, ("张三", "S2-18"): -20}),
        ("王芳 | 王芳 | 不属实 | |", {("王芳", "S2-18"): -20}),  # one person in both roles pays once
        ("王芳 | | 未回访 | |", {("王芳", "S2-18"): -20}),
        # two people in one role share the time
        ("王芳/刘敏 | 张三 | 造假 | |", {("王芳", "S2-18"): -10, ("刘敏", "S2-18"): -10, ("张三", "S2-18"): -20}),
        ("王芳/刘敏 | 王芳 | 造假 | |", {("王芳", "S2-18"): -20, ("刘敏", "S2-18"): -10}),
        ("王芳 | 张三 | 不属实 | | 待核实", {}),
        ("王芳 | 张三 | 联系不上 | |", {}),
        ("王芳 | 张三 | 属实 | |", {}),
        ("王芳 | 张三 | 不属实 | | 否", {}),  # not verified
        ("王芳 | 张三 | 不属实 | | 是", {("王芳", "S2-18"): -20, ("张三", "S2-18"): -20}),
        ("王芳 | 张三 | 属实 | 是 |", {("张三", "S2-19"): -50}),  # whatever the post
        ("王芳 | 张三 | 属实 | 是 | 否", {}),
        ("王芳 | 张三 | 不属实 | 是 |", {("王芳", "S2-18"): -20, ("张三", "S2-18"): -20, ("张三", "S2-19"): -50}),
    ],
)
def test_each_finding_has_its_price(tmp_path: Path, row: str, fines: dict[tuple[str, str], float]) -> None:
    assert worked(tmp_path, {"抽查": audits(row)}).proposals() == fines


def test_the_times_of_one_person_are_one_proposal_that_names_its_records(tmp_path: Path) -> None:
    found = worked(tmp_path, {"抽查": audits(*["王芳 | | 不属实 | |"] * 3), "花名册": ROSTER})
    (fine,) = found.results.appraised.proposed_in("2026-10")
    assert (fine.person, fine.store, fine.proposal, fine.amount, fine.status) == (
        "王芳",
        "五里牌店",
        "fine",
        -60,
        "建议",
    )
    assert "3 次 × 20 元" in fine.because
    assert list(fine.record_ids) == found.column("audit", "record_id")


def test_each_month_has_its_own_proposals(tmp_path: Path) -> None:
    sheet = audits("王芳 | | 不属实 | |", "王芳 | | 不属实 | |").replace("2026-10-02", "2026-09-02")
    found = worked(tmp_path, {"抽查": sheet})
    assert found.proposals("2026-09") == found.proposals("2026-10") == {("王芳", "S2-18"): -20}


def test_a_finding_without_a_name_fines_nobody_and_is_asked_about(tmp_path: Path) -> None:
    found = worked(tmp_path, {"抽查": audits(" | | 不属实 | |", "王芳 | | 属实 | 是 |")})
    assert found.proposals() == {}
    one, other = found.said("finding-without-person")
    assert "不属实" in one
    assert "回访人" in one
    assert "当事人" in other


def test_the_amounts_are_settings_and_an_open_amount_stays_open(tmp_path: Path) -> None:
    rows = audits("王芳 | | 不属实 | |", "王芳 | 张三 | 属实 | 是 |")
    fines = {"fines": {"false_callback": 30, "attitude": None}}
    found = worked(tmp_path, {"抽查": rows}, settings=fines)
    assert found.proposals() == {("王芳", "S2-18"): -30, ("张三", "S2-19"): None}
    open_one = next(p for p in found.results.appraised.proposed_in("2026-10") if p.person == "张三")
    assert "金额待定" in open_one.because
    assert open_one.status == "待核定"


def test_a_verified_complaint_of_late_entry_is_proposed_without_an_amount(tmp_path: Path) -> None:
    sheet = """
投诉登记表
| 投诉日期 | 客户 | 电话 | 投诉内容 | 投诉类别 | 是否属实 | 责任人 |
| 2026-10-02 | 陈一 | 13800000001 | 约好的日子没来 | 未及时进场 | 是 | 张三 |
| 2026-10-03 | 林二 | 13800000002 | 约好的日子没来 | 未及时进场 | | 李四 |
| 2026-10-04 | 黄三 | 13800000003 | 约好的日子没来 | 未及时进场 | 是 | |
"""
    assert worked(tmp_path, {"投诉": sheet}).proposals() == {("张三", "S0-33"): None}
    settings = {"fines": {"late_entry": 100}}
    assert worked(tmp_path, {"投诉": sheet}, settings=settings).proposals() == {("张三", "S0-33"): -100}


def test_a_cancelled_complaint_proposes_nothing(tmp_path: Path) -> None:
    sheet = """
投诉登记表
| 投诉日期 | 客户 | 电话 | 投诉内容 | 投诉类别 | 是否属实 | 责任人 | 处理状态 |
| 2026-10-02 | 陈一 | 13800000001 | 约好的日子没来 | 未及时进场 | 是 | 张三 | 取消 |
"""
    assert worked(tmp_path, {"投诉": sheet}).proposals() == {}


def test_a_name_that_two_people_have_is_never_fined_by_guess(tmp_path: Path) -> None:
    two = """
花名册
| 姓名 | 工号 | 门店 | 岗位 | 入职日期 |
| 张伟 | A1 | 五里牌店 | 文员 | 2024-01-01 |
| 张伟 | A2 | 高桥店 | 文员 | 2024-01-01 |
| 周主任 | A3 | | 行政 | 2024-01-01 |
"""
    found = worked(tmp_path, {"抽查": audits("张伟 | | 不属实 | |"), "花名册": two})
    assert found.proposals() == {}
    assert {"ambiguous-person", "finding-without-person"} <= set(found.codes)


def test_a_late_entry_that_names_nobody_is_asked_about(tmp_path: Path) -> None:
    sheet = """
投诉登记表
| 投诉日期 | 客户 | 电话 | 投诉内容 | 投诉类别 | 是否属实 | 责任人 |
| 2026-10-02 | 郑十 | 13800000010 | 师傅没按时进场 | 未及时进场 | 是 | |
"""
    found = worked(tmp_path, {"投诉": sheet})
    assert found.proposals() == {}
    (said,) = found.said("finding-without-person")
    assert "未及时进场" in said
    assert "责任人" in said
