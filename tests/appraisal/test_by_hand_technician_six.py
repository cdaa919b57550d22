"""售后技术员绩效评估 (S0-14): actual ÷ target, 工作态度 rated; a total only where a shop gives weights."""

from __future__ import annotations

from pathlib import Path

from tests.appraisal.tables import lines, picture, scores, sheet, year

SCHEME = "technician-six"
PEOPLE = sheet(
    "花名册",
    "姓名 | 工号 | 门店 | 岗位 | 考核方案 | 入职日期",
    "罗军 | C01 | 五里牌店 | 技术员 | 售后技术员绩效评估 | 2025-01-01",
    "谢斌 | C02 | 五里牌店 | 技术员 | technician-six | 2025-01-01",
)
JOBS = sheet(
    "维修记录表",
    "派工单号 | 完成时间 | 客户姓名 | 电话 | 机型 | 故障现象 | 维修内容 | 维修人员 | 客户签字",
    "P1 | 2026-10-05 | 客一 | 13800000001 | K2 | 不转 | 换件 | 罗军 | 是",
    "P2 | 2026-10-06 | 客二 | 13800000002 | K2 | 不转 | 换件 | 罗军 | 是",
    "P3 | 2026-10-07 | 客三 | 13800000003 | K2 | 不转 | 换件 | 罗军 | 是",
)
TARGETS = sheet("目标值", "月份 | 姓名 | 考核项目 | 目标值", "2026年10月 | 罗军 | 技术支持 | 4")
REACHED = sheet(
    "考核评分表",
    "考核月份 | 姓名 | 考核项目 | 达成率",
    "2026年10月 | 罗军 | 销售任务 | 60%",
    "2026年10月 | 罗军 | 培训 | 1.2",
    "2026年10月 | 罗军 | 改进建议 | 50%",
    "2026年10月 | 罗军 | 客户关系 | 85",
)
RATED = sheet("考核评分表", "考核月份 | 姓名 | 考核项目 | 得分", "2026年10月 | 罗军 | 工作态度 | 88")
FILES = {"花名册": PEOPLE, "维修": JOBS, "目标": TARGETS, "达成": REACHED, "评分": RATED}


def test_six_indicators_and_no_total_without_weights(tmp_path: Path) -> None:
    """技术支持 3 jobs of 4 = 75 %; 销售任务 60 %; 培训 120 % → full; 改进建议 50 %; 客户关系 85 %; 工作态度 88."""
    found = year(tmp_path, FILES)
    assert lines(found, "罗军", SCHEME, "2026-10") == picture("""
        技术支持 | 75 | 100
        销售任务 | 60 | 100
        培训 | 100 | 100
        改进建议 | 50 | 100
        客户关系 | 85 | 100
        工作态度 | 88 | 100
    """)
    assert scores(found, SCHEME) == picture("""
        2026-10 | 罗军 | 五里牌店 | - | - | - | - | rated
        2026-10 | 谢斌 | 五里牌店 | - | - | - | - | not_rated
    """)


def test_sales_against_their_target(tmp_path: Path) -> None:
    """9000 sold, 1000 taken back: 8000 of 10000."""
    sold = sheet(
        "销售结帐表",
        "日期 | 营业员 | 商品名称 | 数量 | 金额 | 类型",
        "2026-10-05 | 罗军 | 阀门 | 2 | 9000 | 销售",
        "2026-10-06 | 罗军 | 阀门 | 1 | 1000 | 退货",
    )
    aims = sheet("目标值", "月份 | 姓名 | 考核项目 | 目标值", "2026年10月 | 罗军 | 销售任务 | 10000")
    reached = "\n".join(row for row in REACHED.splitlines() if "销售任务" not in row)
    files = {**FILES, "达成": reached, "销售": sold, "销售目标": aims}
    line = year(tmp_path, files).score("罗军", SCHEME).lines[1]
    assert (line.points, line.basis) == (80, "销售额 8000 元 ÷ 目标 10000 = 80.0%")


def test_one_job_of_four_is_a_quarter(tmp_path: Path) -> None:
    found = year(tmp_path, {**FILES, "维修": "\n".join(JOBS.splitlines()[:3])})
    line = found.score("罗军", SCHEME).lines[0]
    assert (line.points, line.basis) == (25, "维修单数 1 ÷ 目标 4 = 25.0%")


def test_with_weights_there_is_a_total(tmp_path: Path) -> None:
    """30×0.75 + 20×0.6 + 10×1 + 10×0.5 + 10×0.85 + 20×0.88 = 22.5 + 12 + 10 + 5 + 8.5 + 17.6 = 75.6."""
    weights = {"技术支持": 30, "销售任务": 20, "培训": 10, "改进建议": 10, "客户关系": 10, "工作态度": 20}
    found = year(tmp_path, FILES, settings={"schemes": {SCHEME: {"weights": weights}}})
    assert lines(found, "罗军", SCHEME, "2026-10") == picture("""
        技术支持 | 22.5 | 30
        销售任务 | 12 | 20
        培训 | 10 | 10
        改进建议 | 5 | 10
        客户关系 | 8.5 | 10
        工作态度 | 17.6 | 20
    """)
    assert scores(found, SCHEME)[0] == "2026-10 | 罗军 | 五里牌店 | 75.6 | 100 | 75.60 | - | rated"
