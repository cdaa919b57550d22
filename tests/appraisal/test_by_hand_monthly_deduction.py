"""售后服务人员月考核表 (S3-40…51): two people's quarter with shared records, late fees, a void month, by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.appraisal.tables import lines, picture, proposals, scores, sheet, year

SCHEME = "monthly-deduction"
PEOPLE = sheet(
    "花名册",
    "姓名 | 工号 | 门店 | 岗位 | 考核方案 | 入职日期",
    "李建国 | E01 | 五里牌店 | 维修 | 售后服务人员月考核表 | 2024-01-01",
    "周强 | E02 | 高桥店 | 维修 | monthly-deduction | 2024-01-01",
    "何平 | E03 | 高桥店 | 维修 | monthly-deduction | 2026-11-01",
)
JOB = (
    "派工单号 | 完成时间 | 客户姓名 | 电话 | 机型 | 故障现象 | 维修内容 | 维修人员 | 客户签字 | 收费金额 | 上交日期 | "
    "特批 | 造假"
)
JOBS = sheet(
    "维修记录表",
    JOB,
    "P1 | 2026-10-05 | 客一 | 13800000001 | K2 | 不转 | 换件 | 李建国 | 是 | 200 | 2026-10-08 | |",
    "P2 | 2026-10-06 | 客二 | 13800000002 | K2 | 不转 | 换件 | 李建国 | | 0 | | |",
    "P3 | 2026-10-07 | 客三 | 13800000003 | K2 | | 换件 | 李建国/周强 | 是 | 100 | 2026-10-09 | |",
    "P4 | 2026-10-20 | 客四 | 13800000004 | K2 | 不转 | 换件 | 李建国 | 是 | 150 | 2026-10-20 | |",
    "P5 | 2026-10-29 | 客五 | 13800000005 | K2 | 不转 | 换件 | 周强 | 是 | 80 | | |",
    "P6 | 2026-10-21 | 客六 | 13800000006 | K2 | 不转 | 换件 | 李建国 | 是 | 90 | 2026-10-22 | 是 |",
    "P7 | 2026-11-05 | 客七 | 13800000007 | K2 | 不转 | 换件 | 周强 | 是 | 0 | | | 是",
)
EVENTS = sheet(
    "扣分登记表",
    "日期 | 姓名 | 事项 | 次数 | 是否核实",
    "2026-10-03 | 李建国 | 联系不上 | 2 | 是",
    "2026-10-04 | 李建国/周强 | 工具损坏 | 1 | 是",
    "2026-10-05 | 李建国 | 账目不清 | 1 | 是",
    "2026-10-06 | 李建国/周强 | 转运损伤 | 1 | 是",
    "2026-10-07 | 李建国 | 确认失误 | 3 | 是",
    "2026-10-08 | 李建国 | 谎报 | 2 | 是",
    "2026-10-09 | 周强 | 联系不上 | 4 | 待核实",
    "2026-10-10 | 周强 | 私自接单 | 1 | 待核实",
    "2026-10-11 | 周强 | 工具损坏 | 1 | 否",
    "2026-11-10 | 李建国 | 私自接单 | 1 | 是",
    "2026-11-11 | 李建国 | 联系不上 | 1 | 是",
)
UNMARKED = sheet(
    "违规登记表",
    "日期 | 姓名 | 违规项目 | 次数",
    "2026-12-05 | 周强 | 泄密 | 1",
    "2026-12-06 | 周强 | 联系不上 | 9",
)
COMPLAINTS = sheet(
    "客户投诉登记表",
    "投诉日期 | 客户姓名 | 电话 | 投诉内容 | 投诉类别 | 责任人 | 处理人 | 是否属实 | 处理状态",
    "2026-10-06 | 客一 | 13800000001 | 师傅说话难听 | 服务态度 | 李建国 | 周强 | 是 | 已结",
    "2026-10-07 | 客二 | 13800000002 | 师傅说话难听 | 服务态度 | 李建国 | 周强 | | 处理中",
    "2026-10-08 | 客三 | 13800000003 | 师傅说话难听 | 服务态度 | 李建国 | 周强 | 是 | 取消",
    "2026-10-09 | 客四 | 13800000004 | 修了又坏 | 维修质量/返修 | 李建国/周强 | | 是 | 已结",
    "2026-10-10 | 客五 | 13800000005 | 地砖开裂 | 开裂 | 李建国 | | 是 | 已结",
    "2026-10-11 | 客六 | 13800000006 | 师傅说话难听 | 服务态度 | 李建国 | | 否 | 已结",
)
WORDS = sheet(
    "考核评分表",
    "考核月份 | 姓名 | 考核项目 | 评定",
    "2026年10月 | 李建国 | 企业荣誉 | 强",
    "2026年10月 | 李建国 | 信息收集 | 较好",
    "2026年11月 | 李建国 | 企业荣誉 | 一般",
    "2026年11月 | 李建国 | 信息收集 | 多",
    "2026年12月 | 李建国 | 企业荣誉 | 差",
    "2026年12月 | 李建国 | 信息收集 | 一般",
)
PRESENT = sheet("考勤表", "日期 | 姓名 | 上班时间 | 下班时间", "2026-12-01 | 何平 | 08:00 | 17:00")
FILES = {
    "花名册": PEOPLE,
    "维修": JOBS,
    "扣分": EVENTS,
    "违规": UNMARKED,
    "投诉": COMPLAINTS,
    "评定": WORDS,
    "考勤": PRESENT,
}


def test_a_quarter_of_the_workshop(tmp_path: Path) -> None:
    """October, 李建国: 联系 5−2 = 3; fees P1 3 days + P3 2 days × ½ = 4, P6 approved → 5−4 = 1; incomplete P2 and P3 × ½
    = 1.5 × 0.5 → 4.25; tools 5 − 5×½ = 2.5; parts 10 − 5×1 − 1×½ = 4.5; attitude 5−1 = 4 (one waiting, one cancelled,
    one untrue); warranty 10 − 3 − 10 → 0; skill 20 − 5×½ = 17.5; 强 5; 较好 6; 5.
    3+1+4.25+2.5+4.5+4+0+17.5+5+6+5 = 52.75 of 85 → 62.0588.
    周强: 5; fees P3 2×½ + P5 from 29 to 31 October 2 = 3 → 2; incomplete ½ → 4.75; 2.5; 9.5; 5; 10; 17.5; 荣誉 and 信息
    nobody; 5 → 61.25 of 70 → 87.5. His private job waits to be verified: nothing is void.
    November, 李建国 void: 4+5+5+5+10+5+10+20+2+10+0 = 76, taken back (职业道德 itself is lost). 周强: a forged record → 维修记录 0: 65 of 70 →
    92.8571. 何平 has nothing at all. December, 李建国: 0 + 3 of 荣誉, 信息: 85−5−10+3 = 73 → 85.8824. 周强: 泄密 without a
    mark voids nothing, 联系不上 without a column counts: 5−9 → 0: 65 of 70. 何平 was there: 70 of 70.
    """
    found = year(tmp_path, FILES)
    assert scores(found, SCHEME) == picture("""
        2026-10 | 周强 | 高桥店 | 61.25 | 70 | 87.50 | - | rated
        2026-10 | 李建国 | 五里牌店 | 52.75 | 85 | 62.06 | - | rated
        2026-11 | 何平 | 高桥店 | - | - | - | - | not_rated
        2026-11 | 周强 | 高桥店 | 65 | 70 | 92.86 | - | rated
        2026-11 | 李建国 | 五里牌店 | 0 | 85 | - | - | void
        2026-12 | 何平 | 高桥店 | 70 | 70 | 100.00 | - | rated
        2026-12 | 周强 | 高桥店 | 65 | 70 | 92.86 | - | rated
        2026-12 | 李建国 | 五里牌店 | 73 | 85 | 85.88 | - | rated
    """)
    scored = [row for row in lines(found, "李建国", SCHEME, "2026-10") if not row.endswith(" -")]
    assert scored == picture("""
        联系畅通 | 3 | 5
        费用上交 | 1 | 5
        维修记录 | 4.25 | 5
        工具保管 | 2.5 | 5
        配件账目 | 4.5 | 10
        服务态度 | 4 | 5
        保修判定 | 0 | 10
        维修技能 | 17.5 | 20
        企业荣誉 | 5 | 5
        信息收集 | 6 | 10
        职业道德 | 5 | 5
    """)
    assert lines(found, "李建国", SCHEME, "2026-11")[-1] == "作废 | -76 | -"
    assert proposals(found, SCHEME) == []


def test_what_waits_to_be_verified_is_listed_and_costs_nothing(tmp_path: Path) -> None:
    found = year(tmp_path, FILES)
    waiting = [
        (line.item, line.points, len(line.evidence))
        for person in ("李建国", "周强")
        for line in found.score(person, SCHEME).lines
        if line.basis.startswith("待核实")
    ]
    assert waiting == [
        ("服务态度", 0, 2),  # one without a mark, one marked 否
        ("联系畅通", 0, 1),
        ("工具保管", 0, 1),
        ("职业道德", 0, 1),
    ]


def test_every_line_adds_up_and_names_its_records(tmp_path: Path) -> None:
    found = year(tmp_path, FILES)
    for month in ("2026-10", "2026-11", "2026-12"):
        for score in found.results.appraised.scores[month]:
            if score.total is not None:
                assert sum((line.points or Decimal(0) for line in score.lines), Decimal(0)) == score.total
    by_item = {line.item: line for line in found.score("李建国", SCHEME).lines if line.max is not None}
    jobs = found.records("repair").set_index("record_no")["record_id"]
    assert set(by_item["费用上交"].evidence) == {jobs["P1"], jobs["P3"]}
    assert set(by_item["维修记录"].evidence) == {jobs["P2"], jobs["P3"]}


def test_an_event_that_no_clause_speaks_of_is_told(tmp_path: Path) -> None:
    events = sheet(
        "扣分登记表",
        "日期 | 姓名 | 事项 | 扣分",
        "2026-10-03 | 李建国 | 迟到 | 2",
        "2026-10-04 | 李建国 | 电话联系不上 | 1",
        "2026-10-05 | 李建国 | 未及时进场 | 1",
    )
    found = year(tmp_path, {"花名册": PEOPLE, "扣分": events})
    assert found.score("李建国", SCHEME).total == 69  # 联系不上 once, 企业荣誉 and 信息收集 unrated
    (said,) = found.said("incident-without-clause")
    assert "李建国 的“迟到”不在其考核方案（售后服务人员月考核表）里，没有扣分" in said
    assert "第3行" in said
