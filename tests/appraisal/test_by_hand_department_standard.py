"""售后部门评价标准 (S3-60…63, S4-15): four shares against 90 %, by hand."""

from __future__ import annotations

from pathlib import Path

from tests.appraisal.tables import sheet, year

PEOPLE = sheet(
    "花名册",
    "姓名 | 工号 | 门店 | 部门 | 岗位 | 考核方案 | 入职日期",
    "王芳 | A01 | 五里牌店 | 售后部 | 文员 | 售后人员考核管理制度、售后部门评价标准 | 2024-01-01",
    "刘敏 | A02 | 五里牌店 | 售后部 | 文员 | 售后人员考核管理制度、售后部门评价标准 | 2024-01-01",
    "周强 | A03 | 五里牌店 | 售后部 | 安装 | 雄辉售后人员考核、售后部门评价标准 | 2024-01-01",
)


def forms(q1: int, q3: int, q5: int, of: int) -> str:
    """So many survey forms, of which the first q1 (q3, q5) are content with that question; the rest gives a 2."""
    rows = [
        f"2026-10-05 | 客{at} | 139{at:08d} | {5 if at < q1 else 2} | {4 if at < q3 else 2} | {4 if at < q5 else 1}"
        for at in range(of)
    ]
    return sheet("产品售后服务评价表", "填表日期 | 姓名 | 电话 | 问题解决的及时性 | 服务态度 | 解决方案满意度", *rows)


def test_verdicts_of_a_department(tmp_path: Path) -> None:
    """服务态度 27 of 30 = 90 % → 达标; 问题解决率 26 of 30 = 86.7 %; 服务效率 30 of 30."""
    found = year(tmp_path, {"花名册": PEOPLE, "评价": forms(30, 27, 26, 30)})
    verdicts = {
        category: found.row("department.standard", category=category)
        for category in ("服务态度", "问题解决率", "服务效率")
    }
    told = {category: None if row is None else (row["verdict"], row["target"]) for category, row in verdicts.items()}
    assert told == {"服务态度": ("达标", 0.9), "问题解决率": ("未达标", 0.9), "服务效率": ("达标", 0.9)}


def test_nine_answers_are_too_few(tmp_path: Path) -> None:
    found = year(tmp_path, {"花名册": PEOPLE, "评价": forms(9, 9, 9, 9)})
    row = found.row("department.standard", category="服务态度")
    assert row is not None
    assert row["verdict"] == "样本不足"
