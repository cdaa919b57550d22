"""The staff of the invented company, as a roster sheet: names only mean people where somebody says who works here."""

from __future__ import annotations

from .drawn import Column, File, Folder, Line, Role, Sheet

HEADINGS = {"序号": "", "工号": "staff_no", "姓名": "name", "别名": "aliases", "部门": "department", "门店": "store",
            "岗位": "role", "入职日期": "from", "离职日期": "to"}  # fmt: skip
STAFF = (
    ("X001", "刘晓燕", "小燕", "售后部", "五里牌店", "售后文员", "2021-03-01", ""),
    ("X002", "周敏", "", "售后部", "高桥店", "售后文员", "2022-06-13", ""),
    ("X003", "徐静", "", "售后部", "红星店", "售后文员", "2023-02-20", ""),
    ("X004", "王芳", "芳姐", "售后部", "五里牌店", "服务专员", "2019-05-06", ""),
    ("X005", "李建国", "老李", "售后部", "高桥店", "服务专员", "2018-09-01", ""),
    ("X006", "吴刚", "", "售后部", "红星店", "服务专员", "2024-04-08", "2026-10-15"),
    ("X007", "邓海涛", "", "售后部", "", "量房员", "2023-07-03", ""),
    ("X008", "陈志强", "陈师傅", "物流部", "五里牌店", "司机", "2020-11-16", ""),
    ("X009", "张伟民", "张师傅", "物流部", "高桥店", "司机", "2021-08-02", ""),
    ("X010", "赵倩", "", "销售部", "高桥店", "导购", "2022-03-15", ""),
    ("X011", "孙洁", "", "销售部", "红星店", "导购", "2025-05-19", ""),
)
NAMES = tuple(person[1] for person in STAFF if not person[7])
"""Those who still work here."""


def roster(folder: Folder) -> File:
    """The roster sheet, the first file of every drawn folder."""
    columns = [Column(heading, name, "text") for heading, name in HEADINGS.items()]
    lines = [
        Line(Role.NOTE, free={0: "员工花名册"}),
        Line(Role.HEADING, {column: column.heading for column in columns}),
    ]
    for number, person in enumerate(STAFF, 1):
        line = Line(Role.RECORD, dict(zip(columns, (number, *(part or None for part in person)), strict=True)))
        line.truth = {column.field: value for column, value in line.cells.items() if column.field}
        lines.append(line)
    folder.files.append(File("花名册", [Sheet("花名册", "staff", columns, lines)], claimed={"layout"}))
    return folder.files[-1]
