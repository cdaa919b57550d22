"""建议奖惩: everything that was proposed about people in the period, by person and one by one. Nothing is applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from aftersales.appraisal.model import Proposal
from aftersales.report.page import Cell, Column, Look, Note, Page, Table, Tone, Value
from aftersales.report.period_view import PeriodView
from aftersales.report.wording import PROPOSALS

ORDER = tuple(PROPOSALS)
PRINTED = 200


def page(shown: PeriodView) -> Page | None:
    """By person what adds up to how much, then one row a proposal; None where nothing was proposed."""
    found = shown.view.proposals
    if not found:
        return None
    people: dict[str, list[Proposal]] = {}
    for proposal in found:
        people.setdefault(proposal.person, []).append(proposal)
    note = Note(
        "以上都是按制度算出的建议，程序不执行任何一项，由领导审定；金额为正是给、为负是扣，没有金额的是制度没有写。"
    )
    lead = f"涉及 {len(people)} 人，{len(found)} 项。"
    return Page("proposed", "建议奖惩", lead, (_by_person(shown, people), _listed(shown), note))


def _by_person(shown: PeriodView, people: dict[str, list[Proposal]]) -> Table:
    columns = (
        Column("姓名", Look.TEXT, 7),
        Column("门店", Look.TEXT, 8),
        Column("建议给（元）", Look.MONEY, 7),
        Column("建议扣（元）", Look.MONEY, 7),
        Column("各项", Look.WIDE, 24),
    )
    rows = [_row(shown, name, own) for name, own in sorted(people.items())]
    given, taken = (sum(own for row in rows if isinstance(own := row[at], int | float)) for at in (2, 3))
    total: tuple[Value | Cell, ...] = (Cell("合计", tone=Tone.STRONG), "", given, taken, "")
    return Table("proposed-people", "按人", columns, (*rows, total), total=True)


def _row(shown: PeriodView, name: str, own: Sequence[Proposal]) -> tuple[Value | Cell, ...]:
    amounts = [p.amount for p in own if p.amount is not None]
    given, taken = sum(a for a in amounts if a > 0), sum(a for a in amounts if a < 0)
    counted = Counter(_what(shown, proposal) for proposal in sorted(own, key=lambda p: ORDER.index(p.proposal)))
    said = "、".join(f"{what} {times} 项" for what, times in counted.items())
    return Cell(name, tone=Tone.STRONG), own[-1].store, given or None, taken or None, said


def _listed(shown: PeriodView) -> Table:
    columns = (
        Column("期间", Look.TEXT, 7),
        Column("姓名", Look.TEXT, 7),
        Column("门店", Look.TEXT, 8),
        Column("建议", Look.TEXT, 8),
        Column("金额（元）", Look.MONEY, 7),
        Column("事由", Look.WIDE, 26),
        Column("条款", Look.TEXT, 6),
        Column("状态", Look.TEXT, 6),
    )
    ordered = sorted(shown.view.proposals, key=lambda p: (p.period, p.person, ORDER.index(p.proposal), p.rule))
    rows = tuple(
        (
            p.period,
            Cell(p.person, tone=Tone.STRONG),
            p.store,
            _what(shown, p),
            Cell(p.amount, Look.MONEY),
            p.because,
            p.rule,
            p.status,
        )
        for p in ordered
    )
    return Table("proposed-list", "逐项", columns, rows, filters=True, html_rows=PRINTED)


def _what(shown: PeriodView, proposal: Proposal) -> str:
    return shown.view.fine_word if proposal.proposal == "fine" else f"建议{PROPOSALS[proposal.proposal]}"
