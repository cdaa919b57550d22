"""How everybody was judged in the two months: the figures the superior, the person and the office wrote down."""

from __future__ import annotations

from typing import NamedTuple

from .plans import OCTOBER, SEPTEMBER

Month = tuple[int, int]
CRITERIA = ("服务态度", "业务能力", "工作效率", "客户满意度", "团队协作")
FIVE: dict[Month, dict[str, tuple[float | None, ...]]] = {
    SEPTEMBER: {
        "刘晓燕": (95, 92, 90, 93, 90),
        "周敏": (90, 89, 90, 88, 90.5),
        "徐静": (72, 65, 66, 70, 68),
        "王芳": (85, 88, 84, 80, 86),
    },
    OCTOBER: {
        "刘晓燕": (93, 91, 92, 94, 90),
        "周敏": (86, 84, 82, 78, 85),
        "徐静": (75, 72, 70, 74, None),
        "王芳": (88, 86, 85, None, 90),
    },
}
"""售后人员考核管理制度: 0–100 for each criterion. Without 客户满意度 what customers said on the phone stands in."""

ATTITUDE = {"积极性": 15, "协调性": 10, "忠诚度": 15, "计划能力": 5, "执行能力": 5, "工作品质": 10}
RESULTS = 40
XIONGHUI: dict[Month, dict[str, tuple[int, ...]]] = {
    SEPTEMBER: {
        "邓海涛": (14, 9, 14, 5, 4, 9),
        "陈志强": (13, 8, 13, 4, 4, 8),
        "张伟民": (12, 7, 13, 4, 4, 8),
        "何平": (13, 9, 14, 4, 5, 9),
    },
    OCTOBER: {
        "邓海涛": (14, 9, 14, 5, 4, 9, 35),
        "陈志强": (13, 8, 13, 4, 4, 8, 32),
        "张伟民": (13, 8, 13, 4, 4, 8, 33),
        "何平": (13, 9, 14, 4, 5, 9, 34),
    },
}
"""雄辉售后人员考核: six items, in October also the block 工作业绩."""

REACHED = ("客户信息管理", "客户档案管理", "客户回访", "投诉处理", "客户满意度")
BEHAVIOUR = ("服务细致度", "以客户为中心")


class Form(NamedTuple):
    """One 售后服务员考核评分表: what was reached of each target, and the levels (self, superior, result)."""

    reached: tuple[str, ...]
    levels: tuple[tuple[int, int, int | None], ...]


FORMS: dict[Month, dict[str, Form]] = {
    SEPTEMBER: {
        "李建国": Form(("100%", "85%", "102%", "78%", ""), ((4, 3, None), (5, 4, None))),
        "吴刚": Form(("90%", "74%", "80%", "100%", ""), ((5, 3, 3), (4, 4, None))),
    },
    OCTOBER: {
        "李建国": Form(("100%", "100%", "92%", "74%", ""), ((4, 4, None), (4, 3, None))),
        "蒋欣": Form(("80%", "75%", "100%", "100%", ""), ((3, 3, None), (4, 3, None))),
    },
}
"""A blank 客户满意度 is what customers said, held against the target."""
SATISFIED_TARGET = "90%"

MERITS = {"企业荣誉": {"强": 5, "较好": 3, "一般": 2, "差": 0}, "信息收集": {"多": 10, "较好": 6, "一般": 3, "差": 0}}
WORDS: dict[Month, dict[str, tuple[str, str]]] = {
    SEPTEMBER: {"罗建军": ("强", "较好"), "谢勇": ("较好", "多"), "卢海": ("一般", "一般")},
    OCTOBER: {"罗建军": ("较好", "较好"), "谢勇": ("较好", "较好"), "卢海": ("一般", "差")},
}
"""售后服务人员月考核表: two items in words, the others from what was written down during the month."""


class Event(NamedTuple):
    """One line of 扣分登记; `verified` as it was written."""

    month: Month
    day: int
    person: str
    item: str
    times: int
    verified: str
    reason: str


EVENTS = (
    Event(SEPTEMBER, 5, "罗建军", "联系不上", 2, "是", "客户打了两次电话没接"),
    Event(SEPTEMBER, 12, "罗建军", "配件账目不清", 1, "是", "领用单少一张"),
    Event(SEPTEMBER, 16, "谢勇", "保修确认失误", 1, "是", "保内判成保外"),
    Event(SEPTEMBER, 18, "罗建军", "配件转运损伤", 2, "是", "砖角碰坏"),
    Event(SEPTEMBER, 22, "谢勇", "谎报信息", 1, "待核实", "客户称没有上门"),
    Event(SEPTEMBER, 24, "卢海", "工具人为损坏", 1, "是", "切割机摔坏"),
    Event(OCTOBER, 8, "谢勇", "联系不上", 1, "是", "手机关机"),
    Event(OCTOBER, 13, "罗建军", "记录填写不完整", 1, "是", "派工单没写型号"),
    Event(OCTOBER, 20, "谢勇", "配件转运损伤", 1, "否", "包装原来就破"),
    Event(OCTOBER, 22, "卢海", "私自接单", 1, "是", "私下收客户美缝费，本人承认"),
)


class Objection(NamedTuple):
    """One 申诉单."""

    person: str
    month: Month
    day: int
    scheme: str
    item: str
    reason: str
    decision: str
    points: int


OBJECTION = Objection(
    "谢勇", SEPTEMBER, 12, "售后服务人员月考核表", "保修判定", "厂家后来承认是批次问题，判定没有错", "同意，恢复1分", 1
)
