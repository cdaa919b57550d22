"""The tables of a closed month as they were published, and which of its figures would now differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd

from aftersales import frames
from aftersales.privacy import masked
from aftersales.safe_text import formula_safe
from aftersales.tables import csv_parts

KEY = ("measure", "store", "person", "category", "product", "unit")
_NUMBERS = ("value", "numerator", "denominator", "low", "high", "target")
_NEAR = 1e-9
"""Sums of the same numbers in another order differ by less."""


@dataclass(frozen=True, slots=True)
class Differing:
    """Figures that would now differ (`KEY`, `published`, `now`), and the records that now carry those measures."""

    rows: pd.DataFrame
    members: pd.DataFrame


def published_figures(folder: Path) -> pd.DataFrame:
    """`measures.csv` of a sealed folder, as a frame like the one that was written."""
    types = {name: "float64" if name in _NUMBERS else "str" for name in frames.MEASURES}
    path = folder / "data" / "measures.csv"
    return pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""], encoding="utf-8-sig")


def published_members(folder: Path, measures: Iterable[str]) -> pd.DataFrame:
    """The members of these measures as they were published: `KEY` and `record_id`, blank text where there was none."""
    path = folder / "data" / "members.csv"
    found = pd.read_csv(
        path, dtype="str", usecols=[*KEY, "record_id"], keep_default_na=False, na_values=[], encoding="utf-8-sig"
    )
    return found[found["measure"].isin(set(measures))]


def differing(published: pd.DataFrame, figures: pd.DataFrame, members: pd.DataFrame, *, hide: bool) -> Differing:
    """What of the figures differs by more than rounding from what was published; `hide` = phones were masked."""
    then = _as_written(published[[*KEY, "value"]], hide=False).rename(columns={"value": "published"})
    now = _as_written(figures[[*KEY, "value"]], hide=hide).rename(columns={"value": "now"})
    both = then.merge(now, on=list(KEY), how="outer", sort=True)
    same = np.isclose(both["published"], both["now"], rtol=_NEAR, atol=_NEAR, equal_nan=True)
    rows = both[~same].reset_index(drop=True)
    carried = members.loc[members["measure"].isin(set(rows["measure"])), [*KEY, "record_id"]]
    return Differing(rows, _as_written(carried, hide=hide))


def _as_written(rows: pd.DataFrame, *, hide: bool) -> pd.DataFrame:
    """The rows with their `KEY` as the tables have it: safe, blank text where missing, without phones if asked."""
    written = {}
    for name in KEY:
        texts = rows[name].astype("str").fillna("")
        meaning = {text: formula_safe(masked(text) if hide else text) for text in texts.unique()}
        written[name] = texts.map(meaning)
    return rows.assign(**written)


def table(folder: Path, name: str) -> pd.DataFrame:
    """A table of a sealed folder as text; blank is blank text. Empty where there is no such table."""
    path = folder / "data" / f"{name}.csv"
    return _as_text(path.read_bytes()) if path.is_file() else pd.DataFrame()


def as_table(rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Rows of this run as the text that the table would have."""
    return _as_text(b"".join(csv_parts(rows, columns)))


def _as_text(content: bytes) -> pd.DataFrame:
    return pd.read_csv(BytesIO(content), dtype="str", keep_default_na=False, na_values=[], encoding="utf-8-sig")
