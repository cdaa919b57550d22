"""The names of customers and staff that the run knows, to be kept out of what is sent away: a file may bear one."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from aftersales.kinds.model import FieldType, Kind
from aftersales.settings.model import Settings

NAMED = frozenset({FieldType.PERSON, FieldType.CUSTOMER})
ROSTER = "staff", ("name", "aliases")
"""The kind whose rows are people, and its fields that name them."""
NAME = re.compile(r"[\u3400-\u9fff·]{2,12}")
"""A Chinese name; a longer one is a company's or a sentence."""
SOMEBODY = "某某"


def hiding(outputs: Path, kinds: Mapping[str, Kind], settings: Settings) -> Callable[[str], str] | None:
    """What shows the name of a file without the people in it; None where nobody can know them."""
    if not settings.privacy.records:
        return None
    shops = {word for store in settings.stores for word in (store.name, *store.aliases)}
    staff = {word for person in settings.people for word in (person.name, *person.aliases)}
    try:
        found = {name for name in _written(outputs, kinds) if not any(name in shop for shop in shops)}
    except (OSError, csv.Error, UnicodeDecodeError):  # a table that cannot be read may hold any name
        return None
    return lambda file: without(file, found | staff)


def without(text: str, names: Collection[str]) -> str:
    """The text with these names replaced, the longest first.

    >>> without("申诉单_王芳华.xlsx", {"王芳", "王芳华"})
    '申诉单_某某.xlsx'
    """
    for name in sorted((name for name in names if name in text), key=len, reverse=True):
        text = text.replace(name, SOMEBODY)
    return text


def _written(outputs: Path, kinds: Mapping[str, Kind]) -> Iterator[str]:
    """Every name in the columns for people and customers of all record tables."""
    for path in sorted(outputs.glob("**/data/records/*.csv")):
        kind = kinds.get(path.stem)
        columns = (
            [f.name for f in kind.fields if f.type in NAMED or _of_roster(kind, f.name)] if kind is not None else []
        )
        if columns:
            with path.open(encoding="utf-8-sig", newline="") as table:
                for row in csv.DictReader(table):
                    for column in columns:
                        yield from NAME.findall(row.get(column) or "")


def _of_roster(kind: Kind, field: str) -> bool:
    return kind.id == ROSTER[0] and field in ROSTER[1]
