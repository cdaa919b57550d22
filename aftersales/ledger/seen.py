"""What the last run saw in the drop folder: which entry of the cache belongs to which file, and how the file looked.

A file that looks the same (place, size, times, number on the disk) is the same, and is not even opened. That is only
believed of a file that had been left alone for a moment when it was looked at: two changes within one tick of the file
system's clock cannot be told apart.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

NAME = "files.json"
RACE = 3_000_000_000
"""Nanoseconds a file must have been left alone: the coarsest clock of a file system ticks every two seconds."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One file as it was read: its entry (blank = none), its hash, when it was saved, how it looked (() = unsure)."""

    key: str
    sha256: str
    modified: float
    stamp: tuple[int, ...] = ()


def settled(stamp: tuple[int, ...], started: int) -> bool:
    """Whether a file that looked like this had been left alone for a moment; `started` in nanoseconds, by our clock."""
    return bool(stamp) and max(stamp[1], stamp[2]) < started - RACE


def load_traces(folder: Path, root: str) -> tuple[dict[str, Trace], bool]:
    """The traces by file, and whether they were damaged: then nothing is known, and every file is looked at.

    Those of another drop folder than `root` say nothing about this one.
    """
    try:
        written = (folder / NAME).read_bytes()
    except OSError:
        return {}, False
    check, _, told = written.partition(b"\n")
    if check.decode("ascii", "replace") != _check(told):
        return {}, True
    try:
        known = json.loads(told)
        if known["root"] != root:
            return {}, False
        return {name: Trace(**{**own, "stamp": tuple(own["stamp"])}) for name, own in known["files"].items()}, False
    except (ValueError, TypeError, LookupError, AttributeError):
        return {}, True


def save_traces(folder: Path, root: str, traces: Mapping[str, Trace]) -> bool:
    """Keep the traces of the drop folder at `root`; False where there is no room."""
    files = {name: asdict(trace) for name, trace in traces.items()}
    told = json.dumps({"root": root, "files": files}).encode("ascii")
    own = folder / f".{os.getpid()}-{NAME}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        own.write_bytes(_check(told).encode("ascii") + b"\n" + told)
        own.replace(folder / NAME)
    except OSError:
        with suppress(OSError):
            own.unlink(missing_ok=True)
        return False
    return True


def _check(told: bytes) -> str:
    return blake2b(told, digest_size=16).hexdigest()
