"""Money: what was sold, handed in, and is still to be handed in (S3-02, S3-03, S3-09, S4-09)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.clock import last_moment, not_after, third_of_month
from aftersales.measures.members import NOBODY, members_of
from aftersales.measures.model import ANY_TIME, Measure, Scope, Summary, Unit
from aftersales.measures.repair import ROLE, not_cancelled


def sold(sales: pd.DataFrame) -> pd.Series:
    """The amount of each sale; a return is money given back, however its sign is written."""
    returned = (sales["kind"] == "return").fillna(value=False)
    return sales["amount"].mask(returned, -sales["amount"].abs())


def _sales(scope: Scope) -> pd.DataFrame:
    """All together, and by 旬."""
    sales = scope.of("sale")
    amounts = sold(sales)
    return pd.concat(
        [
            members_of(sales, "person", amounts),
            members_of(sales, "person", amounts, category=third_of_month(sales["date"])),
        ]
    )


def _handed_in(scope: Scope) -> pd.DataFrame:
    payments = scope.of("payment")
    return members_of(payments, "person", payments["amount"])


def _open_balance(scope: Scope) -> pd.DataFrame:
    """Fees of repairs and sales, less what was handed in, from the first record to the end of the month (ruling 14).

    The date on which a fee was handed in counts for people who hand in without any payment sheet. Where nothing can
    tell what was handed in, neither payment sheets nor such a date, nothing is called outstanding. Payment sheets name
    no store, so there is no split by store.
    """
    payments, sales, repairs = (scope.records.get(kind, NOBODY) for kind in ("payment", "sale", "repair"))
    parts = [_fees(scope)] if len(repairs) else []
    if len(payments):
        handed_in = scope.up_to("payment")
        parts.append(members_of(handed_in, "person", -handed_in["amount"]))
        if len(sales):
            made = scope.up_to("sale")
            parts.append(members_of(made, "person", sold(made)))
    return pd.concat(parts).assign(store=None).astype({"store": "str"}) if parts else NOBODY


def _fees(scope: Scope) -> pd.DataFrame:
    paid = not_cancelled(scope.up_to("repair"))
    paid = paid[paid["fee"] > 0]
    payments = scope.records.get("payment", NOBODY)
    if payments.empty:
        paid = scope.has(paid, "fee_handed_in_on")
    payers = set(payments["person"].dropna().str.split("、").explode())
    owed = members_of(paid, ROLE, paid["fee"])
    settled = not_after(paid["fee_handed_in_on"], min(last_moment(scope.month), scope.until))
    return owed[~settled.loc[owed.index] | owed["person"].isin(payers)]


MEASURES = (
    Measure(
        "sale.amount",
        "销售额",
        Unit.MONEY,
        Summary.SUM,
        ("S3-02", "S3-03"),
        "本月销售金额合计（元），退货为负，另按上旬、中旬、下旬分列。",
        _sales,
        "person",
    ),
    Measure(
        "payment.amount",
        "缴款额",
        Unit.MONEY,
        Summary.SUM,
        ("S3-09",),
        "本月缴款金额合计（元）。",
        _handed_in,
        "person",
    ),
    Measure(
        "payment.open_balance",
        "应交未交",
        Unit.MONEY,
        Summary.SUM,
        ("S3-09", "S4-09"),
        "到月末为止：维修收费 + 销售（退货为负）− 缴款，按人；没有缴款单的人，写了上交日期的收费算已交。",
        _open_balance,
        "person",
        higher_is_better=False,
        made_of=ANY_TIME,
    ),
)
