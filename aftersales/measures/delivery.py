"""Deliveries: households, lines, quantities, special orders, the greeting by SMS (S0-35, S0-36, S2-23)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.members import latest, members_of
from aftersales.measures.model import Measure, Scope, Summary, Unit


def _with_and_without_type(records: pd.DataFrame, part: float | pd.Series, unit: pd.Series | None) -> pd.DataFrame:
    """Once for all types together (blank category), once under its own type where that is written."""
    units = pd.Series(None, index=records.index, dtype="str") if unit is None else unit
    whole = members_of(records, "handled_by", part, unit=units)
    by_type = members_of(records, "handled_by", part, unit=units, category=records["type"])
    return pd.concat([whole, by_type[by_type["category"].notna()]])


def _households(scope: Scope) -> pd.DataFrame:
    deliveries = scope.of("delivery")
    every = latest(deliveries)
    typed = deliveries[deliveries["type"].notna()]
    by_type = typed.sort_values("date", kind="stable").drop_duplicates(["household", "type"], keep="last")
    by_type = by_type.sort_index()
    return pd.concat([members_of(every, "handled_by"), members_of(by_type, "handled_by", category=by_type["type"])])


def _lines(scope: Scope) -> pd.DataFrame:
    return _with_and_without_type(scope.of("delivery"), 1.0, None)


def _quantity(scope: Scope) -> pd.DataFrame:
    deliveries = scope.of("delivery")
    deliveries = deliveries[deliveries["quantity"].notna()]
    return _with_and_without_type(deliveries, deliveries["quantity"], deliveries["quantity_unit"])


def _special(scope: Scope) -> pd.DataFrame:
    deliveries = scope.of("delivery")
    return members_of(deliveries[deliveries["special"] == "yes"], "handled_by")


def _sms(scope: Scope) -> pd.DataFrame:
    """A household and day is greeted if one of its lines has the SMS on that day; 是 counts as that day."""
    lines = scope.has(scope.of("delivery"), "sms_on")
    lines = lines[lines["type"] == "送货"]
    on_day = (lines["sms_on"] == "yes") | (lines["sms_on"].str[:10] == lines["date"].str[:10])
    lines = lines.assign(on_day=on_day.fillna(value=False).astype(float))
    best = lines.sort_values("on_day", kind="stable").drop_duplicates(["household", "date"], keep="last").sort_index()
    return members_of(best, "", best["on_day"], 1.0)


MEASURES = (
    Measure(
        "delivery.households",
        "送货户数",
        Unit.COUNT,
        Summary.SUM,
        ("S0-36",),
        "本月送货、补货、退货、加工的户数，另按业务类型分列。",
        _households,
        "handled_by",
    ),
    Measure(
        "delivery.lines",
        "送货单数",
        Unit.COUNT,
        Summary.SUM,
        ("S0-36",),
        "本月送货登记的行数，另按业务类型分列。",
        _lines,
        "handled_by",
    ),
    Measure(
        "delivery.quantity",
        "送货数量",
        Unit.QUANTITY,
        Summary.SUM,
        ("S0-36",),
        "数量合计，按单位分列；箱、片、㎡ 不相加。",
        _quantity,
        "handled_by",
    ),
    Measure(
        "delivery.special_orders",
        "非常规下单数",
        Unit.COUNT,
        Summary.SUM,
        ("S0-35",),
        "标了非常规、特殊或定制的行数。",
        _special,
        "handled_by",
        needs="special",
    ),
    Measure(
        "delivery.sms_same_day_rate",
        "当日短信率",
        Unit.RATE,
        Summary.SHARE,
        ("S2-23",),
        "送货当天发了问候短信的（户 × 日）÷ 全部送货（户 × 日，不含补货、退货、加工）；没有短信列的表不计。",
        _sms,
        "",
        higher_is_better=True,
    ),
)
