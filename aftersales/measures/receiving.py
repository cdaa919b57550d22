"""Errors met on receiving goods, and how many they are among the receipts (S3-11)."""

from __future__ import annotations

import pandas as pd

from aftersales.measures.members import NOBODY, members_of
from aftersales.measures.model import Measure, Scope, Summary, Unit


def _errors(scope: Scope) -> pd.DataFrame:
    return members_of(scope.of("receiving_error"))


def _error_rate(scope: Scope) -> pd.DataFrame:
    """An error carries 1/0, a received line 0/1; a shop that keeps no log of errors has no rate."""
    if scope.up_to("receiving_error").empty:
        return NOBODY
    receipts = members_of(scope.of("receipt"), "", 0.0, 1.0)
    return pd.concat([members_of(scope.of("receiving_error"), "", 1.0, 0.0), receipts])


MEASURES = (
    Measure(
        "receiving.errors",
        "验收差错",
        Unit.COUNT,
        Summary.SUM,
        ("S3-11",),
        "本月登记的进货验收差错条数。",
        _errors,
        higher_is_better=False,
    ),
    Measure(
        "receiving.error_rate",
        "验收差错率",
        Unit.RATE,
        Summary.SHARE,
        ("S3-11",),
        "本月验收差错条数 ÷ 本月收货条数；没有收货单则不算。",
        _error_rate,
        higher_is_better=False,
        made_of="receiving_error receipt",
    ),
)
