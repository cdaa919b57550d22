"""The service jobs of the two months, one by one: who went where, how long it took, what was charged, which parts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from .company import Town
from .plans import OCTOBER, SEPTEMBER
from .records import Customer, Delivery, Repair

Parts = tuple[tuple[str, int, str], ...]
GLUE: tuple[str, int, str] = ("瓷砖胶", 1, "包")
GROUT: tuple[str, int, str] = ("填缝剂", 1, "袋")
SEALANT: tuple[str, int, str] = ("玻璃胶", 1, "支")
SEAM: tuple[str, int, str] = ("美缝剂", 2, "支")


class Job(NamedTuple):
    """One job; hours None = still open; `late` = days until the fee was handed in, None = not yet."""

    store: str
    day: int
    clock: str
    fault: str
    work: str
    people: tuple[str, ...]
    hours: int | None
    fee: int = 0
    late: int | None = 0
    signed: bool = True
    parts: Parts = ()
    waiting: str = ""


JOBS = {
    SEPTEMBER: (
        Job("五里牌店", 3, "09:20", "客厅地砖空鼓两块", "敲除重贴", ("罗建军",), 27, parts=(GLUE, GROUT)),
        Job("高桥店", 4, "10:00", "卫生间墙砖脱落", "重贴三片", ("谢勇",), 6, parts=(GLUE,)),
        Job("五里牌店", 7, "14:30", "过道地砖崩角", "更换一片", ("卢海",), 22, 80, parts=(GROUT,)),
        Job("红星店", 9, "09:10", "厨房砖缝发黑", "清缝重做美缝", ("谢勇",), 30, 260, 1, parts=(SEAM,)),
        Job("高桥店", 11, "08:50", "阳台地漏处积水", "重做坡度", ("谢勇", "罗建军"), 50, parts=(GLUE, GROUT, SEALANT)),
        Job("五里牌店", 15, "13:40", "墙砖开裂一片", "换砖一片", ("罗建军",), 5, 120, 3, signed=False, parts=(GLUE,)),
        Job("高桥店", 17, "09:30", "踢脚线松动", "重新打胶", ("卢海",), 3, 60, parts=(SEALANT,)),
        Job("五里牌店", 21, "10:15", "台面砖接缝渗水", "", ("卢海",), 4, 90, parts=(SEALANT,)),
        Job("红星店", 23, "15:00", "卫生间地砖空鼓", "注浆修补", ("谢勇",), 20),
        Job("高桥店", 25, "11:05", "门槛石松动", "重新粘贴", ("罗建军",), 24, 150, 2, parts=(GLUE,)),
    ),
    OCTOBER: (
        Job("高桥店", 5, "09:00", "客厅地砖空鼓五块", "敲除重贴", ("谢勇",), 29, parts=(GLUE, GROUT)),
        Job("红星店", 7, "10:20", "墙砖磕碰掉角", "更换三片", ("罗建军",), 5, 100, parts=(GLUE,)),
        Job("五里牌店", 9, "14:00", "地砖缝隙开裂", "清缝填缝", ("卢海",), 3, 80, 4, parts=(GROUT, SEALANT)),
        Job(
            "高桥店",
            12,
            "08:40",
            "卫生间墙砖空鼓脱落",
            "重贴一面墙",
            ("谢勇", "卢海"),
            54,
            parts=(GLUE, GROUT, SEALANT),
        ),
        Job("红星店", 14, "09:25", "阳台砖翘曲", "换砖两片", ("罗建军",), 26, 140, 1, parts=(GLUE,)),
        Job("五里牌店", 16, "16:10", "厨房墙砖开裂", "换砖一片", ("卢海",), 18, signed=False, parts=(GLUE,)),
        Job("高桥店", 19, "09:45", "过道砖缝发黄", "重做美缝", ("谢勇",), 31, 280, parts=(SEAM,)),
        Job("红星店", 21, "10:30", "门槛石断裂", "", ("罗建军",), None, waiting="等门槛石到货"),
        Job("五里牌店", 23, "13:15", "踢脚线脱落", "重新粘贴", ("罗建军",), 4, 60, None, parts=(SEALANT,)),
        Job("高桥店", 27, "09:05", "阳台砖空鼓", "注浆修补", ("谢勇",), 8),
    ),
}
MISWRITTEN = "PG202610-007"
"""The job whose fee was written down wrongly, and put right by a 更正 sheet."""
WRITTEN_FEE = 208


def repairs_of(random: Random, town: Town, deliveries: tuple[Delivery, ...]) -> list[Repair]:
    """The jobs of both months, at homes that had bought before (else at an older household)."""
    rows: list[Repair] = []
    taken: set[Customer] = set()
    for month, jobs in JOBS.items():
        for number, job in enumerate(jobs, 1):
            told = datetime.combine(date(*month, job.day), datetime.strptime(job.clock, "%H:%M").time())  # noqa: DTZ007
            tiles = [d for d in deliveries if d.product.unit != "包" and d.customer.store == job.store]
            earlier = [d for d in tiles if d.day < told.date() and d.customer not in taken]
            customer = earlier[-1].customer if earlier else town.household(job.store)
            model = (earlier or tiles)[-1].product.model
            taken.add(customer)
            done = None if job.hours is None else told + timedelta(hours=job.hours)
            arrived = None if done is None else done - timedelta(hours=min(2, job.hours or 0))
            paid = None if done is None or job.late is None or not job.fee else done.date() + timedelta(days=job.late)
            rows.append(
                Repair(
                    no=f"PG{month[0]}{month[1]:02d}-{number:03d}", reported=told, customer=customer, product=model,
                    fault=job.fault, work=job.work, people=job.people,
                    booked=(arrived or told + timedelta(days=2)) - timedelta(minutes=10 * random.randint(-2, 2)),
                    arrived=arrived, finished=done, fee=job.fee, handed_in=paid, signed=job.signed, parts=job.parts,
                    waiting=job.waiting,
                )
            )  # fmt: skip
    return rows
