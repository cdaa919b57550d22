"""售后专员考核制度 (S0-16…22): sub-items and rater groups, months, quarters and the year, worked out by hand."""

from __future__ import annotations

from pathlib import Path

from tests.appraisal.tables import lines, picture, proposals, scores, sheet, year

SCHEME = "specialist-five"
PEOPLE = sheet(
    "花名册",
    "姓名 | 工号 | 门店 | 岗位 | 考核方案 | 入职日期",
    "高翔 | B01 | 五里牌店 | 售后专员 | 售后专员考核制度 | 2025-01-01",
)
ITEMS = ("业务知识", "客户服务", "团队协作", "工作态度", "创新能力")
HEAD = "考核月份 | 姓名 | 考核项目 | 细分指标 | 评分来源 | 得分"
JANUARY = """
    业务知识 产品知识 笔试 80
    业务知识 产品知识 实操 90
    业务知识 售后流程 案例 70
    业务知识 技术支持 笔试 100
    业务知识 技术支持 实操 80
    业务知识 技术支持 案例 60
    客户服务 响应速度 客户 90
    客户服务 响应速度 同事 80
    客户服务 响应速度 领导 70
    客户服务 问题解决 客户 80
    客户服务 问题解决 同事 80
    客户服务 问题解决 领导 80
    客户服务 客户满意度 客户 100
    客户服务 客户满意度 同事 80
    客户服务 客户满意度 领导 60
    团队协作 沟通能力 同事 60
    团队协作 协作精神 同事 90
    团队协作 团队贡献 同事 80
    团队协作 沟通能力 领导 100
    团队协作 协作精神 领导 70
    团队协作 团队贡献 领导 90
    工作态度 敬业精神 领导 90
    工作态度 责任感 领导 80
    工作态度 执行力 领导 70
"""
CALLS = sheet(
    "售后回访记录",
    "回访日期 | 客户姓名 | 电话 | 回访人",
    *(f"2026-{month:02d}-05 | 客{month} | 138000000{month:02d} | 高翔" for month in (3, 6, 9, 12)),
)


def flat(period: str, *values: float) -> list[str]:
    """One score an item, 业务知识 from a written examination, the others from the superior."""
    raters = ("笔试", "领导", "领导", "领导", "领导")
    pairs = zip(ITEMS, raters, values, strict=False)
    return [f"{period} | 高翔 | {item} | | {rater} | {value}" for item, rater, value in pairs]


def test_a_year_of_one_specialist(tmp_path: Path) -> None:
    """Jan: 业务知识 ((80+90)/2 + 70 + (100+80+60)/3)/3 = (85+70+80)/3 = 78.3333; 客户服务: customers (90+80+100)/3 = 90,
    peers 80, superior (70+80+60)/3 = 70 → 80; 团队协作: peers (60+90+80)/3 = 76.6667, superior (100+70+90)/3 = 86.6667
    → 81.6667; 工作态度 80; 创新能力 nobody. A fifth each: 15.6667 + 16 + 16.3333 + 16 = 64 of 80 → 80.
    Feb: (90+88+86+84+82)/5 = 86. March nothing. Q1 = (80+86)/2 = 83.
    Q2: its own form 70. Q3 nothing. Oct 91; Nov two items of five → no score. Q4 = 91.
    Year = (83+70+91)/3 = 244/3 = 81.3333.
    """
    january = [f"2026年1月 | 高翔 | {' | '.join(line.split())}" for line in JANUARY.strip().splitlines()]
    rows = [
        *january,
        *flat("2026年2月", 90, 88, 86, 84, 82),
        *flat("2026年二季度", 70, 70, 70, 70, 70),
        *flat("2026年10月", 91, 91, 91, 91, 91),
        *flat("2026年11月", 95, 95),
    ]
    found = year(tmp_path, {"花名册": PEOPLE, "考核": sheet("考核评分表", HEAD, *rows), "回访": CALLS})
    assert scores(found, SCHEME) == picture("""
        2026 | 高翔 | 五里牌店 | 81.3333 | 100 | 81.33 | - | rated
        2026-01 | 高翔 | 五里牌店 | 64 | 80 | 80.00 | - | rated
        2026-02 | 高翔 | 五里牌店 | 86 | 100 | 86.00 | - | rated
        2026-03 | 高翔 | 五里牌店 | - | - | - | - | not_rated
        2026-06 | 高翔 | 五里牌店 | - | - | - | - | not_rated
        2026-09 | 高翔 | 五里牌店 | - | - | - | - | not_rated
        2026-10 | 高翔 | 五里牌店 | 91 | 100 | 91.00 | - | rated
        2026-11 | 高翔 | 五里牌店 | - | - | - | - | not_rated
        2026-12 | 高翔 | 五里牌店 | - | - | - | - | not_rated
        2026-Q1 | 高翔 | 五里牌店 | 83 | 100 | 83.00 | - | rated
        2026-Q2 | 高翔 | 五里牌店 | 70 | 100 | 70.00 | - | rated
        2026-Q3 | 高翔 | 五里牌店 | - | - | - | - | not_rated
        2026-Q4 | 高翔 | 五里牌店 | 91 | 100 | 91.00 | - | rated
    """)
    assert lines(found, "高翔", SCHEME, "2026-01") == picture("""
        业务知识 | 15.6667 | 20
        客户服务 | 16 | 20
        团队协作 | 16.3333 | 20
        工作态度 | 16 | 20
        创新能力 | - | 20
    """)
    assert "推算 2/3" in found.score("高翔", SCHEME, "2026-Q1").note
    assert proposals(found, SCHEME) == []


def test_a_superiors_plain_table_counts_for_every_dimension(tmp_path: Path) -> None:
    """Nobody held an examination: what the superior wrote for 业务知识 stands in. (90+80+70+85+75)/5 = 80."""
    form = sheet("考核评分表", f"月份 | 姓名 | {' | '.join(ITEMS)}", "2026年10月 | 高翔 | 90 | 80 | 70 | 85 | 75")
    score = year(tmp_path, {"花名册": PEOPLE, "考核": form}).score("高翔", SCHEME)
    assert (score.total, score.max, score.score) == (80, 100, 80)
