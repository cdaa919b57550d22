"""What Excel lets be typed into a column, and what it says to whoever types something else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from aftersales.blank_sheets.columns import BlankColumn
from aftersales.kinds.model import FieldType

_TITLE, _TEXT = 32, 250
"""So many characters Excel shows of a message's title and text."""
_EARLIEST, _LATEST = date(2000, 1, 1), date(2099, 12, 31)
_LARGEST = 1e9


def validation(column: BlankColumn, lists: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    """The rule of a column in xlsxwriter's words. `lists` says in which cells the choices stand."""
    need = f"（{column.required}）" if column.required else ""
    said = {
        "ignore_blank": True,
        "input_title": column.heading[:_TITLE],
        "input_message": f"{need}{column.advice}"[:_TEXT],
        "error_title": f"{column.heading[: _TITLE - 6]}填得不对",
        "error_message": f"{column.advice}。"[:_TEXT],
    }
    return {**said, **_rule(column, lists)}


def _rule(column: BlankColumn, lists: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    """A choice with a fixed set is enforced; where the reader takes more than Excel can check, Excel only asks."""
    f = column.field
    if column.choices:
        strict = "stop" if column.closed and not f.ditto else "warning"
        return {"validate": "list", "source": lists[column.choices], "error_type": strict}
    if f.type in (FieldType.DATE, FieldType.MOMENT) and not f.options:
        between = {"criteria": "between", "minimum": _EARLIEST, "maximum": _LATEST}
        return {"validate": "date", **between, "error_type": "warning" if f.ditto else "stop"}
    if f.type in (FieldType.NUMBER, FieldType.MONEY):
        low = f.low if f.low is not None else -_LARGEST
        high = f.high if f.high is not None else _LARGEST
        return {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high, "error_type": "stop"}
    if f.type is FieldType.PHONE:
        return {"validate": "length", "criteria": "between", "minimum": 7, "maximum": 60, "error_type": "warning"}
    return {"validate": "any"}
