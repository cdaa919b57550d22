"""Record id → where the record stands, for everything that rests on records of several kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from aftersales.report.view import View

Place = tuple[str, str, int]
"""File, sheet (blank where the format has none) and row."""
Sheet = tuple[str, str]
"""File and sheet."""


def places_of(view: View, wanted: set[str]) -> dict[str, str]:
    """File › sheet › row of the records that are wanted; one of an earlier month is not found."""
    return {
        record: " › ".join(part for part in (file, sheet, f"第{row}行") if part)
        for record, (file, sheet, row) in rows_of(view, wanted).items()
    }


def rows_of(view: View, wanted: set[str]) -> dict[str, Place]:
    """The same in its parts."""
    found: dict[str, Place] = {}
    for records in view.records.values():
        if wanted and not records.empty:
            own = records.loc[records["record_id"].isin(wanted), ["record_id", "file", "sheet", "row"]]
            found |= {record: (file, sheet, row) for record, file, sheet, row in own.itertuples(index=False, name=None)}
    return found


def by_sheet(places: Iterable[Place]) -> str:
    """A line for every sheet with its rows: `回访.xlsx › 十月 › 第3–9、12行`; of very many sheets the first."""
    rows: dict[Sheet, list[int]] = {}
    for file, sheet, row in places:
        rows.setdefault((file, sheet), []).append(int(row))
    return sheets_told(rows)


def sheets_told(rows: Mapping[Sheet, Iterable[int]], most: int = 12) -> str:
    """The same of rows that are grouped already."""
    told = [
        " › ".join(part for part in (*sheet, f"第{ranges(set(rows[sheet]))}行") if part)
        for sheet in sorted(rows)[:most]
    ]
    return "\n".join([*told, *([f"等 {len(rows)} 张表"] if len(rows) > most else [])])


def ranges(numbers: Iterable[int]) -> str:
    """Rows as a person would name them.

    >>> ranges([3, 4, 5, 9, 12, 13])
    '3–5、9、12–13'
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def listed(records: Sequence[str], places: Mapping[str, str], most: int) -> str:
    """Where records stand, a line each; several of one row stand there once, those beyond `most` are only counted."""
    told = list(dict.fromkeys(places[record] for record in records if record in places))
    before = sum(record not in places for record in records)
    more = [f"等 {len(told)} 处"] if len(told) > most else []
    return "\n".join([*told[:most], *more, *([f"以前各期 {before} 条"] if before else [])])
