"""The month of every record: of its own day, the last one of its period, its file's, or none."""

from __future__ import annotations

from pathlib import Path

from tests.sheets import night, read_csv, worked


def test_a_period_stands_in_its_last_month_and_a_repair_in_the_month_it_was_finished(tmp_path: Path) -> None:
    month = worked(
        tmp_path,
        {
            "考核": """
                考核评分表
                | 考核期间 | 姓名 | 考核项目 | 得分 |
                | 2026-10 | 张伟 | 服务态度 | 95 |
                | 2026年第三季度 | 张伟 | 服务态度 | 90 |
                | 2026年度 | 张伟 | 服务态度 | 92 |
            """,
            "维修": """
                维修记录
                | 报修日期 | 客户姓名 | 电话 | 故障现象 | 维修人员 | 完成时间 |
                | 2026-09-30 | 王芳 | 13800000001 | 漏水 | 张伟 | 2026-10-01 |
                | 2026-09-30 | 陈静 | 13800000002 | 漏水 | 张伟 | |
            """,
            "客户资料": """
                客户资料表
                | 客户姓名 | 电话 | 购买日期 | 业务员 |
                | 王芳 | 13800000001 | 2026-08-01 | 周敏 |
            """,
            "2026年10月调查": """
                客户满意度调查表
                | 客户姓名 | 电话 | 问题解决的及时性 | 专业水平 | 服务态度 |
                | 王芳 | 13800000001 | 5 | 4 | 5 |
            """,
        },
    )

    assert month.column("appraisal", "period") == ["2026-10", "2026-Q3", "2026"]
    assert month.column("appraisal", "month") == ["2026-10", "2026-09", "2026-12"]
    assert month.column("repair", "month") == ["2026-10", "2026-09"]
    assert month.column("customer", "month") == [None]
    assert month.column("survey", "month") == ["2026-10"]


def test_records_of_every_kind_are_written_and_those_of_no_month_stand_in_the_whole_folder(tmp_path: Path) -> None:
    published = night(
        tmp_path,
        {
            "考核": """
                2026年10月考核评分表
                | 姓名 | 考核项目 | 得分 |
                | 张伟 | 服务态度 | 95 |
            """,
            "客户资料": """
                客户资料表
                | 客户姓名 | 电话 | 购买日期 | 业务员 |
                | 王芳 | 13800000001 | 2026-08-01 | 周敏 |
            """,
            "词典": """
                类别词典
                | 类别 | 词 | 不算的词 |
                | 色差 | 阴阳色 | |
            """,
        },
    )

    scores = published.table("records/appraisal")
    assert [(row["month"], row["period"], row["person"], row["score"]) for row in scores] == [
        ("2026-10", "2026-10", "张伟", "95")
    ]
    undated = published.outputs / "data" / "records"
    assert sorted(path.name for path in undated.iterdir()) == ["customer.csv", "dictionary.csv"]
    assert [(row["month"], row["customer"]) for row in read_csv(undated / "customer.csv")] == [("", "王芳")]


def test_an_achievement_says_that_it_is_one_and_a_warranty_counts_in_months(tmp_path: Path) -> None:
    month = worked(
        tmp_path,
        {
            "考核": """
                2026年10月考核评分表
                | 姓名 | 考核项目 | 达成率 |
                | 张伟 | 客户回访 | 95% |
            """,
            "评分": """
                2026年10月考核评分表
                | 姓名 | 考核项目 | 得分 |
                | 张伟 | 服务态度 | 90 |
            """,
            "客户": """
                客户资料表
                | 客户姓名 | 电话 | 购买日期 | 保修期 | 业务员 |
                | 王芳 | 13800000001 | 2026-08-01 | 两年 | 周敏 |
                | 陈静 | 13800000002 | 2026-08-01 | 36 | 周敏 |
            """,
        },
    )

    scores = zip(month.column("appraisal", "score"), month.column("appraisal", "sub_item"), strict=True)
    assert sorted(scores, key=str) == [(0.95, "达成率"), (90, None)]
    assert month.column("customer", "warranty_months") == [24, 36]
