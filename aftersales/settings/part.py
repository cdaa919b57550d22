"""What every block of settings is made of."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


def real_day(text: str) -> str:
    """The text, if it is a day of the calendar as `2026-10-01`."""
    try:
        is_day = date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_day = False
    if not is_day:
        raise ValueError(f"“{text}”不是日期，要写成 2026-10-01 的样子")
    return text


Day = Annotated[str, AfterValidator(real_day)]


class Part(BaseModel):
    """A block of settings: frozen, and refusing keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False)
