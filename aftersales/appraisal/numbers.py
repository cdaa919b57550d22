"""Exact numbers: Decimal all the way, rounded half up once, where a figure is printed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
_TENTH, _EXACT = Decimal("0.1"), Decimal("0.0001")


def printed(value: Decimal) -> Decimal:
    """Two decimals, half up: the score that is printed is the score that is graded.

    >>> printed(Decimal("89.995"))
    Decimal('90.00')
    """
    return value.quantize(CENT, ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """A number as people write it: no needless zeros, at most four decimals.

    >>> plain(Decimal("10.00")), plain(Decimal("0.5")), plain(Decimal(1) / 3), plain(Decimal("-0"))
    ('10', '0.5', '0.3333', '0')
    """
    rounded = value.quantize(_EXACT, ROUND_HALF_UP).normalize() + 0
    return f"{rounded:f}"


def percent(value: Decimal) -> str:
    """A share as a percentage with one decimal.

    >>> percent(Decimal(33) / 39)
    '84.6%'
    """
    return f"{(value * 100).quantize(Decimal('0.1'), ROUND_HALF_UP):f}%"


def reached(value: Decimal) -> str:
    """A share that is held against a bound: 79.99 % is never told as 80 %.

    >>> reached(Decimal("0.8")), reached(Decimal("0.7999")), reached(Decimal(2) / 3), reached(Decimal("0.7999999"))
    ('80.0%', '79.99%', '66.67%', '79.9999%')
    """
    share = value * 100
    if share == share.quantize(_TENTH):
        return percent(value)
    told = share.quantize(CENT, ROUND_HALF_UP)
    return f"{share.quantize(_EXACT, ROUND_DOWN) if told == told.to_integral_value() else told:f}%"


def mean(values: Iterable[Decimal]) -> Decimal:
    """The plain mean of at least one value."""
    listed = list(values)
    return sum(listed, Decimal(0)) / len(listed)
