"""Files that are being written just now: what was saved a moment ago is looked at twice."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace

from aftersales.intake.files import stamp_of
from aftersales.model import FoundFile

YOUNG = 3 * 10**9
SKEW = 60 * 10**9
"""Nanoseconds: what was saved so shortly before the run began, or since then, may still be being written. The second is
how far the clock of a share may be ahead."""
MOMENT = 1.0
"""Seconds between two looks."""


def young(files: Iterable[FoundFile], started: int) -> dict[int, FoundFile]:
    """The files that somebody may be writing at this moment, by their position; `started` in ns by our clock."""
    return {
        at: found
        for at, found in enumerate(files)
        if found.stamp and started - YOUNG <= max(found.stamp[1], found.stamp[2]) <= started + SKEW
    }


def changed(files: Mapping[int, FoundFile], since: float) -> dict[int, FoundFile]:
    """Those that look otherwise by now, as they look now; `since` (`time.monotonic`) is when they were looked at first.

    A file that is gone is not among them: that it could not be read, or that it is missing next time, is told anyway.
    """
    if not files:
        return {}
    time.sleep(max(0.0, MOMENT - (time.monotonic() - since)))
    found = {at: _seen(file) for at, file in files.items()}
    return {at: now for at, now in found.items() if now is not None and now.stamp != files[at].stamp}


def _seen(file: FoundFile) -> FoundFile | None:
    try:
        status = os.lstat(file.path)
    except OSError:
        return None
    if file.member is not None:  # its place in the bundle is another one by now, perhaps
        return replace(file, stamp=stamp_of(status))
    return replace(file, size=status.st_size, modified=status.st_mtime, stamp=stamp_of(status))
