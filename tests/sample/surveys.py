"""What customers answered on the form 产品售后服务评价表: after a service job, or after guidance."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from .plans import MONTHS, OCTOBER, SEPTEMBER
from .records import Guidance, Repair, Survey

QUESTIONS = ("问题解决的及时性", "专业水平", "服务态度", "流程便捷性", "解决方案满意度")
ANSWERS: dict[tuple[int, int], tuple[tuple[tuple[int | None, ...], str], ...]] = {
    SEPTEMBER: (
        ((5, 5, 5, 4, 5), "师傅很仔细"),
        ((4, 4, 5, 4, 4), ""),
        ((3, 4, 4, None, 3), "等的时间有点长"),
        ((5, 4, 5, 5, 5), ""),
        ((4, 4, 4, 4, 4), ""),
        ((5, 5, 5, 5, 5), "希望继续保持"),
        ((2, 3, 4, 3, 2), "修过一次又空鼓"),
        ((4, 5, 5, 4, 4), ""),
        ((5, 5, 5, 4, 4), ""),
        ((4, 4, 5, 4, 5), ""),
    ),
    OCTOBER: (
        ((4, 4, 5, 3, 4), "电话打了两次才约上"),
        ((5, 5, 5, 5, 5), ""),
        ((3, 4, 4, 4, 2), "换的砖颜色不太一样"),
        ((4, 4, 4, 4, 4), ""),
        ((2, 4, 4, 3, 3), "催了三次"),
        ((5, 5, 5, 4, 5), ""),
        ((4, 3, 5, 4, 4), ""),
        ((5, 4, 5, 5, 5), "谢谢"),
        ((3, 4, 5, 4, 4), ""),
        ((4, 4, 5, 4, 3), ""),
        ((5, 5, 5, 5, 4), ""),
    ),
}
ON_FORMS = 3
"""So many a month are filled in on the form itself; the others come out of the survey system."""


def surveys_of(random: Random, repairs: tuple[Repair, ...], guidances: tuple[Guidance, ...]) -> list[Survey]:
    """The answered forms of both months: first the customers of service jobs, then those who were guided."""
    rows: list[Survey] = []
    for month in MONTHS:
        served = [(r.day, r.customer, r.product, r.people[0]) for r in repairs if r.finished]
        served += [(g.day, g.customer, g.product, g.guided_by[0]) for g in guidances]
        here = [one for one in served if (one[0].year, one[0].month) == month and one[0].day <= 27]
        by_customer = {one[1].phone: one for one in reversed(here)}
        chosen = [one for one in here if by_customer[one[1].phone] is one]
        for (answers, comment), (day, customer, product, person) in zip(ANSWERS[month], chosen, strict=False):
            rows.append(Survey(day + timedelta(days=random.randint(1, 3)), customer, product, person, answers, comment))
    return rows
