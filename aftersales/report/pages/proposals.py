"""建议奖惩: everything that is proposed about people. Nothing is applied; a person decides."""

from __future__ import annotations

from aftersales.appraisal.model import Proposal
from aftersales.report.page import Cell, Column, Look, Note, Page, Table, Tone, Value
from aftersales.report.places import listed, places_of
from aftersales.report.view import View
from aftersales.report.wording import PROPOSALS

TONES = {"bonus": Tone.GOOD, "deduction": Tone.BAD, "fine": Tone.BAD, "dismissal": Tone.BAD}
ORDER = tuple(PROPOSALS)
LISTED = 5


def page(view: View) -> Page | None:
    """One row a proposal, by person; None where nothing is proposed."""
    if not view.proposals:
        return None
    people = len({proposal.person for proposal in view.proposals})
    given, taken = (sum(p.amount for p in view.proposals if p.amount and (p.amount > 0) is up) for up in (True, False))
    lead = f"涉及 {people} 人：建议发 {given:g} 元、扣 {-taken:g} 元，另有 {sum(p.amount is None for p in view.proposals)} 项没有金额。"
    places = places_of(view, {record for proposal in view.proposals for record in proposal.record_ids})
    columns = (
        Column("姓名", Look.TEXT, 7),
        Column("门店", Look.TEXT, 8),
        Column("建议", Look.TEXT, 8),
        Column("金额（元）", Look.MONEY, 8),
        Column("事由", Look.WIDE, 26),
        Column("条款", Look.TEXT, 6),
        Column("状态", Look.TEXT, 6),
        Column("方案", Look.TEXT, 10),
        Column("来源", Look.WIDE, 24),
    )
    ordered = sorted(view.proposals, key=lambda p: (p.person, ORDER.index(p.proposal), p.rule, p.period))
    rows = tuple(_row(view, proposal, places) for proposal in ordered)
    note = Note(
        "以上都是按制度算出的建议，程序不执行任何一项，由领导审定；金额为正是给、为负是扣，“待定”是制度没有写金额。"
        "从工资扣款受法律限制，写了月工资的旁边印出单月上限。当事人可以用“考核申诉单”提出异议。"
    )
    return Page(
        "proposals", "建议奖惩", lead, (Table("proposals-table", "建议奖惩", columns, rows, filters=True), note)
    )


def _row(view: View, proposal: Proposal, places: dict[str, str]) -> tuple[Value | Cell, ...]:
    where = listed(proposal.record_ids, places, LISTED)
    what = view.fine_word if proposal.proposal == "fine" else f"建议{PROPOSALS[proposal.proposal]}"
    known = view.schemes.get(proposal.scheme)
    tone = TONES.get(proposal.proposal, Tone.PLAIN)
    return (
        Cell(proposal.person, tone=Tone.STRONG),
        proposal.store,
        Cell(what, tone=tone),
        Cell(proposal.amount, Look.MONEY),
        proposal.because,
        proposal.rule,
        proposal.status,
        known.zh if known else proposal.scheme,
        where,
    )
