"""The wage guard: what may be taken from a month's wage, shown beside the proposals that take something.

Chinese wage rules let an employer take at most a fifth of a month's wage for damage, and never go below the local
minimum wage. Whether a fine is lawful at all is not for a program to say, so amounts are proposals and keep their size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aftersales.appraisal.model import Proposal
from aftersales.settings.model import Wages


def guarded(proposals: Sequence[Proposal], wages: Mapping[str, float], rules: Wages) -> list[Proposal]:
    """The proposals that fall on one month's wage, each deduction of a person with a known wage told beside the most that may be taken."""
    taken: dict[str, float] = {}
    for proposal in proposals:
        if proposal.amount is not None and proposal.amount < 0:
            taken[proposal.person] = taken.get(proposal.person, 0.0) - proposal.amount
    return [
        replace(p, because=f"{p.because}；{_words(wages[p.person], taken[p.person], rules)}")
        if p.amount is not None and p.amount < 0 and p.person in wages
        else p
        for p in proposals
    ]


def most(wage: float, rules: Wages) -> float:
    """The most that may be taken from a month's wage."""
    share = wage * rules.cap_share
    return share if rules.minimum is None else max(0.0, min(share, wage - rules.minimum))


def _words(wage: float, taken: float, rules: Wages) -> str:
    cap = most(wage, rules)
    floor = "" if rules.minimum is None else f"，且不低于最低工资 {rules.minimum:g} 元"
    limit = f"按月工资 {wage:g} 元，单月扣款上限 {cap:g} 元（{rules.cap_share:.0%}{floor}）"
    return f"{limit}，本月建议扣款合计 {taken:g} 元，超过上限" if taken > cap else limit
