"""What follows from other cells of the same row: times of rework, the day of a bare time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from aftersales.clean.columns import Column
from aftersales.clean.readers import BOOKED, DONE
from aftersales.clean.reading import Note
from aftersales.kinds.model import FieldType, Kind


def settle_planned(columns: dict[str, Column], kind: Kind, count: int) -> None:
    """Give the day that a column of done work says is only planned (`预约:2026-10-03`) to a booking that is blank."""
    for name in sorted(DONE):
        planned = columns[name].asides if name in columns else []
        if not planned or BOOKED not in kind.names:
            continue
        booked = columns.get(BOOKED)
        if booked is None:
            done = columns[name]
            booked = columns[BOOKED] = Column(kind.field(BOOKED), done.letter, done.cells, [None] * count)
        booked.values = [own if own is not None else day for own, day in zip(booked.values, planned, strict=True)]


def settle_times(columns: Mapping[str, Column], kind: Kind) -> None:
    """Give every moment that is only a time the day of its row's event; without one it is no date."""
    events = [columns[name].values for name in kind.event if name in columns]
    for column in columns.values():
        if column.known.type is not FieldType.MOMENT:
            continue
        for at, value in enumerate(column.values):
            if isinstance(value, str) and value.startswith("T"):
                days = (event[at] for event in events)
                day = next((day for day in days if isinstance(day, str) and not day.startswith("T")), None)
                column.values[at] = on_day(day, value) if day else None
                if not day:
                    column.notes.append((at, Note("not-a-date", {})))


def on_day(day: str, time: str) -> str:
    """The moment that a day and a time `THH:MM` make; 24:00 is the next day's first minute."""
    if time == "T24:00":
        return f"{date.fromisoformat(day[:10]) + timedelta(days=1)}T00:00"
    return day[:10] + time


def settle_phones(columns: dict[str, Column], kind: Kind, count: int) -> None:
    """Give a row without a phone the one that stands beside the customer's name, in the name's own cell."""
    names = [column for column in columns.values() if column.known.type is FieldType.CUSTOMER and column.asides]
    known = next((f for f in kind.fields if f.type is FieldType.PHONE), None)
    if not names or known is None:
        return
    phones = columns.get(known.name)
    if phones is None:
        phones = columns[known.name] = Column(known, names[0].letter, names[0].cells, [None] * count)
    phones.values = [
        own if own is not None else aside for own, aside in zip(phones.values, names[0].asides, strict=True)
    ]


def derive_times(columns: dict[str, Column], kind: Kind) -> None:
    """Fill `rework_times` from a rework column that says a number."""
    for column in list(columns.values()):
        name = f"{column.known.name}_times"
        if column.known.type is not FieldType.YES_NO or not column.asides or name not in kind.names:
            continue
        counted = columns.get(name)
        if counted is None:
            columns[name] = Column(kind.field(name), column.letter, column.cells, list(column.asides))
        else:
            pairs = zip(counted.values, column.asides, strict=True)
            counted.values = [own if own is not None else times for own, times in pairs]
