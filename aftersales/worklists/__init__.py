"""Work lists: what the records say is still to be done today, by shop and person. One module a family, one entry a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from aftersales.problems import Problem
from aftersales.worklists import appraisals, cases, complaints, customers, deliveries, jobs, log_days
from aftersales.worklists.model import COLUMNS, NOTHING, VIP, ListInfo, ToDo
from aftersales.worklists.people import handed_on
from aftersales.worklists.today import Today

__all__ = ["LISTS", "Today", "Worklist", "worklist"]


@dataclass(frozen=True, slots=True)
class Worklist:
    """One list: how people know it, and what finds its items (None where no sheet has what it needs)."""

    info: ListInfo
    items: Callable[[Today], pd.DataFrame | None]


def _list(
    id_: str,
    zh: str,
    short: str,
    definition: str,
    rules: tuple[str, ...],
    items: Callable[[Today], pd.DataFrame | None],
) -> Worklist:
    return Worklist(ListInfo(id_, zh, short, definition, rules), items)


LISTS = (
    _list(
        "complaint_overdue",
        "投诉超期未结",
        "投诉超期",
        "没有结案也没有取消，受理后的 3 个工作日（可设置）已经过完。",
        ("S3-63",),
        complaints.overdue,
    ),
    _list(
        "no_first_contact",
        "投诉还没联系客户",
        "没有联系",
        "受理后 24 小时（可设置）没有联系；只写日期的，过了次日才算。已结案、已上门的不列。",
        ("S2-26",),
        complaints.without_contact,
    ),
    _list(
        "sms_missing",
        "送货没有短信问候",
        "短信",
        "送货（户 × 日）的各行都没有短信记录；登记表没有短信一栏的不列，送货后第一个工作日过完才列。",
        ("S2-23",),
        deliveries.without_sms,
    ),
    _list(
        "guidance_missing",
        "送货后没有铺贴指导",
        "铺贴指导",
        "最后一次送货已超过 7 天（可设置）而从未有铺贴指导记录的户；只列有铺贴指导登记的门店。",
        ("S2-25",),
        deliveries.without_guidance,
    ),
    _list(
        "callback_due",
        "保修期内该回访",
        "保内回访",
        "客户资料卡上保修期未满、上次回访（没有则从购买日起）已超过 90 天（可设置）；没打通的不算回访。",
        ("S4-07",),
        customers.in_warranty_due,
    ),
    _list(
        "old_customer_due",
        "老客户该回访",
        "老客户",
        "已出保修期、上次回访已超过 180 天（可设置）；没有写购买日期的也按此。",
        ("S4-07",),
        customers.old_due,
    ),
    _list(
        "unsigned",
        "维修单没有客户签字",
        "签字",
        "已完成而签字栏空白；远程处理的不列，登记表没有签字一栏的不列。",
        ("S2-33",),
        jobs.unsigned,
    ),
    _list(
        "forms_missing",
        "派工单、反馈单没有上交",
        "单据",
        "服务日后超过 1 天（可设置）没有上交；只看登记表里有的那一栏。",
        ("S4-06",),
        jobs.forms_missing,
    ),
    _list(
        "unverified",
        "投诉还没核实",
        "核实",
        "受理后的 3 个工作日（可设置）已经过完，“是否属实”还空着。",
        ("S3-63", "S4-21"),
        complaints.unverified,
    ),
    _list(
        "case_incomplete",
        "案例没写全",
        "案例",
        "案例缺原因、处理过程、处理结果、分享部门或领导建议；典型的、有赔偿的投诉结案后没有写案例。",
        ("S2-21",),
        cases.incomplete,
    ),
    _list(
        "appraisal_due",
        "考核表要交",
        "考核表",
        "上个月的考核表还没有交，每月 8 日前（可设置）要交；只列有考核表的方案和上月有考核表的人。",
        ("S4-14", "S3-75"),
        appraisals.due,
    ),
    _list(
        "day_missing",
        "工作日没有登记",
        "漏登",
        "平时每个工作日都登记的表（八成以上，可设置），有工作日一条也没有；考勤按人，其余按门店。",
        ("S0-12", "S4-12"),
        log_days.missing,
    ),
)
"""In the order of ruling 27."""


VIP_RULE = "S1-10"


def _marked(items: pd.DataFrame, today: Today) -> pd.DataFrame:
    """The items with those of important customers marked, who come first on the page."""
    cards = today.scope.records["customer"]
    vip = items["household"].isin(cards.loc[cards["vip"] == "yes", "household"])
    return items.assign(
        what=items["what"].where(~vip, VIP + items["what"]),
        rule=items["rule"].where(~vip, items["rule"] + f"、{VIP_RULE}"),
    )


def worklist(today: Today) -> tuple[ToDo, list[Problem]]:
    """All that is to be done today, list by list, the oldest first; and the customers who are on no list for want of a day."""
    infos, parts = [], []
    for one in LISTS:
        found = one.items(today)
        infos.append(replace(one.info, kept=found is not None))
        if found is not None and len(found):
            parts.append(found.assign(list=one.info.id, rule="、".join(one.info.rules)))
    problems = customers.without_start(today)
    if not parts:
        return ToDo(tuple(infos), NOTHING), problems
    items = handed_on(pd.concat(parts, ignore_index=True), today.roster, today.day)
    items = _marked(items.assign(days=today.days_since(items["since"])), today)
    order = {one.info.id: at for at, one in enumerate(LISTS)}
    items = items.assign(_at=items["list"].map(order), _old=-items["days"])
    order_of_rows = ["_at", "_old", "store", "person", "file", "sheet", "row", "what"]
    items = items.sort_values(order_of_rows, kind="stable", ignore_index=True)
    return ToDo(tuple(infos), items[list(COLUMNS)]), problems
