"""抽查与建议处罚: what the office checked, and what follows as a proposal (S2-18, S2-19, S0-33)."""

from __future__ import annotations

from aftersales.appraisal.model import Proposal
from aftersales.report.build import by_whom, figures
from aftersales.report.listing import listing
from aftersales.report.page import Cell, Column, Figures, Link, Look, Note, Page, Table, Tone
from aftersales.report.places import listed, places_of
from aftersales.report.view import View

PLACES = 8
KEY = ("audit.checked", "audit.false", "audit.genuine_rate", "audit.attitude")


def page(view: View) -> Page:
    """Audits and proposals: nothing is applied, a person decides."""
    fines = _fines(view)
    total = sum(-(proposal.amount or 0) for proposal in fines)
    lead = (
        f"共 {len(fines)} 项{view.fine_word}，合计 {total:g} 元，均为建议，由领导审定。"
        if fines
        else f"本月没有{view.fine_word}。"
    )
    return Page(
        "audits",
        "抽查与建议处罚",
        lead,
        (
            Figures("audits-key", figures(view, KEY)),
            _proposals(view),
            Note("以上只是按制度算出的建议，程序不执行任何处罚；依据的记录见右侧“来源”。当事人可以申诉。"),
            by_whom(view, "audits-clerks", "按回访人", "person", KEY[:3], first="回访人"),
            _findings(view),
        ),
    )


def _fines(view: View) -> list[Proposal]:
    """What follows from audits and complaints without any score; all else stands under 建议奖惩."""
    return [proposal for proposal in view.proposals if proposal.proposal == "fine"]


def _proposals(view: View) -> Table:
    columns = (
        Column("姓名", Look.TEXT, 7),
        Column("门店", Look.TEXT, 7),
        Column(view.fine_word + "（元）", Look.MONEY, 9),
        Column("事由", Look.TEXT, 22),
        Column("条款", Look.TEXT, 6),
        Column("状态", Look.TEXT, 6),
        Column("来源", Look.WIDE, 26),
    )
    places = places_of(view, {record for proposal in _fines(view) for record in proposal.record_ids})
    rows = tuple(
        (
            proposal.person,
            proposal.store,
            Cell(proposal.amount, Look.MONEY, Tone.BAD if proposal.amount else Tone.MUTED),
            proposal.because,
            proposal.rule,
            proposal.status,
            Cell(listed(proposal.record_ids, places, PLACES), link=_link(view, proposal)),
        )
        for proposal in _fines(view)
    )
    return Table("audits-proposals", view.fine_word, columns, rows, empty=f"本月没有{view.fine_word}")


def _link(view: View, proposal: Proposal) -> Link | None:
    """The records that a proposal rests on: audits, or for a late entry complaints or events."""
    for kind in ("audit", "complaint", "incident"):
        records = view.records.get(kind)
        if records is not None and records["record_id"].isin(proposal.record_ids).any():
            return Link(f"details-{kind}", f"details-{kind}")
    return None


def _findings(view: View) -> Table:
    fields = (
        (Column("抽查日期", Look.DATE, 9), "date"),
        (Column("回访人", Look.TEXT, 7), "clerk"),
        (Column("当事人", Look.TEXT, 7), "responsible"),
        (Column("客户", Look.TEXT, 7), "customer"),
        (Column("抽查结果", Look.TEXT, 8), "finding"),
        (Column("态度问题", Look.TEXT, 7), "attitude"),
        (Column("备注", Look.WIDE, 20), "remark"),
    )
    return listing(view, "audits-findings", "抽查明细", "audit", view.records["audit"], fields)
