"""Callbacks: who is counted, who is content, by whom (docs/measures.md §2, S2-11…13, S0-28)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets import worked

OCTOBER = """
售后服务跟踪表 2026年10月
| 回访日期 | 门店 | 客户姓名 | 电话 | 回访人 | 当事人 | 满意度 | 不满意原因 |
| 2026-10-02 | 五里牌店 | 陈一 | 13800000001 | 王芳 | 张三/李四 | 满意 | |
| 2026-10-03 | 五里牌店 | 林二 | 13800000002 | 王芳/刘敏 | 张三 | 不满意 | 瓷砖开裂 |
| 2026-10-04 | 五里牌店 | 黄三 | 13800000003 | 刘敏 | | 未接 | |
| 2026-10-05 | 高桥店 | 周四 | 13800000004 | 刘敏 | 李四 | 基本满意 | 砖有色差 |
| 2026-10-06 | 高桥店 | 吴五 | 13800000005 | | 李四 | 非常满意 | |
| 2026-10-07 | | 徐六 | 13800000006 | 王芳 | | 不表态 | |
| 2026-10-08 | 五里牌店 | 林二 | 13800000002 | 王芳 | 张三 | 满意 | |
"""


def test_calls_are_counted_by_store_and_person_and_shared_calls_by_halves(tmp_path: Path) -> None:
    found = worked(tmp_path, {"回访": OCTOBER})
    assert found.figure("callback.calls") == 7
    assert found.split("callback.calls", "store") == {"五里牌店": 4, "高桥店": 2, "未分配": 1}
    # 王芳 3 of her own and half of row 4, 刘敏 2 and the other half
    assert found.split("callback.calls", "person") == {"王芳": 3.5, "刘敏": 2.5, "未分配": 1}


def test_a_household_counts_once_and_under_its_latest_record(tmp_path: Path) -> None:
    found = worked(tmp_path, {"回访": OCTOBER})
    assert found.figure("callback.households") == 6  # 林二 was called twice
    assert found.split("callback.households", "person") == {"王芳": 3, "刘敏": 2, "未分配": 1}


def test_the_latest_rating_of_a_household_decides(tmp_path: Path) -> None:
    found = worked(tmp_path, {"回访": OCTOBER})
    assert found.figure("callback.rated") == 4  # 陈一, 林二, 周四, 吴五
    assert found.figure("callback.satisfied") == 3  # 林二 was unhappy on the 3rd and content on the 8th
    assert found.figure("callback.not_fully_satisfied") == 1
    assert found.parts("callback.satisfaction_rate") == (3, 4)
    assert found.split("callback.satisfaction_rate", "store") == {"五里牌店": 1, "高桥店": 0.5}
    assert found.split("callback.problem_households", "category") == {"色差": 1}


def test_an_earlier_date_further_down_does_not_decide(tmp_path: Path) -> None:
    sheet = """
售后回访记录
| 回访日期 | 客户姓名 | 电话 | 满意度 |
| 2026-10-20 | 陈一 | 13800000001 | 不满意 |
| 2026-10-05 | 陈一 | 13800000001 | 满意 |
| 2026-10-21 | 林二 | 13800000002 | 满意 |
| 2026-10-21 | 林二 | 13800000002 | 不满意 |
"""
    found = worked(tmp_path, {"回访": sheet})
    assert found.parts("callback.satisfaction_rate") == (0, 2)  # on one day the row further down is the later one


def test_an_unrated_call_after_a_rating_takes_nothing_away(tmp_path: Path) -> None:
    sheet = """
售后回访记录
| 回访日期 | 客户姓名 | 电话 | 满意度 |
| 2026-10-05 | 陈一 | 13800000001 | 满意 |
| 2026-10-20 | 陈一 | 13800000001 | 未接 |
"""
    found = worked(tmp_path, {"回访": sheet})
    assert found.parts("callback.satisfaction_rate") == (1, 1)
    assert found.parts("callback.reached_rate") == (1, 2)


def test_basic_satisfaction_is_shown_beside_and_counts_only_when_the_shop_says_so(tmp_path: Path) -> None:
    plain = worked(tmp_path, {"回访": OCTOBER})
    assert plain.parts("callback.satisfaction_rate") == (3, 4)
    assert plain.parts("callback.satisfaction_rate_with_basic") == (4, 4)
    kinder = worked(tmp_path, {"回访": OCTOBER}, settings={"satisfaction": {"basic_counts_as_satisfied": True}})
    assert kinder.parts("callback.satisfaction_rate") == (4, 4)
    assert kinder.figure("callback.not_fully_satisfied") == 0
    assert kinder.split("callback.problem_households", "category") == {}


@pytest.mark.parametrize("word", ["一般", "3", "还可以"])
def test_so_so_is_never_basic_satisfaction(tmp_path: Path, word: str) -> None:
    sheet = f"售后回访记录\n| 回访日期 | 客户姓名 | 电话 | 满意度 |\n| 2026-10-20 | 陈一 | 13800000001 | {word} |"
    settings = {"satisfaction": {"basic_counts_as_satisfied": True, "words": {"还可以": 3}}}
    found = worked(tmp_path, {"回访": sheet}, settings=settings)
    assert found.parts("callback.satisfaction_rate") == (0, 1)
    assert found.parts("callback.satisfaction_rate_with_basic") == (0, 1)


def test_those_who_served_share_each_rated_call(tmp_path: Path) -> None:
    found = worked(tmp_path, {"回访": OCTOBER})
    # rated rows: 张三/李四 满意, 张三 不满意, 李四 基本满意, 李四 非常满意, 张三 满意 — rows, not households
    assert found.parts("service.satisfaction_rate") == (3, 5)
    assert found.parts("service.satisfaction_rate", person="张三") == (1.5, 2.5)
    assert found.parts("service.satisfaction_rate", person="李四") == (1.5, 2.5)


def test_a_sheet_without_the_served_by_column_gives_no_members(tmp_path: Path) -> None:
    without = """
售后回访记录
| 回访日期 | 客户姓名 | 电话 | 回访人 | 满意度 |
| 2026-10-20 | 郑七 | 13800000007 | 王芳 | 不满意 |
"""
    found = worked(tmp_path, {"回访": OCTOBER, "另一本": without})
    assert found.parts("service.satisfaction_rate") == (3, 5)
    assert "未分配" not in found.split("service.satisfaction_rate", "person")
    assert worked(tmp_path / "alone", {"另一本": without}).row("service.satisfaction_rate") is None


def test_nobody_rated_gives_no_rate_but_a_count_of_zero(tmp_path: Path) -> None:
    sheet = "售后回访记录\n| 回访日期 | 客户姓名 | 电话 | 满意度 |\n| 2026-10-20 | 陈一 | 13800000001 | 未接 |"
    found = worked(tmp_path, {"回访": sheet})
    assert found.figure("callback.satisfaction_rate") is None
    assert found.figure("callback.satisfied") == 0
    assert found.figure("callback.rated") == 0
    assert found.figure("callback.calls") == 1


def test_without_a_log_there_is_no_figure(tmp_path: Path) -> None:
    sheet = "售后回访记录\n| 回访日期 | 客户姓名 | 电话 | 满意度 |\n| 2026-10-20 | 陈一 | 13800000001 | 满意 |"
    found = worked(tmp_path, {"回访": sheet})
    families = {measure.split(".")[0] for measure in found.results.figures["2026-10"]["measure"]}
    assert families == {"callback", "log"}


def test_a_household_stands_once_in_each_of_its_categories_and_once_in_the_total(tmp_path: Path) -> None:
    sheet = """
售后回访记录
| 回访日期 | 客户姓名 | 电话 | 回访人 | 满意度 | 问题类别 | 不满意原因 |
| 2026-10-01 | 陈一 | 13800000001 | 王芳 | 不满意 | | 瓷砖开裂,还有色差 |
| 2026-10-02 | 林二 | 13800000002 | 王芳 | 不满意 | 空鼓 | 瓷砖开裂 |
| 2026-10-03 | 黄三 | 13800000003 | 王芳 | 不满意 | | 就是不高兴的某件事 |
| 2026-10-04 | 周四 | 13800000004 | 王芳 | 不满意 | 本店自拟类 | |
| 2026-10-05 | 吴五 | 13800000005 | 王芳 | 满意 | | 瓷砖开裂 |
"""
    found = worked(tmp_path, {"回访": sheet})
    by_category = found.split("callback.problem_households", "category")
    # the typed word wins over the text; what nobody knows stays as typed; a content customer is not asked
    assert by_category == {"开裂": 1, "色差": 1, "空鼓脱落": 1, "待归类": 1, "本店自拟类": 1}
    assert found.figure("callback.problem_households") == 4
    assert {"category-disagrees", "unclassified-text", "unknown-category"} <= set(found.codes)


def test_a_reason_told_in_another_call_of_the_month_is_used(tmp_path: Path) -> None:
    sheet = """
售后回访记录
| 回访日期 | 客户姓名 | 电话 | 满意度 | 不满意原因 |
| 2026-10-01 | 陈一 | 13800000001 | 不满意 | 瓷砖开裂 |
| 2026-10-09 | 陈一 | 13800000001 | 不满意 | |
"""
    found = worked(tmp_path, {"回访": sheet})
    assert found.split("callback.problem_households", "category") == {"开裂": 1}


def test_each_record_belongs_to_the_month_of_its_own_date(tmp_path: Path) -> None:
    sheet = """
售后回访记录 2026年10月
| 回访日期 | 客户姓名 | 电话 | 满意度 |
| 2026-10-31 | 陈一 | 13800000001 | 满意 |
| 2026-11-01 | 林二 | 13800000002 | 满意 |
| 2026-09-30 | 黄三 | 13800000003 | 不满意 |
"""
    found = worked(tmp_path, {"回访": sheet})
    assert [found.figure("callback.calls", month) for month in ("2026-09", "2026-10", "2026-11")] == [1, 1, 1]
    assert found.figure("callback.satisfaction_rate", "2026-09") == 0
    assert found.codes.count("other-month") == 2


TARGETS = {"targets": {"callback.satisfaction_rate": 0.9, "complaint.count": 1, "callback.rated": 20}}


@pytest.mark.parametrize(
    ("satisfied", "unhappy", "verdict"),
    [(9, 1, "达标"), (8, 2, "未达标"), (9, 0, "样本不足")],
)
def test_a_rate_is_judged_against_its_target_unless_the_sample_is_small(
    tmp_path: Path, satisfied: int, unhappy: int, verdict: str
) -> None:
    words = ["满意"] * satisfied + ["不满意"] * unhappy
    lines = [f"| 2026-10-{n + 1:02d} | 客户{n} | 138{n:08d} | {word} |" for n, word in enumerate(words)]
    sheet = "\n".join(["售后回访记录", "| 回访日期 | 客户姓名 | 电话 | 满意度 |", *lines])
    found = worked(tmp_path, {"回访": sheet}, settings=TARGETS)
    rate, count = found.row("callback.satisfaction_rate"), found.row("callback.rated")
    assert rate is not None
    assert count is not None
    assert (rate["target"], rate["verdict"]) == (0.9, verdict)
    assert (count["target"], count["verdict"]) == (20, "未达标")  # a count has no sample to be small


def test_where_fewer_is_better_the_target_is_an_upper_limit(tmp_path: Path) -> None:
    one = "投诉登记表\n| 投诉日期 | 客户 | 电话 | 投诉内容 |\n| 2026-10-01 | 陈一 | 13800000001 | 瓷砖开裂 |"
    more = one + "\n| 2026-10-02 | 林二 | 13800000002 | 瓷砖色差 |"
    few = worked(tmp_path, {"投诉": one}, settings=TARGETS).row("complaint.count")
    many = worked(tmp_path, {"投诉": more}, settings=TARGETS).row("complaint.count")
    assert few is not None
    assert many is not None
    assert (few["verdict"], many["verdict"]) == ("达标", "未达标")
