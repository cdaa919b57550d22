"""Exchange two names in one step, where the system can: nobody ever sees neither or both."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_CURRENT_FOLDER = -100
_EXCHANGE = 2


def exchange(one: Path, other: Path) -> bool:
    """Give each of two existing files or folders the other's name. False where this system or disk cannot."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    done = rename(_CURRENT_FOLDER, os.fsencode(one), _CURRENT_FOLDER, os.fsencode(other), ctypes.c_uint(_EXCHANGE))
    return bool(done == 0)
