"""The tables of the data folders: a frame as CSV that Excel opens rightly, and that is the same bytes every time.

A million rows of ten columns take a quarter of a second: cells are turned into text, made safe and joined by column.
Neighbours of few words are joined once for each row of their words that occurs; only the few values that need quotes or
a guard against formulas are looked at one by one, once per distinct value.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from numbers import Real
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aftersales.safe_text import FORMULA_STARTS, UNSEEN_RANGES, formula_safe

ROWS_AT_A_TIME = 200_000
MOST = np.iinfo("int64").max
TEXT = pa.large_string()
COMMA = pa.scalar(",", TEXT)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def _pattern() -> str:
    """The cells that cannot be written as they are, in the dialect of Arrow's regular expressions."""
    unseen = "".join(f"\\x{{{ord(low):x}}}-\\x{{{ord(high):x}}}" for low, high in UNSEEN_RANGES)
    starts = "".join(f"\\x{{{ord(start):x}}}" for start in FORMULA_STARTS)
    return f'^[{starts}]|[",\\r\\n]|[{unseen}]'


AWKWARD = _pattern()


def write_csv(frame: pd.DataFrame, path: Path, columns: Sequence[str]) -> None:
    """Write these columns of the frame: UTF-8 with byte order mark, a header row, line feeds, blank where missing."""
    parts = csv_parts(frame, columns)
    with path.open("wb") as out:
        out.writelines(parts)


def csv_parts(frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[bytes | memoryview]:
    """The bytes of that file, piece by piece."""
    texts = [_texts(frame[column], column) for column in columns]
    runs = groupby(texts, key=lambda cells: pa.types.is_dictionary(cells.type))
    together = [cells for of_few, run in runs for cells in (_combined(list(run)) if of_few else run)]
    return _parts(together, columns, len(frame))


def _parts(texts: Sequence[pa.Array], columns: Sequence[str], rows: int) -> Iterator[bytes | memoryview]:
    yield BYTE_ORDER_MARK + (",".join(_quoted(column) for column in columns) + "\n").encode()
    for start in range(0, rows if columns else 0, ROWS_AT_A_TIME):
        yield _joined([text.slice(start, ROWS_AT_A_TIME).cast(TEXT).fill_null("") for text in texts])


def _joined(texts: list[pa.Array]) -> memoryview:
    """The rows as the bytes of the file: the cells of a row joined by commas, the rows by nothing at all."""
    *before, last = texts
    ended = pc.binary_join_element_wise(last, pa.scalar("\n", TEXT), pa.scalar("", TEXT))
    lines = pc.binary_join_element_wise(*before, ended, COMMA) if before else ended
    _, offsets, letters = lines.buffers()
    ends = memoryview(offsets).cast("q")
    return memoryview(letters)[ends[lines.offset] : ends[lines.offset + len(lines)]]


def _combined(run: list[pa.DictionaryArray]) -> list[pa.DictionaryArray]:
    """Columns of few words as one, of the rows of words that occur; as they are where no number tells all rows apart."""
    words = [pa.concat_arrays([cells.dictionary.cast(TEXT), pa.array([""], TEXT)]) for cells in run]
    sizes = [len(own) for own in words]
    if len(run) == 1 or math.prod(sizes) > MOST:
        return run
    codes = np.zeros(len(run[0]), dtype="int64")
    for cells, size in zip(run, sizes, strict=True):
        codes = codes * size + pc.fill_null(cells.indices.cast(pa.int64()), size - 1).to_numpy()
    rows = pa.array(codes).dictionary_encode()
    places = np.unravel_index(rows.dictionary.to_numpy(), sizes)
    told = [own.take(pa.array(at)) for own, at in zip(words, places, strict=True)]
    return [pa.DictionaryArray.from_arrays(rows.indices, pc.binary_join_element_wise(*told, COMMA))]


def _texts(cells: pd.Series[Any], column: str) -> pa.Array:
    """One column as text or as a dictionary of texts, ready to stand between commas."""
    if cells.dtype == object and pd.api.types.infer_dtype(cells) not in {"string", "empty"}:
        return pa.array([_written(cell, column) for cell in cells], TEXT)
    array = _arrow(cells)
    kind = array.type
    if pa.types.is_dictionary(kind):
        words = _texts(pd.Series(array.dictionary.to_pandas()), column)
        return pa.DictionaryArray.from_arrays(array.indices, words.cast(TEXT))
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _safe(array.cast(TEXT))
    if pa.types.is_boolean(kind):
        return pc.if_else(array, "yes", "no").cast(TEXT)
    if pa.types.is_floating(kind):
        if pc.any(pc.is_inf(array)).as_py():
            raise ValueError(f"an infinite number in {column}")
        numbers = pc.add(array, 0.0).dictionary_encode()  # adding turns -0.0 into 0.0
        return pa.DictionaryArray.from_arrays(numbers.indices, numbers.dictionary.cast(TEXT))
    if pa.types.is_integer(kind) or pa.types.is_null(kind):
        return array.cast(TEXT)
    raise TypeError(f"nothing for {kind} in {column}")


def _arrow(cells: pd.Series[Any]) -> pa.Array:
    try:
        array = pa.Array.from_pandas(cells)
    except UnicodeEncodeError:  # half a surrogate pair, from a file name that is no UTF-8
        plain = cells.map(formula_safe, na_action="ignore")
        array = pa.Array.from_pandas(plain)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _safe(texts: pa.Array) -> pa.Array:
    """The texts with the awkward ones made harmless and quoted; each distinct one is looked at once."""
    awkward = pc.fill_null(pc.match_substring_regex(texts, AWKWARD), fill_value=False)
    found = texts.filter(awkward)
    if not len(found):
        return texts
    coded = found.dictionary_encode()
    words = pa.array([_quoted(formula_safe(word)) for word in coded.dictionary.to_pylist()], TEXT)
    return pc.replace_with_mask(texts, awkward, words.take(coded.indices))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in '",\n') else text


def _written(cell: object, column: str) -> str | None:
    """One cell of a column that holds several types."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, str):
        return _quoted(formula_safe(cell))
    if cell is None or pd.isna(cell):  # type: ignore[call-overload]  # anything else below is refused
        return None
    if isinstance(cell, Real):
        number = float(cell)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    raise TypeError(f"nothing for a {type(cell).__name__} in {column}")
