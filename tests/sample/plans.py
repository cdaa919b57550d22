"""The figures the sample is meant to show, as tables: what was said, how often, and what came of it."""

from __future__ import annotations

from typing import NamedTuple

SEPTEMBER, OCTOBER = (2026, 9), (2026, 10)
MONTHS = (SEPTEMBER, OCTOBER)

CRACK, WARP, HOLLOW, SHADE, SIZE = "开裂", "凹凸/翘曲不平", "空鼓脱落", "色差", "尺寸偏差"
GLAZE, CHIP = "釉面/表面缺陷（针孔、划痕）", "崩边缺角/破损"
LATE, CARRY, SHORT, TILING = "送货延迟", "搬运/送货服务", "漏发错发少货", "铺贴/安装问题"
ATTITUDE, SLOW = "服务态度", "响应不及时"

DELIVERED = {"五里牌店": 15, "高桥店": 14, "红星店": 9}
"""Households delivered per month and shop."""


class Calls(NamedTuple):
    """The calls of one shop in one month: households by rating, then those never reached, unrated, and called twice."""

    best: int
    good: int
    unhappy: tuple[tuple[str, str, tuple[str, ...]], ...]
    never_reached: int
    unrated: int = 0
    retried: int = 0
    turned: int = 0
    """Households first 不满意, then 满意 after the repair: two calls, the later one decides."""


CALLS = {
    (SEPTEMBER, "五里牌店"): Calls(
        6,
        6,
        (
            ("基本满意", "客厅有一块砖开裂", (CRACK,)),
            ("不满意", "送货晚了三天，耽误工期", (LATE,)),
        ),
        never_reached=1,
        retried=1,
        turned=1,
    ),
    (SEPTEMBER, "高桥店"): Calls(
        8,
        13,
        (("一般", "厨房墙砖有两块空鼓", (HOLLOW,)), ("不太满意", "上门人员态度差，不耐烦", (ATTITUDE,))),
        never_reached=2,
        retried=1,
    ),
    (SEPTEMBER, "红星店"): Calls(3, 6, (("基本满意", "没有开裂，但是补的砖有色差", (SHADE,)),), never_reached=1),
    (OCTOBER, "五里牌店"): Calls(
        5,
        8,
        (
            ("一般", "地砖开裂，报了三天没人处理", (CRACK, SLOW)),
            ("基本满意", "过道地砖凹凸不平", (WARP,)),
        ),
        never_reached=1,
        unrated=1,
    ),
    (OCTOBER, "高桥店"): Calls(
        4,
        14,
        (
            ("不满意", "客厅地砖空鼓五块", (HOLLOW,)),
            ("基本满意", "没有开裂，但有两块空鼓", (HOLLOW,)),
            ("不满意", "卫生间墙砖空鼓，来人态度不好", (HOLLOW, ATTITUDE)),
            ("一般", "阳台砖敲着空响，空鼓", (HOLLOW,)),
            ("不太满意", "送货慢，没按时到", (LATE,)),
        ),
        never_reached=1,
        retried=1,
    ),
    (OCTOBER, "红星店"): Calls(4, 6, (("不满意", "没有色差，有三块磕碰掉角", (CHIP,)),), never_reached=1),
}


class Visits(NamedTuple):
    """One guided household: the visit numbers logged, the rating after the last, rework times and reason."""

    numbers: tuple[int, ...]
    word: str
    rework: int = 0
    reason: str = ""


_ONCE = (1,)
GUIDED = {
    SEPTEMBER: (
        *(Visits(_ONCE, "完全满意"),) * 13,
        Visits((1, 2), "完全满意", 1, "墙砖空鼓返工"),
        Visits((1, 2, 3), "满意", 2, "排砖方向错误"),
        Visits((1, 2), "完全满意"),
        Visits((2,), "完全满意"),
        Visits(_ONCE, "基本满意"),
        Visits(_ONCE, "不满意", 1, "未泡水直接铺贴"),
        *(Visits(_ONCE, ""),) * 2,
    ),
    OCTOBER: (
        *(Visits(_ONCE, "满意"),) * 14,
        Visits((1, 2), "满意", 1, "墙砖空鼓返工"),
        Visits((1, 2), "基本满意", 1, "墙砖空鼓返工"),
        Visits((1, 2), "不满意", 1, "墙砖空鼓返工"),
        Visits((1, 2, 3), "不满意", 1, "留缝不匀"),
        Visits((2,), "满意"),
        Visits(_ONCE, "基本满意", 1, ""),
        Visits(_ONCE, "一般"),
        Visits(_ONCE, "满意"),
        *(Visits(_ONCE, ""),) * 2,
    ),
}
GUIDED_FROM_BEFORE = {SEPTEMBER: 0, OCTOBER: 2}
"""Guided households that were delivered before the sample begins."""

MEASURED = {SEPTEMBER: 23, OCTOBER: 22}
NOT_YET_MEASURED = {SEPTEMBER: 2, OCTOBER: 1}
MEASURED_LATE = {SEPTEMBER: 3, OCTOBER: 5}
"""Homes measured on another day than booked."""
