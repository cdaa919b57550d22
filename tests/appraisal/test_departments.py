"""Whole departments drawn as sheets → scores, lines and proposals, through every stage of a night."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd

from tests.sheets import Worked, night, worked

ROSTER = """
花名册
| 姓名 | 工号 | 门店 | 岗位 | 考核方案 | 入职日期 | 离职日期 | 月工资 |
| 王芳 | A01 | 五里牌店 | 售后文员 | 售后人员考核管理制度、揽胜监管考核 | 2024-01-01 | | 4000 |
| 李建国 | A02 | 五里牌店 | 维修 | monthly-deduction | 2024-01-01 | | 2000 |
| 赵敏 | A03 | 高桥店 | 维修 | 月考核表 | 2024-01-01 | 2026-08-31 | 3000 |
| 周强 | A04 | 高桥店 | 安装 | 雄辉考核 | 2024-01-01 | | |
| 吴刚 | A05 | 高桥店 | 安装 | 没有这个方案 | 2024-01-01 | | |
"""
ITEMS = ("服务态度", "业务能力", "工作效率", "客户满意度", "团队协作")


def form(*rows: str, heading: str = "考核月份 | 姓名 | 考核项目 | 得分") -> str:
    return "\n".join(["考核评分表", f"| {heading} |", *(f"| {row} |" for row in rows)])


def five(period: str, person: str, *scores: float) -> list[str]:
    return [f"{period} | {person} | {item} | {score}" for item, score in zip(ITEMS, scores, strict=True)]


def at(folder: Path, files: dict[str, str], day: str = "2027-02-01") -> Worked:
    return worked(folder, files, as_of=datetime.fromisoformat(day))


def proposed(found: Worked, month: str) -> list[tuple[str, str, float | None, str]]:
    own = found.results.appraised.proposed_in(month)
    return [(p.person, p.proposal, p.amount, p.rule) for p in own if p.scheme != "conduct-fines"]


def test_a_quarter_is_the_mean_of_its_months_and_brings_its_bonus(tmp_path: Path) -> None:
    rows = [
        *five("2026年10月", "王芳", 92, 92, 92, 92, 92),
        *five("2026年11月", "王芳", 88, 88, 88, 88, 88),
        *five("2026年12月", "王芳", 95, 90, 90, 90, 85),
    ]
    found = at(tmp_path, {"花名册": ROSTER, "考核": form(*rows)})
    assert [found.score("王芳", "five-criteria", f"2026-{m}").score for m in (10, 11, 12)] == [92, 88, 90]
    quarter = found.score("王芳", "five-criteria", "2026-Q4")
    assert (quarter.score, quarter.grade, quarter.store) == (Decimal("90.00"), "优秀", "五里牌店")
    assert "推算 3/3" in quarter.note
    assert len(quarter.lines) == 3
    assert sum(len(line.evidence) for line in quarter.lines) == 15
    assert proposed(found, "2026-12") == [
        ("王芳", "bonus", 1000.0, "S0-08"),
        ("王芳", "title", None, "S0-05"),
        ("王芳", "raise", None, "S0-05"),
        ("王芳", "promotion", None, "S0-05"),
    ]
    assert proposed(found, "2026-10") == []


def test_the_quarters_own_form_wins_over_the_months(tmp_path: Path) -> None:
    rows = [*five("2026年12月", "王芳", 60, 60, 60, 60, 60), *five("2026年第四季度", "王芳", 85, 85, 85, 85, 85)]
    found = at(tmp_path, {"花名册": ROSTER, "考核": form(*rows)})
    quarter = found.score("王芳", "five-criteria", "2026-Q4")
    assert (quarter.score, quarter.grade) == (Decimal("85.00"), "良好")
    assert "各月均分 60.00（1/3）" in quarter.note


def quarters(*scores: tuple[str, float]) -> str:
    return form(*(row for period, score in scores for row in five(period, "王芳", *[score] * 5)))


def test_two_failed_quarters_in_a_row_propose_the_dismissal_only(tmp_path: Path) -> None:
    """Worked example 2: Q1 68, Q2 69.5 → S0-07; the money of S0-08 is proposed each time."""
    found = at(tmp_path, {"花名册": ROSTER, "考核": quarters(("2026年一季度", 68), ("2026年二季度", 69.5))})
    assert proposed(found, "2026-03") == [
        ("王芳", "deduction", -500.0, "S0-08"),
        ("王芳", "warning", None, "S0-06"),
    ]
    assert proposed(found, "2026-06") == [
        ("王芳", "deduction", -500.0, "S0-08"),
        ("王芳", "dismissal", None, "S0-07"),
    ]
    assert "落在原文空档" in found.score("王芳", "five-criteria", "2026-Q2").note


def test_a_missing_quarter_breaks_the_streak_and_is_told(tmp_path: Path) -> None:
    """Worked example 2: Q1 68, Q2 missing, Q3 66 → no dismissal; a second fail within twelve months."""
    calls = "售后回访记录\n| 回访日期 | 客户 | 电话 | 回访人 |\n| 2026-06-02 | 客一 | 13800000001 | 王芳 |"
    sheets = {"花名册": ROSTER, "考核": quarters(("2026年一季度", 68), ("2026年三季度", 66)), "回访": calls}
    found = at(tmp_path, sheets)
    missing = found.score("王芳", "five-criteria", "2026-Q2")
    assert (missing.status, missing.total) == ("not_rated", None)
    assert "缺考核" in missing.note
    assert proposed(found, "2026-09") == [
        ("王芳", "deduction", -500.0, "S0-08"),
        ("王芳", "demotion", None, "S0-06"),
        ("王芳", "retraining", None, "S0-06"),
    ]


def test_events_take_points_and_every_line_names_its_records(tmp_path: Path) -> None:
    incidents = """
扣分登记表
| 日期 | 姓名 | 事项 | 次数 | 是否核实 |
| 2026-10-03 | 李建国 | 联系不上 | 2 | 是 |
| 2026-10-04 | 李建国/周强 | 工具损坏 | 1 | 是 |
| 2026-10-05 | 李建国 | 账目不清 | 1 | 待核实 |
"""
    complaints = """
客户投诉登记表
| 投诉日期 | 客户姓名 | 电话 | 投诉内容 | 投诉类别 | 责任人 | 是否属实 |
| 2026-10-06 | 客一 | 13800000001 | 师傅说话难听 | 服务态度 | 李建国 | 是 |
| 2026-10-07 | 客二 | 13800000002 | 师傅说话难听 | 服务态度 | 李建国 | |
| 2026-10-08 | 客三 | 13800000003 | 地砖开裂 | 开裂 | 李建国 | 是 |
"""
    rated = form(
        "2026年10月 | 李建国 | 企业荣誉 | 强",
        "2026年10月 | 李建国 | 信息收集 | 多",
        heading="考核月份 | 姓名 | 考核项目 | 评定",
    )
    found = at(tmp_path, {"花名册": ROSTER, "扣分": incidents, "投诉": complaints, "考核": rated})
    score = found.score("李建国", "monthly-deduction")
    points = {line.item: line.points for line in score.lines if line.max is not None}
    assert (points["联系畅通"], points["工具保管"], points["配件账目"]) == (3, Decimal("2.5"), 10)
    assert (points["服务态度"], points["维修技能"]) == (4, 20)
    assert (score.total, score.max, score.score) == (Decimal("79.5"), 85, Decimal("93.53"))
    own = found.records("incident")
    assert next(line.evidence for line in score.lines if line.item == "联系畅通") == (own["record_id"][0],)
    pending = [line.item for line in score.lines if line.basis.startswith("待核实")]
    assert pending == ["配件账目", "服务态度"]


def test_leavers_are_not_scored_and_people_without_a_form_are_not_zero(tmp_path: Path) -> None:
    rated = form(
        "2026年10月 | 李建国 | 企业荣誉 | 强",
        "2026年10月 | 李建国 | 信息收集 | 多",
        heading="考核月份 | 姓名 | 考核项目 | 评定",
    )
    found = at(tmp_path, {"花名册": ROSTER, "考核": rated})
    scores = {(s.person, s.scheme): s.status for s in found.results.appraised.scores["2026-10"]}
    assert scores == {
        ("王芳", "five-criteria"): "not_rated",
        ("李建国", "monthly-deduction"): "rated",
        ("周强", "attitude-ability"): "not_rated",
    }
    assert "缺考核" in found.score("王芳", "five-criteria").note
    assert found.codes.count("unknown-scheme") == 1


def test_the_scheme_may_stand_in_the_title_of_the_form(tmp_path: Path) -> None:
    sheet = form(*five("2026年10月", "钱七", 80, 80, 80, 80, 80)).replace(
        "考核评分表", "售后人员考核管理制度 考核评分表"
    )
    found = at(tmp_path, {"考核": sheet})
    assert found.score("钱七", "five-criteria").score == 80


def test_a_form_that_no_scheme_covers_is_asked_about_and_never_guessed(tmp_path: Path) -> None:
    found = at(tmp_path, {"考核": form(*five("2026年10月", "钱七", 80, 80, 80, 80, 80))})
    assert found.results.appraised.scores["2026-10"] == []
    (said,) = found.said("appraisal-without-scheme")
    assert "售后人员考核管理制度" in said


def test_seven_a_in_a_year_propose_the_promotion_once_with_a_countdown(tmp_path: Path) -> None:
    """Worked example 9, first half."""
    block = (
        ("积极性", 15),
        ("协调性", 10),
        ("忠诚度", 14),
        ("计划能力", 5),
        ("执行能力", 5),
        ("工作品质", 9),
        ("工作业绩", 38),
    )
    rows = [f"2026年{month}月 | 周强 | {item} | {score}" for month in range(1, 10) for item, score in block]
    found = at(tmp_path, {"花名册": ROSTER, "考核": form(*rows)})
    assert "本年 A 5 次，满 7 次" in found.score("周强", "attitude-ability", "2026-05").note
    promoted = [month for month in range(1, 10) for p in proposed(found, f"2026-{month:02d}") if p[1] == "promotion"]
    assert promoted == [7]
    ratios = {p[1:] for p in proposed(found, "2026-03")}
    assert ratios == {("pay_ratio", None, "S4-20")}


def test_six_c_in_a_year_count_across_a_month_that_is_not_rated(tmp_path: Path) -> None:
    block = (
        ("积极性", 5),
        ("协调性", 5),
        ("忠诚度", 5),
        ("计划能力", 2),
        ("执行能力", 2),
        ("工作品质", 4),
        ("工作业绩", 20),
    )
    months = (1, 2, 3, 5, 6, 7)
    rows = [f"2026年{month}月 | 周强 | {item} | {score}" for month in months for item, score in block]
    found = at(tmp_path, {"花名册": ROSTER, "考核": form(*rows)})
    last = [p[1] for p in proposed(found, "2026-07")]
    assert last == ["demotion", "dismissal", "pay_ratio"]
    assert "降级" in next(p.because for p in found.results.appraised.proposed_in("2026-07") if p.proposal == "demotion")


def test_nothing_is_proposed_while_a_month_is_running(tmp_path: Path) -> None:
    rows = five("2026年12月", "王芳", 60, 60, 60, 60, 60)
    found = at(tmp_path, {"花名册": ROSTER, "考核": form(*rows)}, day="2026-12-20")
    assert "本期未结束" in found.score("王芳", "five-criteria", "2026-12").note
    assert set(found.results.appraised.scores) == {"2026-12"}
    assert proposed(found, "2026-12") == []


def test_a_deduction_is_told_beside_the_most_the_wage_allows(tmp_path: Path) -> None:
    found = at(tmp_path, {"花名册": ROSTER.replace("| 4000 |", "| 2000 |"), "考核": quarters(("2026年一季度", 60))})
    (because,) = [p.because for p in found.results.appraised.proposed_in("2026-03") if p.proposal == "deduction"]
    assert "单月扣款上限 400 元" in because
    assert "超过上限" in because


def test_achievement_comes_from_a_column_headed_so_or_a_per_cent_sign(tmp_path: Path) -> None:
    people = ROSTER.replace("没有这个方案", "业绩行为考核")
    reached = ("客户信息管理 | 100%", "客户档案管理 | 85%", "客户回访 | 78%", "投诉处理 | 74%", "客户满意度 | 1")
    rows = [f"2026年10月 | 吴刚 | {row}" for row in reached]
    sheet = form(*rows, heading="考核月份 | 姓名 | 考核项目 | 达成率")
    levels = form(
        *(f"2026年10月 | 吴刚 | {row}" for row in ("服务细致度 | 自评 | 4", "服务细致度 | 上级 | 3")),
        *(f"2026年10月 | 吴刚 | {row}" for row in ("以客户为中心 | 自评 | 5", "以客户为中心 | 上级 | 4")),
        heading="考核月份 | 姓名 | 考核项目 | 评分来源 | 等级",
    )
    found = at(tmp_path, {"花名册": people, "考核": sheet, "行为": levels})
    assert found.score("吴刚", "performance-behaviour").score == Decimal("58.75")


def test_scores_lines_and_proposals_are_written_and_add_up(tmp_path: Path) -> None:
    rows = five("2026年10月", "王芳", 92.4, 90, 91, 88, 90.1)
    done = night(tmp_path, {"花名册": ROSTER, "考核": form(*rows)})
    data = done.outputs / "2026-10" / "data"
    scores, lines = (pd.read_csv(data / f"{name}.csv") for name in ("scores", "score_lines"))
    assert list(scores.columns) == [
        "period",
        "scheme",
        "person",
        "store",
        "total",
        "max",
        "score",
        "grade",
        "status",
        "note",
    ]
    assert list(lines.columns) == [
        "period",
        "scheme",
        "person",
        "store",
        "part",
        "item",
        "basis",
        "points",
        "max",
        "rule",
        "evidence",
    ]
    rated = scores[scores["person"] == "王芳"].iloc[0]
    own = lines[lines["person"] == "王芳"]
    assert rated["score"] == 90.3
    assert abs(own["points"].sum() - rated["total"]) < 1e-6
    assert (data / "proposals.csv").read_text(encoding="utf-8-sig").startswith("period,scheme,person,store,proposal")


def objections(*rows: str) -> str:
    head = "| 申诉日期 | 申诉人 | 考核期间 | 考核项目 | 申诉理由 | 处理决定 | 调整分数 | 处理人 |"
    return "\n".join(["考核申诉单", head, *(f"| {row} |" for row in rows)])


def test_a_granted_objection_adds_a_signed_line_and_keeps_the_original(tmp_path: Path) -> None:
    rows = five("2026年10月", "王芳", 89, 89, 89, 89, 89)
    told = objections("2026-11-10 | 王芳 | 2026年10月 | 工作效率 | 漏记两单 | 同意 | 1 | 周强")
    found = at(tmp_path, {"花名册": ROSTER, "考核": form(*rows), "申诉": told})
    score = found.score("王芳", "five-criteria")
    assert (score.score, score.grade) == (Decimal("90.00"), "优秀")
    assert "申诉前 89.00 良好" in score.note
    original = next(line for line in score.lines if line.item == "工作效率")
    adjusted = score.lines[-1]
    assert (original.points, adjusted.item, adjusted.points) == (Decimal("17.8"), "申诉调整", 1)
    assert "周强" in adjusted.basis
    assert adjusted.evidence == tuple(found.records("objection")["record_id"])


def test_a_late_or_unknown_objection_is_refused_with_its_reason(tmp_path: Path) -> None:
    """Published on the 8th of the next month, ten days to object: the 18th is in time, the 19th is not."""
    rows = five("2026年10月", "王芳", 89, 89, 89, 89, 89)
    told = objections(
        "2026-11-18 | 王芳 | 2026年10月 | 服务态度 | 不服 | 驳回 | | 周强",
        "2026-11-19 | 王芳 | 2026年10月 | 业务能力 | 不服 | 同意 | 5 | 周强",
        "2026-11-10 | 王芳 | 2026年10月 | 电脑水平 | 不服 | 同意 | 5 | 周强",
    )
    found = at(tmp_path, {"花名册": ROSTER, "考核": form(*rows), "申诉": told})
    score = found.score("王芳", "five-criteria")
    assert (score.score, len(score.lines)) == (Decimal("89.00"), 5)
    assert "服务态度申诉未采纳" in score.note
    assert "2026-11-18" in found.said("objection-late")[0]
    assert "电脑水平" in found.said("objection-unmatched")[0]


def test_an_adjustment_never_leaves_the_scale(tmp_path: Path) -> None:
    rows = five("2026年10月", "王芳", 99, 99, 99, 99, 99)
    told = objections("2026-11-10 | 王芳 | 2026年10月 | 工作效率 | 漏记 | 同意 | 30 | 周强")
    score = at(tmp_path, {"花名册": ROSTER, "考核": form(*rows), "申诉": told}).score("王芳", "five-criteria")
    assert (score.total, score.score) == (100, 100)


def test_most_of_a_loss_saved_and_a_content_customer_make_a_candidate(tmp_path: Path) -> None:
    """S2-22: more than half of the claim saved, verified, 满意; the amount is never made up."""
    head = "投诉日期 | 客户姓名 | 电话 | 投诉内容 | 处理人 | 是否属实 | 索赔金额 | 赔偿金额 | 满意度"
    rows = (
        "2026-10-06 | 客一 | 13800000001 | 地砖开裂 | 周强 | 是 | 1000 | 400 | 满意",
        "2026-10-07 | 客二 | 13800000002 | 地砖开裂 | 周强 | 是 | 1000 | 500 | 满意",
        "2026-10-08 | 客三 | 13800000003 | 地砖开裂 | 周强 | 是 | 1000 | 0 | 不满意",
        "2026-10-09 | 客四 | 13800000004 | 地砖开裂 | 周强 | | 1000 | 0 | 满意",
    )
    sheet = "\n".join(["客户投诉登记表", f"| {head} |", *(f"| {row} |" for row in rows)])
    found = at(tmp_path, {"花名册": ROSTER, "投诉": sheet})
    (reward,) = [p for p in found.results.appraised.proposed_in("2026-10") if p.proposal == "reward"]
    assert (reward.person, reward.amount, reward.status, reward.rule) == ("周强", None, "待申请", "S2-22")
    assert reward.record_ids == (found.records("complaint")["record_id"][0],)
