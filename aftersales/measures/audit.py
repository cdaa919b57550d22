"""Callbacks checked by the office: how many, how many untrue, whose attitude (S2-18, S2-19)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.members import members_of
from aftersales.measures.model import Measure, Scope, Summary, Unit

UNTRUE = ("false", "not_called")


def untrue(audits: pd.DataFrame) -> pd.DataFrame:
    """Verified findings that a callback record is untrue; a blank 是否核实 counts as verified (ruling 21)."""
    return audits[audits["finding"].isin(UNTRUE) & (audits["verified"].fillna("yes") == "yes")]


def bad_attitude(audits: pd.DataFrame) -> pd.DataFrame:
    """Verified findings that somebody's attitude made the customer dissatisfied."""
    return audits[(audits["attitude"] == "yes") & (audits["verified"].fillna("yes") == "yes")]


def _checked(scope: Scope) -> pd.DataFrame:
    return members_of(scope.of("audit"), "clerk")


def _false(scope: Scope) -> pd.DataFrame:
    return members_of(untrue(scope.of("audit")), "clerk")


def _genuine(scope: Scope) -> pd.DataFrame:
    audits = scope.of("audit")
    judged = pd.concat([audits[audits["finding"] == "genuine"], untrue(audits)]).sort_index()
    return members_of(judged, "clerk", (judged["finding"] == "genuine").astype(float), 1.0)


def _attitude(scope: Scope) -> pd.DataFrame:
    return members_of(bad_attitude(scope.of("audit")), "responsible")


MEASURES = (
    Measure(
        "audit.checked", "抽查数", Unit.COUNT, Summary.SUM, ("S2-18",), "行政部抽查的回访条数。", _checked, "clerk"
    ),
    Measure(
        "audit.false",
        "不实数",
        Unit.COUNT,
        Summary.SUM,
        ("S2-18",),
        "抽查结果为不实、造假或未回访的条数；联系不上的不算，注明未核实的不算。",
        _false,
        "clerk",
        higher_is_better=False,
        needs="finding",
    ),
    Measure(
        "audit.genuine_rate",
        "回访真实率",
        Unit.RATE,
        Summary.SHARE,
        ("S2-18",),
        "属实 ÷（属实 + 不实 + 未回访）；联系不上的不在分母里。",
        _genuine,
        "clerk",
        higher_is_better=True,
    ),
    Measure(
        "audit.attitude",
        "态度问题",
        Unit.COUNT,
        Summary.SUM,
        ("S2-19",),
        "经核实因服务态度造成不满意的条数，按当事人。",
        _attitude,
        "responsible",
        higher_is_better=False,
        needs="attitude",
    ),
)
