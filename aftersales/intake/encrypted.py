"""Opens workbooks that have a password: with the passwords given, where the extra `passwords` is installed."""

from __future__ import annotations

import importlib
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

VARIABLE = "AFTERSALES_PASSWORDS"
EVERYBODY_KNOWS = "VelvetSweatshop"  # what Excel itself takes for workbooks that are only protected against changes
SEPARATORS = re.compile(r"[\r\n|]+")


def passwords(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The passwords of the environment variable, one a line or apart by `|`.

    >>> passwords({"AFTERSALES_PASSWORDS": "2026|售后"})
    ('2026', '售后')
    """
    return tuple(word for part in SEPARATORS.split(environment.get(VARIABLE, "")) if (word := part.strip()))


def unlocked(data: bytes, known: Iterable[str]) -> bytes | None:
    """The workbook inside, or None where no password fits or the extra is not installed."""
    try:
        office = importlib.import_module("msoffcrypto")
    except ImportError:
        return None
    tried = (_with(office, data, password) for password in dict.fromkeys((EVERYBODY_KNOWS, *known)))
    return next((plain for plain in tried if plain is not None), None)


def _with(office: Any, data: bytes, password: str) -> bytes | None:
    plain = io.BytesIO()
    try:
        file = office.OfficeFile(io.BytesIO(data))
        file.load_key(password=password)
        file.decrypt(plain)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a wrong password shows as any of a dozen exceptions of that library
        return None
    return plain.getvalue()
