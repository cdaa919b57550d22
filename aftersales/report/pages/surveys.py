"""评价与达标: the answers of the survey by question, and the department against its standard (S3-30, S3-61)."""

from __future__ import annotations

from aftersales.report.build import by_category, by_whom, cell, figures, tone
from aftersales.report.page import Block, Cell, Column, Figures, Look, Page, Table, Value
from aftersales.report.view import View
from aftersales.report.wording import shown

STANDARD = "department.standard"
KEY = ("survey.forms", "survey.mean", "survey.satisfaction_rate", "survey.invalid")
SPLIT = KEY[:3]
ASPECTS = ("服务态度", "问题解决率", "服务效率", "售后维护")


def page(view: View) -> Page | None:
    """The survey and the standard; None in a month that gives neither."""
    judged = [name for name in ASPECTS if view.number(STANDARD, category=name).value is not None]
    forms = view.number("survey.forms").value or 0
    if not forms and not judged:
        return None
    met = sum(view.number(STANDARD, category=name).verdict == "达标" for name in judged)
    lead = f"收到评价表 {forms:g} 份。" if forms else "本月没有评价表。"
    kind = view.kinds.get("survey")
    names = {field.name: field.zh for field in kind.fields} if kind else {}
    tables = (
        _standard(view),
        by_category(view, "surveys-questions", "各题", Column("题目", Look.TEXT, 14), KEY, names),
        by_whom(view, "surveys-people", "按服务人员", "person", SPLIT, first="服务人员"),
        by_whom(view, "surveys-stores", "按门店", "store", SPLIT),
    )
    blocks: list[Block] = [Figures("surveys-key", figures(view, KEY)), *(table for table in tables if table.rows)]
    lead += f"部门标准四项中有 {len(judged)} 项可判断，达标 {met} 项。"
    return Page("surveys", "评价与达标", lead, tuple(blocks))


def _standard(view: View) -> Table:
    """Each aspect with its share, the gap to the target in points, the verdict, and the shops beside it."""
    stores = view.names(STANDARD, "store")
    columns = (
        Column("项目", Look.TEXT, 8),
        Column("满意率", Look.RATE),
        Column("有效评价", Look.COUNT),
        Column("目标", Look.RATE),
        Column("与目标相差", Look.TEXT, 9),
        Column("结论", Look.TEXT, 7),
        *(Column(store, Look.RATE) for store in stores),
    )
    rows: list[tuple[Value | Cell, ...]] = []
    for name in ASPECTS:
        number = view.number(STANDARD, category=name)
        if number.value is None or number.target is None:
            continue
        gap = shown(number.value - number.target, Look.RATE).removesuffix("%")
        own = (view.number(STANDARD, category=name, store=store) for store in stores)
        rows.append(
            (
                name,
                cell(view, STANDARD, number),
                number.denominator,
                number.target,
                f"{gap} 个百分点",
                Cell(number.verdict, tone=tone(number)),
                *(cell(view, STANDARD, each) for each in own),
            )
        )
    note = (
        "服务态度、问题解决率、服务效率是评价表第 3、5、1 题 4–5 分的比例；售后维护是保修期内客户回访的满意率。"
        f"不足 {view.small_sample} 份的样本不足，不下结论。"
    )
    return Table("surveys-standard", "部门达标", columns, tuple(rows), note)
