"""Digests of single files → one frame of records a kind, and one line a sheet (see `aftersales/frames.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import PurePosixPath

import numpy as np
import pandas as pd
import pyarrow as pa

from aftersales.civil_time import local_time
from aftersales.intake.conflict_copies import copied_from
from aftersales.kinds.model import FieldType, Kind
from aftersales.model import CleanTable, Digest, Grid, RowKind, Tally
from aftersales.problems import Place, Problem

Part = tuple[int, int, Mapping[str, list[object]]]
"""One table: the number of its sheet, its own number, its columns."""
NUMBERS = frozenset({FieldType.NUMBER, FieldType.MONEY, FieldType.QUANTITY, FieldType.SATISFACTION})


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet of one file: a line of `sources.csv`, and what of it the later stages need.

    `tables` has the number of each of its tables, counted over the whole run, and the fields that this one has a
    column for (or that its surroundings gave). `letters` says in which of Excel's columns a field stands, unless two
    tables have it in two of them.
    """

    file: str
    sheet: str
    kind: str
    header_row: int
    tally: Tally
    sha256: str
    modified: str
    reader: str
    titles: tuple[str, ...] = ()
    tables: Mapping[int, frozenset[str]] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    excerpt: tuple[Grid, tuple[RowKind, ...]] | None = None


def without_copies(digests: Sequence[Digest]) -> tuple[list[Digest], list[Problem]]:
    """The same file twice counts once: the first by name stays, all rows of the others are duplicates."""
    read = [digest.sha256 for digest in digests if digest.sheets]
    if len(set(read)) == len(read):
        return sorted(digests, key=lambda digest: digest.file), []
    first: dict[str, str] = {}
    kept: list[Digest] = []
    problems: list[Problem] = []
    for digest in sorted(digests, key=_copy_last):
        if not digest.sheets or digest.sha256 not in first:
            if digest.sheets:
                first[digest.sha256] = digest.file
            kept.append(digest)
            continue
        problems.append(Problem("file-copy", Place(digest.file), facts={"other": first[digest.sha256]}))
        sheets = tuple(
            replace(sheet, tally=Tally(rows=sheet.tally.rows, duplicate=sheet.tally.rows)) for sheet in digest.sheets
        )
        kept.append(replace(digest, sheets=sheets, tables=(), problems=()))
    return sorted(kept, key=lambda digest: digest.file), problems


def _copy_last(digest: Digest) -> tuple[bool, str]:
    """By name, but a name that says it is a copy never counts as the first."""
    said = any(word in PurePosixPath(digest.file).stem for word in ("副本", "复制", "拷贝", "冲突", "copy", "Copy"))
    return said or bool(copied_from(digest.file)), digest.file


def gather(digests: Sequence[Digest], kinds: Mapping[str, Kind]) -> tuple[dict[str, pd.DataFrame], list[Source]]:
    """Lay all tables of a kind under each other, in the order file, sheet, row; every kind gets a frame."""
    sources: list[Source] = []
    parts: dict[str, list[Part]] = {kind: [] for kind in kinds}
    numbers = count()
    for digest in digests:
        offset = len(sources)
        tables: dict[int, dict[int, CleanTable]] = {}
        for at, table in digest.tables:
            number = next(numbers)
            parts[table.kind].append((offset + at, number, table.columns))
            tables.setdefault(at, {})[number] = table
        sources += [
            Source(
                digest.file,
                sheet.sheet,
                sheet.kind,
                sheet.header_row,
                sheet.tally,
                digest.sha256,
                local_time(digest.modified),
                digest.reader,
                sheet.titles,
                {number: table.mapped for number, table in tables.get(at, {}).items()},
                _letters(tables.get(at, {}).values()),
                sheet.excerpt,
            )
            for at, sheet in enumerate(digest.sheets)
        ]
    places = {"file": _codes([s.file for s in sources]), "sheet": _codes([s.sheet for s in sources])}
    return {name: _frame(kind, parts[name], places) for name, kind in kinds.items()}, sources


def _letters(tables: Iterable[CleanTable]) -> dict[str, str]:
    """Field → letter of its column, but not where the tables of a sheet do not agree."""
    found: dict[str, set[str]] = {}
    for table in tables:
        for name, letter in table.letters.items():
            found.setdefault(name, set()).add(letter)
    return {name: letters.pop() for name, letters in found.items() if len(letters) == 1}


def _frame(kind: Kind, parts: Sequence[Part], places: Mapping[str, pd.Categorical[str]]) -> pd.DataFrame:
    """All records of one kind; a column that a sheet lacks is blank for its rows. `places` are by number of the source."""
    lengths = [len(columns["row"]) for _, _, columns in parts]
    words = {f"_{f.name}_word" for f in kind.fields if f.type is FieldType.SATISFACTION}
    internal = sorted(words | {name for _, _, columns in parts for name in columns if name.startswith("_")})
    types = {f.name: f.type for f in kind.fields}
    source = np.repeat(np.array([at for at, _, _ in parts], dtype="int64"), lengths)
    data: dict[str, pd.Series] = {
        "record_id": _column("record_id", "str", parts, lengths),
        **{name: pd.Series(place.take(source)) for name, place in places.items()},
        "row": _column("row", "int64", parts, lengths),
    }
    for name in (*kind.written_columns, "extra", *internal):
        dtype = "float64" if types.get(name) in NUMBERS else "str"
        data[name] = _column(name, dtype, parts, lengths)
    data["source"] = pd.Series(source)
    data["table"] = pd.Series(np.repeat(np.array([number for _, number, _ in parts], dtype="int32"), lengths))
    return pd.DataFrame(data)


def _codes(names: Sequence[str]) -> pd.Categorical[str]:
    """Names stored once each, however many rows are to carry them."""
    distinct = sorted(set(names))
    code = {name: at for at, name in enumerate(distinct)}
    return pd.Categorical.from_codes([code[name] for name in names], categories=pd.Index(distinct))


def _column(name: str, dtype: str, parts: Sequence[Part], lengths: Sequence[int]) -> pd.Series:
    if not any(name in columns for _, _, columns in parts):
        blank = pd.array(pa.nulls(sum(lengths), pa.large_string()), dtype="str")
        return pd.Series(blank) if dtype == "str" else pd.Series(np.nan, range(sum(lengths)), dtype)
    values: list[object] = []
    for (_, _, columns), n in zip(parts, lengths, strict=True):
        column = columns.get(name)
        values.extend([None] * n if column is None else column)
    if dtype == "str":  # by way of Arrow: a fifth of the time
        return pd.Series(pd.array(pa.array(values, pa.large_string()), dtype="str"))
    return pd.Series(values, dtype=dtype)
