"""A digest as bytes and back: quick to read, with a checksum, and never able to run anything.

The bytes are a pickle, which is by far the quickest form for values of many sorts. A pickle may name any function to be
called; this one is read by an unpickler that knows the records of `aftersales.model`, problems and dates, and nothing
else: bytes that name anything else are damaged.

Our records are written as calls of their classes with the values of their fields: Python's own way, field by field, takes
twice the time to write and a third more to read.
"""

from __future__ import annotations

import copyreg
import dataclasses
import datetime as dt
import io
import pickle
from collections.abc import Callable
from enum import Enum
from hashlib import blake2b
from typing import Any

from aftersales import model
from aftersales.problems import Place, Problem

MARK = b"AFTERSALES-1\n"
CHECK = 16
"""Bytes of the checksum, which stand between the mark and the pickle."""


def _ours(thing: object) -> bool:
    is_record = isinstance(thing, type) and (dataclasses.is_dataclass(thing) or issubclass(thing, Enum))
    return is_record and getattr(thing, "__module__", "") == model.__name__


KNOWN: dict[tuple[str, str], type] = {
    (kind.__module__, kind.__qualname__): kind
    for kind in (
        *(thing for thing in vars(model).values() if _ours(thing)),
        *(Place, Problem, dt.date, dt.datetime, dt.time, dt.timedelta),
    )
}


Told = tuple[type, tuple[object, ...]]
"""How a value is made again: its class, and what that is called with."""


def _by_value(member: Enum) -> Told:  # the first releases of Python 3.11 would name `getattr` instead of its class
    return type(member), (member.value,)


def _by_fields(kind: type) -> Callable[[object], Told]:
    names = [field.name for field in dataclasses.fields(kind)]
    return lambda record: (kind, tuple([getattr(record, name) for name in names]))


class DamagedError(Exception):
    """These bytes are not what was packed here."""


class _Writer(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table | {
        kind: _by_value if issubclass(kind, Enum) else _by_fields(kind)
        for kind in KNOWN.values()
        if issubclass(kind, Enum) or dataclasses.is_dataclass(kind)
    }


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return KNOWN[module, name]
        except KeyError:
            raise DamagedError(f"{module}.{name}") from None


def pack(content: object) -> bytes:
    """The bytes of a value made of our own records and plain values."""
    written = io.BytesIO()
    _Writer(written, pickle.HIGHEST_PROTOCOL).dump(content)
    told = written.getbuffer()
    return b"".join((MARK, blake2b(told, digest_size=CHECK).digest(), told))


def unpack(packed: bytes) -> Any:
    """The value; DamagedError where a byte is missing or changed, or where anything but our records is named."""
    start = len(MARK) + CHECK
    told = memoryview(packed)[start:]
    if packed[: len(MARK)] != MARK or blake2b(told, digest_size=CHECK).digest() != packed[len(MARK) : start]:
        raise DamagedError("checksum")
    try:
        return _Reader(io.BytesIO(told)).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, LookupError) as fault:
        raise DamagedError(type(fault).__name__) from fault
