"""What is to be done today, as rows of `worklists.csv`."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from aftersales import frames
from aftersales.outputs import without_phones
from aftersales.worklists.model import ToDo

WRITTEN = ("person", "store", "customer", "phone", "what")
"""Where a clerk may have written a phone number."""


def worklist_tables(todo: ToDo | None, *, hide: bool) -> dict[str, tuple[pd.DataFrame, Sequence[str]]]:
    """The table of the day, for the month that shows it; no table where nobody asked what is to be done."""
    if todo is None:
        return {}
    return {"worklists": (without_phones(todo.items, WRITTEN) if hide else todo.items, frames.WORKLISTS)}
