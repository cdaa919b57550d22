"""Corrections: a 更正 sheet says which field of which record is to read otherwise (messy-sheets D5, D6).

They are applied in the order file, sheet, row, right after the files are brought together, so that people, stores,
duplicates, households and months all follow from what is true. What stood there before is told. A correction that names
no record, or several, changes nothing: it goes back with the records it may have meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import PurePosixPath

import pandas as pd

from aftersales.clean.dates import NO_HINT
from aftersales.clean.hints import Hints
from aftersales.clean.readers import Way, reader_for
from aftersales.clean.reading import Reading
from aftersales.clean.text import match_key
from aftersales.consolidate.duplicates import find_duplicates
from aftersales.consolidate.gather import Source
from aftersales.consolidate.places import affected, place_of
from aftersales.kinds.model import Field, FieldType, Kind
from aftersales.kinds.wording import heading_key
from aftersales.problems import BadCell, Place, Problem

KIND = "correction"
CLEARED = frozenset(("清空", "置空", "改为空白", "空白", "删除"))
"""What is written for a value that must go without another in its place."""
_ASIDES = {FieldType.QUANTITY: "{}_unit", FieldType.SATISFACTION: "_{}_word", FieldType.PERSON: "_{}_note"}
_SAID = ("kind", "record_no", "of_file", "of_sheet", "field", "new_value")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Order:
    """One row of a 更正 sheet: blank for what it does not say."""

    place: Place
    kind: str
    record_no: str
    file: str
    sheet: str
    row: int
    field: str
    new: str


class Refused(Exception):  # noqa: N818 - reads as what it is where it is raised
    """A correction that cannot be applied: why, and what to write instead."""

    def __init__(self, why: str, fix: str) -> None:
        super().__init__(why)
        self.why, self.fix = why, fix


def apply_corrections(
    frames: Mapping[str, pd.DataFrame], kinds: Mapping[str, Kind], sources: Sequence[Source]
) -> tuple[dict[str, pd.DataFrame], list[Source], list[Problem]]:
    """The frames with every correction applied; those that were refused are rejected rows of their own sheets."""
    corrected = dict(frames)
    asked = frames.get(KIND)
    if asked is None or asked.empty:
        return corrected, list(sources), []
    problems: list[Problem] = []
    refused: list[int] = []
    for at, order in enumerate(_orders(asked, sources)):
        try:
            problems += _applied(order, corrected, kinds, sources)
        except Refused as why:
            refused.append(at)
            facts = {"why": why.why, "fix": why.fix}
            problems.append(Problem("correction-refused", order.place, "new_value", order.new, facts))
    kept = asked.drop(index=asked.index[refused]).reset_index(drop=True)
    return corrected | {KIND: kept}, _settled(sources, asked.iloc[refused], kept), problems


def _orders(asked: pd.DataFrame, sources: Sequence[Source]) -> list[Order]:
    orders = []
    for _, record in asked.iterrows():
        said = {name: "" if pd.isna(record[name]) else str(record[name]).strip() for name in _SAID}
        orders.append(
            Order(
                place=place_of(record, sources[int(record["source"])].letters.get("new_value", "")),
                kind=said["kind"],
                record_no=said["record_no"],
                file=said["of_file"],
                sheet=said["of_sheet"],
                row=0 if pd.isna(record["of_row"]) else int(record["of_row"]),
                field=said["field"],
                new=said["new_value"],
            )
        )
    return orders


def _applied(
    order: Order, frames: dict[str, pd.DataFrame], kinds: Mapping[str, Kind], sources: Sequence[Source]
) -> list[Problem]:
    """Write one correction into its frame, and tell what stood there before."""
    kind = _kind(order.kind, kinds)
    known = _field(order.field, kind)
    records = frames[kind.id]
    rows = _rows(order, records, kind)
    reading, problems = _read(order, known, kind)
    changes: dict[str, pd.Series] = {}
    _write(changes, records, known.name, rows, reading.value)
    aside = _ASIDES.get(known.type, "").format(known.name)
    if aside and aside in records:
        _write(changes, records, aside, rows, reading.aside)
    for at in rows:
        record = records.iloc[at]
        place = place_of(record, sources[int(record["source"])].letters.get(known.name, ""))
        old = "" if pd.isna(record[known.name]) else _shown(record[known.name])
        new = "" if reading.value is None else _shown(reading.value)
        facts = {"field_zh": known.zh, "new": new or "空白", "old": old or "空白", "by": str(order.place)}
        problems.append(Problem("corrected", place, known.name, old, facts, affected(record, kind)))
    frames[kind.id] = records.assign(**changes)
    return problems


def _write(
    changes: dict[str, pd.Series], records: pd.DataFrame, name: str, rows: Sequence[int], value: str | float | None
) -> None:
    column = records[name].copy()
    column.iloc[list(rows)] = value
    changes[name] = column


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _kind(written: str, kinds: Mapping[str, Kind]) -> Kind:
    """The kind of log that is meant: by its id, its name, or a title that no other kind has."""
    key = match_key(written)
    exact = [kind for kind in kinds.values() if key in (match_key(kind.id), match_key(kind.zh))]
    titled = [kind for kind in kinds.values() if key in map(match_key, kind.titles)]
    found = exact or titled
    if len(found) == 1 and found[0].id != KIND:
        return found[0]
    named = "、".join(kind.zh for kind in kinds.values() if kind.id != KIND)
    raise Refused(f"不知道“{written}”是哪种登记表", f"登记表请写 {named} 之一")


def _field(written: str, kind: Kind) -> Field:
    """The field that is meant: by its name, or by a heading as it may stand on the sheet."""
    key = heading_key(written)
    own = [f for f in kind.fields if key in (heading_key(f.name), heading_key(f.zh))]
    headed = [f for f in kind.fields if key in map(heading_key, f.headings)]
    weak = [f for f in kind.fields if key in map(heading_key, f.weak)]
    for found in (own, headed, weak):
        if len(found) == 1:
            return found[0]
    raise Refused(f"{kind.zh}没有“{written}”这一栏", f"栏目请写 {'、'.join(f.zh for f in kind.fields)} 之一")


def _rows(order: Order, records: pd.DataFrame, kind: Kind) -> list[int]:
    """The one record that is meant, with those that tell the same record again."""
    wanted = pd.Series(data=True, index=records.index)
    if order.record_no:
        if "record_no" not in kind.names:
            raise Refused(f"{kind.zh}没有单号", "请写原文件、原工作表和原行号")
        wanted &= records["record_no"].map(match_key, na_action="ignore") == match_key(order.record_no)
    if order.file:
        names = {name: _is_file(order.file, str(name)) for name in records["file"].unique()}
        wanted &= records["file"].astype("str").map(names).astype(bool)
    if order.sheet:
        wanted &= records["sheet"].astype("str").map(match_key) == match_key(order.sheet)
    if order.row:
        wanted &= records["row"] == order.row
    if not order.record_no and not (order.file and order.row):
        raise Refused("没有写明是哪一条记录", "请写单号，或原文件和原行号")
    found = [int(at) for at in wanted.to_numpy().nonzero()[0]]
    if not found:
        raise Refused(f"找不到这条记录{_near(order, records, kind)}", "请核对单号，或原文件、原工作表和原行号")
    if len(found) > 1 and len(find_duplicates(records.iloc[found].reset_index(drop=True), kind).twins) < len(found) - 1:
        places = "；".join(str(place_of(records.iloc[at])) for at in found[:_SHOWN])
        more = f" 等 {len(found)} 条" if len(found) > _SHOWN else ""
        raise Refused(f"有几条记录符合（{places}{more}），没有猜", "请再写明原文件、原工作表和原行号")
    return found


def _is_file(written: str, name: str) -> bool:
    """Whether a file is called so: by its whole path, or its name with or without the suffix."""
    path = PurePosixPath(name)
    key = match_key(written.replace("\\", "/"))
    return key in (match_key(name), match_key(path.name), match_key(path.stem), match_key(str(path.with_suffix(""))))


def _near(order: Order, records: pd.DataFrame, kind: Kind) -> str:
    """Records that may have been meant: a suggestion, never a decision."""
    if order.record_no and "record_no" in kind.names:
        written, known = order.record_no, [str(number) for number in records["record_no"].dropna().unique()]
    else:
        written, known = order.file, [str(name) for name in records["file"].unique()]
    close = get_close_matches(written, known, _SHOWN, 0.6)
    return f"（相近的：{'、'.join(close)}）" if close else ""


def _read(order: Order, known: Field, kind: Kind) -> tuple[Reading, list[Problem]]:
    """The new value in its written form, as the field's own parser reads it."""
    if order.new in CLEARED:
        reading = Reading()
    else:
        try:
            reading = reader_for(known, [order.new], Way(kind, Hints(), NO_HINT, known.zh))(order.new)
        except BadCell as bad:
            trouble = Problem(bad.code, order.place, known.name, order.new, {"field_zh": known.zh, **bad.facts})
            raise Refused(trouble.message, trouble.remedy) from None
    if reading.value is None and any(group == (known.name,) for group in kind.required):
        raise Refused(f"{known.zh}是必填内容，不能改为空白", f"请写出正确的{known.zh}")
    notes = [
        Problem(note.code, order.place, known.name, order.new, {"field_zh": known.zh, "cells": 1, **note.facts})
        for note in reading.notes
    ]
    return reading, notes


def _settled(sources: Sequence[Source], refused: pd.DataFrame, kept: pd.DataFrame) -> list[Source]:
    """The sheets of refused corrections, their rows counted as rejected."""
    settled = list(sources)
    for source, rows in refused.groupby("source", sort=True)["row"]:
        at = int(str(source))
        lost = len(set(rows) - set(kept.loc[kept["source"] == at, "row"]))
        tally = settled[at].tally
        counted = replace(tally, records=tally.records - lost, rejected=tally.rejected + lost)
        settled[at] = replace(settled[at], tally=counted)
    return settled
