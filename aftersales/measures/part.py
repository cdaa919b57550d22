"""Spare parts: does the card add up (S3-01, S0-12)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.members import NOBODY, members_of
from aftersales.measures.model import Measure, Scope, Summary, Unit

SIGNS = {"in": 1.0, "return": 1.0, "out": -1.0}


def balances(parts: pd.DataFrame) -> pd.DataFrame:
    """The movements in their order by part, with `difference`: the last written balance + in − out − the written one.

    Blank where nothing is written, where it is the part's first balance, or where a movement since the last balance
    does not say how much went which way. A balance carried over (期初) is no movement.
    """
    ordered = parts.sort_values("date", kind="stable")
    card = ordered["part_no"].fillna("").astype("str") + "|" + ordered["part"].fillna("")
    ordered = ordered.assign(_card=card)
    written = ordered["balance"]
    before = written.groupby(card).ffill().groupby(card).shift()
    moved = ordered["quantity"] * ordered["movement"].map(SIGNS).astype("float64")
    carried = (ordered["movement"] == "in") & (ordered["quantity"] == written) & (before == written)
    moved = moved.mask(carried | (ordered["quantity"].isna() & ordered["movement"].isna()), 0.0)
    stands = written.notna().astype("int64")
    since = stands.groupby(card).cumsum() - stands
    known = moved.notna().astype("int64").groupby([card, since]).cummin() == 1
    so_far = moved.fillna(0.0).groupby([card, since]).cumsum()
    return ordered.assign(difference=(before + so_far - written).where(known).round(6))


def _difference(scope: Scope) -> pd.DataFrame:
    checked = balances(scope.up_to("part"))
    checked = checked[(checked["month"] == scope.month) & checked["difference"].notna()]
    return members_of(checked, "", checked["difference"], product=checked["part"]) if len(checked) else NOBODY


def _issued(scope: Scope) -> pd.DataFrame:
    """What was handed out, per part and unit; different units are never added."""
    parts = scope.of("part")
    issued = parts[(parts["movement"] == "out") & parts["quantity"].notna()]
    return members_of(issued, "person", issued["quantity"], product=issued["part"], unit=issued["quantity_unit"])


MEASURES = (
    Measure(
        "part.balance_difference",
        "账卡差",
        Unit.QUANTITY,
        Summary.SUM,
        ("S3-01", "S0-12"),
        "按配件：上次结存 + 入库 + 退回 − 领用 − 本次写的结存，正数表示账上应多出来的；没有写结存的不算。",
        _difference,
    ),
    Measure(
        "part.issued",
        "领用数量",
        Unit.QUANTITY,
        Summary.SUM,
        ("S2-47",),
        "本月领用的配件数量，按配件和单位分列，按领料人；不同单位不相加。",
        _issued,
        "person",
    ),
)
