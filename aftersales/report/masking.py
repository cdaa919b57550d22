"""No page shows a whole phone number, wherever a clerk wrote it: in a remark, a complaint, a reason."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from aftersales.privacy import masked
from aftersales.report.page import Page


def without_phones(page: Page) -> Page:
    """The page with every phone number in its texts masked."""
    hidden: Page = _hidden(page)
    return hidden


def _hidden(part: Any) -> Any:
    """The part itself where nothing in it needs hiding: most of a page is passed on as it is."""
    if isinstance(part, str):
        return masked(part)
    if isinstance(part, tuple):
        parts = tuple(_hidden(each) for each in part)
        return parts if any(new is not old for new, old in zip(parts, part, strict=True)) else part
    if is_dataclass(part) and not isinstance(part, type):
        changed = {f.name: _hidden(getattr(part, f.name)) for f in fields(part)}
        changed = {name: new for name, new in changed.items() if new is not getattr(part, name)}
        return replace(part, **changed) if changed else part
    return part
