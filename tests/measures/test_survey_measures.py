"""Answered forms and the department's standard (S3-30, S3-60, S3-61); warranty by the customer's card (S4-07)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets import worked

HEAD = "| 填表日期 | 门店 | 客户姓名 | 电话 | 产品 | 服务人员 | 问题解决的及时性 | 专业水平 | 服务态度 | 流程便捷性 | 解决方案满意度 |"
FORMS = f"""
产品售后服务评价表
{HEAD}
| 2026-10-02 | 五里牌店 | 陈一 | 13800000001 | M1 | 张三 | 5 | 5 | 5 | 4 | 5 |
| 2026-10-03 | 五里牌店 | 林二 | 13800000002 | M1 | 张三/李四 | 3 | 4 | 5 | | 2 |
| 2026-10-04 | 高桥店 | 黄三 | 13800000003 | M1 | | 0 | 6 | 4 | 4 | 非常满意 |
"""


def test_answers_are_counted_by_question_and_all_together(tmp_path: Path) -> None:
    found = worked(tmp_path, {"评价表": FORMS})
    assert found.figure("survey.forms") == 3
    assert found.split("survey.forms", "category") == {"q1": 2, "q2": 2, "q3": 3, "q4": 2, "q5": 3}
    assert found.split("survey.mean", "category") == {"q1": 4, "q2": 4.5, "q3": pytest.approx(14 / 3), "q4": 4, "q5": 4}
    assert found.parts("survey.mean") == (5 + 5 + 5 + 4 + 5 + 3 + 4 + 5 + 2 + 4 + 4 + 5, 12)
    assert found.parts("survey.satisfaction_rate") == (10, 12)  # all but a 3 and a 2
    assert found.parts("survey.satisfaction_rate", category="q1") == (1, 2)
    assert found.split("survey.forms", "person") == {"张三": 1.5, "李四": 0.5, "未分配": 1}
    assert found.parts("survey.mean", person="李四") == (7, 2)  # half of 3 + 4 + 5 + 2, half of four answers


def test_answers_outside_one_to_five_are_counted_and_left_out(tmp_path: Path) -> None:
    found = worked(tmp_path, {"评价表": FORMS})
    assert found.figure("survey.invalid") == 2  # a 0 and a 6
    assert found.split("survey.invalid", "category") == {"q1": 1, "q2": 1}
    assert found.codes.count("not-a-rating") == 2
    fine = worked(tmp_path / "fine", {"评价表": FORMS.replace("| 0 | 6 |", "| | |")})
    assert fine.figure("survey.invalid") == 0  # blanks are no wrong answers


CARDS = """
客户资料卡
| 客户姓名 | 电话 | 购买日期 | 安装日期 | 保修期(月) |
| 陈一 | 13800000001 | 2025-10-05 | 2025-10-20 | |
| 林二 | 13800000002 | 2025-10-05 | | |
| 黄三 | 13800000003 | | 2024-10-10 | 24 |
| 周四 | 13800000004 | | | |
"""
CALLS = """
售后回访记录
| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 满意度 |
| 2026-10-04 | 五里牌店 | 陈一 | 13800000001 | 王芳 | 不满意 |
| 2026-10-05 | 五里牌店 | 林二 | 13800000002 | 王芳 | 满意 |
| 2026-10-09 | 高桥店 | 黄三 | 13800000003 | 王芳 | 满意 |
| 2026-10-09 | 高桥店 | 周四 | 13800000004 | 王芳 | 满意 |
| 2026-10-09 | 高桥店 | 吴五 | 13800000005 | 王芳 | 满意 |
"""


def test_warranty_runs_from_purchase_else_installation_up_to_the_day_before(tmp_path: Path) -> None:
    found = worked(tmp_path, {"客户资料": CARDS, "回访": CALLS})
    # 陈一: until 4 October 2026, in; 林二: on the 5th it is over; 黄三: 24 months until 9 October, in; others unknown
    assert found.parts("department.standard", category="售后维护") == (1, 2)
    row = found.row("department.standard", category="售后维护")
    assert row is not None
    assert (row["target"], row["verdict"]) == (0.9, "样本不足")


def test_the_department_is_judged_as_a_whole_and_by_shop(tmp_path: Path) -> None:
    found = worked(tmp_path, {"评价表": FORMS}, settings={"rules": {"small_sample": 1}})
    assert found.parts("department.standard", category="服务态度") == (3, 3)  # q3
    assert found.parts("department.standard", category="问题解决率") == (2, 3)  # q5
    assert found.parts("department.standard", category="服务效率") == (1, 2)  # q1
    assert found.row("department.standard", category="售后维护") is None
    verdicts = {
        name: found.row("department.standard", category=name)["verdict"]  # type: ignore[index]  # the row is there
        for name in ("服务态度", "问题解决率", "服务效率")
    }
    assert verdicts == {"服务态度": "达标", "问题解决率": "未达标", "服务效率": "未达标"}
    shop = found.row("department.standard", category="问题解决率", store="高桥店")
    assert shop is not None
    assert shop["verdict"] == "达标"
    assert found.split("department.standard", "person") == {}


def test_a_shop_may_set_a_standard_of_its_own(tmp_path: Path) -> None:
    settings = {"rules": {"small_sample": 1}, "targets": {"department.standard": 0.6}}
    found = worked(tmp_path, {"评价表": FORMS}, settings=settings)
    row = found.row("department.standard", category="问题解决率")
    assert row is not None
    assert (row["target"], row["verdict"]) == (0.6, "达标")
