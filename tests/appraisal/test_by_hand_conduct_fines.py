"""揽胜监管考核 / 瓷砖售后考核办法 (S2-18, S2-19, S0-33) and the guard of the wage, by hand."""

from __future__ import annotations

from pathlib import Path

from tests.appraisal.tables import picture, proposals, scores, sheet, year

SCHEME = "conduct-fines"
PEOPLE = sheet(
    "花名册",
    "姓名 | 工号 | 门店 | 岗位 | 考核方案 | 入职日期 | 月工资",
    "王芳 | A01 | 五里牌店 | 文员 | 揽胜监管考核 | 2024-01-01 | 3000",
    "张三 | A02 | 高桥店 | 安装 | 售后人员考核管理制度、conduct-fines | 2024-01-01 | 2000",
    "李四 | A03 | 高桥店 | 司机 | | 2024-01-01 | 4000",
)
AUDITS = sheet(
    "抽查回访记录",
    "抽查日期 | 抽查人 | 客户姓名 | 电话 | 回访人 | 当事人 | 抽查结果 | 态度问题 | 是否核实",
    "2026-10-01 | 周主任 | 客一 | 13800000001 | 王芳 | 张三 | 不属实 | |",
    "2026-10-02 | 周主任 | 客二 | 13800000002 | 王芳 | 王芳 | 不属实 | |",
    "2026-10-03 | 周主任 | 客三 | 13800000003 | 王芳 | 李四 | 属实 | 是 |",
    "2026-10-04 | 周主任 | 客四 | 13800000004 | 王芳 | 张三 | 联系不上 | |",
    "2026-10-05 | 周主任 | 客五 | 13800000005 | 王芳 | 张三 | 未回访 | | 否",
    "2026-10-06 | 周主任 | 客六 | 13800000006 | 王芳 | 李四 | 未回访 | 是 |",
    "2026-11-06 | 周主任 | 客七 | 13800000007 | 王芳 | | 造假 | |",
)
ENTRIES = sheet(
    "客户投诉登记表",
    "投诉日期 | 客户姓名 | 电话 | 投诉内容 | 投诉类别 | 责任人 | 是否属实",
    "2026-10-08 | 客八 | 13800000008 | 约好没来 | 未及时进场 | 张三 | 是",
    "2026-10-09 | 客九 | 13800000009 | 约好没来 | 未及时进场 | 张三 |",
)
EVENTS = sheet(
    "违规登记表",
    "日期 | 姓名 | 违规项目 | 次数 | 是否核实",
    "2026-10-10 | 张三 | 未及时进场 | 2 | 是",
    "2026-10-11 | 李四 | 未及时进场 | 1 | 待核实",
)


def test_two_months_of_fines(tmp_path: Path) -> None:
    """王芳 in October: false records 1, 2 (both roles, once), 6 → 3 × 20 = 60; 张三: record 1 → 20 (5 was not verified);
    李四: attitude 3 and 6 → 2 × 50 = 100, and record 6 → 20. 未及时进场 of 张三: complaint 1 + incident 2 = 3 times, no
    amount. November: 王芳 20.
    """
    found = year(tmp_path, {"花名册": PEOPLE, "抽查": AUDITS, "投诉": ENTRIES, "违规": EVENTS})
    assert sorted(proposals(found, SCHEME)) == sorted(
        picture("""
        2026-10 | 王芳 | fine | -60 | S2-18 | 建议
        2026-10 | 张三 | fine | -20 | S2-18 | 建议
        2026-10 | 李四 | fine | -20 | S2-18 | 建议
        2026-10 | 李四 | fine | -100 | S2-19 | 建议
        2026-10 | 张三 | fine | - | S0-33 | 待核定
        2026-11 | 王芳 | fine | -20 | S2-18 | 建议
    """)
    )
    assert scores(found, SCHEME) == []
    late = next(p for p in found.results.appraised.proposed_in("2026-10") if p.rule == "S0-33")
    assert "3 次" in late.because
    assert "金额待定" in late.because
    assert len(late.record_ids) == 2


def test_what_a_wage_allows(tmp_path: Path) -> None:
    """21 false records: 420 元 of 2000 元 are more than a fifth (400); of 3000 元 they are not (600)."""
    rows = [f"2026-10-{at:02d} | 周主任 | 客{at} | 138000001{at:02d} | 王芳 | 张三 | 不属实 | |" for at in range(1, 22)]
    audits = sheet("抽查回访记录", AUDITS.splitlines()[1].strip("| "), *rows)
    found = year(tmp_path, {"花名册": PEOPLE, "抽查": audits})
    told = {p.person: p.because for p in found.results.appraised.proposed_in("2026-10")}
    assert "上限 400 元" in told["张三"]
    assert "超过上限" in told["张三"]
    assert "上限 600 元" in told["王芳"]
    assert "超过上限" not in told["王芳"]


def test_a_months_fine_and_a_quarters_deduction_fall_on_one_wage(tmp_path: Path) -> None:
    """张三 earns 2000: −20 of December and −500 of the fourth quarter are 520 together; the minimum wage leaves 100."""
    items = ("服务态度", "业务能力", "工作效率", "客户满意度", "团队协作")
    form = sheet("考核评分表", "季度 | 姓名 | 考核项目 | 得分", *(f"2026年四季度 | 张三 | {i} | 60" for i in items))
    row = "2026-12-01 | 周主任 | 客一 | 13800000001 | 王芳 | 张三 | 不属实 | |"
    audits = sheet("抽查回访记录", AUDITS.splitlines()[1].strip("| "), row)
    files = {"花名册": PEOPLE, "抽查": audits, "考核": form}
    found = year(tmp_path, files, settings={"wages": {"minimum": 1900}})
    own = [p for p in found.results.appraised.proposed_in("2026-12") if p.person == "张三" and p.amount]
    assert {(p.period, p.amount) for p in own} == {("2026-12", -20), ("2026-Q4", -500)}
    assert all("上限 100 元（20%，且不低于最低工资 1900 元）" in p.because for p in own)
    assert all("本月建议扣款合计 520 元，超过上限" in p.because for p in own)
