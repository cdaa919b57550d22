"""Complaints: how many, about what, at what cost (S2-13, S2-14, S2-27). Cancelled ones are not counted, ruling 9."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.field_work import delivered_households
from aftersales.measures.members import members_of, split_by_label
from aftersales.measures.model import Measure, Scope, Summary, Unit, remembered

PURCHASE = ("order_no", "purchased_on", "batch")


@remembered
def received(scope: Scope) -> pd.DataFrame:
    """The month's complaints, without the cancelled ones."""
    complaints = scope.of("complaint")
    return complaints[complaints["status"].fillna("") != "cancelled"]


def _count(scope: Scope) -> pd.DataFrame:
    return members_of(received(scope), "responsible")


def _by_category(scope: Scope) -> pd.DataFrame:
    complaints = received(scope)
    labelled = split_by_label(complaints, "_categories")
    return pd.concat(
        [
            members_of(complaints, "responsible"),
            members_of(labelled, "responsible", category=labelled["category"]),
        ]
    )


def _compensated(scope: Scope) -> pd.DataFrame:
    complaints = received(scope)
    paid = (complaints["compensation_amount"] > 0) | (complaints["compensation_quantity"] > 0)
    return members_of(complaints[paid])


def _amount(scope: Scope) -> pd.DataFrame:
    complaints = received(scope)
    paid = complaints[complaints["compensation_amount"].notna()]
    return members_of(paid, "", paid["compensation_amount"])


def _quantity(scope: Scope) -> pd.DataFrame:
    """Goods per unit, and per model and unit; different units are never added."""
    complaints = received(scope)
    given = complaints[complaints["compensation_quantity"].notna()]
    named = given[given["product"].notna()]
    return pd.concat(
        [
            members_of(given, "", given["compensation_quantity"], unit=given["compensation_quantity_unit"]),
            members_of(
                named,
                "",
                named["compensation_quantity"],
                product=named["product"],
                unit=named["compensation_quantity_unit"],
            ),
        ]
    )


def _per_100(scope: Scope) -> pd.DataFrame:
    """A complaint carries 1/0, a delivered household 0/1 (ruling 6); a shop that logs no complaints has no rate."""
    if scope.up_to("complaint").empty:
        return members_of(scope.of("complaint"), "", 1.0, 0.0)
    return pd.concat([members_of(received(scope), "", 1.0, 0.0), members_of(delivered_households(scope), "", 0.0, 1.0)])


def _verified(scope: Scope) -> pd.DataFrame:
    complaints = scope.has(received(scope), "verified")
    return members_of(complaints[complaints["verified"] == "yes"], "responsible")


def _completeness(scope: Scope) -> pd.DataFrame:
    """Of model, description, purchase information and demand, how many are filled (S1-02)."""
    complaints = received(scope)
    purchase = complaints[list(PURCHASE)].notna().any(axis=1)
    filled = complaints[["product", "description", "demand"]].notna().sum(axis=1) + purchase
    return members_of(complaints, "handled_by", filled.astype(float), 4.0)


MEASURES = (
    Measure(
        "complaint.count",
        "投诉数量",
        Unit.COUNT,
        Summary.SUM,
        ("S2-14",),
        "本月受理的投诉件数，按责任人分列；已取消的不计。",
        _count,
        "responsible",
        higher_is_better=False,
    ),
    Measure(
        "complaint.by_category",
        "投诉分类",
        Unit.COUNT,
        Summary.SUM,
        ("S2-13",),
        "投诉按类别统计；一件有几类就在几类里各计一次，合计按件只计一次。",
        _by_category,
        "responsible",
        higher_is_better=False,
    ),
    Measure(
        "complaint.compensated",
        "赔偿件数",
        Unit.COUNT,
        Summary.SUM,
        ("S2-14",),
        "有赔偿金额或赔偿数量的投诉件数。",
        _compensated,
        "",
        higher_is_better=False,
    ),
    Measure(
        "complaint.compensation_amount",
        "赔偿金额",
        Unit.MONEY,
        Summary.SUM,
        ("S2-14",),
        "赔偿金额合计（元）。",
        _amount,
        "",
        higher_is_better=False,
        needs="compensation_amount",
    ),
    Measure(
        "complaint.compensation_quantity",
        "赔偿数量",
        Unit.QUANTITY,
        Summary.SUM,
        ("S2-14",),
        "赔偿的货品数量，按型号和单位分列；不同单位不相加。",
        _quantity,
        "",
        higher_is_better=False,
    ),
    Measure(
        "complaint.rate_per_100_deliveries",
        "投诉率（每百户）",
        Unit.NUMBER,
        Summary.PER_100,
        ("S2-27",),
        "本月投诉件数 ÷ 本月送货的户数（不含补货、退货、加工）× 100；没有送货登记则不算。",
        _per_100,
        "",
        higher_is_better=False,
        made_of="complaint delivery",
    ),
    Measure(
        "complaint.verified",
        "经核实投诉",
        Unit.COUNT,
        Summary.SUM,
        ("S4-21",),
        "核实为属实的投诉件数，按责任人。",
        _verified,
        "responsible",
        higher_is_better=False,
        needs="verified",
    ),
    Measure(
        "complaint.completeness",
        "投诉记录完整率",
        Unit.RATE,
        Summary.SHARE,
        ("S1-02",),
        "型号、投诉内容、购买信息（单号、购买日期或批号）、客户诉求四项中填了的比例。",
        _completeness,
        "handled_by",
        higher_is_better=True,
    ),
)
