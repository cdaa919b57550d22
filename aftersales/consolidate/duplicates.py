"""The same record told twice: one counts, the other is listed (ruling 3; messy-sheets D1–D4).

* With a record number: same number, same event date, same store where both have one → the first stays. A clash of
  customers under one number is no duplicate: both stay and are listed. Kinds whose rows are lines of one note
  (`number_key` in their YAML) must agree in those fields too.
* Without one: all fields equal in two different sheets or files → the first stays.
* Equal rows of one sheet: the second goes if the row says who and when (a natural key), else both stay and are listed.
* What stands beside a record in groups of columns (`_of`) goes with it, and is a duplicate of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from aftersales.consolidate.places import Said, affected, place_of
from aftersales.consolidate.reconcile import count_rows, rows_of
from aftersales.kinds.model import Kind
from aftersales.problems import Problem

ROW_NUMBER_DIGITS = 4
"""A number this short is taken for a running number of its sheet, not for a record number."""


@dataclass(frozen=True, slots=True)
class Found:
    """Row positions of one kind's frame: `twins` maps a duplicate to the record that stays."""

    twins: Mapping[int, int]
    problems: tuple[Problem, ...]


def without_duplicates(
    frames: Mapping[str, pd.DataFrame], kinds: Mapping[str, Kind]
) -> tuple[dict[str, pd.DataFrame], dict[int, int], list[Problem]]:
    """Frames without duplicates, the number of duplicate rows a source lost, and a problem for each pair."""
    kept: dict[str, pd.DataFrame] = {}
    dropped: list[pd.DataFrame] = []
    problems: list[Problem] = []
    for kind_id, records in frames.items():
        found = find_duplicates(records, kinds[kind_id])
        kept[kind_id] = records.drop(index=list(found.twins)).reset_index(drop=True) if found.twins else records
        if found.twins:
            dropped.append(records.iloc[list(found.twins)])
        problems += found.problems
    beside: list[pd.DataFrame] = []
    gone = {record_id for records in dropped for record_id in records["record_id"]}
    for kind_id, records in list(kept.items()):
        if gone and "_of" in records and (follow := records["_of"].isin(list(gone))).any():
            beside.append(records[follow])
            kept[kind_id] = records[~follow].reset_index(drop=True)
    return kept, _lost([*dropped, *beside], kept.values()), problems


def _lost(dropped: Sequence[pd.DataFrame], kept: Iterable[pd.DataFrame]) -> dict[int, int]:
    """How many rows of each source only dropped records rest on: a row that still gives a record is no duplicate."""
    if not dropped:
        return {}
    sources = {int(source) for records in dropped for source in records["source"].unique()}
    beside = [records[records["source"].isin(sources)] for records in kept]
    return count_rows(np.setdiff1d(rows_of(dropped), rows_of(beside)))


def find_duplicates(records: pd.DataFrame, kind: Kind) -> Found:
    """Look at the few rows that share when and who (or their number) with another row; the rest is unique."""
    if len(records) < 2 or not kind.event:
        return Found({}, ())
    rows = _comparable(records[records["_of"].isna()] if "_of" in records else records, kind)
    known = rows["_who"].str.strip("\x1f") != ""
    groups = [
        *(("number", group) for group in _groups(rows, ["_date", "_number"], rows["_number"].notna())),
        *(("equal", group) for group in _groups(rows, ["_date", "_who"], known)),
        *(("equal", group) for group in _groups(rows, ["_date", *kind.written_columns], ~known)),
    ]
    concerned = sorted({at for _, group in groups for at in group})
    told = dict(zip(concerned, _as_dicts(rows.loc[concerned]), strict=True))
    twins: dict[int, int] = {}
    pairs: list[tuple[str, int, int]] = []
    for how, group in groups:
        judge = _same_number if how == "number" else _same_content
        for at, later in enumerate(group):
            if later in twins:
                continue
            for first in group[:at]:
                verdict = "" if first in twins else judge(kind, told[first], told[later])
                if verdict:
                    pairs.append((verdict, first, later))
                if verdict == "row-duplicate":
                    twins[later] = first
                    break
    return Found(twins, tuple(_problems(told, kind, twins, pairs)))


def _comparable(records: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """The columns that decide, blanks as empty text: `_date`, `_who`, `_number`, `_all`."""
    date = records[kind.event[0]].astype("str")
    for other in kind.event[1:]:
        date = date.fillna(records[other].astype("str"))
    who = pd.Series("", index=records.index)
    for name in ("customer", "phone"):
        if name in kind.names:
            who = who + "\x1f" + records[name].fillna("")
    number = records["record_no"] if "record_no" in kind.names else pd.Series(None, index=records.index, dtype="str")
    running = number.str.fullmatch(rf"\d{{1,{ROW_NUMBER_DIGITS}}}").fillna(value=False).astype(bool)
    return records.assign(_date=date.str[:10].fillna(""), _who=who, _number=number.mask(running))


def _groups(rows: pd.DataFrame, by: list[str], where: pd.Series) -> list[list[int]]:
    """Positions of rows that share the columns `by`, groups of two and more, each in row order."""
    candidates = rows.loc[where, by]
    shared = candidates[candidates.duplicated(keep=False)]
    groups = shared.groupby(by, sort=False, dropna=False).indices.values()
    return [sorted(int(at) for at in shared.index[positions]) for positions in groups]


def _same_number(kind: Kind, one: Said, two: Said) -> str:
    if _differ(one, two, "store", kind):
        return ""
    if any(_written(one, name) != _written(two, name) for name in kind.number_key):
        return ""
    if _differ(one, two, "phone", kind) or (_differ(one, two, "customer", kind) and not _both(one, two, "phone", kind)):
        return "number-clash"
    return "row-duplicate"


def _same_content(kind: Kind, one: Said, two: Said) -> str:
    if isinstance(one["_number"], str) and isinstance(two["_number"], str) and one["_number"] != two["_number"]:
        return ""
    equal = all(_written(one, name) == _written(two, name) for name in kind.written_columns if name != "record_no")
    knows_who = bool(one["_who"].strip("\x1f"))
    if equal and one["source"] != two["source"]:
        return "row-duplicate"
    if equal:
        return "row-duplicate" if knows_who else "row-alike"
    return "row-near" if knows_who and not kind.number_key else ""


def _as_dicts(rows: pd.DataFrame) -> list[Said]:
    """The few rows that are looked at one by one."""
    names = list(rows.columns)
    return [dict(zip(names, row, strict=True)) for row in rows.itertuples(index=False, name=None)]


def _written(record: Said, name: str) -> str:
    value = record[name]
    return "" if pd.isna(value) else str(value)


def _differing(one: Said, two: Said, kind: Kind) -> str:
    """What the two rows say differently, for the clerk: （满意度、备注 不同，以前一行为准）."""
    names = [
        f.zh for f in kind.fields if _both(one, two, f.name, kind) and _written(one, f.name) != _written(two, f.name)
    ]
    return f"（{'、'.join(names)}不同，以前一行为准）" if names else ""


def _both(one: Said, two: Said, name: str, kind: Kind) -> bool:
    return name in kind.names and bool(_written(one, name)) and bool(_written(two, name))


def _differ(one: Said, two: Said, name: str, kind: Kind) -> bool:
    return _both(one, two, name, kind) and _written(one, name) != _written(two, name)


def _problems(
    said: Mapping[int, Said], kind: Kind, twins: Mapping[int, int], pairs: Sequence[tuple[str, int, int]]
) -> list[Problem]:
    """One problem a later row: its duplicate if it has one, else the nearest row it resembles."""
    date = kind.field(kind.event[0])
    told: set[int] = set()
    problems: list[Problem] = []
    for code, first, later in sorted(pairs, key=lambda pair: (pair[0] != "row-duplicate", pair[2], pair[1])):
        if later in told or (code != "row-duplicate" and later in twins):
            continue
        told.add(later)
        record = said[later]
        facts = {"other": str(place_of(said[first]))}
        if code == "row-duplicate":
            facts["differ"] = _differing(said[first], record, kind)
        name = "record_no" if code == "number-clash" else date.name
        value = _written(record, name)
        problems.append(Problem(code, place_of(record), name, value, facts, affected(record, kind)))
    return problems
