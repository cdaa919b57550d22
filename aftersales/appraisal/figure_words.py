"""A figure as a slip says it: `满意率 33/39 = 84.6%`, `维修用时（中位） 2 小时`."""

from __future__ import annotations

from decimal import Decimal

from aftersales.appraisal.model import Figure
from aftersales.appraisal.numbers import percent, plain, reached

_UNITS = {"hours": " 小时", "days": " 天", "money": " 元"}
RATE = "rate"


def in_words(figure: Figure) -> str:
    """The figure's name and value, a share with what it is made of.

    >>> in_words(Figure("r", "满意率", Decimal(33) / 39, Decimal(33), Decimal(39), (), "rate"))
    '满意率 33/39 = 84.6%'
    >>> in_words(Figure("h", "用时", Decimal(2), None, None, (), "hours")), in_words(Figure("n", "单数", None, None, None, ()))
    ('用时 2 小时', '单数')
    """
    if figure.value is None:
        return figure.zh
    if figure.unit != RATE:
        return f"{figure.zh} {plain(figure.value)}{_UNITS.get(figure.unit, '')}"
    if figure.denominator and figure.numerator is not None and figure.numerator / figure.denominator == figure.value:
        return f"{figure.zh} {plain(figure.numerator)}/{plain(figure.denominator)} = {percent(figure.value)}"
    return f"{figure.zh} {percent(figure.value)}"


def share_of_target(figure: Figure, target: Decimal) -> tuple[Decimal, str]:
    """How much of a target was reached, and in words. A rate's target may be written 90 or 0.9; a count's never is.

    >>> rate = Figure("r", "满意率", Decimal("0.81"), None, None, (), "rate")
    >>> share_of_target(rate, Decimal(90)) == share_of_target(rate, Decimal("0.9"))
    True
    >>> share_of_target(Figure("n", "单数", Decimal(1), None, None, ()), Decimal(4))
    (Decimal('0.25'), '单数 1 ÷ 目标 4 = 25.0%')
    """
    told = plain(target)
    if figure.unit == RATE:
        target = target / 100 if target > 1 else target
        told = percent(target)
    share = (figure.value or Decimal(0)) / target
    return share, f"{in_words(figure)} ÷ 目标 {told} = {reached(share)}"
