"""What else the office writes down: incidents, plans, cases, new customers, goods received (S0-25, S4-11, S2-36 …)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.clock import not_after
from aftersales.measures.members import NOBODY, members_of
from aftersales.measures.model import ANY_TIME, Measure, Scope, Summary, Unit, remembered


def _incidents(scope: Scope) -> pd.DataFrame:
    """Times of every incident, all together and by what it is; where a sheet tells what is verified, only that."""
    found = scope.of("incident")
    asked = found["record_id"].isin(scope.has(found, "verified")["record_id"])
    found = found[~asked | (found["verified"] == "yes").fillna(value=False)]
    times = found["times"].fillna(1.0)
    named = found["item"].notna()
    return pd.concat(
        [
            members_of(found, "person", times),
            members_of(found[named], "person", times[named], category=found.loc[named, "item"]),
        ]
    )


@remembered
def _planned(scope: Scope) -> pd.DataFrame:
    """The items of the month's plans whose sheet says what was done, with `done`."""
    items = scope.has(scope.of("plan"), "done_on")
    return items.assign(done=not_after(items["done_on"], scope.until))


def _done(scope: Scope) -> pd.DataFrame:
    items = _planned(scope)
    return members_of(items, "person", items["done"].astype(float), 1.0)


def _late(scope: Scope) -> pd.DataFrame:
    """Done after the day they were due, or not done though that day is over."""
    items = _planned(scope)
    due = items["due_on"].str[:10]
    today = pd.Series(scope.until.strftime("%Y-%m-%d"), index=items.index, dtype="str")
    late = due < items["done_on"].where(items["done"]).str[:10].fillna(today)
    return members_of(items[late.fillna(value=False).astype(bool)], "person")


def _cases(scope: Scope) -> pd.DataFrame:
    return members_of(scope.of("case"))


def _new_customers(scope: Scope) -> pd.DataFrame:
    """Customers whose card says that they were first met in the month, once a household."""
    cards = scope.records.get("customer", NOBODY)
    if cards.empty:
        return NOBODY
    new = cards[(cards["first_seen_on"].str[:7] == scope.month).fillna(value=False)]
    return members_of(new.drop_duplicates("household"), "owner")


def _received(scope: Scope) -> pd.DataFrame:
    lines = scope.of("receipt")
    lines = lines[lines["quantity"].notna()]
    return members_of(lines, "buyer", lines["quantity"], unit=lines["quantity_unit"])


COUNT = (Unit.COUNT, Summary.SUM)
MEASURES = (
    Measure(
        "incident.times",
        "扣分奖惩次数",
        *COUNT,
        ("S0-25",),
        "本月登记的扣分、奖惩、违规次数，按事项分列；有核实列的只计已核实的，没写次数的按一次。",
        _incidents,
        "person",
    ),
    Measure(
        "plan.done_rate",
        "工作计划完成率",
        Unit.RATE,
        Summary.SHARE,
        ("S4-11", "S2-02"),
        "到统计时点已完成的计划项 ÷ 本月的计划项。",
        _done,
        "person",
        higher_is_better=True,
    ),
    Measure(
        "plan.late",
        "逾期计划项",
        *COUNT,
        ("S4-11",),
        "晚于计划日期完成的，以及计划日期已过还没有完成的项数。",
        _late,
        "person",
        higher_is_better=False,
        needs="done_on",
    ),
    Measure("case.count", "案例数", *COUNT, ("S2-36", "S2-21"), "本月整理的案例数。", _cases),
    Measure(
        "customer.new",
        "新客户",
        *COUNT,
        ("S0-37",),
        "客户资料卡上首次接触日期在本月的户数，按业务员。",
        _new_customers,
        "owner",
        made_of=ANY_TIME,
    ),
    Measure(
        "receipt.quantity",
        "收货数量",
        Unit.QUANTITY,
        Summary.SUM,
        ("S3-06",),
        "本月收货的数量，按采购员，按单位分列；不同单位不相加。",
        _received,
        "buyer",
    ),
)
