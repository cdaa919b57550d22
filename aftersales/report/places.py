"""Record id → where the record stands, for everything that rests on records of several kinds."""

from __future__ import annotations

from aftersales.report.view import View


def places_of(view: View, wanted: set[str]) -> dict[str, str]:
    """File › sheet › row of the records that are wanted; one of an earlier month is not found."""
    found: dict[str, str] = {}
    for records in view.records.values():
        if not records.empty:
            own = records[records["record_id"].isin(wanted)][["record_id", "file", "sheet", "row"]]
            for record, file, sheet, row in own.itertuples(index=False, name=None):
                found[record] = " › ".join(part for part in (file, sheet, f"第{row}行") if part)
    return found
