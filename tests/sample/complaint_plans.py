"""The complaints of the two months, one by one."""

from __future__ import annotations

from typing import NamedTuple

from .plans import (
    ATTITUDE,
    CARRY,
    CHIP,
    CRACK,
    GLAZE,
    HOLLOW,
    LATE,
    OCTOBER,
    SEPTEMBER,
    SHADE,
    SHORT,
    SIZE,
    SLOW,
    TILING,
    WARP,
)


class Case(NamedTuple):
    """One complaint; hours None = nobody has called yet, close days None = open."""

    store: str
    day: int
    clock: str
    text: str
    categories: tuple[str, ...]
    hours: float | None
    close_days: int | None
    status: str
    verified: str
    responsible: tuple[str, ...]
    department: str
    solution: str
    amount: int = 0
    quantity: int = 0
    unit: str = ""


CASES = {
    SEPTEMBER: (
        Case("五里牌店", 4, "10:20", "客厅地砖铺完一周有三块开裂", (CRACK,), 3, 6,
             "结案", "是", (), "厂家", "补砖12片", 0, 12, "片"),
        Case("高桥店", 7, "09:05", "厨房墙砖空鼓，敲着空响", (HOLLOW,), 5, 9,
             "结案", "是", ("李建国",), "售后部", "补贴人工费", 680),
        Case("红星店", 9, "", "补的两箱跟之前颜色不一样，有色差", (SHADE,), 24, 4,
             "结案", "是", (), "厂家", "换货2箱", 0, 2, "箱"),
        Case("高桥店", 12, "16:40", "送货司机态度差，说话难听", (CARRY, ATTITUDE), 20, 3,
             "已解决", "是", ("张伟民",), "物流部", "上门道歉"),
        Case("五里牌店", 16, "11:15", "打了三次电话没人处理，响应太慢", (SLOW,), 30, 5,
             "结案", "是", ("刘晓燕",), "售后部", "已上门处理"),
        Case("五里牌店", 21, "", "砖边缺角，到货有四片破损", (CHIP,), 0, 2,
             "结案", "是", ("陈志强", "张伟民"), "物流部", "补砖4片", 0, 4, "片"),
        Case("高桥店", 26, "14:30", "地砖凹凸不平，没有开裂", (WARP,), 4, 12,
             "已解决", "否", (), "厂家", "上门复核，平整度合格"),
    ),
    OCTOBER: (
        Case("高桥店", 3, "15:10", "客厅地砖大面积空鼓", (HOLLOW,), 42, 15,
             "结案", "是", ("李建国",), "售后部", "敲掉重贴", 1500),
        Case("高桥店", 8, "09:30", "卫生间墙砖空鼓脱落，还掉了一片", (HOLLOW,), 2, 8,
             "结案", "是", ("李建国",), "售后部", "补砖20片", 0, 20, "片"),
        Case("高桥店", 10, "", "铺了不到半个月有八块空鼓，师傅没留缝", (HOLLOW, TILING), 24, None,
             "处理中", "", (), "售后部", "/"),
        Case("五里牌店", 12, "10:00", "同一箱砖大小头差3毫米", (SIZE,), 6, 7,
             "结案", "是", (), "厂家", "换货5箱", 0, 5, "箱"),
        Case("红星店", 14, "08:45", "送货晚了两天，耽误工期", (LATE,), 8, 1,
             "已解决", "是", ("何平",), "物流部", "赔偿误工", 200),
        Case("五里牌店", 17, "13:20", "抛光砖表面有划痕和针孔", (GLAZE,), 3, 9,
             "结案", "否", (), "厂家", "换货8片", 0, 8, "片"),
        Case("红星店", 19, "17:00", "墙砖颜色发黄", (SHADE,), 2, None,
             "撤诉", "否", (), "", "客户撤诉"),
        Case("高桥店", 21, "09:50", "墙砖空鼓，催了三次没人上门", (HOLLOW, SLOW), 50, None,
             "处理中", "是", ("李建国",), "售后部", "/"),
        Case("红星店", 23, "", "少发了两箱，型号也发错", (SHORT,), 0, 3,
             "结案", "是", ("何平", "孙洁"), "物流部", "补发2箱", 0, 2, "箱"),
        Case("五里牌店", 28, "11:40", "地砖开裂两片，要求换货", (CRACK,), None, None,
             "待受理", "", (), "", "/"),
    ),
}  # fmt: skip
