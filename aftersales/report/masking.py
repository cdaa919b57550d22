"""No page shows a whole phone number, wherever a clerk wrote it: in a remark, a complaint, a reason."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from operator import is_
from typing import Any

from aftersales.privacy import masked
from aftersales.report.page import Page


def without_phones(page: Page) -> Page:
    """The page with every phone number in its texts masked."""
    hidden: Page = _hidden(page)
    return hidden


def _hidden(part: Any) -> Any:
    """The part itself where nothing in it needs hiding: most of a page is passed on as it is."""
    kind = type(part)
    if kind is str:
        return _shown(part)
    if kind is tuple:
        parts = tuple(map(_hidden, part))
        return part if all(map(is_, parts, part)) else parts
    changed = {}
    for name in _parts_of(kind):  # type: ignore[arg-type]  # mypy takes no class for hashable
        old = getattr(part, name)
        new = _hidden(old) if old else old
        if new is not old:
            changed[name] = new
    return replace(part, **changed) if changed else part


@lru_cache(maxsize=5_000)
def _shown(text: str) -> str:
    """The same few names, files and headings stand in most cells of a report."""
    return masked(text)


@cache
def _parts_of(kind: type) -> tuple[str, ...]:
    """The fields of a data class; what is none, such as a number or a word of our own, holds no text of a clerk."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
