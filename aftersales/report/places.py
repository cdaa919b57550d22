"""Record id → where the record stands, for everything that rests on records of several kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aftersales.report.view import View


def places_of(view: View, wanted: set[str]) -> dict[str, str]:
    """File › sheet › row of the records that are wanted; one of an earlier month is not found."""
    found: dict[str, str] = {}
    for records in view.records.values():
        if wanted and not records.empty:
            own = records.loc[records["record_id"].isin(wanted), ["record_id", "file", "sheet", "row"]]
            for record, file, sheet, row in own.itertuples(index=False, name=None):
                found[record] = " › ".join(part for part in (file, sheet, f"第{row}行") if part)
    return found


def listed(records: Sequence[str], places: Mapping[str, str], most: int) -> str:
    """Where records stand, a line each; several of one row stand there once, those beyond `most` are only counted."""
    told = list(dict.fromkeys(places[record] for record in records if record in places))
    before = sum(record not in places for record in records)
    more = [f"等 {len(told)} 处"] if len(told) > most else []
    return "\n".join([*told[:most], *more, *([f"以前各期 {before} 条"] if before else [])])
