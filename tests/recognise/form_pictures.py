"""Forms drawn as text: what each row is, the kind, and the cleaned values of every record."""

from __future__ import annotations

from dataclasses import dataclass, field

from aftersales.model import Merge


@dataclass(frozen=True)
class FormPicture:
    """A drawn form. `records` are its values by field, `codes` the problems of recognising and cleaning it."""

    name: str
    drawing: str
    kind: str
    records: tuple[dict[str, object], ...]
    codes: tuple[str, ...] = ()
    file: str = "十月.xlsx"
    sheet: str = "Sheet1"
    merges: tuple[Merge, ...] = ()
    first_row: int = 1
    first_column: int = 1
    extra: dict[str, str] = field(default_factory=dict)
