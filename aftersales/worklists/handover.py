"""Everything open that somebody who leaves or moves has to pass on (S4-10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from aftersales.consolidate.places import place_of
from aftersales.kinds.model import FieldType
from aftersales.measures.catalogue import BY_ID
from aftersales.measures.clock import not_after
from aftersales.measures.complaint_times import still_open
from aftersales.measures.department import warranty_start
from aftersales.measures.repair import not_cancelled
from aftersales.worklists.jobs import finished
from aftersales.worklists.model import Handover, ListInfo, Section, ToDo
from aftersales.worklists.people import SEPARATOR
from aftersales.worklists.today import Today

PLACE = "登记在"
Columns = Mapping[str, str | pd.Series]
"""What stands in a section: headings, and the field of the record or the column made for it."""
BALANCE = "payment.open_balance"
TOLD_ELSEWHERE = frozenset(("complaint_overdue", "no_first_contact"))
"""Lists of open complaints, which are passed on anyway."""


def people_named(today: Today) -> list[str]:
    """Everybody whom the roster or any record names."""
    found = set(today.roster.by_name)
    for kind in today.scope.kinds.values():
        for field in kind.fields:
            if field.type is FieldType.PERSON:
                for cell in today.scope.records[kind.id][field.name].dropna().unique():
                    found |= set(str(cell).split(SEPARATOR))
    return sorted(found)


def handover_of(person: str, today: Today, todo: ToDo, company: str) -> Handover:
    """What is open of the person: sections with nothing in them stand too, so that all were looked at."""
    makers: tuple[Callable[[str, Today], Section], ...] = (_complaints, _jobs, _customers, _fees, _parts, _plans)
    complaints, jobs, *others = [make(person, today) for make in makers]
    sections = (complaints, jobs, _items(person, todo), *others)
    member = today.roster.by_name.get(person)
    about = [("门店", member.store), ("岗位", member.role), ("离职日期", member.to)] if member else []
    return Handover(person, company, today.day, tuple((label, text) for label, text in about if text), sections)


def _is(cells: pd.Series, person: str) -> pd.Series:
    """Where the person is one of those named."""
    known = {cell: person in str(cell).split(SEPARATOR) for cell in cells.dropna().unique()}
    return cells.map(known).fillna(value=False).astype(bool)


def _rows(records: pd.DataFrame, columns: Columns) -> tuple[tuple[str | float, ...], ...]:
    """The records as rows: fields by name or columns that were made, and the place where each record stands."""
    parts = [records[what] if isinstance(what, str) else what for what in columns.values()]
    places = [str(place_of(record)) for record in records[["file", "sheet", "row"]].to_dict("records")]
    return tuple(tuple(_plain(value) for value in row) for row in zip(*parts, places, strict=True))


def _plain(value: object) -> str | float:
    if isinstance(value, str):
        return value.replace("T", " ") if len(value) == len("2026-10-05T14:30") and value[10:11] == "T" else value
    return "" if pd.isna(value) else float(value)  # type: ignore[call-overload,arg-type]  # a number or nothing


def _section(title: str, records: pd.DataFrame, columns: Columns, note: str = "") -> Section:
    return Section(title, (*columns, PLACE), _rows(records, columns), note)


def _complaints(person: str, today: Today) -> Section:
    complaints = today.up_to(today.scope.records["complaint"], "received_at")
    handled, charged = _is(complaints["handled_by"], person), _is(complaints["responsible"], person)
    own = still_open(complaints[handled | charged], today.scope).sort_values("received_at", kind="stable")
    role = handled[own.index].map({True: "处理人", False: "责任人"})
    columns: Columns = {
        "受理": "received_at",
        "门店": "store",
        "客户": "customer",
        "电话": "phone",
        "内容": "description",
        "他是": role,
    }
    return _section("未结投诉", own, columns)


def _jobs(person: str, today: Today) -> Section:
    jobs = not_cancelled(today.scope.records["repair"])
    jobs = jobs[_is(jobs["technician"], person) & ~(jobs["reported_at"].str[:10] > today.day).fillna(value=False)]
    done, _ = finished(today, jobs)
    own = jobs[~done].sort_values("reported_at", kind="stable")
    columns: Columns = {
        "报修": "reported_at",
        "门店": "store",
        "客户": "customer",
        "电话": "phone",
        "故障": "fault",
        "等待": "waiting_for",
    }
    return _section("未完成的维修", own, columns)


def _items(person: str, todo: ToDo) -> Section:
    """The person's items of the work lists, those of somebody who has left included."""
    items = todo.items[_is(todo.items["held_by"], person) & ~todo.items["list"].isin(list(TOLD_ELSEWHERE))]
    named: dict[str, ListInfo] = {info.id: info for info in todo.lists}
    sort = items["list"].map({id_: info.zh for id_, info in named.items()})
    columns: Columns = {
        "从哪天起": "since",
        "门店": "store",
        "客户": "customer",
        "电话": "phone",
        "要做的事": "what",
        "待办": sort,
    }
    return _section("其他待办", items, columns)


def _customers(person: str, today: Today) -> Section:
    """The customers in charge, those in warranty first, with the day of the last call."""
    cards = today.scope.records["customer"]
    own = cards[_is(cards["owner"], person)]
    calls = today.scope.records["callback"]
    last = calls[(calls["date"].str[:10] <= today.day).fillna(value=False)].groupby("household")["date"].max()
    warranted = today.in_warranty(own["household"])
    own = own.assign(_out=~warranted, _start=warranty_start(own)).sort_values(
        ["_out", "customer", "row"], kind="stable"
    )
    columns: Columns = {
        "购买": "_start",
        "保修": warranted[own.index].map({True: "保修期内", False: ""}),
        "客户": "customer",
        "电话": "phone",
        "地址": "address",
        "型号": "product",
        "上次回访": own["household"].map(last).astype("str"),
    }
    return _section("负责的客户", own, columns)


def _fees(person: str, today: Today) -> Section:
    """Fees that nobody says were handed in, job by job; the balance over all years stands in the note."""
    members = BY_ID[BALANCE].members(today.scope)
    balance = float(members.loc[members["person"] == person, "numerator"].sum())
    jobs = not_cancelled(today.scope.has(today.scope.records["repair"], "fee_handed_in_on"))
    jobs = jobs[_is(jobs["technician"], person) & (jobs["fee"] > 0)]
    own = jobs[~not_after(jobs["fee_handed_in_on"], today.scope.until)]
    columns: Columns = {
        "服务日": own["finished_at"].fillna(own["reported_at"]),
        "单号": "record_no",
        "客户": "customer",
        "收费（元）": "fee",
    }
    note = f"应交未交合计 {balance:.2f} 元（维修收费、销售减去缴款）。" if round(balance, 2) else ""
    return _section("收了还没有交的费用", own, columns, note)


def _parts(person: str, today: Today) -> Section:
    """Parts taken and not brought back, by part and unit: whether they were used, only the two can tell."""
    moves = today.scope.records["part"]
    own = moves[_is(moves["person"], person) & (moves["date"].str[:10] <= today.day).fillna(value=False)]
    own = own.assign(part=own["part"].fillna(own["part_no"]).fillna(""), unit=own["quantity_unit"].fillna(""))
    amount = own["quantity"].fillna(0.0)
    own = own.assign(
        taken=amount.where(own["movement"] == "out", 0.0), back=amount.where(own["movement"] == "return", 0.0)
    )
    sums = own.groupby(["part", "unit"], sort=True)[["taken", "back"]].sum().reset_index()
    left = sums[sums["taken"] > sums["back"]]
    rows = tuple(
        (str(part), float(taken), float(back), float(taken - back), str(unit))
        for part, unit, taken, back in left.itertuples(index=False, name=None)
    )
    note = "相差的可能已经用在维修上，由交接双方点清。" if rows else ""
    return Section("领用的配件", ("配件", "领用", "退回", "相差", "单位"), rows, note)


def _plans(person: str, today: Today) -> Section:
    items = today.scope.has(today.scope.records["plan"], "done_on")
    own = items[_is(items["person"], person) & ~not_after(items["done_on"], today.scope.until)]
    return _section("未完成的工作计划", own, {"期间": "period", "内容": "item", "完成期限": "due_on"})
