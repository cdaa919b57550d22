"""售后工程师考核 (S0-27…30), 售后服务绩效考核表 (S3-80), 技术等级考核评定表 (S3-20…23): what superiors write, by hand."""

from __future__ import annotations

from pathlib import Path

from tests.appraisal.tables import lines, picture, proposals, scores, sheet, year

PEOPLE = sheet(
    "花名册",
    "姓名 | 工号 | 门店 | 岗位 | 考核方案 | 入职日期",
    "方明 | D01 | 五里牌店 | 工程师 | 售后工程师考核 | 2025-01-01",
    "石磊 | D02 | 五里牌店 | 工程师 | 售后工程师考核 | 2025-01-01",
    "江涛 | D03 | 高桥店 | 客服 | 售后服务绩效考核表 | 2025-01-01",
    "田甜 | D04 | 高桥店 | 客服 | six-dimension | 2025-01-01",
    "余华 | D05 | 高桥店 | 客服 | six-dimension | 2025-01-01",
    "秦岭 | D06 | 五里牌店 | 技师 | 技术等级考核评定表 | 2025-01-01",
    "韩冰 | D07 | 五里牌店 | 技师 | technician-grade | 2025-01-01",
    "唐宁 | D08 | 五里牌店 | 技师 | technician-grade | 2025-01-01",
    "董洁 | D09 | 五里牌店 | 技师 | technician-grade | 2025-01-01",
)
HEAD = "考核月份 | 姓名 | 考核项目 | 得分"


def rows(person: str, **scored: float) -> list[str]:
    return [f"2026年10月 | {person} | {item} | {score}" for item, score in scored.items()]


def test_engineers(tmp_path: Path) -> None:
    """方明: 88 + 92.5 + 79 + 85 = 344.5 of 400; a fifth each: 17.6 + 18.5 + 15.8 + 17 = 68.9 of 80 → 86.125 → 86.13
    (half up). 石磊: two items of five are 40 % → no score.
    """
    form = sheet(
        "考核评分表",
        HEAD,
        *rows("方明", 业务能力=88, 解决问题能力=92.5, 认真负责=79, 团队协作=85),
        *rows("石磊", 业务能力=88, 解决问题能力=92.5),
    )
    jobs = sheet(
        "维修记录表",
        "派工单号 | 报修日期 | 完成时间 | 客户姓名 | 电话 | 机型 | 故障现象 | 维修内容 | 维修人员 | 是否解决",
        "P1 | 2026-10-05 08:00 | 2026-10-05 10:00 | 客一 | 13800000001 | K2 | 不转 | 换件 | 方明 | 是",
        "P2 | 2026-10-06 08:00 | 2026-10-06 12:00 | 客二 | 13800000002 | K3 | 不转 | 换件 | 方明 | 否",
    )
    found = year(tmp_path, {"花名册": PEOPLE, "考核": form, "维修": jobs})
    assert scores(found, "engineer-five") == picture("""
        2026-10 | 方明 | 五里牌店 | 68.9 | 80 | 86.13 | - | rated
        2026-10 | 石磊 | 五里牌店 | - | - | - | - | not_rated
    """)
    own = lines(found, "方明", "engineer-five", "2026-10")
    assert own[:5] == picture("""
        业务能力 | 17.6 | 20
        解决问题能力 | 18.5 | 20
        认真负责 | 15.8 | 20
        团队协作 | 17 | 20
        学习能力 | - | 20
    """)
    told = " ".join(line.basis for line in found.score("方明", "engineer-five").lines)
    assert "维修用时" in told
    assert "1/2 = 50.0%" in told  # 问题解决率


def test_six_dimensions(tmp_path: Path) -> None:
    """江涛: (90+80+85+70+95+88)/6 = 508/6 = 84.6667. 田甜: four of six = 66.7 %: (90+80+85+70)/4 = 81.25.
    余华: three of six = 50 % → no score.
    """
    form = sheet(
        "考核评分表",
        HEAD,
        *rows("江涛", 客户满意度=90, 问题解决速度=80, 服务质量=85, 团队合作=70, 学习发展=95, 工作态度=88),
        *rows("田甜", 客户满意度=90, 问题解决速度=80, 服务质量=85, 团队合作=70),
        *rows("余华", 客户满意度=90, 问题解决速度=80, 服务质量=85),
    )
    found = year(tmp_path, {"花名册": PEOPLE, "考核": form})
    assert [row.split(" | ")[1::4] for row in scores(found, "six-dimension")] == [
        ["余华", "-"],
        ["江涛", "84.67"],
        ["田甜", "81.25"],
    ]


def test_certificates(tmp_path: Path) -> None:
    """秦岭: A, B, A → the lowest, B. 韩冰: 技术能力 item by item A B B C A → sorted A A B B C, median B; A; A → B.
    唐宁: 不合格 is below C → 未定级. 董洁: one of the three is missing → 未定级.
    """
    head = "考核月份 | 姓名 | 考核项目 | 细分指标 | 评定"
    words = [f"2026年10月 | 韩冰 | 技术能力 | 第{at}项 | {word}" for at, word in enumerate("ABBCA", 1)]
    form = sheet(
        "技术等级考核评定表",
        head,
        "2026年10月 | 秦岭 | 技术能力 | | A",
        "2026年10月 | 秦岭 | 服务态度 | | 良好",
        "2026年10月 | 秦岭 | 业务水平 | | A 优秀",
        *words,
        "2026年10月 | 韩冰 | 服务态度 | | A",
        "2026年10月 | 韩冰 | 业务水平 | | A",
        "2026年10月 | 唐宁 | 技术能力 | | 不合格",
        "2026年10月 | 唐宁 | 服务态度 | | A",
        "2026年10月 | 唐宁 | 业务水平 | | A",
        "2026年10月 | 董洁 | 技术能力 | | A",
        "2026年10月 | 董洁 | 服务态度 | | B",
    )
    found = year(tmp_path, {"花名册": PEOPLE, "考核": form})
    graded = {row.split(" | ")[1]: row.split(" | ")[6] for row in scores(found, "technician-grade")}
    assert graded == {"秦岭": "B", "韩冰": "B", "唐宁": "未定级", "董洁": "未定级"}
    assert found.score("秦岭", "technician-grade").note == "平均 2.67（A 计 3、B 计 2、C 计 1）"  # (3 + 2 + 3) / 3
    assert proposals(found, "technician-grade") == []


def test_letters_in_a_wide_table(tmp_path: Path) -> None:
    form = sheet(
        "2026年10月技术等级考核评定表",
        "姓名 | 技术能力 | 服务态度 | 业务水平",
        "秦岭 | A级 | B | A",
        "韩冰 | A（优秀） | 良好 | 合格",
        "唐宁 | A 优秀 | A等 | A",
    )
    found = year(tmp_path, {"花名册": PEOPLE, "考核": form})
    graded = {row.split(" | ")[1]: row.split(" | ")[6] for row in scores(found, "technician-grade")}
    assert graded == {"秦岭": "B", "韩冰": "C", "唐宁": "A", "董洁": "-"}
