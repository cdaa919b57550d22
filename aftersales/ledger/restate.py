"""Published beside today's: the figures, scores and money of a closed month that would now differ, each with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from aftersales.ledger.causes import Causes
from aftersales.ledger.compare import KEY, Differing
from aftersales.ledger.model import Carry, Owed, Regraded, Restated

SCORE, PROPOSAL = "score", "proposal."
"""What stands under `measure` for a person's score (category = scheme) and for a proposal (category = rule)."""
POINTS, YUAN, ITEMS = "分", "元", "项"
_CENTS, _EXACT = 6, 12
"""Decimals of amounts and of differences: enough for both, without the dust of binary fractions."""
_SHARED = ["measure", "category", "product", "unit"]

Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """The tables about people of one month's folder, as text."""

    scores: pd.DataFrame
    lines: pd.DataFrame
    proposals: pd.DataFrame

    def same(self, other: Judged) -> bool:
        """Whether nothing about anybody is different."""
        pairs = ((self.scores, other.scores), (self.proposals, other.proposals))
        return all(one.to_dict("list") == another.to_dict("list") for one, another in pairs)


def restated_figures(
    month: str, found: Differing, then: pd.DataFrame, causes: Causes, additive: Collection[str]
) -> list[Restated]:
    """One row a figure that differs; `then` are the members as published, `additive` the measures where none means 0."""
    before, after = _by_figure(then), _by_figure(found.members)
    rows = []
    for row in found.rows.itertuples(index=False):
        key = dict(zip(KEY, map(str, row[: len(KEY)]), strict=True))
        published, now = _number(row.published), _number(row.now)
        because, ids = causes.of(_ids(before, key), _ids(after, key))
        difference = _difference(published, now, empty_is_zero=key["measure"] in additive)
        rows.append(
            Restated(month, **key, published=published, now=now, difference=difference, because=because, record_ids=ids)
        )
    return rows


def restated_scores(month: str, then: Judged, now: Judged, causes: Causes) -> tuple[list[Restated], list[Regraded]]:
    """The people whose score or grade would now be another one."""
    key = ("period", "scheme", "person")
    before, after = _by(then.scores, key), _by(now.scores, key)
    lines_then, lines_now = _by(then.lines, key), _by(now.lines, key)
    rows, told = [], []
    for at in sorted({*before, *after}):
        old, new = (_first(found.get(at)) for found in (before, after))
        if all(old.get(name, "") == new.get(name, "") for name in ("score", "grade", "status")):
            continue
        period, scheme, person = at
        store = (new or old)["store"]
        published, today = _number(old.get("score")), _number(new.get("score"))
        because, ids = causes.of(*_evidence(lines_then.get(at, ()), lines_now.get(at, ())))
        told.append(
            Regraded(
                period, scheme, person, store, published, today, old.get("grade", ""), new.get("grade", ""), because
            )
        )
        if published != today:
            difference = _difference(published, today)
            other = period if period != month else ""
            rows.append(
                Restated(month, SCORE, store, person, scheme, other, POINTS, published, today, difference, because, ids)
            )
    return rows, told


def restated_money(
    month: str, then: Judged, now: Judged, causes: Causes, carried: Iterable[Carry]
) -> tuple[list[Restated], list[Owed]]:
    """Proposals that would now be others, and of those with an amount what is still to be carried over.

    `carried` is what later months, closed by now, have already carried over.
    """
    key = ("scheme", "person", "proposal", "rule")
    before, after = _by(then.proposals, key), _by(now.proposals, key)
    done: dict[tuple[str, ...], float] = defaultdict(float)
    for one in carried:
        if one.month == month:
            done[one.key[1:]] += one.amount
    rows: list[Restated] = []
    owed: list[Owed] = []
    for at in sorted({*before, *after, *done}):
        old, new = before.get(at, ()), after.get(at, ())
        scheme, person, proposal, rule = at
        store = (_first(new) or _first(old)).get("store", "")
        because, ids = causes.of(_listed(old), _listed(new))
        what = (month, PROPOSAL + proposal, store, person, rule, scheme)
        published, today = _sum(old), _sum(new)
        if _apart(published, today):
            rows.append(Restated(*what, YUAN, published, today, _difference(published, today), because, ids))
        open_then, open_now = (float(sum(not row["amount"] for row in own)) for own in (old, new))
        if open_then != open_now:
            rows.append(Restated(*what, ITEMS, open_then, open_now, open_now - open_then, because, ids))
        rest = round(today - published - done[at], _CENTS)
        if rest or _apart(published, today):
            carry = Carry(month, scheme, person, store, proposal, rule, rest)
            owed.append(Owed(carry, published, today, done[at], because))
    return rows, owed


def _by_figure(members: pd.DataFrame) -> dict[tuple[str, ...], list[tuple[str, str, str]]]:
    """Store, person and id of every member, by the figure of the company that it belongs to."""
    found: dict[tuple[str, ...], list[tuple[str, str, str]]] = defaultdict(list)
    columns = (members[name] for name in (*_SHARED, "store", "person", "record_id"))
    for measure, category, product, unit, store, person, id_ in zip(*columns, strict=True):
        found[measure, category, product, unit].append((store, person, id_))
    return found


def _ids(members: Mapping[tuple[str, ...], list[tuple[str, str, str]]], key: Mapping[str, str]) -> set[str]:
    own = members.get(tuple(key[name] for name in _SHARED), ())
    return {id_ for store, person, id_ in own if key["store"] in ("", store) and key["person"] in ("", person)}


def _by(table: pd.DataFrame, key: Sequence[str]) -> dict[tuple[str, ...], Rows]:
    found: dict[tuple[str, ...], list[Mapping[str, str]]] = defaultdict(list)
    columns = list(table.columns)
    for cells in table.itertuples(index=False, name=None):
        row = dict(zip(columns, cells, strict=True))
        found[tuple(row[name] for name in key)].append(row)
    return dict(found)


def _first(rows: Rows | None) -> Mapping[str, str]:
    return rows[0] if rows else {}


def _evidence(then: Rows, now: Rows) -> tuple[set[str], set[str]]:
    """The records named by the lines that are not the same on both sides."""

    def said(rows: Rows) -> set[tuple[str, ...]]:
        return {(row["item"], row["basis"], row["points"], row["evidence"]) for row in rows}

    only_then, only_now = said(then) - said(now), said(now) - said(then)
    before, after = ({id_ for line in lines for id_ in _split(line[-1])} for lines in (only_then, only_now))
    return before, after


def _listed(rows: Rows) -> set[str]:
    return {id_ for row in rows for id_ in _split(row["record_ids"])}


def _split(text: str) -> list[str]:
    return [part for part in text.split("、") if part]


def _sum(rows: Rows) -> float:
    return sum(float(row["amount"]) for row in rows if row["amount"])


def _number(value: object) -> float | None:
    return None if value is None or value == "" or value != value else float(str(value))  # noqa: PLR0124 - NaN


def _apart(one: float, other: float) -> bool:
    return bool(round(one - other, _CENTS))


def _difference(published: float | None, now: float | None, *, empty_is_zero: bool = False) -> float | None:
    if (published is None or now is None) and not empty_is_zero:
        return None
    return round((now or 0.0) - (published or 0.0), _EXACT) + 0.0
