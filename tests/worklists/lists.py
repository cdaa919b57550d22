"""Drawn sheets → the work lists of a day, as short lines to compare."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pandas as pd

from aftersales.worklists.model import ToDo
from tests.sheets import Sheets, worked


def todo(folder: Path, files: Mapping[str, Sheets], day: str, **settings: object) -> ToDo:
    """Everything that is to be done on a day (`2026-10-15` or `2026-10-15 09:00`)."""
    as_of = datetime.fromisoformat(day)
    found = worked(folder, files, as_of=as_of, settings=settings).results.todo
    assert found is not None
    return found


def of(found: ToDo, list_: str, *columns: str) -> list[str]:
    """The items of one list: customer, since and days (or the columns asked for), in their order; blanks are `-`."""
    items = found.items[found.items["list"] == list_]
    wanted = columns or ("customer", "since", "days")
    rows = items[list(wanted)].astype("object").itertuples(index=False, name=None)
    return [" ".join("-" if pd.isna(value) else str(value) for value in row) for row in rows]


def kept(found: ToDo) -> set[str]:
    """The lists that are computed at all."""
    return {info.id for info in found.lists if info.kept}
