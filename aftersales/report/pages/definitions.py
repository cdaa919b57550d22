"""口径: what every figure means and which rule it follows."""

from __future__ import annotations

from aftersales.report.page import Column, Look, Note, Page, Table
from aftersales.report.view import View

GENERAL = (
    "月份按每条记录自己的日期划分；一户在一个月里只计一次，以最后一次评价为准。",
    "分母为 0 的比率不写数字；空白不等于 0，未评价不等于不满意。",
    "比率带 95% 区间（威尔逊法：样本有限时真实水平大致所在的范围）；样本少的用灰色，只供参考。“明显上升/下降”指与上月之差的 95% 区间不含 0（件数和每百户按泊松分布精确比较）。",
    "“无可解读变化”指和上月、和平常都没有超出偶然的差别；“平常范围”是控制限，怎么定见“趋势”。",
    "满意 = 满意或非常满意；基本满意、较满意、一般都算未完全满意（可在 config.yaml 里改）。",
    "几个人共一条记录时平分；没有写人的记在“未分配”；责任人与处理人分开，处理人不担责。",
    "条款代号如 S2-12：第一段是制度文件，第二段是其中第几条；每条的要点见说明文件 docs/rules.md，可向管理员要。",
    "同一户：电话相同；或一方没有电话时姓名和地址相同；都没有电话和地址时姓名和门店相同。",
)


def page(view: View) -> Page:
    """Definitions of all measures in the report's order."""
    columns = (
        Column("指标", Look.TEXT, 14),
        Column("口径", Look.WIDE, 40),
        Column("条款", Look.TEXT, 8),
        Column("代号", Look.TEXT, 20),
    )
    rows = tuple((info.zh, info.definition, info.rules, info.id) for info in view.info.values())
    table = Table("definitions-list", "指标口径", columns, rows)
    return Page("definitions", "口径", "每个数字怎么算、依据哪一条。", (Note("通则", items=GENERAL), table))
