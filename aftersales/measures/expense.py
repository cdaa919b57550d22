"""Expenses against the month's quota, by department: what stands under `store` here is the department (S3-05)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.members import members_of
from aftersales.measures.model import Measure, Members, Scope, Summary, Unit, remembered


@remembered
def spent(scope: Scope) -> pd.DataFrame:
    """The month's expenses by day, the department as `store`, with `over`: spent when the quota was used up.

    The entry that goes over the quota is the first of these. A quota stands above the table: the last one counts.
    """
    records = scope.of("expense")
    entries = records.assign(store=records["department"]).sort_values("date", kind="stable")
    by_department = entries.groupby("store", dropna=False, sort=False)
    quota = by_department["quota"].transform("last")
    running = by_department["amount"].cumsum()
    return entries.assign(quota=quota, over=running > quota)


def _amount(scope: Scope) -> pd.DataFrame:
    """All together, and by expense item where that is written."""
    entries = spent(scope)
    named = entries[entries["item"].notna()]
    return pd.concat(
        [members_of(entries, "", entries["amount"]), members_of(named, "", named["amount"], category=named["item"])]
    )


def _quota_share(scope: Scope) -> pd.DataFrame:
    """Each entry carries its amount, the first one of a department its quota as well; none without a quota."""
    entries = spent(scope)
    entries = entries[entries["quota"] > 0]
    first = ~entries["store"].duplicated()
    return members_of(entries, "", entries["amount"], entries["quota"].where(first, 0.0))


def _over(scope: Scope) -> pd.DataFrame:
    entries = spent(scope)
    return members_of(entries[entries["over"]])


def _measure(name: str, zh: str, kind: tuple[Unit, Summary], definition: str, members: Members, needs: str) -> Measure:
    better = False if needs else None
    return Measure(
        f"expense.{name}",
        zh,
        *kind,
        ("S3-05",),
        definition,
        members,
        higher_is_better=better,
        needs=needs,
    )


MEASURES = (
    _measure(
        "amount",
        "费用",
        (Unit.MONEY, Summary.SUM),
        "本月费用合计（元），按部门，另按费用项目分列。",
        _amount,
        "",
    ),
    _measure(
        "quota_share",
        "定额占比",
        (Unit.RATE, Summary.RATIO),
        "本月费用 ÷ 本月费用定额，按部门；没有定额的部门不算。",
        _quota_share,
        "quota",
    ),
    _measure(
        "over_quota",
        "超定额笔数",
        (Unit.COUNT, Summary.SUM),
        "累计费用超过本月定额的那一笔以及以后的笔数，按部门、按日期先后。",
        _over,
        "quota",
    ),
)
