"""The worked examples of docs/rules.md §8 that are about the tile shop, through sheets as a clerk keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest

from aftersales.measures.clock import third_of_month
from aftersales.measures.department import in_warranty
from tests.sheets import worked

CALLS = "| 回访日期 | 客户姓名 | 电话 | 门店 | 回访人 | 满意度 | 不满意原因 |"
VISITS = "| 指导日期 | 客户姓名 | 电话 | 门店 | 指导人 | 第几次上门 | 满意度 |"
AUDITS = "| 抽查日期 | 抽查人 | 客户姓名 | 电话 | 回访人 | 当事人 | 抽查结果 | 服务态度问题 | 备注 |"


def phone(n: int) -> str:
    return f"138{n:08d}"


def calls(said: Iterable[tuple[int, str, str]]) -> str:
    """(how many, satisfaction, reason) → a callback sheet, every row another household."""
    rows = [(word, reason) for count, word, reason in said for _ in range(count)]
    lines = [
        f"| 2026-10-{1 + n % 28:02d} | 客户{n} | {phone(n)} | 五里牌店 | 王芳 | {word} | {reason} |"
        for n, (word, reason) in enumerate(rows)
    ]
    return "\n".join(["售后服务跟踪表", CALLS, *lines])


def test_example_3_satisfaction_and_the_reasons_of_the_others(tmp_path: Path) -> None:
    # 3 未接 + 33 满意 + 2 开裂 + 2 凹凸 + 1 态度 + 1 开裂和态度 = 42 calls, 39 rated, 6 not fully satisfied
    sheet = calls(
        [
            (3, "未接", ""),
            (33, "满意", ""),
            (2, "不满意", "瓷砖开裂"),
            (2, "不满意", "砖面凹凸不平"),
            (1, "不满意", "服务态度差"),
            (1, "不满意", "瓷砖开裂,服务态度差"),
        ]
    )
    found = worked(tmp_path, {"十月回访": sheet})
    assert found.figure("callback.calls") == 42
    assert found.figure("callback.households") == 42
    assert found.parts("callback.reached_rate") == (39, 42)
    assert found.figure("callback.rated") == 39
    assert found.figure("callback.satisfied") == 33
    assert found.figure("callback.not_fully_satisfied") == 6
    assert found.figure("callback.satisfaction_rate") == pytest.approx(33 / 39)  # 84.62 %
    assert found.split("callback.problem_households", "category") == {"开裂": 3, "凹凸/翘曲不平": 2, "服务态度": 2}
    assert found.figure("callback.problem_households") == 6  # the categories sum to 7


def test_example_4_guidance_with_repeated_visits(tmp_path: Path) -> None:
    # 20 households: 16 seen once, 3 twice, 1 four times; 15 完全满意, 4 满意, 1 not rated
    times = [1] * 16 + [2] * 3 + [4]
    words = ["完全满意"] * 15 + ["满意"] * 4 + [""]
    lines = [
        f"| 2026-10-{number * 5:02d} | 客户{n} | {phone(n)} | 高桥店 | 李四 | {number} | {word if number == last else ''} |"
        for n, (last, word) in enumerate(zip(times, words, strict=True))
        for number in range(1, last + 1)
    ]
    found = worked(tmp_path, {"铺贴指导": "\n".join(["铺贴指导记录", VISITS, *lines])})
    assert found.figure("guidance.households") == 20
    assert found.figure("guidance.visits") == 26  # 16 + 3 × 2 + 4
    assert found.figure("guidance.fully_satisfied") == 15
    assert found.figure("guidance.not_fully_satisfied") == 4
    assert found.figure("guidance.unrated") == 1
    assert found.figure("guidance.satisfaction_rate") == pytest.approx(15 / 19)  # 78.95 %
    assert found.figure("guidance.repeat_visits") == 6  # 0 + 3 + 3


def test_example_5_fines_of_the_office(tmp_path: Path) -> None:
    # 甲 made two untrue records: 乙 is named in one, 甲 himself in the other; 丙 the driver was rude once
    sheet = f"""
抽查回访记录
{AUDITS}
| 2026-10-20 | 行政甲 | 客一 | 13800000001 | 赵甲 | 钱乙 | 不属实 | 否 | |
| 2026-10-20 | 行政甲 | 客二 | 13800000002 | 赵甲 | 赵甲 | 不属实 | 否 | |
| 2026-10-21 | 行政甲 | 客三 | 13800000003 | 赵甲 | 孙丙 | 属实 | 是 | 送货时和客户争吵 |
| 2026-10-21 | 行政甲 | 客四 | 13800000004 | 赵甲 | | 联系不上 | 否 | |
"""
    found = worked(tmp_path, {"抽查": sheet})
    assert found.proposals() == {("赵甲", "S2-18"): -40, ("钱乙", "S2-18"): -20, ("孙丙", "S2-19"): -50}
    assert found.figure("audit.checked") == 4
    assert found.figure("audit.false") == 2
    assert found.parts("audit.genuine_rate") == (1, 3)  # 联系不上 leaves the rate
    assert found.figure("audit.attitude") == 1
    assert found.figure("audit.attitude", person="孙丙") == 1


def test_example_10_answers_of_a_survey(tmp_path: Path) -> None:
    answers = ["5", "4", "4", "3", "", "6"]
    rows = [f"| 2026-10-0{n} | 客户{n} | {phone(n)} | M1 | {answer} | 5 |" for n, answer in enumerate(answers, start=1)]
    head = "| 填表日期 | 客户姓名 | 电话 | 产品名称 | 问题解决的及时性 | 服务态度 |"
    found = worked(tmp_path, {"评价表": "\n".join(["产品售后服务评价表", head, *rows])})
    assert found.parts("survey.mean", category="q1") == (16, 4)  # 4.00
    assert found.figure("survey.satisfaction_rate", category="q1") == 0.75
    assert found.figure("survey.forms", category="q1") == 4
    assert found.figure("survey.invalid") == 1  # the 6; the blank is none


@pytest.mark.parametrize(("satisfied", "asked", "verdict"), [(27, 30, "达标"), (26, 29, "未达标"), (9, 9, "样本不足")])
def test_example_11_the_department(tmp_path: Path, satisfied: int, asked: int, verdict: str) -> None:
    head = "| 填表日期 | 客户姓名 | 电话 | 产品名称 | 问题解决的及时性 | 服务态度 |"
    rows = [
        f"| 2026-10-{n % 28 + 1:02d} | 客户{n} | {phone(n)} | M1 | | {5 if n < satisfied else 3} |"
        for n in range(asked)
    ]
    found = worked(tmp_path, {"评价表": "\n".join(["产品售后服务评价表", head, *rows])})
    row = found.row("department.standard", category="服务态度")
    assert row is not None
    assert (row["numerator"], row["denominator"], row["verdict"]) == (satisfied, asked, verdict)


def test_example_12_who_is_in_warranty() -> None:
    cards = pd.DataFrame({"household": [1, 2], "purchased_on": ["2026-01-15", "2025-09-29"]})
    cards = cards.assign(installed_on=None, delivered_on=None, warranty_months=float("nan"))
    calls = pd.DataFrame(
        [(1, "2026-09-30"), (2, "2026-09-28"), (2, "2026-09-29"), (2, "2025-09-28"), (3, "2026-09-30")],
        columns=["household", "date"],
    )
    # 2 is out of warranty from 2026-09-29 on, was not yet in it before it bought; 3 has no card
    assert list(in_warranty(calls, cards, months=12)) == [True, True, False, False, False]


def test_example_13_expenses_over_the_quota(tmp_path: Path) -> None:
    sheet = """
费用开支登记簿
| 日期 | 部门名称 | 本月费用定额 | 费用项目 | 金额 |
| 2026-10-05 | 售后部 | 3000 | 交通费 | 1200 |
| 2026-10-12 | 售后部 | 3000 | 住宿费 | 1900 |
| 2026-10-20 | 售后部 | 3000 | 餐费 | 150 |
"""
    found = worked(tmp_path, {"费用": sheet})
    assert found.figure("expense.amount") == 3250
    assert found.figure("expense.quota_share") == pytest.approx(3250 / 3000)  # 108.33 %
    members = found.judged().members
    over = set(members.loc[members["measure"] == "expense.over_quota", "record_id"])
    assert over == set(found.records("expense")["record_id"].iloc[1:])  # over with the second entry


def test_example_14_thirds_of_a_month() -> None:
    days = pd.Series(["2026-10-10", "2026-10-11", "2026-10-20", "2026-10-21", "2026-10-31"])
    assert list(third_of_month(days)) == ["上旬", "中旬", "中旬", "下旬", "下旬"]
