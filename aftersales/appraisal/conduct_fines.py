"""`conduct-fines`, the office's supervision of 湖南揽胜: S2-18 untrue callback records, S2-19 attitude, S0-33 late entry.

20 元 a time for the clerk and for the person involved, each; one person in both roles pays once. 50 元 a time for an
attitude that made the customer dissatisfied, whatever the post. Late entry to the site is counted from complaints typed
so and from incidents of that name; its amount is blank in the source and stays open unless the shop sets one. Several
people in one role share the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from aftersales.appraisal.incidents import Incident, means
from aftersales.appraisal.model import Proposal
from aftersales.appraisal.numbers import plain, printed
from aftersales.problems import Place, Problem
from aftersales.settings.model import Fines

SCHEME = "conduct-fines"
PROPOSED = "建议"
LATE_ENTRY = "未及时进场"
Charge = tuple[str, str, str, Decimal]
"""Person, rule, record id, how much of the time is this person's."""


def conduct_fines(
    month: str,
    untrue: pd.DataFrame,
    bad_attitude: pd.DataFrame,
    late: pd.DataFrame,
    events: Mapping[str, Sequence[Incident]],
    fines: Fines,
    stores: Mapping[str, str],
) -> tuple[list[Proposal], list[Problem]]:
    """Proposals of one month, one row a person and rule, and the findings that name nobody.

    `untrue` and `bad_attitude` are verified audits; `late` verified complaints typed 未及时进场; `events` what is
    registered about each person; `stores` gives a person's own store.
    """
    charges = [*_untrue(untrue), *_of_role(bad_attitude, "S2-19"), *_of_role(late, "S0-33"), *_registered(events)]
    amounts = {"S2-18": fines.false_callback, "S2-19": fines.attitude, "S0-33": fines.late_entry}
    words = {"S2-18": "回访记录不实", "S2-19": "服务态度造成不满意", "S0-33": LATE_ENTRY}
    grouped: dict[tuple[str, str], dict[str, Decimal]] = {}
    for person, rule, record_id, part in charges:
        grouped.setdefault((person, rule), {})[record_id] = part
    proposals: list[Proposal] = []
    for (person, rule), record_ids in sorted(grouped.items()):
        amount = amounts[rule]
        times = sum(record_ids.values(), Decimal(0))
        because = f"{words[rule]} {plain(times)} 次" + (f" × {amount:g} 元" if amount is not None else "，金额待定")
        total = None if amount is None else float(printed(-times * Decimal(str(amount))))
        status = PROPOSED if amount is not None else "待核定"
        store = stores.get(person, "")
        proposals.append(
            Proposal(month, SCHEME, person, store, "fine", total, because, rule, status, tuple(record_ids))
        )
    return proposals, [
        *_unnamed(untrue, "clerk", "回访人", "不属实"),
        *_unnamed(bad_attitude, "responsible", "当事人", "服务态度问题"),
        *_unnamed(late, "responsible", "责任人", LATE_ENTRY),
    ]


def late_entries(complaints: pd.DataFrame) -> pd.DataFrame:
    """Verified complaints typed 未及时进场 (S0-33), the cancelled ones left out."""
    counted = complaints[complaints["status"].fillna("") != "cancelled"]
    typed = counted["category"].str.contains(LATE_ENTRY, regex=False).fillna(value=False).astype(bool)
    return counted[typed & (counted["verified"] == "yes")]


def _untrue(audits: pd.DataFrame) -> Iterator[Charge]:
    """The clerk and the person involved, each once a finding."""
    for audit in audits.itertuples(index=False):
        parts: dict[str, Decimal] = {}
        for people in (_names(audit.clerk), _names(audit.responsible)):
            for person in people:
                parts[person] = max(parts.get(person, Decimal(0)), Decimal(1) / len(people))
        for person, part in parts.items():
            yield person, "S2-18", str(audit.record_id), part


def _of_role(records: pd.DataFrame, rule: str) -> Iterator[Charge]:
    for record in records.itertuples(index=False):
        people = _names(record.responsible)
        for person in people:
            yield person, rule, str(record.record_id), Decimal(1) / len(people)


def _registered(events: Mapping[str, Sequence[Incident]]) -> Iterator[Charge]:
    """Late entries written down as incidents; what still waits for its check mark is not charged."""
    for person, own in events.items():
        for one in own:
            seen = one.seen(confirmed=False)
            if seen.counts and means(one.item, (LATE_ENTRY,)):
                yield person, "S0-33", one.record_id, one.weight


def _names(cell: object) -> list[str]:
    return cell.split("、") if isinstance(cell, str) else []


def _unnamed(records: pd.DataFrame, role: str, role_zh: str, finding: str) -> Iterator[Problem]:
    """Findings that name nobody: nothing can be proposed, and somebody should be asked."""
    for record in records[records[role].isna()].itertuples(index=False):
        place = Place(str(record.file), str(record.sheet), int(str(record.row)))
        yield Problem("finding-without-person", place, role, finding, {"role": role_zh})
